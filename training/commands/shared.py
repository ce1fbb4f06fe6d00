"""What the subcommands share: their arguments, and the progress bar on the error stream."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

Roots = Annotated[
    list[Path],
    typer.Argument(metavar="ROOT...", help="Folders that hold datasets, at any depth.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


@contextmanager
def progress(task: str) -> Iterator[Callable[[int, int], None]]:
    """Yields what to call with (done, total); shows a bar with the time left where a person is watching."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        row = bar.add_task(task, total=None)
        yield lambda done, total: bar.update(row, completed=done, total=total)


def engine_choice(name: str) -> Literal["viewer", "float", "torch"]:
    """The engine that a person named. Raises typer.BadParameter for any other word."""
    match name:
        case "viewer" | "float" | "torch":
            return name
        case _:
            raise typer.BadParameter(f"{name} is no engine. Choose viewer, float or torch.")


def split_kind_choice(name: str) -> Literal["published", "grouped", "random"]:
    """The way of dividing that a person named. Raises typer.BadParameter for any other word."""
    match name:
        case "published" | "grouped" | "random":
            return name
        case _:
            raise typer.BadParameter(f"{name} is no way to divide pairs. Choose published, grouped or random.")


def device_choice(name: str) -> Literal["auto", "cpu", "cuda"]:
    """The device that a person named. Raises typer.BadParameter for any other word."""
    match name:
        case "auto" | "cpu" | "cuda":
            return name
        case _:
            raise typer.BadParameter(f"{name} is no device. Choose auto, cpu or cuda.")
