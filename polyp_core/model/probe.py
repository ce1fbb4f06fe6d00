"""A picture with the answer that a model's weights give for it, by which any engine that runs the model is checked.

The picture is drawn, not taken from a patient. `docs/decisions/0013-probe-answer.md` says why there is one.
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
"""The largest mean difference of an engine's answer from the weights' own, of 255.

Rounding to 8 bits stays below 1 for the picture that is chosen, half precision on a GPU far below.
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """`picture` is S x S x 3 uint8 RGB, `answer` the S x S uint8 probabilities that the weights give in full precision.

    S is the side of the model's square.
    """

    picture: NDArray[np.uint8]
    answer: NDArray[np.uint8]

    @classmethod
    def packed_in(cls, model: ModelFile) -> "Probe | None":
        """The probe that `model` carries, if it does. Raises ModelFileError where it is not one of the model's size."""
        if not {PICTURE_NAME, ANSWER_NAME} <= set(model.extra_names):
            return None
        side = model.card.input_size
        # Copies: PyTorch does not take arrays that cannot be written to.
        picture, answer = (np.frombuffer(model.extra(name), np.uint8).copy() for name in (PICTURE_NAME, ANSWER_NAME))
        if picture.size != 3 * side * side or answer.size != side * side:
            raise ModelFileError(f"The probe in the model file {model.path} is damaged. Package the model again.")
        return cls(picture.reshape(side, side, 3), answer.reshape(side, side))

    def extras(self) -> Mapping[str, bytes]:
        """What to pack into a model file, by name."""
        return {PICTURE_NAME: self.picture.tobytes(), ANSWER_NAME: self.answer.tobytes()}

    def difference(self, answer: NDArray[np.uint8]) -> float:
        """The mean absolute difference of an engine's S x S `answer`, 0 to 255."""
        return float(np.abs(answer.astype(np.int16) - self.answer).mean())


def refuse_other_answer(model: ModelFile, label: str, part: str, run: Callable[[Batch], NDArray[np.uint8]]) -> None:
    """Raises ModelFileError where `run`, the engine named `label`, does not answer the probe as the weights did.

    `part` is what the engine was made of: "graph" or "weights". A model file of an earlier version has no probe; then
    only its checksum holds the two together.
    """
    probe = Probe.packed_in(model)
    if probe is None:
        return
    difference = probe.difference(run(probe.picture[None])[0])
    if difference > TOLERANCE:
        raise ModelFileError(
            f"The {part} in the model file {model.path} cannot be trusted: {label} gives another answer than the "
            f"weights gave when it was packaged, by {difference:.0f} of 255 on average. Package it again, or choose "
            f"another file."
        )


def drawn_pictures(side_px: int) -> Iterator[NDArray[np.uint8]]:
    """Pictures to choose a probe from (S x S x 3 uint8 RGB), the same ones at every call.

    Each shows bright round bumps on a reddish wall that darkens to one side, under some noise.
    """
    rows, columns = np.mgrid[0:side_px, 0:side_px].astype(np.float64) / side_px
    for seed in range(12):
        chance = np.random.Generator(np.random.PCG64(seed))
        wall = 0.35 + 0.4 * (rows * chance.random() + columns * chance.random())
        picture = wall[..., None] * np.array([1.0, 0.55, 0.4])
        for _ in range(1 + seed % 3):
            row, column = chance.uniform(0.25, 0.75, 2)
            radius = chance.uniform(0.08, 0.25)
            distance = np.hypot(rows - row, (columns - column) * chance.uniform(0.7, 1.4)) / radius
            bump = np.sqrt(np.clip(1 - distance**2, 0, None))
            picture += bump[..., None] * chance.uniform(0.1, 0.5) * np.array([0.9, 0.8, 0.6])
        picture += chance.normal(0, 0.02, picture.shape)
        yield np.asarray(np.clip(picture, 0, 1) * 255, np.uint8)
