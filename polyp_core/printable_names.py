"""File names as text: those that are not valid UTF-8 are made printable, and others comparable."""

import os
import re
import unicodedata
from pathlib import Path

_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")


def printable(name: object) -> str:
    r"""Returns `name` as text, with bytes that are not valid UTF-8 escaped.

    >>> printable("aufnahme_\udcfc.png")  # the bytes aufnahme_\xfc.png, from a Windows archive
    'aufnahme_\\xfc.png'
    """
    text = str(name)
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode("utf-8", "backslashreplace")
        except UnicodeEncodeError:  # not a file name of this system
            return text.encode("utf-8", "backslashreplace").decode()
    return text


def composed(name: str) -> str:
    """Returns `name` in the normal form NFC, in which names are compared: macOS decomposes accents and umlauts."""
    return unicodedata.normalize("NFC", name)


def path_of(text: str) -> Path:
    r"""Returns the path from which `printable` made `text`.

    If a file exists whose name contains the four characters `\xfc`, returns that one.
    """
    path, name = Path(text), os.fsencode(text)
    if not _ESCAPED.search(name) or path.exists():
        return path
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)))
