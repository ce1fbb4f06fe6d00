"""Reads the display matrix from a decoded frame's side data.

PyAV looks up the type of all side data in an Enum, `av.sidedata.sidedata.Type`, which lacks FFmpeg's newer types (18.1
lacks 28 and above: EXIF is 31), and then raises ValueError for the whole frame. The Enum is therefore extended to
accept every number.
"""

from typing import Any

import numpy as np
from av.sidedata.sidedata import Type
from av.video.frame import VideoFrame
from numpy.typing import NDArray

_MATRIX_BYTES = 9 * 4


def _unnamed_type(kinds: Any, number: object) -> Any:
    kind = object.__new__(kinds)
    kind._name_, kind._value_ = f"UNNAMED_{number}", number
    return kind if isinstance(number, int) else None


setattr(Type, "_missing_", classmethod(_unnamed_type))  # noqa: B010 - to the type checker it is a method


def display_matrix(frame: VideoFrame) -> NDArray[np.int32] | None:
    """Returns the display matrix (9 int32 in row order, as for `av_display_rotation_get`); None without one."""
    data = frame.side_data.get(Type.DISPLAYMATRIX)  # type: ignore[call-overload]
    if data is None or data.buffer_size < _MATRIX_BYTES:
        return None
    return np.frombuffer(bytes(data)[:_MATRIX_BYTES], np.int32)
