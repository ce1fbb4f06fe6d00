"""What a training pair is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from polyp_core.frames.file_kinds import IMAGE_SUFFIXES
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading

Part = Literal["train", "validation", "test"]

PolypFreeKind = Literal["frame", "upper_gi", "patch"]
"""Full frames of the colon, frames of the upper GI tract, patches of mucosa: what a picture without a polyp shows."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One image and the expert's mask of it.

    `polyp_free` is the kind of a picture that was declared to show no polyp; it has no mask file (`mask_path` is None).
    `dataset` is unique among what was found together, `stem` within its dataset. `group` names frames that are not
    independent of each other (one video sequence, one patient); it is None where nothing is known. `provenance` is the
    recording or examination that the frame was taken from, in the words of the dataset's `provenance.csv`. `published`
    is the side on which the dataset's own published lists, or its folders train, val and test, put the pair.
    `former_id` is the id that split files written before those folders were read as a split have, where it differs.
    `mask_reading` says which pixels of the mask are polyp: PLAIN until that has been decided for the dataset.
    """

    image_path: Path
    mask_path: Path | None
    stem: str
    dataset: str
    group: str | None = None
    provenance: str | None = None
    published: Part | None = None
    polyp_free: PolypFreeKind | None = None
    former_id: str | None = None
    mask_reading: MaskReading = PLAIN

    @property
    def id(self) -> str:
        """Names the pair wherever its dataset lies on disk: `dataset/stem`."""
        return f"{self.dataset}/{self.stem}"


def with_readings(samples: Iterable[Sample], readings: Mapping[str, MaskReading]) -> list[Sample]:
    """`samples` whose masks are read as `readings` says of their datasets; those of others are plain."""
    return [replace(sample, mask_reading=readings.get(sample.dataset, PLAIN)) for sample in samples]


def stem_of(name: str) -> str:
    """The stem that a list or table means by `name`: without an image suffix it is a stem already, dots and all."""
    path = Path(name)
    return path.stem if path.suffix.lower() in IMAGE_SUFFIXES else path.name
