"""The records of an archive's work, each stored as a JSON file in its output folder."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.files.json_files import JsonError, read_json


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ArchivedRecording(_Record):
    """One recording of an archive.

    `name` is that of the folder of its results; it follows from content, model and settings. `paths` is the recording,
    several paths are pictures that form one. `copies` are further files of the same content. A recording that cannot
    be read has no `content_key`.
    """

    name: str
    paths: tuple[Path, ...]
    content_key: str = ""
    size_bytes: int = 0
    copies: tuple[Path, ...] = ()

    @property
    def source(self) -> SourcePath:
        return self.paths[0] if len(self.paths) == 1 else self.paths


class Job(_Record):
    """What is to be done: the recordings of the latest command, its model and its settings."""

    version: int = 1
    program: str
    model: str
    model_sha256: str
    settings: dict[str, Any]
    started: AwareDatetime
    recordings: tuple[ArchivedRecording, ...]


class Master(_Record):
    """The command that distributes the work; its file is touched while it runs."""

    host: str
    pid: int
    started: AwareDatetime
    cluster: str


class Running(_Record):
    """A recording under way, written by its worker, which touches the file while it works."""

    name: str
    host: str
    pid: int
    started: AwareDatetime
    fraction: float = 0.0


class Failure(_Record):
    """Why a recording was not annotated, as a sentence, and how often it was tried."""

    name: str
    reason: str
    host: str
    attempts: int
    at: AwareDatetime


class Done(_Record):
    """A recording that was annotated. Stored with its results."""

    name: str
    source: str
    frames: int
    seconds: float
    size_bytes: int
    device: str
    engine: str
    model: str
    model_sha256: str
    program: str
    settings: dict[str, Any]
    host: str
    finished: AwareDatetime
    outputs: tuple[str, ...]
    notes: tuple[str, ...] = ()


RecordType = TypeVar("RecordType", bound=_Record)


def read_record(path: Path, kind: type[RecordType]) -> RecordType | None:
    """Returns the record at `path`; None if there is none, or it cannot be read or is damaged."""
    try:
        return kind.model_validate(read_json(path))
    except (OSError, JsonError, ValidationError):
        return None
