"""Training callbacks: weight averaging, saving of scores, models and checkpoints, early and requested stops."""

import logging
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

import lightning as L
import torch
from lightning.pytorch.callbacks import Callback, Checkpoint, EarlyStopping, WeightAveraging
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from polyp_core.display_text import filled
from polyp_core.errors import CancelledError
from training.evaluation.model_choice import ALARM_RATES, FRAME_COUNT, rank_of
from training.fit.module import SegmentationModule
from training.runs.heartbeat import Heartbeat
from training.runs.run_folder import RunFolder

log = logging.getLogger(__name__)

Tensors = tuple[Tensor, ...] | list[Tensor]

KeepBest = Callable[[Mapping[str, Tensor], int, Mapping[str, float]], None]
"""Saves the network's state, given the epoch and its validation scores."""

_RANKING_SCORES = ("false_alarm_rate", FRAME_COUNT)
"""Validation scores that, with the Dice, decide which epoch is the best."""


class MovingAverage(WeightAveraging):
    """Exponential moving average of the weights, used for validation and saved instead of the last weights.

    The decay rises from 0.1 to `decay`, so that the random initial weights do not dominate a short run.
    """

    def __init__(self, decay: float) -> None:
        def average(kept: Tensors, new: Tensors, updates: Tensor | int) -> None:
            done = int(self._average.n_averaged)  # `updates` is not used because it is on the device
            share = min(decay, (1 + done) / (10 + done))
            get_ema_multi_avg_fn(share)(kept, new, updates)  # type: ignore[no-untyped-call]

        super().__init__(multi_avg_fn=average)

    def on_fit_start(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        """Moves the averaged model to the device, since it was created before the module was moved there.

        Its counter stays on the CPU: reading it from the device at each step would synchronise the two.
        """
        self._average.to(pl_module.device)
        self._average.n_averaged = self._average.n_averaged.cpu()

    def network_state(self) -> dict[str, Tensor]:
        """Returns the averaged state of the network."""
        module = self._average.module
        assert isinstance(module, SegmentationModule)
        return module.network.state_dict()

    @property
    def _average(self) -> AveragedModel:
        if self._average_model is None:
            raise RuntimeError("the average is made when the training is set up")
        return self._average_model


class KeepRun(Checkpoint):
    """After each epoch writes a row of `metrics.csv`, the model if it is the best, and the checkpoint, in that order.

    The best is the highest by `evaluation.model_choice.rank_of`: Dice less false alarms, where those are counted. If
    the process is killed in between, a resumed run repeats the epoch and completes the files.
    """

    def __init__(self, folder: RunFolder, heartbeat: Heartbeat | None, keep_best: KeepBest) -> None:
        self._folder, self._heartbeat, self._keep_best = folder, heartbeat, keep_best
        self.best_epoch: int | None = None
        self.best_dice = -1.0
        self.best_alarms: dict[str, float] = {}
        self._epoch_began = 0.0

    def on_train_start(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        if self._heartbeat:
            self._heartbeat.note(
                epoch=trainer.current_epoch, best_epoch=self.best_epoch, steps=trainer.num_training_batches
            )
            self._heartbeat.enter("running")

    def on_train_epoch_start(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        self._epoch_began = time.monotonic()

    def on_train_batch_end(
        self, trainer: L.Trainer, pl_module: L.LightningModule, outputs: Any, batch: Any, batch_idx: int
    ) -> None:
        if self._heartbeat:
            per_step_s = (time.monotonic() - self._epoch_began) / (batch_idx + 1)
            steps = int(trainer.num_training_batches)
            left = steps - batch_idx - 1 + steps * (self._epochs(trainer) - trainer.current_epoch - 1)
            self._heartbeat.note(step=batch_idx + 1, seconds_left=round(per_step_s * left, 1))

    def on_train_epoch_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        assert isinstance(pl_module, SegmentationModule)
        seconds = time.monotonic() - self._epoch_began
        trained, validated = pl_module.training_scores, pl_module.validation_scores
        epoch = trainer.current_epoch
        better = rank_of(validated) > self._best_rank()
        if better:
            self.best_epoch, self.best_dice = epoch, validated["dice"]
            self.best_alarms = {name: validated[name] for name in _RANKING_SCORES if name in validated}
        if trainer.is_global_zero:
            row = {"epoch": epoch, "seconds": round(seconds, 1), "learning_rate": trained["learning_rate"]}
            row |= {f"train_{name}": value for name, value in trained.items() if name != "learning_rate"}
            row |= {f"validation_{name}": value for name, value in validated.items()}
            self._folder.append_scores(row)
            if better:
                self._keep_best(_network_state(trainer, pl_module), epoch, validated)
            self._log_epoch(trainer, trained["loss"], validated, seconds)
        trainer.save_checkpoint(self._folder.checkpoint_file)

    def state_dict(self) -> dict[str, Any]:
        alarms = {f"best_{name}": float(value) for name, value in self.best_alarms.items()}
        return {"best_epoch": self.best_epoch, "best_dice": self.best_dice} | alarms

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self.best_epoch, self.best_dice = state_dict["best_epoch"], state_dict["best_dice"]
        self.best_alarms = {
            name: state_dict[f"best_{name}"] for name in _RANKING_SCORES if f"best_{name}" in state_dict
        }

    def _best_rank(self) -> tuple[bool, float]:
        if self.best_epoch is None:
            return False, -math.inf
        return rank_of({"dice": self.best_dice} | self.best_alarms)

    def _log_epoch(self, trainer: L.Trainer, loss: float, validated: Mapping[str, float], seconds: float) -> None:
        epoch, epochs = trainer.current_epoch + 1, self._epochs(trainer)
        log.info(
            "Epoch %d of %d in %.0f s: loss %.4f, validation loss %.4f, Dice %.4f, IoU %.4f%s (best %s)",
            *(epoch, epochs, seconds, loss, validated["loss"], validated["dice"], validated["iou"]),
            *(_format_alarms(validated), self._format_best()),
        )
        if self._heartbeat:
            left_s = round(seconds * (epochs - epoch), 1)
            self._heartbeat.note(
                epoch=epoch, step=0, best_epoch=self.best_epoch, best_dice=self.best_dice, seconds_left=left_s
            )

    def _format_best(self) -> str:
        rate = self.best_alarms.get("false_alarm_rate")
        return f"Dice {self.best_dice:.4f}" + ("" if rate is None else f", false alarms {rate:.1%}")

    @staticmethod
    def _epochs(trainer: L.Trainer) -> int:
        return trainer.max_epochs or 0


def _format_alarms(validated: Mapping[str, float]) -> str:
    frames = f"{validated.get(FRAME_COUNT, 0):.0f} frames without a polyp"
    titles = zip(ALARM_RATES, (frames, "upper GI pictures", "patches"), strict=True)
    return "".join(f", false alarms on {validated[name]:.1%} of {title}" for name, title in titles if name in validated)


def _network_state(trainer: L.Trainer, module: SegmentationModule) -> Mapping[str, Tensor]:
    """Returns the state that was validated: the moving average if there is one."""
    averages = [callback for callback in trainer.callbacks if isinstance(callback, MovingAverage)]  # type: ignore[attr-defined]
    return averages[0].network_state() if averages else module.network.state_dict()


class StopWithoutProgress(EarlyStopping):
    """Ends the training after `patience` epochs without a better model; a resumed run continues the count.

    Better is a higher `polyp_core.model.selection_score` of the validation.
    """

    def __init__(self, patience: int) -> None:
        super().__init__("validation_score", mode="max", patience=patience, check_finite=False)
        self._counts_alarms = False

    @property
    def state_key(self) -> str:
        # Name in existing checkpoints, from when the Dice alone decided.
        return self._generate_state_key(monitor="validation_dice", mode=self.mode)

    def on_validation_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        assert isinstance(pl_module, SegmentationModule)
        if "false_alarm_rate" in pl_module.validation_scores and not self._counts_alarms:
            # In checkpoints from before false alarms were counted, the best score may be out of reach on the present
            # scale.
            self._counts_alarms = True
            self.best_score, self.wait_count = torch.tensor(-torch.inf), 0
        super().on_validation_end(trainer, pl_module)

    def state_dict(self) -> dict[str, Any]:
        return super().state_dict() | ({"counts_alarms": True} if self._counts_alarms else {})

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        super().load_state_dict(state_dict | {"patience": self.patience})
        self._counts_alarms = bool(state_dict.get("counts_alarms", False))


class StopOnRequest(Callback):
    """Ends the training with CancelledError after a step if `stop_requested` is set or the run has a stop file."""

    def __init__(self, folder: RunFolder, stop_requested: threading.Event) -> None:
        self._folder, self._stop_requested = folder, stop_requested

    def on_train_batch_end(
        self, trainer: L.Trainer, pl_module: L.LightningModule, outputs: Any, batch: Any, batch_idx: int
    ) -> None:
        # All processes must stop at the same step; otherwise the remaining ones would wait for the others forever.
        stop_requested = self._stop_requested.is_set() or any(file.exists() for file in self._folder.stop_files)
        if trainer.strategy.reduce_boolean_decision(stop_requested, all=False):
            raise CancelledError(filled("The training was stopped."))


@contextmanager
def stop_on_interrupt(stop_requested: threading.Event) -> Iterator[None]:
    """Context in which the first SIGINT or SIGTERM sets `stop_requested`; a second SIGINT interrupts as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_signal(number: int, frame: FrameType | None) -> None:
        if stop_requested.is_set():
            raise KeyboardInterrupt
        stop_requested.set()
        log.info("Stopping after this step; the best model is kept. Press Ctrl-C again to stop immediately.")

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
