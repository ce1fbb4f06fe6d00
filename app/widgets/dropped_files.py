"""The files and folders that were dropped on a widget."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent

_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def dropped_paths(data: QMimeData) -> list[Path]:
    """Returns the local files and folders in `data`."""
    return [_path_of(url) for url in data.urls() if url.isLocalFile()]


def accept_as_copy(event: QDropEvent) -> None:
    """Accepts a drag or a drop as a copy, whatever is proposed: a source may remove what it was told is moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _path_of(url: QUrl) -> Path:
    text = url.toLocalFile()
    if _NO_CHARACTER not in text:
        return Path(text)
    # Qt's text lacks the bytes of a name that is not valid UTF-8; the encoded URL has them.
    return Path(os.fsdecode(unquote_to_bytes(urlsplit(bytes(url.toEncoded().data())).path)))
