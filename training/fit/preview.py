"""Writes a sheet of augmented training pairs, to check the augmentation before a long training."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polyp_core.export.images import encode_png
from polyp_core.files.atomic_files import write_bytes
from polyp_core.masks.overlay import OverlayStyle, draw_mask
from training.config.fit_config import FitConfig
from training.datasets.discovery import find_datasets
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswers
from training.datasets.mask_decision import sample_reading
from training.datasets.sample import with_readings
from training.datasets.square_cache import SquareCache
from training.fit.augmented_pairs import training_pairs

PREVIEW_PAIRS = 8
PREVIEW_COLUMNS = 4
_GAP_PX = 4
_TRUTH = OverlayStyle(mode="outline", opacity=1.0, colour=(0, 229, 160))


def write_preview(roots: Sequence[Path], config: FitConfig, path: Path, answers: MaskAnswers = NO_ANSWERS) -> None:
    """Writes eight augmented pairs in rows of four as a PNG; pairs are repeated if there are fewer.

    Raises DatasetError and SourceError for pairs that cannot be read, ExportError.
    """
    write_bytes(path, encode_png(preview_sheet(roots, config, answers)))


def preview_sheet(roots: Sequence[Path], config: FitConfig, answers: MaskAnswers = NO_ANSWERS) -> NDArray[np.uint8]:
    """Returns pairs of the first epoch, from all datasets, as one RGB image with the outlines of the masks."""
    datasets = find_datasets(roots)
    # Read only a few masks of each dataset, so that the preview is quick.
    readings = {dataset.name: sample_reading(dataset, answers) for dataset in datasets}
    samples = with_readings([sample for dataset in datasets for sample in dataset.samples], readings)
    pairs = training_pairs(samples, SquareCache(config.side_px), config)
    chosen = [round(place) for place in np.linspace(0, len(samples) - 1, PREVIEW_PAIRS)]
    tiles = []
    for tile, index in enumerate(chosen):
        # A repeated pair is augmented as in a later pass.
        image, truth = pairs[chosen[:tile].count(index), index]
        tiles.append(np.pad(draw_mask(image, truth > 0, _TRUTH), ((_GAP_PX,) * 2, (_GAP_PX,) * 2, (0, 0))))
    rows = [tiles[start : start + PREVIEW_COLUMNS] for start in range(0, len(tiles), PREVIEW_COLUMNS)]
    return np.vstack([np.hstack(row) for row in rows])
