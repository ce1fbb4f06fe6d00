"""Carries out what `polyp-annotate` was asked for: on this machine, or on a cluster."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from rich.console import Console

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache, open_map_cache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.archive.annotate_recording import ArchiveWork
from polyp_core.archive.command import annotate_archive
from polyp_core.cache import MAPS, prune
from polyp_core.cli_runner import print_error
from polyp_core.errors import ExportError, PolypViewerError, SourceError
from polyp_core.export.burned_in_text import refuse_visible_text
from polyp_core.export.command_output import annotate_with_progress, print_result
from polyp_core.export.formats.registry import output_names, select_formats
from polyp_core.export.frame_reader import SecondModel
from polyp_core.export.output_folder import output_folder
from polyp_core.export.reader_review import find_picture_masks, find_review
from polyp_core.export.run_export import AnnotateOptions, AnnotateResult, expected_folder
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.frames.dicom.series import choose_series
from polyp_core.frames.open import open_source
from polyp_core.inference.engine import Precision
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import read_model_header
from polyp_core.review.review import Review

MaskChoice = Literal["reader", "model"]
"""Whether masks that a reader has corrected count instead of the model's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateRequest:
    """What a call of the command asks for.

    `threshold` (0..1) and `min_region_percent` (of the picture) replace those of the model if they are not None;
    `options_for` puts either into the style of `options`.
    """

    sources: Sequence[Path]
    out: Path
    model: Path
    second_model: Path | None
    device: DeviceChoice
    precision: Precision
    options: AnnotateOptions
    threshold: float | None
    min_region_percent: float | None
    series: int | None
    reader: str | None
    masks: MaskChoice
    checks_text: bool
    uses_cache: bool
    as_json: bool

    @property
    def models(self) -> tuple[Path, ...]:
        return (self.model,) if self.second_model is None else (self.model, self.second_model)

    def options_for(self, card: ModelCard) -> AnnotateOptions:
        """Returns the options for the model with `card`."""
        least, percent = card.min_region_fraction, self.min_region_percent
        style = replace(
            self.options.style,
            threshold=card.threshold if self.threshold is None else self.threshold,
            min_region_fraction=least if percent is None else percent / 100,
        )
        return replace(self.options, style=style)


def annotate_on_cluster(request: AnnotateRequest, cluster: str, console: Console) -> bool:
    """Annotates the recordings below the sources on `cluster`; returns whether all are done."""
    options = request.options
    if (
        options.overwrite
        or options.keep_both
        or options.key_file is not None
        or request.second_model is not None
        or request.series is not None
    ):
        raise ExportError(
            "--overwrite, --keep-both, --names neutral, --second-model and --series do not go with --cluster. Its "
            "results are named by their content, which names no source, and stay."
        )
    if request.checks_text:
        raise ExportError(
            "Text in the picture is not looked for with --cluster. Use --no-check-text, or omit --cluster."
        )
    header = read_model_header(request.model)
    work = ArchiveWork(
        request.out,
        request.model.absolute(),
        header.sha256,
        request.device,
        request.precision,
        request.options_for(header.card),
        uses_cache=request.uses_cache,
    )

    def review_of(source: SourcePath) -> Review | None:  # without masks: workers elsewhere lack the review file
        return _with_review(source, work.options, request.reader, "model").review

    return annotate_archive(
        request.sources, cluster, work, header.card.name, review_of, console, as_json=request.as_json
    )


def annotate_here(request: AnnotateRequest, console: Console) -> bool:
    """Annotates the sources one after the other; returns whether all are done, and prints why others are not."""
    chosen = [choose_series(source, request.series) for source in request.sources]
    _refuse_clashes(request, chosen)
    is_done = True
    with ExitStack() as stack:
        threads = [
            stack.enter_context(SegmenterThread(partial(Segmenter.open, each, request.device, request.precision)))
            for each in request.models
        ]
        options = request.options_for(threads[0].opened.result().model.card)
        for given, source in zip(request.sources, chosen, strict=True):
            try:
                result = _annotate_source(request, given.name, source, options, threads, console)
            except PolypViewerError as error:
                print_error(str(error))
                is_done = False
            else:
                print_result(given, result, console, as_json=request.as_json)
    if request.uses_cache:
        prune(MAPS)
    return is_done


def _annotate_source(
    request: AnnotateRequest,
    name: str,
    source: SourcePath,
    options: AnnotateOptions,
    threads: Sequence[SegmenterThread],
    console: Console,
) -> AnnotateResult:
    """Annotates one source, called `name` in the terminal, by the one or two models of `threads`."""
    if request.checks_text:
        with open_source(source, video_track=options.video_track) as frames:
            refuse_visible_text(source, frames, options.privacy)
    own = _with_review(source, options, request.reader, request.masks)
    with ExitStack() as stack:
        caches = [
            stack.enter_context(_open_cache(source, options, each) if request.uses_cache else nullcontext())
            for each in threads
        ]
        second = SecondModel(threads[1], caches[1]) if len(threads) > 1 else None
        result = annotate_with_progress(name, source, request.out, own, threads[0], caches[0], second, console)
    if caches[0] is None or not caches[0].problem:
        return result
    return replace(result, notes=(*result.notes, caches[0].problem))


def _refuse_clashes(request: AnnotateRequest, sources: Sequence[SourcePath]) -> None:
    """Raises ExportError if outputs would replace a source, a model or each other."""
    key_file = request.options.key_file
    folders: list[Path] = []
    if not request.options.keep_both:
        if key_file is None:
            _check_distinct_folders(sources, request.out)
        folders = [expected_folder(source, request.out, key_file) for source in sources]
    # The outputs of one source must not overwrite another source either.
    written = [folder / name for folder in folders for name in output_names(request.options.outputs)]
    refuse_overlap([*written, *([key_file] if key_file else [])], [*request.sources, *request.models])


def _check_distinct_folders(sources: Sequence[SourcePath], out: Path) -> None:
    """Raises ExportError if two sources have the same output folder, even with --overwrite."""
    seen: dict[str, SourcePath] = {}
    for source in sources:
        folder = output_folder(source, out)
        # File systems are case-insensitive by default on these platforms.
        name = folder.name.casefold() if sys.platform in ("win32", "darwin") else folder.name
        if name in seen:
            raise ExportError(f"{seen[name]} and {source} would both be written to {folder}. Run them one by one.")
        seen[name] = source


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
    source: SourcePath, options: AnnotateOptions, thread: SegmenterThread
) -> AbstractContextManager[ProbabilityMapCache | None]:
    try:
        return open_map_cache(
            source, thread.opened.result(), deinterlace=options.deinterlace, video_track=options.video_track
        )
    except (OSError, SourceError):  # `annotate` says what is wrong with the source
        return nullcontext()
