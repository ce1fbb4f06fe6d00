"""Labelled frames become pairs with provenance; what a dataset holds is never overwritten without being asked to."""

import csv
import os
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from polyp_core.errors import CancelledError, DatasetError, ExportError
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.frame import Frame
from polyp_core.frames.stills.image_files import read_image
from polyp_core.label_formats.mask_files import read_mask_image
from polyp_core.review.changes import put_masks
from polyp_core.review.picture_review import read_picture_review, store_change, store_mask
from polyp_core.review.records import MaskSource, new_id
from polyp_core.review.review import Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import path_of_review
from polyp_core.review.review_reading import Event
from training.corrections.add_frames import add_frames
from training.corrections.frame_table import read_frame_table
from training.corrections.labelled_frames import LeftOutError, redacted_pair, seconds_by_frame
from training.corrections.reserved import is_reserved, reserve_recordings
from training.datasets.discovery import find_datasets, find_samples
from training.statistics.scan import scan

from .conftest import EMPTY, POLYP, SIZE, MakeRecording


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pairs_have_groups_provenance_and_neutral_names(
    add, make_recording: MakeRecording, tmp_path: Path, key_file: Path
) -> None:
    first = make_recording(1, {0: POLYP, 2: EMPTY})
    added = add(first, make_recording(2, {3: ~POLYP}), licence="CC0")
    assert (added.pairs, added.polyp_free) == (2, 1)
    folder = tmp_path / "corrections"
    samples = {sample.id: (sample.group, sample.polyp_free) for sample in find_samples([folder])}
    assert samples == {
        "corrections/recording-001_000000": ("corrections/recording-001", None),
        "corrections/recording-002_000003": ("corrections/recording-002", None),
        "polyp_free-corrections/recording-001_000002": ("corrections/recording-001", "frame"),
    }
    mask = read_mask_image(folder / "masks" / "recording-001_000000.png").grey()
    assert set(np.unique(mask)) == {0, 255} and np.array_equal(mask == 255, POLYP)
    with first.open_frames() as source:
        assert np.array_equal(read_image(folder / "images" / "recording-001_000000.png"), source.read(0).image)
    row = read_frame_table(folder)[0]
    assert (row.recording_key, row.frame, row.reader, row.model, row.seconds) == (
        first.recording.key,
        0,
        "=Ada",
        "light",
        12.5,
    )
    assert "patient" not in (folder / "frames.csv").read_text() and "'=Ada" in (folder / "frames.csv").read_text()
    assert 'licence = "CC0"' in (folder / "dataset.toml").read_text()
    with key_file.open() as file:
        sources = {row["name"]: Path(row["source"]).name for row in csv.DictReader(file)}
    assert sources == {"recording-001": "patient 1", "recording-002": "patient 2"}


def test_what_is_there_stays_unless_it_is_to_be_replaced(add, make_recording: MakeRecording, tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    add(make_recording(1, {0: POLYP, 1: EMPTY}))
    before = files_of(folder)
    assert add(make_recording(1, {0: POLYP, 1: EMPTY})).unchanged == 2
    kept = add(make_recording(1, {0: ~POLYP, 1: POLYP}))
    assert kept.kept == 2 and "2 are there with another mask" in str(kept)
    assert files_of(folder) == before

    both = add(make_recording(1, {0: ~POLYP}), known="both")
    assert both.pairs == 1
    assert {name: content for name, content in files_of(folder).items() if name in before} == before | {
        "frames.csv": (folder / "frames.csv").read_bytes()
    }
    assert sorted(sample.stem for sample in find_samples([folder])) == [
        "recording-001_000000",
        "recording-001_000000-2",
        "recording-001_000001",
    ]

    replaced = add(make_recording(1, {0: EMPTY, 1: POLYP, 2: POLYP}), known="replace")
    assert (replaced.pairs, replaced.polyp_free, replaced.replaced) == (2, 1, 2)
    assert sorted(files_of(folder)) == [
        "dataset.toml",
        "frames.csv",
        *("images/recording-001_000001.png", "images/recording-001_000002.png"),
        *("masks/recording-001_000001.png", "masks/recording-001_000002.png"),
        "polyp_free/recording-001_000000.png",
    ]
    assert not scan(find_datasets([folder]), cache_folder=tmp_path / "cache").problems


def test_redactions_apply_and_masks_that_do_not_fit_are_left_out(
    add, make_recording: MakeRecording, tmp_path: Path
) -> None:
    privacy = Privacy((Box(8, 6, 6, 8),), Box(4, 2, 24, 20))
    assert add(make_recording(1, {0: POLYP}, privacy)).pairs == 1
    image = read_image(tmp_path / "corrections" / "images" / "recording-001_000000.png")
    mask = read_mask_image(tmp_path / "corrections" / "masks" / "recording-001_000000.png").grey() == 255
    assert image.shape == (20, 24, 3) and mask.shape == (20, 24)
    assert not image[4:12, 4:10].any() and not mask[:, :10].any() and mask[4:12, 10:16].all()
    hidden = add(make_recording(2, {0: POLYP}, Privacy((Box(8, 6, 12, 8),))))
    assert hidden.left_out == {"a redaction hides the polyp": 1} and "1 was left out: a redaction" in str(hidden)
    with pytest.raises(LeftOutError, match="the mask has 9 x 9 pixels, and the picture 32 x 24"):
        redacted_pair(Frame(0, 0.0, np.zeros((*SIZE, 3), np.uint8)), np.ones((9, 9), np.bool_), privacy)
    # The same frame without a redaction must not silently stay as it was.
    assert add(make_recording(1, {0: POLYP}, Privacy((Box(0, 0, 9, 9),)))).kept == 1


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_failure_leaves_the_dataset_as_it_was(add, make_recording: MakeRecording, tmp_path: Path) -> None:
    folder, recording = tmp_path / "corrections", make_recording(1, {0: POLYP, 1: EMPTY})
    with largest_file(500), pytest.raises(ExportError, match=r"^Cannot write .*: the file would be larger"):
        add(recording)
    assert not folder.exists()

    def stop(done: int, total: int) -> None:
        raise CancelledError(f"{done} of {total}")

    with pytest.raises(CancelledError, match="1 of 2"):
        add(recording, on_progress=stop)
    assert not folder.exists()
    add(*(make_recording(number, dict.fromkeys(range(4), POLYP)) for number in range(2, 6)))
    before = files_of(folder)
    # The pictures can be written and the longer table cannot.
    replacing = make_recording(2, {0: EMPTY})
    with largest_file(len(before["frames.csv"])), pytest.raises(ExportError):
        add(replacing, recording, known="replace")
    assert files_of(folder) == before
    # The table and the first files are in place when the next one fails.
    (folder / "polyp_free").write_bytes(b"")
    with pytest.raises(ExportError, match="a file of that name already exists"):
        add(recording, replacing, known="replace")
    (folder / "polyp_free").unlink()
    assert files_of(folder) == before
    (folder / "images").chmod(0o500)
    try:
        if os.geteuid():
            with pytest.raises(ExportError, match=r"^Cannot write .*: no permission to write there"):
                add(recording)
    finally:
        (folder / "images").chmod(0o700)
    assert files_of(folder) == before


def test_other_folders_and_damaged_tables_are_refused(add, make_recording: MakeRecording, tmp_path: Path) -> None:
    folder, recording = tmp_path / "corrections", make_recording(1, {0: POLYP})
    folder.mkdir()
    (folder / "thesis.txt").write_text("")
    with pytest.raises(ExportError, match="holds other files"):
        add(recording)
    (folder / "thesis.txt").unlink()
    add(recording)
    text = (folder / "frames.csv").read_text()
    for damaged in (text.replace("time_s", "times"), text.replace(",0,0.0,", ",x,0.0,"), "\0"):
        assert damaged != text
        (folder / "frames.csv").write_text(damaged)
        with pytest.raises(DatasetError, match=r"frames\.csv"):
            add(recording)
    with pytest.raises(ExportError, match="an input"):
        add_frames(recording.path, [recording])  # type: ignore[arg-type]


def test_a_file_of_the_user_and_a_row_without_files_are_no_obstacle(
    add, make_recording: MakeRecording, tmp_path: Path
) -> None:
    folder = tmp_path / "corrections"
    add(make_recording(1, {0: POLYP}))
    (folder / "images" / "recording-001_000001.png").write_bytes(b"mine")
    add(make_recording(1, {1: POLYP}))
    assert (folder / "images" / "recording-001_000001.png").read_bytes() == b"mine"
    assert (folder / "images" / "recording-001_000001-2.png").exists()
    (folder / "masks" / "recording-001_000000.png").unlink()  # as after a kill
    assert add(make_recording(1, {0: POLYP})).pairs == 1
    assert [row.image for row in read_frame_table(folder)].count("images/recording-001_000000.png") == 1


def test_a_third_of_the_recordings_is_kept_for_the_test(add, make_recording: MakeRecording, tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    add(*(make_recording(number, {0: POLYP}) for number in range(3)))
    with pytest.raises(DatasetError, match="are of 3 recordings, and 4 are needed"):
        reserve_recordings(folder)
    add(make_recording(3, {0: POLYP, 1: EMPTY}))
    reserved = reserve_recordings(folder)
    assert len(reserved) == 2 and reserve_recordings(folder) == reserved
    names = {row.recording: row.recording_key for row in read_frame_table(folder)}
    for name, key in names.items():
        assert is_reserved(folder, key) == (name in reserved)
    sides = {sample.group.partition("/")[2]: sample.published for sample in find_samples([folder])}
    assert {name for name, side in sides.items() if side == "test"} == reserved

    # Of ten recordings three are kept, and none that a model may have learned from.
    add(*(make_recording(number, {0: POLYP}) for number in range(4, 10)))
    now = reserve_recordings(folder)
    assert len(now) == 3 and now > reserved and not (now - reserved) & names.keys()
    assert not is_reserved(tmp_path / "nowhere", "0" * 64)


def test_time_counts_between_changes_without_breaks() -> None:
    def event(number: int, at: str, source: MaskSource, *frames: int) -> Event:
        change = put_masks(Review("Ada"), source, frames, layer=f"layer_{number}")
        return Event(number, "Ada", f"2026-11-28T{at}+00:00", change)

    events = [
        event(1, "10:00:00", MaskSource.CORRECTED, 5),
        event(2, "10:00:20", MaskSource.CORRECTED, 5),
        event(3, "10:00:30", MaskSource.VERIFIED_EMPTY, 8, 9),
        event(4, "10:00:50", MaskSource.PROPAGATED, 10, 11),
        event(5, "11:30:00", MaskSource.CORRECTED, 12),
        event(6, "11:30:07", MaskSource.CORRECTED, 5),
    ]
    assert seconds_by_frame(events) == {5: 27.0, 8: 5.0, 9: 5.0}


def test_the_command_adds_what_the_review_of_a_recording_has(
    polyp_train, make_recording: MakeRecording, tmp_path: Path
) -> None:
    recording, folder = make_recording(1, {0: POLYP, 2: EMPTY}), tmp_path / "corrections"
    options = ("add-corrections", recording.path, "--to", folder)
    ran = polyp_train(*options)
    assert ran.code == 2 and "has no review with corrected masks" in ran.err and ran.err.count("\n") == 1
    ran = polyp_train(*options, "--review", recording.review_file, "--reader", "Bo")
    assert ran.code == 2 and "Bo has corrected no frame of" in ran.err
    other = make_recording(2, {0: POLYP})
    ran = polyp_train(*options, "--review", other.review_file)
    assert ran.code == 2 and "of a recording with other content" in ran.err
    with ReviewFile(other.review_file) as file:
        for reader in ("Bo", "Cy"):
            file.apply(reader, put_masks(file.review(reader), MaskSource.VERIFIED_EMPTY, [1]))
    ran = polyp_train("add-corrections", other.path, "--to", folder, "--review", other.review_file)
    assert ran.code == 2 and "were corrected by =Ada, Bo, Cy. Choose one of them (--reader)" in ran.err
    assert not folder.exists()

    own = path_of_review(recording.recording.key, None)
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(recording.review_file, own)
    ran = polyp_train(*options, "--licence", "CC0")
    assert ran.code == 0 and "Added 1 pair and 1 picture without a polyp" in ran.out
    ran = polyp_train("scan", folder)
    assert ran.code == 0 and "Licence: CC0" in ran.out + ran.err


def correct_picture(picture: Path, mask: np.ndarray, source: MaskSource = MaskSource.CORRECTED) -> None:
    review = read_picture_review(picture, SIZE[::-1], "Ada")
    layer = new_id()
    store_mask(review, layer, mask)
    store_change(review, put_masks(review.review, source, [0], layer=layer))


def test_pictures_that_are_corrected_one_by_one_keep_their_names_and_groups(
    polyp_train, add, make_recording: MakeRecording, tmp_path: Path
) -> None:
    add(make_recording(9, {0: POLYP}))
    folder = tmp_path / "corrections"
    before = (folder / "frames.csv").read_text()
    stills = make_recording(1, {}).path
    assert isinstance(stills, Path)
    correct_picture(stills / "0.png", POLYP)
    correct_picture(stills / "2.png", EMPTY)
    correct_picture(stills / "3.png", POLYP, MaskSource.POINTED)
    ran = polyp_train("add-corrections", stills, "--to", folder)
    assert ran.code == 0 and "Added 1 pair and 1 picture without a polyp" in ran.out
    ran = polyp_train("add-corrections", stills, "--to", folder, "--pointed")
    assert ran.code == 0 and "Added 1 pair and 0 pictures" in ran.out and "2 were there already" in ran.out
    earlier, *rows = read_frame_table(folder)
    assert before.splitlines()[1] in (folder / "frames.csv").read_text() and not earlier.picture
    assert [(row.picture, row.source) for row in rows] == [
        ("0.png", "corrected"),
        ("2.png", "corrected"),
        ("3.png", "pointed"),
    ]
    assert {row.recording for row in rows} == {"recording-002"} and len({row.image for row in rows}) == 3
    assert str(stills) not in (folder / "frames.csv").read_text()
    assert {sample.group for sample in find_samples([folder])} == {
        "corrections/recording-001",
        "corrections/recording-002",
    }
    assert len(scan(find_datasets([folder]), cache_folder=tmp_path / "cache").table) == 4


@pytest.mark.parametrize("folder_first", [False, True])
def test_a_folder_reviewed_as_a_whole_and_in_single_pictures_is_added_in_one_group_without_duplicates(
    polyp_train, make_recording: MakeRecording, tmp_path: Path, folder_first: bool
) -> None:
    number = 7 + folder_first  # reviews in the home of the tests are found by content
    recording, folder = make_recording(number, {0: POLYP, 1: POLYP, 2: EMPTY}), tmp_path / "corrections"
    stills = recording.path
    assert isinstance(stills, Path)
    own = path_of_review(recording.recording.key, None)
    own.parent.mkdir(parents=True, exist_ok=True)
    if folder_first:
        with_one = make_recording(number, {1: POLYP})
        shutil.copy(with_one.review_file, own)
        assert polyp_train("add-corrections", stills, "--to", folder).code == 0
        recording = make_recording(number, {0: POLYP, 1: POLYP, 2: EMPTY})
    shutil.copy(recording.review_file, own)
    correct_picture(stills / "0.png", POLYP)
    correct_picture(stills / "3.png", POLYP)
    ran = polyp_train("add-corrections", stills, "--to", folder)
    assert ran.code == 0, ran.err
    rows = read_frame_table(folder)
    assert sorted((row.picture, row.frame) for row in rows) == [("", 1), ("", 2), ("0.png", 0), ("3.png", 0)]
    assert {row.recording for row in rows} == {"recording-001"}
    ran = polyp_train("add-corrections", stills, "--to", folder)
    assert ran.code == 0 and "Added 0 pairs" in ran.out and "4 were there already" in ran.out
