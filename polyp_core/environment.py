"""Environment variables of other programs that would end ours: each is given a value that works, before it is read."""

import os


def settle_environment() -> None:
    """Gives matplotlib the backend that draws into files; every entry point calls this before matplotlib is imported.

    A notebook sets MPLBACKEND to a module of its own for all that it starts. matplotlib refuses to be imported where
    that is not installed, and no figure of this program is drawn on a screen by it.
    """
    os.environ["MPLBACKEND"] = "agg"
