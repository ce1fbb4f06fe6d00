"""The comparison of two runs: curves, scores, settings and models."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

from training.config.make_config import changed, make_config
from training.datasets.split_files import write_split
from training.runs.run_folder import RunFolder

from .conftest import TINY

TIMEOUT_MS = 60_000


def test_two_runs_are_compared(qtbot, settings, open_workspace, make_run, quick_model) -> None:
    config = make_config("baseline", TINY)
    runs = [make_run("first", config), make_run("second", changed(config, ["epochs=3", "augment.blur=0"]), gain=0.05)]
    for run in runs:
        shutil.copy(quick_model, RunFolder(run).model_file)
    settings.training_runs = tuple(runs)
    workspace = open_workspace()
    qtbot.waitUntil(lambda: all(workspace.runs.snapshot(run) for run in runs))
    running = make_run("running")
    status = RunFolder(running).read_status()
    RunFolder(running).write_status(status.model_copy(update={"state": "running", "heartbeat": datetime.now(UTC)}))
    workspace.runs.add(running)
    qtbot.waitUntil(lambda: workspace.runs.snapshot(running) is not None)
    workspace.list.select(runs[1])
    workspace.list.compare.click()
    page = workspace.compare
    assert workspace.runs.snapshot(running).is_active and page.offered == tuple(runs)
    assert workspace.stack.currentWidget() is page
    assert [box.currentText() for box in page.boxes] == ["first", "second"]
    assert page.differences.texts() == [["Epochs", "2", "3"], ["Augmentation: Blur", "0.2", "0"]]
    scores = {row[0]: row[1:] for row in page.scores.texts()}
    assert scores["Validation Dice"] == ["0.6000", "0.7500", "+0.1500"]
    chart = page.curves.plots["dice"].chart
    assert list(chart.at) == [1, 2, 3] and [len(values) for values in chart.series.values()] == [3, 3]

    page.run_button.click()
    assert not page.run_button.isEnabled()
    qtbot.waitUntil(lambda: "ties" in page.reading.text(), timeout=TIMEOUT_MS)
    assert "A is better on 0, B on 0" in page.reading.text() and "No evidence of improvement" in page.reading.text()
    assert page.run_button.isEnabled()


def test_runs_without_a_pair_in_common_are_not_compared(qtbot, settings, open_workspace, make_run, quick_model) -> None:
    runs = [make_run("first"), make_run("second")]
    first, second = (RunFolder(run) for run in runs)
    split = first.read_split()
    write_split(second.split_file, replace(split, train=split.validation, validation=split.train))
    for run in (first, second):
        shutil.copy(quick_model, run.model_file)
    settings.training_runs = tuple(runs)
    workspace = open_workspace()
    qtbot.waitUntil(lambda: all(workspace.runs.snapshot(run) for run in runs))
    workspace.list.compare.click()
    workspace.compare.run_button.click()
    qtbot.waitUntil(lambda: "no validation pair in common" in workspace.compare.reading.text(), timeout=TIMEOUT_MS)


def test_finished_runs_are_proposed_before_others(qtbot, settings, open_workspace, make_run) -> None:
    runs = [make_run("first"), make_run("stopped"), make_run("last")]
    stopped = RunFolder(runs[1])
    stopped.write_status(stopped.read_status().model_copy(update={"state": "stopped"}))
    settings.training_runs = tuple(runs)
    workspace = open_workspace()
    qtbot.waitUntil(lambda: all(workspace.runs.snapshot(run) for run in runs))
    workspace.list.select(runs[0])
    workspace.list.compare.click()
    assert [box.currentText() for box in workspace.compare.boxes] == ["last", "first"]
