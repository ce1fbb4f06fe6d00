"""What is said of a difference between two systems is no more than the number of recordings allows."""

import pytest

from training.evaluation.intervals import LEAST_GROUPS, MeanInterval
from training.evaluation.recordings.compare_recordings import AlarmDifference


@pytest.mark.parametrize("sign", [1, -1])
def test_a_few_recordings_allow_no_conclusion(sign: int) -> None:
    def reading(recordings: int, *ends: float) -> str:
        low, high = sorted(sign * end for end in ends)
        return AlarmDifference(
            "lesions found", 0.5, 0.5 + 0.2 * sign, MeanInterval(0.2 * sign, low, high), recordings
        ).reading

    assert reading(LEAST_GROUPS - 1, 0.1, 0.3) == "too few recordings for a conclusion (5; it needs 6)"
    assert reading(LEAST_GROUPS, 0.1, 0.3) == ""
    assert reading(2, -0.1, 0.3) == reading(LEAST_GROUPS, -0.1, 0.3) == "no evidence of a difference"
