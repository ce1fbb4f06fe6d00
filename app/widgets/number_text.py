"""Parses typed numbers with a point or a comma as the decimal sign, in every system language.

A point or comma that may separate thousands is rejected: "1,000" is 1 in one country and 1000 in another. Spaces and
apostrophes between thousands are accepted, since they are decimal signs nowhere.
"""

import re

from app.translation import mark

REFUSED = mark("Write the number without separators between thousands, such as 1000 or 0.5.")
REFUSED_LIST = mark("Write a point in a fraction, or a semicolon between numbers, such as 0.5, 1 or 0,5; 1.")

_NEVER_DECIMAL = re.compile(r"(?<=\d)['’\s](?=\d{3}(?!\d))")
_SEPARATORS = re.compile(r"[.,]")
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+")
_TIGHT_COMMA = re.compile(r"\d,\d")


def with_point(text: str, *, whole: bool = False) -> str | None:
    """Returns `text` with a point as its decimal sign; None if a separator may separate thousands.

    A point is a decimal sign wherever a fraction is possible, as in the numbers that the program shows; in a `whole`
    number it is not.

    >>> with_point("0,5"), with_point("1,5e-4"), with_point("0,125"), with_point("1.000")
    ('0.5', '1.5e-4', '0.125', '1.000')
    >>> with_point("1,000"), with_point("1.000,5"), with_point("1.000", whole=True)
    (None, None, None)
    >>> with_point("1 000"), with_point("12'500,5")
    ('1000', '12500.5')
    """
    text = _NEVER_DECIMAL.sub("", text.strip())
    separators = _SEPARATORS.findall(text)
    if not separators:
        return text
    may_group = _GROUPS.fullmatch(text) is not None and (whole or separators != ["."])
    if may_group or len(separators) > 1:
        return None
    return text.replace(",", ".")


def has_separator(text: str) -> bool:
    """Returns whether `text` contains a point or a comma."""
    return _SEPARATORS.search(text) is not None


def split_numbers(text: str, *, whole: bool = False) -> tuple[str, ...] | None:
    """Returns the numbers of a list; None if its commas may be decimal signs or separators.

    >>> split_numbers("0.5, 1"), split_numbers("0,5; 1"), split_numbers("96,64", whole=True), split_numbers("0,5, 1")
    (('0.5', '1'), ('0.5', '1'), ('96', '64'), None)
    """
    if ";" not in text and not whole and _TIGHT_COMMA.search(text) and "." not in text:
        return None
    parts = [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]
    numbers = [with_point(part, whole=whole) for part in parts]
    return None if None in numbers else tuple(number for number in numbers if number is not None)
