"""Writes small DICOM files with pydicom, and with dcmtk, which shares no code with it."""

import shutil
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, generate_uid

VIDEO_ENDOSCOPIC = "1.2.840.10008.5.1.4.1.1.77.1.1.1"
VL_ENDOSCOPIC = "1.2.840.10008.5.1.4.1.1.77.1.1"
PATIENT = "Zacharias^Secret"
"""The name in the files, which no output may contain; it is in a private tag, too."""


def write_dicom(
    path: Path,
    pixels: bytes | Sequence[bytes],
    syntax: str,
    *,
    frames: int | None = 1,
    size_px: tuple[int, int] = (160, 96),
    offsets: bool = False,
    **tags: object,
) -> Path:
    """Writes a file with native `pixels`, or with fragments of encapsulated ones; a tag that is None is left out."""
    dataset = Dataset()
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(syntax)
    meta.MediaStorageSOPClassUID = UID(VL_ENDOSCOPIC if isinstance(pixels, bytes) else VIDEO_ENDOSCOPIC)
    meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset.file_meta = meta
    width_px, height_px = size_px
    values: dict[str, object] = {
        "SOPClassUID": meta.MediaStorageSOPClassUID,
        "SOPInstanceUID": meta.MediaStorageSOPInstanceUID,
        "StudyInstanceUID": generate_uid(),
        "SeriesInstanceUID": generate_uid(),
        "PatientName": PATIENT,
        "PatientID": "SECRET-4711",
        "Modality": "ES",
        "StudyDate": "20200102",
        "NumberOfFrames": frames,
        "Rows": height_px,
        "Columns": width_px,
        "SamplesPerPixel": 3,
        "PlanarConfiguration": 0,
        "PhotometricInterpretation": "RGB" if isinstance(pixels, bytes) else "YBR_PARTIAL_420",
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        "PixelRepresentation": 0,
        **tags,
    }
    for name, value in values.items():
        if value is not None:
            setattr(dataset, name, value)
    block = dataset.private_block(0x0009, "Some Company", create=True)
    block.add_new(0x01, "LO", PATIENT)
    if isinstance(pixels, bytes):
        dataset.PixelData = pixels + b"\0" * (len(pixels) % 2)
        dataset["PixelData"].VR = "OB" if dataset.BitsAllocated <= 8 else "OW"
        dataset.save_as(path, enforce_file_format=True)
        return path
    dataset.save_as(path, enforce_file_format=True)
    starts = [sum(8 + len(each) + len(each) % 2 for each in pixels[:number]) for number in range(len(pixels))]
    table = struct.pack(f"<{len(starts)}L", *starts) if offsets else b""
    items = [(b"\xfe\xff\x00\xe0", table), *((b"\xfe\xff\x00\xe0", each) for each in pixels)]
    with path.open("ab") as file:
        file.write(b"\xe0\x7f\x10\x00OB\0\0\xff\xff\xff\xff")
        for tag, value in items:
            file.write(tag + struct.pack("<L", len(value) + len(value) % 2) + value + b"\0" * (len(value) % 2))
        file.write(b"\xfe\xff\xdd\xe0\0\0\0\0")
    return path


def in_fragments(data: bytes, count: int) -> list[bytes]:
    """Cuts `data` at even places that mean nothing to the stream."""
    step = max(2, len(data) // count // 2 * 2)
    cut = [data[at : at + step] for at in range(0, step * (count - 1), step)]
    return [*cut, data[step * (count - 1) :]]


def tool(name: str) -> str:
    """Returns the path of a program; skips the test if it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def write_with_dcmtk(path: Path, fragments: Sequence[bytes], syntax: str, frames: int) -> Path:
    """Writes a Video Endoscopic Image with dump2dcm of dcmtk."""
    lines = [
        f"(0002,0010) UI {syntax}",
        f"(0008,0016) UI {VIDEO_ENDOSCOPIC}",
        f"(0008,0018) UI {generate_uid()}",
        f"(0010,0010) PN {PATIENT}",
        f"(0020,000e) UI {generate_uid()}",
        f"(0028,0008) IS {frames}",
        "(7fe0,0010) OB (PixelSequence)",
        "(fffe,e000) pi (no value)",
    ]
    for number, each in enumerate(fragments):
        part = path.with_suffix(f".part{number}")
        part.write_bytes(each + b"\0" * (len(each) % 2))
        lines.append(f"(fffe,e000) pi ={part}")
    lines.append("(fffe,e0dd) na (SequenceDelimitationItem)")
    dump = path.with_suffix(".dump")
    dump.write_text("\n".join(lines) + "\n")
    subprocess.run([tool("dump2dcm"), dump, path], check=True, capture_output=True)
    return path
