"""Turns the output of `evaluate --json` into the scores of a model card."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from polyp_core.errors import TrainingError
from polyp_core.files.json_files import JsonError, parse_json
from polyp_core.model.card import CARD_SETTING, COMPARABLE_SETTING, TRAINING_PICTURES, Score
from polyp_core.model.model_file import ModelFile
from training.datasets.sample import PolypFreeKind
from training.datasets.splits import format_side
from training.evaluation.false_alarms import KIND_TITLES

_SCORED = ("dice", "iou", "pooled_dice", "pooled_iou", "precision", "recall", "empty_false_positive_rate")
_WITH_INTERVAL = ("dice", "iou")

_Interval = tuple[float | None, float | None]
_Count = Annotated[int, Field(ge=0)]


class _Scores(BaseModel):
    n: _Count
    empty_n: _Count
    dice: float | None
    dice_interval: _Interval = (None, None)
    iou: float | None
    iou_interval: _Interval = (None, None)
    pooled_dice: float | None
    pooled_iou: float | None
    precision: float | None
    recall: float | None
    empty_false_positive_rate: float | None


class _DatasetScores(_Scores):
    at_card: _Scores | None = None
    training_pictures: _Count | None = None


class _Alarms(BaseModel):
    n: _Count
    rate: float
    interval: _Interval
    training_pictures: _Count | None = None


class _FalseAlarms(BaseModel):
    comparable: dict[PolypFreeKind, _Alarms] = {}
    card: dict[PolypFreeKind, _Alarms] = {}


class Evaluated(BaseModel):
    """Output of `evaluate --json`, as far as needed for a card."""

    model_sha256: str
    engine: str
    tta: bool = False
    side: str | None = None
    split: str | None = None
    datasets: dict[str, _DatasetScores]
    false_alarms: _FalseAlarms = _FalseAlarms()


def read_evaluation(text: str, model: ModelFile) -> Evaluated:
    """Reads the output of `evaluate --json` on `model`. Raises TrainingError if it is something else."""
    try:
        content = Evaluated.model_validate(parse_json(text))
    except (JsonError, ValidationError) as error:
        raise TrainingError("A file of scores is not the output of evaluate --json.") from error
    if content.model_sha256 != model.sha256:
        raise TrainingError(
            "The scores are of another model (SHA-256 {other}, and this one is {own}). Evaluate {path} and give its "
            "output.",
            other=content.model_sha256[:12],
            own=model.sha256[:12],
            path=model.path,
        )
    return content


def card_scores(content: Evaluated, part: str = "") -> Iterator[Score]:
    """Yields the scores of each dataset at both settings, then the false alarms by setting and kind of picture.

    `part` is appended to what they are of, such as ", validation side of the split"; without it, the protocol names
    the side. Pictures that the model was trained on are counted at the end. A dataset without a polyp has no score.
    """
    side = format_side(content.side, content.split)
    of_side = f"; {side}" if side and not part else ""
    engine = content.engine + (", mirrored pictures averaged" if content.tta else "")
    for dataset, own in content.datasets.items():
        for setting, scores in ((COMPARABLE_SETTING, own), (CARD_SETTING, own.at_card)):
            if scores is not None and scores.n:
                apart = f"; false positives on {scores.empty_n} more without a polyp" if scores.empty_n else ""
                protocol = f"{setting}{of_side}; the pictures' own size, polyp class, mean over images; {engine}{apart}"
                values = {name: getattr(scores, name) for name in _SCORED}
                for name in _WITH_INTERVAL:
                    values[f"{name}_low"], values[f"{name}_high"] = getattr(scores, f"{name}_interval")
                trained = _format_trained(content, own.training_pictures)
                yield _score(f"{dataset}{part}{trained}", scores.n, protocol, values)
    by_setting = ((COMPARABLE_SETTING, content.false_alarms.comparable), (CARD_SETTING, content.false_alarms.card))
    for setting, kinds in by_setting:
        for kind, alarms in kinds.items():
            low, high = alarms.interval
            values = {"false_alarm_rate": alarms.rate, "false_alarm_low": low, "false_alarm_high": high}
            protocol = f"{setting}{of_side}; share of pictures with any prediction, 95 % interval; {engine}"
            trained = _format_trained(content, alarms.training_pictures)
            yield _score(f"{KIND_TITLES[kind]}{part}{trained}", alarms.n, protocol, values)


def with_scores(scores: Sequence[Score], fresh: Iterable[Score]) -> tuple[Score, ...]:
    """Returns `scores` and then `fresh`, which replace those on the same dataset by the same protocol."""
    merged = {(score.dataset, score.protocol): score for score in scores}
    for score in fresh:
        merged.pop((score.dataset, score.protocol), None)
        merged[score.dataset, score.protocol] = score
    return tuple(merged.values())


def _format_trained(content: Evaluated, count: int | None) -> str:
    """Returns what follows the name of a dataset with `count` training pictures, None if their number is unknown."""
    if count:
        return f", with {count} {TRAINING_PICTURES}"
    return f", perhaps {TRAINING_PICTURES}" if count is None and content.side == "train" else ""


def _score(dataset: str, images: int, protocol: str, values: dict[str, float | None]) -> Score:
    metrics = {name: round(value, 4) for name, value in values.items() if value is not None}
    return Score(dataset=dataset, images=images, protocol=protocol, metrics=metrics)
