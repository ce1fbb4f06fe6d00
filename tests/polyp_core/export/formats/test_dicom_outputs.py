"""DICOM outputs are valid, hold the masks and findings of the export, and name no one unless that is asked for."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import MPEG4HP41, ExplicitVRLittleEndian

from polyp_core.errors import ExportError
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.findings.policy import PRESETS
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle

from ...conftest import CLIP_FRAMES, CLIP_SIZE_PX, clip_picture, square_found
from ...frames.dicom.files import PATIENT, tool, write_dicom

OUTPUTS = frozenset({"dicom-seg", "dicom-report"})
OPTIONS = AnnotateOptions(
    style=OverlayStyle(threshold=0.5),
    outputs=OUTPUTS,
    caption=False,
    findings=FindingOptions(PRESETS["every region"]),
)


@pytest.fixture
def recording(clip: Path, tmp_path: Path) -> Path:
    """The clip of a square as a DICOM file that names a patient, in public and private tags."""
    return write_dicom(tmp_path / "IM1", [clip.read_bytes()], MPEG4HP41, frames=CLIP_FRAMES, size_px=CLIP_SIZE_PX)


@pytest.fixture
def export(recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    def run(source: Path | tuple[Path, ...] = recording, **options: object) -> Path:
        return annotate(source, tmp_path / "out", replace(OPTIONS, **options), segmenter_thread).folder

    return run


def dicom_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.dcm"))


def segmented(path: Path) -> dict[int, np.ndarray]:
    """The masks of a segmentation by the number of the frame that they refer to."""
    read = dcmread(path)
    masks = np.atleast_3d(read.pixel_array) if read.NumberOfFrames > 1 else read.pixel_array[None]
    sources = [
        groups.DerivationImageSequence[0].SourceImageSequence[0] for groups in read.PerFrameFunctionalGroupsSequence
    ]
    return {source.ReferencedFrameNumber: mask > 0 for source, mask in zip(sources, masks, strict=True)}


def test_a_segmentation_has_the_masks_of_its_frames(export):
    masks = segmented(export(ranges=(range(4, 30),)) / "segmentation.dcm")
    assert list(masks) == list(range(5, 31))  # counted from 1
    assert all(square_found(mask, number - 1) for number, mask in masks.items())


def test_a_segmentation_packs_pixels_of_odd_sizes_and_cuts_what_is_hidden(
    tmp_path: Path, segmenter_thread: SegmenterThread
):
    paths = []
    for number in range(3):
        image = clip_picture(number)[:119, :157]
        paths.append(write_dicom(tmp_path / f"S{number}", image.tobytes(), ExplicitVRLittleEndian, size_px=(157, 119)))
    folder = annotate(
        tuple(paths),
        tmp_path / "out",
        replace(OPTIONS, outputs=frozenset({"dicom-seg"}), privacy=Privacy((Box(0, 0, 157, 40),))),
        segmenter_thread,
    ).folder
    read = dcmread(folder / "segmentation.dcm")
    assert (read.Columns, read.Rows, read.NumberOfFrames) == (157, 119, 3)
    for mask in read.pixel_array:
        assert mask.any() and not mask[:40].any()
    sources = [each.DerivationImageSequence[0].SourceImageSequence[0] for each in read.PerFrameFunctionalGroupsSequence]
    assert len({each.ReferencedSOPInstanceUID for each in sources}) == 3  # each still is an instance
    assert not any("ReferencedFrameNumber" in each for each in sources)


def test_a_recording_without_a_polyp_has_one_empty_frame(export):
    masks = segmented(export(ranges=(range(2),), style=OverlayStyle(threshold=0.99999)) / "segmentation.dcm")
    assert list(masks) == [1] and not masks[1].any()


def test_frames_of_several_sizes_are_refused(tmp_path: Path, segmenter_thread: SegmenterThread):
    for number, side in enumerate((64, 96)):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.zeros((side, side, 3), np.uint8))
    with pytest.raises(ExportError, match="Frames of different sizes do not fit into one DICOM segmentation"):
        annotate(tmp_path, tmp_path.parent / "out", OPTIONS, segmenter_thread)


def items(content: Dataset, name: str) -> list[Dataset]:
    """All items of that name in a tree of content."""
    found = []
    for item in content.get("ContentSequence", ()):
        if "ConceptNameCodeSequence" in item and item.ConceptNameCodeSequence[0].CodeMeaning == name:
            found.append(item)
        found += items(item, name)
    return found


def test_a_report_lists_the_findings_with_their_pictures(export):
    folder = export()
    report = dcmread(folder / "findings.dcm")
    captures = {dcmread(path).SOPInstanceUID: dcmread(path) for path in (folder / "findings-dicom").iterdir()}
    decisions = items(report, "Decision")
    assert len(decisions) >= 1 and len(captures) == 2 * len(decisions)
    assert {each.ConceptCodeSequence[0].CodeMeaning for each in decisions} == {"Undecided"}
    assert report.CompletionFlag == "PARTIAL" and report.VerificationFlag == "UNVERIFIED"
    (notice,) = items(report, "Comment")
    assert notice.TextValue.startswith("Research use only. Not for diagnosis.")
    best = int(items(report, "Best frame")[0].MeasuredValueSequence[0].NumericValue)
    bare = next(each for each in captures.values() if each.InstanceNumber == 1)
    assert bare.SourceImageSequence[0].ReferencedFrameNumber == best + 1
    assert np.abs(bare.pixel_array.astype(int) - clip_picture(best)).mean() < 5
    series = report.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence
    listed = {each.ReferencedSOPInstanceUID for one in series for each in one.ReferencedSOPSequence}
    assert set(captures) < listed


def test_nothing_in_the_outputs_identifies_the_source_unless_it_is_asked_for(export, recording: Path, tmp_path: Path):
    source = dcmread(recording, stop_before_pixels=True)
    uids = [source.SOPInstanceUID, source.SeriesInstanceUID, source.StudyInstanceUID]
    secrets = [PATIENT, "SECRET-4711", "20200102", *uids]
    folder = export()
    assert len(dicom_files(folder)) >= 4
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in data], path
    study = dcmread(dicom_files(folder)[0])
    assert (study.PatientName, study.PatientIdentityRemoved) == ("Anonymous", "YES")

    named = export(identify_source=True, overwrite=True)
    for path in dicom_files(named):
        read = dcmread(path)
        assert (read.PatientName, read.PatientID, read.StudyDate) == (PATIENT, "SECRET-4711", "20200102")
        assert read.StudyInstanceUID == source.StudyInstanceUID and "PatientIdentityRemoved" not in read
        assert source.SOPInstanceUID.encode() in path.read_bytes()
        assert source.SeriesInstanceUID != read.SeriesInstanceUID and b"Some Company" not in path.read_bytes()


def test_every_output_of_a_dicom_source_is_free_of_its_tags(export, recording: Path):
    """Tables, videos and labels, too."""
    folder = export(outputs=frozenset(FORMATS), ranges=(range(3),))
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert PATIENT.encode() not in path.read_bytes() and b"SECRET-4711" not in path.read_bytes(), path


def test_a_source_that_is_no_dicom_names_no_one(clip: Path, tmp_path: Path, segmenter_thread: SegmenterThread):
    result = annotate(clip, tmp_path / "out", replace(OPTIONS, identify_source=True), segmenter_thread)
    assert "The source is no DICOM file, so the DICOM outputs name no patient." in result.notes
    assert dcmread(result.folder / "findings.dcm").PatientName == "Anonymous"


def test_dicom3tools_and_dcmtk_find_no_error(export):
    folder = export(identify_source=False)
    for path in dicom_files(folder):
        checked = subprocess.run([tool("dciodvfy"), path], capture_output=True, text=True, check=False)
        errors = [line for line in (checked.stderr + checked.stdout).splitlines() if line.startswith("Error")]
        assert errors == [], path.name
    dumped = subprocess.run([tool("dsrdump"), folder / "findings.dcm"], capture_output=True, text=True, check=True)
    assert "Comprehensive SR Document" in dumped.stdout and "Polyp of colon" in dumped.stdout
    for path in dicom_files(folder):
        subprocess.run([tool("dcmdump"), "+fo", path], capture_output=True, check=True)


@pytest.mark.skipif("ORACLE_PYTHON" not in os.environ, reason="needs an environment with highdicom")
def test_highdicom_reads_the_segmentation(export, tmp_path: Path):
    path = export(ranges=(range(3, 6),)) / "segmentation.dcm"
    script = (
        "import sys, numpy as np, highdicom; seg = highdicom.seg.segread(sys.argv[1]); "
        "assert seg.segmentation_type.value == 'BINARY' and seg.number_of_segments == 1; "
        "np.save(sys.argv[2], seg.get_total_pixel_matrix() if 0 else seg.pixel_array)"
    )
    subprocess.run([os.environ["ORACLE_PYTHON"], "-c", script, path, tmp_path / "a.npy"], check=True)
    assert all(
        square_found(mask > 0, index) for index, mask in zip(range(3, 6), np.load(tmp_path / "a.npy"), strict=True)
    )
