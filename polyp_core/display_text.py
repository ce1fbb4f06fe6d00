"""Texts for display: marks those to translate, and escapes control and invisible characters, as of file names."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_LINE_ENDS = ("Cc", "Zl", "Zp")  # controls, line and paragraph separators
_INVISIBLE = ("Cf", "Cs")  # bidirectional and other format characters; surrogates of invalid UTF-8
_JOINERS = "\u200c\u200d"  # needed in Persian, Hindi and emoji


def mark(text: str) -> str:
    """Returns `text` as it is: marks a literal that the window translates where it shows it (docs/translating.md)."""
    return text


class FilledText(str):
    """An English text whose values are filled in, with its template, by which the window translates it."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "FilledText":
        counts = {name: f"{value:,}" for name, value in values.items() if type(value) is int}
        text = super().__new__(cls, template.format(**{**values, **counts}))
        text.template, text.values = template, values
        return text

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]  # of str, for one text
        """Returns the arguments with which a copy is made."""
        return self.template, self.values


def filled(template: str, **values: object) -> FilledText:
    """Returns a marked text with its values: `filled("{n} frames", n=2000)` is "2,000 frames".

    Values that are results of `filled` are translated too; other texts, such as names, are not.
    """
    return FilledText(template, values)


def filled_n(singular: str, plural: str, n: int, **values: object) -> FilledText:
    """As `filled`, with the text that suits the number `n`: `filled_n("{n} pair", "{n} pairs", 1)` is "1 pair"."""
    return FilledText(singular if n == 1 else plural, {"n": n, **values})


def counted(number: int, noun: str, plural: str = "") -> str:
    """Formats a count in English, such as `1 pair` and `1,200 pairs`; `plural` if it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def as_is(name: str) -> FilledText:
    """Returns a name that is not translated where texts are, such as that of a model called Light."""
    return FilledText("{name}", {"name": name})


def joined(texts: Iterable[str], separator: str = " ") -> FilledText:
    """Returns the texts in a row; each that was made by `filled` is translated by its own template."""
    values = {f"part_{number}": text for number, text in enumerate(texts)}
    return FilledText(separator.join(f"{{{name}}}" for name in values), values)


def first_of(names: Sequence[str], most: int, separator: str = ", ") -> FilledText:
    """Returns the first `most` names in a row, with the number of the others."""
    shown, more = joined(names[:most], separator), len(names) - most
    return filled("{names} and {n} more", names=shown, n=more) if more > 0 else shown


def text_of_error(error: Exception) -> str:
    """Returns the message of an error, a FilledText if it was raised with one."""
    text = error.args[0] if error.args else ""
    return text if isinstance(text, FilledText) else str(error)


def one_line(text: str) -> str:
    """Returns `text` with line ends and invisible characters escaped, such as `\\n` or `\\u202e`."""
    return "".join(_escape(character, (*_LINE_ENDS, *_INVISIBLE)) for character in text)


def visible(text: str) -> str:
    """As `one_line`, but keeps line feeds and tabs."""
    return "".join(
        character if character in "\n\t" else _escape(character, (*_LINE_ENDS, *_INVISIBLE)) for character in text
    )


def _escape(character: str, categories: tuple[str, ...]) -> str:
    if character.isascii() and character.isprintable():
        return character
    if character in _JOINERS or unicodedata.category(character) not in categories:
        return character
    return character.encode("unicode_escape").decode("ascii")
