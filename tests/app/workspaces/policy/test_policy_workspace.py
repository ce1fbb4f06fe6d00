"""The journey of a policy: add a recording with truth, move a slider, use the policy, save it in a model's card."""

import json
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.workspaces.policy.model_judging import save_with_policy
from app.workspaces.policy.policy_workspace import PolicyWorkspace
from polyp_core.errors import ExportError, PolypViewerError
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.findings.policy_file import find_policy

from ...conftest import OpenWindow

WAIT_MS = 120_000


@pytest.fixture
def workspace(open_window: OpenWindow, qtbot: QtBot) -> PolicyWorkspace:
    window = open_window()
    qtbot.waitUntil(lambda: window.models.model is not None, timeout=WAIT_MS)
    window.tabs.open("policy")
    qtbot.waitUntil(lambda: isinstance(window.tabs.pages.currentWidget(), PolicyWorkspace), timeout=WAIT_MS)
    return cast(PolicyWorkspace, window.tabs.pages.currentWidget())


def write_truth(path: Path) -> Path:
    """The box of the lesion in the short recording."""
    frames = [[{"bbox": [60, 40, 100, 80], "lesion": "a"}] if 40 <= index < 70 else [] for index in range(100)]
    path.write_text(json.dumps({"width": 160, "height": 120, "frames": frames}), encoding="utf-8")
    return path


def test_a_slider_moves_the_curves_and_the_policy_is_used_in_review(
    workspace, qtbot, tmp_path, short_recording
) -> None:
    assert workspace._pages.currentWidget() is workspace.empty
    workspace.add_truths([f"{write_truth(tmp_path / 'demo.json')}={short_recording}"])
    qtbot.waitUntil(lambda: workspace.list.count() == 1 and workspace.numbers.text() != "", timeout=WAIT_MS)
    assert workspace.list.item(0).text() == "demo: 1 lesion, 4 s"
    assert "of 1 lesion found" in workspace.numbers.text()
    before = workspace.plots[1].chart
    assert before.marked_x == pytest.approx(7.5)
    assert len(before.at) == 31 and len(before.references) == 3
    workspace.sliders.sliders["hold_back_s"].setValue(50)
    qtbot.waitUntil(lambda: workspace.plots[1].chart.marked_x == pytest.approx(25), timeout=WAIT_MS)
    assert workspace.sliders.policy.hold_back_s == 1.0
    settings = workspace._context.settings
    assert settings.alarm_policy == AlarmPolicy()
    workspace.apply.click()
    assert settings.alarm_policy.hold_back_s == 1.0


def test_two_models_on_one_recording_and_where_they_differ(
    workspace, qtbot, tmp_path, write_loud_model, short_recording
) -> None:
    # It is as loud, but suppresses every frame by its presence level.
    quiet = write_loud_model(tmp_path / "quiet.safetensors", 0.9)
    workspace.add_truths([f"{write_truth(tmp_path / 'demo.json')}={short_recording}"])
    qtbot.waitUntil(lambda: workspace.numbers.text() != "", timeout=WAIT_MS)
    assert not workspace.differences.isVisible()
    workspace.compare_with(quiet.path)
    qtbot.waitUntil(lambda: workspace.differences.count() == 1, timeout=WAIT_MS)
    assert workspace.differences.item(0).text() == "demo, 0.28 to 4.00 s: only loud (A)"
    assert "loud (A): 1 of 1 lesion found" in workspace.numbers.text()
    assert "loud (B): 0 of 1 lesion found" in workspace.numbers.text()
    assert list(workspace.plots[2].chart.series) == ["loud (A)", "loud (B)"]
    with qtbot.waitSignal(workspace._context.requests.open_requested) as opened:
        workspace.differences.itemDoubleClicked.emit(workspace.differences.item(0))
    assert opened.args == [(short_recording,)]
    with qtbot.waitSignal(workspace._context.requests.notice) as said:
        workspace.compare_with(workspace.judged[0].model.path)
    assert "This is the model in use" in said.args[0]


def test_the_dialog_offers_every_kind_of_truth(workspace, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args: asked.append(args[-1]) or ([], ""))
    workspace.add.click()
    assert asked[0].startswith("Truth of recordings (*.json *.npz *.sqlite *.xml);;")


def test_a_truth_that_does_not_fit_is_said_and_changes_nothing(workspace, qtbot, tmp_path, short_recording) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"width": 160, "height": 120, "frames": [[]] * 10}), encoding="utf-8")
    with qtbot.waitSignal(workspace._context.requests.notice, timeout=WAIT_MS) as said:
        workspace.add_truths([f"{wrong}={short_recording}"])
    assert "10 frames" in said.args[0] and "100" in said.args[0]
    with qtbot.waitSignal(workspace._context.requests.notice, timeout=WAIT_MS) as said:
        workspace.add_truths([str(tmp_path / "absent.json")])
    assert "does not exist" in said.args[0]
    assert workspace.judged == []


def test_a_policy_in_the_card_of_a_copy_of_the_model(quick_model: Path, tmp_path: Path) -> None:
    with pytest.raises(PolypViewerError, match="has no policy"):
        find_policy("model", quick_model)
    saved = save_with_policy(quick_model, PRESETS["strict"], tmp_path / "strict.safetensors")
    assert find_policy("model", saved.path) == PRESETS["strict"]
    with pytest.raises(ExportError):
        save_with_policy(quick_model, PRESETS["strict"], quick_model)
