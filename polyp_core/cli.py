"""The command `polyp-annotate`: writes annotated videos, masks and tables for videos and images."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import cv2
import typer
from rich.console import Console

from polyp_core.annotate_command import AnnotateRequest, MaskChoice, annotate_here, annotate_on_cluster
from polyp_core.archive.command import status_app
from polyp_core.cli_runner import EXIT_FAILED, run_cli
from polyp_core.errors import ExportError
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import FORMATS, select_formats
from polyp_core.export.neutral_names import default_key_file
from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import RESEARCH_USE_ONLY
from polyp_core.export.redaction_presets import find_preset, viewer_checks_text
from polyp_core.export.run_export import AnnotateOptions
from polyp_core.findings.policy_file import PRESET_NAMES, find_policy
from polyp_core.inference.engine import Precision
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.masks.overlay import OverlayMode, OverlayStyle
from polyp_core.masks.patterns import Pattern
from polyp_core.model.default_model import default_model, shipped_models

NameChoice = Literal["source", "neutral"]

_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@_app.command(help=f"Segments polyps in colonoscopy videos and folders of images. {RESEARCH_USE_ONLY}")
def run(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE...", help="Videos, folders of images, images, or DICOM.")
    ],
    out: Annotated[Path, typer.Option(help="Output folder; each source gets its own subfolder.")],
    model: Annotated[
        Path | None, typer.Option(help="A model file (.safetensors); by default the best one that ships.")
    ] = None,
    second_model: Annotated[
        Path | None,
        typer.Option(
            help="Another model to compare with: outlined in violet, and in columns of its own in the table of frames.",
            show_default=False,
        ),
    ] = None,
    device: Annotated[DeviceChoice, typer.Option(help="Where the network runs.")] = "auto",
    precision: Annotated[
        Precision,
        typer.Option(help="Precision on the CPU: auto runs the model's 8-bit graph, float its floating-point weights."),
    ] = "auto",
    threshold: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Probability from which a pixel counts as polyp; default: the model's."),
    ] = None,
    min_region: Annotated[
        float | None,
        typer.Option(min=0, max=100, help="Smallest region, in percent of the picture; default: the model's."),
    ] = None,
    opacity: Annotated[float, typer.Option(min=0, max=1, help="Opacity of the overlay.")] = 0.4,
    style: Annotated[OverlayMode, typer.Option(help="How the overlay is drawn.")] = "fill",
    pattern: Annotated[Pattern, typer.Option(help="What fills a mask; outlines are dashed or dotted.")] = "plain",
    fps: Annotated[float, typer.Option(min=0.1, max=240, help="Frame rate for folders of images.")] = 25.0,
    video_stream: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Number of the video track, from 1; default: the main track. A note lists the others.",
            show_default=False,
        ),
    ] = None,
    series: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Number of the series, from 1, of a folder of DICOM files or a DICOMDIR; needed if there are several.",
            show_default=False,
        ),
    ] = None,
    write: Annotated[
        str, typer.Option(metavar="LIST", help=f"Outputs, comma-separated: {', '.join(FORMATS)}.")
    ] = "video,csv",
    policy: Annotated[
        str,
        typer.Option(
            metavar="PRESET|FILE",
            help=f"Policy that decides on findings: {', '.join(PRESET_NAMES)}, model (that of the model's card), or "
            "a JSON or TOML file of its fields.",
        ),
    ] = "balanced",
    lead_in: Annotated[float, typer.Option(min=0, max=600, help="Seconds before a finding in its clip.")] = 2.0,
    lead_out: Annotated[float, typer.Option(min=0, max=600, help="Seconds after a finding in its clip.")] = 2.0,
    reader: Annotated[
        str | None,
        typer.Option(
            help="Reader whose decisions go into the findings, and whose masks count; by default the only one.",
            show_default=False,
        ),
    ] = None,
    masks: Annotated[
        MaskChoice,
        typer.Option(
            help="reader: masks that a reader has corrected count instead of the model's. model: ignore them."
        ),
    ] = "reader",
    redactions: Annotated[
        str | None,
        typer.Option(
            metavar="PRESET|FILE",
            help="Redactions and crop to apply: a preset of the viewer or a JSON file. Sources of another picture size "
            "are refused.",
            show_default=False,
        ),
    ] = None,
    dicom_identity: Annotated[
        bool,
        typer.Option(
            "--dicom-identity",
            help="Name the patient, the study and the files of a DICOM source in DICOM outputs; by default nothing in "
            "them identifies the source.",
        ),
    ] = False,
    check_text: Annotated[
        bool | None,
        typer.Option(
            "--check-text/--no-check-text",
            help="Look for text burned into the picture, and refuse a source with some that --redactions do not hide; "
            "by default as the viewer is set.",
            show_default=False,
        ),
    ] = None,
    caption: Annotated[bool, typer.Option(help="Draw the notice and the model name on annotated pictures.")] = True,
    names: Annotated[
        NameChoice,
        typer.Option(
            help="neutral: name outputs recording-001 and image-0001 instead of after the sources. The terminal and "
            "--json still show the sources' names."
        ),
    ] = "source",
    key: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="File for the key to neutral names, outside --out; default: in the settings folder.",
            show_default=False,
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace results of an earlier run; other files are kept.")
    ] = False,
    keep_both: Annotated[
        bool, typer.Option("--keep-both", help="If results exist already, write into a new folder NAME-2.")
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Neither use nor keep predictions. By default a recording is analysed once for this command and the "
            "viewer, which then opens it with its findings.",
        ),
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="local:N|slurm|ADDRESS",
            help="Annotate an archive on many machines or processes, one recording on each: the videos in the folders "
            "SOURCE. Results are named by content, model and settings; the same command continues the work after a "
            "stop, and 'polyp-annotate status OUT' shows how far it is.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each source.")] = False,
) -> None:
    """Runs the command with the options parsed by Typer; `main` is the entry point."""
    outputs = frozenset(name.strip() for name in write.split(",") if name.strip())
    select_formats(outputs)
    if overwrite and keep_both:
        raise ExportError("Use either --overwrite or --keep-both, not both.")
    preset = find_preset(redactions) if redactions is not None else None
    key_file = _key_file(names, key)
    model = model or default_model(shipped_models()).path
    request = AnnotateRequest(
        sources=sources,
        out=out,
        model=model,
        second_model=second_model,
        device=device,
        precision=precision,
        options=AnnotateOptions(
            style=OverlayStyle(opacity=opacity, mode=style, pattern=pattern),
            outputs=outputs,
            image_rate_fps=fps,
            video_track=video_stream,
            overwrite=overwrite,
            keep_both=keep_both,
            caption=caption,
            key_file=key_file,
            privacy=preset.privacy if preset is not None else Privacy(),
            privacy_size_px=(preset.width_px, preset.height_px) if preset is not None else None,
            findings=FindingOptions(find_policy(policy, model), lead_in, lead_out),
            identify_source=dicom_identity,
        ),
        threshold=threshold,
        min_region_percent=min_region,
        series=series,
        reader=reader,
        masks=masks,
        checks_text=viewer_checks_text() if check_text is None else check_text,
        uses_cache=not no_cache,
        as_json=as_json,
    )
    # Paths may contain brackets and colons, so markup and emoji codes are disabled.
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    is_done = annotate_here(request, console) if cluster is None else annotate_on_cluster(request, cluster, console)
    if not is_done:
        raise typer.Exit(EXIT_FAILED)


def main() -> None:
    """Entry point of `polyp-annotate`."""
    # Decoding, inference, drawing and encoding already run in parallel; threads within OpenCV would slow them down.
    cv2.setNumThreads(1)
    # A source called `status` is one with options, of which --out is required.
    is_status = sys.argv[1:2] == ["status"] and "--out" not in sys.argv
    run_cli(status_app if is_status else _app)


def _key_file(names: NameChoice, key: Path | None) -> Path | None:
    """Returns the key file for neutral names; None if sources keep their names."""
    if names == "neutral":
        return key or default_key_file()
    if key is not None:
        raise ExportError("--key requires neutral names. Add --names neutral, or omit --key.")
    return None
