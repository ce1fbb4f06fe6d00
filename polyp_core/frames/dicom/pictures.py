"""The frames of a DICOM file that are stored as pictures: uncompressed, RLE, JPEG, JPEG-LS and JPEG 2000."""

import io
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from pydicom.encaps import parse_basic_offsets, parse_fragments
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.pixels.processing import apply_color_lut

from polyp_core.display_text import filled_n
from polyp_core.errors import SourceError
from polyp_core.frames.dicom import jpeg_plugin
from polyp_core.frames.dicom.header import dicom_errors, no_decoder_error, read_header
from polyp_core.frames.stills.cut_notes import cut_note
from polyp_core.frames.stills.sample_levels import StoredPicture

assert jpeg_plugin  # importing it adds the decoders


class DicomPictures:
    """Random access to the frames of an open file. Not thread-safe. Raises SourceError if it cannot be decoded."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self.header = read_header(file, path)
        self._decoder: Decoder
        if self.header.is_video:
            raise SourceError("{path} is a DICOM file with a recording, not pictures. Open it alone.", path=path)
        try:
            self._decoder = get_decoder(self.header.syntax)
        except NotImplementedError as error:
            raise no_decoder_error(path, self.header.syntax) from error
        if not self._decoder.is_available:
            raise no_decoder_error(path, self.header.syntax)
        with dicom_errors(path):
            self._options = self.header.pixel_options
            stated, self._stored = self.header.frame_count, self._count_stored()
        self.notes: tuple[str, ...] = ()
        if self._stored < stated:
            self.notes = (cut_note(self._stored, stated),)
        elif self._stored > stated:
            self.notes = (
                filled_n(
                    "The file holds more than the {n} picture that it announces, which is not shown.",
                    "The file holds more than the {n} pictures that it announces, which are not shown.",
                    stated,
                ),
            )

    def __len__(self) -> int:
        """The number of frames of which there are data."""
        return max(1, min(self._stored, self.header.frame_count))

    @property
    def durations_s(self) -> list[float]:
        """The time for which each frame is shown; empty if the file does not say."""
        rate = self.header.rate_fps
        return self.header.durations_s[: len(self)] or ([] if rate is None else [float(1 / rate)] * len(self))

    def size_px(self, index: int) -> tuple[int, int]:
        """Width and height, the same for all frames."""
        return self.header.size_px

    def is_deep(self, index: int) -> bool:
        """True if the samples have more than 8 bits, for all frames."""
        return int(self.header.tags.BitsAllocated) > 8 and self.header.tags.PhotometricInterpretation != "PALETTE COLOR"

    def close(self) -> None:
        """The file is closed by its owner."""

    def read(self, index: int) -> StoredPicture:
        """Returns a frame as it is stored, in RGB or grey. Raises SourceError if it is damaged."""
        tags = self.header.tags
        with dicom_errors(self._path):
            self._file.seek(self.header.pixels_at)
            samples, found = self._decoder.as_array(self._file, index=index, **self._options)
            kind = found["photometric_interpretation"]
            if kind == "PALETTE COLOR":
                samples = apply_color_lut(samples, tags)
                samples = (samples >> 8).astype(np.uint8) if samples.dtype.itemsize > 1 else samples
            elif kind == "MONOCHROME1":  # its lowest value is white
                samples = _inverted(samples, int(found["bits_stored"]))
        bits = int(found["bits_stored"]) if samples.dtype.itemsize > 1 and not found["pixel_representation"] else None
        return StoredPicture(samples, bits)

    def _count_stored(self) -> int:
        """Returns for how many frames the file has data."""
        header, file = self.header, self._file
        size = file.seek(0, io.SEEK_END)
        if header.pixels_bytes is not None:
            tags = header.tags
            width_px, height_px = header.size_px
            # Subsampled colours have 2 samples for a pixel (DICOM PS3.3, C.7.6.3.1.2).
            per_pixel = 2 if tags.PhotometricInterpretation == "YBR_FULL_422" else int(tags.SamplesPerPixel)
            bits = width_px * height_px * per_pixel * int(tags.BitsAllocated)
            return 8 * min(header.pixels_bytes, size - header.pixels_at) // max(1, bits)
        file.seek(header.pixels_at)
        offsets = parse_basic_offsets(file)
        fragments, starts = parse_fragments(file)
        if extended := header.tags.get("ExtendedOffsetTable"):
            return len(extended) // 8
        if offsets:
            last = starts[-1] if starts else 0
            return sum(starts[0] + offset <= last for offset in offsets) if starts else 0
        return min(fragments, header.frame_count)  # without offsets, a frame may have several fragments


def _inverted(samples: NDArray[np.generic], bits: int) -> NDArray[np.generic]:
    largest = (1 << bits) - 1 if samples.dtype.kind == "u" else -1
    return np.asarray(largest - samples.astype(np.int64), samples.dtype)
