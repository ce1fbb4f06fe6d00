"""Reads translations from the files of Qt Linguist (TS, https://doc.qt.io/qt-6/linguist-ts-file-format.html)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_NARROW_SPACE = "\u202f"
"""Between thousands (ISO 80000-1): a comma or a point is a decimal sign in some languages."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Translations by text and comment; those with a number by their plural, as forms for one and for several."""

    single: dict[tuple[str, str], str] = field(default_factory=dict)
    plural: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    thousands: str = ","


def read_texts(files: Iterable[Path]) -> Texts:
    """Returns the translations in `files`; a text that is not translated is left out.

    Each text with a number has two forms, as in German and English. Raises OSError and ElementTree.ParseError.
    """
    texts = Texts(thousands=_NARROW_SPACE)
    for file in files:
        for message in ElementTree.parse(file).iter("message"):
            key = message.findtext("source", ""), message.findtext("comment", "")
            translation = message.find("translation")
            if translation is None:
                continue
            if message.get("numerus") == "yes":
                one, several = (form.text or "" for form in translation.findall("numerusform"))
                if one and several:
                    texts.plural[key] = one, several
            elif translation.text:
                texts.single[key] = translation.text
    return texts
