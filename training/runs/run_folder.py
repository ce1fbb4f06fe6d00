"""A training run as it lies on disk: everything to watch, stop, resume, understand and repeat it.

Imports no torch, so that the window can watch a run that another process makes.
"""

import csv
import io
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from polyp_core.errors import DatasetError, TrainingError
from polyp_core.files import write_error, write_text
from polyp_core.frames.mask_reading import MaskReading
from polyp_core.json_files import JsonError, json_text, read_json
from polyp_core.partial_files import remove_leftovers
from training.config import FitConfig
from training.datasets.mask_answers import MaskAnswers
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split
from training.scores.model_choice import ALARM_RATES, FRAME_COUNT

State = Literal["starting", "running", "finishing", "finished", "stopped", "failed"]

ProcessId = Annotated[int, Field(gt=0, lt=2**31)]
"""What a system call takes for one process: 0 and less mean groups of them."""
ENDED: tuple[State, ...] = ("finished", "stopped", "failed")

HEARTBEAT_S = 2.0
SILENT_AFTER_S = 30.0
"""A run that should beat every 2 seconds and was not heard of for so long is taken for dead."""

COLUMNS = (
    "epoch",
    "seconds",
    "learning_rate",
    *(f"{part}_{score}" for part in ("train", "validation") for score in ("loss", "dice", "iou", "accuracy")),
)
ALARM_COLUMNS = tuple(f"validation_{name}" for name in (*ALARM_RATES, FRAME_COUNT))
"""Columns of `metrics.csv` that follow COLUMNS: empty where there are no such pictures, absent from older files."""
_ALL = COLUMNS + ALARM_COLUMNS

SERIES_FILE = "series.json"
"""Its being in a folder says that the runs of a series lie below it."""


class RunRecord(BaseModel):
    """What a run was started with.

    `roots` are the folders that were searched for pairs, `polyp_free` those of pictures without a polyp. `ancestry`
    says which model the first weights were taken from, `mask_readings` by dataset how its masks are read (MaskReading
    as text): None in records from before that was kept.
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
        """What the run has settled on its masks."""
        readings = self.mask_readings or {}
        return MaskAnswers(readings={name: MaskReading.parse(text) for name, text in readings.items()})


class Status(BaseModel):
    """Where a run stands, as `status.json` says it. Times are UTC; `epoch` counts finished epochs.

    `message` is the sentence of what went wrong, or of how the run ended.
    """

    model_config = ConfigDict(frozen=True)

    state: State
    pid: ProcessId
    started: AwareDatetime
    heartbeat: AwareDatetime
    epoch: int = 0
    epochs: int
    step: int = 0
    steps: int = 0
    seconds_left: float | None = None
    best_epoch: int | None = None
    best_dice: float | None = None
    message: str = ""

    def is_alive(self, now: datetime | None = None) -> bool:
        """Whether its process still works, judged by the heartbeat."""
        silent_s = ((now or datetime.now(UTC)) - self.heartbeat).total_seconds()
        return self.state in ("starting", "running", "finishing") and silent_s < SILENT_AFTER_S


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run, and where in it what lies."""

    path: Path

    @property
    def record_file(self) -> Path:
        return self.path / "config.json"

    @property
    def split_file(self) -> Path:
        return self.path / "split.json"

    @property
    def metrics_file(self) -> Path:
        return self.path / "metrics.csv"

    @property
    def status_file(self) -> Path:
        return self.path / "status.json"

    @property
    def log_file(self) -> Path:
        return self.path / "log.txt"

    @property
    def stop_file(self) -> Path:
        """Its being there asks the run to stop."""
        return self.path / "stop"

    @property
    def stop_files(self) -> tuple[Path, ...]:
        """Of these, one asks the run to stop: its own, and that of the series it belongs to."""
        above = self.path.parent
        return (self.stop_file, above / "stop") if (above / SERIES_FILE).is_file() else (self.stop_file,)

    @property
    def lock_file(self) -> Path:
        """Locked by the process that works on the run, which it names."""
        return self.path / "run.lock"

    @property
    def checkpoint_file(self) -> Path:
        """Everything that resuming from the last complete epoch takes."""
        return self.path / "checkpoints" / "last.ckpt"

    @property
    def model_file(self) -> Path:
        """The best model so far; it is there from the first epoch on."""
        return self.path / "model.safetensors"

    @property
    def curves_file(self) -> Path:
        return self.path / "curves.png"

    @property
    def evaluation_file(self) -> Path:
        """Scores of the finished model on the validation pairs."""
        return self.path / "validation.json"

    @property
    def report_file(self) -> Path:
        return self.path / "report.html"

    def samples_file(self, epoch: int) -> Path:
        """Image, truth and prediction of a few validation pairs after `epoch`."""
        return self.path / "samples" / f"epoch_{epoch:03d}.png"

    def refuse_if_taken(self) -> None:
        """Raises TrainingError where a run is in the folder already."""
        if self.record_file.exists() or (self.path / SERIES_FILE).exists():
            raise TrainingError(
                f"There is a training run in {self.path} already. Choose another folder, or go on with it: "
                f'polyp-train fit --resume "{self.path}"'
            )

    def create(self, record: RunRecord, split: Split) -> None:
        """Makes the folder of a new run. Raises TrainingError where another run is in it, ExportError."""
        self.refuse_if_taken()
        write_split(self.split_file, split)
        self.write_record(record)

    def write_record(self, record: RunRecord) -> None:
        write_text(self.record_file, json_text(record))

    def read_record(self) -> RunRecord:
        """Raises TrainingError where this is no run folder or its config is of another version."""
        try:
            return RunRecord.model_validate(read_json(self.record_file))
        except OSError as error:
            raise TrainingError(f"There is no training run in {self.path}: config.json cannot be read.") from error
        except (JsonError, ValidationError) as error:
            raise TrainingError(
                f"{self.record_file} is not the config of a run of this version of polyp-train."
            ) from error

    def read_split(self) -> Split:
        return read_split(self.split_file)

    def write_status(self, status: Status) -> None:
        write_text(self.status_file, status.model_dump_json(indent=1) + "\n")

    def read_status(self) -> Status | None:
        """None before the run has said anything."""
        try:
            return Status.model_validate(read_json(self.status_file))
        except (OSError, JsonError, ValidationError):
            return None

    def ask_to_stop(self) -> None:
        """The run stops after its current step and keeps the best model."""
        write_text(self.stop_file, "")

    def append_scores(self, scores: dict[str, float]) -> None:
        """Adds one flushed row to `metrics.csv`; a row that is there keeps its values. Raises ExportError.

        An epoch that was finished before a kill but not yet in the checkpoint is trained again after a resume, and
        comes out the same: its row is kept. A file of an earlier version gets the columns that it lacks.
        """
        try:
            self._drop_half_a_row()
            before = self.read_scores()
            if before and scores["epoch"] <= before[-1]["epoch"]:
                return
            if not self.metrics_file.exists() or self._lacks_alarm_columns():
                write_text(self.metrics_file, _table([dict(zip(_ALL, _ALL, strict=True)), *map(_cells, before)]))
            with self.metrics_file.open("a", encoding="utf-8", newline="") as file:
                file.write(_table([_cells(scores)]))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise write_error(self.metrics_file, error) from error

    def remove_scores(self) -> None:
        """Has `metrics.csv` begin anew. Raises ExportError."""
        try:
            self.metrics_file.unlink(missing_ok=True)
        except OSError as error:
            raise write_error(self.metrics_file, error) from error

    def remove_leftovers(self) -> None:
        """Removes what killed processes had half written; only for the process that holds the run's lock."""
        for folder in (self.path, *(path for path in self.path.rglob("*") if path.is_dir())):
            remove_leftovers(folder)
        # Not yet checked when their process was killed: only who holds the lock makes these.
        for path in self.path.glob(".*.unchecked.*"):
            with suppress(OSError):
                path.unlink()

    def read_scores(self) -> list[dict[str, float]]:
        """The rows of `metrics.csv`; empty before the first epoch is done. A half-written last row is left out.

        Each has COLUMNS, and those of ALARM_COLUMNS that were counted.
        """
        try:
            with self.metrics_file.open(encoding="utf-8", newline="") as file:
                rows = [row for row in csv.DictReader(file) if row[COLUMNS[-1]] and None not in row.values()]
        except OSError:
            return []
        return [
            {name: float(row[name]) for name in COLUMNS}
            | {name: float(row[name]) for name in ALARM_COLUMNS if row.get(name)}
            for row in rows
        ]

    def _lacks_alarm_columns(self) -> bool:
        with self.metrics_file.open(encoding="utf-8", newline="") as file:
            return not set(ALARM_COLUMNS) <= set(next(csv.reader(file), ()))

    def _drop_half_a_row(self) -> None:
        if not self.metrics_file.exists():
            return
        data = self.metrics_file.read_bytes()
        if not data.endswith(b"\n"):
            with self.metrics_file.open("r+b") as file:
                file.truncate(data.rfind(b"\n") + 1)


def _table(rows: Sequence[dict[str, str]]) -> str:
    text = io.StringIO()
    csv.DictWriter(text, _ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cells(row: dict[str, float]) -> dict[str, str]:
    counted = [name for name in ALARM_COLUMNS if name in row]
    return {name: _short(row[name]) for name in (*COLUMNS, *counted)}


def _short(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"
