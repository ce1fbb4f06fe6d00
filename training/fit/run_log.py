"""Writes the log messages of a run to a stream or its log file."""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from polyp_core.files.atomic_files import write_error
from polyp_core.files.regular_files import check_regular
from training.runs.run_folder import RunFolder


@contextmanager
def log_to_run_file(folder: RunFolder) -> Iterator[None]:
    """Context that appends the run's log messages to its log file. Raises ExportError."""
    try:
        if os.path.lexists(folder.log_file):
            check_regular(folder.log_file)
        file = folder.log_file.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise write_error(folder.log_file, error) from error
    with file, logging_to(file):
        yield


@contextmanager
def logging_to(stream: TextIO) -> Iterator[None]:
    """Context that writes the run's log messages with their time to `stream`, and to the terminal."""
    kept = logging.StreamHandler(stream)
    kept.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    screen = logging.StreamHandler()
    screen.setFormatter(logging.Formatter("%(message)s"))
    ours, theirs = logging.getLogger("training"), logging.getLogger("py.warnings")
    # Suppress Lightning's messages on detected devices and its advice.
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)
    ours.setLevel(logging.INFO)
    logging.captureWarnings(True)
    handlers: tuple[tuple[logging.Handler, logging.Logger], ...] = ((kept, ours), (screen, ours), (kept, theirs))
    for handler, logger in handlers:
        logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="lightning")
            yield
    finally:
        for handler, logger in handlers:
            logger.removeHandler(handler)
        logging.captureWarnings(False)
