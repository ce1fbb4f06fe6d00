"""The texts and icons for the state of a run."""

from collections.abc import Mapping

from PySide6.QtGui import QIcon

from app.translation import mark, tr, tr_n
from app.widgets.theme import Tint, icon
from polyp_core.time_text import format_about
from training.evaluation import model_choice
from training.runs.run_snapshot import Phase, RunSnapshot

_LOOKS: Mapping[Phase, tuple[str, Tint, str]] = {
    "starting": ("timer-sand", "accent", mark("Starting: reading the pairs")),
    "running": ("progress-clock", "accent", mark("Training")),
    "finishing": ("progress-check", "accent", mark("Finishing: choosing the threshold and scoring the best model")),
    "finished": ("check-circle-outline", "good", mark("Finished")),
    "stopped": ("stop-circle-outline", "muted", mark("Stopped")),
    "failed": ("alert-circle-outline", "danger", mark("Failed")),
    "killed": ("power-plug-off-outline", "danger", mark("Ended unexpectedly")),
    "did not start": ("alert-circle-outline", "danger", mark("Did not start")),
    "unreadable": ("help-circle-outline", "warning", mark("Cannot be read")),
    "missing": ("help-circle-outline", "warning", mark("Not found")),
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
    return tr(_LOOKS[snapshot.phase][2])


def epochs_done(snapshot: RunSnapshot) -> tuple[int, int]:
    """Returns the finished epochs and the configured epochs (0 if unknown)."""
    return snapshot.epochs_done, snapshot.config.epochs if snapshot.config is not None else 0


def best_row(snapshot: RunSnapshot) -> dict[str, float] | None:
    """Returns the scores of the epoch whose model is saved as the best."""
    return model_choice.best_row(snapshot.rows)


def short_label(snapshot: RunSnapshot) -> str:
    """Returns a text such as "Epoch 3 of 20, best Dice 0.712", which fits the list of runs."""
    done, total = epochs_done(snapshot)
    if not done:
        return phase_label(snapshot).partition(":")[0]
    best = best_row(snapshot)
    text = tr("Epoch {done} of {total}").format(done=done, total=total)
    if not total:
        text = tr_n("{n} epoch", "{n} epochs", done)
    return f"{text}, {tr('best Dice {dice:.3f}').format(dice=best['validation_dice'])}" if best is not None else text


def long_label(snapshot: RunSnapshot) -> str:
    """Returns the state, progress, remaining time, best score and false alarms as text."""
    parts = [phase_label(snapshot)]
    done, total = epochs_done(snapshot)
    if total and snapshot.phase not in ("starting", "missing", "unreadable", "did not start"):
        parts.append(tr_n("{done} of {n} epoch done", "{done} of {n} epochs done", total, done=done))
    status = snapshot.status
    if snapshot.phase == "running" and status is not None:
        if status.steps:
            parts.append(tr("step {step} of {steps}").format(step=status.step, steps=status.steps))
        if status.seconds_left is not None:
            parts.append(tr("about {duration} left").format(duration=format_about(status.seconds_left)))
    best = best_row(snapshot)
    if best is not None:
        text = tr("best validation Dice {dice:.3f} in epoch {epoch}")
        parts.append(text.format(dice=best["validation_dice"], epoch=round(best["epoch"]) + 1))
        rate = best.get("validation_false_alarm_rate")
        if rate is not None:
            parts.append(tr("false alarms {share:.1f} %").format(share=rate * 100))
    return "  ·  ".join(parts)


def progress_fraction(snapshot: RunSnapshot) -> float:
    """Returns the finished share of all steps, 0 to 1."""
    done, total = epochs_done(snapshot)
    if not total:
        return 0.0
    status = snapshot.status
    within = status.step / status.steps if status is not None and status.steps and snapshot.is_active else 0.0
    return min(1.0, (done + within) / total)
