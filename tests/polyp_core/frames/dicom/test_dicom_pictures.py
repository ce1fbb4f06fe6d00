"""Frames and stills in DICOM files: uncompressed and in each compression, with colours and depths as stored."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from pydicom import dcmread, dcmwrite
from pydicom.uid import (
    JPEG2000,
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    RLELossless,
)

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source

from ..video.clips import number_in, numbered_picture
from .files import PATIENT, tool, write_dicom

WIDTH, HEIGHT = 160, 96


def pictures(count: int) -> list[np.ndarray]:
    return [numbered_picture(number, WIDTH, HEIGHT) for number in range(count)]


def frames_of(path: Path) -> list[np.ndarray]:
    with open_source(path) as source:
        assert source.info.notes == ()
        return [frame.image for frame in source.frames()]


def jpeg(image: np.ndarray, suffix: str = ".jpg", *options: int) -> bytes:
    done, data = cv2.imencode(suffix, image[..., ::-1], options)
    assert done
    return data.tobytes()


def stack(path: Path, count: int = 10, **tags: object) -> Path:
    return write_dicom(path, np.stack(pictures(count)).tobytes(), ExplicitVRLittleEndian, frames=count, **tags)


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian])
@pytest.mark.parametrize("planar", [0, 1])
def test_uncompressed_frames_are_exact(tmp_path: Path, syntax: UID, planar: int):
    images = np.stack(pictures(10))
    stored = images.transpose(0, 3, 1, 2) if planar else images
    path = tmp_path / "a.dcm"
    if syntax == ExplicitVRBigEndian:
        write_dicom(path, stored.tobytes(), ExplicitVRLittleEndian, frames=10, PlanarConfiguration=planar)
        dataset = dcmread(path)
        dataset.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
        del dataset[0x00091001], dataset[0x00090010]
        dcmwrite(path, dataset, implicit_vr=False, little_endian=False, force_encoding=True)
    else:
        write_dicom(path, stored.tobytes(), syntax, frames=10, PlanarConfiguration=planar)
    with open_source(path) as source:
        assert (source.info.kind, source.info.is_recording, source.info.frame_count) == ("stack", True, 10)
        for index in (9, 0, 4):
            assert np.array_equal(source.read(index).image, images[index])


@pytest.mark.parametrize(
    ("options", "writer"),
    [
        (["+e1"], "dcmcjpeg"),  # lossless, selection value 1
        (["+el"], "dcmcjpeg"),
        ([], "dcmcjpls"),
        ([], "dcmcrle"),
    ],
)
@pytest.mark.parametrize("samples", [1, 3])
def test_frames_that_dcmtk_compressed_without_loss_are_exact(
    tmp_path: Path, options: Sequence[str], writer: str, samples: int
):
    images = pictures(3) if samples == 3 else [image[..., :1] for image in pictures(3)]
    photometric = "RGB" if samples == 3 else "MONOCHROME2"
    tags = {"SamplesPerPixel": samples, "PhotometricInterpretation": photometric}
    if samples == 1:
        tags["PlanarConfiguration"] = None
    write_dicom(tmp_path / "a.dcm", np.stack(images).tobytes(), ExplicitVRLittleEndian, frames=3, **tags)
    subprocess.run([tool(writer), *options, tmp_path / "a.dcm", tmp_path / "b.dcm"], check=True)
    found = frames_of(tmp_path / "b.dcm")
    assert len(found) == 3
    assert all(
        np.array_equal(read, np.broadcast_to(image, read.shape)) for read, image in zip(found, images, strict=True)
    )


@pytest.mark.parametrize(
    ("syntax", "suffix", "photometric", "largest"),
    [
        (JPEGBaseline8Bit, ".jpg", "YBR_FULL_422", 4),
        (JPEG2000Lossless, ".jp2", "YBR_RCT", 0),
        (JPEG2000, ".jp2", "YBR_ICT", 4),
    ],
)
def test_compressed_frames_of_colour(tmp_path: Path, syntax: UID, suffix: str, photometric: str, largest: float):
    options = (cv2.IMWRITE_JPEG_QUALITY, 98) if suffix == ".jpg" else (cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000)
    images = [cv2.GaussianBlur(image, (9, 9), 0) for image in pictures(4)]
    fragments = [jpeg(image, suffix, *options) for image in images]
    tags = {"PhotometricInterpretation": photometric, "CineRate": 10}
    path = write_dicom(tmp_path / "a.dcm", fragments, syntax, frames=4, offsets=True, **tags)
    for read, image in zip(frames_of(path), images, strict=True):
        assert np.abs(read.astype(int) - image).mean() <= largest
    with open_source(path) as source:
        assert source.info.rate_fps == 10 and source.times_s().tolist() == pytest.approx([0, 0.1, 0.2, 0.3])


def test_a_still_of_img2dcm_is_that_jpeg(tmp_path: Path):
    image = cv2.GaussianBlur(numbered_picture(3, WIDTH, HEIGHT), (9, 9), 0)
    (tmp_path / "a.jpg").write_bytes(jpeg(image))
    subprocess.run([tool("img2dcm"), tmp_path / "a.jpg", tmp_path / "IM0001"], check=True, capture_output=True)
    with open_source(tmp_path / "IM0001") as dicom, open_source(tmp_path / "a.jpg") as file:
        assert (dicom.info.kind, dicom.info.frame_count) == ("images", 1)
        assert np.abs(dicom.read(0).image.astype(int) - file.read(0).image).max() <= 1


def test_grey_samples_of_12_bits_and_inverted_ones(tmp_path: Path):
    ramp = np.arange(WIDTH * HEIGHT, dtype=np.uint16).reshape(HEIGHT, WIDTH) % 4096
    tags = {"SamplesPerPixel": 1, "PlanarConfiguration": None, "BitsAllocated": 16, "BitsStored": 12, "HighBit": 11}
    for name, photometric in (("a.dcm", "MONOCHROME2"), ("b.dcm", "MONOCHROME1")):
        write_dicom(
            tmp_path / name,
            np.stack([ramp, ramp]).tobytes(),
            ExplicitVRLittleEndian,
            frames=2,
            PhotometricInterpretation=photometric,
            **tags,
        )
    with open_source(tmp_path / "a.dcm") as plain, open_source(tmp_path / "b.dcm") as inverted:
        assert np.array_equal(plain.read(1).image[..., 0], ramp >> 4)
        assert np.array_equal(inverted.read(1).image[..., 0], (4095 - ramp) >> 4)


def test_palette_colours_and_rle(tmp_path: Path):
    image = numbered_picture(9, WIDTH, HEIGHT)[..., 0]
    tables = {
        f"{name}PaletteColorLookupTable{part}": value
        for name, colours in (("Red", range(256)), ("Green", range(255, -1, -1)), ("Blue", [7] * 256))
        for part, value in (
            ("Descriptor", [256, 0, 16]),
            ("Data", np.array([colour << 8 for colour in colours], np.uint16).tobytes()),
        )
    }
    tags = {"SamplesPerPixel": 1, "PlanarConfiguration": None, "PhotometricInterpretation": "PALETTE COLOR", **tables}
    path = write_dicom(tmp_path / "a.dcm", image.tobytes(), ExplicitVRLittleEndian, **tags)
    dataset = dcmread(path)
    dataset.compress(RLELossless)
    dataset.save_as(tmp_path / "b.dcm")
    expected = np.stack([image, 255 - image, np.full_like(image, 7)], axis=-1)
    assert np.array_equal(frames_of(path)[0], expected) and np.array_equal(frames_of(tmp_path / "b.dcm")[0], expected)


def test_times_of_a_frame_time_vector(tmp_path: Path):
    with open_source(stack(tmp_path / "a.dcm", 4, FrameTimeVector=[0, 40, 80, 40])) as source:
        assert source.times_s().tolist() == pytest.approx([0, 0.04, 0.12, 0.16]) and source.info.variable_rate


@pytest.mark.parametrize(("stated", "shown"), [(14, 10), (6, 6), (None, 1)])
def test_a_frame_count_that_does_not_fit_the_data_is_noted(tmp_path: Path, stated: int | None, shown: int):
    path = write_dicom(tmp_path / "a.dcm", np.stack(pictures(10)).tobytes(), ExplicitVRLittleEndian, frames=stated)
    with open_source(path) as source:
        assert [number_in(frame.image) for frame in source.frames()] == list(range(shown))
        said = " ".join(source.info.notes)
    if stated == 14:
        assert said == "The file is cut: it holds 10 of the 14 pictures that it announces."
    elif stated == 6:
        assert said == "The file holds more than the 6 pictures that it announces, which are not shown."


def test_a_damaged_frame_is_black_and_marked(tmp_path: Path):
    fragments = [jpeg(image) for image in pictures(4)]
    fragments[2] = b"\xff\xd8\xff\xe0" + bytes(60)
    path = write_dicom(
        tmp_path / "a.dcm", fragments, JPEGBaseline8Bit, frames=4, PhotometricInterpretation="YBR_FULL_422"
    )
    with open_source(path) as source:
        assert [source.read(index).damaged for index in range(4)] == [False, False, True, False]
        assert source.info.notes == ("Pictures that cannot be read, shown as black frames: number 3.",)


def test_several_stills_are_one_source(tmp_path: Path):
    paths = [
        write_dicom(tmp_path / f"IM{number}", image.tobytes(), ExplicitVRLittleEndian)
        for number, image in enumerate(pictures(3))
    ]
    with open_source(paths) as source:
        assert [number_in(frame.image) for frame in source.frames()] == [0, 1, 2] and not source.info.is_recording


def without(name: str):
    return lambda path: write_dicom(path, pictures(1)[0].tobytes(), ExplicitVRLittleEndian, **{name: None})


BAD = {
    "for which this program has no decoder": lambda path: write_dicom(path, [b"x" * 100], HTJ2KLossless),
    r"as Deflated Explicit .* no decoder": lambda path: write_dicom(path, b"", DeflatedExplicitVRLittleEndian),
    "lacks tags of its pictures: Rows": without("Rows"),
    "lacks tags of its pictures: PhotometricInterpretation": without("PhotometricInterpretation"),
    r"pictures \(": lambda path: _without_pixels(path),
    "or it is cut off before them": lambda path: path.write_bytes(stack(path).read_bytes()[:400]),
    "cannot be read, or it is damaged": lambda path: path.write_bytes(stack(path).read_bytes()[:200]),
    "is too large": lambda path: write_dicom(path, bytes(10), ExplicitVRLittleEndian, size_px=(60_000, 60_000)),
    "is a DICOM file": lambda path: path.write_bytes(bytes(range(200))),
}


def _without_pixels(path: Path) -> None:
    dataset = dcmread(stack(path, 1))
    del dataset.PixelData
    dataset.save_as(path)


@pytest.mark.parametrize("says", BAD)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, says: str):
    path = tmp_path / "a.dcm"
    BAD[says](path)
    with pytest.raises(SourceError, match=says) as caught:
        open_source(path)
    assert str(path) in str(caught.value) and PATIENT not in str(caught.value)
