"""How a command of this program ends: well, with one `error:` line and exit code 2, or with a bug's traceback."""

import io
import sys

import typer

from polyp_core.display_text import one_line
from polyp_core.environment import settle_environment
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.files.private_files import tighten_own_folders
from polyp_core.offline import switch_off_telemetry
from polyp_core.stop_signals import StopSignal, raising_stop_signals

EXIT_FAILED = 2
EXIT_INTERRUPTED = 130


def run_cli(command: typer.Typer) -> None:
    """Runs a command line and exits. What a person can act on, wrong usage too, is said in one line.

    SIGTERM and SIGHUP stop it as Ctrl-C does; the exit code is 128 and the number of the signal, as shells have it.
    """
    switch_off_telemetry()
    settle_environment()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files need not be valid text
    tighten_own_folders()
    try:
        with raising_stop_signals():
            code = command(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt) as error:
        code = _fail("Stopped.", _code_of_stop(error))
    except CancelledError as error:
        code = _fail(str(error), _code_of_stop(error))
    except PolypViewerError as error:
        code = _fail(str(error), EXIT_FAILED)
    except typer.TyperException as error:
        # Typer leaves pydantic's word for a wrong choice in the sentence.
        code = _fail(error.format_message().replace("Value error, ", ""), EXIT_FAILED)
    sys.exit(code)


def print_error(message: str) -> None:
    """The one form in which a failure is said."""
    sys.stderr.write(f"error: {one_line(message)}\n")


def _code_of_stop(error: BaseException) -> int:
    """128 and the number of the signal that is among the causes of `error`; otherwise it was Ctrl-C."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, StopSignal):
            return 128 + cause.number
        cause = cause.__cause__ or cause.__context__
    return EXIT_INTERRUPTED


def _fail(message: str, code: int) -> int:
    print_error(message)
    return code
