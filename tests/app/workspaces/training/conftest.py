"""The workspace as the window opens it, and runs on disk."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.context import Context
from app.workspaces.training.training_workspace import TrainingWorkspace
from training.config.fit_config import FitConfig
from training.config.make_config import make_config
from training.datasets.discovery import find_samples
from training.datasets.splits import make_split
from training.runs.metrics_file import COLUMNS
from training.runs.process import is_child, process_exists, read_launch
from training.runs.run_folder import RunFolder, RunRecord, Status

FRAMES = Path(__file__).parents[3] / "data" / "polypgen"

TINY = [
    # 0.4 million weights: a run spends more on writing its files than on learning.
    *("architecture=Unet", "encoder=tu-test_resnet", "decoder_channels=16,8,8"),
    *("side_px=32", "batch_size=2", "epochs=2", "encoder_weights=none", "precision=float32"),
    *("workers=0", "device=cpu", "validation_fraction=0.3"),
]

MakeRun = Callable[..., Path]


@pytest.fixture
def settings() -> Settings:
    return Settings(training_roots=(FRAMES,))


@pytest.fixture
def context(qtbot, settings: Settings) -> Iterator[Context]:
    host = QWidget()
    qtbot.addWidget(host)
    tasks = Tasks()
    yield Context(settings, tasks, ActionTable(host, ()), ModelChoice(settings, tasks), QueueService(settings, tasks))
    tasks.shutdown()


@pytest.fixture
def open_workspace(qtbot, context: Context) -> Iterator[Callable[[], TrainingWorkspace]]:
    """Opens the workspace; a second call opens another one, as after a restart."""
    opened: list[TrainingWorkspace] = []

    def make() -> TrainingWorkspace:
        for before in opened:
            before.shutdown()
        opened[:] = [TrainingWorkspace(context)]
        qtbot.addWidget(opened[0])
        opened[0].resize(1440, 820)
        with qtbot.waitExposed(opened[0]):
            opened[0].show()
        return opened[0]

    yield make
    for workspace in opened:
        workspace.shutdown()
    # What a test that failed has started would keep training.
    for folder in context.settings.training_runs:
        launch = read_launch(RunFolder(folder))
        if launch is not None and is_child(launch.pid) and process_exists(launch.pid):
            os.kill(launch.pid, signal.SIGTERM)


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    """Writes the files of a finished run except its model: config, split, scores and status."""

    def make(name: str, config: FitConfig | None = None, gain: float = 0.0) -> Path:
        config = config or make_config("baseline", TINY)
        run = RunFolder(tmp_path / name)
        split = make_split(find_samples([FRAMES]), "random", seed=config.seed, validation_fraction=0.3)
        run.create(RunRecord(created=datetime.now(UTC), roots=(FRAMES,), config=config), split)
        for epoch in range(config.epochs):
            run.append_scores(dict.fromkeys(COLUMNS, 0.5 + gain + epoch / 10) | {"epoch": epoch})
        now = datetime.now(UTC)
        run.write_status(Status(state="finished", pid=1, started=now, heartbeat=now, epochs=config.epochs))
        return run.path

    return make
