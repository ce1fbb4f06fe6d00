"""Plans a run in which a model learns from corrected frames: its data, its split and its config."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from polyp_core.model.model_file import ModelHeader
from training.config.fine_tuning import fine_tuning_config
from training.config.fit_config import FitConfig
from training.corrections.reserved import reserve_recordings
from training.datasets.dataset_names import dataset_key
from training.datasets.fingerprints import fingerprints
from training.datasets.groups import with_near_copies
from training.datasets.held_out import related_ids
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.sample import Sample
from training.datasets.splits import Split, make_split
from training.fit.make_split import readable_samples
from training.packaging.ancestry import learned_datasets
from training.progress import OnProgress, ignore_progress

log = logging.getLogger(__name__)

_REPLAYED_PER_FRAME = 4
_FEWEST_REPLAYED = 100


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """What `create_run` or `start_run` takes: the folders of the pairs, the config and the split."""

    roots: tuple[Path, ...]
    config: FitConfig
    split: Split


def plan_learning(
    dataset: Path,
    model: ModelHeader,
    replayed: Sequence[Path] = (),
    assignments: Sequence[str] = (),
    on_progress: OnProgress = ignore_progress,
    answers: MaskAnswers = NO_ANSWERS,
) -> LearningPlan:
    """Plans to fine-tune `model` on the dataset of corrected frames in `dataset`; decision 0037 gives the reasons.

    First keeps recordings for the test, unless some are kept already. The others train and validate, no recording on
    both sides. From the folders `replayed` a sample of the datasets that the model's card names trains too; without
    folders, the model teaches the run instead. Raises DatasetError if there are too few recordings, or none of the
    model's training data in `replayed`; TrainingError for a wrong assignment, ExportError.
    """
    config = fine_tuning_config(model, distils=not replayed, assignments=assignments)
    reserve_recordings(dataset)
    roots = (dataset, *replayed)
    samples, copies, _ = readable_samples(roots, on_progress, answers)
    folder = dataset.resolve()
    labelled = [sample for sample in samples if sample.image_path.resolve().is_relative_to(folder)]
    split = make_split(
        labelled,
        "grouped",
        near_copies=copies,
        validation_fraction=config.validation_fraction,
        polyp_free_validation=config.polyp_free_validation,
        seed=config.seed,
    )
    if replayed:
        tied = with_near_copies(samples, copies)
        leaks = related_ids(tied, {*split.validation, *split.test})
        known = {sample.id for sample in labelled} | leaks
        drawn = _replay_sample([sample for sample in samples if sample.id not in known], model, split, config.seed)
        named = {*split.train, *split.validation, *split.test, *drawn}
        pictures = fingerprints(sample for sample in samples if sample.id in named)
        split = replace(split, train=(*split.train, *drawn), pictures=pictures)
    for warning in split.warnings:
        log.warning("%s", warning)
    return LearningPlan(roots, config, split)


def _replay_sample(samples: Sequence[Sample], model: ModelHeader, split: Split, seed: int) -> list[str]:
    """Returns ids drawn from what the model was trained on, without published test and validation pairs."""
    learned = learned_datasets(model.card)
    keys = set(map(dataset_key, learned))
    own = [
        sample.id for sample in samples if dataset_key(sample.dataset) in keys and sample.published in (None, "train")
    ]
    if not own:
        names = ", ".join(learned) or filled("nothing that its card names")
        raise DatasetError(
            "The folders given hold no data that {name} has learned from ({names}). Leave them out: then the model "
            "itself teaches the run.",
            name=model.card.name,
            names=names,
        )
    count = min(len(own), max(_FEWEST_REPLAYED, _REPLAYED_PER_FRAME * len(split.train)))
    return sorted(np.random.default_rng(seed).choice(own, count, replace=False).tolist())
