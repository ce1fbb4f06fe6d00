"""The journey of a training run: start, watch, stop, resume, kill, find again, and use its model."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polyp_core.files.atomic_files import write_text
from resources import MODEL_FILE
from training.config.make_config import make_config
from training.runs.process import RunProcess
from training.runs.run_folder import RunFolder

from .conftest import FRAMES, TINY

TIMEOUT_MS = 90_000


def fill(workspace, *assignments: str) -> None:
    form = workspace.new_run.form
    for assignment in (*TINY, *assignments):
        name, _, value = assignment.partition("=")
        form.rows[name].field.set_value(value)
    assert form.problem == ""


def phase(workspace, folder: Path) -> str:
    snapshot = workspace.runs.snapshot(folder)
    return snapshot.phase if snapshot is not None else ""


def epochs(workspace, folder: Path) -> int:
    snapshot = workspace.runs.snapshot(folder)
    return len(snapshot.rows) if snapshot is not None else 0


def start(qtbot, workspace) -> Path:
    with qtbot.waitSignal(workspace.runs.started, timeout=TIMEOUT_MS) as started:
        workspace.new_run.start.click()
    return started.args[0]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_from_its_start_to_the_viewer(qtbot, context, settings, open_workspace) -> None:
    workspace = open_workspace()
    assert workspace.stack.currentWidget() is workspace.empty
    workspace.empty.clicked.emit()
    workspace.new_run.preset.setCurrentText("Baseline")
    fill(workspace, "epochs=5000")
    folder = start(qtbot, workspace)
    assert folder.parent.name == "runs" and folder.name.startswith("baseline-")
    assert settings.training_runs == (folder,)
    page = workspace.page
    assert workspace.stack.currentWidget() is page

    # Its curves, samples and log grow.
    qtbot.waitUntil(lambda: epochs(workspace, folder) >= 2, timeout=TIMEOUT_MS)
    dice = page.curves.grid.plots["dice"].chart
    assert dice is not None and set(dice.series) == {"training", "validation"} and len(dice.at) >= 2
    # The status that tells the time left is written apart from the scores.
    qtbot.waitUntil(lambda: "left" in page.state.text(), timeout=TIMEOUT_MS)
    assert "epochs done" in page.state.text() and page.bar.isVisible()
    assert not page.use.isEnabled()
    qtbot.waitUntil(lambda: not page.samples.picture.image.isNull(), timeout=TIMEOUT_MS)
    assert "Epoch 1 of 5000" in page.log.toPlainText()

    # Stopped, it keeps its best model.
    page.stop.click()
    qtbot.waitUntil(lambda: phase(workspace, folder) == "stopped", timeout=TIMEOUT_MS)
    assert page.use.isEnabled() and not page.stop.isVisible() and not page.problem.isVisible()
    done = epochs(workspace, folder)

    # A window that is opened again finds it, and resumes it.
    workspace = open_workspace()
    page = workspace.page
    qtbot.waitUntil(lambda: page.resume.isVisible(), timeout=TIMEOUT_MS)
    page.resume.click()
    qtbot.waitUntil(lambda: phase(workspace, folder) == "running", timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: epochs(workspace, folder) > done, timeout=TIMEOUT_MS)

    # Killed, it shows its last output, and the window lives.
    os.kill(workspace.runs.snapshot(folder).status.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: phase(workspace, folder) == "killed", timeout=TIMEOUT_MS)
    assert page.problem.isVisible() and "SIGKILL" in page.problem.message.text()
    assert "Epoch" in page.problem.output.toPlainText()
    assert page.resume.isVisible() and page.use.isEnabled()

    # Its model goes into the viewer, with what is gained by it.
    with qtbot.waitSignal(context.models.chosen, timeout=TIMEOUT_MS):
        context.models.start(MODEL_FILE)
    messages: list[str] = []
    context.requests.notice.connect(messages.append)
    page.use.click()
    qtbot.waitUntil(lambda: len(messages) == 2, timeout=TIMEOUT_MS)
    assert context.models.model.path == RunFolder(folder).model_file == settings.model_path
    assert messages[0].startswith(f"The viewer now uses the model of {folder.name}.")
    assert folder.name in messages[1] and "Dice" in messages[1]
    assert "2 validation images with a polyp. 2 groups are too few for a conclusion; it needs 6." in messages[1]

    # The result stays on the run's page, with the way back.
    assert page.comparison.isVisible() and page.comparison.message.text() == messages[1]
    assert page.comparison.back.isVisible()
    with qtbot.waitSignal(context.models.chosen, timeout=TIMEOUT_MS):
        page.comparison.back.click()
    assert context.models.model.path == MODEL_FILE and not page.comparison.back.isVisible()
    assert page.comparison.message.text().startswith(messages[1])


def test_a_run_that_did_not_start_shows_the_reason(qtbot, open_workspace, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    config = make_config("baseline", TINY)
    launch = RunProcess(pid=2**22 + 1, started=datetime.now(UTC), roots=(tmp_path / "gone",), resumes=False)
    write_text(run.asked_file, config.model_dump_json())
    write_text(run.launch_file, launch.model_dump_json())
    write_text(run.output_file, "Reading the pairs\nerror: There is no folder gone.\n")
    workspace = open_workspace()
    workspace.runs.add(run.path)
    qtbot.waitUntil(lambda: phase(workspace, run.path) == "did not start")
    page = workspace.page
    assert page.problem.message.text() == "There is no folder gone." and page.problem.isVisible()
    assert page.again.isVisible() and not page.resume.isVisible() and not page.use.isEnabled()


def test_a_refused_start_is_reported(qtbot, context, open_workspace, make_run) -> None:
    workspace = open_workspace()
    folder = make_run("taken")
    with qtbot.waitSignal(context.requests.notice) as messages:
        workspace.runs.start((FRAMES,), make_config("baseline", TINY), folder)
    assert f"There already is a training run in {folder}." in messages.args[0]


def test_runs_are_added_and_removed(qtbot, settings, open_workspace, make_run) -> None:
    workspace = open_workspace()
    folder = make_run("elsewhere")
    workspace.runs.add(folder)
    qtbot.waitUntil(lambda: phase(workspace, folder) == "finished")
    assert workspace.list.current == folder and workspace.stack.currentWidget() is workspace.page
    assert workspace.list.list.item(0).text() == "elsewhere\nEpoch 2 of 2, best Dice 0.600"
    assert ["Side of the square (px)", "32", "256"] in workspace.page.config.texts()
    assert workspace.page.title.text() == "elsewhere" and workspace.page.title.toolTip().startswith("elsewhere\n")
    workspace.list.remove.click()
    assert settings.training_runs == () and workspace.stack.currentWidget() is workspace.empty
    assert folder.exists()
