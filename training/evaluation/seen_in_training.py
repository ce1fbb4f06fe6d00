"""Finds out which pictures of a benchmark a model has seen in training."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import counted
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import read_regular
from polyp_core.frames.frame import Image
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import read_image
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.model.card import TrainingDataset
from training.datasets.near_copies import find_near_copies, view_thumbnail
from training.datasets.sample import Sample
from training.evaluation.recordings.truth_files import TruthFile

EVERY_S = 2.0
"""Seconds between the frames of a recording that are compared with the training pictures."""


@dataclass(frozen=True, slots=True)
class SeenInTraining:
    """What of a benchmark was seen in training, as far as it is known.

    `named` are the datasets on the model card. `pictures` of the benchmark were compared with `training_pictures`, of
    which `same_files` have the same content and `near_copies` show the same scene; both are None if no training
    pictures were given.
    """

    named: tuple[TrainingDataset, ...]
    pictures: int = 0
    training_pictures: int = 0
    same_files: int | None = None
    near_copies: int | None = None

    @property
    def sentence(self) -> str:
        """What a report says before it gives a score."""
        datasets = ", ".join(f"{each.dataset} ({counted(each.pairs, 'pair')})" for each in self.named) or "no dataset"
        card = f"The model card names as training data: {datasets}."
        if self.near_copies is None:
            return f"{card} Whether pictures of this benchmark are among them was not checked: give --training-data."
        return (
            f"{card} Of {self.pictures:,} pictures of this benchmark that were compared with "
            f"{self.training_pictures:,} training pictures, {self.same_files:,} are the same file and "
            f"{self.near_copies:,} show the same scene."
        )


def compare_with_training(
    named: Sequence[TrainingDataset], pictures: Iterable[tuple[Path | None, Image]], training: Sequence[Sample]
) -> SeenInTraining:
    """Compares the pictures of a benchmark, with their files if they have any, with those of the training."""
    if not training:
        return SeenInTraining(tuple(named))
    known, thumbnails = set(), []
    for sample in training:
        try:
            thumbnails.append(_thumbnail(read_image(sample.image_path)))
        except SourceError:
            continue  # it cannot have been trained on
        known.add(_digest(sample.image_path))
    first = len(thumbnails)
    same = count = 0
    for path, image in pictures:
        count += 1
        same += path is not None and _digest(path) in known
        thumbnails.append(_thumbnail(image))
    copies = {copy.second for copy in find_near_copies(thumbnails) if copy.first < first <= copy.second}
    return SeenInTraining(tuple(named), count, first, same, len(copies))


def pictures_of_recordings(truths: Sequence[TruthFile]) -> Iterator[tuple[Path | None, Image]]:
    """Yields a frame of every EVERY_S seconds of each recording."""
    for truth in truths:
        if truth.recording is None:
            continue
        with open_source(truth.recording) as source:
            info = source.wait_for_index()
            step = max(1, round(EVERY_S * info.rate_fps))
            paths = _files(truth.recording)
            for index in range(0, info.frame_count, step):
                yield (paths[index] if index < len(paths) else None), source.read(index).image


def _files(recording: SourcePath) -> Sequence[Path]:
    """Returns the files of the frames; of a video none."""
    if isinstance(recording, tuple):
        return recording
    return images_in(recording) if recording.is_dir() else ()


def _digest(path: Path) -> bytes:
    return hashlib.sha256(read_regular(path)).digest()


def _thumbnail(image: Image) -> NDArray[np.uint8]:
    return view_thumbnail(np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8))
