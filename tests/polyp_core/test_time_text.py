import pytest

from polyp_core.time_text import format_about, format_clock, format_length, format_span


@pytest.mark.parametrize(
    ("time_s", "text"),
    [(0, "0:00"), (65, "1:05"), (3725, "1:02:05"), (59.9, "0:59"), (125.6, "2:05"), (1.96, "0:02"), (3.04, "0:03")],
)
def test_places_in_a_recording_are_cut_to_whole_seconds(time_s: float, text: str) -> None:
    assert format_clock(time_s) == text


def test_tenths_are_rounded() -> None:
    assert format_clock(2.2, tenths=True) == "0:02.2"
    assert format_clock(59.96, tenths=True) == "1:00.0"


def test_lengths_are_seconds_below_a_minute() -> None:
    assert [format_length(length_s) for length_s in (3.24, 65.9)] == ["3.2 s", "1:05 min"]


@pytest.mark.parametrize(
    ("span_s", "text"),
    [
        (0.2, "0 s"),
        (12, "12 s"),
        (59.6, "1 min"),
        (80, "1 min 20 s"),
        (185.2, "3 min 5 s"),
        (599.7, "10 min"),
        (601, "10 min"),
        (3598, "1 h"),
        (4800, "1 h 20 min"),
        (7500, "2 h 5 min"),
        (-3, "0 s"),
    ],
)
def test_durations_have_seconds_below_ten_minutes(span_s: float, text: str) -> None:
    assert format_span(span_s) == text


@pytest.mark.parametrize(
    ("span_s", "text"),
    [
        (3, "5 s"),
        (42, "40 s"),
        (56, "1 min"),
        (125, "2 min"),
        (3600, "1 h"),
        (4200, "1 h 10 min"),
        (7900, "2 h 10 min"),
    ],
)
def test_estimates_are_rounded(span_s: float, text: str) -> None:
    assert format_about(span_s) == text
