"""Predicts probability maps of pairs with the same Segmenter as the viewer."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np

from polyp_core.frames.frame import Image
from polyp_core.inference.devices import has_cuda
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import PROBABILITIES, levels_of
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile

EngineChoice = Literal["viewer", "float", "torch"]
"""viewer: as in the viewer; float: the same without quantisation; torch: PyTorch, the reference."""


def open_segmenter(model: ModelFile, device: DeviceChoice = "auto", engine: EngineChoice = "viewer") -> Segmenter:
    """Returns a segmenter of `model` on `engine`. Raises DeviceError if "cuda" is requested but not available."""
    if engine != "torch":
        return Segmenter.open(model, device, "float" if engine == "float" else "auto")
    from polyp_core.inference.torch_engine import TorchEngine

    on_cuda = device == "cuda" or (device == "auto" and has_cuda())
    return Segmenter(model, [partial(TorchEngine, device="cuda" if on_cuda else "cpu")])


def predict(segmenter: Segmenter, images: Sequence[Image], *, tta: bool = False) -> list[Prediction]:
    """Returns one prediction per image (H x W x 3 uint8 RGB, sizes may differ).

    With `tta` (test-time augmentation) it is the mean over the picture, its two mirror images and its rotation by 180
    degrees: about four times the work for slightly better borders.
    """
    if not tta:
        return segmenter.segment_images(images)
    side = segmenter.model.card.input_size
    letterboxes = [Letterbox(image.shape[1], image.shape[0], side) for image in images]
    # Squares are mirrored, not pictures, so that an odd pixel of padding stays on its side.
    squares = [letterbox.apply(image) for letterbox, image in zip(letterboxes, images, strict=True)]
    total = np.zeros((len(images), side, side))
    presence = np.zeros(len(images), np.float64)
    for axes in ((), (0,), (1,), (0, 1)):
        mirrored = [np.ascontiguousarray(np.flip(square, axes)) for square in squares]
        for index, prediction in enumerate(segmenter.segment_images(mirrored)):
            total[index] += np.flip(PROBABILITIES[prediction.raw_levels], axes)
            presence[index] += prediction.presence or 0.0
    means = levels_of(total / 4)
    level = segmenter.model.card.presence_level
    return [
        Prediction(
            index,
            mean,
            letterbox,
            presence=None if level is None else float(presence[index] / 4),
            presence_level=level or 0.0,
        )
        for index, (mean, letterbox) in enumerate(zip(means, letterboxes, strict=True))
    ]
