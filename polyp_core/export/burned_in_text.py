"""Finds text that is burned into a recording, such as a name or a date: edges that stay in place in all frames."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import filled, joined
from polyp_core.errors import CancelledError, ExportError
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.frame import FrameSource, Image

_SAMPLES = 48
_SCALES = (1.0, 0.5, 0.25)
"""At which text is searched for: letters of the heights below, which are in pixels after scaling."""
_LEAST_HEIGHT_PX, _LARGEST_HEIGHT_PX = 6, 34
_EDGE, _STILLNESS = 90.0, 8.0
"""Least gradient (Sobel, 3 x 3) of the mean picture at the border of a letter, and its least ratio to the standard
deviation of the pixel over the recording. What moves has a weak gradient in the mean."""
_WEAK_EDGE, _WEAK_STILLNESS = 40.0, 4.0
"""The same where a line that was found goes on over the moving picture."""
_GAP_PX = 15  # letters this close are joined
_LEAST_STROKES = 5  # places in which a row through a line crosses a letter's border
_LEAST_DENSITY = 0.18  # edge pixels in the box of a line; the border of the field of view has far fewer
_LEAST_COLUMN = 0.15  # edge pixels in a column of a letter, as a share of the height of its line
_MARGIN = 0.4  # added around a line, as a share of its height: letters end softly
_COVERED = 0.95


def sampled_frames(source: FrameSource, cancelled: threading.Event | None = None) -> Iterator[tuple[Image, float]]:
    """Yields pictures that are spread evenly over `source`, with the share (0..1] of them that have been read.

    Raises SourceError, and CancelledError once `cancelled` is set.
    """
    count = source.wait_for_index().frame_count
    indices = np.unique(np.linspace(0, count - 1, min(_SAMPLES, count), dtype=np.intp))
    for number, index in enumerate(indices.tolist(), start=1):
        if cancelled is not None and cancelled.is_set():
            raise CancelledError("The search for text was stopped.")
        frame = source.read(index)
        if not frame.damaged:
            yield frame.image, number / len(indices)


def find_burned_in_text(
    source: FrameSource,
    cancelled: threading.Event | None = None,
    on_progress: Callable[[float], object] | None = None,
) -> list[Box]:
    """Returns rectangles around what may be text in all of a recording, from top to bottom, in source pixels.

    Only text that stays in place is found; of a clock, the parts that do not change. Empty for a recording of less than
    three frames, or of several sizes. Raises SourceError, and CancelledError once `cancelled` is set.
    """
    total: NDArray[np.float64] | None = None
    squares: NDArray[np.float64] | None = None
    read = 0
    for image, share in sampled_frames(source, cancelled):
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float64)
        if total is None or squares is None:
            total, squares = np.zeros_like(grey), np.zeros_like(grey)
        if grey.shape != total.shape:
            return []
        total += grey
        squares += grey**2
        read += 1
        if on_progress is not None:
            on_progress(share)
    if total is None or squares is None or read < 3:
        return []
    mean = total / read
    return text_boxes(mean.astype(np.float32), np.sqrt(np.maximum(squares / read - mean**2, 0)).astype(np.float32))


def text_boxes(mean: NDArray[np.float32], deviation: NDArray[np.float32]) -> list[Box]:
    """Returns rectangles around lines of text, by the mean and standard deviation of each pixel over time (H x W)."""
    height_px, width_px = mean.shape
    hidden = np.zeros((height_px, width_px), np.uint8)
    for scale in _SCALES:
        size = max(1, round(width_px * scale)), max(1, round(height_px * scale))
        scaled = (cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (mean, deviation))
        for x, y, width, height in _lines(*(np.asarray(each, np.float32) for each in scaled)):
            margin = max(2, round(_MARGIN * height))
            corners = (x - margin, y - margin, x + width + margin, y + height + margin)
            left, top, right, bottom = (max(0, round(side / scale)) for side in corners)
            hidden[top:bottom, left:right] = 1
    count, _, stats, _ = cv2.connectedComponentsWithStats(hidden, connectivity=8)
    boxes = [Box(*(int(side) for side in each[:4])) for each in stats[1:count]]
    return sorted(boxes, key=lambda box: (box.y, box.x))


def _lines(mean: NDArray[np.float32], deviation: NDArray[np.float32]) -> Iterator[tuple[int, int, int, int]]:
    """Yields left, top, width and height of what has the edges of a line of small text."""
    gradient = np.hypot(cv2.Sobel(mean, cv2.CV_32F, 1, 0), cv2.Sobel(mean, cv2.CV_32F, 0, 1))
    strong = (gradient > _EDGE) & (gradient > _STILLNESS * deviation)
    weak = (gradient > _WEAK_EDGE) & (gradient > _WEAK_STILLNESS * deviation)
    edges = strong.astype(np.uint8)
    joined = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((3, _GAP_PX), np.uint8))
    # A line that touches the border of the field of view is joined with it: thin curves are removed first.
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((_LEAST_HEIGHT_PX, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for x, y, width, height, _ in stats[1:count].tolist():
        part = edges[y : y + height, x : x + width]
        if not _LEAST_HEIGHT_PX <= height <= _LARGEST_HEIGHT_PX or part.mean() < _LEAST_DENSITY:
            continue
        if np.median(np.count_nonzero(np.diff(part.astype(np.int8), axis=1), axis=1)) >= _LEAST_STROKES:
            x, width = _extended(weak[y : y + height], x, width, _GAP_PX)
            yield x, y, width, height


def _extended(row: NDArray[np.bool_], x: int, width: int, gap_px: int) -> tuple[int, int]:
    """Returns left side and width of a line of text, extended over the columns of its row that have edges, too."""
    columns = np.flatnonzero(np.count_nonzero(row, axis=0) >= _LEAST_COLUMN * row.shape[0])
    for column in columns[columns > x]:
        if column - (x + width) > gap_px:
            break
        width = max(width, int(column) + 1 - x)
    for column in columns[columns < x][::-1]:
        if x - column > gap_px:
            break
        x, width = int(column), width + x - int(column)
    return x, width


_PLACE = ("width", "height", "x", "y")


def refuse_visible_text(source: SourcePath, frames: FrameSource, privacy: Privacy) -> None:
    """Raises ExportError if there may be text in `frames`, those of `source`, that `privacy` does not hide."""
    info = frames.wait_for_index()
    visible = not_hidden(find_burned_in_text(frames), privacy, info.width_px, info.height_px)
    if visible:
        name = source if isinstance(source, Path) else source[0].parent
        places = joined(
            (
                filled("{width} x {height} at ({x}, {y})", **{side: str(getattr(box, side)) for side in _PLACE})
                for box in visible
            ),
            ", ",
        )
        raise ExportError(
            "There may be text in the picture of {name}: {places}. Look at it, and hide it (--redactions), or export "
            "without this check (--no-check-text).",
            name=name,
            places=places,
        )


def not_hidden(boxes: list[Box], privacy: Privacy, width_px: int, height_px: int) -> list[Box]:
    """Returns those of `boxes` that redactions and crop do not hide in pictures of this size."""
    shown = privacy.clear_hidden(np.ones((height_px, width_px), np.uint8))
    return [box for box in boxes if shown[box.slices].mean() > 1 - _COVERED]
