"""Exceptions that a user can act on.

Each message is one or two sentences for a clinician: what happened, to which file, what to do. The window and the
command line show only the message. Any other exception is a bug, and its traceback is logged.
"""

import logging

from polyp_core.printable_names import printable

_log = logging.getLogger(__name__)


class PolypViewerError(Exception):
    """Base class; the message is shown to the user. File names that are not valid UTF-8 are escaped."""

    def __init__(self, *args: object) -> None:
        super().__init__(*map(printable, args))


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


def unexpected_error(what: str, error: BaseException) -> PolypViewerError:
    """Returns a PolypViewerError for an unexpected exception; its message begins with `what`.

    Callers log the exception itself.
    """
    if isinstance(error, PolypViewerError):
        return error
    if isinstance(error, MemoryError):
        return PolypViewerError(f"{what}: the computer is out of memory. Close other programs and try again.")
    return PolypViewerError(f"{what}: an unexpected error occurred ({type(error).__name__}). The log has the details.")


def unexpected_source_error(what: str, error: BaseException) -> SourceError:
    """As `unexpected_error`, for reading a source; logs the exception.

    Codecs and their bindings raise many kinds of exceptions, all of which are reported as errors of the source.
    """
    if isinstance(error, SourceError):
        return error
    _log.error("Unexpected exception while reading a source", exc_info=error)
    source_error = SourceError(str(unexpected_error(what, error)))
    source_error.__cause__ = error
    return source_error
