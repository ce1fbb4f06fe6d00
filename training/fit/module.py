"""Lightning module of the training: network, training and validation steps, optimiser and learning rate schedule."""

import math
from functools import partial
from typing import Any

import lightning as L
import numpy as np
import torch
from lightning.pytorch.utilities.types import OptimizerLRScheduler
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR, ReduceLROnPlateau
from torchmetrics import Metric

from polyp_core.errors import TrainingError
from polyp_core.model.networks import build_network, logits_of
from training.config.fit_config import FitConfig
from training.datasets.polyp_free import KINDS
from training.evaluation import metrics
from training.evaluation.model_choice import ALARM_RATES, FRAME_COUNT, rank_of
from training.fit.checkpoints import refuse_another_optimiser, refuse_what_does_not_fit
from training.fit.data import Batch, PairDataModule, Unreadable
from training.fit.distillation import Teacher, distillation_loss
from training.fit.losses import presence_loss, segmentation_loss
from training.fit.optimisers import make_optimiser, set_highest_rate
from training.fit.scales import drawn_side, rescaled
from training.fit.schedules import FOLLOWS_NO_STEP, PLATEAU_FACTOR, learning_rate_factor
from training.model.encoder_weights import input_normalisation
from training.packaging.calibrate import choose_presence_level

EpochScores = dict[str, float]


class SegmentationModule(L.LightningModule):
    """Trains `network` on batches of squares and computes the scores of each epoch.

    `training_scores` and `validation_scores` are loss, dice, iou and accuracy of the last complete epoch, on the
    network's square at threshold 0.5, for the callbacks that run after it. The validation's also have each of
    ALARM_RATES with any pictures, and FRAME_COUNT. If there is `false_alarm_rate` and the network has a presence head,
    all of them but the loss are at the presence level that `choose_presence_level` gives to these predictions.
    """

    def __init__(self, config: FitConfig) -> None:
        super().__init__()
        self.config = config
        network = build_network(config.network, config.dropout)
        self.network: nn.Module = network.to(memory_format=torch.channels_last)
        self.teacher: Teacher | None = None
        """Teacher for the training loss; validation losses are computed without it."""
        self.training_scores: EpochScores = {}
        self.validation_scores: EpochScores = {}
        self._last_rate = config.learning_rate
        self._seen = _ScoreAccumulator()
        self._validated = _ScoreAccumulator()
        self._plateau: ReduceLROnPlateau | None = None
        self._plateau_before: dict[str, Any] = {}
        self._highest_rate_before = config.learning_rate
        # Not persistent: the model card holds them, not the weights.
        mean, std = input_normalisation(config)
        self.register_buffer("_mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("_std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)

    def network_input(self, images: Tensor) -> Tensor:
        """Converts N x S x S x 3 uint8 RGB to the network's input: N x 3 x S x S float, normalised, channels last."""
        scaled = images.permute(0, 3, 1, 2).float() / 255
        mean, std = self.get_buffer("_mean"), self.get_buffer("_std")
        return ((scaled - mean) / std).contiguous(memory_format=torch.channels_last)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor | None]:
        """Returns float32 logits of N x S x S x 3 uint8 images: masks (N x 1 x S x S) and presence (N) or None."""
        mask, presence = logits_of(self.network, self.network_input(images))
        return mask.float(), None if presence is None else presence.float()

    def training_step(self, batch: Batch | Unreadable, batch_idx: int) -> Tensor:
        squares = batch
        if isinstance(batch, Batch):
            squares = rescaled(batch, drawn_side(self.config, self.current_epoch, batch_idx))
        loss, logits, truth, _ = self._loss(squares)
        if isinstance(batch, Batch):
            loss = self._add_teacher_loss(loss, logits, batch)
        if not math.isfinite(loss.item()):
            raise TrainingError(
                "The loss became {loss} in epoch {epoch}, step {step}, so the training stops. The best model so far "
                "is kept. Lower learning_rate ({rate}) or set gradient_clip.",
                loss=str(loss.item()),
                epoch=str(self.current_epoch + 1),
                step=str(batch_idx + 1),
                rate=f"{self.config.learning_rate:g}",
            )
        self._last_rate = self._rate()
        self._seen.update(logits.detach(), truth, loss.detach())
        self.log("loss", loss.detach(), prog_bar=True, logger=False, batch_size=len(truth))
        return loss

    def validation_step(self, batch: Batch | Unreadable, batch_idx: int) -> None:
        loss, logits, truth, presence = self._loss(batch)
        assert isinstance(batch, Batch)
        kinds = torch.zeros(len(truth), dtype=torch.int64) if batch.kinds is None else batch.kinds
        self._validated.update(logits, truth, loss, kinds, presence)

    def on_train_epoch_start(self) -> None:
        # Reset the random state per epoch, so that a resumed epoch draws the same numbers.
        torch.manual_seed(self.config.seed * 1_000_003 + self.current_epoch)

    def on_validation_epoch_end(self) -> None:
        self.validation_scores = self._validated.compute()
        self._validated.reset()
        self.log("validation_dice", self.validation_scores["dice"], prog_bar=True, logger=False)
        self.log("validation_score", rank_of(self.validation_scores)[1], logger=False)

    def on_train_epoch_end(self) -> None:
        self.training_scores = self._seen.compute() | {"learning_rate": self._last_rate}
        self._seen.reset()
        # Lightning would step it after the checkpoint is saved, so that a resumed run would miss that step.
        if self._plateau is not None:
            self._plateau.step(self.validation_scores["loss"])

    def configure_optimizers(self) -> OptimizerLRScheduler:
        c = self.config
        optimiser = make_optimiser(self.network, c)
        optimiser.register_load_state_dict_pre_hook(partial(refuse_another_optimiser, self.trainer))
        if c.schedule == "plateau":
            factor = c.rate_factor or PLATEAU_FACTOR
            self._plateau = ReduceLROnPlateau(optimiser, factor=factor, patience=c.plateau_epochs)
        share = learning_rate_factor(c, self._steps_per_epoch())
        if share is None:
            return optimiser
        schedule = LambdaLR(optimiser, share)
        return {"optimizer": optimiser, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        checkpoint["highest_rate"] = self.config.learning_rate
        if self._plateau is not None:
            checkpoint["plateau"] = self._plateau.state_dict()

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        by_step = self.config.schedule not in FOLLOWS_NO_STEP
        refuse_what_does_not_fit(checkpoint, self.trainer, schedules=int(by_step))
        self._highest_rate_before = checkpoint.get("highest_rate", self.config.learning_rate)
        self._plateau_before = checkpoint.get("plateau", {})

    def on_train_start(self) -> None:
        """Resets learning rate, decay and patience, which the checkpoint restores, to those of the config."""
        c, optimiser = self.config, self.trainer.optimizers[0]
        for decayed in optimiser.param_groups[::2]:
            decayed["weight_decay"] = c.weight_decay
        if self._plateau is not None:
            now = {"patience": c.plateau_epochs, "factor": c.rate_factor or PLATEAU_FACTOR}
            self._plateau.load_state_dict(self._plateau_before | now)
        # A rate lowered by plateau stays lowered, unless another rate was set.
        if self._plateau is None or c.learning_rate != self._highest_rate_before:
            set_highest_rate(optimiser, c)
        for scheduled in self.trainer.lr_scheduler_configs:
            assert isinstance(scheduled.scheduler, LambdaLR)
            # Not the steps taken so far: those of another batch size, for example, are of another length.
            _rebase_schedule(scheduled.scheduler, self.trainer.current_epoch * self._steps_per_epoch())

    def _loss(self, batch: Batch | Unreadable) -> tuple[Tensor, Tensor, Tensor, Tensor | None]:
        if isinstance(batch, Unreadable):
            raise TrainingError("A training pair could not be read: {reason}", reason=batch.message)
        c = self.config
        truth = batch.truth[:, None].float()
        logits, presence = self(batch.images)
        loss = segmentation_loss(
            logits,
            truth,
            c.loss_weights,
            positive_weight=c.positive_weight,
            dice_smoothing_px=c.dice_smoothing_px,
            edge_weight=c.edge_weight,
        )
        if presence is not None:
            loss = loss + c.presence_weight * presence_loss(presence, truth)
        return loss, logits, truth, presence

    def _add_teacher_loss(self, loss: Tensor, logits: Tensor, batch: Batch) -> Tensor:
        """Adds the teacher's term to `loss`; the teacher gets the squares of `batch` before they are rescaled."""
        c = self.config
        if self.teacher is None:
            return loss
        soft = self.teacher.logits(batch.images, logits.shape[-1])
        return loss + c.teacher_weight * distillation_loss(logits, soft, c.teacher_temperature)

    def _steps_per_epoch(self) -> int:
        pairs = self.trainer.datamodule  # type: ignore[attr-defined]
        assert isinstance(pairs, PairDataModule)
        return pairs.steps_per_epoch()

    def _rate(self) -> float:
        return float(self.trainer.optimizers[0].param_groups[0]["lr"])


def _rebase_schedule(schedule: LambdaLR, step: int) -> None:
    """Continues `schedule` at `step` relative to the highest rate that is set in its optimiser."""
    schedule.last_epoch = step
    groups = schedule.optimizer.param_groups
    schedule.base_lrs = [group["lr"] for group in groups]
    for group, share in zip(groups, schedule.lr_lambdas, strict=True):
        group["initial_lr"] = group["lr"]
        group["lr"] *= share(step)


class _ScoreAccumulator(Metric):
    """Collects counts and losses per image over an epoch and all processes, and computes the scores."""

    full_state_update = False
    counts: list[Tensor]
    presences: list[Tensor]
    losses: list[Tensor]

    def __init__(self) -> None:
        super().__init__()
        self.add_state("counts", default=[], dist_reduce_fx="cat")
        self.add_state("presences", default=[], dist_reduce_fx="cat")
        self.add_state("losses", default=[], dist_reduce_fx="cat")

    def update(
        self,
        logits: Tensor,
        truth: Tensor,
        loss: Tensor,
        kinds: Tensor | None = None,
        presence: Tensor | None = None,
    ) -> None:
        """Adds a batch. `kinds` are those of a Batch if false alarms are counted, `presence` logits (N)."""
        predicted, polyp = logits > 0, truth > 0.5
        both = (predicted & polyp).sum((1, 2, 3))
        claimed, real = predicted.sum((1, 2, 3)), polyp.sum((1, 2, 3))
        background = polyp[0].numel() - claimed - real + both
        kind = torch.full_like(both, -1) if kinds is None else kinds.to(both)
        self.counts.append(torch.stack([both, claimed - both, real - both, background, kind], dim=1))
        self.presences.append(torch.full_like(loss, torch.nan).expand(len(truth)) if presence is None else presence)
        self.losses.append(loss.expand(len(truth)))

    def compute(self) -> EpochScores:
        """Returns loss, dice and iou (means over images with a polyp), accuracy (over all images) and alarm rates."""
        rows = _joined(self.counts).cpu().numpy()
        counts, kinds = metrics.Counts.from_rows(rows[:, :4]), rows[:, 4]
        polyp = counts.has_polyp
        frames = int((~polyp & (kinds == 0)).sum())
        presence = _joined(self.presences).double().sigmoid().cpu().numpy()
        if frames and not np.isnan(presence).any():
            level = choose_presence_level(rows[:, :4], presence, [KINDS[kind] for kind in kinds])
            counts = metrics.without_prediction(counts, presence < level)
        rates = {
            name: _mean(counts.is_claimed[chosen].astype(np.float64))
            for kind, name in enumerate(ALARM_RATES)
            if (chosen := ~polyp & (kinds == kind)).any()
        }
        return {
            "loss": float(_joined(self.losses).mean()),
            "dice": _mean(metrics.dice(counts)[polyp]),
            "iou": _mean(metrics.iou(counts)[polyp]),
            "accuracy": _mean(metrics.accuracy(counts)),
            **rates,
            **({FRAME_COUNT: frames} if frames else {}),
        }


def _joined(parts: list[Tensor] | Tensor) -> Tensor:
    return parts if isinstance(parts, Tensor) else torch.cat(parts)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if values.size else math.nan
