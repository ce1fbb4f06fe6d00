"""Runs a command line: expected errors print one `error:` line and exit with code 2, bugs show a traceback."""

import io
import sys

import typer

from polyp_core.display_text import one_line
from polyp_core.environment import set_matplotlib_backend
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.files.private_files import restrict_own_folders
from polyp_core.offline import switch_off_telemetry
from polyp_core.stop_signals import StopSignal, stop_signals_as_exceptions

EXIT_FAILED = 2
EXIT_INTERRUPTED = 130


def run_cli(command: typer.Typer) -> None:
    """Runs a command line and exits; a PolypViewerError or wrong usage is printed as one `error:` line.

    SIGTERM and SIGHUP stop it like Ctrl-C; the exit code is then 128 plus the signal number, as in shells.
    """
    switch_off_telemetry()
    set_matplotlib_backend()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # file names need not be valid UTF-8
    restrict_own_folders()
    try:
        with stop_signals_as_exceptions():
            code = command(standalone_mode=False)
    except (CancelledError, typer.Abort, KeyboardInterrupt) as error:
        sys.stderr.write(f"{one_line(str(error)) if isinstance(error, CancelledError) else 'Stopped.'}\n")
        code = _stop_exit_code(error)
    except PolypViewerError as error:
        print_error(str(error))
        code = EXIT_FAILED
    except typer.TyperException as error:
        # Typer keeps pydantic's "Value error" prefix in the message.
        print_error(error.format_message().replace("Value error, ", ""))
        code = EXIT_FAILED
    sys.exit(code)


def print_error(message: str) -> None:
    """Prints `message` to standard error as one `error:` line."""
    sys.stderr.write(f"error: {one_line(message)}\n")


def _stop_exit_code(error: BaseException) -> int:
    """Returns 128 plus the number of the signal among the causes of `error`, else the code for Ctrl-C."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, StopSignal):
            return 128 + cause.number
        cause = cause.__cause__ or cause.__context__
    return EXIT_INTERRUPTED
