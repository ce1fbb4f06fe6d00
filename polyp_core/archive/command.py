"""Runs `polyp-annotate ... --cluster` and `polyp-annotate status` in a terminal."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.archive.annotate_recording import ArchiveWork
from polyp_core.archive.records import ArchivedRecording, Failure
from polyp_core.archive.run_archive import Events, run_archive
from polyp_core.archive.status import format_status, read_status, status_as_json
from polyp_core.cli_runner import print_error
from polyp_core.errors import CancelledError
from polyp_core.printable_names import printable
from polyp_core.review.review import Review

status_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@status_app.callback()
def _status_command() -> None:
    """Shows how far the work on an archive is."""


@status_app.command(help="Shows how far the work on an archive is, from any machine that sees its output folder.")
def status(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The output folder of the archive.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Runs `polyp-annotate status`."""
    found = read_status(out)
    typer.echo(json.dumps(status_as_json(found)) if as_json else "\n".join(map(printable, format_status(found))))


def annotate_archive(
    paths: Sequence[Path],
    cluster: str,
    work: ArchiveWork,
    model_name: str,
    review_of: Callable[[SourcePath], Review | None],
    console: Console,
    *,
    as_json: bool,
) -> bool:
    """Annotates an archive and prints how it went; returns whether all recordings are done. Raises PolypViewerError."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Recordings", total=None)

        def show_ended(recording: ArchivedRecording, failure: Failure | None) -> None:
            if failure is None:
                console.print(f"{printable(recording.paths[0].name)}: done, in {recording.name}", soft_wrap=True)
            else:
                print_error(f"{recording.paths[0].name}: {failure.reason}")

        events = Events(
            on_message=lambda message: console.print(f"note: {printable(message)}", soft_wrap=True),
            on_ended=show_ended,
            on_counts=lambda ended, total: bar.update(task, completed=ended, total=total),
        )
        try:
            found = run_archive(paths, cluster, work, model_name, review_of=review_of, events=events)
        except KeyboardInterrupt as error:
            raise CancelledError(f"Stopped. What is done stays in {work.out}; the same command continues.") from error
    if as_json:
        sys.stdout.write(json.dumps(status_as_json(found)) + "\n")
    for line in format_status(found):
        console.print(printable(line), soft_wrap=True)
    return len(found.of("done")) == len(found.recordings)
