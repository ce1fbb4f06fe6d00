"""IndexFollower: follows an index that is being built, until a target of a seek has been reached."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.playback.playback_range import Destination, PlaybackRange

_POLL_MS = 150
_FIRST_FRAME_DELAY_MS = 1_000  # most indexes are complete by then, and no other frame is shown before


class IndexFollower(QObject):
    """Keeps the target of a seek that is not indexed yet.

    Emits `polled` while the index grows, and `delayed` if the frame at which the source opens is not indexed within a
    second.
    """

    awaited_changed = Signal(object)
    """The Destination, or None."""
    polled = Signal()
    delayed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.awaited: Destination | None = None
        self.plays_on_arrival = False
        """Whether playback starts once the target is reached."""
        self._delay = QTimer(self, singleShot=True, interval=_FIRST_FRAME_DELAY_MS)
        self._delay.timeout.connect(self.delayed)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self.polled)

    def wait_for(self, destination: Destination | None) -> None:
        """Replaces the target; None for none."""
        self.plays_on_arrival = False
        if destination != self.awaited:
            self.awaited = destination
            self.awaited_changed.emit(destination)

    def stop(self) -> None:
        """Forgets the source."""
        self._poll.stop()
        self._delay.stop()
        self.wait_for(None)

    def reached(self, playback: PlaybackRange, position: int) -> int | None:
        """Follows the index of `playback`; returns the frame of the target once it is indexed.

        `position` is the playhead; it becomes the target where it is not indexed yet.
        """
        if not playback.info.indexing:
            self._poll.stop()
        elif not self._poll.isActive():
            self._poll.start()
        if self.awaited is None and position > playback.last_frame:
            self.wait_for(Destination(frame=position))
            self._delay.start()
        return playback.reached(self.awaited) if self.awaited is not None else None
