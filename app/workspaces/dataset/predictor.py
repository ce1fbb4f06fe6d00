"""Predicts one pair with the models in the slots, for the detail view."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from app.services.tasks import TaskHandle
from app.translation import tr_error
from polyp_core.errors import ReviewError
from polyp_core.frames.frame import Image
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask, mask_at
from polyp_core.model.model_file import ModelFile
from polyp_core.review.picture_review import PictureReview, read_picture_review
from training.datasets.sample import Sample
from training.datasets.square_cache import Pair, read_pair
from training.evaluation import metrics
from training.evaluation.metrics import Counts
from training.evaluation.predict import open_segmenter, predict
from training.evaluation.scoring import COMPARABLE, MaskSettings


@dataclass(frozen=True, slots=True)
class Overlap:
    """The agreement of a mask with the ground truth, and the settings that made the mask."""

    settings: MaskSettings
    dice: float
    iou: float


@dataclass(frozen=True, slots=True)
class ScoredMask:
    """A model's mask (H x W bool) at its card's settings, and its scores.

    `scores` are at the comparable settings, as in the table and filter; `shown_scores` are those of `mask`. `levels`
    is the probability map at the size of the picture (H x W), without suppression by the presence.
    """

    model: ModelFile
    mask: Mask
    levels: Levels
    scores: Overlap
    shown_scores: Overlap


@dataclass(frozen=True, slots=True)
class PairDetail:
    """A pair at its original size, and one prediction for each slot with a model.

    `review` has the reader's corrections of its ground truth; None if it cannot be corrected, and `review_problem` says
    why. Predictions are scored with `truth`.
    """

    sample: Sample
    pair: Pair
    predictions: dict[str, ScoredMask]
    review: PictureReview | None = None
    review_problem: str = ""

    @property
    def truth(self) -> Mask:
        """The reader's mask if there is one, else the dataset's: H x W bool."""
        return truth_of(self.pair, self.review)


def truth_of(pair: Pair, review: PictureReview | None) -> Mask:
    """Returns the mask of `review` if it has one, else that of the dataset: H x W bool."""
    return review.stored.mask if review is not None and review.stored is not None else pair.truth


class Predictor:
    """Keeps the models of the detail view open between pairs. Thread-safe; one call runs at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[tuple[str, DeviceChoice], Segmenter] = {}
        """By SHA-256 of the model and device."""

    def predict(
        self,
        handle: TaskHandle,
        sample: Sample,
        models: Sequence[tuple[str, ModelFile]],
        device: DeviceChoice,
        reader: str,
        known: PictureReview | None = None,
    ) -> PairDetail:
        """Reads `sample` with the corrections of `reader`, unless they are `known`, and runs the models on it.

        Raises SourceError, DatasetError, DeviceError, CancelledError.
        """
        pair = read_pair(sample)
        review, problem = known, ""
        if review is None:
            try:
                review = read_picture_review(sample.image_path, pair.truth.shape[::-1], reader)
            except ReviewError as error:
                problem = tr_error(error)
        truth = truth_of(pair, review)
        predictions = {}
        with self._lock:
            self._close_others({(model.sha256, device) for _, model in models})
            for slot, model in models:
                handle.raise_if_cancelled()
                predictions[slot] = self._predict(model, pair.image, truth, device)
        return PairDetail(sample, pair, predictions, review, problem)

    def _predict(self, model: ModelFile, image: Image, truth: Mask, device: DeviceChoice) -> ScoredMask:
        segmenter = self._open.get((model.sha256, device))
        if segmenter is None:
            segmenter = self._open[model.sha256, device] = open_segmenter(model, device)
        answer = predict(segmenter, [image])[0]
        raw, levels = answer.raw().levels_at(), answer.levels_at()
        _, scores = _masked(raw, truth, COMPARABLE)
        mask, shown_scores = _masked(levels, truth, MaskSettings.of_card(model.card))
        return ScoredMask(model, mask, raw, scores, shown_scores)

    def _close_others(self, wanted: set[tuple[str, DeviceChoice]]) -> None:
        for unused in self._open.keys() - wanted:
            self._open.pop(unused).close()

    def close(self, timeout_s: float = -1) -> bool:
        """Closes the models, and returns False if one is still running after `timeout_s` (negative: no limit)."""
        if not self._lock.acquire(timeout=timeout_s):
            return False
        try:
            self._close_others(set())
        finally:
            self._lock.release()
        return True


def _masked(levels: Levels, truth: Mask, settings: MaskSettings) -> tuple[Mask, Overlap]:
    mask = mask_at(levels, settings.threshold, settings.min_region_fraction)
    counts = Counts.of(mask, truth)
    return mask, Overlap(settings, float(metrics.dice(counts)), float(metrics.iou(counts)))
