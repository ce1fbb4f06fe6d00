"""The window under marks and in German: texts that do not go through `tr`, that do not fit, and keys used twice."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QStackedWidget, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.translation import tr, use_texts
from app.translation.ts_files import Texts, read_texts
from app.widgets.theme import apply_theme
from app.workspaces.registry import WORKSPACES
from polyp_core.model.network_spec import ARCHITECTURES
from resources import TRANSLATIONS
from resources.translations.extract import messages_by_package
from training.config.encoders import COMMON_ENCODERS
from training.config.fit_config import FitConfig
from training.config.presets import PRESETS
from training.datasets.description import Description

from ..conftest import OpenWindow
from ..every_dialog import DIALOGS, classes_of_dialogs, open_everything
from .window_texts import cut_texts, texts_of, words_outside_marks

RUN_VALUES = {
    *(name.capitalize() for name in PRESETS),
    *("none", "imagenet", *ARCHITECTURES, *COMMON_ENCODERS),
    *(
        str(value)
        for fields in (FitConfig.model_fields, Description.model_fields)
        for info in fields.values()
        for value in get_args(info.annotation)
    ),
}
"""Values of the settings of a run and of a dataset's description, which are shown as they are written to files."""

DATA = re.compile(
    r"demo\.mp4|Polyp Viewer|English|Deutsch|CUDA|[CG]PU(: [^⟧]*)?|loud|Light|Accurate|Ada|Ben|ResUNet34|OpenVINO int8"
    r"|0-I\w+(\+I\w+)?|NICE|JNET|Paris|(?<=⟧: )[\w., -]+"
    r"|(?<!<)/\w[^\s⟧<]*|#[0-9A-F]{6}|\bF\d+"
    r"|(Ctrl|Shift|Alt|Space|Return|Enter|Esc|Del|Home|End|Left|Right|Up|Down|PgUp|PgDown|Backspace|Tab)\b"
)
"""Names, paths and keys, which are the same in every language."""


@pytest.fixture
def marked() -> Iterator[None]:
    """Puts ⟦⟧ around each text that is translated where it is shown."""
    texts = Texts()
    for message in (each for messages in messages_by_package().values() for each in messages):
        key = message.text, message.comment
        if message.singular:
            texts.plural[key] = f"⟦{message.singular}⟧", f"⟦{message.text}⟧"
        else:
            texts.single[key] = f"⟦{message.text}⟧"
    use_texts(texts)
    yield
    use_texts(Texts())


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "dark")  # whose fonts and margins count
    use_texts(read_texts((TRANSLATIONS / "de").glob("*.ts")))
    yield
    use_texts(Texts())


def unmarked(roots: list[QWidget]) -> set[tuple[str, str]]:
    """Package and text of what is not translated."""
    found = {
        (package, DATA.sub(" ", text)) for root in roots for package, text in texts_of(root) if text not in RUN_VALUES
    }
    return {(package, text) for package, text in found if words_outside_marks(text)}


def listing(found: set[tuple[str, str]]) -> str:
    """Returns one line for each text."""
    return "\n".join(f"{package}: {text}" for package, text in sorted(found))


def test_every_text_of_the_window_is_translated(open_window: OpenWindow, qtbot: QtBot, marked: None) -> None:
    window, dialogs = open_everything(open_window, qtbot)
    problems = listing(unmarked([window, *dialogs]))
    assert not problems, problems


def test_no_dialog_is_left_out() -> None:
    opened = {each for each, _ in DIALOGS}
    assert classes_of_dialogs() == opened


def cut_in_tour(window: MainWindow) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    window.help.start_tour()
    while (tour := window.help.tour) is not None:
        QCoreApplication.processEvents()
        found |= set(cut_texts(tour))
        tour.next()
    return found


def test_german_texts_fit_the_smallest_window(open_window: OpenWindow, qtbot: QtBot, german: None) -> None:
    window, dialogs = open_everything(open_window, qtbot)
    found: set[tuple[str, str]] = set()
    for spec in WORKSPACES:
        window.tabs.open(spec.name)
        QCoreApplication.processEvents()
        for tabs in [each for each in window.findChildren(QTabWidget) if each.isVisible()] or [QTabWidget()]:
            for tab in range(tabs.count() or 1):
                tabs.setCurrentIndex(tab)
                QCoreApplication.processEvents()
                found |= set(cut_texts(window))
    for dialog in dialogs:
        dialog.show()
        for pages in dialog.findChildren(QStackedWidget) or [QStackedWidget()]:
            for page in range(pages.count() or 1):
                pages.setCurrentIndex(page)
                QCoreApplication.processEvents()
                found |= set(cut_texts(dialog))
        dialog.close()
    found |= cut_in_tour(window)
    problems = listing(found)
    assert not problems, problems


def test_no_two_entries_of_a_menu_have_one_key(open_window: OpenWindow, german: None) -> None:
    window = open_window()
    menus = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    for menu in menus:
        keys = [key.lower() for action in menu.actions() for key in re.findall(r"&(\w)", action.text())]
        assert len(keys) == len(set(keys)), [action.text() for action in menu.actions()]


def test_texts_without_marks_and_texts_that_are_cut_are_found(qtbot: QtBot, marked: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLabel(tr("Theme"), window).setToolTip("Not translated")
    button = QPushButton("A text that needs more place", window)
    button.resize(40, 20)
    window.show()
    QApplication.processEvents()
    assert {words_outside_marks(text) for _, text in texts_of(window)} == {
        "",
        "Not translated",
        "text that needs more place",
    }
    assert [text for _, text in cut_texts(window)] == ["A text that needs more place"]
