"""Exceptions that a user can act on.

Each message is one or two sentences for a clinician: what happened, to which file, what to do. The window and the
command line show only the message. Any other exception is a bug, and its traceback is logged.
"""

import logging

from polyp_core.display_text import FilledText
from polyp_core.printable_names import printable

_log = logging.getLogger(__name__)


class PolypViewerError(Exception):
    """Base class; the message is shown to the user. File names that are not valid UTF-8 are escaped.

    Values are filled into the message by their names, so that the window can translate it:
    `SourceError("{path} is empty.", path=path)`. A message without values is used as it is.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        text = FilledText(message, values) if values else message
        super().__init__(_printable_text(text))

    @property
    def text(self) -> str:
        """The message, a FilledText if it was made with values."""
        text: str = self.args[0]
        return text


class SourceError(PolypViewerError):
    """A video, image or folder cannot be opened or read."""


class ModelFileError(PolypViewerError):
    """A model file is damaged, altered, or was not made by this program."""


class DeviceError(PolypViewerError):
    """The requested device is not available or failed."""


class ExportError(PolypViewerError):
    """A file could not be written."""


class ReviewError(PolypViewerError):
    """A review file cannot be read or written, or a change does not fit the review."""


class SettingsError(PolypViewerError):
    """The settings could not be saved."""


class QueueError(PolypViewerError):
    """The list of recordings cannot be changed."""


class DatasetError(PolypViewerError):
    """A dataset on disk cannot be used."""


class TrainingError(PolypViewerError):
    """A training run cannot start or continue."""


class CancelledError(Exception):
    """The user cancelled the operation. Not a PolypViewerError: it is never reported as an error."""


def _printable_text(text: str) -> str:
    if not isinstance(text, FilledText):
        return printable(text)
    values = {
        name: each
        if isinstance(each, int | float)
        else _printable_text(each)
        if isinstance(each, FilledText)
        else printable(each)
        for name, each in text.values.items()
    }
    return FilledText(text.template, values)


def unexpected_error(what: FilledText, error: BaseException) -> PolypViewerError:
    """Returns a PolypViewerError for an unexpected exception; its message begins with `what`.

    Callers log the exception itself.
    """
    if isinstance(error, PolypViewerError):
        return error
    if isinstance(error, MemoryError):
        return PolypViewerError("{what}: the computer is out of memory. Close other programs and try again.", what=what)
    return PolypViewerError(
        "{what}: an unexpected error occurred ({name}). The log has the details.", what=what, name=type(error).__name__
    )


def unexpected_source_error(what: FilledText, error: BaseException) -> SourceError:
    """As `unexpected_error`, for reading a source; logs the exception.

    Codecs and their bindings raise many kinds of exceptions, all of which are reported as errors of the source.
    """
    if isinstance(error, SourceError):
        return error
    _log.error("Unexpected exception while reading a source", exc_info=error)
    source_error = SourceError(unexpected_error(what, error).text)
    source_error.__cause__ = error
    return source_error
