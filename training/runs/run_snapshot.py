"""Reads the state of a run from its folder at one moment, for display."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from polyp_core.display_text import filled, joined
from polyp_core.errors import TrainingError
from polyp_core.files.regular_files import open_regular, why_not_readable
from polyp_core.printable_names import printable
from training.config.fit_config import FitConfig
from training.runs.metrics_file import read_metrics
from training.runs.process import RunProcess, format_ending, is_child, process_exists, read_asked, read_launch
from training.runs.run_folder import ENDED, HEARTBEAT_S, SERIES_FILE, SILENT_AFTER_S, RunFolder, RunRecord, Status
from training.runs.run_lock import is_running_here
from training.runs.run_series import run_name

Phase = Literal[
    "starting",
    "running",
    "finishing",
    "finished",
    "stopped",
    "failed",
    "killed",
    "did not start",
    "unreadable",
    "missing",
]
"""State of a run for display.

killed: the process ended without a final status; unreadable: `status.json` is damaged; missing: the folder cannot be
read.
"""

ACTIVE: frozenset[Phase] = frozenset(("starting", "running", "finishing"))
"""The phases in which a process works on the run."""

LOG_TAIL_BYTES = 64_000
LAST_MESSAGE_LINES = 12
_CERTAIN_WITHIN_S = 3 * HEARTBEAT_S
_MAYBE_HERE_S = 600.0


@dataclass(frozen=True, slots=True)
class RunSnapshot:
    """A run at one moment.

    `config`, `roots`, `polyp_free` (folders) and `split_file` are what it was started with, `record` is the run's own
    record of that. `sheets` are (epoch, PNG file) in order. `problems` are sentences on damaged files of the run;
    `message` has these and how the run ended; `last_message` is the end of its process's output.
    """

    folder: Path
    phase: Phase
    config: FitConfig | None = None
    roots: tuple[Path, ...] = ()
    polyp_free: tuple[Path, ...] = ()
    split_file: Path | None = None
    record: RunRecord | None = None
    status: Status | None = None
    rows: tuple[dict[str, float], ...] = ()
    sheets: tuple[tuple[int, Path], ...] = ()
    log: str = ""
    last_message: str = ""
    message: str = ""
    problems: tuple[str, ...] = ()
    has_model: bool = False
    stop_asked: bool = False

    @property
    def name(self) -> str:
        """The run's name: its folder's name, preceded by that of its series."""
        return run_name(self.folder)

    @property
    def is_active(self) -> bool:
        """True if a process works on the run."""
        return self.phase in ACTIVE

    @property
    def epochs_done(self) -> int:
        """Number of finished epochs, also if some of their scores cannot be read."""
        return max(len(self.rows), self.status.epoch if self.status is not None and self.problems else 0)

    @property
    def can_resume(self) -> bool:
        """True if the run can be resumed, from its last complete epoch or from its start."""
        epochs_left = self.config is None or self.epochs_done < self.config.epochs
        return self.record is not None and not self.is_active and epochs_left

    @property
    def can_start_again(self) -> bool:
        """True if the run cannot be resumed, but its config and folders are known, so that it can be started again."""
        known = self.config is not None and bool(self.roots)
        return self.record is None and known and not self.is_active and not self.problems


def read_run_snapshot(path: Path) -> RunSnapshot:
    """Returns the present state of the run in `path`. Never raises: unreadable files are listed in `problems`."""
    folder = RunFolder(path)
    # List the files before reading them: files that appear in between are not damaged.
    there = [file for file in (folder.status_file, folder.launch_file, folder.asked_file) if os.path.lexists(file)]
    launch = read_launch(folder)
    # Check the process before reading the status: a process that has ended has written its final status.
    exists = process_exists(launch.pid) if launch is not None else False
    is_locked = is_running_here(folder)
    status = folder.read_status()
    if not there and not os.path.lexists(folder.record_file):
        message = filled(
            "There is no training run in {path}. If it is on a removable or network drive, connect that drive.",
            path=printable(path),
        )
        return RunSnapshot(path, "missing", message=message)
    record, problem = _record(folder)
    output = last_message(folder)
    asked = read_asked(folder)
    read = {folder.status_file: status, folder.launch_file: launch, folder.asked_file: asked}
    metrics = read_metrics(folder.metrics_file)
    problems = (
        *filter(None, (problem, metrics.problem)),
        *(filled("{file} is damaged, or cannot be read.", file=file.name) for file in there if read[file] is None),
        *_unreadable(folder),
    )
    asked_to_stop = os.path.lexists(folder.stop_file)
    phase = phase_of(launch, status, exists, asked_to_stop=asked_to_stop, is_locked=is_locked)
    if status is None and folder.status_file in there:
        phase = "running" if is_locked else "unreadable"
    return RunSnapshot(
        folder=path,
        phase=phase,
        config=record.config if record is not None else asked,
        roots=record.roots if record is not None else launch.roots if launch is not None else (),
        polyp_free=launch.polyp_free if launch is not None else (),
        split_file=launch.split_file if launch is not None else None,
        record=record,
        status=status,
        rows=metrics.rows,
        sheets=_sheets(folder),
        log=tail(folder.log_file),
        last_message=output,
        message=joined(filter(None, (*problems, _message(folder, phase, status, output)))),
        problems=problems,
        has_model=why_not_readable(folder.model_file) is None,
        stop_asked=asked_to_stop,
    )


def fingerprint(path: Path) -> tuple[tuple[int, int], ...]:
    """Changes when a file that `read_run_snapshot` reads has changed; much cheaper than reading all."""
    folder = RunFolder(path)
    files = (
        *(folder.status_file, folder.metrics_file, folder.log_file, folder.record_file, folder.model_file),
        *(folder.launch_file, folder.asked_file, folder.output_file, folder.stop_file, folder.samples_file(0).parent),
    )
    return tuple(_modified_and_size(file) for file in files)


def phase_of(
    launch: RunProcess | None,
    status: Status | None,
    process_is_there: bool,
    *,
    asked_to_stop: bool = False,
    is_locked: bool | None = None,
    now: datetime | None = None,
) -> Phase:
    """Returns the phase from status, process and lock together, each of which can be out of date after a kill.

    `is_locked` is True if a process holds the run's lock, None if that is unknown.
    """
    now = now or datetime.now(UTC)
    if launch is not None and (status is None or status.started - launch.started < -timedelta(seconds=1)):
        # The process has not written a status yet. The PID may have been reused by another process.
        young = (now - launch.started).total_seconds() < _MAYBE_HERE_S
        if process_is_there and (young or is_child(launch.pid)):
            return "starting"
        return "stopped" if asked_to_stop else "did not start"
    if status is None:
        return "stopped" if asked_to_stop else "did not start"
    if status.state in ENDED:
        return status.state
    if launch is not None and is_child(launch.pid) and status.pid == launch.pid:
        return status.state if process_is_there else "killed"
    if is_locked is not None:
        return status.state if is_locked else "killed"
    silent_s = (now - status.heartbeat).total_seconds()
    # The process of a run on another machine is not visible here: a recent heartbeat is enough.
    here = process_exists(status.pid)
    alive = silent_s < _CERTAIN_WITHIN_S or (here and silent_s < SILENT_AFTER_S)
    return status.state if alive else "killed"


def tail(path: Path, limit: int = LOG_TAIL_BYTES) -> str:
    """Returns the last lines of a text file, at most `limit` bytes; "" if there is no file."""
    try:
        with open_regular(path) as file:
            file.seek(0, 2)
            size = file.tell()
            file.seek(max(0, size - limit))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return text.partition("\n")[2] if size > limit else text


def last_message(folder: RunFolder) -> str:
    """Returns the end of the output of the run's process, or else of its log."""
    text = tail(folder.output_file, 8_000).strip() or tail(folder.log_file, 8_000).strip()
    return "\n".join(text.splitlines()[-LAST_MESSAGE_LINES:])


def _message(folder: RunFolder, phase: Phase, status: Status | None, output: str) -> str:
    if phase == "killed":
        by = format_ending(folder)
        return filled(
            "The training's process ended unexpectedly{how}. The computer may have run out of memory or been switched "
            "off. Resume continues from the last complete epoch.",
            how=f" ({by})" if by else "",
        )
    if phase == "did not start":
        found = re.findall(r"^error: (.*)$", output, re.MULTILINE)
        if not found and status is None and (folder.path.parent / SERIES_FILE).is_file():
            return filled(
                "It has not started: the runs of a series train one after the other. If the series was stopped, resume "
                'it: polyp-train fit --resume "{folder}"',
                folder=printable(folder.path.parent),
            )
        return found[-1] if found else filled("The training ended before it began. Its last output is in the log.")
    return status.message if status is not None and phase in ("failed", "stopped") else ""


def _record(folder: RunFolder) -> tuple[RunRecord | None, str]:
    if not os.path.lexists(folder.record_file):
        return None, ""
    try:
        return folder.read_record(), ""
    except TrainingError as error:
        return None, error.text


def _unreadable(folder: RunFolder) -> Iterator[str]:
    for file in (folder.log_file, folder.output_file, folder.model_file):
        if os.path.lexists(file) and (reason := why_not_readable(file)):
            yield filled("{file} cannot be read: {reason}.", file=file.name, reason=reason)
    samples = folder.samples_file(0).parent
    if os.path.lexists(samples):
        try:
            os.scandir(samples).close()
        except OSError as error:
            yield filled(
                "The folder {folder} cannot be read: {reason}.", folder=samples.name, reason=str(error.strerror)
            )


def _sheets(folder: RunFolder) -> tuple[tuple[int, Path], ...]:
    found = []
    for path in folder.samples_file(0).parent.glob("epoch_*.png"):
        number = path.stem.removeprefix("epoch_")
        if number.isdecimal():
            found.append((int(number), path))
    return tuple(sorted(found))


def _modified_and_size(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except OSError:
        return (-1, -1)
    return (stat.st_mtime_ns, stat.st_size)
