"""Watching: while the recording plays, a held key says that a polyp is visible, and the pointer where."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QCursor

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.playback.player import Player
from app.services.deadline import Deadline
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import tr
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.frame_times import format_time
from app.workspaces.review.held_key import HeldKey
from app.workspaces.review.labelling.watch_bar import WatchBar
from app.workspaces.review.labelling.watch_task import PointedMasks, point_masks
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.labelling.pointing import PointerSample, meant_samples
from polyp_core.review.changes import add_by_hand, add_pointed_masks, set_lesion
from polyp_core.review.masks import FrameMask
from polyp_core.review.records import Decision, Extent, Recording, new_id

_LONGEST_STEP_S = 1.0  # between two frames on screen; a longer one is a jump, which ends the interval


class Watching(QObject):
    """Stores each interval as a confirmed finding, with masks where the model sees what the reader pointed at."""

    _masks_made = Signal(object, object)

    def __init__(
        self,
        session: ReviewSession,
        player: Player,
        controller: ReviewController,
        canvas: Canvas,
        settings: Settings,
        actions: ActionTable,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._player, self._controller = session, player, controller
        self._canvas, self._settings = canvas, settings
        self.bar = WatchBar(canvas)
        self._tasks = Tasks(self)
        self._held = HeldKey(self, Qt.Key.Key_Q)
        self._samples: list[PointerSample] = []
        self._asked_about = ""  # id of the decision
        actions.on("polyp_visible", self._begin)
        self._held.changed.connect(lambda held: None if held else self._finish())
        self.bar.lesion_chosen.connect(self._set_lesion)
        self._masks_made.connect(self._on_masks, Qt.ConnectionType.QueuedConnection)
        player.frame_changed.connect(self._on_frame)
        controller.closing.connect(self._on_closing)

    def shutdown(self, deadline: Deadline) -> None:
        deadline.note(self._tasks.shutdown(deadline.remaining_s))

    @Slot()
    def _begin(self) -> None:
        controller = self._controller
        if self._held.is_held:
            self._held.begin()  # a repetition
        elif not controller.can_change or controller.review.is_complete:
            complete = tr("The review is complete. Reopen it to record what you see.")
            closed = tr("What you see is recorded in recordings whose review is open.")
            controller.notice.emit(controller.problem or (complete if controller.is_open else closed))
        elif not self._player.playing:
            controller.notice.emit(
                tr("Play the recording, and hold Q while a polyp is visible, with the pointer on it.")
            )
        else:
            self._samples = []
            self._held.begin()
            self.bar.show_recording()
            if self._player.shown is not None:
                self._on_frame(self._player.shown)

    @Slot(object)
    def _on_frame(self, analysed: AnalysedFrame) -> None:
        if not self._held.is_held:
            return
        index = analysed.frame.index
        if self._samples:
            before = self._player.time_s(self._samples[-1].frame_index)
            step_s = self._player.time_s(index) - before
            if not 0 <= (-step_s if self._player.backwards else step_s) <= _LONGEST_STEP_S:
                self._held.end()
                return
        self._samples.append(PointerSample(index, self._pointer()))

    def _pointer(self) -> tuple[float, float] | None:
        """Returns the pointer's place as fractions of the picture; None if it is elsewhere."""
        view = self._canvas.view
        if view is None:
            return None
        position = QPointF(self._canvas.mapFromGlobal(QCursor.pos()))
        x, y = view.to_picture((position.x(), position.y()))
        width, height = view.picture_px
        is_inside = self._canvas.rect().contains(position.toPoint()) and 0 <= x < width and 0 <= y < height
        return (x / width, y / height) if is_inside else None

    def _finish(self) -> None:
        """Stores the interval, and then makes masks in the background."""
        controller, samples = self._controller, self._samples
        self._samples = []
        self.bar.hide()
        if not samples or not controller.can_change:
            return
        delay_s = self._settings.reaction_time_s * self._player.speed * (-1 if self._player.backwards else 1)
        points = meant_samples(samples, controller.times_s, delay_s)
        known = set(controller.review.records)
        if not controller.change(lambda review: add_by_hand(review, min(points), max(points), controller.times_s)):
            return
        [decision] = [each for each in controller.review.decisions if each.id not in known]
        self._ask(decision)
        self._make_masks(decision, points)

    def _make_masks(self, decision: Decision, points: dict[int, tuple[float, float] | None]) -> None:
        recording, store, review = self._controller.recording, self._session.store, self._controller.review
        if recording is None or store is None or self._session.model_hidden:
            return
        layer, size = new_id(), (recording.height_px, recording.width_px)
        free = {frame: point for frame, point in points.items() if point is not None and not review.masks.layer(frame)}

        def work(handle: TaskHandle) -> PointedMasks:
            made = (recording, layer)
            return point_masks(handle, free, store, size, lambda masks: self._masks_made.emit(made, masks))

        task = self._tasks.run(work, "Masks of what was pointed at")
        task.completed.connect(lambda made: self._store_masks(recording, decision.id, layer, made))

    @Slot(object, object)
    def _on_masks(self, made: tuple[Recording, str], masks: list[FrameMask]) -> None:
        if made[0] == self._controller.recording:
            self._controller.add_masks(made[1], masks)

    def _store_masks(self, recording: Recording, decision_id: str, layer: str, made: PointedMasks) -> None:
        controller = self._controller
        decision = controller.review.records.get(decision_id)  # the reader may have changed it, or undone it
        if controller.recording != recording or not isinstance(decision, Decision):
            return
        made = made.without(controller.review.masks)  # the reader may have drawn masks meanwhile
        if not made.regions:
            return
        best_frame = made.best_frame
        _, box = made.regions[best_frame]
        controller.change(
            lambda review: add_pointed_masks(
                review,
                decision,
                made.regions,
                controller.times_s,
                layer=layer,
                origin=controller.listing.origin(),
                best_frame=best_frame,
                box=box,
            )
        )

    def _ask(self, decision: Decision) -> None:
        self._asked_about = decision.id
        if self._held.is_held:
            return  # the next one is being recorded
        confirmed = (each for each in self._controller.review.decisions if each.state == "confirmed")
        labels = {
            each.lesion_id: tr("Same as at {times}").format(times=format_extent(each.extent))
            for each in confirmed
            if each.id != decision.id
        }
        self.bar.ask(
            tr("Polyp at {times}").format(times=format_extent(decision.extent)), list(reversed(labels.items()))
        )

    @Slot(object)
    def _set_lesion(self, lesion: str | None) -> None:
        found = self._controller.review.records.get(self._asked_about)
        if isinstance(found, Decision):
            self._controller.change(lambda review: set_lesion(review, found, lesion))

    @Slot()
    def _on_closing(self) -> None:
        self._held.end()  # stores what was recorded until now
        self._asked_about = ""
        self.bar.hide()


def format_extent(extent: Extent) -> str:
    """Formats the times of an extent, such as "0:12.4 to 0:15.0"."""
    return tr("{start} to {end}").format(start=format_time(extent.start_s), end=format_time(extent.end_s))
