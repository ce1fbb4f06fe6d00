"""FrameDisplay: shows the player's frames on the canvas, with the reader's, the expert's and a second model's masks."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.canvas.canvas import Canvas
from app.playback.player import Player
from app.workspaces.review.comparison.compared_model import ComparedModel
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.ground_truth_layer import GroundTruthLayer
from app.workspaces.review.mask_editor.reader_masks import ReaderMasks
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.masks.regions import Mask

_DIMMED_AFTER_MS = 150  # shorter fetches would only flicker


class FrameDisplay(QObject):
    """Dims the picture while the frame at the playhead is being fetched."""

    mask_changed = Signal()
    """The reader's mask of the frame on screen is another one."""

    def __init__(
        self,
        canvas: Canvas,
        player: Player,
        truth: GroundTruthLayer,
        masks: ReaderMasks,
        second: ComparedModel,
        controller: ReviewController,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._player, self._truth, self._masks, self._second = canvas, player, truth, masks, second
        self._dim_timer = QTimer(self, singleShot=True, interval=_DIMMED_AFTER_MS)
        self._dim_timer.timeout.connect(lambda: canvas.set_dimmed(player.pending))
        player.frame_changed.connect(self._show_frame)
        player.pending_changed.connect(self._on_pending)
        truth.arrived.connect(self._on_truth)
        masks.arrived.connect(self._show_mask)
        controller.changed.connect(self._show_mask)

    def current_frame(self) -> AnalysedFrame | None:
        """The frame on screen, with its prediction and the reader's mask if there are any."""
        shown = self._player.shown
        return self._masks.on_frame(shown) if shown is not None else None

    def stop(self) -> None:
        self._dim_timer.stop()

    @Slot(object)
    def _show_frame(self, analysed: AnalysedFrame) -> None:
        if self._truth.active:
            self._canvas.set_truth(analysed.frame.index, self._truth.at(analysed.frame.index))
        self._canvas.show_analysed(self._masks.on_frame(analysed))
        self._second.show_frame(analysed.frame.index)

    @Slot(bool)
    def _on_pending(self, pending: bool) -> None:
        if pending:
            self._dim_timer.start()
        else:
            self._dim_timer.stop()
            self._canvas.set_dimmed(False)

    @Slot(int, object)
    def _on_truth(self, index: int, mask: Mask | None) -> None:
        shown = self._canvas.analysed
        if shown is not None and shown.frame.index == index:
            self._canvas.set_truth(index, mask)

    @Slot()
    def _show_mask(self) -> None:
        current, shown = self.current_frame(), self._canvas.analysed
        if current is not None and shown is not None and current.stored_mask is not shown.stored_mask:
            self._canvas.show_analysed(current)
            self.mask_changed.emit()
