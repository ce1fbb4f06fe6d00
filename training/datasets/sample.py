"""A sample: an image and its mask, with what is known of its origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from polyp_core.frames.file_kinds import IMAGE_SUFFIXES
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading

Side = Literal["train", "validation", "test"]
"""A side of a split."""

PolypFreeKind = Literal["frame", "upper_gi", "patch"]
"""What a polyp-free picture shows: a full frame of the colon, a frame of the upper GI tract, or a patch of mucosa."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An image and its ground truth mask.

    `polyp_free` is the kind of a picture declared to show no polyp; it has no mask file (`mask_path` is None).
    `dataset` is unique among the datasets found together, `stem` within its dataset. `group` is the same for frames
    that are not independent of each other (one video sequence, one patient); None if unknown. `provenance` is the
    recording or examination of the frame as written in the dataset's `provenance.csv`. `published` is the side given by
    the dataset's published lists, or its folders train, val and test. `former_id` is the id in split files from before
    those folders were read as a split, if different. `mask_reading` says which pixels of the mask are polyp: PLAIN
    until decided for the dataset. `boxes` is the number of boxes of polyps that label files list for the picture, None
    if they do not list it.
    """

    image_path: Path
    mask_path: Path | None
    stem: str
    dataset: str
    group: str | None = None
    provenance: str | None = None
    published: Side | None = None
    polyp_free: PolypFreeKind | None = None
    former_id: str | None = None
    mask_reading: MaskReading = PLAIN
    boxes: int | None = None

    @property
    def id(self) -> str:
        """Identifies the pair wherever its dataset lies on disk: `dataset/stem`."""
        return f"{self.dataset}/{self.stem}"


def with_readings(samples: Iterable[Sample], readings: Mapping[str, MaskReading]) -> list[Sample]:
    """Returns `samples` with the mask reading of their dataset from `readings`; plain for other datasets."""
    return [replace(sample, mask_reading=readings.get(sample.dataset, PLAIN)) for sample in samples]


def stem_of(name: str) -> str:
    """Returns the stem of a `name` in a list or table; only image suffixes are removed: stems may have dots."""
    path = Path(name)
    return path.stem if path.suffix.lower() in IMAGE_SUFFIXES else path.name
