"""The table and the description of a dataset of corrected frames: which frame of which recording each picture is."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from polyp_core.errors import DatasetError, ExportError
from polyp_core.files.csv_cells import escape_formula
from polyp_core.files.regular_files import format_os_error, read_regular_text
from training.datasets.description import Description

FRAMES_TABLE = "frames.csv"
IMAGES, MASKS, POLYP_FREE = "images", "masks", "polyp_free"
"""The folders of a dataset of corrected frames."""
GROUP_PATTERN = r"recording-\d+"

_NOTE = "Frames of recordings with masks of a reader, from Polyp Viewer. Research use only. Not for diagnosis."


class FrameRow(BaseModel):
    """One row: a picture of the dataset, the frame that it shows, and who labelled it.

    `image` and `mask` are paths in the dataset's folder; a picture without a polyp has no mask (""). `recording` is the
    neutral name of the recording, `recording_key` the hash of its content, and `video_track` None for its default
    track. `source` is a MaskSource, `model` the model whose prediction was corrected, `labelled_at` a UTC time in ISO
    8601. `seconds` is the time that the reader spent on the frame, None if unknown. Of a single picture, `picture` is
    the name of its file, and the pictures of a `recording` have one `group_key`, as have frames of their folder that
    were added with them; "" for other frames.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    image: str
    mask: str
    recording: str
    recording_key: str
    video_track: int | None
    frame: int = Field(ge=0)
    time_s: float = Field(ge=0)
    source: str
    reader: str
    model: str
    labelled_at: str
    seconds: float | None = Field(ge=0)
    picture: str = ""
    group_key: str = ""

    @field_validator("video_track", "seconds", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the picture and, if there is one, its mask."""
        return (self.image, self.mask) if self.mask else (self.image,)


_COLUMNS = list(FrameRow.model_fields)
_RECORDING_COLUMNS = [name for name in _COLUMNS if name not in ("picture", "group_key")]
"""The columns of a table without single pictures, which earlier versions read too."""


def is_correction_dataset(folder: Path) -> bool:
    """True if the folder holds a dataset of corrected frames."""
    return (folder / FRAMES_TABLE).is_file()


def read_frame_table(folder: Path) -> list[FrameRow]:
    """Returns the rows of the table in `folder`. Raises DatasetError if there is none, or it is damaged."""
    path = folder / FRAMES_TABLE
    try:
        rows = csv.DictReader(read_regular_text(path).splitlines())
        if rows.fieldnames not in (_COLUMNS, _RECORDING_COLUMNS):
            raise DatasetError("{path} was not made by this version of Polyp Viewer: its columns differ.", path=path)
        return [_row(values) for values in rows]
    except FileNotFoundError as error:
        raise DatasetError(
            "{folder} holds no dataset of corrected frames. Add frames of a review to it first, or choose another "
            "folder.",
            folder=folder,
        ) from error
    except OSError as error:
        raise DatasetError(
            "The table {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (UnicodeDecodeError, csv.Error, ValidationError) as error:
        raise DatasetError(
            "The table {path} is damaged. Restore it from a copy, or choose another folder.", path=path
        ) from error


def format_frame_table(rows: Iterable[FrameRow]) -> str:
    """Returns the content of the table with these rows."""
    text, rows = io.StringIO(), list(rows)
    columns = _COLUMNS if any(row.picture for row in rows) else _RECORDING_COLUMNS
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = row.model_dump(include=set(columns)).values()
        writer.writerow(escape_formula("" if value is None else value) for value in values)
    return text.getvalue()


def _row(values: dict[str, str]) -> FrameRow:
    return FrameRow.model_validate({name: _unescaped(text) for name, text in values.items()})


def _unescaped(text: str | None) -> str | None:
    """Removes the apostrophe of an escaped cell, so that reading and writing a table leaves it as it is."""
    return text[1:] if text and text[0] == "'" and escape_formula(text[1:]) == text else text


def rows_in(folder: Path) -> list[FrameRow]:
    """As `read_frame_table`, but a new or empty folder has no rows.

    Raises ExportError if the folder holds something else, DatasetError if its table is damaged, OSError.
    """
    if is_correction_dataset(folder):
        return read_frame_table(folder)
    if folder.exists() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise ExportError(
            "{folder} holds other files. Choose an empty or new folder, or one to which frames were added before.",
            folder=folder,
        )
    return []


def description_of(before: Description | None, rows: Iterable[FrameRow], licence: str, note: str) -> Description:
    """Returns the description of the dataset with these rows; other fields of the one `before` stay as they are.

    `licence` and `note` replace earlier ones unless they are "".
    """
    rows, described = list(rows), before or Description(group=GROUP_PATTERN, note=_NOTE)
    has_pairs, has_polyp_free = any(row.mask for row in rows), any(not row.mask for row in rows)
    return described.model_copy(
        update={
            "images": _with_pattern(described.images, f"{IMAGES}/*.png", has_pairs),
            "masks": _with_pattern(described.masks, f"{MASKS}/*.png", has_pairs),
            # A pattern that matches nothing would be refused.
            "polyp_free": _with_pattern(described.polyp_free, f"{POLYP_FREE}/*.png", has_polyp_free),
            "licence": licence or described.licence,
            "note": note or described.note,
        }
    )


def _with_pattern(patterns: tuple[str, ...], own: str, is_used: bool) -> tuple[str, ...]:
    others = tuple(pattern for pattern in patterns if pattern != own)
    return (own, *others) if is_used else others
