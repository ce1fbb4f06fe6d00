"""Whether a run has polyps to learn from and to be judged by."""

from collections.abc import Sequence

from polyp_core.errors import DatasetError
from polyp_core.frames.images import MASK_CUT, read_grey
from training.datasets.samples import Sample
from training.datasets.splits import SplitSamples


def refuse_sides_without_polyps(samples: SplitSamples) -> None:
    """Raises DatasetError where no training pair or no validation pair shows a polyp; SourceError for a broken mask."""
    _refuse_without_polyp(samples.train, "training", "there is nothing to learn from")
    _refuse_without_polyp(samples.validation, "validation", "no epoch can be told to be better than another")


def count_with_polyp(samples: Sequence[Sample]) -> int:
    """How many of the pairs show a polyp. Raises SourceError for a broken mask."""
    return sum(_brightest(sample) > MASK_CUT for sample in samples)


def _refuse_without_polyp(side: Sequence[Sample], name: str, consequence: str) -> None:
    too_dark = 0
    for sample in side:
        brightest = _brightest(sample)
        if brightest > MASK_CUT:
            return
        too_dark += brightest > 0
    raise DatasetError(f"None of the {len(side)} {name} pairs shows a polyp: {consequence}. {_advice(too_dark)}")


def _brightest(sample: Sample) -> int:
    return 0 if sample.mask_path is None else int(read_grey(sample.mask_path).max())


def _advice(too_dark: int) -> str:
    if too_dark:
        return (
            f"{too_dark} masks hold no value above {MASK_CUT}: are they label masks of 0 and 1? "
            "A polyp must be brighter than that, such as 255."
        )
    return "All of their masks are empty. Divide the pairs otherwise, or add pairs with a polyp."
