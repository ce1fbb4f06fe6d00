"""Writes checkpoints atomically, loads them without executing pickled code, rejects those that do not fit the run."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lightning as L
import torch
from lightning.fabric.plugins import TorchCheckpointIO
from torch import Tensor
from torch.optim import Optimizer

from polyp_core.display_text import FilledText, filled, filled_n
from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_bytes
from training.model.safe_load import UnusableFileError, load_without_code

_LIGHTNING_VERSION = re.compile(r"[2-9]\.\d+\.\d+")
_OF_GROUP = ("lr", "betas", "eps", "momentum", "alpha", "weight_decay", "params")
_ADAM_STATE = ("step", "exp_avg", "exp_avg_sq")
_OF_PARAMETER: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("Adam", "AdamW", "RAdam"), _ADAM_STATE),
    "NAdam": (*_ADAM_STATE, "mu_product"),
    "RMSprop": ("step", "square_avg"),
    "SGD": ("momentum_buffer",),
}
"""Tensors that each PyTorch optimiser stores per parameter."""
_ONE_NUMBER = ("step", "mu_product")
_OF_SCHEDULE: Mapping[str, object] = {"base_lrs": [], "last_epoch": 0, "lr_lambdas": [], "_step_count": 0}


class AtomicCheckpointIO(TorchCheckpointIO):
    """Writes each checkpoint atomically, so that a full disk or a kill leaves the previous one intact."""

    def save_checkpoint(self, checkpoint: dict[str, Any], path: str | Path, storage_options: Any | None = None) -> None:
        """Raises ExportError if the file cannot be written."""
        data = io.BytesIO()
        torch.save(checkpoint, data)
        write_bytes(Path(path), data.getvalue())

    def load_checkpoint(
        self, path: str | Path, map_location: Any | None = None, weights_only: bool | None = None
    ) -> dict[str, Any]:
        """Loads tensors and plain values only, always to the CPU. Raises TrainingError if the file is not usable."""
        try:
            checkpoint = load_without_code(Path(path))
        except OSError as error:
            raise unusable_checkpoint(path, filled("cannot be read: {reason}", reason=str(error.strerror))) from error
        except UnusableFileError as error:
            raise unusable_checkpoint(path, error.reason) from error
        if not isinstance(checkpoint, dict):
            raise unusable_checkpoint(path, filled("is not a checkpoint"))
        # Lightning migrates checkpoints of its earlier versions on loading, before they can be checked here.
        version = checkpoint.get("pytorch-lightning_version")
        if not isinstance(version, str) or not _LIGHTNING_VERSION.match(version):
            raise unusable_checkpoint(path, filled("was not made by this program"))
        return checkpoint


def refuse_what_does_not_fit(checkpoint: Mapping[str, Any], trainer: L.Trainer, *, schedules: int) -> None:
    """Raises TrainingError if `trainer`, with that number of learning rate schedules, cannot resume from `checkpoint`.

    To be called before any of its state is restored. `refuse_another_optimiser` checks the optimiser's state.
    """
    path = trainer.ckpt_path or ""
    weights = trainer.lightning_module.state_dict()
    for part in ("state_dict", "current_model_state"):
        if part in checkpoint and not _has_structure(checkpoint[part], weights, exact=True):
            raise unusable_checkpoint(path, filled("belongs to another network"))
    callbacks = checkpoint.get("callbacks")
    own = {callback.state_key: callback.state_dict() for callback in trainer.callbacks}  # type: ignore[attr-defined]
    sound = (
        "state_dict" in checkpoint
        and _is_count(checkpoint.get("epoch"))
        and _is_count(checkpoint.get("global_step"))
        and isinstance(checkpoint.get("highest_rate", 0.0), float)
        and isinstance(callbacks, dict)
        and _keeps_best(callbacks.get("KeepRun"))
        # A callback that is new in this run has no state there; state of a removed callback is ignored.
        and all(_has_structure(callbacks[name], state) for name, state in own.items() if name in callbacks and state)
        and _has_structure(checkpoint.get("averaging_state", {}), {}, or_empty={"n_averaged": torch.tensor(0)})
        and _has_structure(checkpoint.get("plateau", {}), {}, or_empty={"best": 0.0, "num_bad_epochs": 0})
        and _has_structure(checkpoint.get("loops"), {"fit_loop": trainer.fit_loop.state_dict()})
        and _is_list_of(checkpoint.get("optimizer_states"), 1, {"state": {}, "param_groups": []})
        and _is_list_of(checkpoint.get("lr_schedulers"), schedules, _OF_SCHEDULE)
    )
    if not sound:
        raise unusable_checkpoint(path, filled("is incomplete or damaged"))
    done, wanted = checkpoint["epoch"] + 1, trainer.max_epochs or 0
    if done > wanted:
        raise TrainingError(
            "The run has trained {epochs} already and is to train {wanted}. Set more of them, such as epochs={more}.",
            epochs=filled_n("{n} epoch", "{n} epochs", done),
            wanted=str(wanted),
            more=str(done + 1),
        )


def refuse_another_optimiser(trainer: L.Trainer, optimiser: Optimizer, state: Mapping[str, Any]) -> None:
    """Raises TrainingError if `state`, from the checkpoint that `trainer` resumes from, does not fit `optimiser`."""
    if not _fits_optimiser(state, optimiser):
        raise unusable_checkpoint(trainer.ckpt_path or "", filled("belongs to another optimiser or is damaged"))


def unusable_checkpoint(path: str | Path, reason: FilledText) -> TrainingError:
    """Returns the error for a checkpoint that cannot be resumed from, with what to do instead."""
    return TrainingError(
        "The checkpoint {path} {reason}. Start a new run from this run's best model (--from model.safetensors); or "
        "delete the checkpoint, and resuming (--resume) trains this run from its start.",
        path=path,
        reason=reason,
    )


def _has_structure(
    found: object, expected: object, *, exact: bool = False, or_empty: Mapping[str, object] | None = None
) -> bool:
    """True if `found` has the keys, types and tensor shapes of `expected`; further keys are allowed unless `exact`.

    With `or_empty`, an empty `found` is accepted too.
    """
    if or_empty is not None and found != {}:
        return _has_structure(found, or_empty)
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping) or (exact and found.keys() != expected.keys()):
            return False
        return all(
            name in found and _has_structure(found[name], value, exact=exact) for name, value in expected.items()
        )
    if isinstance(expected, Tensor):
        same = isinstance(found, Tensor) and found.shape == expected.shape
        return same and found.is_floating_point() == expected.is_floating_point()  # type: ignore[attr-defined]
    if expected is None:  # no value yet
        return True
    if isinstance(expected, float):
        return isinstance(found, int | float)
    return isinstance(found, type(expected))


def _is_list_of(found: object, count: int, form: Mapping[str, object]) -> bool:
    return isinstance(found, list) and len(found) == count and all(_has_structure(each, form) for each in found)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 2**31


def _keeps_best(state: object) -> bool:
    if not isinstance(state, dict) or not isinstance(state.get("best_dice"), float):
        return False
    if not all(isinstance(state.get(name, 0.0), float) for name in ("best_false_alarm_rate", "best_polyp_free_frames")):
        return False
    return state.get("best_epoch", -1) is None or _is_count(state.get("best_epoch"))


def _fits_optimiser(state: Mapping[str, Any], optimiser: Optimizer) -> bool:
    groups, moments = state.get("param_groups"), state.get("state")
    if not isinstance(groups, list) or not isinstance(moments, dict) or len(groups) != len(optimiser.param_groups):
        return False
    parameters: list[Tensor] = []
    for group, own in zip(groups, optimiser.param_groups, strict=True):
        first, count = len(parameters), len(own["params"])
        own_settings = {name: own[name] for name in _OF_GROUP if name in own}
        if not _has_structure(group, own_settings) or group["params"] != list(range(first, first + count)):
            return False
        parameters += own["params"]
    kept = _OF_PARAMETER[type(optimiser).__name__]
    of_each = {
        index: {name: torch.tensor(0.0) if name in _ONE_NUMBER else parameter for name in kept}
        for index, parameter in enumerate(parameters)
    }
    return all(index in of_each and _has_structure(own, of_each[index]) for index, own in moments.items())
