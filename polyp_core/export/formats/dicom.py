"""DICOM outputs: a segmentation, and a structured report of the findings with captures of their best frames."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyp_core.display_text import filled
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportedFrame, ExportFormat, ExportInfo, FrameWriter
from polyp_core.export.formats.located_findings import FindingMeasurements, LocatedFinding
from polyp_core.export.provenance import program_version
from polyp_core.review.finding_table import finding_rows
from polyp_core.review.lesion_card import LesionCard

if TYPE_CHECKING:
    from polyp_core.export.dicom.objects import Instance, Study
    from polyp_core.export.dicom.report import ReportedFinding

_CAPTURES, _REPORT, _SEGMENTATION = "findings-dicom", "findings.dcm", "segmentation.dcm"


@contextmanager
def _open_segmentation(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    """Masks have the size of the source's frames, to which they refer, also where the export is cropped."""
    from polyp_core.export.dicom.segmentation import open_segmentation  # imports pydicom

    study = _study(info)
    with open_segmentation(folder / _SEGMENTATION, study, info.provenance.model, info.provenance.comment) as writer:

        def write(frame: ExportedFrame) -> None:
            writer.add(frame.result.frame.index, frame.result.mask)

        yield write


@contextmanager
def _open_report(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    """Measures each frame; once all are measured, reads the best frames of the findings again to write them."""
    from polyp_core.export.dicom.report import write_report  # imports pydicom

    study = _study(info)
    (folder / _CAPTURES).mkdir()
    measured = FindingMeasurements(info.reader.source.info, info.reader.map_cache)
    yield measured.add
    review = info.review
    found = measured.find(info.findings, review.decisions if review is not None else (), info.origin)
    rows = finding_rows([each.listed for each in found], review.reader if review is not None else "")
    best = [each.listed.extent.best_frame for each in found]
    captures: dict[int, tuple[Instance, ...]] = {}
    for read in info.reader.read([range(frame, frame + 1) for frame in best]):
        number = read.range_number
        path = folder / _CAPTURES / f"{number + 1:02d}"
        captures[number] = _write_captures(path, number, found[number], info.render(read.analysed), info, study)
    write_report(
        folder / _REPORT,
        study,
        [_reported(each, captures[number], row) for number, (each, row) in enumerate(zip(found, rows, strict=True))],
        device=f"Polyp Viewer {program_version()}, model {info.provenance.model}",
        notice=info.provenance.notice,
        reader=review.reader if review is not None else "",
        is_complete=review is not None and review.is_complete,
    )


def _study(info: ExportInfo) -> "Study":
    from polyp_core.export.dicom.objects import Study  # imports pydicom

    study = Study(info.source_files, identify=info.identify_source)
    if info.identify_source and not study.is_identified:
        info.notes.append(filled("The source is no DICOM file, so the DICOM outputs name no patient."))
    return study


def _write_captures(
    path: Path, number: int, found: LocatedFinding, result: AnnotatedFrame, info: ExportInfo, study: "Study"
) -> tuple["Instance", ...]:
    """Writes the best frame without and with the outline of the finding; `path` has no suffix yet.

    Returns both, and the frame of the source.
    """
    from polyp_core.export.dicom.secondary_capture import write_secondary_capture  # imports pydicom

    source = study.source(result.frame.index)
    mask, threshold = result.finding_mask(found.listed.extent.box, info.findings.policy.keep_level)
    shown = replace(info.provenance, threshold=threshold)
    pictures = {"bare": (result.picture, info.provenance), "outlined": (result.outlined(mask, shown.caption), shown)}
    captures = []
    for place, (name, (image, made_by)) in enumerate(pictures.items(), start=1):
        file = path.with_name(f"{path.name}_{name}.dcm")
        captures.append(write_secondary_capture(file, study, image, source, 2 * number + place, made_by.comment))
    return (*captures, source)


def _reported(found: LocatedFinding, images: tuple["Instance", ...], row: dict[str, Any]) -> "ReportedFinding":
    from polyp_core.export.dicom.report import ReportedFinding  # imports pydicom

    decision = found.listed.decision
    card = decision.card if decision is not None else LesionCard()
    texts = {
        "Size": card.size,
        "Paris classification": card.paris,
        "NICE classification": card.nice,
        "JNET classification": card.jnet,
        "Resection": card.resected,
        "Histology": card.histology,
        "Note": decision.note if decision is not None else "",
    }
    numbers = {
        "First frame": (row["first_frame"], "{frame}"),
        "Last frame": (row["last_frame"], "{frame}"),
        "Best frame": (row["best_frame"], "{frame}"),
        "Start": (row["start_s"], "s"),
        "End": (row["end_s"], "s"),
        "Peak area": (row["peak_area_fraction"], "1"),
        "Confidence": (row["confidence"], "1"),
    }
    return ReportedFinding(
        state=found.listed.state,
        site=card.site,
        texts={name: str(text) for name, text in texts.items() if text},
        numbers={name: (value, unit) for name, (value, unit) in numbers.items() if value is not None},
        images=images,
    )


FORMATS = (
    ExportFormat(
        name="dicom-seg",
        title="Segmentation (DICOM)",
        description="The masks as binary frames that refer to those of the source",
        files=(_SEGMENTATION,),
        open_writer=_open_segmentation,
        has_identity=True,
    ),
    ExportFormat(
        name="dicom-report",
        title="Findings (DICOM)",
        description="A structured report, and captures of the best frames",
        files=(_REPORT, _CAPTURES),
        open_writer=_open_report,
        needs_picture=False,  # an image that cannot be read shows no finding
        has_overlay=True,
        has_findings=True,
        has_identity=True,
    ),
)
