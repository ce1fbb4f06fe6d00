"""A whole source, or parts of it, to files: what `polyp-annotate` and the export dialog run."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from polyp_core.analysis.pipeline import Analysed, Pipeline, Priority, SegmenterThread
from polyp_core.analysis.store import MapStore
from polyp_core.errors import CancelledError, ExportError, SourceError
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.coco import CocoFile
from polyp_core.export.images import fit_into, write_png
from polyp_core.export.output_folder import output_folder
from polyp_core.export.privacy import Privacy
from polyp_core.export.staging import StagedFolder
from polyp_core.export.stamp import Stamp
from polyp_core.export.tables import Tables
from polyp_core.export.video import VideoWriter
from polyp_core.files import write_error
from polyp_core.frames.source import Deinterlace, FrameSource, SourceInfo, open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.input_protection import refuse_overlap
from polyp_core.masks.overlay import OverlayStyle

Writer = Callable[[AnnotatedFrame, float], None]
"""Takes a frame and its time in the exported video, in seconds."""


class Output(StrEnum):
    """What an export can write."""

    VIDEO = "video"
    BARE_VIDEO = "bare-video"
    FRAMES = "frames"
    MASKS = "masks"
    CSV = "csv"
    COCO = "coco"


OUTPUT_NAMES: dict[Output, tuple[str, ...]] = {
    Output.VIDEO: ("annotated.mp4",),
    Output.BARE_VIDEO: ("video.mp4",),
    Output.FRAMES: ("frames",),
    Output.MASKS: ("masks",),
    Output.CSV: ("frames.csv", "regions.csv"),
    Output.COCO: ("coco.json",),
}


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """What to write and how it looks. `ranges` are stretches of frame indices in rising order; None is everything."""

    style: OverlayStyle
    outputs: frozenset[Output] = frozenset({Output.VIDEO})
    ranges: tuple[range, ...] | None = None
    privacy: Privacy = field(default_factory=Privacy)
    image_rate_fps: float = 25.0
    deinterlace: Deinterlace = "auto"
    overwrite: bool = False
    caption: bool = True


@dataclass(frozen=True, slots=True)
class AnnotateResult:
    """What was written, and how long it took from the first decoded frame to the closed files.

    `engine` is the label of what ran the model, such as "OpenVINO int8".
    """

    folder: Path
    outputs: tuple[Path, ...]
    frames: int
    seconds: float
    device: str
    engine: str
    model: str
    notes: tuple[str, ...]


def output_paths(source: Path | Sequence[Path], out_folder: Path, outputs: frozenset[Output]) -> list[Path]:
    """All files and folders that an export of `outputs` writes."""
    return [output_folder(source, out_folder) / name for name in output_names(outputs)]


def output_names(outputs: frozenset[Output]) -> list[str]:
    """The names of `outputs` in the folder of a source."""
    return [name for output in Output if output in outputs for name in OUTPUT_NAMES[output]]


def refuse_overlap_with_source(
    source: Path | Sequence[Path], out_folder: Path, outputs: frozenset[Output], *also_read: Path
) -> None:
    """Raises ExportError where an output would be, contain or lie inside the source or one of `also_read`."""
    sources = [source] if isinstance(source, Path) else source
    refuse_overlap(output_paths(source, out_folder, outputs), [*sources, *also_read])


def annotate(
    source: Path | Sequence[Path],
    out_folder: Path,
    options: AnnotateOptions,
    segmenter_thread: SegmenterThread,
    *,
    store: MapStore | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: threading.Event | None = None,
) -> AnnotateResult:
    """Segments a source and writes `options.outputs` into `out_folder`/<stem of the source>.

    Everything is written beside its place and renamed at the end, so a failure or a cancelled run leaves what was there
    before. An output that would be, contain or lie inside the source is refused. `on_progress(done, total)` is called
    after each frame. Raises SourceError, ExportError, DeviceError, ModelFileError, and CancelledError once `cancelled`
    is set.
    """
    folder = output_folder(source, out_folder)
    names = output_names(options.outputs)
    if not names:
        raise ExportError("Nothing was chosen to be written.")
    refuse_overlap_with_source(source, out_folder, options.outputs)
    staged_folder = StagedFolder(folder, names, overwrite=options.overwrite)
    segmenter = segmenter_thread.opened.result()
    frame_source = open_source(source, deinterlace=options.deinterlace, image_rate_fps=options.image_rate_fps)
    with Pipeline(frame_source, segmenter_thread, store=store, priority=Priority.EXPORT) as pipeline:
        started = time.perf_counter()
        done = 0
        with staged_folder as staged:
            try:
                with _Writers(staged, frame_source.info, options, _stamp(segmenter, options.style)) as writers:
                    for analysed, time_s in _in_ranges(pipeline, frame_source, options.ranges):
                        if cancelled is not None and cancelled.is_set():
                            raise CancelledError("The export was stopped. Nothing was kept of it.")
                        writers.write(analysed, time_s)
                        done += 1
                        if on_progress is not None:
                            on_progress(done, _total(frame_source.info, options.ranges))
                if done == 0:
                    raise SourceError(f"{frame_source.info.path} gave no frame to write.")
            except OSError as error:
                raise write_error(folder, error) from error
        return AnnotateResult(
            folder=folder,
            outputs=tuple(folder / name for name in names),
            frames=done,
            seconds=time.perf_counter() - started,
            device=segmenter.device,
            engine=segmenter.engine,
            model=model_name(segmenter),
            notes=(*frame_source.info.notes, *segmenter.notices, *_withheld_note(writers.withheld)),
        )


def model_name(segmenter: Segmenter) -> str:
    """The model's name and the head of its SHA-256, which tells two of the same name apart."""
    return f"{segmenter.model.card.name} ({segmenter.model.sha256[:8]})"


def _withheld_note(frames: int) -> tuple[str, ...]:
    if frames == 0:
        return ()
    subject = "1 frame was" if frames == 1 else f"{frames} frames were"
    return (f"{subject} written all black: a redaction rectangle or the crop lies outside pictures of that size.",)


def _stamp(segmenter: Segmenter, style: OverlayStyle) -> Stamp:
    return Stamp(model_name(segmenter), style.threshold, style.min_region_fraction * 100)


def _total(info: SourceInfo, ranges: tuple[range, ...] | None) -> int:
    return info.frame_count if ranges is None else sum(len(stretch) for stretch in ranges)


def _in_ranges(
    pipeline: Pipeline, source: FrameSource, ranges: tuple[range, ...] | None
) -> Iterator[tuple[Analysed, float]]:
    """Frames with their time in the exported video: the stretches follow each other without a gap."""
    offset_s = 0.0
    period_s = 1 / source.info.rate_fps
    for stretch in ranges if ranges is not None else (None,):
        pipeline.request(*((0, None) if stretch is None else (stretch.start, stretch.stop)))
        first_s: float | None = None
        time_s = 0.0
        for analysed in pipeline:
            first_s = analysed.frame.time_s if first_s is None else first_s
            time_s = analysed.frame.time_s - first_s
            yield analysed, offset_s + time_s
        offset_s += time_s + period_s


class _Writers:
    """The writers of the chosen outputs, closed in one go."""

    def __init__(self, folder: Path, info: SourceInfo, options: AnnotateOptions, stamp: Stamp) -> None:
        self._info, self._options, self._stamp = info, options, stamp
        self._names = _FrameNames()
        self.withheld = 0
        """How many frames were written black."""
        with ExitStack() as self._stack:  # closes those that are open where a later one cannot be opened
            self._writers = [
                self._open(output, *(folder / name for name in OUTPUT_NAMES[output]))
                for output in Output
                if output in options.outputs
            ]
            self._stack = self._stack.pop_all()

    def write(self, analysed: Analysed, time_s: float) -> None:
        caption = self._stamp.caption if self._options.caption else ""
        result = AnnotatedFrame(analysed, self._options.style, self._options.privacy, caption)
        self._names.advance(analysed)
        self.withheld += result.withheld
        for writer in self._writers:
            writer(result, time_s)

    def __enter__(self) -> "_Writers":
        self._stack.__enter__()
        return self

    def __exit__(self, *details: object) -> None:
        self._stack.__exit__(*details)  # type: ignore[arg-type]

    def _open(self, output: Output, *paths: Path) -> Writer:
        match output:
            case Output.VIDEO:
                return self._video(*paths, annotated=True)
            case Output.BARE_VIDEO:
                return self._video(*paths, annotated=False)
            case Output.FRAMES:
                return self._frames(*paths)
            case Output.MASKS:
                return self._masks(*paths)
            case Output.CSV:
                return self._tables(*paths)
            case Output.COCO:
                return self._coco(*paths)

    def _video(self, path: Path, *, annotated: bool) -> Writer:
        width_px, height_px = self._options.privacy.size_px(self._info.width_px, self._info.height_px)
        video = self._stack.enter_context(
            VideoWriter(path, width_px, height_px, self._info.rate_fps, comment=self._stamp.comment)
        )

        def write(result: AnnotatedFrame, time_s: float) -> None:
            picture = result.annotated if annotated else result.picture
            video.write(fit_into(picture, width_px, height_px), time_s)

        return write

    def _frames(self, folder: Path) -> Writer:
        folder.mkdir()
        return lambda result, _: write_png(folder / self._names.current, result.annotated, self._stamp.comment)

    def _masks(self, folder: Path) -> Writer:
        folder.mkdir()
        return lambda result, _: write_png(
            folder / self._names.current, result.exported_mask.astype("uint8") * 255, self._stamp.comment
        )

    def _tables(self, frames_path: Path, regions_path: Path) -> Writer:
        tables = self._stack.enter_context(Tables(frames_path, regions_path, self._stamp))
        return lambda result, _: tables.write(result)

    def _coco(self, path: Path) -> Writer:
        coco = self._stack.enter_context(CocoFile(path, self._stamp))
        return lambda result, _: coco.write(result, self._names.current)


class _FrameNames:
    """Names of exported pictures: the frame's number for video, the stem of its file for images, each once."""

    def __init__(self) -> None:
        self.current = ""
        self._taken: set[str] = set()

    def advance(self, analysed: Analysed) -> None:
        frame = analysed.frame
        if frame.name is None:
            self.current = f"{frame.index:06d}.png"
            return
        stem = next(stem for stem in _stems(Path(frame.name)) if stem.casefold() not in self._taken)
        self._taken.add(stem.casefold())
        self.current = f"{stem}.png"


def _stems(name: Path) -> Iterator[str]:
    """What an exported picture may be called, the best first: `polyp`, `polyp_jpg`, `polyp_jpg_2` and so on."""
    yield name.stem
    longer = f"{name.stem}_{name.suffix[1:]}"
    yield longer
    for number in itertools.count(2):
        yield f"{longer}_{number}"
