"""A run is a separate process that outlives its starter and reports why it could not start."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from polyp_core.errors import TrainingError
from polyp_core.label_formats.mask_files import read_mask
from training.config.make_config import make_config
from training.runs.process import cancel_start, process_exists, resume_run, start_run
from training.runs.run_folder import RunFolder
from training.runs.run_snapshot import RunSnapshot, read_run_snapshot

TIMEOUT_S = 90


def wait_until_over(folder: Path) -> RunSnapshot:
    ended = threading.Event()
    for _ in range(TIMEOUT_S * 20):
        snapshot = read_run_snapshot(folder)
        if not snapshot.is_active:
            return snapshot
        ended.wait(0.05)
    raise AssertionError(f"still {snapshot.phase}: {snapshot.last_message}")


def test_a_run_that_cannot_start_reports_the_reason(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    root = make_pairs()
    for mask in (root / "masks").iterdir():
        labels = read_mask(mask).astype(np.uint8)
        labels[:20, :40] = 2
        cv2.imwrite(str(mask), labels)
    config = make_config("baseline", ["side_px=32", "device=cpu"])
    launch = start_run([root], config, tmp_path / "run")
    if sys.platform != "win32":
        assert os.getsid(launch.pid) == launch.pid  # neither a terminal nor the window takes it along
    starting = read_run_snapshot(tmp_path / "run")
    assert (starting.phase, starting.config, starting.roots) == ("starting", config, (root,))
    over = wait_until_over(tmp_path / "run")
    assert over.phase == "did not start"
    assert "The masks of clinic hold several classes: 1 (8 masks), 2 (10 masks)." in over.message
    assert "error" not in over.message.lower()
    assert over.can_start_again and not over.can_resume
    assert "error: " in RunFolder(tmp_path / "run").output_file.read_text(encoding="utf-8")


def test_a_start_can_be_cancelled(tmp_path: Path) -> None:
    launch = start_run([tmp_path], make_config("baseline"), tmp_path / "run")
    cancel_start(tmp_path / "run")
    assert wait_until_over(tmp_path / "run").phase == "stopped"
    assert not process_exists(launch.pid)


def test_an_existing_folder_is_refused_and_unchanged(one_epoch: RunFolder) -> None:
    with pytest.raises(TrainingError, match="There already is a training run in"):
        start_run([], make_config("baseline"), one_epoch.path)
    assert not one_epoch.launch_file.exists()


def test_a_folder_without_a_run_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="There is no training run"):
        resume_run(tmp_path)
