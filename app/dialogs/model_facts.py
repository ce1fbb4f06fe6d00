"""Formats scores, false alarms, speed and weak points of a model for the list of models."""

from dataclasses import dataclass

from app.translation import mark, tr, tr_n
from polyp_core.inference.speed import ModelSpeed
from polyp_core.model.card import CARD_SETTING, COMPARABLE_SETTING, ModelCard
from polyp_core.model.default_model import PLAYING_FRAMES_PER_S, TEST_SETS

TITLES = (
    mark("Dice on Kvasir-SEG"),
    mark("Dice on CVC-ClinicDB"),
    mark("False alarms"),
    mark("Speed on this computer"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it rests on."""

    value: str
    note: str

    def __str__(self) -> str:
        return f"{self.value} ({', '.join(self.note.splitlines())})"


def model_facts(card: ModelCard, speed: ModelSpeed | None, speed_note: str) -> tuple[Fact, ...]:
    """Returns a fact for each of TITLES; `speed_note` says why there is no speed."""
    return (
        *(format_dice(card, dataset) for dataset in TEST_SETS),
        format_alarms(card),
        format_speed(speed, speed_note),
    )


def format_dice(card: ModelCard, dataset: str) -> Fact:
    """Returns the Dice at threshold 0.5 with its interval, and at the card's own settings."""
    score, shown = card.score_on(dataset, COMPARABLE_SETTING), card.score_on(dataset, CARD_SETTING)
    if score is None:
        return Fact("–", tr("not scored"))
    low, high = score.metrics.get("dice_low"), score.metrics.get("dice_high")
    notes = [
        tr_n("{n} image", "{n} images", score.images)
        if low is None or high is None
        else _interval(f"{low:.3f}", f"{high:.3f}")
    ]
    if shown is not None:
        notes.append(tr("as shown {dice}").format(dice=f"{shown.metrics['dice']:.3f}"))
    return Fact(f"{score.metrics['dice']:.3f}", "\n".join(notes))


def format_alarms(card: ModelCard) -> Fact:
    """Returns the share of polyp-free frames with a mask at the card's own settings, its interval and their number."""
    score = card.false_alarms_at(CARD_SETTING)
    if score is None:
        return Fact("–", tr("not counted"))
    low, high = score.metrics.get("false_alarm_low"), score.metrics.get("false_alarm_high")
    between = "" if low is None or high is None else _interval(f"{100 * low:.0f}", f"{100 * high:.0f} % ")
    frames = tr_n("of {n} frame", "of {n} frames", score.images)
    return Fact(f"{100 * score.metrics['false_alarm_rate']:.0f} %", f"{between}{frames}")


def format_speed(speed: ModelSpeed | None, note: str = "") -> Fact:
    """Returns the measured frames/s and whether they suffice, or `note` where there is no measurement."""
    if speed is None:
        return Fact("–", note)
    plays = tr("plays with every mask") if speed.frames_per_s >= PLAYING_FRAMES_PER_S else tr("too slow for every mask")
    return Fact(tr("{n} frames/s").format(n=f"{speed.frames_per_s:.0f}"), plays)


def format_weak_points(card: ModelCard) -> str:
    """Returns the weak points as one text."""
    if not card.weak_points:
        return tr("Weak points: none are recorded on the card.")
    return tr("Weak points: {points}").format(points=" ".join(map(tr, card.weak_points)))


def _interval(low: str, high: str) -> str:
    return tr("{low} to {high}").format(low=low, high=high)
