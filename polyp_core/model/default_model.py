"""Which of the shipped models is used where the user has chosen none."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from polyp_core.errors import ModelFileError
from polyp_core.model.card import CARD_SETTING, COMPARABLE_SETTING, ModelCard
from polyp_core.model.model_file import ModelHeader, read_model_header
from polyp_core.model.selection_score import selection_score
from resources import MODEL_FOLDER

TEST_SETS = ("kvasir-seg", "cvc-clinicdb")
"""The datasets on which every shipped model is scored: Kvasir-SEG's validation list and CVC-ClinicDB."""

PLAYING_FRAMES_PER_S = 45.0
"""The measured speed from which on a recording of 30 frames/s at 1080p plays with every mask.

Decoding and drawing such a recording take about 0.5 cores, a quarter of a small computer with two, and speed varies.
"""


def shipped_models(folder: Path = MODEL_FOLDER) -> tuple[ModelHeader, ...]:
    """Returns the headers of the model files in `folder`, which ship with the program, the best first.

    Those that cannot be read are left out. Raises ModelFileError if none can be read.
    """
    headers: list[ModelHeader] = []
    failure = ModelFileError("There is no model file in {folder}. Install Polyp Viewer again.", folder=folder)
    for path in sorted(folder.glob("*.safetensors")):
        try:
            headers.append(read_model_header(path))
        except ModelFileError as error:
            failure = error
    if not headers:
        raise failure
    return best_first(headers)


def best_first(models: Sequence[ModelHeader]) -> tuple[ModelHeader, ...]:
    """Returns `models` by decreasing `comparable_scores`."""
    scores = comparable_scores([model.card for model in models])
    ranked = sorted(zip(scores, models, strict=True), key=lambda pair: -pair[0])
    return tuple(model for _, model in ranked)


def default_model(models: Sequence[ModelHeader], speeds: Mapping[str, float] | None = None) -> ModelHeader:
    """Returns the first of `models`, the best first, that plays recordings with every mask, or else the fastest.

    `speeds` are measured frames/s by `sha256`. A model without one is taken to be fast enough, but an ensemble, which
    takes the time of all its networks, to be too slow. Without any speeds, as for commands whose results must not
    depend on the computer, the best single network is therefore returned. `models` is not empty.
    """
    speeds = speeds or {}

    def speed(model: ModelHeader) -> float:
        assumed = 0.0 if model.card.ensemble is not None else PLAYING_FRAMES_PER_S
        return speeds.get(model.sha256, assumed)

    return next((model for model in models if speed(model) >= PLAYING_FRAMES_PER_S), max(models, key=speed))


def comparable_scores(cards: Sequence[ModelCard]) -> list[float]:
    """Returns a score for each card by which they can be compared, higher is better; -inf for a card without scores.

    It is the `selection_score` at the cards' own settings if all cards have what it takes: Dice on both TEST_SETS and
    false alarms on full frames. Otherwise it is the Dice on both at COMPARABLE_SETTING, which older cards have too.
    """
    shown = [_score_as_shown(card) for card in cards]
    found = [_mean_dice(card, COMPARABLE_SETTING) for card in cards] if None in shown else shown
    return [-math.inf if score is None else score for score in found]


def _score_as_shown(card: ModelCard) -> float | None:
    dice, alarms = _mean_dice(card, CARD_SETTING), card.false_alarms_at(CARD_SETTING)
    if dice is None or alarms is None:
        return None
    return selection_score(dice, alarms.metrics["false_alarm_rate"], alarms.images)


def _mean_dice(card: ModelCard, setting: str) -> float | None:
    scores = [card.score_on(dataset, setting) for dataset in TEST_SETS]
    values = [score.metrics["dice"] for score in scores if score is not None]
    return sum(values) / len(values) if len(values) == len(TEST_SETS) else None
