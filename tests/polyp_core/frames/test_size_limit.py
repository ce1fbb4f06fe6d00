"""An image that is too large is refused by its header alone, with little memory and the right reason."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import av
import pillow_heif
import pytest
import tifffile
from PIL import Image as PillowImage

from polyp_core.errors import SourceError
from polyp_core.frames.open import open_source
from polyp_core.frames.size_limit import MOST_PIXELS, MOST_SIDE_PX, is_too_large
from polyp_core.frames.stills.image_files import image_size, read_image, read_reduced_image
from polyp_core.label_formats.mask_files import read_mask

SIDE_PX = 30_000


def png(width_px: int, height_px: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width_px, height_px, 1, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(1 + (width_px + 7) // 8) * height_px)
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (head, body))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + b"\0\0\0\0IEND\xaeB`\x82"


def announcing(kind: str, old: bytes, new: bytes) -> bytes:
    """A small image whose header states 30,000 x 30,000."""
    file = BytesIO()
    PillowImage.new("RGB", (200, 100), (200, 90, 80)).save(file, kind)
    data = file.getvalue()
    assert old in data
    return data.replace(old, new, 1)


def heic() -> bytes:
    file = BytesIO()
    pillow_heif.from_pillow(PillowImage.new("RGB", (200, 100))).save(file)
    return file.getvalue().replace(struct.pack(">II", 200, 100), struct.pack(">II", SIDE_PX, SIDE_PX))


def webp() -> bytes:
    return b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\x2f\x75\0" * 2


def tiff() -> bytes:
    file = BytesIO()
    with tifffile.TiffWriter(file) as writer:
        writer.write(iter(bytes(100) for _ in range(1)), shape=(1, 60_000), dtype="uint8", compression="zlib")
    return file.getvalue()


TOO_LARGE = {
    "wide.png": lambda: png(60_000, 1),
    "high.png": lambda: png(1, 60_000),
    "large.png": lambda: png(13_000, 12_000),
    "claims.jpg": lambda: announcing("JPEG", struct.pack(">HH", 100, 200), struct.pack(">HH", SIDE_PX, SIDE_PX)),
    "claims.bmp": lambda: announcing("BMP", struct.pack("<ii", 200, 100), struct.pack("<ii", SIDE_PX, SIDE_PX)),
    "claims.gif": lambda: announcing("GIF", struct.pack("<HH", 200, 100), struct.pack("<HH", SIDE_PX, SIDE_PX)),
    "claims.tga": lambda: announcing("TGA", struct.pack("<HH", 200, 100), struct.pack("<HH", SIDE_PX, SIDE_PX)),
    "claims.jp2": lambda: announcing("JPEG2000", struct.pack(">II", 100, 200), struct.pack(">II", SIDE_PX, SIDE_PX)),
    "claims.avif": lambda: announcing("AVIF", struct.pack(">II", 200, 100), struct.pack(">II", SIDE_PX, SIDE_PX)),
    "claims.ppm": lambda: announcing("PPM", b"200 100", b"30000 30000"),
    "claims.heic": heic,
    "claims.webp": webp,
    "wide.tif": tiff,
}
LOSSY = (".avif", ".heic")


@pytest.mark.parametrize("name", sorted(TOO_LARGE))
def test_an_image_that_is_too_large_is_refused_with_its_size(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TOO_LARGE[name]())
    readers = [open_source, read_image, lambda each: read_reduced_image(each, 100)]
    for read in [*readers, *([] if path.suffix in LOSSY else [read_mask])]:
        with pytest.raises(
            SourceError, match=rf"{name} is too large: it has [\d,]+ x [\d,]+ pixels, and at most 16,384"
        ):
            read(path)
    assert image_size(path) is None


@pytest.mark.parametrize("size", [(16_400, 16), (16, 16_400)])
def test_a_video_that_is_too_large_is_refused_with_its_size(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "large.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=5)
        stream.width, stream.height, stream.pix_fmt = *size, "gray"
        for packet in [*stream.encode(av.VideoFrame(*size, "gray")), *stream.encode()]:
            container.mux(packet)
    with pytest.raises(SourceError, match=rf"large\.mkv is too large: it has {size[0]:,} x {size[1]:,} pixels"):
        open_source(path)


def test_the_largest_allowed_images_are_read() -> None:
    assert not is_too_large(MOST_SIDE_PX, 1) and not is_too_large(15_000, 10_000)
    assert is_too_large(MOST_SIDE_PX + 1, 1) and is_too_large(15_000, 10_001) and MOST_PIXELS == 15_000 * 10_000


_MEASURE = """
import resource, sys
from pathlib import Path
from polyp_core.errors import SourceError
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.frames.open import open_source
import polyp_core.frames.stills.image_stack, polyp_core.frames.stills.image_sequence, polyp_core.frames.video.video_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in sys.argv[1:]:
    for read in (open_source, read_mask):
        try:
            read(Path(name))
        except SourceError:
            continue
        sys.exit(f"{name} was read")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource is a module of Unix")
def test_refusing_takes_little_memory(tmp_path: Path) -> None:
    names = []
    for name, content in TOO_LARGE.items():
        (tmp_path / name).write_bytes(content())
        names.append(str(tmp_path / name))
    done = subprocess.run([sys.executable, "-c", _MEASURE, *names], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 150 * 2**20


def test_an_image_that_is_too_large_keeps_its_place_in_a_folder_and_is_named(tmp_path: Path) -> None:
    PillowImage.new("RGB", (8, 6), (200, 90, 80)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(png(60_000, 1))
    with open_source(tmp_path) as source:
        assert [frame.damaged for frame in source.frames()] == [False, True]
        assert source.read(1).image.shape == (6, 8, 3)
        assert "b.png" in source.info.notes[0]
