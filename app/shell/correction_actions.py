"""Actions on corrected frames: adding them to a dataset, and training the model in use on one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.services.model_choice import ModelChoice
from app.services.source_history import source_name
from app.shell.export_actions import ExportActions, show_folder, show_running
from app.shell.shell_context import ShellContext
from app.translation import tr
from polyp_core.review.review_reading import Event

if TYPE_CHECKING:
    from app.workspaces.review.dataset_dialog import DatasetDialog
    from training.corrections.add_frames import AddedFrames


class CorrectionActions(QObject):
    """Opens the dialogs, which are imported when they are first shown, for a faster start."""

    run_started = Signal(Path)
    """The folder of a training run, which is in the list of runs."""

    def __init__(self, context: ShellContext, exports: ExportActions, models: ModelChoice) -> None:
        super().__init__(context.window)
        self._context, self._exports, self._models = context, exports, models
        self._review, self._notices = context.review, context.notices
        self.dataset_dialog: DatasetDialog | None = None
        context.actions.on("add_to_dataset", self.add_to_dataset)
        context.actions.on("learn", self.learn)
        self._review.decisions.changed.connect(self._on_review_changed)
        self._on_review_changed()

    def add_to_dataset(self) -> None:
        """Opens the dialog that adds frames of the open recording to a dataset, once all changes are stored."""
        if show_running(self.dataset_dialog):
            return
        controller = self._review.decisions
        if not controller.review.masks.layers:
            self._notices.show_notice(
                tr("No frame of this recording is corrected or verified to show no polyp, so there is nothing to add.")
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
            self._notices.warn(tr("There is no model to train yet. Choose one under Analysis."))
            return
        dialog = LearnDialog(self._models.model, self._context.settings, self._context.tasks, self._context.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.run_started.connect(self.run_started)
        dialog.open()

    def _show_dataset_dialog(self, events: Sequence[Event]) -> None:
        from app.workspaces.review.dataset_dialog import DatasetDialog
        from training.corrections.labelled_frames import LabelledFrames, seconds_by_frame

        review, controller, opening = self._review, self._review.decisions, self._context.opener.current
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
        context, name = self._context, source_name(opening.path)
        dialog = DatasetDialog(name, labelled, context.settings, context.tasks, context.window)
        dialog.export_completed.connect(self._on_added)
        self._exports.show_dialog(dialog, self.dataset_dialog)
        self.dataset_dialog = dialog

    def _on_added(self, added: AddedFrames) -> None:
        self._notices.show_notice(str(added), action=(tr("Show folder"), lambda: show_folder(added.folder)), stays=True)

    def _on_review_changed(self) -> None:
        self._context.actions.set_enabled(("add_to_dataset",), self._review.decisions.is_open)
