"""`polyp-train benchmark`: from downloaded data to a report, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from training.commands.evaluate_video import Fps, OneLesion, Policy
from training.commands.shared import DeviceOption, progress, refuse_options, refuse_unwritable


def benchmark(
    context: typer.Context,
    kind: Annotated[
        Literal["real-colon", "sun-seg", "pranet", "folder"],
        typer.Argument(
            metavar="KIND", help="real-colon, sun-seg, pranet (stills), or folder: any recordings with truth."
        ),
    ],
    root: Annotated[
        Path, typer.Argument(metavar="ROOT", help="The folder with the downloaded data.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder for report.html, report.pdf and report.json.")],
    model: Annotated[
        Path | None, typer.Option(help="A model file (.safetensors); by default the best one that ships.")
    ] = None,
    training_data: Annotated[
        list[Path] | None,
        typer.Option(metavar="ROOT", help="Training pictures of the model: the report counts those it has seen."),
    ] = None,
    policy: Policy = "balanced",
    fps: Fps = None,
    one_lesion: OneLesion = False,
    device: DeviceOption = "auto",
) -> None:
    """Score a model on a downloaded benchmark and write a report."""
    from polyp_core.errors import DatasetError
    from polyp_core.files.input_protection import refuse_overlap
    from polyp_core.findings.policy_file import find_policy
    from polyp_core.model.default_model import default_model, shipped_models
    from training.evaluation.benchmark import REPORT_FILES, run_benchmark, write_report
    from training.evaluation.recordings.truth_files import TruthOptions

    if kind == "pranet":
        refuse_options(context, ("--policy", "--fps", "--one-lesion"), "Stills have no alarms and no times.")
    elif kind != "folder":
        refuse_options(context, ("--fps", "--one-lesion"), f"The frames a second and the lesions of {kind} are known.")
    if not root.is_dir():
        raise DatasetError(f"{root} is no folder. Give the folder with the data of the benchmark.")
    model = model or default_model(shipped_models()).path
    written = [out / name for name in REPORT_FILES]
    refuse_overlap(written, [root, model, *(training_data or ())])
    for path in written:
        refuse_unwritable(path)
    with progress("Running the benchmark") as on_progress:
        result = run_benchmark(
            kind,
            root,
            model,
            policy=find_policy(policy, model),
            options=TruthOptions(fps, one_lesion=one_lesion),
            device=device,
            training_data=training_data or (),
            on_progress=on_progress,
        )
    write_report(result, out)
    typer.echo(result.seen.sentence)
    typer.echo(f"Written to {written[0]}, as PDF and JSON next to it.")
