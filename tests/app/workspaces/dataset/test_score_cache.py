"""Scores are reused in later sessions as long as the model and the pair's files are unchanged."""

from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest
from pytestqt.qtbot import QtBot

from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from polyp_core.paths import cache_folder
from training.browser.columns import DICE_A
from training.browser.score_cache import cache_scores, cached_scores

from .conftest import WAIT_MS, Open

STAMPS = {f"/data/{name}": (10, 20, 30, place) for place, name in enumerate("abc")}
ROWS = pd.DataFrame(
    {
        "image_path": list(STAMPS),
        "id": ["1", "2", "3"],
        "group": ["01", None, "x, y"],
        "tp": [1, 2, 3],
        "dice": [0.1 + 0.2, 1 / 3, 0.0],
    }
)


def test_rows_come_back_as_they_were_for_pairs_whose_files_are_as_they_were() -> None:
    assert cached_scores("one", STAMPS).empty
    cache_scores("one", ROWS, STAMPS)
    pd.testing.assert_frame_equal(cached_scores("one", STAMPS), ROWS, check_dtype=False)
    assert cached_scores("another", STAMPS).empty
    changed = STAMPS | {"/data/b": (11, 20, 30, 1)}
    del changed["/data/c"]
    assert cached_scores("one", changed)["image_path"].tolist() == ["/data/a"]


def test_rows_are_added_and_replace_those_of_the_same_pictures() -> None:
    cache_scores("one", ROWS[:2], STAMPS)
    cache_scores("one", ROWS[1:].assign(dice=0.5), STAMPS)
    assert cached_scores("one", STAMPS)["dice"].tolist() == [ROWS["dice"][0], 0.5, 0.5]


def test_rows_with_and_without_the_saliency_measures_are_kept_together() -> None:
    cache_scores("one", ROWS[:1].assign(s_measure=0.8), STAMPS)
    cache_scores("one", ROWS[1:], STAMPS)
    cache_scores("one", ROWS[2:].assign(s_measure=0.7), STAMPS)
    found = cached_scores("one", STAMPS)
    assert found["dice"].tolist() == ROWS["dice"].tolist()
    assert found["s_measure"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("kept_bytes", [0, 4, 500])
def test_a_truncated_file_is_ignored(kept_bytes: int) -> None:
    cache_scores("one", ROWS, STAMPS)
    (file,) = cache_folder("scores").iterdir()
    file.write_bytes(file.read_bytes()[:kept_bytes])
    assert cached_scores("one", STAMPS).empty
    cache_scores("one", ROWS, STAMPS)
    assert len(cached_scores("one", STAMPS)) == 3


def test_a_cache_that_cannot_be_written_to_stops_nothing() -> None:
    cache_folder("scores").parent.mkdir(parents=True)
    cache_folder("scores").touch()
    cache_scores("one", ROWS, STAMPS)
    assert cached_scores("one", STAMPS).empty


def _settle(workspace: DatasetWorkspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workspace.session.copies_known and not workspace.tasks.running, timeout=WAIT_MS)


def test_the_next_session_finds_the_scores_of_what_has_not_changed(
    open_workspace: Open, clinic: Path, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic)
    with qtbot.waitSignal(workspace.scoring.finished, timeout=WAIT_MS):
        workspace.models_bar.score.click()
    before = workspace.scoring.tables["A"].sort_values("image_path", ignore_index=True)
    changed = workspace.session.samples(workspace.session.rows)[0]
    mask = cv2.imread(str(changed.mask_path), cv2.IMREAD_GRAYSCALE)
    cv2.imwrite(str(changed.mask_path), np.full_like(mask, 255))
    workspace.shutdown()

    workspace = open_workspace(clinic)
    _settle(workspace, qtbot)
    again = workspace.scoring.tables["A"].sort_values("image_path", ignore_index=True)
    kept = before[before["image_path"] != str(changed.image_path)].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, kept, check_dtype=False)
    assert workspace.session.table[DICE_A].notna().sum() == len(kept) == len(before) - 1
    assert workspace.session.sorted_by == "id"
    assert workspace.models_bar.score.text() == "Score 1 more pair"


@pytest.mark.parametrize("seed", range(5))
def test_damaged_bytes_are_ignored(seed: int) -> None:
    cache_scores("one", ROWS, STAMPS)
    (file,) = cache_folder("scores").iterdir()
    whole = file.read_bytes()
    rng = np.random.default_rng(seed)
    for _ in range(40):
        start = int(rng.integers(len(whole)))
        file.write_bytes(whole[:start] + rng.bytes(8) + whole[start + 8 :])
        found = cached_scores("one", STAMPS)
        assert found.empty or found["dice"].tolist() == ROWS["dice"].tolist()
    file.unlink()
    file.mkdir()
    assert cached_scores("one", STAMPS).empty
