"""The failures that a person can act on.

Each message is one or two sentences for a clinician: what happened, to which file, what to do. The doors (window and
command line) show the message alone. Any other exception is a bug, and shows its traceback in the log.
"""

import logging

from polyp_core.printable_names import printable

_log = logging.getLogger(__name__)


class PolypViewerError(Exception):
    """What went wrong, in words for the person at the screen. Names in it that are no valid text are made so."""

    def __init__(self, *words: object) -> None:
        super().__init__(*map(printable, words))


class SourceError(PolypViewerError):
    """A video, image or folder cannot be opened or read."""


class ModelFileError(PolypViewerError):
    """A model file is damaged, altered, or not one of ours."""


class DeviceError(PolypViewerError):
    """The processor asked for is absent or failed."""


class ExportError(PolypViewerError):
    """A file could not be written."""


class DatasetError(PolypViewerError):
    """A dataset on disk cannot be used."""


class TrainingError(PolypViewerError):
    """A training run cannot start or go on."""


class CancelledError(PolypViewerError):
    """The person asked for the work to stop."""


def unexpected_error(what: str, error: BaseException) -> PolypViewerError:
    """A sentence for a failure that nobody foresaw, where somebody waits for an answer: `what` begins it.

    The exception itself belongs into the log.
    """
    if isinstance(error, PolypViewerError):
        return error
    if isinstance(error, MemoryError):
        return PolypViewerError(f"{what}: the computer is out of memory. Close other programs and try again.")
    return PolypViewerError(
        f"{what}: something unexpected went wrong ({type(error).__name__}). The log has the details."
    )


def unexpected_source_error(what: str, error: BaseException) -> SourceError:
    """As `unexpected_error`, where a source was read; the exception goes to the log here.

    Codecs and their bindings fail in ways that no list holds, and each has to be told as the source's.
    """
    if isinstance(error, SourceError):
        return error
    _log.error("Uncaught exception while a source was read", exc_info=error)
    told = SourceError(str(unexpected_error(what, error)))
    told.__cause__ = error
    return told
