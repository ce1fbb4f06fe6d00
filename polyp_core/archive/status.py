"""Reads how far the work on an archive is from the files in its output folder, on any machine that sees it."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from polyp_core.archive.archive_folder import ArchiveFolder
from polyp_core.archive.records import ArchivedRecording, Done, Failure, Job, Master, Running
from polyp_core.display_text import counted
from polyp_core.errors import ExportError
from polyp_core.time_text import format_about

State = Literal["done", "running", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class RecordingStatus:
    """The state of one recording, with the record that belongs to it."""

    recording: ArchivedRecording
    state: State
    done: Done | None = None
    running: Running | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """The state of the work on an archive.

    `master` is the command that distributes it, None if it does not run. `frames_per_s` is what the workers have done
    together since the job has started, None before the first result; `remaining_s` follows from the sizes of the files.
    """

    folder: Path
    job: Job
    master: Master | None
    recordings: tuple[RecordingStatus, ...]
    frames_per_s: float | None
    remaining_s: float | None

    def of(self, state: State) -> list[RecordingStatus]:
        """Returns the recordings in that state."""
        return [each for each in self.recordings if each.state == state]


def read_status(folder: Path, earlier: ArchiveStatus | None = None) -> ArchiveStatus:
    """Reads the state of the work in `folder`. Raises ExportError if there is none.

    What is done according to an `earlier` state is not read again.
    """
    archive = ArchiveFolder(folder.absolute())
    job = archive.job
    if job is None:
        raise ExportError("{folder} holds no annotated archive. Choose the output folder of one.", folder=folder)
    master = archive.master
    known = {each.recording.name: each.done for each in earlier.of("done")} if earlier is not None else {}
    done = {name: known.get(name) or archive.done(name) for name in archive.done_names()}
    running, failures = {record.name: record for record in archive.running()}, archive.failures()
    recordings = tuple(
        _status_of(recording, done.get(recording.name), running.get(recording.name), failures.get(recording.name))
        for recording in job.recordings
    )
    frames_per_s, bytes_per_s = _rates(job, recordings)
    left_bytes = sum(
        each.recording.size_bytes * (1 - (each.running.fraction if each.running is not None else 0.0))
        for each in recordings
        if each.state in ("running", "waiting")
    )
    remaining_s = left_bytes / bytes_per_s if master is not None and bytes_per_s else None
    return ArchiveStatus(archive.path, job, master, recordings, frames_per_s, remaining_s)


def _status_of(
    recording: ArchivedRecording, done: Done | None, running: Running | None, failure: Failure | None
) -> RecordingStatus:
    if done is not None:
        return RecordingStatus(recording, "done", done=done)
    if running is not None:
        return RecordingStatus(recording, "running", running=running)
    if failure is not None:
        return RecordingStatus(recording, "failed", failure=failure)
    return RecordingStatus(recording, "waiting")


def _rates(job: Job, recordings: tuple[RecordingStatus, ...]) -> tuple[float | None, float | None]:
    """Returns frames and bytes per second since the job has started, over the recordings done since."""
    since = [each.done for each in recordings if each.done is not None and each.done.finished >= job.started]
    if not since:
        return None, None
    is_over = all(each.state in ("done", "failed") for each in recordings)
    end_s = max(done.finished.timestamp() for done in since) if is_over else time.time()
    passed_s = max(end_s - job.started.timestamp(), 1e-3)
    under_way = sum(
        each.recording.size_bytes * each.running.fraction for each in recordings if each.running is not None
    )
    return sum(done.frames for done in since) / passed_s, (
        sum(done.size_bytes for done in since) + under_way
    ) / passed_s


def format_status(status: ArchiveStatus) -> list[str]:
    """Returns the state as lines of text."""
    counts = {state: len(status.of(state)) for state in ("done", "running", "failed", "waiting")}
    lines = [
        f"{status.folder}: {counts['done']:,} of {counted(len(status.recordings), 'recording')} done, "
        f"{counts['running']:,} running, {counts['failed']:,} failed, {counts['waiting']:,} waiting",
        f"Model {status.job.model}, Polyp Viewer {status.job.program}",
    ]
    if status.frames_per_s is not None:
        left = f", about {format_about(status.remaining_s)} left" if status.remaining_s else ""
        lines.append(f"{status.frames_per_s:,.0f} frames/s{left}")
    if status.master is not None:
        lines.append(f"Distributed by {status.master.host} (process {status.master.pid}) to {status.master.cluster}")
    elif counts["waiting"] or counts["running"]:
        lines.append("No command distributes the work. Start it again to continue; what is done stays.")
    for each in status.of("running"):
        assert each.running is not None
        lines.append(f"running: {each.recording.paths[0].name}, {each.running.fraction:.0%}, on {each.running.host}")
    for each in status.of("failed"):
        assert each.failure is not None
        tries = f"tried {each.failure.attempts} times" if each.failure.attempts > 1 else "tried once"
        lines.append(f"failed: {each.recording.paths[0].name} ({tries}): {each.failure.reason}")
    return lines


def status_as_json(status: ArchiveStatus) -> dict[str, Any]:
    """Returns the state as plain values."""
    return {
        "folder": str(status.folder),
        "model": status.job.model,
        "program": status.job.program,
        "started": status.job.started.isoformat(),
        "is_distributed": status.master is not None,
        "frames_per_s": status.frames_per_s,
        "remaining_s": status.remaining_s,
        "recordings": [
            {
                "source": str(each.recording.paths[0]),
                "state": each.state,
                "folder": str(status.folder / each.recording.name) if each.done is not None else None,
                "fraction": each.running.fraction if each.running is not None else None,
                "host": (each.running or each.failure or each.done).host if each.state != "waiting" else None,  # type: ignore[union-attr]
                "reason": each.failure.reason if each.failure is not None else None,
                "attempts": each.failure.attempts if each.failure is not None else None,
            }
            for each in status.recordings
        ],
    }
