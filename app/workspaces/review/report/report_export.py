"""Writes the report on a review as HTML and PDF, in a background thread."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from app.services.source_history import source_name
from app.services.tasks import TaskHandle
from app.translation import tr
from app.workspaces.review.report.pdf import report_pdf
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.frame_reader import ExportProgress, FrameReader
from polyp_core.export.neutral_names import neutral_folder
from polyp_core.export.output_folder import output_folder, safe_name
from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import RESEARCH_USE_ONLY, Provenance
from polyp_core.export.run_export import expected_folder
from polyp_core.export.staging import ExistingOutputs, StagedFolder, existing_outputs
from polyp_core.files.atomic_files import write_error
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import FrameSource
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review.masks import ReviewMasks
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Recording
from polyp_core.review.review import Review
from polyp_core.review_report.read_pictures import read_pictures
from polyp_core.review_report.report_data import PICTURED, FramePicture, ReviewReport
from polyp_core.review_report.write_report import report_html

ReportFormat = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubject:
    """A reader's review and the settings of the view at the time when the dialog opens.

    `open_frames` opens the recording again, `analysed_fraction` (0..1) is the part that the model has analysed.
    """

    path: SourcePath
    open_frames: Callable[[], FrameSource]
    recording: Recording
    review: Review
    findings: tuple[ListedFinding, ...]
    provenance: Provenance
    model_sha256: str
    policy: AlarmPolicy
    style: OverlayStyle
    privacy: Privacy
    analysed_fraction: float
    masks: ReviewMasks | None = None
    model_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What goes into a report, and where it is written; with a `key_file` under a neutral name.

    `title` stands for the name of the recording; "" for that name.
    """

    title: str = ""
    formats: frozenset[ReportFormat]
    pictures: bool
    notes: bool
    bookmarks: bool
    out_folder: Path
    key_file: Path | None


@dataclass(frozen=True, slots=True)
class ReportResult:
    outputs: tuple[Path, ...]
    is_draft: bool


def report_names(reader: str, formats: frozenset[ReportFormat]) -> list[str]:
    """Returns the names of a reader's report files."""
    return [f"report-{safe_name(reader)}.{name}" for name in sorted(formats)]


def existing_reports(subject: ReportSubject, options: ReportOptions, handle: TaskHandle) -> ExistingOutputs:
    """Returns which files of the report exist. Raises ExportError, also if one would replace the recording."""
    folder = expected_folder(subject.path, options.out_folder, options.key_file)
    names = report_names(subject.review.reader, options.formats)
    _check_no_overlap(subject.path, folder, names)
    return existing_outputs(folder, names)


def export_report(
    subject: ReportSubject,
    options: ReportOptions,
    segmenter: SegmenterThread,
    map_cache: ProbabilityMapCache | None,
    overwrite: bool,
    keep_both: bool,
    handle: TaskHandle,
) -> ReportResult:
    """Writes the report; earlier ones are kept if it fails or is stopped.

    Raises ExportError, SourceError, DeviceError and CancelledError.
    """
    names = report_names(subject.review.reader, options.formats)
    named = (
        nullcontext(None)
        if options.key_file is None
        else neutral_folder(subject.path, options.out_folder, options.key_file)
    )
    with named as neutral:
        folder = neutral.folder if neutral is not None else output_folder(subject.path, options.out_folder)
        staged_folder = StagedFolder(folder, names, overwrite=overwrite, keep_both=keep_both)
        report = _read_report(subject, options, segmenter, map_cache, handle)
        with staged_folder as staged:
            _check_no_overlap(subject.path, staged_folder.folder, names)
            if neutral is not None:
                report = replace(report, recording_name=options.title or neutral.folder.name)
            try:
                _write_files(report, staged, names)
            except OSError as error:
                raise write_error(folder, error) from error
            handle.raise_if_cancelled()
            if neutral is not None:
                replace(neutral, folder=staged_folder.folder).record(subject.path, ())
    outputs = tuple(staged_folder.folder / name for name in names)
    return ReportResult(outputs, is_draft=not subject.review.is_complete)


def _read_report(
    subject: ReportSubject,
    options: ReportOptions,
    segmenter: SegmenterThread,
    map_cache: ProbabilityMapCache | None,
    handle: TaskHandle,
) -> ReviewReport:
    def report_progress(now: ExportProgress) -> None:
        handle.progress(now.fraction, tr("Picture {done} of {total}").format(done=now.done, total=now.total))

    shown = [listed for listed in subject.findings if listed.state in PICTURED] if options.pictures else []
    opened_masks = subject.masks.open() if subject.masks is not None else nullcontext()
    with subject.open_frames() as source, opened_masks as masks:
        source.wait_for_index()
        reader = FrameReader(source, segmenter, map_cache, report_progress, handle.cancel_event, masks=masks)
        pictures = read_pictures(reader, shown, subject.style, subject.policy.keep_level)
        if subject.model_hidden:
            pictures = {extent: FramePicture(picture.image) for extent, picture in pictures.items()}
        times_s = source.times_s()
    return ReviewReport(
        recording_name=options.title or source_name(subject.path),
        recording=subject.recording,
        review=subject.review,
        findings=subject.findings,
        pictures=pictures,
        times_s=times_s,
        provenance=subject.provenance,
        model_sha256=subject.model_sha256,
        policy=subject.policy,
        analysed_fraction=subject.analysed_fraction,
        model_hidden=subject.model_hidden,
        privacy=subject.privacy,
        with_notes=options.notes,
        with_bookmarks=options.bookmarks,
    )


def _write_files(report: ReviewReport, folder: Path, names: list[str]) -> None:
    html = report_html(report)
    notice = RESEARCH_USE_ONLY if report.review.is_complete else f"Draft. {RESEARCH_USE_ONLY}"
    for name in names:
        is_pdf = name.endswith(".pdf")
        content = report_pdf(html, f"Review of {report.recording_name}", notice) if is_pdf else html.encode()
        (folder / name).write_bytes(content)


def _check_no_overlap(source: SourcePath, folder: Path, names: list[str]) -> None:
    refuse_overlap([folder / name for name in names], [source] if isinstance(source, Path) else source)
