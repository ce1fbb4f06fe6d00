"""Starts and resumes runs as processes of their own, which keep running when the window is closed.

In addition to the run's own files, the folder then contains `asked_file`, `launch_file` and `output_file`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_error, write_text
from polyp_core.files.json_files import JsonError, json_text, read_json
from training.config.fit_config import FitConfig
from training.config.make_config import read_config
from training.installation import training_command
from training.runs.run_folder import ProcessId, RunFolder
from training.runs.run_lock import refuse_if_running

_children: dict[int, subprocess.Popen[bytes]] = {}
"""Processes started here: their end is known at once, and their PID is not mistaken for that of another process."""


class RunProcess(BaseModel):
    """The last process started for a run: PID, start time, folders of pairs and polyp-free pictures, and split file."""

    model_config = ConfigDict(frozen=True)

    pid: ProcessId
    started: AwareDatetime
    roots: tuple[Path, ...]
    resumes: bool
    polyp_free: tuple[Path, ...] = ()
    split_file: Path | None = None


def start_run(
    roots: Sequence[Path],
    config: FitConfig,
    folder: Path,
    options: Sequence[str] = (),
    polyp_free: Sequence[Path] = (),
    split_file: Path | None = None,
) -> RunProcess:
    """Starts a new run in `folder`, which is created, with `options` of `polyp-train fit`.

    `polyp_free` are folders of pictures without a polyp, whose names tell their kinds; `split_file` gives the sides.
    Raises TrainingError if the folder already contains a run, ExportError.
    """
    run = RunFolder(folder)
    run.refuse_if_taken()
    _refuse_while_running(run)
    write_text(run.asked_file, json_text(config))
    roots = tuple(Path(os.path.realpath(root)) for root in roots)
    options = ("--out", str(folder), "--config", str(run.asked_file), *options)
    polyp_free = tuple(Path(os.path.realpath(path)) for path in polyp_free)
    for path in polyp_free:
        options += ("--polyp-free", str(path))
    if split_file is not None:
        split_file = Path(os.path.realpath(split_file))
        options += ("--split", str(split_file))
    launch = RunProcess(
        pid=1, started=datetime.now(UTC), roots=roots, resumes=False, polyp_free=polyp_free, split_file=split_file
    )
    return _launch(run, launch, ("fit", *map(str, roots), *options))


def resume_run(folder: Path) -> RunProcess:
    """Resumes the run in `folder` from its last complete epoch. Raises TrainingError, ExportError."""
    run = RunFolder(folder)
    record = run.read_record()
    _refuse_while_running(run)
    launch = RunProcess(pid=1, started=datetime.now(UTC), roots=record.roots, resumes=True)
    return _launch(run, launch, ("fit", "--resume", str(folder)))


def cancel_start(folder: Path) -> None:
    """Kills the process of a run that has not started training, so has nothing to lose. Raises ExportError.

    Only processes started here are killed: any other PID may have been reused by another process.
    """
    run = RunFolder(folder)
    launch = read_launch(run)
    if launch is not None and launch.pid in _children:
        run.request_stop()
        _children[launch.pid].terminate()


def read_launch(folder: RunFolder) -> RunProcess | None:
    """Returns the process last started for the run; None if the run was started from a terminal."""
    try:
        return RunProcess.model_validate(read_json(folder.launch_file))
    except (OSError, JsonError, ValidationError):
        return None


def read_asked(folder: RunFolder) -> FitConfig | None:
    """Returns the config the run was started with; None if it was started from a terminal."""
    try:
        return read_config(folder.asked_file)
    except TrainingError:
        return None


def is_child(pid: int) -> bool:
    """True if the process was started here, so that its end is known for certain."""
    return pid in _children


def process_exists(pid: int) -> bool:
    """True if a process with this PID runs on this machine; the PID may have been reused."""
    return _children[pid].poll() is None if pid in _children else psutil.pid_exists(pid)


def _refuse_while_running(folder: RunFolder) -> None:
    """Raises TrainingError if a process trains the run, or one that was started here is about to."""
    refuse_if_running(folder)
    launch, status = read_launch(folder), folder.read_status()
    if launch is None or not is_child(launch.pid) or not process_exists(launch.pid):
        return
    # A process may take seconds to end after its final status.
    if status is None or status.started - launch.started < -timedelta(seconds=1):
        raise TrainingError(
            "The run in {path} was started at {time} and is still running. Wait until it is done, or stop it first.",
            path=folder.path,
            time=f"{launch.started.astimezone():%H:%M}",
        )


def _launch(folder: RunFolder, launch: RunProcess, arguments: tuple[str, ...]) -> RunProcess:
    """Starts the process and returns `launch` with its PID."""
    folder.cancel_stop()
    process = _spawn([*training_command(), *arguments], folder.output_file)
    launch = launch.model_copy(update={"pid": process.pid})
    write_text(folder.launch_file, json_text(launch))
    return launch


def _spawn(command: list[str], output: Path) -> subprocess.Popen[bytes]:
    """Starts a process that survives a closing window or terminal and Ctrl-C. Raises ExportError, TrainingError."""
    try:
        file = output.open("ab")
    except OSError as error:
        raise write_error(output, error) from error
    with file:
        # Unbuffered: the output is read while it grows, and a killed process would lose its buffer.
        environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        try:
            if sys.platform == "win32":
                flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, creationflags=flags
                )
            else:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, start_new_session=True
                )
        except OSError as error:
            raise TrainingError("The training could not be started: {reason}.", reason=error.strerror) from error
    _children[process.pid] = process
    return process


def format_ending(folder: RunFolder) -> str:
    """Returns how the last process ended, if it was started here and ended by a signal: such as "SIGKILL"; else ""."""
    launch = read_launch(folder)
    process = _children.get(launch.pid) if launch is not None else None
    code = process.poll() if process is not None else None
    if code is None or code >= 0:
        return ""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
