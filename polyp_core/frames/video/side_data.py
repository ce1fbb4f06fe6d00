"""The display matrix of a decoded frame, whatever other data a codec attached to it.

PyAV looks up the kind of all attached data in an Enum, `av.sidedata.sidedata.Type`, that ends before FFmpeg's own list
(18.1 lacks 28 and above: EXIF is 31). Without an entry it raises ValueError, and nothing attached can be read. The Enum
is therefore given an answer for every number.
"""

from typing import Any

import numpy as np
from av.sidedata.sidedata import Type
from av.video.frame import VideoFrame
from numpy.typing import NDArray

_MATRIX_BYTES = 9 * 4


def _unnamed_kind(kinds: Any, number: object) -> Any:
    kind = object.__new__(kinds)
    kind._name_, kind._value_ = f"UNNAMED_{number}", number
    return kind if isinstance(number, int) else None


setattr(Type, "_missing_", classmethod(_unnamed_kind))  # noqa: B010 - to the type checker it is a method


def display_matrix(frame: VideoFrame) -> NDArray[np.int32] | None:
    """The frame's display matrix (9 numbers, row by row, as `av_display_rotation_get` takes them); None without one."""
    data = frame.side_data.get(Type.DISPLAYMATRIX)  # type: ignore[call-overload]
    if data is None or data.buffer_size < _MATRIX_BYTES:
        return None
    return np.frombuffer(bytes(data)[:_MATRIX_BYTES], np.int32)
