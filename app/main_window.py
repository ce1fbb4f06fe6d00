"""The main window: connects the workspaces, menus, notices, sources and models."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.actions import SHELL_ACTIONS, ActionTable
from app.dialogs.error_dialog import ErrorPresenter
from app.help.help_actions import WHAT_IS_NEW, HelpActions
from app.help.tour import TourStep
from app.help.tour_steps import tour_steps
from app.services.deadline import Deadline
from app.services.model_choice import ModelChoice
from app.services.model_name import model_name
from app.services.queue_service import QueueService
from app.services.settings import Settings, Theme
from app.services.source_history import source_name
from app.services.speed_measurement import SpeedMeasurement
from app.services.tasks import Tasks
from app.shell.correction_actions import CorrectionActions
from app.shell.export_actions import ExportActions
from app.shell.footer import Footer
from app.shell.fullscreen import FullScreen
from app.shell.mask_offer import MaskOffer
from app.shell.menus import Menus
from app.shell.model_picker import ModelPicker
from app.shell.notices import NoticeArea
from app.shell.opening import Opening, SourceOpener
from app.shell.program_dialogs import ProgramDialogs
from app.shell.queue_link import QueueLink
from app.shell.review_actions import ReviewActions
from app.shell.shell_context import ShellContext
from app.shell.suggestion_actions import FrameSuggestions
from app.shell.window_place import format_geometry, place_window
from app.shell.workspace_tabs import WorkspaceTabs
from app.translation import tr, tr_error
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.layouts import container, stretched, vbox
from app.widgets.plain_text import title
from app.widgets.theme import apply_theme
from app.workspaces.context import Context, PairList, Requests
from app.workspaces.registry import WORKSPACES
from app.workspaces.review.review_page import ReviewPage
from polyp_core.errors import SettingsError
from polyp_core.export.provenance import program_version
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.frame import SourceInfo

_log = logging.getLogger(__name__)

_TITLE = "Polyp Viewer"
_SAVE_AFTER_MS = 1_000
_NEED_A_SOURCE = ("close_source", "export", "snapshot", "snapshot_bare", "copy_frame", "copy_frame_bare", "privacy")


class MainWindow(QMainWindow):
    """Shows the welcome page until a source is open, then the Review workspace."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle(_TITLE)
        self.setAcceptDrops(True)
        self.settings = settings
        self.tasks = Tasks(self)
        self.errors = ErrorPresenter(self)
        self.shell_actions = ActionTable(self, SHELL_ACTIONS)
        self.opener = SourceOpener(settings, self.tasks, self)
        self.models = ModelChoice(settings, self.tasks, self)
        self.speeds = SpeedMeasurement(self.models, self.tasks, self._frames_segmented, self)
        self.requests = Requests(self)
        self.queue = QueueService(settings, self.tasks, self)
        context = Context(settings, self.tasks, self.shell_actions, self.models, self.queue, self.requests)
        self.tabs = WorkspaceTabs(WORKSPACES, context)
        self.page = cast(ReviewPage, self.tabs.open("review"))
        self.review = self.page.review
        self.queue_link = QueueLink(self.queue, self.review, self)
        self.notices = NoticeArea(self.tabs, over=self.tabs.pages, find_part=self.tabs.notice_place)
        self.tabs.pages.currentChanged.connect(self.notices.place)
        self.picker = ModelPicker(self.models, self.shell_actions)
        self.footer = Footer(self.picker)
        shell = ShellContext(self, self.shell_actions, settings, self.tasks, self.opener, self.notices, self.review)
        self.exports = ExportActions(shell, self.footer)
        self.review_actions = ReviewActions(shell, self.exports, self.page.welcome)
        self.mask_offer = MaskOffer(shell)
        self.corrections = CorrectionActions(shell, self.exports, self.models, self.queue)
        self.suggestions = FrameSuggestions(shell, self.queue)
        self.dialogs = ProgramDialogs(shell, self.models, self.speeds)
        self._lay_out()
        self.menus = Menus(self.menuBar(), self.shell_actions, self.review.actions_table, settings, self.opener)
        self.full_screen = FullScreen(
            self,
            self.shell_actions["fullscreen"],
            self.shell_actions["leave_fullscreen"],
            [self.menuBar(), self.tabs.bar],
        )
        self.help = HelpActions(self.shell_actions, settings, self.tabs.pages.currentWidget, self._tour_steps, self)
        self._save_timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self._save_settings)
        self._stop_exports = False
        self.threads_ended = True
        """Whether all threads ended in time when the window was closed."""
        self._model_pending = False
        self._connect_actions()
        self._connect_parts()
        self.queue.worker.start()
        if settings.load_problem:
            self.notices.show_notice(settings.load_problem, kind="warning", stays=True)
        place_window(self, settings.window_geometry)

    def _lay_out(self) -> None:
        self.setCentralWidget(container(vbox(stretched(self.tabs), self.footer, spacing=0, margins=0)))

    def _connect_actions(self) -> None:
        on = self.shell_actions.on
        on("open_file", self.opener.ask_for_file)
        on("open_folder", self.opener.ask_for_folder)
        on("open_demo", self.opener.open_demo)
        on("close_source", self.close_source)
        on("clear_recent", self._clear_recent)
        on("export", self.exports.export)
        on("snapshot", self.exports.snapshot)
        on("snapshot_bare", self.exports.snapshot_bare)
        on("copy_frame", self.exports.copy_frame)
        on("copy_frame_bare", self.exports.copy_frame_bare)
        on("privacy", self.exports.edit_privacy)
        on("quit", self.close)
        self.shell_actions.set_enabled((*_NEED_A_SOURCE, "model_card"), False)

    def _connect_parts(self) -> None:
        self.page.welcome.recent_chosen.connect(self.opener.open)
        self.review_actions.recording_requested.connect(self.opener.open)
        self.opener.ready.connect(self._show_source)
        self.opener.recordings_found.connect(self._queue_recordings)
        self.menus.track_chosen.connect(self._choose_track)
        self.review.source_opened.connect(self._on_source_opened)
        self.review.source_failed.connect(self._on_source_failed)
        self.review.notice.connect(self.notices.show_notice)
        self.review.marks.notice_outdated.connect(self.notices.withdraw)
        self.review.propagator.started.connect(self.footer.follow)
        self.exports.privacy_changed.connect(self._remember_source)
        self.exports.exports_ended.connect(self._use_pending_model)
        self.review.canvas.paths_dropped.connect(self.open)
        self.review.session.model_changed.connect(self._on_model_changed)
        self.models.chosen.connect(self._use_model)
        self.models.device_chosen.connect(self._use_model)
        self.models.refused.connect(self.notices.warn)
        self.speeds.finished.connect(self._offer_better_model)
        self.opener.ready.connect(self.speeds.postpone)
        self.review.player.playing_changed.connect(self.speeds.postpone)
        self.requests.review_requested.connect(self._review_pairs)
        self.tabs.pages.currentChanged.connect(self._on_page_changed)
        self.page.currentChanged.connect(self._on_page_changed)
        self._on_page_changed()
        self.full_screen.changed.connect(self._on_page_changed)
        self.requests.open_requested.connect(self.open)
        self.corrections.run_started.connect(self._show_run)
        self.requests.notice.connect(self.notices.show_notice)
        masks = self.review.masks.stills.masks
        masks.stored.connect(self.requests.picture_mask_stored)
        self.requests.picture_mask_stored.connect(masks.drop_changed)
        self.queue.notice.connect(self.notices.show_notice)
        self.settings.changed.any_field.connect(self._save_timer.start)
        self.settings.changed.theme.connect(self._apply_theme)

    def _on_page_changed(self) -> None:
        """Suspends the keys of a hidden source, and shows the picture alone in full screen."""
        visible = self.tabs.pages.currentWidget() is self.page and self.page.currentWidget() is self.review
        table = self.review.actions_table
        table.set_suspended((spec.name for spec in table.specs), not visible)
        self.shell_actions.set_suspended(_NEED_A_SOURCE, not visible)
        bare = visible and self.full_screen.is_full
        self.footer.setVisible(not bare)
        self.review.set_bare(bare)
        if not bare:
            self.footer.show_status(self.review.status_line)
            self.review.status_line.setVisible(visible)

    # -- Sources -------------------------------------------------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> None:
        """Opens a video, an image, a folder, or several images as one source; several recordings are queued."""
        if len(paths) > 1 and not all(map(has_image_suffix, paths)):
            self._queue_recordings(paths)
            return
        self.tabs.open("review")
        self.opener.open_all(paths)

    def _queue_recordings(self, paths: Sequence[Path]) -> None:
        self.tabs.open("recordings")
        self.queue.add(paths)

    def _review_pairs(self, pairs: PairList) -> None:
        self.review.truth.set_pairs(pairs.images, pairs.masks, pairs.readings)
        self.open(pairs.images)

    def close_source(self) -> None:
        """Closes the source and shows the welcome page."""
        self.opener.cancel()
        self._leave_source()
        self.review.close_source()
        self.queue_link.update()
        self.opener.forget_current()
        self.setWindowTitle(_TITLE)
        self.page.show_welcome()

    def _show_source(self, opening: Opening) -> None:
        self._leave_source()
        self.page.show_review()
        start = opening.remembered.frame_index if self.settings.resume_position else 0
        self.review.open_path(opening.path, start, opening.remembered.video_track)
        self.queue_link.update()  # at once, so that the queue leaves it to the viewer
        self.review.privacy = opening.remembered.privacy

    def _on_source_opened(self, info: SourceInfo) -> None:
        self.opener.opened()
        assert self.opener.current is not None
        self.exports.apply_default_preset(self.opener.current, info)
        if self.opener.current.notice:
            self.notices.show_notice(self.opener.current.notice, kind="warning", stays=True)
        elif self.opener.current.series_note:
            self.notices.show_notice(self.opener.current.series_note)
        self.setWindowTitle(title(f"{source_name(self.opener.current.path)} - {_TITLE}"))
        self.shell_actions.set_enabled(_NEED_A_SOURCE, True)
        self.menus.show_tracks(info)
        self.menus.show_series(self.opener.current)

    def _on_source_failed(self, reason: str) -> None:
        if self.review.current_source is not None:
            self.notices.warn(reason)
            return
        self.opener.choose_video_track(None)  # its main track, the next time
        # No notice: the page shows the reason.
        self.setWindowTitle(_TITLE)
        self.shell_actions.set_enabled(("close_source",), True)

    def _leave_source(self) -> None:
        self._remember_source()
        self.exports.close_privacy()
        self.shell_actions.set_enabled(_NEED_A_SOURCE, False)
        self.menus.show_tracks(None)
        self.menus.show_series(None)

    def _choose_track(self, track: int) -> None:
        """Reopens the recording with another of its video tracks."""
        self._remember_source()
        self.opener.choose_video_track(track)
        if self.opener.current is not None:
            self._show_source(self.opener.current)

    def _remember_source(self) -> None:
        position = self.review.position_to_resume
        if self.review.current_source is not None and position is not None:
            self.opener.left(position, self.review.privacy)

    def _clear_recent(self) -> None:
        self.settings.recent_files = ()

    # -- Model ---------------------------------------------------------------------------------------------------------

    def _on_model_changed(self) -> None:
        model = self.review.session.model
        self.picker.show_model(model)
        self.shell_actions.set_enabled(("model_card",), model is not None)

    def _frames_segmented(self) -> int:
        thread = self.review.session.segmenter_thread
        return thread.frames_done if thread is not None else 0

    def _offer_better_model(self) -> None:
        if (better := self.models.better_model) is not None:
            self.notices.show_notice(
                tr("{model} suits the speed of this computer better. It is used from the next start on.").format(
                    model=model_name(better)
                ),
                action=(tr("Use it now"), self.models.choose_automatically),
            )

    def _use_model(self) -> None:
        if self.exports.exporting:
            self.notices.show_notice(tr("The running export keeps its model. The new one is used when it ends."))
            self._model_pending = True
        elif self.models.model is not None:
            self.review.set_model(self.models.model, self.models.device)

    def _use_pending_model(self) -> None:
        if self._model_pending:
            self._model_pending = False
            self._use_model()

    def _show_run(self, folder: Path) -> None:
        self.tabs.open("training")
        self.requests.run_started.emit(folder)

    # -- Help ----------------------------------------------------------------------------------------------------------

    def _tour_steps(self) -> Sequence[TourStep]:
        if self.review.current_source is None:
            self.opener.open_demo()
        self.tabs.open("review")
        return tour_steps(self.review, self.menuBar())

    def tell_of_update(self) -> None:
        """Offers to read what is new at the first start of another version."""
        if self.help.is_updated():
            text = tr("Polyp Viewer was updated to version {version}.").format(version=program_version())
            self.notices.show_notice(text, action=(tr("What is new"), lambda: self.help.open_manual(WHAT_IS_NEW)))

    # -- Settings ------------------------------------------------------------------------------------------------------

    def _apply_theme(self, theme: Theme) -> None:
        apply_theme(cast(QApplication, QApplication.instance()), theme)

    def _save_settings(self) -> None:
        try:
            self.settings.save()
        except SettingsError as error:
            _log.warning("%s", error)
            self.notices.warn(tr_error(error))

    # -- The window itself ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only keys that neither an action nor the widget with the focus has used arrive here.
        if event.key() != Qt.Key.Key_Escape or not self.notices.dismiss_newest():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_as_copy(event)
        self.open(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.exports.exporting and not self._stop_exports:
            event.ignore()
            self.exports.ask_to_stop_exports(self.close_without_asking)
            return
        self._leave_source()
        if not self.isFullScreen():
            self.settings.window_geometry = format_geometry(self)
        self._save_timer.stop()
        self._save_settings()
        deadline = Deadline()
        self.speeds.stop()
        self.queue_link.stop()
        self.queue.close(deadline)
        self.tasks.cancel_all()
        self.tabs.shutdown(deadline)
        deadline.note(self.tasks.shutdown(deadline.remaining_s))
        self.threads_ended = deadline.met
        event.accept()

    def close_without_asking(self) -> None:
        """Closes the window; a running export is stopped and its files are removed."""
        self._stop_exports = True
        self.close()
