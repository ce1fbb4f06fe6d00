"""The model card: a model's architecture, training data, settings, scores and licence."""

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from polyp_core.model.network_spec import ENSEMBLE, EnsembleSpec, NetworkSpec, SidePx
from polyp_core.model.network_spec import Channels as DecoderChannels

FORMAT_VERSION: Final = 3
"""Version 1 has only the two networks of the study, without a presence head; version 3 adds `weak_points`, and fields
that a later program adds are kept from then on. All three are read."""

COMPARABLE_SETTING: Final = "threshold 0.5, every region"
CARD_SETTING: Final = "threshold and regions of the card"
"""How the protocol of a score begins: the setting by which models are compared, or the one that the viewer starts with.
"""
POLYP_FREE_FRAMES: Final = "full frames without a polyp"
"""How the dataset of a false alarm rate on full frames begins."""

TRAINING_PICTURES: Final = "training pictures"
"""How the dataset of a score ends if the model was trained on pictures of it."""

Fraction = Annotated[float, Field(ge=0, le=1)]
Channels = tuple[float, float, float]

IMAGENET_MEAN: Channels = (0.485, 0.456, 0.406)
IMAGENET_STD: Channels = (0.229, 0.224, 0.225)


MAX_NAME_LENGTH = 200
MAX_TEXT_LENGTH = 200_000
"""In characters; the description of a split may list every excluded pair."""
MAX_WEAK_POINTS = 12
MAX_WEAK_POINT_LENGTH = 400
WeakPoint = Annotated[str, Field(min_length=1, max_length=MAX_WEAK_POINT_LENGTH)]
_MAX_ITEMS = 1000
_MAX_NUMBER = 10**9


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _bounded(cls, values: Any) -> Any:
        if isinstance(values, Mapping):
            for name, value in values.items():
                _refuse_out_of_bounds(str(name)[:40], value)
        return values


def _refuse_out_of_bounds(name: str, value: object) -> None:
    """Raises ValueError for texts, numbers and lists too large to be displayed, and for invalid characters."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT_LENGTH:
            raise ValueError(f"{name} is longer than {MAX_TEXT_LENGTH} characters")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError(f"{name} contains invalid characters")
    elif isinstance(value, int | float):
        if abs(value) > _MAX_NUMBER:
            raise ValueError(f"{name} is out of range")
    elif isinstance(value, Mapping | list | tuple):
        if len(value) > _MAX_ITEMS:
            raise ValueError(f"{name} contains more than {_MAX_ITEMS} items")
        for item in (*value, *value.values()) if isinstance(value, Mapping) else value:
            _refuse_out_of_bounds(name, item)


class TrainingDataset(_Part):
    """One training dataset: number of pairs, part used, licence and credit."""

    dataset: str
    pairs: Annotated[int, Field(ge=0)]
    part: str = "all"
    licence: str
    credit: str = ""


class Score(_Part):
    """The model's scores on one dataset by metric ("dice", "iou"), and the evaluation protocol.

    `images` is the number of images averaged over: those with a polyp, or those without for false alarm rates. The ends
    of a metric's 95 % interval are metrics of their own, such as "dice_low" and "dice_high"; older cards have none.
    """

    dataset: str
    images: Annotated[int, Field(ge=1)]
    protocol: str
    metrics: dict[str, float]

    def is_at(self, setting: str) -> bool:
        """True if it was computed at COMPARABLE_SETTING or CARD_SETTING, whichever is given."""
        return self.protocol.startswith(setting)


class EngineCheck(_Part):
    """Scores of an engine and of the reference (PyTorch in full precision) on one dataset.

    `dice` and `reference_dice` are against the ground truth, `agreement` is the Dice between the two; all are means
    over the `images` that show a polyp.
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
    """Validation results for one choice of settings, recorded during calibration.

    `dice` is the mean over frames with a polyp, `false_alarm_rate` the share of full frames without a polyp that have a
    predicted one. `presence_level` is None without a presence head.
    """

    threshold: Fraction
    min_region_fraction: Fraction
    presence_level: Fraction | None = None
    dice: Fraction
    false_alarm_rate: Fraction


class ModelCard(_Part):
    """The card of a model file.

    `mean` and `std` normalise RGB of 0..1; `input_size` is the side of the network's input in pixels. `threshold` and
    `min_region_fraction` (both 0..1) are the viewer's defaults. `presence_level` (0..1) is the presence below which a
    frame's mask is suppressed; None without a presence head. `false_alarms` lists the results of other choices of these
    settings, from the fewest false alarms to the highest Dice; empty in older cards. `weak_points` says in sentences
    where the model is often wrong, such as on instruments. `alarm_policy` are the fields of the AlarmPolicy that was
    chosen for the model on recordings; None if none was. `ensemble` are the networks of a model whose architecture is
    ENSEMBLE; `input_size` is then the side at which their outputs are averaged, `mean` and `std` are those of the
    first. `training_pictures` names the pictures that the model, or one that it started from, was trained on: the first
    8 hexadecimal digits of the SHA-256 of each file, without spaces; "" if not known.
    """

    format_version: Literal[1, 2, 3] = FORMAT_VERSION
    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME_LENGTH)]
    architecture: str
    encoder: str | None
    encoder_depth: int = 5
    decoder_channels: DecoderChannels | None = None
    ensemble: EnsembleSpec | None = None
    input_size: SidePx = 256
    mean: Channels = IMAGENET_MEAN
    std: Channels = IMAGENET_STD
    threshold: Fraction = 0.5
    min_region_fraction: Fraction = 0.0
    presence_level: Fraction | None = None
    training_data: tuple[TrainingDataset, ...]
    training_pictures: str = ""
    split: str
    scores: tuple[Score, ...]
    engines: tuple[EngineCheck, ...] = ()
    false_alarms: Annotated[tuple[AlarmPoint, ...], Field(max_length=MOST_ALARM_POINTS)] = ()
    weak_points: Annotated[tuple[WeakPoint, ...], Field(max_length=MAX_WEAK_POINTS)] = ()
    alarm_policy: Mapping[str, bool | float | None] | None = None
    date: Date
    licence: str
    intended_use: str = "Research use only. Not for diagnosis."
    notes: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> "ModelCard":
        if (self.architecture == ENSEMBLE) != (self.ensemble is not None):
            raise ValueError(f"the architecture {ENSEMBLE} and the networks of an ensemble belong together")
        try:
            _ = self.network
        except ValidationError as error:
            raise ValueError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from error
        if self.ensemble is not None and self.ensemble.presence_head != (self.presence_level is not None):
            raise ValueError("an ensemble has a presence level if its networks have presence heads, and else none")
        if min(self.std) <= 0:
            raise ValueError("std must be greater than 0")
        if min(self.std) < 1e-3 or max(self.std) > 10 or min(self.mean) < -1 or max(self.mean) > 2:
            raise ValueError("mean must lie between -1 and 2, and std between 0.001 and 10")
        return self

    @property
    def network(self) -> NetworkSpec | EnsembleSpec:
        """The specification to build the network from."""
        if self.ensemble is not None:
            return self.ensemble
        return NetworkSpec(
            architecture=self.architecture,
            encoder=self.encoder,
            encoder_depth=self.encoder_depth,
            decoder_channels=self.decoder_channels,
            presence_head=self.presence_level is not None,
        )

    def score_on(self, dataset: str, setting: str) -> Score | None:
        """Returns the latest score with a Dice on exactly `dataset` at COMPARABLE_SETTING or CARD_SETTING, or None."""
        found = [score for score in self.scores if score.dataset == dataset and score.is_at(setting)]
        return next((score for score in reversed(found) if "dice" in score.metrics), None)

    def false_alarms_at(self, setting: str) -> Score | None:
        """Returns the score with the "false_alarm_rate" on the most full frames without a polyp, or None.

        Scores on training pictures do not count.
        """
        found = [score for score in self.scores if score.is_at(setting) and "false_alarm_rate" in score.metrics]
        frames = [
            score
            for score in found
            if score.dataset.startswith(POLYP_FREE_FRAMES) and not score.dataset.endswith(TRAINING_PICTURES)
        ]
        return max(frames, key=lambda score: score.images, default=None)
