"""The texts of the Recordings workspace: state, length and findings of recordings and examinations."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from app.services.source_history import source_name
from app.translation import format_count, tr, tr_n, tr_value
from app.widgets.theme import Tint
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.time_text import format_about, format_span


@dataclass(frozen=True, slots=True)
class Situation:
    """What the state of an entry depends on besides the entry itself."""

    paused: bool
    waits_for_viewer: bool
    viewed: SourcePath | None
    """The recording that is open in Review."""
    model_sha256: str
    """The model in use; "" while there is none."""
    policy: AlarmPolicy
    remaining_s: float | None
    model_hidden: bool = False
    """Whether the reader may not see what the model found."""


@dataclass(frozen=True, slots=True)
class StateLabel:
    """A state in words, with its icon."""

    text: str
    icon: str
    tint: Tint


def state_label(entry: QueueEntry, situation: Situation) -> StateLabel:
    """Returns the state of a recording, with the reason or the note that belongs to it."""
    if entry.missing:
        text = tr("File missing: renamed, moved or on a drive that is not connected")
        return StateLabel(text, "file-question", "warning")
    if entry.state == "failed":
        # The row has the name, and the tooltip the whole path.
        reason = tr_value(entry.reason).replace(f"{entry.paths[0].parent}{os.sep}", "")
        return StateLabel(tr("Failed: {reason}").format(reason=reason), "alert-circle-outline", "danger")
    if entry.state == "complete":
        if is_of_another_model(entry, situation):
            text = tr("Complete, with {model}").format(model=entry.model_name)
            return StateLabel(text, "check-circle-outline", "muted")
        text = " ".join((tr("Complete."), *map(tr_value, entry.notes))).removesuffix(".")
        return StateLabel(text, "check-circle-outline", "good")
    if entry.source == situation.viewed:
        return StateLabel(tr("Open in Review"), "play-box-outline", "accent")
    if entry.state == "waiting":
        return StateLabel(tr("Waiting"), "clock-outline", "muted")
    if situation.paused:
        return StateLabel(tr("Paused"), "pause-circle-outline", "muted")
    if situation.waits_for_viewer:
        return StateLabel(tr("Waiting for the recording in Review"), "pause-circle-outline", "muted")
    return StateLabel(tr("Analysing"), "progress-clock", "accent")


def is_of_another_model(entry: QueueEntry, situation: Situation) -> bool:
    """True if a recording was analysed with another model than the one in use."""
    return entry.state == "complete" and situation.model_sha256 not in ("", entry.model_sha256)


def format_entry_length(entry: QueueEntry) -> str:
    """Returns a duration, or the number of pictures if the recording has no duration."""
    if entry.duration_s is not None:
        return _length(_rounded_s(entry), is_estimate=entry.is_estimate)
    return tr_n("{n} image", "{n} images", entry.frame_count) if entry.frame_count is not None else ""


def _length(duration_s: float, *, is_estimate: bool) -> str:
    text = format_span(duration_s)
    return tr("about {time}").format(time=text) if is_estimate else text


def _rounded_s(entry: QueueEntry) -> float:
    duration_s = entry.duration_s or 0.0
    return 60 * max(1, round(duration_s / 60)) if entry.is_estimate and duration_s > 60 else duration_s


def format_findings(entries: Sequence[QueueEntry], situation: Situation) -> str:
    """Returns the number of findings, with an ellipsis while some have to be counted anew; "" if there is none yet."""
    counts = [entry.finding_count for entry in entries if entry.finding_count is not None]
    if not counts:
        return ""
    if situation.model_hidden:
        return tr("hidden")
    is_outdated = any(
        entry.finding_count is not None
        and entry.policy != situation.policy
        and entry.model_sha256 == situation.model_sha256
        for entry in entries
    )
    return f"{format_count(sum(counts))}{'…' if is_outdated else ''}"


def share_analysed(entries: Sequence[QueueEntry]) -> float:
    """Returns the share of the frames of all `entries` that is analysed, 0..1."""
    frames = [entry.frame_count or 1 for entry in entries]
    return sum(count * entry.share_analysed for count, entry in zip(frames, entries, strict=True)) / sum(frames)


def format_total_length(entries: Sequence[QueueEntry]) -> str:
    """Returns the sum of the durations; "" if one is unknown."""
    durations = [entry.duration_s for entry in entries]
    if None in durations:
        return ""
    total_s = sum(duration for duration in durations if duration is not None)
    return _length(total_s, is_estimate=any(entry.is_estimate for entry in entries))


def format_complete(entries: Sequence[QueueEntry]) -> str:
    """Returns a text such as "2 of 3 complete"."""
    complete = sum(entry.state == "complete" for entry in entries)
    return tr_n("{done} of {n} complete", "{done} of {n} complete", len(entries), done=format_count(complete))


def format_summary(entries: Sequence[QueueEntry], situation: Situation) -> str:
    """Returns how far the whole list is and when it will be complete."""
    parts = [format_complete(entries)]
    if failed := sum(entry.state == "failed" and not entry.missing for entry in entries):
        parts.append(tr("{count} failed").format(count=format_count(failed)))
    if missing := sum(entry.missing for entry in entries):
        parts.append(tr("{count} missing").format(count=format_count(missing)))
    left = [entry for entry in entries if entry.is_left]
    if not left:
        return ", ".join(parts)
    if situation.paused:
        parts.append(tr("paused"))
    elif not situation.model_sha256:
        parts.append(tr("waiting for the model"))
    elif situation.waits_for_viewer:
        parts.append(tr("waiting for the recording in Review"))
    elif situation.remaining_s is not None:
        is_known = all(entry.frame_count is not None for entry in left)
        text = tr("about {time} left") if is_known else tr("at least {time} left")
        parts.append(text.format(time=format_about(situation.remaining_s)))
    return ", ".join(parts)


def format_details(entry: QueueEntry) -> str:
    """Returns all that is known of a recording, for a tooltip."""
    first = entry.paths[0]
    several = tr("{name} in {folder}").format(name=source_name(entry.paths), folder=first.parent)
    lines = [str(first) if len(entry.paths) == 1 else several]
    lines.append(tr("Added {date}").format(date=f"{entry.added.astimezone():%Y-%m-%d %H:%M}"))
    if entry.model_name:
        lines.append(tr("Model: {model}").format(model=entry.model_name))
    if entry.reason:
        lines.append(tr_value(entry.reason))
    return "\n".join((*lines, *map(tr_value, entry.notes)))
