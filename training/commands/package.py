"""`polyp-train package`: makes a run's best model, calibrated and scored, into a model file to share."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.errors import TrainingError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.printable_names import printable
from training.commands.shared import progress, refuse_unwritable

if TYPE_CHECKING:
    from polyp_core.model.model_file import ModelFile
    from training.runs.run_folder import RunFolder


def package(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the model file; by default into the run's folder.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The model's name.")] = None,
    licence: Annotated[str | None, typer.Option(help="The licence of the model.")] = None,
    notes: Annotated[str | None, typer.Option(help="Text to append to the model card's notes.")] = None,
    scores: Annotated[
        list[Path] | None, typer.Option(help="Output of evaluate --json for this run's model, to add to the card.")
    ] = None,
    weak_points: Annotated[
        list[str] | None,
        typer.Option(
            "--weak-point",
            help="A sentence on where the model is often wrong, such as on instruments; replaces those of the card.",
        ),
    ] = None,
    quantise: Annotated[
        bool,
        typer.Option(
            help="Add the quantised 8-bit graph for the viewer on CPUs, calibrated on the run's training pairs; "
            "a graph that the model has already is kept."
        ),
    ] = True,
    onnx: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the model as an ONNX file; requires the extra onnx."),
    ] = None,
) -> None:
    """Choose threshold and smallest region, score the model on its validation pairs, and write the model file."""
    from polyp_core.model.model_file import read_model_file
    from training.fit.finalize_run import finalize_run
    from training.packaging.package import package_model
    from training.runs.run_folder import RunFolder
    from training.runs.run_lock import refuse_if_running, run_lock

    folder = RunFolder(run)
    folder.read_record()
    refuse_unwritable(out or folder.model_file)
    if out is not None:
        _refuse_own_input(folder, out, scores or ())
    if onnx is not None:
        from training.packaging.onnx_file import refuse_without_onnx

        refuse_without_onnx()
        refuse_unwritable(onnx)
        _refuse_own_input(folder, onnx, [*(scores or ()), out or folder.model_file, folder.model_file])
    evaluations = [_read_text(path) for path in scores or ()]
    refuse_if_running(folder)
    # A copy on a read-only drive can be packaged too, as long as nothing is written into its folder.
    writes_into_run = out is None or not folder.evaluation_file.exists()
    with run_lock(folder) if writes_into_run else nullcontext():
        if not folder.evaluation_file.exists():
            with progress("Scoring validation pairs") as on_progress:
                finalize_run(folder, on_progress)
        if quantise and not read_model_file(folder.model_file).card.engines:
            typer.echo("Making and checking the 8-bit graph; this takes a few minutes.", err=True)
        model = package_model(
            folder,
            out or folder.model_file,
            name=name,
            licence=licence,
            notes=notes,
            evaluations=evaluations,
            weak_points=weak_points or (),
            quantise=quantise,
        )
    typer.echo(f"{printable(model.path)} (SHA-256 {model.sha256[:16]})")
    for check in model.card.engines:
        typer.echo(
            f"  {check.engine} on {check.dataset}: Dice {check.dice:.4f}, in full precision {check.reference_dice:.4f} "
            f"(n = {check.images})"
        )
    if onnx is not None:
        _write_onnx(model, onnx)


def _write_onnx(model: ModelFile, out: Path) -> None:
    from training.packaging.onnx_file import write_onnx

    typer.echo("Writing the ONNX file; this takes about a minute.", err=True)
    checked = write_onnx(model, out)
    check = "gives the model's masks" if checked else "not checked: onnxruntime is not installed"
    typer.echo(f"{printable(out)} ({check})")


def _refuse_own_input(folder: RunFolder, out: Path, scores: Sequence[Path]) -> None:
    """Raises ExportError if the file would replace another file of the run or one of its datasets.

    The run's own model file may be replaced: it is the default output.
    """
    from training.datasets.discovery import find_datasets
    from training.datasets.protection import refuse_overlap_with_datasets

    of_the_run = (folder.record_file, folder.split_file, folder.checkpoint_file, folder.metrics_file, folder.log_file)
    results = (folder.evaluation_file, folder.report_file, folder.curves_file, folder.status_file)
    roots = [root for root in folder.read_record().roots if root.is_dir()]
    refuse_overlap_with_datasets([out], find_datasets(roots), *scores, *of_the_run, *results)


def _read_text(path: Path) -> str:
    try:
        return read_regular_text(path)
    except OSError as error:
        raise TrainingError(f"The scores {path} cannot be read: {format_os_error(error)}.") from error
    except UnicodeError as error:
        raise TrainingError(f"The scores {path} cannot be read: it is not text.") from error
