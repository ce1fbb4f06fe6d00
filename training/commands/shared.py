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
Device = Annotated[Literal["auto", "cpu", "cuda"], typer.Option(help="Where the network runs.")]
Engine = Annotated[
    Literal["viewer", "float", "torch"],
    typer.Option(help="viewer: what the viewer runs; float: without quantisation; torch: the reference."),
]
Side = Annotated[
    Literal["train", "validation", "test"] | None,
    typer.Option(help="That side of the split, or of the datasets' published lists without one."),
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
