"""A series of runs in one folder: the folds of a cross-validation, or one config with several seeds.

Each is an ordinary run. Does not import torch, so that the window can list them.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from polyp_core.errors import TrainingError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, json_text, read_json
from training.config.fit_config import FitConfig
from training.runs.run_folder import SERIES_FILE, RunFolder

SeriesKind = Literal["folds", "seeds"]

_RUN_NAME = "(fold|seed)-[0-9]{1,10}"
RunName = Annotated[str, Field(pattern=f"^{_RUN_NAME}$")]


class SeriesRecord(BaseModel):
    """What the runs of a series have in common. `runs` are the names of their folders, in the order of training."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    created: AwareDatetime
    kind: SeriesKind
    runs: Annotated[tuple[RunName, ...], Field(min_length=2, max_length=100)]
    config: FitConfig


def is_series(folder: Path) -> bool:
    """True if `folder` contains a series of runs."""
    return (folder / SERIES_FILE).is_file()


def read_series(folder: Path) -> SeriesRecord:
    """Raises TrainingError if `folder` contains no series, or its record is damaged."""
    file = folder / SERIES_FILE
    try:
        return SeriesRecord.model_validate(read_json(file))
    except OSError as error:
        raise TrainingError(
            "There is no series of training runs in {folder}: {name} cannot be read.", folder=folder, name=SERIES_FILE
        ) from error
    except (JsonError, ValidationError) as error:
        raise TrainingError("{path} is not the record of a series of this version.", path=file) from error


def write_series(folder: Path, record: SeriesRecord) -> None:
    """Raises ExportError."""
    write_text(folder / SERIES_FILE, json_text(record))


def series_runs(folder: Path, record: SeriesRecord) -> list[RunFolder]:
    """Returns the runs of the series in `folder`."""
    return [RunFolder(folder / name) for name in record.runs]


def runs_in(folder: Path) -> list[Path]:
    """Returns the run folders of `folder`: those of a series, or `folder` itself."""
    try:
        return [run.path for run in series_runs(folder, read_series(folder))]
    except TrainingError:
        return [folder]


def run_name(folder: Path) -> str:
    """Returns the run's name: its folder's name, preceded by that of the series for a run of a series.

    >>> run_name(Path("runs/polyps/fold-2")), run_name(Path("runs/polyps"))
    ('polyps/fold-2', 'polyps')
    """
    return f"{folder.parent.name}/{folder.name}" if re.fullmatch(_RUN_NAME, folder.name) else folder.name


def is_done(run: RunFolder) -> bool:
    """True if `run` is finished and scored with as many epochs as its config sets now."""
    status, epochs = run.read_status(), run.read_record().config.epochs
    finished = status is not None and status.state == "finished" and status.epochs == epochs
    return finished and run.evaluation_file.exists()
