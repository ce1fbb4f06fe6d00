"""TimeAxis: which frame of a recording lies where on the time line. Plain geometry without Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

MARGIN_PX = 10
"""Free space at both ends, so that the handle of the playhead fits."""
_WIDEST_FRAME_PX = 16.0  # when zoomed in as far as possible
_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18_000, 36_000)
_STEPS_FRAMES = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The frames 0 .. `frame_count` - 1 on a widget `width_px` wide.

    Each frame has the same width, whatever its time, so a clock that jumps ahead stretches nothing. While the index
    grows, the frames known so far take the share `known_share` (0..1) of the axis, which is an estimate. The axis shows
    1 / `zoom` of the recording, from the share `left` (0..1) on.
    """

    frame_count: int
    width_px: int
    known_share: float = 1.0
    zoom: float = 1.0
    left: float = 0.0

    @property
    def length_px(self) -> int:
        """The length of the visible part."""
        return max(1, self.width_px - 2 * MARGIN_PX)

    @property
    def frame_px(self) -> float:
        """The width of a frame."""
        return max(1.0, self.length_px * self.zoom * self.known_share) / max(1, self.frame_count)

    @property
    def is_zoomed(self) -> bool:
        return self.zoom > 1.0

    @property
    def end_px(self) -> float:
        """Where the frames known so far end, or the visible part."""
        end = self.x_of(self.frame_count - 0.5)
        return min(max(end, MARGIN_PX + 1.0), MARGIN_PX + float(self.length_px))

    @property
    def visible(self) -> tuple[float, float]:
        """The first visible frame and the end of the last, as fractions of frames."""
        first = self.left * self.zoom * self.length_px / self.frame_px
        stop = min(first + self.length_px / self.frame_px, float(self.frame_count))
        return min(first, stop), stop

    def is_known(self, x_px: float) -> bool:
        """Whether the index has reached the position `x_px`."""
        return self.known_share >= 1.0 or x_px <= self.end_px

    def x_of(self, frame_index: float) -> float:
        """The middle of a frame, in pixels from the left; outside the widget if it is not visible."""
        return MARGIN_PX + (frame_index + 0.5) * self.frame_px - self.left * self.zoom * self.length_px

    def frame_at(self, x_px: float) -> int:
        """The frame at `x_px`; the first or the last beyond the ends."""
        frame = int((x_px - MARGIN_PX + self.left * self.zoom * self.length_px) / self.frame_px // 1)
        return min(max(frame, 0), max(0, self.frame_count - 1))

    def shows(self, frame_index: int) -> bool:
        """Whether a frame is visible."""
        return MARGIN_PX <= self.x_of(frame_index) <= MARGIN_PX + self.length_px

    def zoomed(self, factor: float, x_px: float) -> "TimeAxis":
        """Zooms by `factor` around `x_px`; out to the whole recording at most."""
        at = (x_px - MARGIN_PX) / self.length_px
        largest = max(1.0, _WIDEST_FRAME_PX * self.frame_count / (self.length_px * self.known_share or 1.0))
        zoom = min(max(self.zoom * factor, 1.0), largest)
        return replace(self, zoom=zoom).from_share(self.left + at / self.zoom - at / zoom)

    def panned(self, by_px: float) -> "TimeAxis":
        """Moves the visible part to later frames by pixels, as far as the recording goes."""
        return self.from_share(self.left + by_px / (self.length_px * self.zoom))

    def turned_to(self, frame_index: int) -> "TimeAxis":
        """Moves the visible part to a frame, which is near its left end then."""
        return self.panned(self.x_of(frame_index) - MARGIN_PX - 0.1 * self.length_px)

    def from_share(self, left: float) -> "TimeAxis":
        """Shows the recording from the share `left` on, or from the nearest possible one."""
        return replace(self, left=min(max(left, 0.0), 1.0 - 1.0 / self.zoom))

    def number_ticks(self, apart_px: float) -> list[tuple[float, float]]:
        """Returns (x in pixels, number) of round frame numbers in the visible part, at least `apart_px` apart."""
        return self.ticks(float, int, apart_px, _STEPS_FRAMES)

    def ticks(
        self,
        time_s: Callable[[int], float],
        index_at: Callable[[float], int],
        apart_px: float,
        steps_s: Sequence[float] = _STEPS_S,
    ) -> list[tuple[float, float]]:
        """Returns (x in pixels, time in seconds) of round times in the visible part, at least `apart_px` apart."""
        if not self.frame_count:
            return []
        first, stop = self.visible
        start_s, end_s = time_s(int(first)), time_s(max(int(first), int(stop) - 1))
        per_second = (stop - first) * self.frame_px / max(end_s - start_s, 1e-3)
        step_s = next((step for step in steps_s if step * per_second >= apart_px), steps_s[-1])
        found: list[tuple[float, float]] = []
        for number in range(round(start_s // step_s), round(end_s // step_s) + 1):
            x = self.x_of(index_at(number * step_s) - 0.5)
            # After a jump of the clock, several times fall on one frame.
            if x >= MARGIN_PX - 0.5 and (not found or x - found[-1][0] >= apart_px * 0.99):
                found.append((x, number * step_s))
        return found
