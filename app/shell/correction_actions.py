"""Actions on corrected frames: adding them to a dataset, and training the model in use on one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.services.model_choice import ModelChoice
from app.services.settings import Settings
from app.services.source_history import source_name
from app.services.tasks import Tasks
from app.shell.export_actions import ExportActions, show_folder
from app.shell.notices import NoticeArea
from app.shell.opening import SourceOpener
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.review.review_reading import Event

if TYPE_CHECKING:
    from app.workspaces.review.dataset_dialog import DatasetDialog
    from training.corrections.add_frames import AddedFrames


class CorrectionActions(QObject):
    """Opens the dialogs, which are imported when they are first shown, for a faster start."""

    run_started = Signal(Path)
    """The folder of a training run, which is in the list of runs."""

    def __init__(
        self,
        review: ReviewWorkspace,
        opener: SourceOpener,
        exports: ExportActions,
        models: ModelChoice,
        actions: ActionTable,
        settings: Settings,
        tasks: Tasks,
        notices: NoticeArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._review, self._opener, self._exports, self._models = review, opener, exports, models
        self._actions, self._settings, self._tasks = actions, settings, tasks
        self._notices, self._window = notices, window
        self.dataset_dialog: DatasetDialog | None = None
        actions.on("add_to_dataset", self.add_to_dataset)
        actions.on("learn", self.learn)
        review.decisions.changed.connect(self._on_review_changed)
        self._on_review_changed()

    def add_to_dataset(self) -> None:
        """Opens the dialog that adds frames of the open recording to a dataset, once all changes are stored."""
        if self.dataset_dialog is not None and self.dataset_dialog.running:
            self.dataset_dialog.show()
            self.dataset_dialog.raise_()
            return
        controller = self._review.decisions
        if not controller.review.masks.layers:
            self._notices.show_notice(
                "No frame of this recording is corrected or verified to show no polyp, so there is nothing to add."
            )
            return
        if not self._exports.may_export():
            return
        reader = controller.reader
        controller.use_file(lambda file: file.history(reader), self._show_dataset_dialog)

    def learn(self) -> None:
        """Opens the dialog in which a copy of the model in use learns from corrected frames."""
        from app.workspaces.training.learn_dialog import LearnDialog

        if self._models.model is None:
            self._notices.show_notice("There is no model to train yet. Choose one under Analysis.", kind="warning")
            return
        dialog = LearnDialog(self._models.model, self._settings, self._tasks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.run_started.connect(self.run_started)
        dialog.open()

    def _show_dataset_dialog(self, events: Sequence[Event]) -> None:
        from app.workspaces.review.dataset_dialog import DatasetDialog
        from training.corrections.labelled_frames import LabelledFrames, seconds_by_frame

        review, controller, opening = self._review, self._review.decisions, self._opener.current
        open_frames = review.session.open_frames
        if opening is None or controller.recording is None or controller.path is None or open_frames is None:
            return  # the recording was closed meanwhile
        labelled = LabelledFrames(
            path=opening.path,
            open_frames=open_frames,
            recording=controller.recording,
            review_file=controller.path,
            review=controller.review,
            frames=(),
            seconds=seconds_by_frame(events),
            privacy=review.privacy,
        )
        if self.dataset_dialog is not None:
            self.dataset_dialog.deleteLater()
        name = source_name(opening.path)
        dialog = DatasetDialog(name, labelled, self._settings, self._tasks, self._window)
        dialog.export_started.connect(self._exports.follow)
        dialog.export_completed.connect(self._on_added)
        dialog.export_failed.connect(lambda reason: self._notices.show_notice(reason, kind="warning"))
        self.dataset_dialog = dialog
        dialog.show()

    def _on_added(self, added: AddedFrames) -> None:
        self._notices.show_notice(str(added), action=("Show folder", lambda: show_folder(added.folder)), stays=True)

    def _on_review_changed(self) -> None:
        self._actions.set_enabled(("add_to_dataset",), self._review.decisions.is_open)
