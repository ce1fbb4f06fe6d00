"""Actions on corrected frames: adding them to a dataset, and training the model in use on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.services.latest_task import LatestTask
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.source_history import source_name
from app.shell.export_actions import ExportActions, show_folder, show_running
from app.shell.shell_context import ShellContext
from app.translation import tr
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.review.records import MaskSource
from polyp_core.review.review_reading import Event

if TYPE_CHECKING:
    from app.workspaces.review.dataset_dialog import DatasetDialog, Subject
    from training.corrections.add_frames import AddedFrames


class CorrectionActions(QObject):
    """Opens the dialogs, which are imported when they are first shown, for a faster start."""

    run_started = Signal(Path)
    """The folder of a training run, which is in the list of runs."""

    def __init__(self, context: ShellContext, exports: ExportActions, models: ModelChoice, queue: QueueService) -> None:
        super().__init__(context.window)
        self._context, self._exports, self._models, self._queue = context, exports, models, queue
        self._finding = LatestTask(context.tasks, "Find corrected recordings", self)
        self._finding.completed.connect(self._show_dataset_dialog)
        self._finding.failed.connect(context.notices.warn)
        self._opened: Subject | None = None
        self._selected: frozenset[str] = frozenset()
        """The content keys of the recordings that were selected in the list."""
        self._review, self._notices = context.review, context.notices
        self.dataset_dialog: DatasetDialog | None = None
        context.actions.on("add_to_dataset", self.add_to_dataset)
        context.actions.on("learn", self.learn)

    def add_to_dataset(self) -> None:
        """Opens the dialog that adds frames of the open recording, and of those of the list, to a dataset.

        Recordings that are selected in the list are chosen in the dialog, otherwise the one that is open.
        """
        if show_running(self.dataset_dialog):
            return
        controller, self._opened = self._review.decisions, None
        self._selected = frozenset(each.content_key for each in self._queue.selected)
        opening = self._context.opener.current
        if controller.situation == "pictures" and opening is not None and not self._selected:
            if self._exports.may_export():
                self._find_pictures(opening.path)
        elif not controller.review.masks.layers:
            self._find_others()
        elif self._exports.may_export():
            reader = controller.reader
            # Once all changes are stored.
            controller.use_file(lambda file: file.history(reader), self._take_opened)

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

    def _take_opened(self, events: Sequence[Event]) -> None:
        from app.workspaces.review.dataset_dialog import Subject
        from training.corrections.labelled_frames import LabelledFrames, frames_of, seconds_by_frame

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
            frames=frames_of(controller.review, MaskSource),
            seconds=seconds_by_frame(events),
            privacy=review.privacy,
        )
        self._opened = Subject(source_name(opening.path), (labelled,), content_key=controller.recording.key)
        self._find_others()

    def _find_pictures(self, path: SourcePath) -> None:
        from app.shell.corrected_recordings import find_corrected_pictures

        review, reader = self._review, self._context.settings.reader
        wait = review.masks.stills.masks.wait_until_stored
        self._finding.request(find_corrected_pictures, path, reader, review.privacy, wait)

    def _find_others(self) -> None:
        from app.shell.corrected_recordings import find_corrected

        settings, opened = self._context.settings, self._review.decisions.recording
        known = {opened.key} if opened is not None else set()
        entries = [each for each in self._queue.queue.entries if each.content_key and each.content_key not in known]
        self._finding.request(
            find_corrected,
            self._opened,
            entries,
            settings.reader,
            settings.default_preset,
            settings.check_burned_in_text,
        )

    def _show_dataset_dialog(self, found: Sequence[Subject]) -> None:
        from app.workspaces.review.dataset_dialog import DatasetDialog

        subjects = self._preselected(found)
        if not subjects:
            self._notices.show_notice(
                tr(
                    "Nothing that is open here or listed in Recordings has frames that are corrected or verified to "
                    "show no polyp, so there is nothing to add."
                )
            )
            return
        context = self._context
        dialog = DatasetDialog(subjects, context.settings, context.tasks, context.window)
        dialog.export_completed.connect(self._on_added)
        self._exports.show_dialog(dialog, self.dataset_dialog)
        self.dataset_dialog = dialog

    def _preselected(self, subjects: Sequence[Subject]) -> list[Subject]:
        """Returns the recordings with those chosen that are selected in the list, else the open one, else all."""
        selected = [each for each in subjects if each.content_key in self._selected]
        chosen = selected or [each for each in subjects if each.is_chosen] or subjects
        return [replace(each, is_chosen=each in chosen) for each in subjects]

    def _on_added(self, added: AddedFrames) -> None:
        self._notices.show_notice(
            tr(added.text), action=(tr("Show folder"), lambda: show_folder(added.folder)), stays=True
        )
