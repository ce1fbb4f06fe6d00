"""The log file, and the hooks that log and show every unexpected failure.

Covers exceptions of any thread, Qt's messages, and crashes below Python.
"""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from app.services.paths import log_dir
from app.translation import tr, tr_error
from polyp_core.errors import PolypViewerError
from polyp_core.export.provenance import program_version
from polyp_core.files.private_files import ensure_private_file, make_private_folder, restrict_own_folders

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LOG_BYTES = 1_000_000
_LOG_FILES = 3

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """The message for the user, and the details for a report to the developers."""

    message: str
    details: str


class FailureReports(QObject):
    """Carries failures from any thread to the GUI thread."""

    failed = Signal(object)
    """A Failure."""


def log_path() -> Path:
    """Returns the path of the log file."""
    return log_dir() / "polyp-viewer.log"


def system_summary() -> str:
    """Returns the versions of the program, Python, Qt and the system, for a report."""
    return (
        f"Polyp Viewer {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


def describe(error: BaseException) -> Failure:
    """Returns a message for the user about `error`, with the traceback as details."""
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, PolypViewerError):
        message = tr_error(error)
    elif isinstance(error, MemoryError):
        message = tr(
            "The computer is out of memory. Close other programs, or lower the memory in Settings, and try again."
        )
    else:
        text = tr("Something unexpected went wrong in Polyp Viewer ({kind}). The viewer keeps running.")
        message = text.format(kind=type(error).__name__)
    return Failure(message, f"{system_summary()}\n\n{trace}")


class _PrivateFileHandler(RotatingFileHandler):
    """Creates the log readable for its owner alone: file names in it may contain patients' names."""

    def _open(self) -> TextIOWrapper:
        ensure_private_file(Path(self.baseFilename))
        return super()._open()


def start_logging() -> None:
    """Logs to the log file, or only to the standard error, with a warning, if the file cannot be written."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # None in a windowed program on Windows
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)
        handlers.append(console)
    failure: OSError | None = None
    try:
        restrict_own_folders()
        make_private_folder(log_dir())
        handlers.append(
            _PrivateFileHandler(
                log_path(),
                maxBytes=_LOG_BYTES,
                backupCount=_LOG_FILES - 1,
                encoding="utf-8",
                errors="backslashreplace",  # file names that are not valid UTF-8
            )
        )
    except OSError as error:
        failure = error
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    logging.captureWarnings(True)
    _log.info("%s starts", system_summary())
    if failure is not None:
        _log.warning("The log file %s cannot be written: %s", log_path(), failure)


class Hooks:
    """The hooks of the interpreter and of Qt, from `install` until `remove`."""

    def __init__(self, report: Callable[[Failure], None]) -> None:
        self._report = report
        self._crash_file: IO[str] | None = None

    def install(self) -> None:
        """Starts to log and report uncaught exceptions, to log Qt's messages, and to write a trace of crashes."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(_on_qt_message)
        try:
            crash_log = log_dir() / "crash.log"
            ensure_private_file(crash_log)
            self._crash_file = crash_log.open("a", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        except OSError as error:
            _log.warning("Crashes will not be logged: %s", error)

    def remove(self) -> None:
        """Restores the interpreter's own hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            self._crash_file = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("Uncaught exception", exc_info=error)
        self._report(describe(error))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None or issubclass(args.exc_type, SystemExit):
            return
        _log.error("Uncaught exception in %s", args.thread and args.thread.name, exc_info=args.exc_value)
        self._report(describe(args.exc_value))

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        # Raised where nothing can catch it, such as in a destructor: logged, but not shown to the user.
        _log.error("Exception ignored in %r", args.object, exc_info=args.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
