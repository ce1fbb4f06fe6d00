"""File names as text that every file, table and screen takes: names on disk need not be valid UTF-8."""

import os
import re
from pathlib import Path

_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")


def printable(name: object) -> str:
    r"""`name` as text, with bytes that are no UTF-8 written as such.

    >>> printable("aufnahme_\udcfc.png")  # the bytes aufnahme_\xfc.png, from a Windows archive
    'aufnahme_\\xfc.png'
    """
    text = str(name)
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode("utf-8", "backslashreplace")
        except UnicodeEncodeError:  # no name that this system gives
            return text.encode("utf-8", "backslashreplace").decode()
    return text


def path_of(text: str) -> Path:
    r"""The path that `printable` made `text` of.

    A file whose name really holds the four characters `\xfc` is found too, as long as it is there.
    """
    path, name = Path(text), os.fsencode(text)
    if not _ESCAPED.search(name) or path.exists():
        return path
    return Path(os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)))
