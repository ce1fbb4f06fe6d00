"""The texts and icons for the state of a run."""

from collections.abc import Mapping

from PySide6.QtGui import QIcon

from app.widgets.task_row import format_duration
from app.widgets.theme import Tint, icon
from training.evaluation import model_choice
from training.evaluation.model_choice import format_best
from training.runs.run_snapshot import Phase, RunSnapshot

_LOOKS: Mapping[Phase, tuple[str, Tint, str]] = {
    "starting": ("timer-sand", "accent", "Starting: reading the pairs"),
    "running": ("progress-clock", "accent", "Training"),
    "finishing": ("progress-check", "accent", "Finishing: choosing the threshold and scoring the best model"),
    "finished": ("check-circle-outline", "good", "Finished"),
    "stopped": ("stop-circle-outline", "muted", "Stopped"),
    "failed": ("alert-circle-outline", "danger", "Failed"),
    "killed": ("power-plug-off-outline", "danger", "Ended unexpectedly"),
    "did not start": ("alert-circle-outline", "danger", "Did not start"),
    "unreadable": ("help-circle-outline", "warning", "Cannot be read"),
    "missing": ("help-circle-outline", "warning", "Not found"),
}

FAILURES: frozenset[Phase] = frozenset(("failed", "killed", "did not start", "unreadable", "missing"))
"""The phases of runs with an error."""


def phase_icon(snapshot: RunSnapshot | None) -> QIcon:
    """Returns the icon of the state: a warning if files are damaged, an hourglass before the run was read."""
    if snapshot is not None and snapshot.problems:
        return icon("alert-outline", "warning")
    name, tint, _ = _LOOKS[snapshot.phase if snapshot is not None else "starting"]
    return icon(name, tint)


def phase_label(snapshot: RunSnapshot) -> str:
    """Returns a short label of the state."""
    return _LOOKS[snapshot.phase][2]


_WINDOW_TERMS = {
    "with --encoder-weights FILE": "at “Encoder's first weights”",
    "with --encoder-weights none": "with “none” there",
    "Use --encoder-weights none.": "Choose “none” at “Encoder's first weights”.",
    " (uv sync --extra imagenet)": "",
}
"""What messages of the run's process say in the words of the command line, in those of the form."""


def in_window_terms(message: str) -> str:
    """Returns a message of a run's process in the words of the form of a new run."""
    for theirs, ours in _WINDOW_TERMS.items():
        message = message.replace(theirs, ours)
    return message


def epochs_done(snapshot: RunSnapshot) -> tuple[int, int]:
    """Returns the finished epochs and the configured epochs (0 if unknown)."""
    return snapshot.epochs_done, snapshot.config.epochs if snapshot.config is not None else 0


def best_row(snapshot: RunSnapshot) -> dict[str, float] | None:
    """Returns the scores of the epoch whose model is saved as the best."""
    return model_choice.best_row(snapshot.rows)


def short_label(snapshot: RunSnapshot) -> str:
    """Returns a text such as "Epoch 3 of 20, best Dice 0.712", with the false alarms if there are any."""
    done, total = epochs_done(snapshot)
    if not done:
        return phase_label(snapshot).partition(":")[0]
    best = best_row(snapshot)
    dice = f", best {format_best(best).removeprefix('validation ')}" if best is not None else ""
    return f"Epoch {done} of {total}{dice}" if total else f"{done} epochs{dice}"


def long_label(snapshot: RunSnapshot) -> str:
    """Returns the state, progress, remaining time and best score as text."""
    parts = [phase_label(snapshot)]
    done, total = epochs_done(snapshot)
    if total and snapshot.phase not in ("starting", "missing", "unreadable", "did not start"):
        parts.append(f"{done} of {total} epochs done")
    status = snapshot.status
    if snapshot.phase == "running" and status is not None:
        if status.steps:
            parts.append(f"step {status.step} of {status.steps}")
        if status.seconds_left is not None:
            parts.append(f"about {format_duration(status.seconds_left)} left")
    best = best_row(snapshot)
    if best is not None:
        parts.append(f"best {format_best(best)} in epoch {best['epoch'] + 1:.0f}")
    return "  ·  ".join(parts)


def progress_fraction(snapshot: RunSnapshot) -> float:
    """Returns the finished share of all steps, 0 to 1."""
    done, total = epochs_done(snapshot)
    if not total:
        return 0.0
    status = snapshot.status
    within = status.step / status.steps if status is not None and status.steps and snapshot.is_active else 0.0
    return min(1.0, (done + within) / total)
