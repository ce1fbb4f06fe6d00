"""What the command `polyp-annotate` shows of an export: a bar while it runs, then what was written."""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import counted
from polyp_core.errors import CancelledError
from polyp_core.export.frame_reader import ExportProgress, SecondModel
from polyp_core.export.run_export import AnnotateOptions, AnnotateResult, annotate
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.printable_names import printable


def annotate_with_progress(
    name: str,
    source: SourcePath,
    out: Path,
    options: AnnotateOptions,
    thread: SegmenterThread,
    cache: ProbabilityMapCache | None,
    second: SecondModel | None,
    console: Console,
) -> AnnotateResult:
    """Exports a source while a bar called `name` shows how far it is. Raises what `annotate` raises, CancelledError."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[now]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(printable(name), total=None, now="")

        def show(now: ExportProgress) -> None:
            elapsed_s = progress.tasks[task].elapsed
            rate = f", {now.done / elapsed_s:.1f} frames/s" if elapsed_s and not now.is_again else ""
            total = 1 if now.total else None
            progress.update(task, completed=now.fraction, total=total, now=f"{now.label}{rate}")

        try:
            return annotate(source, out, options, thread, map_cache=cache, on_progress=show, second=second)
        except KeyboardInterrupt as error:
            raise CancelledError("Stopped. Nothing was written for the current source.") from error


def print_result(source: Path, result: AnnotateResult, console: Console, *, as_json: bool) -> None:
    """Prints what was written for `source`, and its notes; with `as_json` one JSON object on standard output."""
    rate = result.frames / result.seconds
    if as_json:
        entry = {
            "source": str(source),
            "frames": result.frames,
            "seconds": round(result.seconds, 3),
            "fps": round(rate, 2),
            "device": result.device,
            "engine": result.engine,
            "model": result.model,
            "outputs": [str(path) for path in result.outputs],
        }
        sys.stdout.write(json.dumps(entry) + "\n")
        sys.stdout.flush()
    else:
        console.print(
            f"{printable(source.name)}: {counted(result.frames, 'frame')} in {result.seconds:.1f} s "
            f"({rate:.1f} frames/s, {result.device}), "
            f"written to {printable(result.folder)}",
            soft_wrap=True,
        )
    for note in result.notes:
        console.print(f"note: {note}", soft_wrap=True)
