"""A file with several images is a source of as many frames."""

import sys
import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source

COUNT = 8
DURATIONS_MS = [200, 0, 40, 40, 500, 10, 40, 100]
SHOWN_S = [0.2, 0.1, 0.04, 0.04, 0.5, 0.1, 0.04, 0.1]
"""Browsers show a picture of no time, or of 10 ms, for 100 ms."""


def pictures(count: int = COUNT) -> list[NDArray[np.uint8]]:
    """A square of 8 x 8 that moves over a static background, so that an animation stores only the square."""
    found = []
    for number in range(count):
        image = np.full((48, 80, 3), (90, 60, 40), np.uint8)
        image[5 * (number % 8) : 5 * (number % 8) + 8, 8 * (number % 8) : 8 * (number % 8) + 8] = (
            250,
            20 * number % 255,
            10,
        )
        found.append(image)
    return found


def write_animation(path: Path, images: list[NDArray[np.uint8]], **options: object) -> Path:
    first, *others = map(PillowImage.fromarray, images)
    first.save(path, save_all=True, append_images=others, **options)
    return path


ANIMATIONS = {"a.png": {}, "a.webp": {"lossless": True}, "a.gif": {}, "a.avif": {"quality": 100}}


@pytest.mark.parametrize("name", sorted(ANIMATIONS))
def test_an_animation_has_the_frames_and_times_of_its_file(tmp_path: Path, name: str) -> None:
    path = write_animation(tmp_path / name, pictures(), duration=DURATIONS_MS, **ANIMATIONS[name])
    with open_source(path) as source:
        info = source.wait_for_index()
        assert (info.kind, info.frame_count, info.width_px, info.height_px) == ("stack", COUNT, 80, 48)
        assert info.variable_rate and not info.indexing
        if name != "a.avif":  # Pillow rounds its times as it writes them
            np.testing.assert_allclose(source.times_s(), np.cumsum([0, *SHOWN_S[:-1]]), atol=1e-6)
            assert info.duration_s == pytest.approx(sum(SHOWN_S))
        frames = list(source.frames())
        assert [frame.index for frame in frames] == list(range(COUNT))
        assert [frame.name for frame in frames] == [None] * COUNT
        for frame, expected in zip(frames, pictures(), strict=True):
            assert np.abs(frame.image.astype(int) - expected).mean() < 3
            assert frame.time_s == source.time_s(frame.index)
            assert source.index_at(frame.time_s) == frame.index
        assert source.index_at(99) == COUNT - 1
        for index in (-1, COUNT):
            with pytest.raises(IndexError):
                source.read(index)


@pytest.mark.parametrize("name", sorted(ANIMATIONS))
@pytest.mark.parametrize("kept_bytes", [2**28, 3 * 48 * 80 * 3])
def test_reading_in_any_order_gives_the_same_images(
    tmp_path: Path, name: str, kept_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polyp_core.frames.stills.animations._CACHE_BYTES", kept_bytes)
    path = write_animation(tmp_path / name, pictures(), duration=40, **ANIMATIONS[name])
    with open_source(path) as source:
        in_order = [frame.image for frame in source.frames()]
        for index in [*reversed(range(COUNT)), *np.random.default_rng(1).integers(0, COUNT, 30)]:
            np.testing.assert_array_equal(source.read(int(index)).image, in_order[index])


@pytest.mark.parametrize("disposal", [0, 1, 2])
def test_gif_disposal_methods_are_applied(tmp_path: Path, disposal: int) -> None:
    """Each image is a transparent frame with a square: it is added (0, 1), or the last one is cleared first (2)."""
    squares = []
    for number in range(3):
        image = PillowImage.new("P", (30, 10), 0)
        image.putpalette([0, 0, 0, 250, 10, 10])
        image.paste(1, (10 * number, 0, 10 * number + 5, 5))
        squares.append(image)
    path = tmp_path / "a.gif"
    squares[0].save(
        path, save_all=True, append_images=squares[1:], transparency=0, disposal=disposal, duration=50, optimize=False
    )
    with open_source(path) as source:
        shown = [(frame.image[..., 0] > 128).sum() // 25 for frame in source.frames()]
    assert shown == ([1, 1, 1] if disposal == 2 else [1, 2, 3])


def test_the_fallback_image_of_an_animated_png_is_not_a_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    substitute, *shown = map(PillowImage.fromarray, pictures(4))
    substitute.save(path, save_all=True, default_image=True, append_images=shown, duration=[100, 200, 300])
    with open_source(path) as source:
        assert source.info.frame_count == 3
        np.testing.assert_allclose(source.times_s(), [0, 0.1, 0.3])
        for frame, expected in zip(source.frames(), pictures(4)[1:], strict=True):
            np.testing.assert_array_equal(frame.image, expected)


def test_an_animation_with_one_frame_is_an_image(tmp_path: Path) -> None:
    PillowImage.fromarray(pictures()[0]).save(tmp_path / "a.gif")
    with open_source(tmp_path / "a.gif") as source:
        assert (source.info.kind, source.info.frame_count) == ("images", 1)


def imagej_of_one_directory(path: Path, stack: NDArray[np.uint8]) -> None:
    """A stack as ImageJ writes above 4 GB: the description states how many images follow the first one."""
    description = f"ImageJ=1.54f\nimages={len(stack)}\nslices={len(stack)}\nloop=false\n"
    data = BytesIO()
    tifffile.imwrite(data, stack[0], description=description, metadata=None, photometric="minisblack")
    path.write_bytes(data.getvalue() + stack[1:].tobytes())


STACK = np.random.default_rng(7).integers(0, 256, (10, 20, 30), np.uint8)

TIFFS: dict[str, Callable[[Path], None]] = {
    "plain": lambda path: tifffile.imwrite(path, STACK, photometric="minisblack", metadata=None),
    "shaped": lambda path: tifffile.imwrite(path, STACK, photometric="minisblack"),
    "ImageJ": lambda path: tifffile.imwrite(path, STACK, imagej=True),
    "ImageJ, one directory": lambda path: imagej_of_one_directory(path, STACK),
    "OME": lambda path: tifffile.imwrite(path, STACK, ome=True, photometric="minisblack"),
    "BigTIFF": lambda path: tifffile.imwrite(path, STACK, bigtiff=True, photometric="minisblack"),
    "deflated": lambda path: tifffile.imwrite(path, STACK, compression="zlib", photometric="minisblack"),
    "LZW": lambda path: PillowImage.fromarray(STACK[0]).save(
        path, save_all=True, append_images=[PillowImage.fromarray(page) for page in STACK[1:]], compression="tiff_lzw"
    ),
}


@pytest.mark.parametrize("kind", sorted(TIFFS))
def test_a_stack_has_one_frame_per_image(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "stack.tif"
    TIFFS[kind](path)
    with open_source(path, image_rate_fps=5) as source:
        info = source.info
        assert (info.kind, info.frame_count, info.rate_fps, info.duration_s) == ("stack", 10, 5, 2)
        assert info.notes == ()
        for index in (3, 9, 0, 5, 4, 9, 1):
            np.testing.assert_array_equal(source.read(index).image, STACK[index][..., None].repeat(3, 2))


def test_a_truncated_imagej_stack_has_the_frames_before_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "stack.tif"
    imagej_of_one_directory(path, STACK)
    path.write_bytes(path.read_bytes()[: -3 * 600 - 5])
    with open_source(path) as source:
        assert source.info.frame_count == 6
        assert "it holds 6 of the 10 pictures that it announces" in source.info.notes[0]
        np.testing.assert_array_equal(source.read(5).image[..., 0], STACK[5])


def test_a_damaged_image_of_a_stack_is_named_and_the_others_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "stack.tif"
    tifffile.imwrite(path, STACK, compression="zlib", photometric="minisblack")
    with tifffile.TiffFile(path) as tiff:
        start = tiff.pages[4].dataoffsets[0]
    data = bytearray(path.read_bytes())
    data[start : start + 40] = bytes(40)
    path.write_bytes(data)
    with open_source(path) as source:
        assert [frame.damaged for frame in source.frames()] == [index == 4 for index in range(10)]
        assert source.info.notes == ("Pictures that cannot be read, shown as black frames: number 5.",)
        assert not source.read(4).image.any()


def test_reduced_images_in_a_tiff_are_not_frames(tmp_path: Path) -> None:
    path = tmp_path / "pyramid.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(STACK[0], photometric="minisblack", metadata=None)
        tiff.write(STACK[0, ::2, ::2], subfiletype=1, photometric="minisblack", metadata=None)
    with open_source(path) as source:
        assert (source.info.kind, source.info.frame_count) == ("images", 1)


def test_pages_may_have_different_sizes(tmp_path: Path) -> None:
    path = tmp_path / "pages.tif"
    with tifffile.TiffWriter(path) as tiff:
        for shape in ((20, 30), (20, 30), (40, 50)):
            tiff.write(np.zeros(shape, np.uint8), photometric="minisblack", metadata=None)
    with open_source(path) as source:
        assert source.info.mixed_sizes and (source.info.width_px, source.info.height_px) == (30, 20)
        assert source.read(2).image.shape == (40, 50, 3)


def test_a_stack_in_a_folder_of_images_gives_its_first_image(tmp_path: Path) -> None:
    PillowImage.fromarray(STACK[0]).save(tmp_path / "a.png")
    tifffile.imwrite(tmp_path / "b.tif", STACK, photometric="minisblack")
    with open_source(tmp_path) as source:
        assert source.info.frame_count == 2
        assert source.info.notes == ("1 file holds several pictures, of which one is shown: b.tif (10).",)
        np.testing.assert_array_equal(source.read(1).image[..., 0], STACK[0])


def test_reading_after_closing_from_another_thread_is_an_error(tmp_path: Path) -> None:
    path = write_animation(tmp_path / "a.gif", pictures(), duration=40)
    source = open_source(path)
    source.read(3)
    closer = threading.Thread(target=source.close)
    closer.start()
    closer.join()
    source.close()
    with pytest.raises(SourceError, match=r"a\.gif is closed"):
        source.read(4)
    path.unlink()


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp"])
def test_a_truncated_animation_is_refused_or_its_frames_are_marked(tmp_path: Path, name: str) -> None:
    path = write_animation(tmp_path / name, pictures(), duration=40)
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.8):
        path.write_bytes(whole[: int(share * len(whole))])
        try:
            source = open_source(path)
        except SourceError as error:
            assert "damaged" in str(error) or "cannot be" in str(error)
            continue
        with source:
            frames = list(source.frames())
            assert not frames[0].damaged
            for frame in frames:
                assert frame.damaged or np.abs(frame.image.astype(int) - pictures()[frame.index]).mean() < 3


@pytest.mark.parametrize("name", ["stack.tif", "a.gif"])
def test_a_truncated_file_of_unknown_length_is_reported_as_truncated(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.gif":
        write_animation(path, pictures(), duration=40)
        end = path.stat().st_size - 30
    else:
        with tifffile.TiffWriter(path) as tiff:
            for page in STACK:
                tiff.write(page, photometric="minisblack", metadata=None)
        with tifffile.TiffFile(path) as written:
            end = written.pages[7].offset
    path.write_bytes(path.read_bytes()[:end])
    with open_source(path) as source:
        assert source.info.frame_count in (7, 8)
        assert f"is cut: it goes on after the {source.info.frame_count} pictures" in source.info.notes[0]


@pytest.mark.skipif(sys.platform == "win32", reason="a file with a hole takes its whole length there")
def test_an_imagej_stack_of_more_than_four_gigabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.tif"
    page = np.zeros((1024, 1024), np.uint8)
    description = "ImageJ=1.54f\nimages=4200\nslices=4200\nloop=false\n"
    tifffile.imwrite(path, page, description=description, metadata=None, photometric="minisblack")
    with tifffile.TiffFile(path) as tiff:
        start = tiff.pages.first.dataoffsets[0]
    page[3, 4] = 200
    with path.open("r+b") as file:
        file.seek(start + 4199 * page.nbytes)
        file.write(page.tobytes())
    with open_source(path) as source:
        assert source.info.frame_count == 4200
        assert source.read(4199).image[3, 4].tolist() == [200] * 3
        assert not source.read(4198).image.any()
