"""Words the reading of masks, as templates with values that the window translates."""

from functools import reduce

from polyp_core.display_text import filled
from polyp_core.label_formats.mask_labels import MaskReading, label_text


def format_reading(reading: MaskReading) -> str:
    """Returns such as "polyps are 1 and 2, not 3" or "polyps are above 63, inverted"."""
    text = filled("polyps are above {value}", value=str(reading.cut))
    if reading.polyps:
        polyps = reduce(format_and, map(label_text, reading.polyps))
        text = filled("polyps are {values}", values=polyps)
    if reading.others:
        others = reduce(format_or, map(label_text, reading.others))
        text = filled("{reading}, not {values}", reading=text, values=others)
    return filled("{reading}, inverted", reading=text) if reading.inverted else text


def format_and(first: str, second: str) -> str:
    """Returns "first and second"."""
    return filled("{first} and {second}", first=first, second=second)


def format_list(first: str, second: str) -> str:
    """Returns "first, second"."""
    return filled("{first}, {second}", first=first, second=second)


def format_or(first: str, second: str) -> str:
    """Returns "first or second"."""
    return filled("{first} or {second}", first=first, second=second)
