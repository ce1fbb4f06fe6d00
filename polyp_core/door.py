"""How a command of this program ends: well, with one `error:` line and exit code 2, or with a bug's traceback."""

import sys

import typer

from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.offline import switch_off_telemetry
from polyp_core.private import tighten_own_folders

EXIT_FAILED = 2
EXIT_INTERRUPTED = 130


def enter(command: typer.Typer) -> None:
    """Runs a command line and exits. What a person can act on, wrong usage too, is said in one line."""
    switch_off_telemetry()
    tighten_own_folders()
    try:
        code = command(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = _fail("Stopped.", EXIT_INTERRUPTED)
    except CancelledError as error:
        code = _fail(str(error), EXIT_INTERRUPTED)
    except PolypViewerError as error:
        code = _fail(str(error), EXIT_FAILED)
    except typer.TyperException as error:
        # Typer leaves pydantic's word for a wrong choice in the sentence.
        code = _fail(error.format_message().replace("Value error, ", ""), EXIT_FAILED)
    sys.exit(code)


def print_error(message: str) -> None:
    """The one form in which a failure is said."""
    sys.stderr.write(f"error: {message}\n")


def _fail(message: str, code: int) -> int:
    print_error(message)
    return code
