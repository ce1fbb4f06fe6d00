"""States, lengths and findings in words."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.workspaces.recordings.labels import (
    Situation,
    format_entry_length,
    format_findings,
    format_summary,
    format_total_length,
    share_analysed,
    state_label,
)
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.findings.policy import PRESETS, AlarmPolicy

RUNNING = Situation(False, False, None, "sha", AlarmPolicy(), 125.0)


def entry(**fields: object) -> QueueEntry:
    return QueueEntry(**{"paths": (Path("/r/a.mp4"),), "added": datetime.now(UTC), **fields})  # type: ignore[arg-type]


COMPLETE = entry(state="complete", share_analysed=1.0, model_sha256="sha", model_name="Light", finding_count=3)


@pytest.mark.parametrize(
    ("given", "situation", "text"),
    [
        (entry(), RUNNING, "Waiting"),
        (entry(state="analysing"), RUNNING, "Analysing"),
        (entry(state="analysing"), replace(RUNNING, paused=True), "Paused"),
        (entry(state="analysing"), replace(RUNNING, waits_for_viewer=True), "Waiting for the recording in Review"),
        (entry(), replace(RUNNING, viewed=Path("/r/a.mp4")), "Open in Review"),
        (entry(state="failed", reason="/r/a.mp4 is empty."), RUNNING, "Failed: a.mp4 is empty."),
        (COMPLETE, RUNNING, "Complete"),
        (COMPLETE, replace(RUNNING, model_sha256="other"), "Complete, with Light"),
        (COMPLETE.model_copy(update={"notes": ("It ends early.",)}), RUNNING, "Complete. It ends early"),
        (COMPLETE.model_copy(update={"missing": True}), RUNNING, "File missing"),
    ],
)
def test_the_state_is_said_in_words(given: QueueEntry, situation: Situation, text: str) -> None:
    assert state_label(given, situation).text.startswith(text)


def test_lengths_are_durations_or_numbers_of_images() -> None:
    assert format_entry_length(entry(duration_s=1812.0, frame_count=1)) == "30 min"
    assert format_entry_length(entry(duration_s=1812.0, is_estimate=True)) == "about 30 min"
    assert format_entry_length(entry(frame_count=1200)) == "1,200 images"
    assert format_entry_length(entry()) == ""
    assert format_total_length([entry(duration_s=60.0), entry(duration_s=30.0)]) == "1 min 30 s"
    assert format_total_length([entry(duration_s=60.0), entry()]) == ""


def test_findings_are_summed_and_marked_while_the_policy_differs() -> None:
    counted = COMPLETE.model_copy(update={"policy": AlarmPolicy()})
    assert format_findings([counted, counted, entry()], RUNNING) == "6"
    assert format_findings([counted], replace(RUNNING, policy=PRESETS["strict"])) == "3…"
    assert format_findings([entry()], RUNNING) == ""
    assert format_findings([counted], replace(RUNNING, model_hidden=True)) == "hidden"


def test_longer_recordings_weigh_more_in_the_share_of_an_examination() -> None:
    assert share_analysed([entry(frame_count=300, share_analysed=1.0), entry(frame_count=100)]) == 0.75


def test_the_summary_counts_and_estimates() -> None:
    entries = [COMPLETE, entry(frame_count=9), entry(state="failed"), entry(missing=True)]
    assert format_summary(entries, RUNNING) == "1 of 4 complete, 1 failed, 1 missing, about 2 min left"
    assert format_summary(entries, replace(RUNNING, paused=True)).endswith("1 missing, paused")
    assert format_summary([entry()], RUNNING) == "0 of 1 complete, at least 2 min left"
    assert format_summary([COMPLETE], RUNNING) == "1 of 1 complete"
