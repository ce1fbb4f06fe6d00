"""Where the frames of a clip lie on the strip and the scrub bar, and how times are written."""

from dataclasses import dataclass

MARGIN_PX = 10
"""Free space at both ends, so that the handle of the scrub bar fits."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The frames 0 .. `frame_count` - 1 on a widget `width_px` wide."""

    frame_count: int
    width_px: int

    @property
    def length_px(self) -> int:
        return max(1, self.width_px - 2 * MARGIN_PX)

    def x_of(self, frame_index: float) -> float:
        """The middle of the frame's place, in pixels from the left."""
        return MARGIN_PX + (frame_index + 0.5) * self.length_px / max(1, self.frame_count)

    def frame_at(self, x_px: float) -> int:
        """The frame whose place `x_px` lies on; the first or the last beyond the ends."""
        frame = int((x_px - MARGIN_PX) * self.frame_count / self.length_px // 1)
        return min(max(frame, 0), max(0, self.frame_count - 1))


def format_time(time_s: float) -> str:
    """Minutes, seconds and thousandths, such as 2:05.040; with hours from the first hour on."""
    milliseconds = round(max(0.0, time_s) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{clock}:{rest // 1000:02d}.{rest % 1000:03d}"


def parse_time(text: str) -> float | None:
    """Seconds from "2:05.04", "1:02:05" or "125.04"; None where `text` is no time."""
    parts = text.strip().replace(",", ".").split(":")
    if len(parts) > 3:
        return None
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
