"""Recordings move through the queue; the parts of an examination stay together."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from polyp_core.analysis.queue.entry import QueueEntry, blocks_of, in_groups, moved
from polyp_core.findings.policy import AlarmPolicy


def entries(text: str) -> list[QueueEntry]:
    """Entries from their names, parts of an examination as "x:a"."""
    found = []
    for word in text.split():
        group, _, name = word.rpartition(":")
        found.append(QueueEntry(id=name, paths=(Path("/r") / name,), added=datetime.now(UTC), group=group))
    return found


def names(found: list[QueueEntry]) -> str:
    return " ".join(entry.id for entry in found)


def test_the_parts_of_an_examination_come_together_where_its_first_part_is() -> None:
    found = in_groups(entries("a x:b c y:d x:e f y:g"))
    assert names(found) == "a b e c d g f"
    assert [names(block) for block in blocks_of(found)] == ["a", "b e", "c", "d g", "f"]


@pytest.mark.parametrize(
    ("ids", "step", "expected"),
    [
        ("c", -1, "a c x1 x2 d"),  # past the whole examination
        ("c", 1, "a x1 x2 d c"),
        ("x2", -1, "a x2 x1 c d"),  # among its parts
        ("x2", 1, "a x1 x2 c d"),
        ("x1 x2", 1, "a c x1 x2 d"),
        ("x1 x2", -1, "x1 x2 a c d"),
        ("a", -1, "a x1 x2 c d"),
        ("c d", 1, "a x1 x2 c d"),
        ("a d", -1, "a x1 x2 d c"),
        ("a c", 1, "x1 x2 a d c"),
    ],
)
def test_entries_move_by_one_place_and_examinations_as_a_whole(ids: str, step: int, expected: str) -> None:
    assert names(moved(entries("a x:x1 x:x2 c d"), ids.split(), step)) == expected  # type: ignore[arg-type]


def test_an_entry_whose_policy_is_not_valid_any_more_is_kept_and_counted_anew() -> None:
    entry = QueueEntry(paths=(Path("/r/a"),), added=datetime.now(UTC), finding_count=3, policy=AlarmPolicy())
    stored = entry.model_dump(mode="json")
    assert QueueEntry.model_validate(stored) == entry
    stored["policy"]["open_level"] = 0.3
    assert QueueEntry.model_validate(stored) == entry.model_copy(update={"policy": None})
