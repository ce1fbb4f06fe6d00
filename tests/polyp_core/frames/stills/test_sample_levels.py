"""Samples of more than 8 bits and fractions are scaled to full brightness, equally for all frames of a source."""

import struct
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import read_image

RAMP = np.linspace(0, 1, 32 * 48).reshape(32, 48)


def png(pixels: NDArray[np.generic], significant_bits: int | None = None) -> bytes:
    data = bytes(cv2.imencode(".png", pixels)[1].tobytes())
    if significant_bits is None:
        return data
    at = data.index(b"IDAT") - 4
    chunk = b"sBIT" + bytes([significant_bits])
    return data[:at] + b"\0\0\0\1" + chunk + b"\0\0\0\0" + data[at:]


@pytest.mark.parametrize("suffix", [".png", ".tif", ".pgm"])
@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_every_bit_depth_is_scaled_to_full_brightness(tmp_path: Path, suffix: str, bits: int) -> None:
    path = tmp_path / f"frame{suffix}"
    path.write_bytes(cv2.imencode(suffix, (RAMP * (2**bits - 1)).astype(np.uint16))[1].tobytes())
    with open_source(path) as source:
        assert np.abs(source.read(0).image[..., 0] - RAMP * 255).max() <= 1
        notes = [note for note in source.info.notes if "full brightness" in note]
    assert notes == ([f"The pictures hold {bits} bits in 16: they are shown at their full brightness."] * (bits < 16))


def test_the_bit_depth_stated_in_the_file_is_used_for_dark_images(tmp_path: Path) -> None:
    dark = (RAMP * 500).astype(np.uint16)
    (tmp_path / "a.png").write_bytes(png(dark, significant_bits=12))
    tifffile.imwrite(tmp_path / "b.tif", dark, extratags=[(281, "H", 1, 4095, True)])
    (tmp_path / "c.pgm").write_bytes(b"P5 48 32 4095\n" + dark.astype(">u2").tobytes())
    for name in ("a.png", "b.tif", "c.pgm"):
        assert np.abs(read_image(tmp_path / name)[..., 0].astype(int) - (dark >> 4)).max() <= 1
    bright = (RAMP * 65535).astype(np.uint16)  # as the PNG standard has it: scaled to all 16 bits
    (tmp_path / "d.png").write_bytes(png(bright, significant_bits=12))
    assert np.abs(read_image(tmp_path / "d.png")[..., 0].astype(int) - (bright >> 8)).max() <= 1


def write_frames(folder: Path, kind: str, frames: list[NDArray[np.generic]]) -> Path:
    if kind == "stack":
        tifffile.imwrite(folder / "stack.tif", np.stack(frames), photometric="minisblack")
        return folder / "stack.tif"
    for number, frame in enumerate(frames):
        if kind == "png":
            (folder / f"{number}.png").write_bytes(png(frame))
        else:
            tifffile.imwrite(folder / f"{number}.tif", frame)
    return folder


@pytest.mark.parametrize("kind", ["png", "tif", "stack"])
def test_dark_and_bright_frames_of_a_source_have_one_scale(tmp_path: Path, kind: str) -> None:
    frames: list[NDArray[np.generic]] = [(RAMP * white).astype(np.uint16) for white in (900, 200, 4095, 60)]
    with open_source(write_frames(tmp_path, kind, frames)) as source:
        shown = [frame.image[..., 0] for frame in source.frames()]
        assert source.info.notes == ("The pictures hold 12 bits in 16: they are shown at their full brightness.",)
    for image, frame in zip(shown, frames, strict=True):
        np.testing.assert_array_equal(image, frame.astype(int) >> 4)


@pytest.mark.parametrize("kind", ["tif", "stack"])
def test_fractions_are_scaled_from_the_lowest_to_the_highest_of_all_frames(tmp_path: Path, kind: str) -> None:
    frames: list[NDArray[np.generic]] = [(RAMP * 50 + 100).astype(np.float32), (RAMP * 100 + 50).astype(np.float32)]
    with open_source(write_frames(tmp_path, kind, frames)) as source:
        shown = [frame.image[..., 0] for frame in source.frames()]
        assert "numbers from 50 to 150: the lowest is shown black, the highest white" in source.info.notes[0]
    assert shown[1].min() == 0 and shown[1].max() == 255
    assert abs(int(shown[0].min()) - 127) <= 1 and shown[0].max() == 255


def test_negative_values_are_scaled_with_a_note(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", (RAMP * 400 - 200).astype(np.int16))
    with open_source(tmp_path / "a.tif") as source:
        assert np.abs(source.read(0).image[..., 0] - RAMP * 255).max() < 1.5
        assert "numbers from -200 to 200" in source.info.notes[0]


def test_nan_is_black_and_infinity_is_the_end_of_the_scale(tmp_path: Path) -> None:
    values = RAMP.astype(np.float32)
    values[0, :3] = np.nan, np.inf, -np.inf
    tifffile.imwrite(tmp_path / "a.tif", values)
    tifffile.imwrite(tmp_path / "b.tif", np.full((8, 8), np.nan, np.float32))
    tifffile.imwrite(tmp_path / "c.tif", np.full((8, 8), 7, np.float32))
    assert read_image(tmp_path / "a.tif")[0, :3, 0].tolist() == [0, 255, 0]
    assert np.abs(read_image(tmp_path / "a.tif")[1:, :, 0] - RAMP[1:] * 255).max() <= 1
    assert not read_image(tmp_path / "b.tif").any()
    assert np.ptp(read_image(tmp_path / "c.tif")) == 0


def test_a_file_of_zeros_is_black(tmp_path: Path) -> None:
    data = BytesIO()
    tifffile.imwrite(data, np.zeros((8, 8), np.uint16))
    (tmp_path / "a.tif").write_bytes(data.getvalue())
    with open_source(tmp_path / "a.tif") as source:
        assert not source.read(0).image.any() and source.info.notes == ()


def packed_tiff(values: NDArray[np.integer], bits: int) -> bytes:
    """Packed grey samples of `bits` bits, which no installed library writes."""
    rows = b""
    for row in values:
        text = "".join(f"{int(value):0{bits}b}" for value in row)
        rows += int(text, 2).to_bytes(len(text) // 8)
    height_px, width_px = values.shape
    tags = [(256, width_px), (257, height_px), (258, bits), (259, 1), (262, 1), (273, 8), (277, 1), (278, height_px)]
    tags.append((279, len(rows)))
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    head = b"II*\0" + struct.pack("<I", 8 + len(rows)) + rows
    return head + struct.pack("<H", len(tags)) + directory + bytes(4)


@pytest.mark.parametrize("bits", [2, 4, 12])
def test_packed_samples_are_read(tmp_path: Path, bits: int) -> None:
    (tmp_path / "a.tif").write_bytes(packed_tiff(np.rint(RAMP * (2**bits - 1)).astype(int), bits))
    assert np.abs(read_image(tmp_path / "a.tif")[..., 0] - RAMP * 255).max() <= 255 / 2**bits + 1


@pytest.mark.parametrize("bits", [10, 14])
def test_unsupported_packed_samples_are_named(tmp_path: Path, bits: int) -> None:
    (tmp_path / "a.tif").write_bytes(packed_tiff(np.rint(RAMP * (2**bits - 1)).astype(int), bits))
    with pytest.raises(SourceError, match=rf"holds samples of {bits} bits, which are not read"):
        open_source(tmp_path / "a.tif")
