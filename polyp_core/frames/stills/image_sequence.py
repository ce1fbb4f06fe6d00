"""ImageSequence: a frame source for a folder or list of image files."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled, first_of, joined
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, why_not_readable
from polyp_core.frames.file_kinds import IMAGE_SUFFIXES, has_image_suffix, is_dicom, may_be_dicom, read_head
from polyp_core.frames.frame import Frame, SourceInfo, check_index
from polyp_core.frames.stills.image_files import common_levels, image_head, read_image
from polyp_core.printable_names import printable

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})

_LISTED_NAMES = 10
"""Largest number of file names in a note."""


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sort key for natural, case-insensitive order: `frame2` before `frame10`."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts), name


def images_in(folder: Path) -> list[Path]:
    """Returns the image files directly inside `folder` in natural order. Raises SourceError."""
    return [path for path in _with_image_suffix(folder) if path.is_file()]


def no_images_in(folder: Path) -> list[str]:
    """Returns the entries of `folder` with an image suffix that are not files, with the reason. Raises SourceError."""
    others = [path for path in _with_image_suffix(folder) if not path.is_file()]
    unknown = filled("it cannot be read")
    return [
        filled("{name} ({reason})", name=printable(path.name), reason=why_not_readable(path) or unknown)
        for path in others
    ]


def _with_image_suffix(folder: Path) -> list[Path]:
    try:
        paths = [path for path in folder.iterdir() if has_image_suffix(path)]
    except OSError as error:
        raise SourceError("Cannot list {folder}: {reason}.", folder=folder, reason=format_os_error(error)) from error
    # Hidden files are metadata of the operating system (macOS writes "._" companions to foreign drives).
    return sorted((path for path in paths if not path.name.startswith(".")), key=lambda path: natural_key(path.name))


def left_out_of(folder: Path) -> tuple[str, ...]:
    """Returns notes about files in `folder` that are not shown, except hidden files. Raises SourceError."""
    notes = []
    if unreadable := no_images_in(folder):
        names = first_of(unreadable, _LISTED_NAMES)
        notes.append(filled("Left out, because they are not readable files: {names}.", names=names))
    kinds = _other_kinds(folder)
    if kinds:
        other = sum(kinds.values())
        total = other + len(images_in(folder))
        by_count = sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
        counted = joined([filled("{n} {kind}", n=count, kind=kind) for kind, count in by_count], ", ")
        one = filled("1 of {total} files is no picture and is left out: {counted}.", total=total, counted=counted)
        several = filled(
            "{other} of {total} files are not pictures and are left out: {counted}.",
            other=other,
            total=total,
            counted=counted,
        )
        notes.append(one if other == 1 else several)
    return tuple(notes)


def _other_kinds(folder: Path) -> Counter[str]:
    """Counts the files directly in `folder` without an image suffix, by kind."""
    kinds: Counter[str] = Counter()
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.lower() in _SYSTEM_FILES or has_image_suffix(path):
            continue
        if path.is_file():
            kinds[_other_kind(path)] += 1
    return kinds


def _other_kind(path: Path) -> str:
    if may_be_dicom(path.name):
        try:
            if is_dicom(read_head(path), path):
                return "DICOM"
        except SourceError:
            pass  # left out in any case
    return printable(path.suffix.lower()) or filled("without a suffix")


def frames_in(folder: Path) -> list[Path]:
    """As `images_in`; raises SourceError if there are none, naming a subfolder that has some."""
    images = images_in(folder)
    if images:
        return images
    below = next((each.name for each in sorted(folder.iterdir()) if each.is_dir() and _contains_images(each)), None)
    advice = filled(" The folder {name} in it does: open that one.", name=below) if below else ""
    left_out = (
        filled(" Left out: {names}.", names=first_of(others, _LISTED_NAMES)) if (others := no_images_in(folder)) else ""
    )
    hint = ""
    if dicom := _other_kinds(folder)["DICOM"]:
        one = filled(" It holds 1 DICOM file: open it.")
        several = filled(" It holds {n} DICOM files: open one of them, or choose a series.", n=dicom)
        hint = one if dicom == 1 else several
    raise SourceError(
        "The folder {folder} holds no images ({suffixes}).{left_out}{hint}{advice}",
        folder=folder,
        suffixes=", ".join(sorted(IMAGE_SUFFIXES)),
        left_out=left_out,
        hint=hint,
        advice=advice,
    )


def _contains_images(folder: Path) -> bool:
    """True if `folder` directly contains images; False if it cannot be listed."""
    try:
        return bool(images_in(folder))
    except SourceError:
        return False


class ImageSequence(ContextManagerMixin):
    """Image files in the given order, played at `rate_fps`.

    Sizes may differ; `info` has the most common one. Files of more than 8 bits share the same levels. Of a file with
    several pictures the first is shown. An unreadable file keeps its index and shows a black frame marked damaged; a
    note counts those with unreadable headers, and others once they have been read. `left_out` are further notes.
    `is_recording` says that the images follow one another in time.
    Raises SourceError if there is no readable image; a single image is read immediately.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        rate_fps: float = 25.0,
        source: Path | None = None,
        left_out: Sequence[str] = (),
        is_recording: bool = False,
    ) -> None:
        self._paths = tuple(paths)
        self._rate_fps = rate_fps
        self._left_out = tuple(left_out)
        source = source or self._paths[0]
        heads = [image_head(path) for path in self._paths]
        self._unreadable = {index for index, head in enumerate(heads) if head is None}
        known = Counter(head.size_px for head in heads if head is not None)
        if not known:
            raise self._no_readable_image(source)
        (width_px, height_px), _ = known.most_common(1)[0]
        self._multi_page_files = [
            f"{printable(path.name)} ({head.pictures + head.others})"
            for path, head in zip(self._paths, heads, strict=True)
            if head is not None and head.pictures + head.others > 1
        ]
        deep = [path for path, head in zip(self._paths, heads, strict=True) if head is not None and head.is_deep]
        self._levels = common_levels(deep) if deep else None
        # If the only image is unreadable, fail immediately instead of showing a black frame.
        if len(self._paths) == 1:
            read_image(self._paths[0], self._levels)
        self._info = SourceInfo(
            path=source,
            kind="frames" if is_recording else "images",
            width_px=width_px,
            height_px=height_px,
            frame_count=len(self._paths),
            rate_fps=rate_fps,
            duration_s=len(self._paths) / rate_fps,
            mixed_sizes=len(known) > 1,
            frame_names=() if is_recording else tuple(path.name for path in self._paths),
        )

    def _no_readable_image(self, source: Path) -> SourceError:
        if len(self._paths) > 1:
            return SourceError(
                "None of the {count} images in {folder} can be read. They may be damaged.",
                count=len(self._paths),
                folder=source,
            )
        try:
            read_image(self._paths[0])
        except SourceError as error:
            return error
        return SourceError(
            "{path} is an image of a kind whose size cannot be found. Save it as PNG and try again.",
            path=self._paths[0],
        )

    @property
    def info(self) -> SourceInfo:
        return replace(self._info, notes=self._notes())

    def _notes(self) -> tuple[str, ...]:
        notes: list[str] = []
        if unreadable := [printable(self._paths[index].name) for index in sorted(self._unreadable)]:
            n, names = len(unreadable), first_of(unreadable, _LISTED_NAMES)
            one = filled("1 image cannot be read; a black frame stands in its place: {names}.", names=names)
            several = filled(
                "{n} images cannot be read; black frames stand in their places: {names}.", n=n, names=names
            )
            notes.append(one if n == 1 else several)
        if files := self._multi_page_files:
            n, names = len(files), first_of(files, _LISTED_NAMES)
            one = filled("1 file holds several pictures, of which one is shown: {names}.", names=names)
            several = filled("{n} files hold several pictures, of which one is shown: {names}.", n=n, names=names)
            notes.append(one if n == 1 else several)
        if self._levels is not None and self._levels.note:
            notes.append(self._levels.note)
        return (*notes, *self._left_out)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files in frame order."""
        return self._paths

    def read(self, index: int) -> Frame:
        check_index(index, len(self._paths))
        path = self._paths[index]
        try:
            image, damaged = read_image(path, self._levels), False
            self._unreadable.discard(index)
        except SourceError as error:
            if not path.parent.is_dir():
                raise SourceError(
                    "{parent} can no longer be reached. Check the drive, then open it again.", parent=path.parent
                ) from error
            self._unreadable.add(index)
            image, damaged = np.zeros((self._info.height_px, self._info.width_px, 3), np.uint8), True
        return Frame(index, self.time_s(index), image, damaged, path.name)

    def time_s(self, index: int) -> float:
        check_index(index, len(self._paths))
        return index / self._rate_fps

    def times_s(self) -> NDArray[np.float64]:
        return np.arange(len(self._paths)) / self._rate_fps

    def keyframes(self) -> NDArray[np.intp] | None:
        return None

    def index_at(self, time_s: float) -> int:
        # Tolerance, so that rounding does not select the previous frame at a frame's exact start time.
        return min(max(int(time_s * self._rate_fps + 1e-6), 0), len(self._paths) - 1)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        end = len(self._paths) if stop is None else min(stop, len(self._paths))
        for index in range(start, end):
            yield self.read(index)

    def wait_for_index(self) -> SourceInfo:
        return self.info

    def close(self) -> None:
        """No files are open between reads."""
