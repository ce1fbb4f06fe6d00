"""Runs `polyp-annotate ... --cluster` in a terminal: progress, and what became of each recording."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.archive.annotate_recording import ArchiveWork
from polyp_core.archive.records import ArchivedRecording, Failure
from polyp_core.archive.run_archive import Events, run_archive
from polyp_core.archive.status import format_status, status_as_json
from polyp_core.cli_runner import print_error
from polyp_core.errors import CancelledError
from polyp_core.printable_names import printable
from polyp_core.review.review import Review


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
            status = run_archive(paths, cluster, work, model_name, review_of=review_of, events=events)
        except KeyboardInterrupt as error:
            raise CancelledError(f"Stopped. What is done stays in {work.out}; the same command continues.") from error
    if as_json:
        sys.stdout.write(json.dumps(status_as_json(status)) + "\n")
    for line in format_status(status):
        console.print(printable(line), soft_wrap=True)
    return len(status.of("done")) == len(status.recordings)
