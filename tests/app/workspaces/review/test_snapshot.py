from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.services.tasks import Tasks
from app.workspaces.review.snapshot import Snapshot, SnapshotSaver
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.errors import ExportError
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.provenance import Provenance
from polyp_core.frames.stills.image_files import read_image
from polyp_core.masks.overlay import OverlayStyle

STAMP = Provenance("trial (01234567)", 0.5, 0.0)


@pytest.fixture
def snapshot(demo_frame: AnalysedFrame) -> Snapshot:
    return Snapshot("clip", demo_frame, OverlayStyle(), Privacy(), STAMP, with_overlay=True)


@pytest.fixture
def capture(qtbot: QtBot) -> SnapshotSaver:
    tasks = Tasks()
    return SnapshotSaver(tasks, tasks)


def test_a_snapshot_goes_into_the_folder_under_a_name_that_is_not_taken(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "made when needed"
    paths = []
    for _ in range(2):
        with qtbot.waitSignal(capture.saved, timeout=10_000) as saved:
            capture.save(snapshot, folder)
        paths.append(saved.args[0])
    index = snapshot.analysed.frame.index
    assert [path.name for path in paths] == [f"clip-{index:06d}.png", f"clip-{index:06d}-2.png"]
    assert np.array_equal(read_image(paths[0]), snapshot.render())
    assert b"Research use only" in paths[0].read_bytes()


def test_no_snapshot_goes_among_the_pictures_of_its_source(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(capture.failed, timeout=10_000) as failed:
        capture.save(snapshot, tmp_path / "frames", [tmp_path / "frames"])
    assert "lies inside" in str(failed.args[0])
    assert not (tmp_path / "frames").exists()


def test_snapshots_that_are_taken_at_one_moment_each_get_a_file(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    saved: list[Path] = []
    capture.saved.connect(lambda path, _: saved.append(path))
    for _ in range(6):
        capture.save(snapshot, tmp_path)
    qtbot.waitUntil(lambda: len(saved) == 6, timeout=20_000)
    assert sorted(saved) == sorted(tmp_path.iterdir()) and len(set(saved)) == 6


def test_a_source_named_by_dots_leads_a_snapshot_nowhere_else(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    for source in ("..", "a/../..", ""):
        with qtbot.waitSignal(capture.saved, timeout=10_000) as saved:
            capture.save(replace(snapshot, source=source), tmp_path / "shots")
        assert saved.args[0].parent == tmp_path / "shots"
    assert [path.name for path in tmp_path.iterdir()] == ["shots"]


def test_a_picture_of_a_file_of_its_own_is_named_by_that_file_and_holds_the_experts_outline(snapshot: Snapshot) -> None:
    frame = replace(snapshot.analysed.frame, name="203.png")
    truth = np.zeros(frame.image.shape[:2], np.bool_)
    truth[40:120, 60:200] = True
    of_file = replace(snapshot, analysed=replace(snapshot.analysed, frame=frame))
    assert of_file.name == "203-overlay"
    assert replace(of_file, with_overlay=False).name == "203-bare"
    changed = (replace(of_file, truth=truth).render() != of_file.render()).any(axis=2)
    assert changed.any()
    assert not changed[60:100, 80:180].any()


def test_a_snapshot_with_a_neutral_name_says_nothing_of_its_source(snapshot: Snapshot) -> None:
    index = snapshot.analysed.frame.index
    neutral, analysed = replace(snapshot, neutral_name=True), snapshot.analysed
    assert neutral.name == f"snapshot-{index:06d}"
    of_file = replace(neutral, analysed=replace(analysed, frame=replace(analysed.frame, name="Doe_Jane.png")))
    assert of_file.name == f"snapshot-{index:06d}"
    assert replace(of_file, with_overlay=False).name == f"snapshot-{index:06d}-bare"


def test_the_bare_picture_is_the_frame_itself(snapshot: Snapshot) -> None:
    bare = replace(snapshot, with_overlay=False)
    assert not bare.shows_mask
    assert np.array_equal(bare.render(), snapshot.analysed.frame.image)
    assert not np.array_equal(snapshot.render(), snapshot.analysed.frame.image)


def test_a_frame_without_a_mask_is_written_bare_and_says_so(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    pending = replace(snapshot, analysed=AnalysedFrame(snapshot.analysed.frame, None), provenance=None)
    with qtbot.waitSignal(capture.saved, timeout=10_000) as saved:
        capture.save(pending, tmp_path)
    assert saved.args[1] == "This frame has no mask yet: no overlay."
    assert np.array_equal(read_image(saved.args[0]), snapshot.analysed.frame.image)


def test_while_the_model_is_hidden_a_snapshot_is_bare_and_says_so(snapshot: Snapshot) -> None:
    hidden = replace(snapshot, model_hidden=True)
    assert np.array_equal(hidden.render(), snapshot.analysed.frame.image) and hidden.name.endswith("-bare")
    assert hidden.missing_mask == "The model is hidden: no overlay."


@pytest.mark.parametrize("with_overlay", [True, False])
def test_what_is_hidden_leaves_neither_by_file_nor_by_clipboard(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path, with_overlay: bool
) -> None:
    privacy = Privacy((Box(100, 100, 80, 40),), Box(90, 90, 400, 300))
    hidden = replace(snapshot, privacy=privacy, with_overlay=with_overlay)
    with qtbot.waitSignal(capture.saved, timeout=10_000) as saved:
        capture.save(hidden, tmp_path)
    with qtbot.waitSignal(capture.copied, timeout=10_000):
        capture.copy(hidden)
    clipboard = QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(clipboard.constBits(), np.uint8).reshape(clipboard.height(), clipboard.bytesPerLine())
    copied = pixels[:, : clipboard.width() * 3].reshape(clipboard.height(), clipboard.width(), 3)
    for picture in (read_image(saved.args[0]), copied):
        assert picture.shape == (300, 400, 3)
        assert not picture[10:50, 10:90].any()
        assert picture[60:200, 10:90].any()


def test_an_experts_outline_shows_nothing_of_what_lies_under_a_redaction(snapshot: Snapshot) -> None:
    """The expert's region ends one pixel from the border of the redaction: a line is wider than that."""
    height_px, width_px = snapshot.analysed.frame.image.shape[:2]
    truth = np.zeros((height_px, width_px), np.bool_)
    truth[101:139, 101:179] = True
    hidden = replace(snapshot, privacy=Privacy((Box(100, 100, 80, 40),)))
    assert np.array_equal(replace(hidden, truth=truth).render(), hidden.render())


def test_a_folder_that_cannot_be_written_is_named(
    snapshot: Snapshot, capture: SnapshotSaver, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way")
    with qtbot.waitSignal(capture.failed, timeout=10_000) as failed:
        capture.save(snapshot, folder)
    assert isinstance(failed.args[0], ExportError)
    assert str(folder) in str(failed.args[0])


def test_a_picture_that_the_crop_misses_is_known_to_be_hidden_whole(snapshot: Snapshot) -> None:
    hidden = replace(snapshot, privacy=Privacy(crop=Box(5000, 0, 100, 100)))
    assert hidden.withheld and not snapshot.withheld
    assert not replace(hidden, with_overlay=False).render().any()
