"""Damaged files of a run are reported in the window, and unusual numbers are drawn."""

import os
import shutil
from pathlib import Path

import pytest

from training.runs.metrics_file import ALARM_COLUMNS, COLUMNS
from training.runs.run_folder import RunFolder

TIMEOUT_MS = 60_000


def shown(qtbot, workspace, folder: Path):
    workspace.runs.add(folder)
    qtbot.waitUntil(lambda: workspace.runs.snapshot(folder) is not None, timeout=TIMEOUT_MS)
    workspace.list.select(folder)
    return workspace.page


def test_a_run_saved_by_a_spreadsheet_and_one_with_damaged_scores_are_shown(qtbot, open_workspace, make_run) -> None:
    saved, damaged = RunFolder(make_run("saved")), RunFolder(make_run("damaged"))
    text = saved.metrics_file.read_text(encoding="utf-8")
    saved.metrics_file.write_text(text.replace(",", ";").replace(".", ","), encoding="utf-8-sig")
    damaged.metrics_file.write_text(text.replace("validation_dice", "Dice"), encoding="utf-8")
    workspace = open_workspace()
    page = shown(qtbot, workspace, saved.path)
    assert "2 of 2 epochs done" in page.state.text() and not page.problem.isVisible()
    page = shown(qtbot, workspace, damaged.path)
    assert page.problem.isVisible() and "lacks the column validation_dice" in page.problem.message.text()
    assert "lacks the column validation_dice" in workspace.list.list.item(0).toolTip()
    assert page.state.text().startswith("Finished")


@pytest.mark.parametrize("value", ["1e308", "1e49", "-1e49", "nan", "inf", "1e-320"])
def test_unusual_scores_are_drawn(qtbot, open_workspace, make_run, value: str) -> None:
    odd, other = RunFolder(make_run("odd")), make_run("other")
    rows = [[str(epoch), *[value] * (len(COLUMNS) - 1), *["0"] * len(ALARM_COLUMNS)] for epoch in (0, 2**31 - 1)]
    odd.metrics_file.write_text("\n".join(map(",".join, [(*COLUMNS, *ALARM_COLUMNS), *rows])) + "\n", encoding="utf-8")
    workspace = open_workspace()
    shown(qtbot, workspace, other)
    page = shown(qtbot, workspace, odd.path)
    page.grab()
    workspace.list.compare.click()
    workspace.grab()


def test_samples_that_cannot_be_read_are_named(qtbot, open_workspace, make_run) -> None:
    run = RunFolder(make_run("run"))
    samples = run.samples_file(0).parent
    samples.mkdir()
    run.samples_file(0).write_bytes(b"\x89PNG and no more")
    run.samples_file(1).mkdir()
    if os.name != "nt":
        os.mkfifo(run.samples_file(2))
    page = shown(qtbot, open_workspace(), run.path)
    for place, name in enumerate(sorted(file.name for file in samples.iterdir())):
        page.samples.slider.setValue(place)
        qtbot.waitUntil(lambda: page.samples.epoch.text().endswith(f"{name} cannot be read"), timeout=TIMEOUT_MS)  # noqa: B023
    shutil.rmtree(samples)
