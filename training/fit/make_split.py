"""Makes a run's split: reads the pairs, groups near copies and divides the pairs into training and validation."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from training.config.fit_config import FitConfig
from training.datasets.discovery import discover, find_datasets
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.mask_texts import format_reading
from training.datasets.polyp_free import PolypFreeFolder, refuse_unused_folders
from training.datasets.sample import Sample
from training.datasets.splits import (
    Split,
    choose,
    ids_in_split,
    make_split,
    published_test_ids_in_training,
    with_present_ids,
)
from training.progress import OnProgress, ignore_progress
from training.statistics.scan import scan

log = logging.getLogger(__name__)


Readings = Mapping[str, MaskReading]
"""How the masks of each dataset are read."""


def readable_samples(
    roots: Sequence[Path],
    on_progress: OnProgress = ignore_progress,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> tuple[list[Sample], list[tuple[str, str]], Readings]:
    """Returns the readable pairs below `roots`, the pairs of ids that are near copies, and how the masks are read.

    Pairs that cannot be read, and lists and tables that do not fit the files, are logged. Raises DatasetError if a root
    contains no pairs, or no readable ones, or if the meaning of its mask values is unclear.
    """
    discovery = discover(roots, polyp_free)
    datasets = discovery.datasets
    for note in discovery.passed_over():
        log.warning("%s", note)
    for dataset in datasets:
        for note in dataset.notes:
            log.warning("%s: %s", dataset.name, note)
    scanned = scan(datasets, answers, on_progress=on_progress)
    for problem in scanned.problems:
        log.warning("Left out: %s", problem.problem.reason)
    if scanned.problems:
        log.warning("%d pairs are left out because they cannot be read.", len(scanned.problems))
    scanned.refuse_if_all_are_unusable()
    for name, reading in scanned.readings.items():
        if reading != PLAIN:
            log.info("Masks of %s: %s.", name, format_reading(reading))
    samples = scanned.samples(datasets)
    return samples, scanned.near_copies(), scanned.readings


def make_run_split(
    roots: Sequence[Path],
    config: FitConfig,
    on_progress: OnProgress = ignore_progress,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> tuple[Split, Readings]:
    """Returns the split that `config` describes, and how masks are read. Raises DatasetError for an empty side."""
    samples, copies, readings = readable_samples(roots, on_progress, answers, polyp_free)
    split = make_split(
        samples,
        config.split,
        near_copies=copies,
        validation_fraction=config.validation_fraction,
        polyp_free_validation=config.polyp_free_validation,
        seed=config.seed,
        hold_out=config.hold_out,
    )
    _log_warnings(split)
    return split, readings


def checked_split(
    split: Split,
    roots: Sequence[Path],
    on_progress: OnProgress = ignore_progress,
    answers: MaskAnswers = NO_ANSWERS,
    polyp_free: Sequence[PolypFreeFolder] = (),
) -> tuple[Split, Readings]:
    """Returns `split` with the present ids of its pairs, after checking that all lie below `roots` and can be read.

    Also returns how their masks are read. Logs the split's warnings, and one if it trains on published test pairs.
    Raises DatasetError, also for a folder of `polyp_free` pictures none of which `split` names.
    """
    datasets = find_datasets(roots, polyp_free)
    scanned = scan(datasets, answers, on_progress=on_progress)
    scanned.refuse_unclear_masks()
    samples = scanned.samples(datasets)
    choose(split, samples, scanned.unusable)
    split = with_present_ids(split, samples)
    refuse_unused_folders(polyp_free, samples, ids_in_split(split))
    _log_warnings(split)
    if tests := published_test_ids_in_training(split, samples):
        log.warning(
            "The split file trains on %d published test pairs, the first of them %s. Scores on them say nothing.",
            len(tests),
            tests[0],
        )
    return split, scanned.readings


def _log_warnings(split: Split) -> None:
    for warning in split.warnings:
        log.warning("%s", warning)
