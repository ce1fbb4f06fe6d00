"""ImageStack: a frame source for a file with several pictures (multi-page TIFF, animation, or frames of DICOM)."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error, open_regular
from polyp_core.frames.file_kinds import HEAD_BYTES, ImageKind, image_kind
from polyp_core.frames.frame import Frame, Image, SourceInfo, check_index
from polyp_core.frames.size_limit import is_too_large
from polyp_core.frames.stills.animations import AnimationPictures
from polyp_core.frames.stills.image_files import to_image
from polyp_core.frames.stills.sample_levels import DisplayRange, ValueSpan
from polyp_core.frames.stills.tiff_pictures import TiffPictures

if TYPE_CHECKING:
    from polyp_core.frames.dicom.pictures import DicomPictures

_SAMPLED_PICTURES = 16
"""Number of pictures with more than 8 bits that are read to determine the common levels."""


class _Pictures(Protocol):
    """Random access to the pictures of a file."""

    @property
    def notes(self) -> tuple[str, ...]: ...

    def __len__(self) -> int: ...

    def read(self, index: int) -> Image: ...

    def close(self) -> None: ...


class ImageStack(ContextManagerMixin):
    """The pictures of one file in file order.

    Animations and DICOM play with the durations in the file, TIFFs and what has none at `rate_fps`. An unreadable
    picture keeps its index and shows a black frame marked damaged. Raises SourceError if none can be read.
    """

    def __init__(self, path: Path, *, rate_fps: float = 25.0) -> None:
        self._path = path
        self._reading = threading.Lock()
        self._closed = False
        self._unreadable: set[int] = set()
        try:
            self._file = open_regular(path)
        except OSError as error:
            raise SourceError("Cannot read {path}: {reason}.", path=path, reason=format_os_error(error)) from error
        try:
            self._open(rate_fps)
        except SourceError:
            self._file.close()
            raise

    def _open(self, rate_fps: float) -> None:
        head = self._file.read(HEAD_BYTES)
        self._file.seek(0)
        kind = image_kind(head, self._path)
        self._pictures: _Pictures
        durations: Sequence[float] = ()
        if kind is ImageKind.TIFF:
            self._pictures = stack = _StoredStack(TiffPictures(self._file, self._path))
            sizes = stack.sizes_px
        elif kind is ImageKind.DICOM:
            from polyp_core.frames.dicom.pictures import DicomPictures  # imports pydicom

            frames = DicomPictures(self._file, self._path)
            self._pictures, sizes, durations = _StoredStack(frames), [frames.size_px(0)], frames.durations_s
        else:
            assert kind is not None
            self._pictures = animation = AnimationPictures(self._file, self._path, kind)
            durations = animation.durations_s
            height_px, width_px = self._first_picture().shape[:2]
            sizes = [(width_px, height_px)]
        self._count = len(self._pictures)
        self._ends_s: NDArray[np.float64] = (
            np.cumsum(durations) if durations else np.arange(1, self._count + 1) / rate_fps
        )
        durations_s = np.diff(self._ends_s, prepend=0.0)
        (width_px, height_px), _ = Counter(sizes).most_common(1)[0]
        self._info = SourceInfo(
            path=self._path,
            kind="stack",
            width_px=width_px,
            height_px=height_px,
            frame_count=self._count,
            rate_fps=1 / float(np.median(durations_s)) if durations else rate_fps,
            duration_s=float(self._ends_s[-1]),
            variable_rate=bool(np.ptp(durations_s) > 1e-6),
            mixed_sizes=len(set(sizes)) > 1,
            notes=self._pictures.notes,
        )
        self._first_picture()

    def _first_picture(self) -> Image:
        """Returns the first readable picture. If there is none, raises the SourceError of the first."""
        failure: SourceError | None = None
        for index in range(len(self._pictures)):
            try:
                return self._pictures.read(index)
            except SourceError as error:
                failure = failure or error
        assert failure is not None
        raise failure

    @property
    def info(self) -> SourceInfo:
        if not self._unreadable:
            return self._info
        numbers = ", ".join(str(index + 1) for index in sorted(self._unreadable)[:10])
        note = (
            filled("Pictures that cannot be read, shown as black frames: number {numbers} and others.", numbers=numbers)
            if len(self._unreadable) > 10
            else filled("Pictures that cannot be read, shown as black frames: number {numbers}.", numbers=numbers)
        )
        return replace(self._info, notes=(*self._info.notes, note))

    def read(self, index: int) -> Frame:
        check_index(index, self._count)
        with self._reading:
            if self._closed:
                raise SourceError("{path} is closed.", path=self._path)
            try:
                image, damaged = self._pictures.read(index), False
            except SourceError as error:
                if not self._path.exists():
                    raise SourceError(
                        "{path} can no longer be read. Check the drive or the network, then open it again.",
                        path=self._path,
                    ) from error
                self._unreadable |= {index}
                image, damaged = np.zeros((self._info.height_px, self._info.width_px, 3), np.uint8), True
        return Frame(index, self.time_s(index), image, damaged)

    def time_s(self, index: int) -> float:
        check_index(index, self._count)
        return float(self._ends_s[index - 1]) if index else 0.0

    def times_s(self) -> NDArray[np.float64]:
        return np.concatenate([[0.0], self._ends_s[:-1]])

    def keyframes(self) -> NDArray[np.intp] | None:
        return None

    def index_at(self, time_s: float) -> int:
        # Tolerance, so that rounding does not select the previous frame at a frame's exact start time.
        return min(int(np.searchsorted(self._ends_s, time_s + 1e-6, side="right")), self._count - 1)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        for index in range(start, self._count if stop is None else min(stop, self._count)):
            yield self.read(index)

    def wait_for_index(self) -> SourceInfo:
        return self.info

    def close(self) -> None:
        with self._reading:
            if not self._closed:
                self._closed = True
                self._pictures.close()
                self._file.close()


class _StoredStack:
    """The pictures of a TIFF or DICOM file, all with the same levels."""

    def __init__(self, pictures: "TiffPictures | DicomPictures") -> None:
        self._stored = pictures
        count = len(pictures)
        self.sizes_px = [size for size in map(self._size_px, range(count)) if size and not is_too_large(*size)]
        if not self.sizes_px:
            pictures.read(0)  # raises SourceError with the reason
        self._levels: DisplayRange | None = None
        deep = [index for index in range(count) if pictures.is_deep(index)]
        if deep:
            sampled = {round(position) for position in np.linspace(0, len(deep) - 1, min(_SAMPLED_PICTURES, len(deep)))}
            spans = [span for position in sorted(sampled) if (span := self._span(deep[position])) is not None]
            self._levels = DisplayRange.of(ValueSpan.of_all(spans)) if spans else None
        self.notes = (*pictures.notes, *([self._levels.note] if self._levels and self._levels.note else []))

    def __len__(self) -> int:
        return len(self._stored)

    def read(self, index: int) -> Image:
        return to_image(self._stored.read(index), self._levels)

    def close(self) -> None:
        self._stored.close()

    def _size_px(self, index: int) -> tuple[int, int] | None:
        try:
            return self._stored.size_px(index)
        except SourceError:
            return None

    def _span(self, index: int) -> ValueSpan | None:
        try:
            return ValueSpan.of(self._stored.read(index))
        except SourceError:
            return None
