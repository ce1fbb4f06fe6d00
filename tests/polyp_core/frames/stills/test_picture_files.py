"""Every image format is read completely, upright and in its colours, or refused by name."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageCms

from polyp_core.errors import SourceError
from polyp_core.frames.file_kinds import IMAGE_SUFFIXES
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import image_size, read_image, read_reduced_image, read_single_image
from polyp_core.label_formats.mask_files import read_mask, read_mask_image

WIDTH_PX, HEIGHT_PX = 96, 64
_Y, _X = np.mgrid[:HEIGHT_PX, :WIDTH_PX]
RGB = np.stack([_X * 2.5, _Y * 3.9, (_X + _Y) * 1.5], axis=-1).astype(np.uint8)
GREY = RGB[..., 0].copy()
PICTURE = PillowImage.fromarray(RGB)


def distance(image: NDArray[np.uint8], expected: NDArray[np.uint8] = RGB) -> float:
    assert image.shape == expected.shape and image.dtype == np.uint8
    return float(np.abs(image.astype(int) - expected).mean())


def heic(picture: PillowImage.Image = PICTURE, **options: object) -> bytes:
    file = BytesIO()
    pillow_heif.from_pillow(picture).save(file, quality=-1, chroma=444, **options)
    return file.getvalue()


def encoded(kind: str, picture: PillowImage.Image = PICTURE, **options: object) -> bytes:
    if kind == "HEIF":
        return heic(picture)
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


KIND_OF_SUFFIX = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), "JPEG"),
    **dict.fromkeys((".png", ".apng"), "PNG"),
    **dict.fromkeys((".tif", ".tiff"), "TIFF"),
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIF"),
    **dict.fromkeys((".jp2", ".j2k", ".j2c", ".jpf", ".jpx"), "JPEG2000"),
    **dict.fromkeys((".ppm", ".pgm", ".pbm", ".pnm"), "PPM"),
    **{f".{kind.lower()}": kind for kind in ("BMP", "DIB", "GIF", "WEBP", "AVIF", "TGA", "PCX", "SGI")},
}


def test_every_suffix_is_tested() -> None:
    assert KIND_OF_SUFFIX.keys() == IMAGE_SUFFIXES


@pytest.mark.parametrize("suffix", sorted(KIND_OF_SUFFIX))
def test_every_image_suffix_opens_alone_and_in_a_folder(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix.upper()}"
    path.write_bytes(encoded(KIND_OF_SUFFIX[suffix]))
    for source_path in (path, tmp_path):
        with open_source(source_path) as source:
            assert (source.info.frame_count, source.info.kind, source.info.notes) == (1, "images", ())
            assert distance(source.read(0).image) < (20 if suffix == ".gif" else 5)
    assert image_size(path) == (WIDTH_PX, HEIGHT_PX)
    assert distance(read_reduced_image(path, 48)[0], RGB[::2, ::2]) < (20 if suffix == ".gif" else 8)


@pytest.mark.parametrize("name", ["phone.jpg", "phone.png", "phone.mp4", "phone"])
def test_a_file_is_read_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(heic())
    with open_source(path) as source:
        assert source.info.frame_count == 1
        assert distance(source.read(0).image) < 1


def test_a_tiled_heic_is_one_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pillow_heif.options, "GRID_TILE_SIZE", 64)
    large = PICTURE.resize((300, 200))
    path = tmp_path / "tiled.heic"
    path.write_bytes(heic(large))
    assert path.read_bytes().count(b"hvc1") > 2
    with open_source(path) as source:
        assert distance(source.read(0).image, np.asarray(large)) < 1


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_and_avif_orientation_is_applied_once(tmp_path: Path, kind: str, orientation: int) -> None:
    turns = {1: RGB, 2: RGB[:, ::-1], 3: RGB[::-1, ::-1], 4: RGB[::-1], 5: RGB.transpose(1, 0, 2)}
    turns |= {6: np.rot90(RGB, -1), 7: RGB[::-1, ::-1].transpose(1, 0, 2), 8: np.rot90(RGB, 1)}
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "turned.heic"
    path.write_bytes(
        heic(exif=exif.tobytes()) if kind == "HEIF" else encoded("AVIF", quality=100, subsampling="4:4:4", exif=exif)
    )
    expected = np.ascontiguousarray(turns[orientation])
    assert distance(read_image(path), expected) < 2
    assert image_size(path) == expected.shape[1::-1]


def test_heic_with_ten_bits_grey_or_transparency_is_read(tmp_path: Path) -> None:
    deep = pillow_heif.from_bytes("RGB;16", (WIDTH_PX, HEIGHT_PX), (RGB.astype(np.uint16) << 8 | RGB).tobytes())
    deep.save(tmp_path / "deep.heic", quality=-1, chroma=444)
    assert pillow_heif.open_heif(tmp_path / "deep.heic").info["bit_depth"] == 10
    (tmp_path / "grey.heic").write_bytes(heic(PICTURE.convert("L")))
    transparent = PICTURE.copy()
    transparent.putalpha(PillowImage.fromarray(GREY))
    (tmp_path / "alpha.heic").write_bytes(heic(transparent))
    assert distance(read_image(tmp_path / "deep.heic")) < 1
    assert distance(read_image(tmp_path / "alpha.heic")) < 1
    assert distance(read_image(tmp_path / "grey.heic"), np.array(PICTURE.convert("L").convert("RGB"))) < 1


def test_the_primary_image_of_a_burst_is_shown_and_the_others_are_counted(tmp_path: Path) -> None:
    burst = pillow_heif.from_pillow(PICTURE.resize((40, 20)))
    burst.add_from_pillow(PICTURE)
    burst.add_from_pillow(PICTURE.resize((30, 30)))
    burst.save(tmp_path / "burst.heic", quality=-1, chroma=444, primary_index=1)
    with open_source(tmp_path / "burst.heic") as source:
        assert source.info.notes == ("1 file holds several pictures, of which one is shown: burst.heic (3).",)
        assert distance(source.read(0).image) < 1


def tiff(**options: object) -> bytes:
    file = BytesIO()
    tifffile.imwrite(file, options.pop("data"), **options)
    return file.getvalue()


def lab() -> bytes:
    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    converted = ImageCms.applyTransform(PICTURE, ImageCms.buildTransform(*profiles, "RGB", "LAB"))
    assert converted is not None
    return encoded("TIFF", converted)


def png16(pixels: NDArray[np.uint16]) -> bytes:
    return bytes(cv2.imencode(".png", pixels[..., ::-1] if pixels.ndim == 3 else pixels)[1].tobytes())


DEEP = RGB.astype(np.uint16) << 8
COLOURED = {
    "CMYK JPEG": lambda: encoded("JPEG", PICTURE.convert("CMYK"), quality=95),
    "CMYK TIFF": lambda: encoded("TIFF", PICTURE.convert("CMYK")),
    "LAB TIFF": lab,
    "YCbCr TIFF": lambda: encoded("TIFF", PICTURE.convert("YCbCr")),
    "JPEG in TIFF": lambda: encoded("TIFF", compression="jpeg", quality=95),
    "LZW TIFF": lambda: encoded("TIFF", compression="tiff_lzw"),
    "TIFF with alpha": lambda: tiff(data=np.dstack([RGB, GREY]), photometric="rgb", extrasamples=["unassalpha"]),
    "tiled TIFF": lambda: tiff(data=RGB, photometric="rgb", tile=(16, 16)),
    "predicted TIFF": lambda: tiff(data=RGB, photometric="rgb", compression="zlib", predictor=True),
    "BigTIFF": lambda: tiff(data=RGB, photometric="rgb", bigtiff=True),
    "big-endian 16-bit TIFF": lambda: tiff(data=DEEP, photometric="rgb", byteorder=">"),
    "planar 16-bit TIFF": lambda: tiff(data=DEEP.transpose(2, 0, 1), photometric="rgb", planarconfig="separate"),
    "LZW 16-bit TIFF": lambda: bytes(cv2.imencode(".tif", DEEP[..., ::-1])[1].tobytes()),
    "16-bit PNG": lambda: png16(DEEP),
    "float TIFF": lambda: tiff(data=(RGB / 255).astype(np.float32), photometric="rgb"),
    "16-bit PPM": lambda: b"P6 96 64 65535\n" + DEEP.astype(">u2").tobytes(),
}


@pytest.mark.parametrize("kind", sorted(COLOURED))
def test_every_colour_format_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"picture.{kind[-4:].strip().lower().replace('tiff', 'tif')}"
    path.write_bytes(COLOURED[kind]())
    assert distance(read_image(path)) < 2


GREYS = {
    "interlaced PNG": lambda: interlaced_png(),
    "grey with alpha": lambda: encoded("PNG", PillowImage.merge("LA", [PillowImage.fromarray(GREY)] * 2)),
    "white is 0": lambda: tiff(data=255 - GREY, photometric="miniswhite"),
    "white is 0, 16 bits": lambda: tiff(data=0xFFFF - (GREY.astype(np.uint16) << 8), photometric="miniswhite"),
    "16-bit integers with a sign": lambda: tiff(data=GREY.astype(np.int16) << 7),
    "32-bit integers": lambda: tiff(data=GREY.astype(np.uint32) << 8),
    "64-bit fractions": lambda: tiff(data=GREY / 255),
    "16-bit fractions": lambda: tiff(data=(GREY / 255).astype(np.float16)),
    "16-bit JPEG 2000": lambda: encoded("JPEG2000", PillowImage.fromarray(GREY.astype(np.uint16) << 8)),
}


def interlaced_png() -> bytes:
    """A PNG with Adam7 interlacing, which neither OpenCV nor Pillow writes."""
    rows = b""
    for x, y, step_x, step_y in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)):
        rows += b"".join(b"\0" + row.tobytes() for row in GREY[y::step_y, x::step_x])
    rows += b"".join(b"\0" + row.tobytes() for row in GREY[1::2])
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", WIDTH_PX, HEIGHT_PX, 8, 0, 0, 0, 1)), (b"IDAT", zlib.compress(rows)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*chunks, (b"IEND", b""))
    )


@pytest.mark.parametrize("kind", sorted(GREYS))
def test_every_grey_format_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(GREYS[kind]())
    assert distance(read_image(path), GREY[..., None].repeat(3, 2)) <= 1


@pytest.mark.parametrize("compression", [None, "group4"])
def test_one_bit_images_are_read(tmp_path: Path, compression: str | None) -> None:
    path = tmp_path / "picture.tif"
    PICTURE.convert("1").save(path, compression=compression)
    assert distance(read_image(path), np.array(PICTURE.convert("1").convert("RGB"))) == 0


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_a_palette_in_a_tiff_is_applied(tmp_path: Path, compression: str | None) -> None:
    path = tmp_path / "picture.tif"
    PICTURE.convert("P").save(path, compression=compression)
    assert distance(read_image(path), np.array(PICTURE.convert("P").convert("RGB"))) == 0


REFUSED = {
    "complex numbers": lambda: tiff(data=np.ones((8, 8), np.complex64)),
    "5 channels": lambda: tiff(data=np.ones((8, 8, 5), np.uint8), photometric="minisblack", planarconfig="contig"),
    "a volume": lambda: tiff(data=np.ones((16, 16, 16), np.uint8), volumetric=True, tile=(16, 16, 16)),
    "raw camera file": lambda: tiff(data=np.ones((8, 8), np.uint16), photometric="cfa"),
    "OpenEXR": lambda: b"\x76\x2f\x31\x01" + bytes(100),
    "Radiance HDR": lambda: b"#?RADIANCE\n" + bytes(100),
    "Photoshop": lambda: b"8BPS" + bytes(100),
    "JPEG XL": lambda: b"\xff\x0a" + bytes(100),
    "DICOM": lambda: bytes(128) + b"DICM" + bytes(100),
}


@pytest.mark.parametrize("suffix", [".tif", ".jpg", ".xyz", ".mp4"])
@pytest.mark.parametrize("what", sorted(REFUSED))
def test_unsupported_formats_are_refused_by_name(tmp_path: Path, what: str, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    path.write_bytes(REFUSED[what]())
    with pytest.raises(SourceError, match=rf"picture\{suffix}.*{what}"):
        open_source(path)
    with pytest.raises(SourceError, match=rf"picture\{suffix}.*{what}"):
        read_image(path)


@pytest.mark.parametrize("name", ["a.dcm", "a.DICOM", "DICOMDIR", "IM000001"])
def test_damaged_dicom_is_called_so_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(128) + b"DICM" + bytes(200))
    for read in (open_source, read_image, read_mask):
        with pytest.raises(SourceError, match=r"is a DICOM file .* it cannot be read, or it is damaged\."):
            read(path)
    (tmp_path / "old.dcm").write_bytes(bytes(range(200)))
    with pytest.raises(SourceError, match=r"old\.dcm is a DICOM file"):
        open_source(tmp_path / "old.dcm")


def test_a_folder_of_dicom_says_so(tmp_path: Path) -> None:
    for name in ("IM1", "IM2", "c.dcm"):
        (tmp_path / name).write_bytes(bytes(128) + b"DICM" + bytes(200))
    with pytest.raises(SourceError, match=r"holds no images .* It holds 3 DICOM files: open one of them"):
        open_source(tmp_path)


@pytest.mark.parametrize("suffix", sorted(set(KIND_OF_SUFFIX) - {".apng", ".dib"}))
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_truncated_image_is_an_error(tmp_path: Path, suffix: str, share: float) -> None:
    noise = PillowImage.fromarray(np.random.default_rng(5).integers(0, 256, (80, 80, 3), np.uint8))
    whole = encoded(KIND_OF_SUFFIX[suffix], noise)
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(SourceError, match=rf"cut\{suffix} .*damaged"):
        open_source(path)
    with pytest.raises(SourceError, match="damaged"):
        read_image(path)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF", "lossy JPEG 2000"])
def test_masks_in_lossy_files_are_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mask.jp2"
    lossy = kind == "lossy JPEG 2000"
    path.write_bytes(encoded("JPEG2000", irreversible=True) if lossy else encoded(kind))
    with pytest.raises(SourceError, match=r"mask\.jp2 is compressed as .* Save it as PNG"):
        read_mask(path)


@pytest.mark.parametrize("suffix", [".jp2", ".j2k", ".tga", ".pcx", ".sgi", ".pgm", ".gif", ".webp", ".dib"])
def test_masks_in_lossless_files_keep_their_values(tmp_path: Path, suffix: str) -> None:
    numbers = np.zeros((20, 30), np.uint8)
    numbers[5:10, 5:20], numbers[12:15, 3:9] = 1, 2
    options = {"lossless": True} if suffix == ".webp" else {}
    path = tmp_path / f"mask{suffix}"
    PillowImage.fromarray(numbers).save(path, **options)
    np.testing.assert_array_equal(read_mask_image(path).numbers, numbers)


def test_a_class_index_of_16_bits_is_not_scaled(tmp_path: Path) -> None:
    classes = np.zeros((20, 30), np.uint16)
    classes[5:10], classes[12:15] = 300, 4000
    for suffix in (".png", ".tif"):
        path = tmp_path / f"mask{suffix}"
        path.write_bytes(cv2.imencode(suffix, classes)[1].tobytes())
        np.testing.assert_array_equal(read_mask_image(path).numbers, classes)


def test_a_dataset_image_with_several_frames_is_refused(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "stack.tif", np.stack([RGB, RGB]), photometric="rgb")
    PICTURE.save(tmp_path / "film.gif", save_all=True, append_images=[PICTURE.rotate(90)])
    PICTURE.save(tmp_path / "film.webp", save_all=True, append_images=[PICTURE.rotate(90)])
    for name in ("stack.tif", "film.gif", "film.webp"):
        for read in (read_single_image, lambda path: read_reduced_image(path, 20)):
            with pytest.raises(SourceError, match=f"{name} holds 2 pictures, but an image of a dataset must be one"):
                read(tmp_path / name)
