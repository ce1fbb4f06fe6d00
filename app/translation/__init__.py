"""Translates the texts of the window, without Qt: `tr`, `tr_n`, `tr_error`, `mark`; see `docs/translating.md`."""

from app.translation.ts_files import Texts
from polyp_core.display_text import FilledText
from polyp_core.display_text import filled as filled
from polyp_core.display_text import mark as mark
from polyp_core.errors import PolypViewerError

_texts = Texts()


def tr(text: str, comment: str = "") -> str:
    """Returns `text` in the language of the window; `comment` separates equal texts with different translations.

    The result is a template if `text` has placeholders: `tr("{name} is open").format(name=name)`. A FilledText has its
    values in every language.
    """
    if isinstance(text, FilledText):
        return tr(text.template).format(**{name: _value(value) for name, value in text.values.items()})
    return _texts.single.get((text, comment), text)


def tr_error(error: BaseException) -> str:
    """Returns the message of an error in the language of the window, as far as it is translated."""
    return tr(error.text) if isinstance(error, PolypViewerError) else str(error)


def tr_value(text: str) -> str:
    """Translates `text` if it was made by `filled`; other texts, such as names, stay as they are."""
    return tr(text) if isinstance(text, FilledText) else text


def _value(value: object) -> object:
    if type(value) is int:
        return format_count(value)
    return tr_value(value) if isinstance(value, str) else value


def tr_n(singular: str, plural: str, n: int, *, comment: str = "", **values: object) -> str:
    """Returns the form of a text that suits the number `n`, with `{n}` and the other `values` filled in.

    `tr_n("{n} finding", "{n} findings", 2000)` is "2,000 findings".
    """
    one, several = _texts.plural.get((plural, comment), (singular, plural))
    return (one if n == 1 else several).format(n=format_count(n), **values)


def format_count(number: int) -> str:
    """Returns a whole number with the separators of thousands of the language."""
    return f"{number:,}".replace(",", _texts.thousands)


def use_texts(texts: Texts) -> None:
    """Translates by `texts` from now on; what is on the screen stays as it is."""
    global _texts
    _texts = texts
