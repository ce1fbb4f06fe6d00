"""The log file, and the hooks that bring every unexpected failure into it and to the person.

Nothing that goes wrong may vanish: exceptions of any thread, Qt's own messages, and crashes below Python.
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
    """What the person is told, and what they can send to the makers."""

    message: str
    details: str


class FailureReports(QObject):
    """Carries failures from any thread to the GUI thread."""

    failed = Signal(object)
    """A Failure."""


def log_path() -> Path:
    """The file the program logs to."""
    return log_dir() / "polyp-viewer.log"


def system_summary() -> str:
    """The program's, Python's, Qt's and the system's versions, for a report."""
    return (
        f"Polyp Viewer {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


def describe(error: BaseException) -> Failure:
    """An exception in words for the person, with the traceback as details."""
    trace = "".join(traceback.format_exception(error))
    if isinstance(error, PolypViewerError):
        message = str(error)
    elif isinstance(error, MemoryError):
        message = "The computer is out of memory. Close other programs, or lower the memory in Settings, and try again."
    else:
        message = f"Something unexpected went wrong in Polyp Viewer ({type(error).__name__}). The viewer goes on."
    return Failure(message, f"{system_summary()}\n\n{trace}")


class _PrivateFileHandler(RotatingFileHandler):
    """Names of files stand in the log, and may be patients': only the user may read it."""

    def _open(self) -> TextIOWrapper:
        ensure_private_file(Path(self.baseFilename))
        return super()._open()


def start_logging() -> None:
    """Logs to the log file; where that cannot be written, to the standard error only, with a line that says so."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # None in a windowed program on Windows
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)
        handlers.append(console)
    trouble: OSError | None = None
    try:
        restrict_own_folders()
        make_private_folder(log_dir())
        handlers.append(
            _PrivateFileHandler(
                log_path(),
                maxBytes=_LOG_BYTES,
                backupCount=_LOG_FILES - 1,
                encoding="utf-8",
                errors="backslashreplace",  # bytes of a file's name that are no UTF-8
            )
        )
    except OSError as error:
        trouble = error
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
    logging.captureWarnings(True)
    _log.info("%s starts", system_summary())
    if trouble is not None:
        _log.warning("The log file %s cannot be written: %s", log_path(), trouble)


class Hooks:
    """The hooks of the interpreter and of Qt, from `install` until `remove`."""

    def __init__(self, report: Callable[[Failure], None]) -> None:
        self._report = report
        self._crash_file: IO[str] | None = None

    def install(self) -> None:
        """From now on: uncaught exceptions are logged and reported, Qt's messages logged, crashes leave a trace."""
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
            _log.warning("Crashes will leave no trace: %s", error)

    def remove(self) -> None:
        """Puts the interpreter's own hooks back."""
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
        # Raised where nobody waits for an answer, such as in a destructor: for the log, not for the person.
        _log.error("Exception ignored in %r", args.object, exc_info=args.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
