"""Arguments shared by the subcommands, and the progress bar on stderr."""

import errno
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from polyp_core.errors import TrainingError
from training.progress import OnProgress

RootsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="ROOT...", help="Folders that contain datasets, at any depth.", show_default=False),
]
PolypFreeOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FOLDER[=KIND]",
        help="Pictures without a polyp: of the kind frame (full frames of the colon), upper_gi or patch.",
    ),
]
DeviceOption = Annotated[Literal["auto", "cpu", "cuda"], typer.Option(help="The processor that runs the network.")]
EngineOption = Annotated[
    Literal["viewer", "float", "torch"],
    typer.Option(help="viewer: as in the viewer; float: without quantisation; torch: the PyTorch reference."),
]
SideOption = Annotated[
    Literal["train", "validation", "test"] | None,
    typer.Option(help="Use this side of the split, or without a split of the datasets' published lists."),
]
SplitFileOption = Annotated[
    Path | None, typer.Option(help="A run's split file; its test side is used, or else its validation side.")
]
TtaOption = Annotated[
    bool,
    typer.Option(
        "--tta",
        help="Average predictions over mirrored pictures (test-time augmentation): slower, slightly better.",
    ),
]
LabelValuesOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[DATASET=]VALUES",
        help="Which values or colours of masks with several classes are polyps, such as 1,2 or '#ff0000', or all.",
    ),
]
InvertMasksOption = Annotated[
    bool | None,
    typer.Option(
        "--invert-masks/--no-invert-masks",
        help="Whether masks that cover most of nearly every picture are inverted or correct.",
        show_default=False,
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        metavar="local:N|slurm|ADDRESS",
        help="Evaluate on N processes of this machine, jobs of Slurm, or the workers of a Dask scheduler.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def refuse_options(context: typer.Context, options: Collection[str], reason: str) -> None:
    """Raises TrainingError with `reason` if one of `options`, such as `--seed`, is on the command line.

    For options that would be ignored.
    """
    given = []
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name) if parameter.name else None
        if source is not None and source.name == "COMMANDLINE":
            given += [name for name in parameter.opts if name in options]
    if given:
        raise TrainingError(f"{reason} Leave out {', '.join(given)}.")


def refuse_unwritable(path: Path) -> None:
    """Raises ExportError if `path` cannot be written, so that this is known before the work is done."""
    from polyp_core.files.atomic_files import write_error

    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        folder = next((folder for folder in path.absolute().parents if folder.exists()), path.parent)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise write_error(path, error) from error


def print_note(message: str) -> None:
    """Prints a sentence on stderr."""
    from polyp_core.display_text import one_line

    typer.echo(f"note: {one_line(message)}", err=True)


@contextmanager
def progress(task: str) -> Iterator[OnProgress]:
    """Yields a function to call with (done, total); shows a bar with the remaining time if stderr is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        row = bar.add_task(task, total=None)
        yield lambda done, total: bar.update(row, completed=done, total=total)
