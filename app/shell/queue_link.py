"""Connects the queue of recordings with the viewer: its model, and the recording that is open in it."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.services.queue_service import QueueService
from app.workspaces.review.review_workspace import ReviewWorkspace
from polyp_core.analysis.queue.worker import Viewed

_INTERVAL_MS = 500


class QueueLink(QObject):
    """Has the queue use the viewer's segmenter, wait for the viewer, and leave its recording to it."""

    def __init__(self, queue: QueueService, review: ReviewWorkspace, parent: QObject) -> None:
        super().__init__(parent)
        self._queue, self._review = queue, review
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.update)
        self._timer.start()
        review.session.model_changed.connect(self._on_model)
        review.player.playing_changed.connect(self.update)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _on_model(self) -> None:
        self._queue.worker.set_segmenter(self._review.session.segmenter_thread)

    @Slot()
    def update(self) -> None:
        """Says what is open; to be called when a source is opened or closed, so that it is not analysed twice."""
        session, player = self._review.session, self._review.player
        if session.source is None:
            self._queue.worker.set_viewed(None)
            return
        curve, predictions, info = session.curve, session.predictions, player.info
        is_complete = self._review.analysed_whole
        is_measured = predictions is not None and curve.settled
        is_opening = predictions is None or info is None or info.indexing
        has_failed = predictions is not None and predictions.has_failed
        is_analysed = session.analyses_recording and not session.analysis_paused
        self._queue.worker.set_viewed(
            Viewed(
                session.source.path,
                needs_processor=player.playing or is_opening or (is_analysed and not is_complete and not has_failed),
                info=info,
                share_analysed=curve.analysed_share if is_measured else 0.0,
                finding_count=len(curve.findings),
                policy=curve.policy,
                is_complete=is_complete,
            )
        )
