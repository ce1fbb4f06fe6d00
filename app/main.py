"""The command `polyp-viewer`: parses the command line, checks that a window can open, and opens it."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from polyp_core.environment import set_matplotlib_backend
from polyp_core.errors import PolypViewerError
from polyp_core.offline import switch_off_telemetry

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.services.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program until its window closes; returns the exit status, 2 if it cannot start."""
    options = _parse(arguments)
    switch_off_telemetry()
    set_matplotlib_backend()
    _load_torch_before_qt()
    try:
        from app.services.preflight import check

        check()
    except PolypViewerError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return _run(options)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="polyp-viewer",
        description="Plays colonoscopy recordings with the predicted polyp masks over them. "
        "Research use only. Not for diagnosis.",
    )
    parser.add_argument(
        "sources", nargs="*", type=Path, help="a video, an image, a folder of frames, or several images"
    )
    parser.add_argument("--model", type=Path, metavar="FILE", help="the model file to use, for this run")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), help="the processor for the model, for this run")
    parser.add_argument("--language", choices=("system", "en", "de"), help="the language of the window, for this run")
    parser.add_argument("--play", action=argparse.BooleanOptionalAction, default=None, help="play as soon as it opens")
    # For checks of an installation: opens every workspace, and closes; the status is 1 if anything failed.
    parser.add_argument("--open-workspaces", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _load_torch_before_qt() -> None:
    """Loads torch first on Windows with CUDA: its DLLs fail to load after Qt's (WinError 1114)."""
    if sys.platform == "win32":
        from polyp_core.inference.devices import has_cuda

        if has_cuda():
            import torch  # noqa: F401


def _run(options: argparse.Namespace) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.services.diagnostics import FailureReports, Hooks, start_logging
    from app.services.garbage_collection import GuiThreadCollection
    from app.services.settings import load_settings
    from app.services.stop_signals import StopSignals
    from app.translation.language import use_language
    from app.widgets.theme import apply_theme

    start_logging()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Polyp Viewer")
    app.setDesktopFileName("polyp-viewer")
    collection = GuiThreadCollection(app)
    reports = FailureReports()
    hooks = Hooks(reports.failed.emit)
    hooks.install()
    settings = load_settings()
    use_language(app, options.language or settings.language)
    apply_theme(app, settings.theme)

    from app.main_window import MainWindow

    window = MainWindow(settings)
    reports.failed.connect(window.errors.show)
    failures: list[object] = []
    reports.failed.connect(failures.append)
    signals = StopSignals()
    signals.stopped.connect(window.close_without_asking)
    signals.stopped.connect(app.quit)
    window.show()
    # After the window's first painting, which nothing may delay.
    QTimer.singleShot(0, lambda: _begin(window, settings, options))
    if options.quit_after is not None:
        QTimer.singleShot(round(options.quit_after * 1000), signals.stopped.emit)
    try:
        status = app.exec()
        if failures and options.quit_after is not None:
            status = 1
    finally:
        signals.close()
        hooks.remove()
        collection.stop()
    if not window.threads_ended:
        # A thread that still waits for a model or a drive could crash or block the interpreter at exit.
        logging.shutdown()
        os._exit(status)
    return status


def _begin(window: "MainWindow", settings: "Settings", options: argparse.Namespace) -> None:
    """Loads the model and opens the sources of the command line or the settings."""
    from app.workspaces.registry import WORKSPACES

    window.models.start(options.model, options.device)
    window.tell_of_update()
    if options.play is not None:
        window.review.announcements.play_on_open = options.play
    first_start, settings.started_before = not settings.started_before, True
    if options.sources:
        window.open(options.sources)
    elif first_start or settings.on_start == "demo":
        window.opener.open_demo()
        if first_start:
            window.help.start_tour()
    elif settings.on_start == "last" and settings.recent_files:
        window.open(settings.recent_files[:1])
    if options.open_workspaces:
        for spec in WORKSPACES:
            window.tabs.open(spec.name)


if __name__ == "__main__":
    sys.exit(main())
