"""Which shipped model is the default: a table of scores, false alarms and speeds."""

from datetime import date
from pathlib import Path

import pytest

from polyp_core.model.card import CARD_SETTING, COMPARABLE_SETTING, POLYP_FREE_FRAMES, ModelCard, Score
from polyp_core.model.default_model import PLAYING_FRAMES_PER_S, TEST_SETS, best_first, default_model, shipped_models
from polyp_core.model.model_file import ModelHeader, read_model_file
from polyp_core.model.network_spec import ENSEMBLE, EnsembleSpec, MemberSpec
from resources import MODEL_FILE

FAST, SLOW = PLAYING_FRAMES_PER_S + 1, PLAYING_FRAMES_PER_S - 1
MEMBER = MemberSpec(
    architecture="resunet", encoder="resnet34", input_size=256, mean=(0.5, 0.5, 0.5), std=(0.2, 0.2, 0.2)
)


def model(
    name: str, dice: float | None, alarms: float | None = None, frames: int = 80, *, is_ensemble: bool = False
) -> ModelHeader:
    """A model with the same Dice on both test sets at both settings, and a false alarm rate on polyp-free frames."""
    scores: list[Score] = []
    for setting in (COMPARABLE_SETTING, CARD_SETTING):
        if dice is not None:
            scores += [Score(dataset=each, images=9, protocol=setting, metrics={"dice": dice}) for each in TEST_SETS]
        if alarms is not None:
            metrics = {"false_alarm_rate": alarms}
            scores.append(Score(dataset=POLYP_FREE_FRAMES, images=frames, protocol=setting, metrics=metrics))
    card = ModelCard(
        name=name,
        architecture=ENSEMBLE if is_ensemble else "resunet",
        encoder=None if is_ensemble else "resnet34",
        ensemble=EnsembleSpec(members=(MEMBER, MEMBER)) if is_ensemble else None,
        training_data=(),
        split="none",
        scores=tuple(scores),
        date=date(2026, 1, 2),
        licence="research",
    )
    return ModelHeader(Path(name), card, f"sha of {name}")


@pytest.mark.parametrize(
    ("models", "speeds", "expected"),
    [
        # Without measurements: the best.
        ([model("light", 0.84), model("large", 0.87)], {}, "large"),
        # Both play: the best. As with a GPU.
        ([model("light", 0.84), model("large", 0.87)], {"light": 900, "large": 400}, "large"),
        ([model("light", 0.84), model("large", 0.87)], {"light": FAST, "large": SLOW}, "light"),
        # Not yet measured counts as fast enough.
        ([model("light", 0.84), model("large", 0.87)], {"large": SLOW}, "light"),
        ([model("light", 0.84), model("large", 0.87)], {"light": FAST}, "large"),
        # None plays: the fastest, whatever its score.
        ([model("light", 0.84), model("large", 0.87)], {"light": 20, "large": 5}, "light"),
        ([model("light", 0.84), model("large", 0.87)], {"light": 5, "large": 20}, "large"),
        # The best of three that plays.
        ([model("a", 0.84), model("b", 0.87), model("c", 0.9)], {"a": FAST, "b": FAST, "c": SLOW}, "b"),
        # False alarms count like Dice, if they were counted for all.
        ([model("light", 0.84, 0.05), model("large", 0.87, 0.5)], {}, "light"),
        ([model("light", 0.84, 0.05), model("large", 0.87, 0.06)], {}, "large"),
        ([model("light", 0.84, 0.05), model("large", 0.87)], {}, "large"),
        # Few frames count less: 0.15 on 8 of them is 0.03.
        ([model("light", 0.84, 0.0), model("large", 0.88, 0.15, frames=8)], {}, "large"),
        # A model without scores is the last choice, and still better than one that is too slow.
        ([model("unscored", None), model("light", 0.6)], {}, "light"),
        ([model("unscored", None), model("large", 0.87)], {"unscored": FAST, "large": SLOW}, "unscored"),
        ([model("only", None)], {"only": 1}, "only"),
        # An ensemble has to be measured.
        ([model("light", 0.84), model("several", 0.9, is_ensemble=True)], {}, "light"),
        ([model("light", 0.84), model("several", 0.9, is_ensemble=True)], {"light": SLOW}, "light"),
        ([model("light", 0.84), model("several", 0.9, is_ensemble=True)], {"several": FAST}, "several"),
        ([model("only", 0.9, is_ensemble=True)], {}, "only"),
    ],
)
def test_the_default_follows_from_scores_and_speeds(
    models: list[ModelHeader], speeds: dict[str, float], expected: str
) -> None:
    measured = {f"sha of {name}": speed for name, speed in speeds.items()}
    assert default_model(best_first(models), measured).card.name == expected
    assert default_model(best_first(models[::-1]), measured).card.name == expected


def test_the_headers_of_shipped_models_are_those_of_the_files() -> None:
    shipped = shipped_models()
    assert MODEL_FILE in [header.path for header in shipped]
    for header in shipped:
        file = read_model_file(header.path)
        assert (header.card, header.sha256) == (file.card, file.sha256)
