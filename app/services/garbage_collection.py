"""Collects reference cycles in the GUI thread only.

Python collects in whichever thread allocates, and PySide destroys the Qt objects of a cycle in that thread: destroying
one outside the GUI thread, which may be delivering an event to it, crashes the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL_MS = 1000


class GuiThreadCollection(QObject):
    """Replaces Python's automatic garbage collection until `stop`; to be created in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collects the oldest generation that is due by Python's thresholds."""
        due = [count > threshold > 0 for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))

    def stop(self) -> None:
        """Leaves the garbage collection to Python again."""
        self._timer.stop()
        gc.enable()
