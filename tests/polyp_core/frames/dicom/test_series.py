"""Folders of DICOM files and DICOMDIRs show their series, of which one is opened."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom.uid import MPEG4HP41, ExplicitVRLittleEndian

from polyp_core import cli
from polyp_core.analysis.queue.discovery import find_sources
from polyp_core.errors import SourceError
from polyp_core.frames.dicom.series import choose_series, find_series, is_dicom_medium
from polyp_core.frames.open import open_source

from ..video.clips import H264, number_in, numbered_picture
from .files import tool, write_dicom

SIZE = (160, 96)


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """A folder with two recordings and three stills of one series, and a recording of an earlier one."""
    root = tmp_path / "disk"
    for name in ("LATER", "EARLIER"):
        (root / name).mkdir(parents=True)
    stream = replace(H264, frames=6).write(tmp_path / "a.mp4").read_bytes()
    common = {"SeriesInstanceUID": "1.2.3", "StudyInstanceUID": "1.2", "SeriesNumber": 7, "SeriesDescription": "Colon"}
    for number in (2, 1):
        tags = common | {"InstanceNumber": number}
        write_dicom(root / "LATER" / f"V{number}", [stream], MPEG4HP41, frames=6, **tags)
    for number, name in ((12, "S1"), (10, "S2"), (11, "S3")):
        pixels = numbered_picture(number, *SIZE).tobytes()
        tags = common | {"InstanceNumber": number}
        write_dicom(root / "LATER" / name, pixels, ExplicitVRLittleEndian, **tags)
    write_dicom(root / "EARLIER" / "1.2.840", [stream], MPEG4HP41, frames=6, StudyDate="20190101", SeriesNumber=None)
    (root / "README.txt").write_text("read me")
    (root / "LATER" / "REPORT").write_bytes(bytes(128) + b"DICM" + bytes(40))  # skipped
    return root


def test_the_series_of_a_folder_are_listed_and_chosen(medium: Path):
    assert [each.label for each in find_series(medium)] == [
        "Series, video, 160 x 96, 6 frames",
        "Series 7: Colon, video, 160 x 96, 6 frames",
        "Series 7: Colon, video, 160 x 96, 6 frames",
        "Series 7: Colon, 3 stills, 160 x 96",
    ]
    assert choose_series(medium, 2) == medium / "LATER" / "V1"
    stills = choose_series(medium, 4)
    with open_source(stills) as source:
        assert [number_in(frame.image) for frame in source.frames()] == [10, 11, 12]
    with pytest.raises(SourceError, match=r"disk has several DICOM series \(1: Series, video.*4: .*\)\. Choose one "):
        choose_series(medium, None)
    with pytest.raises(SourceError, match="disk has 4 DICOM series: there is no series 5"):
        choose_series(medium, 5)
    assert choose_series(medium / "EARLIER", None) == medium / "EARLIER" / "1.2.840"


def test_stills_without_numbers_are_in_natural_order(tmp_path: Path):
    for number in (10, 2, 1):
        pixels = numbered_picture(number, *SIZE).tobytes()
        write_dicom(tmp_path / f"S{number}", pixels, ExplicitVRLittleEndian, SeriesInstanceUID="1.2.3")
    assert [each.name for each in find_series(tmp_path)[0].files] == ["S1", "S2", "S10"]


def test_what_is_no_medium_stays_as_it_is(medium: Path, tmp_path: Path):
    clip = tmp_path / "a.mp4"
    assert choose_series(clip, None) == clip and not is_dicom_medium(tmp_path / "nothing")
    with pytest.raises(SourceError, match=r"a\.mp4 is no DICOM folder or DICOMDIR"):
        choose_series(clip, 1)
    (medium / "a.png").write_bytes(b"")  # a folder of pictures is one, whatever else is in it
    assert not is_dicom_medium(medium)


def test_a_dicomdir_lists_the_series_with_dcmtk(tmp_path: Path):
    for number in (1, 2):
        pixels = numbered_picture(number, *SIZE).tobytes()
        write_dicom(
            tmp_path / f"IM{number}",
            pixels,
            ExplicitVRLittleEndian,
            frames=None,
            SeriesInstanceUID=f"1.2.{number}",
            SeriesNumber=number,
            StudyTime="101010",
            StudyID="1",
            AccessionNumber="",
            InstanceNumber=1,
            PatientOrientation="",
        )
    subprocess.run(
        [tool("dcmmkdir"), "--general-purpose", "-Nxc", "+I", "IM1", "IM2"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    index = tmp_path / "DICOMDIR"
    assert [each.files for each in find_series(index)] == [(tmp_path / "IM1",), (tmp_path / "IM2",)]
    (tmp_path / "IM2").unlink()
    assert choose_series(index, None) == tmp_path / "IM1"
    (tmp_path / "IM1").unlink()
    with pytest.raises(SourceError, match="DICOMDIR lists no DICOM file with pictures that is there"):
        choose_series(index, None)


def test_the_series_of_a_folder_are_queued_one_by_one(medium: Path):
    assert find_sources([medium]) == [
        medium / "EARLIER" / "1.2.840",
        medium / "LATER" / "V1",
        medium / "LATER" / "V2",
        tuple(medium / "LATER" / name for name in ("S2", "S3", "S1")),
    ]


def test_the_command_needs_the_number_of_one_of_several_series(
    medium: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    write_loud_model,
):
    model = write_loud_model(tmp_path / "tiny.safetensors", None).path

    def run(*arguments: str) -> int:
        given = ["polyp-annotate", medium, "--out", tmp_path / "out", "--write", "csv", "--model", model, "--no-cache"]
        monkeypatch.setattr("sys.argv", [*map(str, given), *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0)

    assert run() == 2
    (error,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error:")]
    assert "several DICOM series (1: Series, video" in error and error.endswith("Choose one (--series).")
    assert run("--series", "3") == 0
    assert len((tmp_path / "out" / "V2" / "frames.csv").read_text().splitlines()) == 7
    assert run("--series", "4") == 0
    assert len((tmp_path / "out" / "images" / "frames.csv").read_text().splitlines()) == 4
