"""Corrects environment variables of other programs that would make a command fail."""

import os


def set_matplotlib_backend() -> None:
    """Selects matplotlib's file backend; every entry point calls this before matplotlib is imported.

    Notebooks set MPLBACKEND for child processes to a module that may not be installed here, and the import would fail.
    """
    os.environ["MPLBACKEND"] = "agg"
