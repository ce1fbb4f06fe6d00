"""The model card: what a model is, what it was made of, how well it does, and under which terms."""

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from polyp_core.model.network_spec import Channels as DecoderChannels
from polyp_core.model.network_spec import NetworkSpec

FORMAT_VERSION: Final = 2
"""Version 1 holds the two networks of the study alone, without a presence head. Both are read."""

Fraction = Annotated[float, Field(ge=0, le=1)]
Channels = tuple[float, float, float]

IMAGENET_MEAN: Channels = (0.485, 0.456, 0.406)
IMAGENET_STD: Channels = (0.229, 0.224, 0.225)


LONGEST_NAME = 200
LONGEST_TEXT = 200_000
"""In letters. A split's description names each pair that was left out."""
_MOST_ITEMS = 1000
_LARGEST_NUMBER = 10**9


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _bounded(cls, values: Any) -> Any:
        if isinstance(values, Mapping):
            for name, value in values.items():
                _refuse_out_of_bounds(str(name)[:40], value)
        return values


def _refuse_out_of_bounds(name: str, value: object) -> None:
    """Raises ValueError for texts, numbers and lists that no card of ours has and a window could not show."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise ValueError(f"{name} is longer than {LONGEST_TEXT} letters")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ValueError(f"{name} holds letters that are none")
    elif isinstance(value, int | float):
        if abs(value) > _LARGEST_NUMBER:
            raise ValueError(f"{name} is out of range")
    elif isinstance(value, Mapping | list | tuple):
        if len(value) > _MOST_ITEMS:
            raise ValueError(f"{name} holds more than {_MOST_ITEMS} items")
        for item in (*value, *value.values()) if isinstance(value, Mapping) else value:
            _refuse_out_of_bounds(name, item)


class TrainingData(_Part):
    """One dataset that the network learned from: how many pairs, which part of it, and the terms it came under."""

    dataset: str
    pairs: Annotated[int, Field(ge=0)]
    part: str = "all"
    licence: str
    credit: str = ""


class Score(_Part):
    """How well the model does on one dataset: values by metric ("dice", "iou"), and the protocol they were got by.

    `images` is how many the means are over: those that show a polyp, or for rates of false alarms those that do not.
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


MOST_ALARM_POINTS: Final = 32


class AlarmPoint(_Part):
    """What one choice of settings gave on the validation side when the model's own were chosen.

    `dice` is the mean over frames with a polyp, `false_alarm_rate` the share of full frames without one on which one is
    predicted. `presence_level` is None without a presence head.
    """

    threshold: Fraction
    min_region_fraction: Fraction
    presence_level: Fraction | None = None
    dice: Fraction
    false_alarm_rate: Fraction


class ModelCard(_Part):
    """The card of a model file.

    `mean` and `std` normalise RGB of 0..1; `input_size` is the side of the square in pixels. The viewer starts with
    `threshold` and `min_region_fraction` (both 0..1). `presence_level` (0..1) is the least probability of a polyp in a
    frame below which its mask is empty; None without a presence head. `false_alarms` says what other choices of these
    settings would give, from the fewest false alarms to the highest Dice; older cards have none.
    """

    format_version: Literal[1, 2] = FORMAT_VERSION
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    architecture: str
    encoder: str | None
    encoder_depth: int = 5
    decoder_channels: DecoderChannels | None = None
    input_size: Annotated[int, Field(ge=32, le=2048, multiple_of=32)] = 256
    mean: Channels = IMAGENET_MEAN
    std: Channels = IMAGENET_STD
    threshold: Fraction = 0.5
    min_region_fraction: Fraction = 0.0
    presence_level: Fraction | None = None
    training_data: tuple[TrainingData, ...]
    split: str
    scores: tuple[Score, ...]
    engines: tuple[EngineCheck, ...] = ()
    false_alarms: Annotated[tuple[AlarmPoint, ...], Field(max_length=MOST_ALARM_POINTS)] = ()
    date: Date
    licence: str
    intended_use: str = "Research use only. Not for diagnosis."
    notes: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "ModelCard":
        try:
            _ = self.network
        except ValidationError as error:
            raise ValueError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from error
        if min(self.std) <= 0:
            raise ValueError("std must be greater than 0")
        if min(self.std) < 1e-3 or max(self.std) > 10 or min(self.mean) < -1 or max(self.mean) > 2:
            raise ValueError("mean must lie between -1 and 2, and std between 0.001 and 10")
        return self

    @property
    def network(self) -> NetworkSpec:
        """What the network is built from."""
        return NetworkSpec(
            architecture=self.architecture,
            encoder=self.encoder,
            encoder_depth=self.encoder_depth,
            decoder_channels=self.decoder_channels,
            presence_head=self.presence_level is not None,
        )
