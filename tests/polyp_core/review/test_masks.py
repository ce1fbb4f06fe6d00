"""Masks in a review: which one counts, that a kill loses no stroke, and that copies and JSON carry them."""

import random
import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.errors import ReviewError
from polyp_core.review import changes
from polyp_core.review.masks import FrameMask, MaskReader
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review import Change, Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_json import ReviewDocument, import_reviews, read_review_json, write_review_json
from polyp_core.review.review_reading import DamagedReviewError

CORRECTED, PROPAGATED, EMPTY = MaskSource.CORRECTED, MaskSource.PROPAGATED, MaskSource.VERIFIED_EMPTY


def disc(x: int, y: int, radius: int = 40) -> NDArray[np.bool_]:
    rows, columns = np.ogrid[:512, :640]
    return np.asarray((columns - x) ** 2 + (rows - y) ** 2 <= radius**2)


def draw(file: ReviewFile, reader: str, frame: int, mask: NDArray[np.bool_], layer: str) -> Change:
    """Stores a corrected mask, as one stroke does."""
    file.add_masks(layer, [FrameMask(frame, mask, picture_mark=frame + 7)])
    change = changes.put_masks(
        file.review(reader), CORRECTED, [frame], layer=layer, model="quick", model_sha256="cd" * 32, lesion="a"
    )
    file.apply(reader, change)
    return change


@pytest.fixture
def file(tmp_path: Path, recording: Recording) -> Iterator[ReviewFile]:
    with ReviewFile(tmp_path / "review.sqlite", recording) as file:
        yield file


def shown(file: ReviewFile, reader: str, frame: int) -> NDArray[np.bool_] | None:
    stored = file.mask_of(reader, frame)
    return stored.mask if stored is not None else None


def test_the_newest_mask_that_is_not_undone_counts(file: ReviewFile, recording: Recording) -> None:
    draw(file, "Ada", 5, disc(100, 100), "one")
    second = draw(file, "Ada", 5, disc(200, 100), "two")
    assert np.array_equal(shown(file, "Ada", 5), disc(200, 100))
    assert shown(file, "Bo", 5) is None and shown(file, "Ada", 6) is None
    stored = file.mask_of("Ada", 5)
    assert stored is not None
    assert (stored.source, stored.reader, stored.model, stored.model_sha256, stored.lesion, stored.picture_mark) == (
        *(CORRECTED, "Ada", "quick", "cd" * 32, "a", 12),
    )
    file.apply("Ada", second.inverse)
    assert np.array_equal(shown(file, "Ada", 5), disc(100, 100))
    file.apply("Ada", second)
    file.apply("Ada", changes.put_masks(file.review("Ada"), EMPTY, range(4, 8)))
    assert not np.any(shown(file, "Ada", 5)) and file.review("Ada").masks.frames(EMPTY).tolist() == [4, 5, 6, 7]
    cleared = changes.clear_mask(file.review("Ada"), 5, 7)
    file.apply("Ada", cleared)
    assert shown(file, "Ada", 5) is None and file.review("Ada").masks.frames().tolist() == [4, 6]
    file.apply("Ada", cleared.inverse)
    assert file.review("Ada").masks.frames().tolist() == [4, 5, 6, 7]
    path = file.path
    file.close()
    with ReviewFile(path, recording) as again, MaskReader(path, recording) as reader:
        review = again.review("Ada")
        assert review.masks.frames(EMPTY).tolist() == [4, 5, 6, 7]
        third = draw(again, "Ada", 5, disc(300, 100), "three")
        found = reader.mask_of(again.review("Ada"), 5)
        assert found is not None and np.array_equal(found.mask, disc(300, 100)), "written by another connection"
        again.apply("Ada", third.inverse)
        earlier = review.apply(cleared).apply(changes.put_masks(review, CORRECTED, [5], layer="one"))
        found = reader.mask_of(earlier, 5)
        assert found is not None and np.array_equal(found.mask, disc(100, 100)), "as the review that is passed"


CHILD = """
import sys
from pathlib import Path

import numpy as np

from polyp_core.review import changes
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_file import ReviewFile

recording = Recording(key="ab" * 32, frame_count=1000, duration_s=40.0, width_px=640, height_px=512)
file = ReviewFile(Path(sys.argv[1]), recording)
mask = np.zeros((512, 640), bool)
for number in range(20):
    mask[number] = True
    file.add_masks(f"stroke_{number}", [FrameMask(3, mask)])
    if number < 19:
        change = changes.put_masks(file.review("child"), MaskSource.CORRECTED, [3], layer=f"stroke_{number}")
        file.apply("child", change)
print("drawn", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
def test_a_kill_loses_the_open_stroke_at_most(tmp_path: Path, recording: Recording) -> None:
    path = tmp_path / "killed.sqlite"
    command = [sys.executable, "-c", CHILD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "drawn\n"
        child.send_signal(signal.SIGKILL)
    with ReviewFile(path, recording) as file:
        assert file.read_only_reason == ""
        assert np.flatnonzero(np.any(shown(file, "child", 3), axis=1)).tolist() == list(range(19))


def test_masks_that_do_not_fit_are_refused(file: ReviewFile) -> None:
    with pytest.raises(ReviewError, match="mask of 320 x 256 pixels does not fit this recording"):
        file.add_masks("small", [FrameMask(5, np.zeros((256, 320), bool))])
    with pytest.raises(ReviewError, match="no frame 1000"):
        file.add_masks("late", [FrameMask(1000, disc(9, 9))])
    review = Review("Ada")
    with pytest.raises(ReviewError, match="no frame 1000"):
        file.apply("Ada", changes.put_masks(review, EMPTY, [999, 1000]))
    with pytest.raises(ReviewError, match="could not be stored"):
        file.apply("Ada", changes.put_masks(review, CORRECTED, [5], layer="missing"))
    with pytest.raises(ReviewError, match="are not stored"):
        changes.put_masks(review, PROPAGATED, [5])
    with pytest.raises(ReviewError, match="no frame to mark"):
        changes.clear_mask(review)
    assert not file.history()


def test_damaged_pixels_are_an_error(file: ReviewFile, recording: Recording) -> None:
    draw(file, "Ada", 5, disc(100, 100), "one")
    with closing(sqlite3.connect(file.path)) as database, database:
        with pytest.raises(sqlite3.IntegrityError, match="only appended"):
            database.execute("DELETE FROM mask_runs")
        database.execute("DROP TRIGGER mask_runs_are_not_changed")
        database.execute("UPDATE mask_runs SET counts = '0000'")
    with pytest.raises(DamagedReviewError, match="mask of frame 5 cannot be read"):
        file.mask_of("Ada", 5)


def test_copies_and_json_carry_the_masks(file: ReviewFile, tmp_path: Path, recording: Recording) -> None:
    draw(file, "Ada", 5, disc(100, 100), "one")
    draw(file, "Bo", 5, disc(300, 300), "two")
    file.add_masks("three", (FrameMask(frame, disc(frame, 200)) for frame in range(6, 20)))
    file.apply("Bo", changes.put_masks(file.review("Bo"), PROPAGATED, range(6, 20), layer="three"))
    file.apply("Bo", changes.put_masks(file.review("Bo"), EMPTY, [40]))
    file.apply("Bo", changes.clear_mask(file.review("Bo"), 10))
    file.save_copy(tmp_path / "copy.sqlite")
    write_review_json(file, tmp_path / "review.json")
    document = read_review_json(tmp_path / "review.json")
    with ReviewFile(tmp_path / "copy.sqlite", recording) as copy:
        assert ReviewDocument.of(copy) == document
        assert np.array_equal(shown(copy, "Bo", 19), disc(19, 200))
    other = recording.replaced(key="cd" * 32)
    with ReviewFile(tmp_path / "other.sqlite", other) as imported:
        draw(imported, "Bo", 10, disc(50, 50, 9), "own")
        import_reviews(imported, document, from_other_recording=True)
        count = len(imported.history())
        import_reviews(imported, document, from_other_recording=True)
        assert len(imported.history()) == count, "what is there already is not stored again"
        assert np.array_equal(shown(imported, "Ada", 5), disc(100, 100))
        assert np.array_equal(shown(imported, "Bo", 10), disc(50, 50, 9))
        assert imported.review("Bo").masks.frames(PROPAGATED).tolist() == [*range(6, 10), *range(11, 20)]
        assert imported.review("Bo").masks.frames(EMPTY).tolist() == [40]
    small = recording.replaced(key="ef" * 32, width_px=320)
    with ReviewFile(tmp_path / "small.sqlite", small) as refused:
        with pytest.raises(ReviewError, match=r"does not fit this recording.*Nothing was imported"):
            import_reviews(refused, document, from_other_recording=True)
        assert refused.readers == ()


def test_any_series_of_masks_is_undone_and_redone(recording: Recording) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    review, done = Review("A"), []
    expected: dict[int, MaskSource] = {}
    states = [dict(expected)]
    for number in range(60):
        source = chance.choice(list(MaskSource))
        frames = chance.sample(range(40), chance.randint(1, 12))
        change = changes.put_masks(review, source, frames, layer=f"layer_{number}")
        review = review.apply(change)
        done.append(change)
        expected |= dict.fromkeys(frames, source)
        expected = {frame: each for frame, each in expected.items() if each is not MaskSource.PREDICTED}
        states.append(dict(expected))

    def sources(review: Review) -> dict[int, MaskSource]:
        layers = {frame: review.masks.layer(frame) for frame in review.masks.frames().tolist()}
        return {frame: layer.source for frame, layer in layers.items() if layer is not None}

    assert sources(review) == states.pop()
    for change in reversed(done):
        review = review.apply(change.inverse)
        assert sources(review) == states.pop()


def test_the_masks_of_a_whole_recording_are_not_read_into_memory(tmp_path: Path, recording: Recording) -> None:
    long = recording.replaced(frame_count=45_000)
    with ReviewFile(tmp_path / "long.sqlite", long) as file:
        tracemalloc.start()
        file.add_masks("all", (FrameMask(frame, disc(300, 200)) for frame in range(300)))
        file.apply("Ada", changes.put_masks(file.review("Ada"), PROPAGATED, range(300), layer="all"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20e6
    with ReviewFile(tmp_path / "long.sqlite", long) as file:
        assert len(file.review("Ada").masks.frames()) == 300
        assert np.array_equal(shown(file, "Ada", 299), disc(300, 200))
