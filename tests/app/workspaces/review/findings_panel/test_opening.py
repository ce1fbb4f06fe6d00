"""When a review opens, why it may not, and what another window, model or reader sees of it."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.workspaces.review.findings_panel.list_rows import FindingRow
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.review.review_folder import review_path

OpenWorkspace = Callable[..., ReviewWorkspace]

WAIT_MS = 60_000
REPOSITORY = Path(__file__).parents[5]

# Decides by the panel as a reader would, says so after a second, and waits to be killed.
_DECIDE = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from app.services.settings import Settings
    from app.workspaces.review.review_workspace import ReviewWorkspace

    app = QApplication([])
    workspace = ReviewWorkspace(Settings(play_on_open=False, reader_name="Ada"))
    workspace.show()
    workspace.set_model(Path(sys.argv[2]), "cpu")
    workspace.open_path(Path(sys.argv[1]))
    panel = workspace.findings_panel

    def decide():
        if not (workspace.decisions.is_open and workspace.analysed_whole):
            QTimer.singleShot(50, decide)
            return
        panel.list.set_current(panel.list.rows[0])
        workspace.actions_table["confirm"].trigger()
        workspace.actions_table["reject"].trigger()
        panel.details.note.setPlainText("typed")
        QTimer.singleShot(1000, lambda: print("decided", flush=True))

    decide()
    app.exec()
"""


def rows(workspace: ReviewWorkspace) -> list[FindingRow]:
    return [row for row in workspace.findings_panel.list.rows if isinstance(row, FindingRow)]


def trigger(workspace: ReviewWorkspace, *names: str) -> None:
    for name in names:
        workspace.actions_table[name].trigger()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_program_has_stored_all_that_is_a_second_old(
    open_workspace: OpenWorkspace, recording: Path, green_model: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_DECIDE), str(recording), str(green_model)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    )
    with child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert said == "decided\n"
    workspace = open_workspace()
    assert [(row.listed.state, row.note) for row in rows(workspace)] == [
        ("confirmed", ""),
        ("rejected", ""),
        ("undecided", "typed"),
    ]
    assert workspace.decisions.can_change


def test_decisions_stay_under_another_model_and_say_what_it_no_longer_finds(
    open_workspace: OpenWorkspace, stricter_model: Path
) -> None:
    workspace = open_workspace()
    findings = workspace.findings_panel.list
    findings.set_current(findings.rows[0])
    trigger(workspace, "confirm", "unsure")
    workspace.shutdown()
    other = open_workspace(model=stricter_model)
    assert len(other.findings) == 2
    first, weak, last = rows(other)
    assert [row.listed.state for row in (first, weak, last)] == ["confirmed", "unsure", "undecided"]
    assert [row.listed.is_no_longer_proposed for row in (first, weak, last)] == [False, True, False]


def test_a_second_window_shows_the_review_and_says_that_it_cannot_change_it(
    qtbot: QtBot, open_workspace: OpenWorkspace
) -> None:
    first, second = open_workspace(), open_workspace()
    assert first.decisions.can_change
    assert not second.decisions.can_change
    problem = second.findings_panel.problem
    assert problem.isVisible() and "open in another window" in problem.text()
    assert not second.actions_table["confirm"].isEnabled()
    assert second.actions_table["loop_finding"].isEnabled()


def test_each_reader_has_a_review(open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    findings = workspace.findings_panel.list
    findings.set_current(findings.rows[0])
    trigger(workspace, "confirm")
    workspace.shutdown()
    other = open_workspace(reader_name="Grace")
    assert [row.listed.state for row in rows(other)] == ["undecided"] * 3
    assert list(other.decisions.reviews) == ["Ada"]
    other._settings.reader_name = "Ada"
    assert rows(other)[0].listed.state == "confirmed"


def test_a_damaged_review_is_set_aside_by_the_user_only(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    recording = workspace.decisions.recording
    assert recording is not None
    workspace.shutdown()
    path = review_path(recording)
    path.write_bytes(b"not a database " * 500)
    again = open_workspace(model=None)
    qtbot.waitUntil(lambda: again.decisions.situation == "damaged", timeout=WAIT_MS)
    panel = again.findings_panel
    assert panel.problem.text().startswith("The review of this recording is damaged: ")
    assert str(path) in panel.problem.toolTip()
    assert not again.actions_table["add_bookmark"].isEnabled()
    panel.set_aside.click()
    (box,) = again.findChildren(QMessageBox)
    box.defaultButton().click()
    qtbot.waitUntil(lambda: again.decisions.can_change, timeout=WAIT_MS)
    assert path.with_name(f"{path.stem}.damaged-1.sqlite").read_bytes().startswith(b"not a database")


def test_the_panel_says_why_there_is_nothing(qtbot: QtBot, open_workspace: OpenWorkspace, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        Image.fromarray(np.full((40, 60, 3), 90, np.uint8)).save(folder / f"{number}.png")
    workspace = open_workspace(path=folder, model=None)
    panel = workspace.findings_panel
    qtbot.waitUntil(lambda: workspace.decisions.situation == "pictures", timeout=WAIT_MS)
    assert "recordings only" in panel.empty.text()
    workspace.close_source()
    assert panel.empty.text() == "Open a recording to see its findings here."
    assert not workspace.actions_table["confirm"].isEnabled()


@pytest.mark.parametrize("size_px", [(1280, 720), (860, 480)])
def test_the_panel_fits_into_the_window(qtbot: QtBot, open_workspace: OpenWorkspace, size_px: tuple[int, int]) -> None:
    workspace = open_workspace()
    workspace.resize(*size_px)
    panel = workspace.findings_panel
    panel.list.set_current(panel.list.rows[0])
    panel.edit_card()
    qtbot.waitUntil(lambda: panel.details.card.isVisible())

    def fits() -> bool:
        parts = [panel.list, panel.details.parentWidget(), panel.sign_off]
        tops = [part.mapTo(panel, QPoint(0, 0)).y() for part in parts]
        bottoms = [top + part.height() for top, part in zip(tops, parts, strict=True)]
        return panel.widget().size() == panel.viewport().size() and bottoms[0] <= tops[1] and bottoms[1] <= tops[2]

    qtbot.waitUntil(fits)
    panel.details.card_button.setChecked(False)
    qtbot.waitUntil(fits)


def test_the_model_is_hidden_until_the_reader_shows_it(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace(hide_model=True)
    panel, table = workspace.findings_panel, workspace.actions_table
    assert panel.list.rows == [] and panel.hidden.isVisible()
    workspace.player.seek(40)
    qtbot.waitUntil(lambda: workspace.current_frame() is not None and workspace.current_frame().frame.index == 40)
    assert not workspace.canvas.shows_mask
    assert workspace.status_line.finding.text() == ""
    assert workspace.time_line.accessibleDescription().startswith("0 findings")
    said: list[str] = []
    workspace.notice.connect(said.append)
    table["next_finding"].trigger()
    assert said == ["No later finding."]
    workspace.player.set_loop_start(30)
    workspace.player.set_loop_end(50)
    table["add_finding"].trigger()
    assert [row.extent.first_frame for row in rows(workspace)] == [30]
    panel.show_model.click()
    assert len(rows(workspace)) == 3 and rows(workspace)[0].listed.state == "confirmed"
    assert not panel.hidden.isVisible()
    qtbot.waitUntil(lambda: workspace.canvas.shows_mask, timeout=WAIT_MS)
    workspace.close_source()
    assert not panel.hidden.isVisible()


def test_enter_in_a_number_of_the_policy_decides_nothing(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    workspace.side_panel.setCurrentWidget(workspace.panel)
    workspace.policy_panel.details.setChecked(True)
    box = workspace.policy_panel.rows["hold_back_s"].field.box
    workspace.player.seek(rows(workspace)[0].frame)
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert workspace.decisions.review.decisions == ()
