"""Propagator: carries corrected masks to other frames in the background, and stores them as one step of undo."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.actions import ActionTable
from app.playback.player import Player
from app.services.deadline import Deadline
from app.services.tasks import Task, Tasks
from app.translation import format_count, mark, tr, tr_n
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.labelling.propagate_task import PropagationInput, PropagationResult, propagate
from app.workspaces.review.review_session import ReviewSession
from polyp_core.errors import PolypViewerError
from polyp_core.labelling.propagation import Stop, StopReason
from polyp_core.labelling.propagation_plan import Direction, PropagationPlan, plan_propagation
from polyp_core.review.masks import FrameMask, ReviewMasks
from polyp_core.review.records import MaskSource, new_id
from polyp_core.review.review_file import ReviewFile

_ACTIONS = {
    "propagate": Direction.BOTH,
    "propagate_forward": Direction.FORWARD,
    "propagate_back": Direction.BACK,
}
_NOTHING_TO_START_FROM = {
    Direction.BOTH: mark("Correct the mask of a frame first (W): it is propagated from there."),
    Direction.FORWARD: mark("There is no corrected mask at this frame or before it. Press W to correct one."),
    Direction.BACK: mark("There is no corrected mask at this frame or after it. Press W to correct one."),
}
_STOP_REASONS = {
    StopReason.DRIFT: mark("the mask drifts: forward and backward optical flow disagree there"),
    StopReason.CUT: mark("the scene changes there"),
    StopReason.DAMAGED: mark("the frame is damaged"),
    StopReason.LEFT_PICTURE: mark("the mask leaves the picture there"),
}


class Propagator(QObject):
    """One propagation at a time. The file gets masks while it runs; they count once it has ended."""

    started = Signal(object)
    """Task."""
    drift_changed = Signal(object)
    """The drift of each frame of the recording that the latest propagation gave a mask, NaN for others: float (n,)."""

    _masks_made = Signal(object, object)

    def __init__(
        self,
        session: ReviewSession,
        player: Player,
        controller: ReviewController,
        actions: ActionTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._player, self._controller = session, player, controller
        self._tasks = Tasks(self)
        self._task: Task | None = None
        self._layer = ""  # of the masks that are being made
        self._reader = ""  # who began the latest propagation
        for name, direction in _ACTIONS.items():
            actions.on(name, lambda _=False, direction=direction: self.propagate(direction))
        self._masks_made.connect(self._on_masks, Qt.ConnectionType.QueuedConnection)
        controller.closing.connect(self._abandon)
        controller.changed.connect(self._on_changed)
        session.model_changed.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        return bool(self._layer)

    def propagate(self, direction: Direction) -> None:
        """Begins to propagate from the corrected frames around the playhead; a notice says why it cannot."""
        controller, info = self._controller, self._player.info
        if info is None:
            return
        if not controller.can_change:
            controller.notice.emit(controller.problem or tr("Masks are propagated in recordings whose review is open."))
            return
        if self.is_running:
            controller.notice.emit(tr("Masks are being propagated already. Stop it in the bar below, or wait."))
            return
        loop = self._player.loop.range
        chosen = range(loop[0], loop[1] + 1) if loop is not None else None
        masks = controller.review.masks
        plan = plan_propagation(masks, self._player.position, direction, range(info.frame_count), chosen)
        if plan is None:
            controller.notice.emit(tr(_NOTHING_TO_START_FROM[direction]))
            return
        self._layer = layer = new_id()
        self._reader = reader = controller.reader

        def stored(file: ReviewFile) -> ReviewMasks:
            return ReviewMasks(file.path, file.recording, file.review(reader))

        controller.use_file(stored, lambda found: self._start(found, plan, layer))  # after all strokes are stored

    @Slot()
    def cancel(self) -> None:
        """Stops without storing anything."""
        if self._task is not None:
            self._task.cancel()

    def shutdown(self, deadline: Deadline) -> None:
        deadline.note(self._tasks.shutdown(deadline.remaining_s))

    def _start(self, masks: ReviewMasks, plan: PropagationPlan, layer: str) -> None:
        session = self._session
        if layer != self._layer or session.open_frames is None:
            return
        uses_map = not session.model_hidden
        work = PropagationInput(
            session.open_frames,
            masks,
            plan,
            session.segmenter_thread if uses_map else None,
            session.store if uses_map else None,
        )
        self._task = self._tasks.run(
            propagate, tr("Propagate masks"), work, lambda made: self._masks_made.emit(layer, made)
        )
        self._task.completed.connect(lambda result: self._on_completed(layer, result))
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(lambda: self._on_ended(layer))
        self.started.emit(self._task)

    @Slot(object, object)
    def _on_masks(self, layer: str, masks: Sequence[FrameMask]) -> None:
        if layer == self._layer:
            self._controller.add_masks(layer, masks)

    def _on_completed(self, layer: str, result: PropagationResult) -> None:
        if layer != self._layer:
            return
        masks = self._controller.review.masks  # the reader may have corrected frames meanwhile
        drift = {frame: value for frame, value in result.drift.items() if not masks.is_by_reader(frame)}
        if drift and not self._controller.put_masks(MaskSource.PROPAGATED, list(drift), layer=layer):
            return
        result = replace(result, drift=drift)
        self._show_drift(result)
        self._controller.notice.emit(format_result(result))
        if result.stops:
            self._player.seek(max(result.stops, key=lambda stop: stop.forward).frame_index)

    def _show_drift(self, result: PropagationResult) -> None:
        info = self._player.info
        drift = np.full(info.frame_count if info is not None else 0, np.nan)
        drift[list(result.drift)] = list(result.drift.values())
        self.drift_changed.emit(drift)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self._controller.notice.emit(f"{tr('Masks were not propagated.')} {error}")

    def _on_ended(self, layer: str) -> None:
        if layer == self._layer:
            self._layer, self._task = "", None

    @Slot()
    def _on_changed(self) -> None:
        """Abandons the propagation of another reader."""
        if self._reader and self._reader != self._controller.reader:
            if self.is_running:
                self._controller.notice.emit(tr("Masks were not propagated, because the reader was changed."))
            self._abandon()

    @Slot()
    def _abandon(self) -> None:
        self.cancel()
        self._layer, self._reader, self._task = "", "", None
        self.drift_changed.emit(np.zeros(0))


def format_result(result: PropagationResult) -> str:
    """Formats how many frames got masks, and why it went no further, as sentences."""
    count = len(result.drift)
    got = tr_n("{n} frame got a propagated mask.", "{n} frames got a propagated mask.", count)
    return " ".join([got if count else tr("No frame got a propagated mask."), *map(format_stop, result.stops)])


def format_stop(stop: Stop) -> str:
    """Returns a sentence that says where propagation stopped, and why."""
    forward = tr("Propagation forward stopped at frame {frame}: {reason}.")
    backward = tr("Propagation backward stopped at frame {frame}: {reason}.")
    text = forward if stop.forward else backward
    return text.format(frame=format_count(stop.frame_index), reason=tr(_STOP_REASONS[stop.reason]))
