"""The command `polyp-annotate`: writes annotated videos, masks and tables for videos and images."""

import sys
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import cv2
import typer
from rich.console import Console

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache, open_map_cache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.archive.annotate_recording import ArchiveWork
from polyp_core.archive.command import annotate_archive, status_app
from polyp_core.cache import MAPS, prune
from polyp_core.cli_runner import EXIT_FAILED, print_error, run_cli
from polyp_core.errors import ExportError, PolypViewerError, SourceError
from polyp_core.export.burned_in_text import refuse_visible_text
from polyp_core.export.command_output import annotate_with_progress, print_result
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import FORMATS, output_names, select_formats
from polyp_core.export.frame_reader import SecondModel
from polyp_core.export.neutral_names import default_key_file
from polyp_core.export.output_folder import output_folder
from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import RESEARCH_USE_ONLY
from polyp_core.export.reader_review import find_picture_masks, find_review
from polyp_core.export.redaction_presets import find_preset, viewer_checks_text
from polyp_core.export.run_export import AnnotateOptions, expected_folder
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.findings.policy_file import PRESET_NAMES, find_policy
from polyp_core.frames.dicom.series import choose_series
from polyp_core.frames.open import open_source
from polyp_core.inference.engine import Precision
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayMode, OverlayStyle
from polyp_core.masks.patterns import Pattern
from polyp_core.model.card import ModelCard
from polyp_core.model.default_model import default_model, shipped_models
from polyp_core.model.model_file import read_model_header
from polyp_core.review.review import Review

NameChoice = Literal["source", "neutral"]
MaskChoice = Literal["reader", "model"]

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
    files = output_names(outputs)
    if overwrite and keep_both:
        raise ExportError("Use either --overwrite or --keep-both, not both.")
    preset = find_preset(redactions) if redactions is not None else None
    key_file = _key_file(names, key)
    model = model or default_model(shipped_models()).path
    findings = FindingOptions(find_policy(policy, model), lead_in, lead_out)

    def options_for(card: ModelCard) -> AnnotateOptions:
        return AnnotateOptions(
            style=_style(OverlayStyle(opacity=opacity, mode=style, pattern=pattern), card, threshold, min_region),
            outputs=outputs,
            image_rate_fps=fps,
            video_track=video_stream,
            overwrite=overwrite,
            keep_both=keep_both,
            caption=caption,
            key_file=key_file,
            privacy=preset.privacy if preset is not None else Privacy(),
            privacy_size_px=(preset.width_px, preset.height_px) if preset is not None else None,
            findings=findings,
            identify_source=dicom_identity,
        )

    checks_text = viewer_checks_text() if check_text is None else check_text
    # Paths may contain brackets and colons, so markup and emoji codes are disabled.
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    if cluster is not None:
        if overwrite or keep_both or key_file is not None or second_model is not None or series is not None:
            raise ExportError(
                "--overwrite, --keep-both, --names neutral, --second-model and --series do not go with --cluster. Its "
                "results are named by their content, which names no source, and stay."
            )
        if checks_text:
            raise ExportError(
                "Text in the picture is not looked for with --cluster. Use --no-check-text, or omit --cluster."
            )
        header = read_model_header(model)
        options = options_for(header.card)
        work = ArchiveWork(out, model.absolute(), header.sha256, device, precision, options, uses_cache=not no_cache)

        def review_of(source: SourcePath) -> Review | None:  # without masks: workers elsewhere lack the review file
            return _with_review(source, options, reader, "model").review

        if not annotate_archive(sources, cluster, work, header.card.name, review_of, console, as_json=as_json):
            raise typer.Exit(EXIT_FAILED)
        return
    chosen = [choose_series(source, series) for source in sources]
    if key_file is None and not keep_both:
        _check_distinct_folders(chosen, out)
    # The outputs of one source must not overwrite another source either.
    folders = [] if keep_both else [expected_folder(source, out, key_file) for source in chosen]
    written = [folder / name for folder in folders for name in files]
    models = [model, *([second_model] if second_model else [])]
    refuse_overlap([*written, *([key_file] if key_file else [])], [*sources, *models])
    failed = False
    with ExitStack() as stack:
        threads = [
            stack.enter_context(SegmenterThread(partial(Segmenter.open, each, device, precision))) for each in models
        ]
        thread, second = threads[0], threads[1] if second_model else None
        options = options_for(thread.opened.result().model.card)
        for given, source in zip(sources, chosen, strict=True):
            try:
                if checks_text:
                    with open_source(source, video_track=video_stream) as frames:
                        refuse_visible_text(source, frames, options.privacy)
                own = _with_review(source, options, reader, masks)
                with ExitStack() as caches:
                    stores = [
                        caches.enter_context(_open_cache(source, options, each, no_cache=no_cache)) for each in threads
                    ]
                    cache = stores[0]
                    other = SecondModel(second, stores[1]) if second is not None else None
                    result = annotate_with_progress(given.name, source, out, own, thread, cache, other, console)
            except PolypViewerError as error:
                print_error(str(error))
                failed = True
                continue
            notes = (*result.notes, *([cache.problem] if cache is not None and cache.problem else []))
            print_result(given, replace(result, notes=notes), console, as_json=as_json)
    if not no_cache:
        prune(MAPS)
    if failed:
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


def _check_distinct_folders(sources: list[SourcePath], out: Path) -> None:
    """Raises ExportError if two sources have the same output folder, even with --overwrite."""
    seen: dict[str, SourcePath] = {}
    for source in sources:
        folder = output_folder(source, out)
        # File systems are case-insensitive by default on these platforms.
        name = folder.name.casefold() if sys.platform in ("win32", "darwin") else folder.name
        if name in seen:
            raise ExportError(f"{seen[name]} and {source} would both be written to {folder}. Run them one by one.")
        seen[name] = source


def _style(drawn: OverlayStyle, card: ModelCard, threshold: float | None, min_region: float | None) -> OverlayStyle:
    return replace(
        drawn,
        threshold=card.threshold if threshold is None else threshold,
        min_region_fraction=card.min_region_fraction if min_region is None else min_region / 100,
    )


def _with_review(
    source: SourcePath, options: AnnotateOptions, reader: str | None, masks: MaskChoice
) -> AnnotateOptions:
    """Returns the options with what a reader decided about a source, as far as the outputs contain it."""
    has_findings = any(each.has_findings for each in select_formats(options.outputs))
    if not has_findings and masks == "model":
        return options
    try:
        found = find_review(source, options.video_track, reader, with_masks=not has_findings)
        drawn = found or find_picture_masks(source, reader)
    except (OSError, SourceError):  # `annotate` says what is wrong with the source
        return options
    review = found.review if found is not None and has_findings else None
    return replace(options, review=review, masks=drawn if masks == "reader" else None)


def _open_cache(
    source: SourcePath, options: AnnotateOptions, thread: SegmenterThread, *, no_cache: bool
) -> AbstractContextManager[ProbabilityMapCache | None]:
    if no_cache:
        return nullcontext()
    try:
        return open_map_cache(
            source, thread.opened.result(), deinterlace=options.deinterlace, video_track=options.video_track
        )
    except (OSError, SourceError):  # `annotate` says what is wrong with the source
        return nullcontext()
