"""Adds labelled frames of recordings to a dataset of corrected frames, which is created if there is none."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import FilledText, filled, filled_n, joined, mark
from polyp_core.errors import DatasetError, ExportError, SourceError
from polyp_core.export.folder_lock import folder_lock
from polyp_core.export.images import encode_png
from polyp_core.export.neutral_names import NeutralFolder, default_key_file
from polyp_core.export.partial_folder import PartialFolder, recover_leftovers, remove_empty
from polyp_core.files.atomic_files import write_bytes, write_error
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.frames.frame import Frame
from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.printable_names import printable
from polyp_core.review.masks import MaskReader, StoredMask
from polyp_core.review.records import Recording
from training.corrections.frame_table import (
    FRAMES_TABLE,
    IMAGES,
    MASKS,
    POLYP_FREE,
    FrameRow,
    description_of,
    format_frame_table,
    rows_in,
)
from training.corrections.labelled_frames import LabelledFrames, LeftOutError, RedactedPair, redacted_pair
from training.corrections.reserved import with_new_recordings
from training.datasets.description import read_description, write_description
from training.datasets.layouts import DESCRIPTION_FILE
from training.progress import OnProgress, ignore_progress

_PICTURE_DIGITS = 12  # of the content key, in the names of pictures without a frame number

Known = Literal["keep", "replace", "both"]
"""What happens to a frame that the dataset has with another mask or picture: it stays, is replaced, or both are kept.
"""


@dataclass(slots=True)
class AddedFrames:
    """What became of the frames: counts, and why some were left out, with the number of each reason.

    `unchanged` were there with the same picture and mask; `kept` with another one, which stayed.
    """

    folder: Path
    pairs: int = 0
    polyp_free: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def text(self) -> FilledText:
        """The counts in sentences."""
        pairs = filled_n("{n} pair", "{n} pairs", self.pairs)
        empty = filled_n("{n} picture without a polyp", "{n} pictures without a polyp", self.polyp_free)
        text = mark("Added {pairs} and {empty} to {folder}.")
        parts = [filled(text, folder=printable(self.folder), pairs=pairs, empty=empty)]
        if self.replaced:
            parts.append(filled("{n} of them replaced earlier ones.", n=self.replaced))
        if self.unchanged:
            parts.append(filled_n("{n} was there already.", "{n} were there already.", self.unchanged))
        if self.kept:
            parts.append(
                filled_n(
                    "{n} is there with another mask or picture, which was kept.",
                    "{n} are there with another mask or picture, which was kept.",
                    self.kept,
                )
            )
        parts += [
            filled_n("{n} was left out: {reason}.", "{n} were left out: {reason}.", n, reason=reason)
            for reason, n in self.left_out.items()
        ]
        return joined(parts)

    def __str__(self) -> str:
        return str(self.text)


def add_frames(
    folder: Path,
    recordings: Sequence[LabelledFrames],
    *,
    known: Known = "keep",
    licence: str = "",
    note: str = "",
    key_file: Path | None = None,
    on_progress: OnProgress = ignore_progress,
) -> AddedFrames:
    """Adds pictures and masks as PNG to the dataset in `folder`; all appear together, or none.

    The dataset has one group for each recording or group of pictures, under a neutral name that `key_file` (by default
    that of the user) maps to its path, that of the folder of pictures. `licence` and `note` are written into a new
    description. `on_progress` takes the frames done and their number, and may raise CancelledError. Raises ExportError
    if the folder holds something else or cannot be written, DatasetError if its table or description is damaged,
    SourceError if a recording cannot be read.
    """
    refuse_overlap([folder], [path for each in recordings for path in _paths(each.path)])
    recover_leftovers(folder)
    made = sum(not each.exists() for each in (folder, *folder.parents))
    try:
        rows = rows_in(folder)
        with folder_lock(folder):
            partial = PartialFolder(folder, made)
        try:
            batch = _Batch(folder, partial.path, rows, known)
            total = sum(len(each.frames) for each in recordings)
            for recording in recordings:
                batch.stage(recording, lambda done: on_progress(done, total))
            for recording in recordings:
                batch.record_name(recording, key_file or default_key_file())
            with folder_lock(folder):
                if rows_in(folder) != rows:
                    raise ExportError("Another program has changed the dataset in {folder}. Try again.", folder=folder)
                batch.commit(licence, note)
        finally:
            partial.remove()
    except OSError as error:
        raise write_error(folder, error) from error
    finally:
        remove_empty(folder, made)
    return batch.added


class _Batch:
    """Pictures and masks that are written into a hidden folder, and then moved into the dataset."""

    def __init__(self, folder: Path, staging: Path, rows: Sequence[FrameRow], known: Known) -> None:
        self._folder, self._staging, self._known = folder, staging, known
        self._before = rows
        self._rows = {row.image: row for row in rows}
        self._names = {(row.group_key or row.recording_key, row.video_track): row.recording for row in rows}
        self._new_files: dict[str, None] = {}
        """Paths in the dataset, in order; a lookup must not take longer with more of them."""
        self._old_files: list[str] = []
        self._done = 0
        self.added = AddedFrames(folder)
        for name in (IMAGES, MASKS, POLYP_FREE):
            (staging / name).mkdir()

    def stage(self, recording: LabelledFrames, on_frame: Callable[[int], None]) -> None:
        """Writes the new frames of a recording into the hidden folder."""
        name, rows = self._name_of(recording), self._rows_by_frame(recording.recording)
        with recording.open_frames() as source, MaskReader(recording.review_file, recording.recording) as masks:
            for index in recording.frames:
                frame, stored = source.read(index), masks.mask_of(recording.review, index)
                assert stored is not None, "the frame has no mask in this review"
                try:
                    pair = redacted_pair(frame, stored.mask, recording.privacy)
                except LeftOutError as error:
                    self.added.left_out[error.reason] += 1
                else:
                    row = _row(name, recording, frame, stored)
                    self._stage(row, pair, rows.get(index, []))
                self._done += 1
                on_frame(self._done)

    def record_name(self, recording: LabelledFrames, key_file: Path) -> None:
        """Writes into the key file which recording a neutral name stands for, if it is used."""
        name, path = self._name_of(recording), recording.path
        if any(row.recording == name for row in self._rows.values()):
            source = path.parent if recording.picture and isinstance(path, Path) else path
            NeutralFolder(self._folder / name, key_file).record(source, ())

    def commit(self, licence: str, note: str) -> None:
        """Moves the files into the dataset and updates its table and description; undoes all of it after a failure."""
        with ExitStack() as undo:
            # The table first: a row without its files is completed by the next call, if the program is killed here,
            # while nobody would know where a file without a row comes from.
            if self._new_files:
                self._change(FRAMES_TABLE, undo, format_frame_table(self._rows.values()).encode())
            for name in self._new_files:
                self._change(name, undo, None)
            for name in self._old_files:
                _restore_after_failure(self._folder / name, undo)
                (self._folder / name).unlink(missing_ok=True)
            path = self._folder / DESCRIPTION_FILE
            before = read_description(path) if path.exists() else None
            after = list(self._rows.values())
            described = with_new_recordings(description_of(before, after, licence, note), self._before, after)
            if self._rows and described != before:
                _restore_after_failure(path, undo)
                write_description(path, described)
            undo.pop_all()

    def _change(self, name: str, undo: ExitStack, content: bytes | None) -> None:
        """Writes `content` into a file of the dataset, or moves the staged file of that name there."""
        path = self._folder / name
        _restore_after_failure(path, undo)
        if content is not None:
            write_bytes(path, content)
        else:
            (self._staging / name).replace(path)

    def _name_of(self, labelled: LabelledFrames) -> str:
        track = labelled.recording.video_track
        key = (labelled.group_key or labelled.recording.key, track)
        if key not in self._names:
            # A folder of pictures may have been added before one of them was corrected by itself.
            known = None if labelled.picture else self._names.get((labelled.recording.key, track))
            free = (f"recording-{number:03d}" for number in count(1))
            self._names[key] = known or next(name for name in free if name not in self._names.values())
        return self._names[key]

    def _rows_by_frame(self, recording: Recording) -> dict[int, list[FrameRow]]:
        found: dict[int, list[FrameRow]] = {}
        for row in self._rows.values():
            if (row.recording_key, row.video_track) == (recording.key, recording.video_track):
                found.setdefault(row.frame, []).append(row)
        return found

    def _stage(self, row: FrameRow, pair: RedactedPair, earlier: Sequence[FrameRow]) -> None:
        """Stages a frame; `earlier` are its rows in the dataset."""
        there = [each for each in earlier if all((self._folder / file).is_file() for file in each.files)]
        if any(_is_same(self._folder, each, pair) for each in there):
            self.added.unchanged += 1
            return
        if there and self._known == "keep":
            self.added.kept += 1
            return
        replaced = earlier if self._known == "replace" or not there else ()
        for each in replaced:
            del self._rows[each.image]
        freed = [file for each in replaced for file in each.files]
        number = row.recording_key[:_PICTURE_DIGITS] if row.picture else f"{row.frame:06d}"
        stem = self._free_stem(f"{row.recording}_{number}", freed)
        folder = IMAGES if pair.mask.any() else POLYP_FREE
        mask = f"{MASKS}/{stem}.png" if pair.mask.any() else ""
        row = row.model_copy(update={"image": f"{folder}/{stem}.png", "mask": mask})
        self._write(row.image, pair.image)
        if mask:
            self._write(mask, pair.mask.view(np.uint8) * 255)
        self._rows[row.image] = row
        self._old_files += [file for file in freed if file not in row.files]
        self.added.pairs += bool(mask)
        self.added.polyp_free += not mask
        self.added.replaced += bool(there) and self._known == "replace"

    def _free_stem(self, wanted: str, freed: Sequence[str]) -> str:
        """Returns `wanted`, or with a number after it if the dataset has a file of that name that is not `freed`."""
        names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        return next(name for name in names if not any(self._is_taken(file, freed) for file in _files(name)))

    def _is_taken(self, file: str, freed: Sequence[str]) -> bool:
        return file in self._new_files or ((self._folder / file).exists() and file not in freed)

    def _write(self, name: str, picture: NDArray[np.uint8]) -> None:
        (self._staging / name).write_bytes(encode_png(picture))
        self._new_files[name] = None


def _row(name: str, recording: LabelledFrames, frame: Frame, stored: StoredMask) -> FrameRow:
    """Returns the row of a frame, without its files."""
    return FrameRow(
        image="",
        mask="",
        recording=name,
        recording_key=recording.recording.key,
        video_track=recording.recording.video_track,
        frame=frame.index,
        time_s=round(frame.time_s, 3),
        source=stored.source,
        reader=stored.reader,
        model=stored.model,
        labelled_at=stored.at,
        seconds=round(recording.seconds[frame.index], 1) if frame.index in recording.seconds else None,
        picture=recording.picture,
        group_key=recording.group_key,
    )


def _is_same(folder: Path, row: FrameRow, pair: RedactedPair) -> bool:
    try:
        image = read_image(folder / row.image)
        mask = read_mask(folder / row.mask) if row.mask else np.zeros(image.shape[:2], np.bool_)
    except (SourceError, DatasetError):  # damaged since
        return False
    return np.array_equal(image, pair.image) and np.array_equal(mask, pair.mask)


def _files(stem: str) -> list[str]:
    return [f"{folder}/{stem}.png" for folder in (IMAGES, MASKS, POLYP_FREE)]


def _restore_after_failure(path: Path, undo: ExitStack) -> None:
    """Makes `undo` restore `path` to what it is now; its folder is created if there is none."""
    if not path.parent.exists():
        undo.callback(remove_empty, path.parent, 1)
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        undo.callback(write_bytes, path, path.read_bytes())
    else:
        undo.callback(path.unlink, missing_ok=True)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _paths(source: SourcePath) -> Sequence[Path]:
    return (source,) if isinstance(source, Path) else source
