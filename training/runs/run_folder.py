"""The files of a training run: record, split, status, scores, checkpoint, model and report.

Does not import torch, so that the window can monitor runs of other processes.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from polyp_core.errors import DatasetError, TrainingError
from polyp_core.files.atomic_files import write_error, write_text
from polyp_core.files.json_files import JsonError, json_text, read_json
from polyp_core.files.partial_files import remove_leftovers
from polyp_core.label_formats.mask_labels import MaskReading
from polyp_core.stored_text import StoredText
from training.config.fit_config import FitConfig
from training.datasets.mask_answers import MaskAnswers
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split
from training.runs.metrics_file import append_row, read_metrics

State = Literal["starting", "running", "finishing", "finished", "stopped", "failed"]

ProcessId = Annotated[int, Field(gt=0, lt=2**31)]
"""A single process's PID: system calls take 0 and negative numbers for groups of processes."""

Count = Annotated[int, Field(ge=0, lt=2**31)]
"""The range of Qt's progress bars."""

_LONGEST_S = 1e9

ENDED: tuple[State, ...] = ("finished", "stopped", "failed")

HEARTBEAT_S = 2.0
SILENT_AFTER_S = 30.0
"""A run without a heartbeat for this long (normally every 2 seconds) counts as dead."""

SERIES_FILE = "series.json"
"""A folder with this file contains the runs of a series."""


class RunRecord(BaseModel):
    """What a run was started with.

    `roots` are the folders that were searched for pairs, `polyp_free` those of pictures without a polyp. `ancestry`
    names the models that the run learns from, `mask_readings` by dataset how its masks are read (MaskReading as text),
    None in older records.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    created: AwareDatetime
    roots: tuple[Path, ...]
    config: FitConfig
    ancestry: str = ""
    mask_readings: dict[str, str] | None = None
    polyp_free: tuple[PolypFreeFolder, ...] = ()

    @field_validator("mask_readings")
    @classmethod
    def _can_be_read(cls, value: dict[str, str] | None) -> dict[str, str] | None:
        for reading in (value or {}).values():
            try:
                MaskReading.parse(reading)
            except DatasetError as error:
                raise ValueError(str(error)) from error
        return value

    @property
    def answers(self) -> MaskAnswers:
        """Returns the run's answers on how masks are read."""
        readings = self.mask_readings or {}
        return MaskAnswers(readings={name: MaskReading.parse(text) for name, text in readings.items()})


class Status(BaseModel):
    """Progress of a run, stored in `status.json`. Times are UTC; `epoch` counts finished epochs.

    `message` is the error, or how the run ended; a plain English text in files of earlier versions.
    """

    model_config = ConfigDict(frozen=True)

    state: State
    pid: ProcessId
    started: AwareDatetime
    heartbeat: AwareDatetime
    epoch: Count = 0
    epochs: Count
    step: Count = 0
    steps: Count = 0
    seconds_left: Annotated[float, Field(le=_LONGEST_S)] | None = None
    best_epoch: Count | None = None
    best_dice: float | None = None
    message: StoredText = ""


class _File:
    """A path in a run's folder, as an attribute of RunFolder."""

    def __init__(self, *parts: str) -> None:
        self._parts = parts

    def __get__(self, folder: "RunFolder", owner: type["RunFolder"]) -> Path:
        return folder.path.joinpath(*self._parts)


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run, and the paths of its files."""

    path: Path

    record_file = _File("config.json")
    split_file = _File("split.json")
    metrics_file = _File("metrics.csv")
    status_file = _File("status.json")
    log_file = _File("log.txt")
    stop_file = _File("stop")
    """If this file exists, the run stops."""
    lock_file = _File("run.lock")
    """Locked by the process that works on the run; contains its PID."""
    checkpoint_file = _File("checkpoints", "last.ckpt")
    """Complete state for resuming from the last complete epoch."""
    model_file = _File("model.safetensors")
    """The best model so far; exists from the first epoch on."""
    curves_file = _File("curves.png")
    evaluation_file = _File("validation.json")
    """Scores of the finished model on the validation pairs."""
    comparison_file = _File("comparison.json")
    """Scores of the finished model and of the one that the run started from, on the test pairs."""
    report_file = _File("report.html")
    asked_file = _File("asked.json")
    """The config that a run was started with as a process of its own."""
    asked_split_file = _File("asked_split.json")
    """The split that it was started with, if it was to follow a given one."""
    launch_file = _File("launch.json")
    """PID and start time of that process."""
    output_file = _File("output.txt")
    """Output of that process, including a crash's traceback."""

    @property
    def stop_files(self) -> tuple[Path, ...]:
        """If one of these files exists, the run stops: its own stop file, and that of its series."""
        above = self.path.parent
        return (self.stop_file, above / "stop") if (above / SERIES_FILE).is_file() else (self.stop_file,)

    def samples_file(self, epoch: int) -> Path:
        """Image, ground truth and prediction of a few validation pairs after `epoch`."""
        return self.path / "samples" / f"epoch_{epoch:03d}.png"

    def refuse_if_taken(self) -> None:
        """Raises TrainingError if the folder already contains a run."""
        if self.record_file.exists() or (self.path / SERIES_FILE).exists():
            raise TrainingError(
                "There already is a training run in {path}. Choose another folder, or resume the run: in Training, or "
                "by the option --resume.",
                path=self.path,
            )

    def create(self, record: RunRecord, split: Split) -> None:
        """Creates the folder of a new run. Raises TrainingError if it already contains a run, ExportError."""
        self.refuse_if_taken()
        write_split(self.split_file, split)
        self.write_record(record)

    def write_record(self, record: RunRecord) -> None:
        write_text(self.record_file, json_text(record))

    def read_record(self) -> RunRecord:
        """Raises TrainingError if this is not a run folder or its config is of another version."""
        try:
            return RunRecord.model_validate(read_json(self.record_file))
        except OSError as error:
            raise TrainingError(
                "There is no training run in {path}: config.json cannot be read.", path=self.path
            ) from error
        except (JsonError, ValidationError) as error:
            raise TrainingError("{path} is not the config of a run of this version.", path=self.record_file) from error

    def read_split(self) -> Split:
        return read_split(self.split_file)

    def write_status(self, status: Status) -> None:
        write_text(self.status_file, status.model_dump_json(indent=1) + "\n")

    def read_status(self) -> Status | None:
        """Returns the status; None before the run has written any."""
        try:
            return Status.model_validate(read_json(self.status_file))
        except (OSError, JsonError, ValidationError):
            return None

    def request_stop(self) -> None:
        """Creates the stop file: the run stops after its current step and keeps the best model."""
        write_text(self.stop_file, "")

    def cancel_stop(self) -> None:
        """Removes the stop file. Raises ExportError if it cannot be removed."""
        try:
            self.stop_file.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(self.stop_file, error) from error

    def append_scores(self, scores: dict[str, float]) -> None:
        """Appends a row to `metrics.csv` by `append_row`. Raises ExportError."""
        append_row(self.metrics_file, scores)

    def remove_scores(self) -> None:
        """Deletes `metrics.csv`. Raises ExportError."""
        try:
            self.metrics_file.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(self.metrics_file, error) from error

    def remove_leftovers(self) -> None:
        """Removes temporary files of killed processes; only for the process that holds the run's lock."""
        for folder in (self.path, *(path for path in self.path.rglob("*") if path.is_dir())):
            remove_leftovers(folder)
        # Files whose check was interrupted by a kill: only the process with the lock creates these.
        for path in self.path.glob(".*.unchecked.*"):
            with suppress(OSError):
                path.unlink()

    def read_scores(self) -> list[dict[str, float]]:
        """Returns the readable rows of `metrics.csv` by `read_metrics`; none before the first epoch is done."""
        return list(read_metrics(self.metrics_file).rows)
