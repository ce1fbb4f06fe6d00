"""The queue is stored whole, owned by one process, and changed in order."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.errors import QueueError


def make_entry(name: str, **fields: object) -> QueueEntry:
    return QueueEntry(id=name, paths=(Path("/r") / name,), added=datetime.now(UTC), **fields)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def opened(folder: Path) -> RecordingQueue:
    queue = RecordingQueue(folder)
    assert queue.open()
    return queue


def names(queue: RecordingQueue) -> list[str]:
    return [entry.id for entry in queue.entries]


def test_what_is_closed_comes_back_and_what_was_under_way_waits(folder: Path) -> None:
    queue = opened(folder)
    assert queue.add(make_entry("a.mp4", content_key="k1")) and queue.add(make_entry("bü\udcff.mp4", content_key="k2"))
    queue.update("a.mp4", state="analysing", share_analysed=0.5)
    queue.set_paused(True)
    queue.close()
    again = opened(folder)
    assert again.paused and names(again) == ["a.mp4", "bü\udcff.mp4"]
    assert again.entries[1].paths == (Path("/r/bü\udcff.mp4"),)
    assert (again.entries[0].state, again.entries[0].share_analysed) == ("waiting", 0.5)
    again.close()


def test_the_same_recording_is_listed_once_and_finds_a_missing_one_again(folder: Path) -> None:
    queue = opened(folder)
    queue.add(make_entry("a", content_key="k"))
    assert not queue.add(make_entry("copy", content_key="k"))
    assert names(queue) == ["a"] and queue.entries[0].paths == (Path("/r/a"),)
    queue.update("a", missing=True)
    assert not queue.add(make_entry("moved", content_key="k"))
    assert queue.entries[0].paths == (Path("/r/moved"),) and not queue.entries[0].missing
    queue.close()


def test_a_removal_is_undone_at_the_same_place(folder: Path) -> None:
    queue = opened(folder)
    for name in "abcd":
        queue.add(make_entry(name))
    queue.update("b", state="analysing")
    removed = queue.remove({"b", "d"})
    assert names(queue) == ["a", "c"]
    queue.restore(removed)
    assert names(queue) == ["a", "b", "c", "d"] and queue.entries[1].state == "waiting"
    queue.close()


def test_grouping_brings_parts_together_and_failed_ones_are_tried_again(folder: Path) -> None:
    queue = opened(folder)
    for name in "abc":
        queue.add(make_entry(name))
    queue.set_group({"a", "c"}, " Examination 7 ")
    assert names(queue) == ["a", "c", "b"] and queue.entries[1].group == "Examination 7"
    queue.move({"b"}, -1)
    assert names(queue) == ["b", "a", "c"]
    queue.update("b", state="failed", reason="It is damaged.")
    queue.retry({"b"})
    assert (queue.entries[0].state, queue.entries[0].reason) == ("waiting", "")
    queue.close()


def test_a_second_process_sees_the_queue_cannot_change_it_and_takes_over_at_the_end(folder: Path) -> None:
    first, second = opened(folder), RecordingQueue(folder)
    first.add(make_entry("a"))
    first.save()
    assert not second.open()
    assert second.access == "elsewhere" and names(second) == ["a"] and "Another window" in second.problem
    with pytest.raises(QueueError, match="Another window"):
        second.remove({"a"})
    first.update("a", share_analysed=0.5, state="analysing")
    first.save(progress=True)
    assert not second.open()
    assert second.entries[0].share_analysed == 0.5
    first.close()
    assert second.open() and second.problem == ""
    second.remove({"a"})
    second.close()


def test_the_file_of_a_newer_version_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    written = json.dumps({"version": 2, "entries": [{"something": "new"}]})
    (folder / "queue.json").write_text(written)
    queue = RecordingQueue(folder)
    assert not queue.open() and queue.access == "newer" and "newer version" in queue.problem
    with pytest.raises(QueueError, match="newer version"):
        queue.add(make_entry("a"))
    queue.close()
    assert (folder / "queue.json").read_text() == written


@pytest.mark.parametrize("damage", ["{", "[]", '{"version": 1, "entries": "none"}'])
def test_a_damaged_file_is_kept_and_the_queue_starts_empty(folder: Path, damage: str) -> None:
    folder.mkdir()
    (folder / "queue.json").write_text(damage)
    queue = opened(folder)
    assert queue.entries == () and "kept as" in queue.problem
    queue.add(make_entry("a"))
    queue.close()
    assert (folder / "queue.damaged-1.json").read_text() == damage
    assert names(opened(folder)) == ["a"]


def test_of_a_file_with_a_damaged_entry_the_others_are_kept(folder: Path) -> None:
    queue = opened(folder)
    for name in "abc":
        queue.add(make_entry(name))
    queue.close()
    stored = json.loads((folder / "queue.json").read_text())
    stored["entries"][1]["paths"] = ["relative"]
    stored["entries"][2]["unknown"] = 1
    (folder / "queue.json").write_text(json.dumps(stored))
    again = opened(folder)
    assert names(again) == ["a", "c"] and "1 of its recordings is damaged" in again.problem
    again.close()


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    queue = RecordingQueue(tmp_path / "file" / "config")
    assert not queue.open() and "cannot be opened" in queue.problem
    problem = queue.problem
    assert not queue.open() and queue.problem == problem
    queue.close()
