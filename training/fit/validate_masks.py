"""Checks that training and validation pairs show polyps."""

from collections.abc import Sequence

from polyp_core.display_text import mark
from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_files import read_mask
from training.datasets.sample import Sample
from training.datasets.splits import SplitSamples

_NONE_TO_TRAIN_ON = mark(
    "None of the {count} training pairs shows a polyp: there is nothing to learn from. All of their masks are empty. "
    "Change the split, or add pairs with a polyp."
)
_NONE_TO_VALIDATE_ON = mark(
    "None of the {count} validation pairs shows a polyp: the best epoch cannot be determined. All of their masks are "
    "empty. Change the split, or add pairs with a polyp."
)


def refuse_sides_without_polyps(samples: SplitSamples) -> None:
    """Raises DatasetError if no training pair or no validation pair shows a polyp; SourceError for a broken mask."""
    _refuse_without_polyp(samples.train, _NONE_TO_TRAIN_ON)
    _refuse_without_polyp(samples.validation, _NONE_TO_VALIDATE_ON)


def count_with_polyp(samples: Sequence[Sample]) -> int:
    """Returns how many of the pairs show a polyp. Raises SourceError for a broken mask."""
    return sum(map(_shows_polyp, samples))


def _refuse_without_polyp(side: Sequence[Sample], message: str) -> None:
    if not any(map(_shows_polyp, side)):
        raise DatasetError(message, count=str(len(side)))


def _shows_polyp(sample: Sample) -> bool:
    return sample.mask_path is not None and bool(read_mask(sample.mask_path, sample.mask_reading).any())
