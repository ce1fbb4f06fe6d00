"""Segments a source, or ranges of it, and writes the chosen outputs; used by `polyp-annotate` and the export dialog."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.display_text import filled
from polyp_core.errors import ExportError, SourceError
from polyp_core.export import neutral_names
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportedFrame, ExportInfo, FindingOptions
from polyp_core.export.formats.registry import output_names, select_formats
from polyp_core.export.frame_names import FrameNames
from polyp_core.export.frame_reader import FrameReader, OnExportProgress, SecondModel, raise_if_set
from polyp_core.export.output_folder import output_folder
from polyp_core.export.partial_folder import recover_leftovers_below
from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import Provenance, exported_track
from polyp_core.export.staging import StagedFolder
from polyp_core.files.atomic_files import write_error
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.frames.frame import Deinterlace, Frame, FrameSource, SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import SECOND_STYLE, OverlayStyle
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile, ModelHeader
from polyp_core.review.masks import MaskLookup, ReviewMasks
from polyp_core.review.picture_review import PictureFileMasks
from polyp_core.review.review import Review

_POLL_S = 0.2  # how often a wait checks for cancellation


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """Options of an export. `outputs` are names of export formats. `ranges` are ranges of frame indices, of which
    overlapping ones are exported once; None exports everything.

    Existing results cause an error, are replaced with `overwrite`, or are kept with `keep_both`, which writes into a
    new folder. With a `key_file`, outputs get neutral names and the file maps them to the sources.
    `video_track` is the number of the video track, None for the default track.
    `privacy_size_px` is the picture size (width, height) for which `privacy` was set; other sizes are refused.
    `findings` are the options of the output of that name, which carries the decisions of `review`, a reader's review of
    the source. With `identify_source`, DICOM outputs name the patient, the study and the files of a DICOM source.
    `masks` are a reader's masks, which count instead of the predictions in every output.
    """

    style: OverlayStyle
    outputs: frozenset[str] = frozenset({"video"})
    ranges: tuple[range, ...] | None = None
    privacy: Privacy = field(default_factory=Privacy)
    privacy_size_px: tuple[int, int] | None = None
    image_rate_fps: float = 25.0
    deinterlace: Deinterlace = "auto"
    video_track: int | None = None
    overwrite: bool = False
    keep_both: bool = False
    caption: bool = True
    key_file: Path | None = None
    findings: FindingOptions = field(default_factory=FindingOptions)
    review: Review | None = None
    masks: ReviewMasks | PictureFileMasks | None = None
    identify_source: bool = False


@dataclass(frozen=True, slots=True)
class AnnotateResult:
    """Outputs written, and the seconds from the first decoded frame to the closed files.

    `engine` is the label of the inference engine, such as "OpenVINO int8".
    """

    folder: Path
    outputs: tuple[Path, ...]
    frames: int
    seconds: float
    device: str
    engine: str
    model: str
    notes: tuple[str, ...]


def expected_folder(source: Path | Sequence[Path], out_folder: Path, key_file: Path | None) -> Path:
    """The output folder of `source` inside `out_folder`, named after the source, or neutrally with a `key_file`."""
    if key_file is None:
        return output_folder(source, out_folder)
    return neutral_names.expected_folder(source, out_folder, key_file)


def merge_ranges(ranges: Iterable[range]) -> tuple[range, ...]:
    """Returns ranges of frame indices in increasing order, those that overlap or follow one another as one."""
    merged: list[range] = []
    for each in sorted(ranges, key=lambda each: each.start):
        if merged and each.start <= merged[-1].stop:
            merged[-1] = range(merged[-1].start, max(merged[-1].stop, each.stop))
        else:
            merged.append(each)
    return tuple(merged)


def check_no_overlap(source: Path | Sequence[Path], folder: Path, outputs: Iterable[str]) -> None:
    """Raises ExportError if an output in `folder` would be, contain or lie inside the source."""
    written = [folder / name for name in output_names(outputs)]
    refuse_overlap(written, [source] if isinstance(source, Path) else source)


def annotate(
    source: Path | Sequence[Path],
    out_folder: Path,
    options: AnnotateOptions,
    segmenter_thread: SegmenterThread,
    *,
    map_cache: ProbabilityMapCache | None = None,
    on_progress: OnExportProgress | None = None,
    cancelled: threading.Event | None = None,
    open_frames: Callable[[], FrameSource] | None = None,
    second: SecondModel | None = None,
) -> AnnotateResult:
    """Segments a source and writes `options.outputs` into `out_folder`/<name of the source>.

    Outputs are written to a temporary folder and renamed at the end, so existing results survive a failure or
    cancellation; leftovers of killed exports in `out_folder` are removed. `on_progress` is called after each frame,
    and after each that is read again, for the clips of findings. `open_frames` replaces the default
    way of opening `source`. A `second` model is outlined in violet and has columns in the table of frames.

    Raises SourceError, ExportError (also if an output would overlap the source), DeviceError,
    ModelFileError, and CancelledError once `cancelled` is set.
    """
    recover_leftovers_below(out_folder)
    if options.ranges is not None:
        options = replace(options, ranges=merge_ranges(options.ranges))
    if open_frames is None:
        open_frames = partial(
            open_source,
            source,
            deinterlace=options.deinterlace,
            image_rate_fps=options.image_rate_fps,
            video_track=options.video_track,
        )
    export = _Export(source, options, open_frames, segmenter_thread, map_cache, second, on_progress, cancelled)
    if options.key_file is None:
        return export.write_into(output_folder(source, out_folder))
    with neutral_names.neutral_folder(source, out_folder, options.key_file) as neutral:
        return export.write_into(neutral.folder, neutral)


def _check_size(info: SourceInfo, size_px: tuple[int, int] | None) -> None:
    if size_px is None or ((info.width_px, info.height_px) == size_px and not info.mixed_sizes):
        return
    own = filled("several sizes") if info.mixed_sizes else f"{info.width_px} x {info.height_px}"
    raise ExportError(
        "The redactions are for pictures of {width} x {height}, but the pictures of {path} have "
        "{own}. Choose redactions for that size.",
        width=str(size_px[0]),
        height=str(size_px[1]),
        path=info.path,
        own=own,
    )


def _check_readable(frame: Frame, info: SourceInfo) -> None:
    """Raises SourceError for an image that cannot be read, which would be exported black.

    Damaged frames of a video are exported, as they show most of the picture.
    """
    if not frame.damaged or info.kind == "video":
        return
    if frame.name is None:
        raise SourceError(
            "Picture {number} of {path} cannot be read, so nothing was written. Save the file again "
            "without it, or choose the frames before or after it.",
            number=str(frame.index + 1),
            path=info.path,
        )
    raise SourceError(
        "{name} in {path} cannot be read, so nothing was written. Open it alone to see why, and replace or remove it.",
        name=frame.name,
        path=info.path,
    )


@dataclass(frozen=True, slots=True)
class _Export:
    """One call of `annotate`, whose arguments these are."""

    source: Path | Sequence[Path]
    options: AnnotateOptions
    open_frames: Callable[[], FrameSource]
    segmenter_thread: SegmenterThread
    map_cache: ProbabilityMapCache | None
    second: SecondModel | None
    on_progress: OnExportProgress | None
    cancelled: threading.Event | None

    def write_into(self, folder: Path, neutral: neutral_names.NeutralFolder | None = None) -> AnnotateResult:
        """Writes the outputs into `folder`; their key goes into that of `neutral`."""
        options, source = self.options, self.source
        if not options.keep_both:
            check_no_overlap(source, folder, options.outputs)
        names = output_names(options.outputs)
        staged_folder = StagedFolder(folder, names, overwrite=options.overwrite, keep_both=options.keep_both)
        segmenter = _open_segmenter(self.segmenter_thread, self.cancelled)
        other = _open_segmenter(self.second.segmenter, self.cancelled).model if self.second is not None else None
        corrections = options.masks.label(options.ranges) if options.masks is not None else ""
        opened_masks = options.masks.open() if options.masks is not None and corrections else nullcontext()
        with self.open_frames() as frames, opened_masks as masks:
            started = time.perf_counter()
            _check_size(frames.info, options.privacy_size_px)
            info = self._info(frames, masks, corrections, segmenter.model, other, folder.name)
            frame_names = FrameNames(neutral=options.key_file is not None)
            with staged_folder as staged:
                check_no_overlap(source, staged_folder.folder, options.outputs)
                try:
                    done, withheld = self._write_frames(staged, frames, info, frame_names)
                    raise_if_set(self.cancelled)
                    # Before the results are moved into place, so that they never lack their key.
                    if neutral is not None:
                        replace(neutral, folder=staged_folder.folder).record(source, frame_names.neutral_images)
                except OSError as error:
                    raise write_error(folder, error) from error
            return AnnotateResult(
                folder=staged_folder.folder,
                outputs=tuple(staged_folder.folder / name for name in names),
                frames=done,
                seconds=time.perf_counter() - started,
                device=segmenter.device,
                engine=segmenter.engine,
                model=model_name(segmenter.model),
                notes=(
                    *frames.info.notes,
                    *segmenter.notices,
                    *_withheld_note(withheld),
                    *_corrections_note(corrections),
                    *info.notes,
                    *_key_note(options.key_file),
                ),
            )

    def _info(
        self,
        frames: FrameSource,
        masks: MaskLookup | None,
        corrections: str,
        model: ModelFile,
        other: ModelFile | None,
        recording: str,
    ) -> ExportInfo:
        options, info = self.options, frames.info
        provenance = Provenance(
            model_name(model),
            options.style.threshold,
            options.style.min_region_fraction * 100,
            video_track=exported_track(info),
            second_model=model_name(other) if other is not None else "",
            corrections=corrections,
        )
        render = partial(
            AnnotatedFrame,
            style=options.style,
            privacy=options.privacy,
            caption=provenance.caption if options.caption else "",
            second_style=second_style(other.card) if other is not None else SECOND_STYLE,
        )
        reader = FrameReader(
            frames,
            self.segmenter_thread,
            self.map_cache,
            self.on_progress,
            self.cancelled,
            reads_again=sum(each.has_findings for each in select_formats(options.outputs)),
            second=self.second,
            masks=masks,
        )
        width_px, height_px = options.privacy.size_px(info.width_px, info.height_px)
        return ExportInfo(
            width_px,
            height_px,
            info.rate_fps,
            provenance,
            model,
            recording,
            reader,
            render,
            options.findings,
            options.review,
            source_files=_files_of(self.source),
            identify_source=options.identify_source,
        )

    def _write_frames(
        self, staged: Path, frames: FrameSource, info: ExportInfo, frame_names: FrameNames
    ) -> tuple[int, int]:
        """Returns how many frames were written, and how many of them all black. Raises SourceError without a frame."""
        formats = select_formats(self.options.outputs)
        needs_pictures = any(each.needs_picture for each in formats)
        done = withheld = 0
        with ExitStack() as stack:
            writers = [stack.enter_context(each.open_writer(staged, info)) for each in formats]
            for read in info.reader.read(self.options.ranges):
                if needs_pictures:
                    _check_readable(read.analysed.frame, frames.info)
                result = info.render(read.analysed)
                withheld += result.withheld
                exported = ExportedFrame(result, read.video_time_s, *frame_names.names(result.frame))
                for write in writers:
                    write(exported)
                done += 1
            if done == 0:
                raise SourceError("{path} contains no frame to write.", path=frames.info.path)
        return done, withheld


def model_name(model: ModelHeader) -> str:
    """The model's name with the first 8 digits of its SHA-256, which distinguishes models of the same name."""
    return f"{model.card.name} ({model.sha256[:8]})"


def second_style(card: ModelCard) -> OverlayStyle:
    """Returns how the mask of a second model is drawn: at the threshold and smallest region of its card."""
    return replace(SECOND_STYLE, threshold=card.threshold, min_region_fraction=card.min_region_fraction)


def _files_of(source: Path | Sequence[Path]) -> tuple[Path, ...]:
    if not isinstance(source, Path):
        return tuple(source)
    return tuple(images_in(source)) if source.is_dir() else (source,)


def _withheld_note(frames: int) -> tuple[str, ...]:
    if frames == 0:
        return ()
    one = filled("1 frame was written all black: a redaction rectangle or the crop lies outside pictures of that size.")
    several = filled(
        "{n} frames were written all black: a redaction rectangle or the crop lies outside pictures of that size.",
        n=frames,
    )
    return (one if frames == 1 else several,)


def _corrections_note(corrections: str) -> tuple[str, ...]:
    note = filled("The masks of {corrections} count instead of the model's.", corrections=corrections)
    return (note,) if corrections else ()


def _key_note(key_file: Path | None) -> tuple[str, ...]:
    return () if key_file is None else (filled("The key to the neutral names is {file}.", file=key_file),)


def _open_segmenter(thread: SegmenterThread, cancelled: threading.Event | None) -> Segmenter:
    """Waits for the model to load. Raises CancelledError if the export is stopped meanwhile."""
    while True:
        raise_if_set(cancelled)
        try:
            return thread.opened.result(timeout=_POLL_S)
        except TimeoutError:
            if thread.opened.done():
                raise
