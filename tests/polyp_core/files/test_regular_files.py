"""Only regular files are opened, and names in other encodings are converted to text and back."""

import os
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.analysis.probability_map_keys import content_digest
from polyp_core.errors import ModelFileError, SourceError
from polyp_core.files.json_files import read_json
from polyp_core.files.regular_files import open_regular, read_regular, read_regular_text, why_not_readable
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import image_size, read_image, read_reduced_image
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.model.model_file import read_model_file
from polyp_core.printable_names import path_of, printable

MakeOdd = Callable[..., dict[str, str]]
BAD_NAME = os.fsdecode(b"aufnahme_\xfc")


def picture() -> bytes:
    pixels = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    return bytes(cv2.imencode(".png", pixels)[1].tobytes())


def test_pipes_and_devices_are_refused_without_blocking(tmp_path: Path, make_odd_files: MakeOdd) -> None:
    for name, reason in make_odd_files(tmp_path).items():
        path = tmp_path / name
        assert reason in str(why_not_readable(path))
        for read in (open_regular, read_regular, read_regular_text, read_json, content_digest):
            with pytest.raises(OSError):
                read(path)
        for read_pixels in (read_image, read_mask, lambda p: read_reduced_image(p, 16)):
            with pytest.raises(SourceError, match=f"{name}.*{reason}"):
                read_pixels(path)
        assert image_size(path) is None
        with pytest.raises(ModelFileError, match=name):
            read_model_file(path)


@pytest.mark.parametrize("suffix", [".png", ".mp4", ".ts"])
def test_a_source_that_is_not_a_regular_file_is_refused_by_name(
    tmp_path: Path, make_odd_files: MakeOdd, suffix: str
) -> None:
    for name, reason in make_odd_files(tmp_path, suffix).items():
        with pytest.raises(SourceError, match=f"{name}.*{'holds no images' if 'folder' in reason else reason}"):
            open_source(tmp_path / name)


def test_a_folder_of_images_skips_and_names_them(tmp_path: Path, make_odd_files: MakeOdd) -> None:
    odd = make_odd_files(tmp_path)
    with pytest.raises(SourceError, match=r"holds no images .* Left out: .*device\.png \(it is a device"):
        open_source(tmp_path)
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "torn.png").write_bytes(picture()[:12])
    with open_source(tmp_path) as source:
        assert [frame.name for frame in source.frames()] == ["a.png", "torn.png"]
        unreadable, left_out = source.info.notes
    assert unreadable == "1 image cannot be read; a black frame stands in its place: torn.png."
    assert all(f"{name} (" in left_out and reason in left_out for name, reason in odd.items())
    with open_source([tmp_path / "a.png", tmp_path / "pipe.png"]) as source:
        assert [frame.damaged for frame in source.frames()] == [False, True]
        assert "pipe.png" in source.info.notes[0]


def test_a_link_to_a_file_counts_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "link.png").symlink_to(tmp_path / "a.png")
    assert read_image(tmp_path / "link.png").shape == (48, 64, 3)
    assert image_size(tmp_path / "link.png") == (64, 48)


def test_files_are_read_whole_whatever_size_the_system_states(tmp_path: Path) -> None:
    for content in (b"", b"\r\n\x1a", bytes(range(256)) * 20_000):
        (tmp_path / "file").write_bytes(content)
        assert read_regular(tmp_path / "file") == content
    stated = Path("/proc/self/status")  # its size is 0
    if stated.exists():
        assert read_regular(stated).startswith(b"Name:")


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bits_and_12_bits_in_16_are_converted_to_8(tmp_path: Path, suffix: str) -> None:
    ramp = np.linspace(0, 1, 64 * 48).reshape(48, 64)
    for largest in (65535, 4095):
        pixels = (ramp * largest).astype(np.uint16)
        for name, stored in {"grey": pixels, "colour": np.dstack([pixels] * 3)}.items():
            path = tmp_path / f"{name}{largest}{suffix}"
            path.write_bytes(cv2.imencode(suffix, stored)[1].tobytes())
            assert np.abs(read_image(path)[..., 0].astype(int) - ramp * 255).max() <= 1
            assert image_size(path) == (64, 48)
    (tmp_path / "dark.png").write_bytes(cv2.imencode(".png", (ramp * 15).astype(np.uint8))[1].tobytes())
    assert read_image(tmp_path / "dark.png").max() == 15


def test_names_in_other_encodings_round_trip_through_text() -> None:
    path = Path("/klinik") / f"{BAD_NAME}.png"
    assert printable(path) == "/klinik/aufnahme_\\xfc.png"
    assert path_of(printable(path)) == path
    assert printable("größer") == "größer" and path_of("/a/größer.png") == Path("/a/größer.png")
    assert str(SourceError(f"{path} is empty.")) == "/klinik/aufnahme_\\xfc.png is empty."


def test_a_file_whose_name_contains_an_escape_sequence_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a\\xfc.png"
    file.write_bytes(b"")
    assert path_of(printable(file)) == file
