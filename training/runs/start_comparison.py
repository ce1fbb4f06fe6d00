"""Compares the model of a run with the one that it started from, on the test pairs of the run's split."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from polyp_core.display_text import FilledText, filled, filled_n, joined
from polyp_core.files.atomic_files import write_text
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.model.model_file import ModelFile, read_model_file
from training.corrections.time_spent import TimeSpent, time_spent
from training.evaluation.compare import AlarmComparison, DiceComparison, compare, compare_alarms
from training.evaluation.evaluate import evaluate
from training.evaluation.false_alarms import KIND_TITLES, format_share
from training.evaluation.intervals import is_conclusive, spans_zero
from training.progress import OnProgress, ignore_progress
from training.runs.model_comparison import ModelComparison, save_model_comparison
from training.runs.paired_comparison import format_gain_of_new, format_groups
from training.runs.run_folder import RunFolder


@dataclass(frozen=True, slots=True)
class StartComparison:
    """The model of a run (B) against the one that it started from (A).

    `dice` is at threshold 0.5 with every region, `dice_at_card` and `alarms` at each model's own settings. `spent` is
    the time that labelling the run's frames took, None if that is unknown.
    """

    before: ModelFile
    dice: DiceComparison
    dice_at_card: DiceComparison
    alarms: tuple[AlarmComparison, ...]
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
        groups = format_groups(self.dice.groups, recordings=self.spent is not None)
        images = filled_n(
            "{n} test image of {groups} with a polyp",
            "{n} test images of {groups} with a polyp",
            self.dice.n,
            groups=groups,
        )
        gain = format_gain_of_new(self.dice, before, images, groups)
        alarms = [_format_alarms(each, before) for each in self.alarms]
        return joined([gain, *alarms, *([self.spent.text] if self.spent else [])], "\n")

    def __str__(self) -> str:
        return str(self.text)

    def as_json(self) -> dict[str, Any]:
        content = {
            "before": {"name": self.before.card.name, "sha256": self.before.sha256},
            "groups": self.dice.groups,
            "false_alarm_groups": {each.kind: each.groups for each in self.alarms},
            "dice": asdict(self.dice) | {"reading": self.dice.reading},
            "dice_at_card": asdict(self.dice_at_card) | {"reading": self.dice_at_card.reading},
            "false_alarms": {each.kind: asdict(each) | {"reading": each.reading} for each in self.alarms},
            "time_spent": self.spent and asdict(self.spent),
        }
        # JSON has no NaN; with fewer than two groups the interval is undefined.
        plain: dict[str, Any] = json.loads(json.dumps(content), parse_constant=lambda constant: None)
        return plain


def compare_with_start(
    folder: RunFolder, device: DeviceChoice, on_progress: OnProgress = ignore_progress
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
    if not (before["coverage"] > 0).any():
        return None
    found = StartComparison(
        before=read_model_file(start),
        dice=compare(before, after),
        dice_at_card=compare(before, after, "shown_dice"),
        alarms=tuple(compare_alarms(before, after, "shown_")),
        spent=time_spent(record.roots),
    )
    write_text(folder.comparison_file, json.dumps(found.as_json(), indent=1) + "\n")
    before_name = found.before.card.name
    save_model_comparison(
        ModelComparison(folder.path, found.text, start, before_name, known=True, is_worse=found.is_worse)
    )
    return found


def _format_alarms(alarms: AlarmComparison, before: str) -> FilledText:
    low, high = alarms.difference.low, alarms.difference.high
    if np.isnan(low) or not (spans_zero(alarms.difference) or is_conclusive(alarms.difference, alarms.groups)):
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
