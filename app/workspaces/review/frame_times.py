"""How the exact times of frames are written and read."""

from app.translation import tr
from app.widgets.number_text import with_point
from polyp_core.time_text import format_clock


def format_indexing(fraction: float) -> str:
    """Returns the text in place of a length that is not known yet; `fraction` (0..1) of the file is indexed."""
    return tr("reading the index, {percent} %").format(percent=min(99, int(100 * fraction)))


def format_time(time_s: float) -> str:
    """Returns minutes, seconds and thousandths, such as 2:05.040; with hours from the first hour on."""
    milliseconds = round(max(0.0, time_s) * 1000)
    return f"{format_clock(milliseconds // 1000)}.{milliseconds % 1000:03d}"


def parse_time(text: str) -> float | None:
    """Returns the seconds of "2:05.04", "1:02:05" or "125.04"; None if `text` is no time."""
    parts = text.strip().split(":")
    if len(parts) > 3:
        return None
    if len(parts) == 1:
        # Without minutes before it, "1,000" may mean a thousand.
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
