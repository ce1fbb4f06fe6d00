"""Writes image, ground truth and prediction of the same few validation pairs after each epoch."""

from collections.abc import Sequence
from pathlib import Path

import lightning as L
import numpy as np
import torch
from lightning.pytorch.callbacks import Callback
from numpy.typing import NDArray

from polyp_core.export.images import encode_png
from polyp_core.files.atomic_files import write_bytes
from training.datasets.sample import Sample
from training.datasets.square_cache import SquareCache
from training.evaluation.confusion_overlay import draw_confusion
from training.fit.module import SegmentationModule
from training.runs.run_folder import RunFolder

SHEET_PAIRS = 4
_GAP_PX = 4

Squares = Sequence[NDArray[np.uint8]]


class SampleSheets(Callback):
    """Writes a sheet after each validation.

    It must precede the moving average in the list of callbacks, which restores the training weights at the same hook.
    """

    def __init__(self, folder: RunFolder, samples: Sequence[Sample], cache: SquareCache) -> None:
        self._folder = folder
        self._squares = [cache.get(samples[index]) for index in _spread(len(samples), SHEET_PAIRS)]

    def on_validation_epoch_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        assert isinstance(pl_module, SegmentationModule)
        if not trainer.is_global_zero:
            return
        images = torch.from_numpy(np.stack([square[..., :3] for square in self._squares]))
        with torch.inference_mode():
            probability = pl_module(images.to(pl_module.device))[0][:, 0].sigmoid().cpu().numpy()
        write_sheet(self._folder.samples_file(trainer.current_epoch), self._squares, list(probability > 0.5))


def write_sheet(path: Path, squares: Squares, predicted: Sequence[NDArray[np.bool_]]) -> None:
    """Writes a row per pair: image, truth, prediction (hits white, misses blue, false alarms red). Raises ExportError.

    `squares` are S x S x 4 (RGB, truth), `predicted` S x S bool.
    """
    rows = []
    for square, claimed in zip(squares, predicted, strict=True):
        overlay = draw_confusion(claimed, square[..., 3] > 0)
        white = np.repeat(square[..., 3:] * np.uint8(255), 3, axis=2)
        rows.append(np.hstack([_framed(part) for part in (square[..., :3], white, overlay)]))
    write_bytes(path, encode_png(np.vstack(rows)))


def _framed(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    gap = (_GAP_PX, _GAP_PX)
    return np.pad(picture, (gap, gap, (0, 0)), constant_values=128)


def _spread(count: int, wanted: int) -> list[int]:
    """Returns up to `wanted` different indices, evenly spaced over `count`, so that each dataset is included."""
    return sorted({round(position) for position in np.linspace(0, count - 1, min(wanted, count))})
