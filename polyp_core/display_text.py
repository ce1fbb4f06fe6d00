"""Texts with names of files in them, made safe to show: a name can hold line ends and marks that turn text around."""

import unicodedata

_LINE_ENDS = ("Cc", "Zl", "Zp")  # controls, line and paragraph separators
_UNSEEN = ("Cf", "Cs")  # marks of direction and others without a shape of their own; bytes that are no UTF-8
_JOINERS = "\u200c\u200d"  # part of the spelling of Persian, Hindi and emoji


def one_line(text: str) -> str:
    """`text` with all that is not seen, or that ends a line, written out: such as `\\n` or `\\u202e`."""
    return "".join(_written_out(letter, (*_LINE_ENDS, *_UNSEEN)) for letter in text)


def visible(text: str) -> str:
    """As `one_line`, but lines and tabs stay."""
    return "".join(letter if letter in "\n\t" else _written_out(letter, (*_LINE_ENDS, *_UNSEEN)) for letter in text)


def _written_out(letter: str, categories: tuple[str, ...]) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    if letter in _JOINERS or unicodedata.category(letter) not in categories:
        return letter
    return letter.encode("unicode_escape").decode("ascii")
