"""Checks that training and validation pairs show polyps."""

from collections.abc import Sequence

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_files import read_mask
from training.datasets.sample import Sample
from training.datasets.splits import SplitSamples


def refuse_sides_without_polyps(samples: SplitSamples) -> None:
    """Raises DatasetError if no training pair or no validation pair shows a polyp; SourceError for a broken mask."""
    _refuse_without_polyp(samples.train, "training", "there is nothing to learn from")
    _refuse_without_polyp(samples.validation, "validation", "the best epoch cannot be determined")


def count_with_polyp(samples: Sequence[Sample]) -> int:
    """Returns how many of the pairs show a polyp. Raises SourceError for a broken mask."""
    return sum(map(_shows_polyp, samples))


def _refuse_without_polyp(side: Sequence[Sample], name: str, consequence: str) -> None:
    if not any(map(_shows_polyp, side)):
        raise DatasetError(
            f"None of the {len(side)} {name} pairs shows a polyp: {consequence}. All of their masks are empty. Change "
            "the split, or add pairs with a polyp."
        )


def _shows_polyp(sample: Sample) -> bool:
    return sample.mask_path is not None and bool(read_mask(sample.mask_path, sample.mask_reading).any())
