"""The event loop keeps turning while two thousand pairs are read, sorted and filtered."""

import shutil
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.workspaces.dataset.dataset_workspace import DatasetWorkspace
from app.workspaces.dataset.pair_filter import PairFilter
from app.workspaces.registry import Context

PAIRS = 2000
LONGEST_GAP_S = 0.5
"""Far above what is usual (see docs/performance.md): a busy machine must not fail the test, work in the loop must."""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Small pictures that differ, each with a mask."""
    root = tmp_path / "many"
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    rng = np.random.default_rng(0)
    mask = np.zeros((48, 64), np.uint8)
    mask[10:30, 20:44] = 255
    cv2.imwrite(str(tmp_path / "mask.png"), mask)
    for number in range(PAIRS):
        coarse = rng.integers(30, 220, (6, 8, 3), np.uint8)
        picture = cv2.resize(coarse, (64, 48), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(root / "images" / f"{number:04}.png"), picture)
        shutil.copyfile(tmp_path / "mask.png", root / "masks" / f"{number:04}.png")
    return root


def test_the_event_loop_turns_while_thousands_of_pairs_are_read(context: Context, many: Path, qtbot: QtBot) -> None:
    workspace = DatasetWorkspace(context)
    qtbot.addWidget(workspace)
    workspace.show()
    qtbot.waitExposed(workspace)
    gaps, last = [0.0], [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(interval=0)
    timer.timeout.connect(beat)
    timer.start()
    try:
        workspace.session.add_roots([many])
        qtbot.waitUntil(lambda: workspace.session.copies_known, timeout=100_000)
        assert workspace.pairs.model.rowCount() == PAIRS
        workspace.session.set_filter(PairFilter().with_text("1"))
        workspace.session.sort_by("brightness")
        qtbot.wait(50)
    finally:
        timer.stop()
        workspace.shutdown()
    print(f"longest gap {max(gaps) * 1000:.0f} ms of {len(gaps)} turns")
    assert max(gaps) < LONGEST_GAP_S
