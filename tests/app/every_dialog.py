"""Opens every dialog of the window, for the tests of texts and of accessibility."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import app
from app.actions import ALL_ACTIONS
from app.dialogs.about import AboutDialog
from app.dialogs.error_dialog import ErrorDialog
from app.dialogs.model_card import ModelCardDialog
from app.dialogs.model_list import ModelListDialog
from app.dialogs.settings_dialog import SettingsDialog
from app.dialogs.shortcut_sheet import ShortcutSheet
from app.help.manual_window import ManualWindow
from app.main_window import MainWindow
from app.services.diagnostics import Failure
from app.workspaces.dataset.description_dialog import DescriptionDialog
from app.workspaces.recordings.archive_dialog import ArchiveDialog
from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from app.workspaces.registry import WORKSPACES
from app.workspaces.review.comparison.comparison_dialog import ComparisonDialog
from app.workspaces.review.dataset_dialog import DatasetDialog, Subject
from app.workspaces.review.export_dialog import ExportDialog
from app.workspaces.review.go_to import GoToDialog
from app.workspaces.review.labelling.suggestions_dialog import SuggestionsDialog
from app.workspaces.review.privacy_editor import PrivacyEditor
from app.workspaces.review.readers.compare_dialog import CompareDialog
from app.workspaces.review.report.report_dialog import ReportDialog
from app.workspaces.training.learn_dialog import LearnDialog
from polyp_core.review.review import Review
from resources import DEMO_CLIP

from .conftest import OpenWindow

PAIRS = Path(__file__).parents[1] / "data" / "polypgen"


def export_dialog(window: MainWindow) -> QDialog:
    window.exports.export()
    assert window.exports.export_dialog is not None
    return window.exports.export_dialog


def privacy_editor(window: MainWindow) -> QDialog:
    window.exports.edit_privacy()
    assert window.exports.privacy_editor is not None
    return window.exports.privacy_editor


def report_dialog(window: MainWindow) -> QDialog:
    window.review_actions.report()
    assert window.review_actions.report_dialog is not None
    return window.review_actions.report_dialog


def comparison_dialog(window: MainWindow) -> QDialog:
    dialog = window.findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    return dialog


def model_card(window: MainWindow) -> QDialog:
    assert window.models.model is not None
    return ModelCardDialog(window.models.model, window)


def learn_dialog(window: MainWindow) -> LearnDialog:
    assert window.models.model is not None
    return LearnDialog(window.models.model, window.settings, window.tasks, window)


def learn_dialog_without_pytorch(window: MainWindow) -> LearnDialog:
    dialog = learn_dialog(window)
    dialog.missing.show()
    return dialog


def archive_dialog(window: MainWindow) -> QDialog:
    recordings = window.tabs.made["recordings"]
    assert isinstance(recordings, RecordingsWorkspace)
    return recordings.follow_archive(PAIRS)


def manual(window: MainWindow) -> QDialog:
    window.help.open_manual("index.md")
    assert isinstance(window.help.manual, ManualWindow)
    return window.help.manual


DIALOGS: tuple[tuple[type[QDialog], Callable[[MainWindow], QDialog]], ...] = (
    (ExportDialog, export_dialog),
    (PrivacyEditor, privacy_editor),
    (ReportDialog, report_dialog),
    (DatasetDialog, lambda window: DatasetDialog([Subject("demo.mp4", ())], window.settings, window.tasks, window)),
    (GoToDialog, lambda window: GoToDialog(680, 23.0, window.review.player.index_at, window)),
    (CompareDialog, lambda window: CompareDialog({name: Review(name) for name in ("Ada", "Ben")}, "Ada", window)),
    (ComparisonDialog, comparison_dialog),
    (SuggestionsDialog, SuggestionsDialog),
    (SettingsDialog, lambda window: SettingsDialog(window.settings, None, window, tasks=window.tasks)),
    (ShortcutSheet, lambda window: ShortcutSheet(window, list(ALL_ACTIONS))),
    (AboutDialog, AboutDialog),
    (ModelListDialog, lambda window: ModelListDialog(window.models, window.speeds, window)),
    (ModelCardDialog, model_card),
    (ErrorDialog, lambda window: ErrorDialog(Failure("⟦A sentence.⟧", ""), window)),
    (ManualWindow, manual),
    (DescriptionDialog, lambda window: DescriptionDialog(PAIRS, window.tasks, window)),
    (ArchiveDialog, archive_dialog),
    (LearnDialog, learn_dialog),
    (LearnDialog, learn_dialog_without_pytorch),
)
"""Each class of dialogs, and what opens one in a window that `open_everything` returns."""


def open_everything(open_window: OpenWindow, qtbot: QtBot) -> tuple[MainWindow, list[QDialog]]:
    """Returns a window with all workspaces made and the demo open, and its dialogs."""
    window = open_window(theme="dark", reader_name="Ada")
    window.resize(1280, 720)
    for spec in WORKSPACES:
        window.tabs.open(spec.name)
        qtbot.waitUntil(lambda name=spec.name: name in window.tabs.made, timeout=60_000)
    with qtbot.waitSignal(window.review.source_opened, timeout=60_000):
        window.open([DEMO_CLIP])
    review = window.review
    qtbot.waitUntil(lambda: review.decisions.is_open and review.segmenter_thread is not None, timeout=60_000)
    qtbot.waitUntil(lambda: review.player.shown is not None, timeout=60_000)
    dialogs = [make(window) for _, make in DIALOGS]
    for dialog in dialogs:
        qtbot.addWidget(dialog)  # closed with the window: what they read in the background would outlive it
    return window, dialogs


def classes_of_dialogs() -> set[type[QDialog]]:
    """Returns the classes of dialogs in the code of the window, without those that others are built on."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[QDialog]] = set()
    waiting = [QDialog]
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if each.__module__.startswith("app.") and not each.__subclasses__():
                found.add(each)
    return found
