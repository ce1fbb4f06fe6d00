"""Which pairs `evaluate` and `compare` scored, and whether a model was trained on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from training.commands.shared import print_note

if TYPE_CHECKING:
    from training.datasets.splits import Split
    from training.evaluation.evaluate import Evaluation


def pairs_line(*evaluations: Evaluation) -> str:
    """Returns the side of the split and the number of training pictures of one model, or of A and B."""
    from training.datasets.splits import format_side

    side = format_side(evaluations[0].side, evaluations[0].split) or "all"
    return f"Pairs: {side}. {' '.join(_trained_sentences(evaluations))}"


def note_side_of_split(evaluation: Evaluation, split: Split | None, asked: str | None) -> None:
    """Prints a note on stderr if the validation side was scored because `split` has no test side."""
    if split is not None and asked is None and evaluation.side == "validation":
        print_note("The split has no test side, so its validation side is scored.")


def _trained_sentences(evaluations: tuple[Evaluation, ...]) -> Iterator[str]:
    names = ("this model",) if len(evaluations) == 1 else ("A", "B")
    for name, evaluation in zip(names, evaluations, strict=True):
        count, total = evaluation.count_training_pictures(evaluation.table), len(evaluation.table)
        if count is None:
            yield f"The model card of {name} does not name its training pictures, so they may be among these."
        elif not count:
            yield f"None of them is a training picture of {name}."
        else:
            what = "is a training picture" if count == 1 else "are training pictures"
            yield f"{count:,} of {total:,} {what} of {name}, so its scores are too good."
