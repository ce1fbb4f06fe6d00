"""The split editor: by drag, by group and by tag, with leaks at once, for the form of a new run."""

import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.workspaces.context import Context
from training.browser.pair_filter import PairFilter
from training.datasets.split_files import read_split

from .conftest import FRAMES, WAIT_MS, Open


def test_a_split_is_made_by_hand_and_used_for_training(
    open_workspace: Open, clinic: Path, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    first = next(path for path in sorted((FRAMES / "images").iterdir()))
    shutil.copy(first, clinic / "images" / f"again{first.suffix}")
    shutil.copy(FRAMES / "masks" / f"{first.stem}.png", clinic / "masks" / "again.png")
    workspace = open_workspace(clinic)
    page, session = workspace.split, workspace.session
    workspace.pages.setCurrentWidget(page)
    assert page.titles[""].text() == "Not used: 11 pairs in 10 groups" and not page.train.isEnabled()
    with qtbot.waitSignal(page._making.completed, timeout=WAIT_MS):
        page.kind.setCurrentIndex(1)
        page.divide.click()
    assert page.train.isEnabled() and page.message.text().startswith("No leaks")

    # By tag: the filter chooses, a button moves.
    session.toggle_tag([0, 1], "check")
    session.set_filter(PairFilter().with_choice("tags", frozenset({"check"})))
    assert page.movers["test"].text() == "Move 2 here"
    page.movers["test"].click()
    assert set(session.chosen["side"]) == {"test"}
    session.set_filter(PairFilter())

    # By drag: a group goes to another side as a whole.
    pairs = {side: sum(len(part.ids) for part in own) for side, own in page.draft.parts().items()}
    source, target = page.lists["train"], page.lists["validation"]
    source.item(0).setSelected(True)
    count = len(source.selected_ids())
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.source = lambda: source
    target.dropEvent(event)
    assert page.titles["validation"].text().startswith(f"Validation: {pairs['validation'] + count} pairs")

    # A divided group is a leak, which is named at once.
    page.whole_groups.setChecked(False)
    copies = [sample.id for sample in page.draft.samples if sample.group]
    page.move_pairs(copies[:1], "train")
    page.move_pairs(copies[1:], "validation")
    assert page.message.text().startswith("Leaks: 1 near copy and 1 group")
    assert page.leaks.count() == 2 and copies[0] in page.leaks.item(0).text()
    page.move_pairs(copies, "train")
    assert page.leaks.count() == 0

    with qtbot.waitSignal(page.notice, timeout=WAIT_MS):
        page.train.click()
    split = read_split(context.settings.training_split)
    assert set(copies) <= set(split.train) and split.test and split.pictures
    assert context.settings.training_roots == (clinic,)
    workspace.split.whole_groups.setChecked(True)
    page.move_pairs(list(split.train), "")
    page.open_file(context.settings.training_split)
    qtbot.waitUntil(lambda: set(page.draft.to_split(pictures=False).train) == set(split.train), timeout=WAIT_MS)
