"""The expert's masks over the frames that they are of, and over no others."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.label_formats.mask_files import read_mask

FRAMES = Path(__file__).parents[3] / "data" / "polypgen"
IMAGES = sorted((FRAMES / "images").iterdir())[:4]
MASKS = [FRAMES / "masks" / f"{image.stem}.png" for image in IMAGES]
WAIT_MS = 30_000
HEIGHT, WIDTH, BOX = 96, 128, (20, 30, 70, 80)


@pytest.fixture
def review(qtbot: QtBot) -> Iterator[ReviewWorkspace]:
    workspace = ReviewWorkspace(Settings(play_on_open=False))
    qtbot.addWidget(workspace)
    workspace.resize(900, 600)
    workspace.show()
    yield workspace
    workspace.shutdown()


def _outlined(review: ReviewWorkspace) -> bool:
    image = review.canvas.compose()
    assert image is not None
    return bool((image == 255).all(axis=2).sum() > 20) and review.canvas.truth is not None


def test_each_frame_gets_the_mask_of_its_own_pair(review: ReviewWorkspace, qtbot: QtBot) -> None:
    review.truth.set_pairs(IMAGES, MASKS)
    review.open_path(IMAGES)
    for index, path in enumerate(MASKS):
        review.player.seek(index)
        qtbot.waitUntil(
            lambda index=index: (
                review.current_frame() is not None
                and review.current_frame().frame.index == index
                and review.canvas.truth is not None
            ),
            timeout=WAIT_MS,
        )
        shown_index, mask = review.canvas._truth
        assert shown_index == index
        np.testing.assert_array_equal(mask, read_mask(path))
        assert _outlined(review) == mask.any()
    review.canvas.set_overlay_visible(False)
    assert review.canvas.truth is None


def test_another_source_has_no_truth(review: ReviewWorkspace, qtbot: QtBot) -> None:
    review.truth.set_pairs(IMAGES, MASKS)
    review.open_path(IMAGES)
    qtbot.waitUntil(lambda: review.canvas.truth is not None, timeout=WAIT_MS)
    review.open_path(list(reversed(IMAGES)))
    qtbot.waitUntil(lambda: review.current_frame() is not None, timeout=WAIT_MS)
    assert not review.truth.active
    assert review.canvas.truth is None


def test_a_mask_that_cannot_be_read_is_left_out(review: ReviewWorkspace, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    review.truth.set_pairs(IMAGES, [broken, *MASKS[1:]])
    review.open_path(IMAGES)
    with qtbot.waitSignal(review.truth.arrived, timeout=WAIT_MS) as first:
        pass
    assert first.args == [0, None]
    assert review.canvas.truth is None


def test_masks_of_what_is_about_to_open_are_not_laid_over_what_is_shown(review: ReviewWorkspace, qtbot: QtBot) -> None:
    review.truth.set_pairs(IMAGES, MASKS)
    review.open_path(IMAGES)
    qtbot.waitUntil(lambda: review.truth.at(0) is not None, timeout=WAIT_MS)
    review.truth.set_pairs(list(reversed(IMAGES)), list(reversed(MASKS)))
    np.testing.assert_array_equal(review.truth.at(0), read_mask(MASKS[0]))
    review.truth.enter(list(reversed(IMAGES)))
    qtbot.waitUntil(lambda: review.truth.at(0) is not None, timeout=WAIT_MS)
    np.testing.assert_array_equal(review.truth.at(0), read_mask(MASKS[-1]))


def test_the_same_picture_without_a_mask_shows_none(review: ReviewWorkspace, qtbot: QtBot) -> None:
    review.truth.set_pairs(IMAGES, MASKS)
    review.open_path(IMAGES)
    qtbot.waitUntil(lambda: review.canvas.truth is not None, timeout=WAIT_MS)
    review.open_path(IMAGES[:2])
    qtbot.waitUntil(lambda: review.player.info is not None and review.player.info.frame_count == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.current_frame() is not None, timeout=WAIT_MS)
    assert review.canvas.truth is None


def _write_frame(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (WIDTH, HEIGHT)).save(path)


def _real_colon(tree: Path, frames: list[str]) -> Path:
    (tree / "video_info.csv").write_text("unique_video_name,fps\n001-001,30\n")
    (tree / "001-001_annotations").mkdir()
    left, top, right, bottom = BOX
    box = f"<xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax>"
    lesion = f"<object><name>lesion</name><unique_id>1</unique_id><bndbox>{box}</bndbox></object>"
    for name, found in zip(frames, ("", lesion), strict=True):
        size = f"<size><width>{WIDTH}</width><height>{HEIGHT}</height><depth>3</depth></size>"
        text = f"<annotation><filename>{name}</filename>{size}{found}</annotation>"
        (tree / "001-001_annotations" / name).with_suffix(".xml").write_text(text)
    return tree / "001-001_frames"


def _sun(tree: Path, frames: list[str]) -> Path:
    (tree / "annotation_txt").mkdir()
    (tree / "annotation_txt" / "case1.txt").write_text(f"{frames[1]} {','.join(map(str, BOX))},0\n")
    return tree / "case1"


@pytest.mark.parametrize("make_tree", [_real_colon, _sun])
def test_a_published_recording_opens_with_its_boxes(review, qtbot: QtBot, tmp_path: Path, make_tree) -> None:
    names = ["f_0.png", "f_1.png"]
    folder = make_tree(tmp_path, names)
    for name in names:
        _write_frame(folder / name)
    review.open_path(folder)
    qtbot.waitUntil(lambda: review.current_frame() is not None, timeout=WAIT_MS)
    info = review.current_source
    assert info.is_recording and info.rate_fps == 30
    review.player.seek(1)
    qtbot.waitUntil(lambda: review.canvas.truth is not None, timeout=WAIT_MS)
    index, mask = review.canvas._truth
    left, top, right, bottom = BOX
    assert index == 1 and mask.sum() == mask[top:bottom, left:right].sum() == (right - left) * (bottom - top)
    review.player.seek(0)
    qtbot.waitUntil(lambda: review.canvas.truth is None, timeout=WAIT_MS)
    assert review.truth.active


def test_a_tree_that_does_not_fit_is_named(review, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "video_info.csv").write_text("unique_video_name,fps\n001-002,30\n")
    (tmp_path / "001-001_annotations").mkdir()
    _write_frame(tmp_path / "001-001_frames" / "f.png")
    with qtbot.waitSignal(review.notice, timeout=WAIT_MS) as said:
        review.open_path(tmp_path / "001-001_frames")
    assert "does not list the recording 001-001" in said.args[0]
    assert not review.truth.active
