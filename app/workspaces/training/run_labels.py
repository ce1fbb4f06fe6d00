"""How a run is told in words, numbers and icons."""

from collections.abc import Mapping

from PySide6.QtGui import QIcon

from app.widgets.task_row import duration_text
from app.widgets.theme import Tint, icon
from training.evaluation import model_choice
from training.evaluation.model_choice import format_best
from training.runs.run_snapshot import Phase, RunSnapshot

_LOOKS: Mapping[Phase, tuple[str, Tint, str]] = {
    "starting": ("timer-sand", "accent", "Starting: looking at the pairs"),
    "running": ("progress-clock", "accent", "Training"),
    "finishing": ("progress-check", "accent", "Finishing: choosing the threshold and scoring the best model"),
    "finished": ("check-circle-outline", "good", "Finished"),
    "stopped": ("stop-circle-outline", "muted", "Stopped"),
    "failed": ("alert-circle-outline", "danger", "Failed"),
    "killed": ("power-plug-off-outline", "danger", "Ended without a word"),
    "did not start": ("alert-circle-outline", "danger", "Did not start"),
    "unreadable": ("help-circle-outline", "warning", "Cannot be read"),
    "missing": ("help-circle-outline", "warning", "Not found"),
}

TROUBLE: frozenset[Phase] = frozenset(("failed", "killed", "did not start", "unreadable", "missing"))
"""The phases in which something went wrong."""


def phase_icon(snapshot: RunSnapshot | None) -> QIcon:
    """The state as an icon, a warning where files are damaged; before the first look at the run, an hourglass."""
    if snapshot is not None and snapshot.problems:
        return icon("alert-outline", "warning")
    name, tint, _ = _LOOKS[snapshot.phase if snapshot is not None else "starting"]
    return icon(name, tint)


def phase_label(snapshot: RunSnapshot) -> str:
    """The state in a few words."""
    return _LOOKS[snapshot.phase][2]


def epochs_done(snapshot: RunSnapshot) -> tuple[int, int]:
    """Finished epochs, and how many there are to be (0 where that is not known)."""
    return snapshot.epochs_done, snapshot.config.epochs if snapshot.config is not None else 0


def best_row(snapshot: RunSnapshot) -> dict[str, float] | None:
    """The scores of the epoch whose model is kept (`training.evaluation.model_choice`)."""
    return model_choice.best_row(snapshot.rows)


def short_line(snapshot: RunSnapshot) -> str:
    """Such as "Epoch 3 of 20, best Dice 0.712", with its false alarms where they are counted."""
    done, wanted = epochs_done(snapshot)
    if not done:
        return phase_label(snapshot).partition(":")[0]
    best = best_row(snapshot)
    dice = f", best {format_best(best).removeprefix('validation ')}" if best is not None else ""
    return f"Epoch {done} of {wanted}{dice}" if wanted else f"{done} epochs{dice}"


def long_line(snapshot: RunSnapshot) -> str:
    """The state, how far it is, the time left and the best score."""
    parts = [phase_label(snapshot)]
    done, wanted = epochs_done(snapshot)
    if wanted and snapshot.phase not in ("starting", "missing", "unreadable", "did not start"):
        parts.append(f"{done} of {wanted} epochs done")
    status = snapshot.status
    if snapshot.phase == "running" and status is not None:
        if status.steps:
            parts.append(f"step {status.step} of {status.steps}")
        if status.seconds_left is not None:
            parts.append(f"about {duration_text(status.seconds_left)} left")
    best = best_row(snapshot)
    if best is not None:
        parts.append(f"best {format_best(best)} in epoch {best['epoch'] + 1:.0f}")
    return "  ·  ".join(parts)


def progress_fraction(snapshot: RunSnapshot) -> float:
    """The share of all steps that are done, 0..1."""
    done, wanted = epochs_done(snapshot)
    if not wanted:
        return 0.0
    status = snapshot.status
    within = status.step / status.steps if status is not None and status.steps and snapshot.is_active else 0.0
    return min(1.0, (done + within) / wanted)
