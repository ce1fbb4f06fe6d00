"""What is said about a model that learned from corrections is no more than its test recordings allow."""

import numpy as np
import pytest

from polyp_core.model.model_file import ModelFile, read_model_file
from tests.colour_model import write_colour_model
from training.evaluation.compare import AlarmComparison, DiceComparison
from training.evaluation.false_alarms import count_false_alarms
from training.evaluation.intervals import LEAST_GROUPS, MeanInterval
from training.runs.start_comparison import StartComparison


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> ModelFile:
    path = tmp_path_factory.mktemp("models") / "shipped.safetensors"
    return read_model_file(write_colour_model(path, (-1, 1, 0), 12.0, bias=-2.9, name="Shipped").path)


def compared(before: ModelFile, groups: int, dice: MeanInterval, alarms: MeanInterval) -> StartComparison:
    compared = DiceComparison(8, groups, 0.7, 0.7 + dice.mean, dice, 4, 4, 0)
    found = [
        count_false_alarms(np.array(each), np.zeros(4, bool), ["frame"] * 4, list("abcd"))[0]
        for each in ([True, False, False, False], [True, True, False, False])
    ]
    rates = AlarmComparison(found[0].kind, 4, groups, *found, alarms)
    return StartComparison(before, compared, compared, (rates,), None)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_few_recordings_allow_no_conclusion(before: ModelFile, sign: int) -> None:
    low, high = sorted((0.02 * sign, 0.06 * sign))
    dice, alarms = MeanInterval(0.04 * sign, low, high), MeanInterval(0.25, 0.1, 0.5)
    few = str(compared(before, LEAST_GROUPS - 1, dice, alarms))
    direction = "higher" if sign > 0 else "lower"
    assert f"is {direction} than that of Shipped by 0.040 (0.020 to 0.060) on 8 test images of 5 groups" in few
    assert "5 groups are too few for a conclusion; it needs 6." in few
    own = compared(before, LEAST_GROUPS - 1, dice, alarms)
    assert str(own.dice.reading).startswith("Too few groups") and str(own.alarms[0].reading).startswith(
        "Too few groups"
    )
    assert own.as_json()["groups"] == own.as_json()["false_alarm_groups"]["frame"] == LEAST_GROUPS - 1
    assert "better" not in few and "worse" not in few and "has more" not in few
    many = str(compared(before, LEAST_GROUPS, dice, alarms))
    assert ("is better than" if sign > 0 else "is worse than") in many and "The new model has more." in many


def test_no_evidence_is_said_whatever_the_number_of_groups(before: ModelFile) -> None:
    spanning = MeanInterval(0.01, -0.02, 0.04)
    for groups in (2, LEAST_GROUPS):
        text = str(compared(before, groups, spanning, spanning))
        assert text.startswith("No evidence of improvement") and "No evidence of a difference" in text
