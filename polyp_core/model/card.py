"""The model card: what a model is, what it was made of, how well it does, and under which terms."""

from datetime import date as Date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

FORMAT_VERSION: Final = 1

Architecture = Literal["resunet", "unet"]

ENCODERS: dict[Architecture, str | None] = {"resunet": "resnet34", "unet": None}
"""The encoder that each architecture is built on; the plain U-Net has none of its own name."""

Fraction = Annotated[float, Field(ge=0, le=1)]
Channels = tuple[float, float, float]

IMAGENET_MEAN: Channels = (0.485, 0.456, 0.406)
IMAGENET_STD: Channels = (0.229, 0.224, 0.225)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class TrainingData(_Part):
    """One dataset that the network learned from: how many pairs, which part of it, and the terms it came under."""

    dataset: str
    pairs: Annotated[int, Field(ge=0)]
    part: str = "all"
    licence: str
    credit: str = ""


class Score(_Part):
    """How well the model does on one dataset: values by metric ("dice", "iou"), and the protocol they were got by.

    `images` is how many the means are over: those that show a polyp.
    """

    dataset: str
    images: Annotated[int, Field(ge=1)]
    protocol: str
    metrics: dict[str, float]


class EngineCheck(_Part):
    """What an engine scores on one dataset beside the reference, PyTorch in full precision.

    `dice` and `reference_dice` compare each with the experts' masks, `agreement` (Dice too) compares the two with each
    other; all are means over the `images` that show a polyp.
    """

    engine: str
    dataset: str
    images: Annotated[int, Field(ge=1)]
    protocol: str
    dice: Fraction
    reference_dice: Fraction
    agreement: Fraction


class ModelCard(_Part):
    """The card of a model file.

    `mean` and `std` normalise RGB of 0..1; `input_size` is the side of the square in pixels. The viewer starts with
    `threshold` and `min_region_fraction` (both 0..1).
    """

    format_version: Literal[1] = FORMAT_VERSION
    name: Annotated[str, Field(min_length=1)]
    architecture: Architecture
    encoder: str | None
    input_size: Annotated[int, Field(ge=32, le=2048, multiple_of=32)] = 256
    mean: Channels = IMAGENET_MEAN
    std: Channels = IMAGENET_STD
    threshold: Fraction = 0.5
    min_region_fraction: Fraction = 0.0
    training_data: tuple[TrainingData, ...]
    split: str
    scores: tuple[Score, ...]
    engines: tuple[EngineCheck, ...] = ()
    date: Date
    licence: str
    intended_use: str = "Research use only. Not for diagnosis."
    notes: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "ModelCard":
        if self.encoder != ENCODERS[self.architecture]:
            raise ValueError(f"{self.architecture} has the encoder {ENCODERS[self.architecture]}, not {self.encoder}")
        if min(self.std) <= 0:
            raise ValueError("std must be greater than 0")
        return self
