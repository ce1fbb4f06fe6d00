"""ReviewWorkspace: the canvas, the controls and the session, connected; contains no logic of its own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import REVIEW_ACTIONS, ActionTable
from app.canvas.canvas import Canvas
from app.playback.player import Player
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.source_history import source_name
from app.translation import mark, tr
from app.workspaces.review.bare_view import BareView
from app.workspaces.review.comparison.comparison_dialog import connect_comparison
from app.workspaces.review.comparison.findings_comparison import FindingsComparison
from app.workspaces.review.connect_actions import (
    LONGEST_GAP_S,
    NEED_A_SOURCE,
    connect_canvas,
    connect_decisions,
    connect_findings,
    connect_player,
    connect_time_line,
)
from app.workspaces.review.findings_panel.findings_panel import FindingsPanel
from app.workspaces.review.findings_panel.list_rows import FindingRow, finding_rows
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.frame_display import FrameDisplay
from app.workspaces.review.go_to import ask_where_to_go
from app.workspaces.review.ground_truth_layer import GroundTruthLayer
from app.workspaces.review.labelling.propagator import Propagator
from app.workspaces.review.labelling.watching import Watching
from app.workspaces.review.marks.examination_panel import ExaminationPanel
from app.workspaces.review.marks.mark_actions import MarkActions
from app.workspaces.review.mask_editor.mask_editor import MaskEditor
from app.workspaces.review.mask_editor.reader_masks import ReaderMasks
from app.workspaces.review.mask_editor.still_masks import StillMasks
from app.workspaces.review.mask_editor.still_regions import StillRegions
from app.workspaces.review.overlay_controls import OverlayControls
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.playback_display import PlaybackDisplay
from app.workspaces.review.policy_panel import PolicyPanel
from app.workspaces.review.review_session import ReviewSession
from app.workspaces.review.scrubbing import Scrubbing
from app.workspaces.review.side_panel import SidePanel
from app.workspaces.review.source_announcements import SourceAnnouncements
from app.workspaces.review.status_line import StatusLine
from app.workspaces.review.status_updates import StatusUpdates
from app.workspaces.review.time_line import TimeLine
from app.workspaces.review.transport import Transport
from app.workspaces.review.zoom_bar import ZoomBar
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.export.privacy import Privacy
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.frames.frame import Deinterlace, SourceInfo
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.masks.regions import Mask
from polyp_core.model.model_file import ModelFile

_NEXT_STEPS = mark("Press Ctrl+O to open something else, or Ctrl+W for the start page.")


class ReviewWorkspace(QWidget):
    """Plays a source with the predicted masks over it.

    The main window opens and closes sources, sets the model, and reads the state for exports and snapshots.
    """

    source_opened = Signal(object)
    """SourceInfo."""
    source_failed = Signal(str)
    """Why the source cannot be opened, or can no longer be read."""
    notice = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.actions_table = ActionTable(self, REVIEW_ACTIONS)
        self.player = Player(self)
        self.canvas = Canvas()
        self.zoom_bar = ZoomBar(self.canvas, self.actions_table)
        self.panel = OverlayPanel(settings, self.actions_table)
        self.policy_panel = PolicyPanel(settings)
        self.panel.add_section(self.policy_panel)
        self.session = ReviewSession(self.player, settings, self)
        self.decisions = ReviewController(self.session, self.player, settings, self)
        self.findings_panel = FindingsPanel(self.decisions, self.session, settings, self.actions_table)
        self.marks = MarkActions(self.actions_table, self.decisions, self.player, self)
        self.examination = ExaminationPanel(self.decisions, self.marks, self.actions_table)
        self.side_panel = SidePanel(self.findings_panel, self.examination, self.panel)
        self.findings_panel.edit_requested.connect(lambda: self.side_panel.setCurrentWidget(self.findings_panel))
        self.controls = QWidget()
        """The rows below the image."""
        self.time_line = TimeLine(self.player.time_s, self.player.index_at)
        self.transport = Transport(self.actions_table)
        self.status_line = StatusLine()
        """Below the transport, unless the main window shows it in its footer."""
        self.truth = GroundTruthLayer(self)
        stills = StillMasks(self.session, self.player, self.decisions, settings, self)
        self._still_regions = StillRegions(stills, self.session, self.decisions, self)
        self.masks = ReaderMasks(self.decisions, stills, self)
        self.comparison = FindingsComparison(self.session, self.player, self.decisions, settings, self)
        self.announcements = SourceAnnouncements(self.player, settings, self)
        self.announcements.opened.connect(self.source_opened)
        self.announcements.notice.connect(self.notice)
        self._privacy = Privacy()
        self._frames = FrameDisplay(
            self.canvas, self.player, self.truth, self.masks, self.comparison.second, self.decisions
        )
        self._playback = PlaybackDisplay(self.player, self.time_line, self.transport, self.actions_table, settings)
        self.mask_editor = MaskEditor(
            self.canvas,
            self.player,
            self.session,
            self.decisions,
            self.masks,
            self.panel,
            settings,
            self.actions_table,
            self,
        )
        self.propagator = Propagator(self.session, self.player, self.decisions, self.actions_table, self)
        self.watching = Watching(
            self.session, self.player, self.decisions, self.canvas, settings, self.actions_table, self
        )
        self._lay_out()
        self._overlay = OverlayControls(
            settings,
            self.actions_table,
            self.canvas,
            self.panel,
            self.side_panel,
            self.status_line,
            self._bare_view,
        )
        self._scrubbing = Scrubbing(
            self.time_line,
            self.player,
            self.session,
            self._finding_rows,
            lambda: self.findings_panel.list.current_row,
            lambda: self.decisions.listing.curve,
            self,
        )
        self._connect_player()
        self._connect_session()
        self._status = StatusUpdates(
            self.status_line,
            self.player,
            self.session,
            self.panel,
            self._finding_rows,
            lambda: self.findings_panel.list.current_row,
            self.masks.at,
        )
        self.findings_panel.list.current_row_changed.connect(self._status.show_frame)
        self._overlay.style_changed.connect(self._status.show_frame)
        self._frames.mask_changed.connect(self._status.show_frame)
        connect_decisions(self.actions_table, self.findings_panel, self.decisions, self.session, self.player, settings)
        self.player.set_pace(settings.mode)
        self.player.set_speed(settings.speed)
        self._show_empty()
        self.actions_table.set_enabled(NEED_A_SOURCE, False)

    # -- For the main window -------------------------------------------------------------------------------------------

    @property
    def current_source(self) -> SourceInfo | None:
        return self.player.info

    def current_frame(self) -> AnalysedFrame | None:
        """The frame on screen, with its prediction and the reader's mask if there are any."""
        return self._frames.current_frame()

    def current_truth(self) -> Mask | None:
        """The ground truth of the frame on screen, if its outline is shown."""
        return self.canvas.truth

    @property
    def position(self) -> int:
        """The frame at the playhead."""
        return self.player.position

    @property
    def position_to_resume(self) -> int | None:
        """The frame at which to reopen this source: the one on screen, or the awaited one. None before any."""
        awaited, shown = self.player.awaited, self.player.shown
        if awaited is not None and awaited.frame is not None:
            return awaited.frame
        return shown.frame.index if shown is not None else None

    @property
    def overlay_style(self) -> OverlayStyle:
        return self.panel.style_now

    @property
    def loop_range(self) -> tuple[int, int] | None:
        """First and last frame of the range that is repeated, both included."""
        return self.player.loop.range

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the frames analysed so far."""
        return self.session.curve.findings

    @property
    def analysed_whole(self) -> bool:
        """True if all frames of the source have been analysed."""
        info, curve = self.player.info, self.session.curve
        is_indexed = info is not None and not info.indexing and info.frame_count == len(curve.analysed)
        return is_indexed and curve.settled and bool(curve.analysed.all())

    @property
    def segmenter_thread(self) -> SegmenterThread | None:
        return self.session.segmenter_thread

    @property
    def map_store(self) -> ProbabilityMapCache | None:
        return self.session.store

    @property
    def deinterlace(self) -> Deinterlace:
        """How the open source is deinterlaced, so that exports have the same frames."""
        return self.session.deinterlace

    @property
    def privacy(self) -> Privacy:
        return self._privacy

    @privacy.setter
    def privacy(self, privacy: Privacy) -> None:
        self._privacy = privacy
        self.canvas.set_privacy(privacy)

    def open_path(self, path: Path | Sequence[Path], start: int = 0, video_track: int | None = None) -> None:
        """Opens a source at frame `start`; `source_opened` or `source_failed` follows."""
        self.mask_editor.set_active(False)
        self.truth.enter(path)
        self.canvas.set_truth(0, None)
        self.session.open(path, start, video_track)
        name = source_name(path if isinstance(path, Path) else tuple(path))
        self.canvas.show_message(tr("Opening {name}…").format(name=name), symbol="timer-sand")

    def close_source(self) -> None:
        """Closes the source."""
        self.mask_editor.set_active(False)
        self.session.close_source()
        self._show_empty()

    def set_bare(self, bare: bool) -> None:
        """Shows the image alone; the controls appear when the pointer moves or on Tab."""
        if bare == self._bare_view.active:
            return
        self._bare_view.set_active(bare)
        self._overlay.show_panel()
        if bare:
            self._rows.addWidget(self.status_line)  # from the footer, which is hidden
            self.status_line.show()

    def set_model(self, model: ModelFile | Path, device: str) -> None:
        """Loads another model and uses it once it is ready."""
        self.session.set_model(model, device)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self.mask_editor.set_active(False)
        super().hideEvent(event)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Closes everything and waits until all threads have ended, or `deadline` has passed."""
        deadline = deadline or Deadline()
        self.mask_editor.set_active(False)
        self._status.stop()
        self._frames.stop()
        self.truth.close(deadline)
        self.comparison.shutdown(deadline)
        self.propagator.shutdown(deadline)
        self.watching.shutdown(deadline)
        self.decisions.shutdown(deadline)
        self._still_regions.shutdown(deadline)
        self.masks.stills.masks.shutdown(deadline)
        self.findings_panel.shutdown(deadline)
        self.session.shutdown(deadline)

    # -- Wiring --------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.mask_editor.tools.bar)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.side_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.controls)
        self._rows = QVBoxLayout(self.controls)
        self._rows.setContentsMargins(0, 2, 0, 0)
        self._rows.setSpacing(0)
        for widget in (self.time_line, self.transport, self.status_line):
            self._rows.addWidget(widget)
        self._bare_view = BareView(self, column, self.canvas, self.zoom_bar, self.controls)

    def _connect_player(self) -> None:
        player, table = self.player, self.actions_table
        player.info_changed.connect(self._on_info)
        connect_player(table, player, self._settings)
        connect_canvas(table, self.canvas)
        connect_time_line(table, self.time_line, self.decisions)
        connect_findings(
            table,
            player,
            lambda: self.decisions.listing.curve,
            self.decisions.extents,
            self.notice.emit,
            to_best_frame=lambda: self._settings.finding_target == "best",
        )
        table.on("go_to", lambda: ask_where_to_go(player, self))
        self.truth.failed.connect(self.notice)
        self.propagator.drift_changed.connect(self.time_line.set_drift)
        self.decisions.changed.connect(lambda: self.time_line.set_masks(self.decisions.masks))
        connect_comparison(table, self.comparison, player, self.canvas, self.time_line, self.notice.emit, self)
        self._settings.changed.frame_cache_mb.connect(self.session.set_cap)
        self._settings.changed.analyse_whole_clip.connect(self.session.update_analysis)

    def _connect_session(self) -> None:
        session = self.session
        session.source_failed.connect(self._on_source_failed)
        session.notice.connect(self.notice)
        self.decisions.notice.connect(self.notice)
        self.examination.frame_chosen.connect(self.player.seek)
        session.curve_changed.connect(self._on_curve)
        self.decisions.changed.connect(self._show_areas)
        session.model_hidden_changed.connect(self._overlay.set_model_hidden)
        session.model_changed.connect(self._on_model_changed)

    def _finding_rows(self) -> list[FindingRow]:
        return finding_rows(self.decisions.listed)

    # -- Source and frames ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_info(self, info: SourceInfo | None) -> None:
        self.actions_table.set_enabled(NEED_A_SOURCE, info is not None)
        known_share = info.index_fraction if info is not None and info.indexing else 1.0
        has_times = info is None or info.is_recording
        self.time_line.set_frame_count(info.frame_count if info is not None else 0, known_share, has_times=has_times)
        self._playback.show_position(self.player.counter)
        self.announcements.update(info)
        self._status.refresh()

    @Slot(str)
    def _on_source_failed(self, reason: str) -> None:
        if self.player.info is None or self.player.shown is None:
            self.canvas.show_message(
                tr("This could not be opened"), f"{reason}\n\n{tr(_NEXT_STEPS)}", "alert-circle-outline"
            )
        self.source_failed.emit(reason)

    def _show_empty(self) -> None:
        self.canvas.show_message(
            tr("No recording open"),
            tr("Drop a video, an image or a folder of frames here, or press Ctrl+O to choose one."),
        )

    # -- Model and settings --------------------------------------------------------------------------------------------

    @Slot()
    def _on_model_changed(self) -> None:
        segmenter = self.session.segmenter
        card = segmenter.model.card if segmenter is not None else None
        self._overlay.set_card(card)
        self.policy_panel.set_model_presence_level((card.presence_level if card is not None else None) or 0.0)
        self._status.refresh()

    @Slot()
    def _show_areas(self) -> None:
        self.time_line.set_curve(self.decisions.listing.curve)

    @Slot(object)
    def _on_curve(self, curve: Curve) -> None:
        self._show_areas()
        if (info := self.player.info) is None or self.session.model_hidden:
            self.policy_panel.show_curve(None if info else curve, 0.0)
            return
        covered = curve.covered_share(max(1, round(LONGEST_GAP_S * info.rate_fps)))
        self.policy_panel.show_curve(curve, covered * info.duration_s)
