"""Where the frames of a clip lie on the strip and the scrub bar, and how times are written."""

from dataclasses import dataclass

from app.widgets.number_text import with_point

MARGIN_PX = 10
"""Free space at both ends, so that the handle of the scrub bar fits."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The frames 0 .. `frame_count` - 1 on a widget `width_px` wide.

    Each frame has the same width, whatever its time: a recorder's clock that jumps ahead stretches nothing. While the
    index grows, the frames known so far take the share `known_share` (0..1) from the left, as they will about do.
    """

    frame_count: int
    width_px: int
    known_share: float = 1.0

    @property
    def length_px(self) -> int:
        return max(1, self.width_px - 2 * MARGIN_PX)

    @property
    def known_px(self) -> int:
        """The length that the frames known so far take, in pixels."""
        return max(1, round(self.length_px * self.known_share))

    def is_known(self, x_px: float) -> bool:
        """Whether the index has reached what lies at `x_px`."""
        return self.known_share >= 1.0 or x_px <= MARGIN_PX + self.known_px

    def x_of(self, frame_index: float) -> float:
        """The middle of the frame's place, in pixels from the left."""
        return MARGIN_PX + (frame_index + 0.5) * self.known_px / max(1, self.frame_count)

    def frame_at(self, x_px: float) -> int:
        """The frame whose place `x_px` lies on; the first or the last beyond the ends."""
        frame = int((x_px - MARGIN_PX) * self.frame_count / self.known_px // 1)
        return min(max(frame, 0), max(0, self.frame_count - 1))


def format_indexing(fraction: float) -> str:
    """What stands for a length that is not known yet; `fraction` (0..1) of the file is worked through."""
    return f"reading the index, {min(99, int(100 * fraction))} %"


def format_time(time_s: float) -> str:
    """Minutes, seconds and thousandths, such as 2:05.040; with hours from the first hour on."""
    milliseconds = round(max(0.0, time_s) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{rest // 1000:02d}.{rest % 1000:03d}"


def parse_time(text: str) -> float | None:
    """Seconds from "2:05.04", "1:02:05" or "125.04"; None where `text` is no time."""
    parts = text.strip().split(":")
    if len(parts) > 3:
        return None
    if len(parts) == 1:
        # Without minutes before it, "1,000" may be a thousand.
        parts = [with_point(parts[0]) or ""]
    parts[-1] = parts[-1].replace(",", ".")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    if any(not 0 <= number < float("inf") for number in numbers) or any(number >= 60 for number in numbers[1:]):
        return None
    seconds = 0.0
    for number in numbers:
        seconds = seconds * 60 + number
    return seconds
