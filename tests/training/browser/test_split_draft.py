"""A split made by hand keeps groups together unless asked otherwise, and names its leaks."""

from pathlib import Path

from training.browser.split_draft import SplitDraft
from training.datasets.near_copies import NearCopy
from training.datasets.sample import Sample
from training.datasets.splits import choose, describe_split


def _samples() -> list[Sample]:
    """Two groups of two pairs, and two pairs on their own."""
    groups = ("x", "x", "y", "y", None, None)
    return [
        Sample(Path(f"/data/{n}.png"), None, str(n), "clinic", group, published="train" if n < 2 else None)
        for n, group in enumerate(groups)
    ]


def test_groups_move_together_and_leaks_are_found_at_once() -> None:
    samples = _samples()
    draft = SplitDraft.of_published(samples, [NearCopy(0, 4, 0.99, 0.9)])
    assert [part.ids for part in draft.parts()["train"]] == [("clinic/0", "clinic/1")]
    assert len(draft.parts()[""]) == 3
    draft = draft.moved({"clinic/2"}, "validation", whole_groups=True).moved({"clinic/5"}, "test", whole_groups=True)
    assert [part.label for part in draft.parts()["validation"]] == ["y (2 pairs)"]
    assert not draft.leaks() and not draft.divided_groups()
    split = draft.to_split(pictures=False)
    assert (split.train, split.validation, split.test) == (
        ("clinic/0", "clinic/1"),
        ("clinic/2", "clinic/3"),
        ("clinic/5",),
    )
    assert len(choose(split, samples).validation) == 2

    leaking = draft.moved({"clinic/4"}, "validation", whole_groups=True).moved(
        {"clinic/3"}, "train", whole_groups=False
    )
    assert [(leak.first, leak.second) for leak in leaking.leaks()] == [("clinic/0", "clinic/4")]
    assert leaking.divided_groups() == {"y": {"validation": 1, "train": 1}}
    assert leaking.to_split(pictures=False).warnings
    assert describe_split(leaking.to_split(pictures=False)).startswith("manual: 3 pairs for training, 2 for validation")
    assert not leaking.moved({"clinic/4"}, "", whole_groups=True).leaks()
