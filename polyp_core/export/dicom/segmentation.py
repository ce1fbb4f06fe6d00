"""Writes a DICOM segmentation (PS3.3, A.51): one binary frame for each frame of the source with a mask."""

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import UID

from polyp_core.errors import ExportError
from polyp_core.export.dicom.objects import COLON, Instance, Study, code_item, new_object
from polyp_core.masks.regions import Mask

SEGMENTATION = UID("1.2.840.10008.5.1.4.1.1.66.4")
_MOST_BYTES = 2**32 - 2  # of a value in a DICOM file


class _Pixels:
    """Packs the pixels of binary frames into a file, eight in a byte, without a gap between frames."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = np.zeros(0, np.uint8)
        self.written_bytes = 0

    def add(self, mask: Mask) -> None:
        pixels = np.concatenate([self._rest, mask.ravel().view(np.uint8)])
        whole = len(pixels) // 8 * 8
        self._write(pixels[:whole])
        self._rest = pixels[whole:]

    def finish(self) -> None:
        self._write(self._rest)
        if self.written_bytes % 2:
            self._file.write(b"\0")
            self.written_bytes += 1

    def _write(self, pixels: NDArray[np.uint8]) -> None:
        self.written_bytes += self._file.write(np.packbits(pixels, bitorder="little").tobytes())
        if self.written_bytes > _MOST_BYTES:
            raise ExportError("The segmentation is larger than a DICOM file can be. Export a part of the recording.")


class SegmentationWriter:
    """Collects the masks of frames; `close` completes the file."""

    def __init__(self, path: Path, study: Study, algorithm: str, comment: str, pixels: BinaryIO) -> None:
        self._path, self._study, self._algorithm, self._comment = path, study, algorithm, comment
        self._file, self._pixels = pixels, _Pixels(pixels)
        self._shape: tuple[int, int] | None = None
        self._frames: list[tuple[int, Instance]] = []
        self._first: tuple[int, Mask] | None = None

    def add(self, frame_index: int, mask: Mask) -> None:
        """Adds the mask of a frame, H x W, unless it is empty. Raises ExportError for frames of different sizes."""
        if self._shape is None:
            self._shape = mask.shape[0], mask.shape[1]
            self._first = frame_index, np.zeros_like(mask)
        if mask.shape != self._shape:
            raise ExportError("Frames of different sizes do not fit into one DICOM segmentation.")
        if mask.any():
            self._add(frame_index, mask)

    def _add(self, frame_index: int, mask: Mask) -> None:
        if self._frames and self._frames[-1][0] >= frame_index:
            return  # ranges that overlap
        self._pixels.add(mask)
        self._frames.append((frame_index, self._study.source(frame_index)))

    def close(self) -> None:
        """Writes the file. One empty frame stands for a recording without a mask: there is none without frames."""
        if not self._frames and self._first is not None:
            self._add(*self._first)
        self._pixels.finish()
        made = self._dataset()
        made.save_as(self._path, enforce_file_format=True)
        self._file.flush()
        self._file.seek(0)
        with self._path.open("ab") as file:
            file.write(struct.pack("<HH2sHL", 0x7FE0, 0x0010, b"OB", 0, self._pixels.written_bytes))
            shutil.copyfileobj(self._file, file)

    def _dataset(self) -> Dataset:
        assert self._shape is not None
        made = new_object(self._study, SEGMENTATION, "SEG", "Polyp segmentation", 1)
        made.ImageType, made.PatientOrientation = ["DERIVED", "PRIMARY"], ""
        made.ContentLabel, made.ContentDescription, made.ContentCreatorName = "POLYP", self._comment[:64], ""
        made.Rows, made.Columns = self._shape
        made.NumberOfFrames = len(self._frames)
        made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
        made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 1, 1, 0, 0
        made.LossyImageCompression, made.SegmentationType, made.SegmentsOverlap = "00", "BINARY", "NO"
        made.SegmentSequence = [self._segment()]
        organization = Dataset()
        organization.DimensionOrganizationUID = self._study.made_uid("dimensions")
        made.DimensionOrganizationSequence = [organization]
        made.DimensionIndexSequence = [
            _dimension(
                organization.DimensionOrganizationUID, 0x00209128, 0x00209111
            ),  # temporal position, frame content
        ]
        shared = Dataset()
        segment = Dataset()
        segment.ReferencedSegmentNumber = 1
        shared.SegmentIdentificationSequence = [segment]
        made.SharedFunctionalGroupsSequence = [shared]
        made.PerFrameFunctionalGroupsSequence = [
            _frame_groups(place, source) for place, (_, source) in enumerate(self._frames, 1)
        ]
        made.ReferencedSeriesSequence = _referenced_series(self._frames)
        return made

    def _segment(self) -> Dataset:
        segment = Dataset()
        segment.SegmentNumber, segment.SegmentLabel = 1, "Polyp"
        segment.SegmentAlgorithmType, segment.SegmentAlgorithmName = "AUTOMATIC", self._algorithm[:64]
        segment.SegmentedPropertyCategoryCodeSequence = [
            code_item(("49755003", "SCT", "Morphologically Abnormal Structure"))
        ]
        segment.SegmentedPropertyTypeCodeSequence = [code_item(("41329004", "SCT", "Polyp"))]
        segment.AnatomicRegionSequence = [code_item(COLON)]
        return segment


@contextmanager
def open_segmentation(path: Path, study: Study, algorithm: str, comment: str) -> Iterator[SegmentationWriter]:
    """Yields a writer whose pixels lie in a file next to `path` meanwhile; the file is complete after the context."""
    part = path.with_suffix(".pixels")
    with part.open("w+b") as pixels:
        writer = SegmentationWriter(path, study, algorithm, comment, pixels)
        yield writer
        writer.close()
    part.unlink()


def _dimension(organization: str, tag: int, group: int) -> Dataset:
    item = Dataset()
    item.DimensionOrganizationUID = organization
    item.DimensionIndexPointer, item.FunctionalGroupPointer = tag, group
    return item


def _frame_groups(place: int, source: Instance) -> Dataset:
    image = source.reference()
    image.PurposeOfReferenceCodeSequence = [code_item(("121322", "DCM", "Source image for image processing operation"))]
    derivation = Dataset()
    derivation.DerivationCodeSequence = [code_item(("113076", "DCM", "Segmentation"))]
    derivation.SourceImageSequence = [image]
    content = Dataset()
    content.TemporalPositionIndex, content.DimensionIndexValues = place, [place]
    groups = Dataset()
    groups.DerivationImageSequence, groups.FrameContentSequence = [derivation], [content]
    return groups


def _referenced_series(frames: list[tuple[int, Instance]]) -> list[Dataset]:
    """Returns the items that name the instances of each series."""
    series: dict[str, dict[str, Instance]] = {}
    for _, each in frames:
        series.setdefault(each.series_uid, {})[each.uid] = Instance(each.sop_class, each.uid, each.series_uid)
    items = []
    for uid, instances in series.items():
        item = Dataset()
        item.SeriesInstanceUID = uid
        item.ReferencedInstanceSequence = [each.reference() for each in instances.values()]
        items.append(item)
    return items
