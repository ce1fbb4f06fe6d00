"""Compares the model of a run with the one that it started from, on the test pairs of the run's split."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from polyp_core.display_text import FilledText, filled, joined, mark
from polyp_core.files.atomic_files import write_text
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile, read_model_file
from training.corrections.time_spent import TimeSpent, time_spent
from training.evaluation.compare import AlarmComparison, Comparison, compare, compare_alarms
from training.evaluation.evaluate import Progress, evaluate
from training.evaluation.false_alarms import KIND_TITLES, format_share
from training.evaluation.intervals import LEAST_GROUPS, spans_zero
from training.runs.model_comparison import ModelComparison, save_model_comparison
from training.runs.paired_comparison import format_gain_of_new
from training.runs.run_folder import RunFolder


@dataclass(frozen=True, slots=True)
class StartComparison:
    """The model of a run (B) against the one that it started from (A).

    `dice` is at threshold 0.5 with every region, `dice_at_card` and `alarms` at each model's own settings. `groups` is
    the number of groups, such as recordings, of the test images with a polyp, `alarm_groups` that of the polyp-free
    pictures of each kind. `spent` is the time that labelling the run's frames took, None if that is unknown.
    """

    before: ModelFile
    groups: int
    dice: Comparison
    dice_at_card: Comparison
    alarms: tuple[AlarmComparison, ...]
    alarm_groups: Mapping[str, int]
    spent: TimeSpent | None

    @property
    def is_worse(self) -> bool:
        """True if the interval of Dice lies below that of the model before, or that of false alarms above it.

        It is a warning, which a few groups are enough for.
        """
        return bool(self.dice.difference.high < 0 or any(each.difference.low > 0 for each in self.alarms))

    @property
    def text(self) -> FilledText:
        """What the comparison shows, a line for Dice, for false alarms on pictures of each kind, and for the time."""
        before = self.before.card.name
        groups = _format_groups(self.groups, recordings=self.spent is not None)
        images = filled("{n} test images of {groups} with a polyp", n=self.dice.n, groups=groups)
        if self.groups < LEAST_GROUPS and not spans_zero(self.dice.difference):
            gain = _format_few(self.dice, before, images, groups)
        else:
            gain = format_gain_of_new(self.dice, before, images)
        alarms = [_format_alarms(each, before, self.alarm_groups.get(each.kind, 0)) for each in self.alarms]
        return joined([gain, *alarms, *([self.spent.text] if self.spent else [])], "\n")

    def __str__(self) -> str:
        return str(self.text)

    def as_json(self) -> dict[str, Any]:
        content = {
            "before": {"name": self.before.card.name, "sha256": self.before.sha256},
            "groups": self.groups,
            "false_alarm_groups": dict(self.alarm_groups),
            "dice": asdict(self.dice) | {"reading": self.dice.reading},
            "dice_at_card": asdict(self.dice_at_card) | {"reading": self.dice_at_card.reading},
            "false_alarms": {each.kind: asdict(each) | {"reading": each.reading} for each in self.alarms},
            "time_spent": self.spent and asdict(self.spent),
        }
        # JSON has no NaN; with fewer than two groups the interval is undefined.
        plain: dict[str, Any] = json.loads(json.dumps(content), parse_constant=lambda constant: None)
        return plain


def compare_with_start(
    folder: RunFolder, device: DeviceChoice, on_progress: Progress = lambda done, total: None
) -> StartComparison | None:
    """Compares the models, and writes `comparison.json` and the comparison that the window shows into the folder.

    Returns None, and writes nothing, if the run did not start from a model or its split has no test pair with a polyp.
    Raises ModelFileError if that model is gone, DatasetError, ExportError.
    """
    record, split = folder.read_record(), folder.read_split()
    start = record.config.start_from
    if start is None or not split.test:
        return None
    before, after = (
        evaluate(
            model,
            record.roots,
            split=split,
            side="test",
            saliency=False,
            device=device,
            engine="torch",
            answers=record.answers,
            polyp_free=record.polyp_free,
            on_progress=on_progress,
        ).table
        for model in (start, folder.model_file)
    )
    with_polyp = before[before["coverage"] > 0]
    if with_polyp.empty:
        return None
    polyp_free = before[before["coverage"] == 0]
    found = StartComparison(
        before=read_model_file(start),
        groups=with_polyp["group"].nunique(),
        dice=compare(before, after),
        dice_at_card=compare(before, after, "shown_dice"),
        alarms=tuple(compare_alarms(before, after, "shown_")),
        alarm_groups={str(kind): int(count) for kind, count in polyp_free.groupby("kind")["group"].nunique().items()},
        spent=time_spent(record.roots),
    )
    write_text(folder.comparison_file, json.dumps(found.as_json(), indent=1) + "\n")
    before_name = found.before.card.name
    save_model_comparison(
        ModelComparison(folder.path, found.text, start, before_name, known=True, is_worse=found.is_worse)
    )
    return found


def _format_groups(count: int, *, recordings: bool) -> FilledText:
    if count == 1:
        return filled("1 recording") if recordings else filled("1 group")
    return filled("{n} recordings", n=count) if recordings else filled("{n} groups", n=count)


def _format_few(dice: Comparison, before: str, images: FilledText, groups: FilledText) -> FilledText:
    """Returns a sentence on a difference that too few groups show."""
    gain = dice.difference
    low, high = sorted((abs(gain.low), abs(gain.high)))
    text = (
        mark(
            "Dice at 0.5 of the new model is higher than that of {before} by {gain} ({low} to {high}) on {images}. "
            "{groups} are too few for a conclusion; it needs {least}."
        )
        if gain.mean > 0
        else mark(
            "Dice at 0.5 of the new model is lower than that of {before} by {gain} ({low} to {high}) on {images}. "
            "{groups} are too few for a conclusion; it needs {least}."
        )
    )
    return filled(
        text,
        before=before,
        gain=f"{abs(gain.mean):.3f}",
        low=f"{low:.3f}",
        high=f"{high:.3f}",
        images=images,
        groups=groups,
        least=LEAST_GROUPS,
    )


def _format_alarms(alarms: AlarmComparison, before: str, groups: int) -> FilledText:
    low, high = alarms.difference.low, alarms.difference.high
    if np.isnan(low) or (groups < LEAST_GROUPS and not spans_zero(alarms.difference)):
        verdict = filled("These are too few groups for a conclusion.")
    elif low > 0:
        verdict = filled("The new model has more.")
    elif high < 0:
        verdict = filled("The new model has fewer.")
    else:
        verdict = filled(
            "No evidence of a difference ({low:+.1f}% to {high:+.1f}%, 95 %).", low=100 * low, high=100 * high
        )
    return filled(
        "False alarms on {n} {kind}: {share_before} with {before}, {share} with the new model. {verdict}",
        n=alarms.n,
        kind=filled(KIND_TITLES[alarms.kind]),
        share_before=format_share(alarms.a.rate, alarms.a.interval),
        before=before,
        share=format_share(alarms.b.rate, alarms.b.interval),
        verdict=verdict,
    )
