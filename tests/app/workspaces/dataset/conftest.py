"""Two datasets of real frames with defects as in practice, and a workspace with them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions import SHELL_ACTIONS, ActionTable
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.context import Context
from app.workspaces.dataset.dataset_workspace import DatasetWorkspace

FRAMES = Path(__file__).parents[3] / "data" / "polypgen"
WAIT_MS = 60_000
Open = Callable[..., DatasetWorkspace]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """Real frames, one of them also in a second format, a mask without an image, and a truncated image."""
    root = tmp_path / "clinic"
    shutil.copytree(FRAMES, root)
    (root / "images" / "torn.jpg").write_bytes(next((root / "images").glob("*.jpg")).read_bytes()[:400])
    cv2.imwrite(str(root / "masks" / "torn.png"), np.zeros((8, 8), np.uint8))
    cv2.imwrite(str(root / "masks" / "alone.png"), np.zeros((8, 8), np.uint8))
    return root


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A dataset with copies of two frames of the first."""
    root = tmp_path / "copies"
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    for image in sorted((FRAMES / "images").iterdir())[:2]:
        shutil.copy(image, root / "images" / f"again_{image.name}")
        shutil.copy(FRAMES / "masks" / f"{image.stem}.png", root / "masks" / f"again_{image.stem}.png")
    return root


@pytest.fixture
def context(qtbot: QtBot, quick_model: Path) -> Iterator[Context]:
    """The context of a window with a tiny model, which marks the whole of every picture."""
    window = QWidget()
    qtbot.addWidget(window)
    settings, tasks = Settings(started_before=True), Tasks(window)
    models = ModelChoice(settings, tasks, window)
    with qtbot.waitSignal(models.chosen, timeout=WAIT_MS):
        models.start(quick_model, device="cpu")
    yield Context(settings, tasks, ActionTable(window, SHELL_ACTIONS), models, QueueService(settings, tasks))
    tasks.shutdown()


@pytest.fixture
def open_workspace(context: Context, qtbot: QtBot) -> Iterator[Open]:
    """Opens the workspace with folders, and waits until they are read."""
    opened: list[DatasetWorkspace] = []

    def open_it(*roots: Path) -> DatasetWorkspace:
        context.settings.dataset_roots = roots
        workspace = DatasetWorkspace(context)
        qtbot.addWidget(workspace)
        opened.append(workspace)
        workspace.resize(1300, 800)
        workspace.show()
        if roots:
            qtbot.waitUntil(lambda: workspace.session.copies_known, timeout=WAIT_MS)
        return workspace

    yield open_it
    for workspace in opened:
        workspace.shutdown()
