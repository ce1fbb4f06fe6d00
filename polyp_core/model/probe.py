"""The probe of a model: a synthetic picture with the reference output for it, to verify every engine at its start.

See `docs/decisions/0013-probe-answer.md`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyp_core.errors import ModelFileError
from polyp_core.model.model_file import ModelFile

Batch = NDArray[np.uint8]
"""N x S x S x 3 uint8 RGB."""

PICTURE_NAME, ANSWER_NAME = "probe.picture", "probe.answer"

TOLERANCE = 4.0
"""Largest accepted mean absolute difference between an engine's answer and the reference, on a scale of 255.

Quantisation to 8 bits stays below 1 for the chosen picture, half precision on a GPU far below.
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """`picture` is S x S x 3 uint8 RGB, `answer` the S x S uint8 probability map of the weights in full precision.

    S is the letterbox side of the model.
    """

    picture: NDArray[np.uint8]
    answer: NDArray[np.uint8]

    @classmethod
    def packed_in(cls, model: ModelFile) -> "Probe | None":
        """Returns the probe in `model`; None without one. Raises ModelFileError if its size is not the model's."""
        if not {PICTURE_NAME, ANSWER_NAME} <= set(model.extra_names):
            return None
        side = model.card.input_size
        # Copied because PyTorch does not accept read-only arrays.
        picture, answer = (np.frombuffer(model.extra(name), np.uint8).copy() for name in (PICTURE_NAME, ANSWER_NAME))
        if picture.size != 3 * side * side or answer.size != side * side:
            raise ModelFileError(
                "The probe in the model file {path} is damaged. Package the model again.", path=model.path
            )
        return cls(picture.reshape(side, side, 3), answer.reshape(side, side))

    def extras(self) -> Mapping[str, bytes]:
        """Returns the entries for a model file by name."""
        return {PICTURE_NAME: self.picture.tobytes(), ANSWER_NAME: self.answer.tobytes()}

    def difference(self, answer: NDArray[np.uint8]) -> float:
        """Returns the mean absolute difference between an engine's S x S `answer` and the reference, 0 to 255."""
        return float(np.abs(answer.astype(np.int16) - self.answer).mean())


def verify_probe_answer(model: ModelFile, label: str, part: str, run: Callable[[Batch], NDArray[np.uint8]]) -> None:
    """Raises ModelFileError if the answer of `run`, the engine named `label`, differs from the probe's reference.

    `part` names what the engine runs: "graph" or "weights". Model files of earlier versions have no probe and pass.
    """
    probe = Probe.packed_in(model)
    if probe is None:
        return
    difference = probe.difference(run(probe.picture[None])[0])
    if difference > TOLERANCE:
        raise ModelFileError(
            "The {part} in the model file {path} cannot be trusted: the output of {label} differs from "
            "that of the weights at packaging by {difference} of 255 on average. Package it again, or "
            "choose another file.",
            part=part,
            path=model.path,
            label=label,
            difference=format(difference, ".0f"),
        )


def synthetic_pictures(side_px: int) -> Iterator[NDArray[np.uint8]]:
    """Yields synthetic candidate pictures for a probe (S x S x 3 uint8 RGB), the same ones at every call.

    Each shows bright round bumps on a reddish background with a brightness gradient and noise.
    """
    rows, columns = np.mgrid[0:side_px, 0:side_px].astype(np.float64) / side_px
    for seed in range(12):
        rng = np.random.Generator(np.random.PCG64(seed))
        wall = 0.35 + 0.4 * (rows * rng.random() + columns * rng.random())
        picture = wall[..., None] * np.array([1.0, 0.55, 0.4])
        for _ in range(1 + seed % 3):
            row, column = rng.uniform(0.25, 0.75, 2)
            radius = rng.uniform(0.08, 0.25)
            distance = np.hypot(rows - row, (columns - column) * rng.uniform(0.7, 1.4)) / radius
            bump = np.sqrt(np.clip(1 - distance**2, 0, None))
            picture += bump[..., None] * rng.uniform(0.1, 0.5) * np.array([0.9, 0.8, 0.6])
        picture += rng.normal(0, 0.02, picture.shape)
        yield np.asarray(np.clip(picture, 0, 1) * 255, np.uint8)
