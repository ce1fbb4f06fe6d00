"""MaskOffer: offers corrected masks of another version of the recording, for example before it was trimmed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.services.tasks import TaskHandle
from app.shell.shell_context import ShellContext
from app.translation import tr, tr_value
from polyp_core.errors import SourceError
from polyp_core.frames.frame import FrameSource
from polyp_core.review.other_version import OtherVersion, find_other_version, take_over_masks
from polyp_core.review.records import Recording


class MaskOffer(QObject):
    """Looks for them when a review without masks opens."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context.window)
        self._context, self._controller = context, context.review.decisions
        self._searched: Path | None = None
        self._offered = ""
        """The text of the latest notice."""
        self._controller.changed.connect(self._on_changed)
        self._controller.closing.connect(self._withdraw)

    @Slot()
    def _on_changed(self) -> None:
        controller, open_frames = self._controller, self._context.review.session.open_frames
        path, recording = controller.path, controller.recording
        if not controller.is_open or path is None or recording is None:
            self._searched = None
        elif path != self._searched:
            self._searched = path
            has_masks = any(review.masks.layers for review in controller.reviews.values())
            if controller.can_change and not has_masks and open_frames is not None:
                task = self._context.tasks.run(_find, "Look for corrected masks", recording, open_frames)
                task.completed.connect(partial(self._offer, path))

    def _offer(self, path: Path, other: OtherVersion | None) -> None:
        if other is not None and path == self._controller.path:
            text = tr("Another version of this recording has corrected masks: {label}. The pictures are the same.")
            self._offered = text.format(label=tr_value(other.label))
            self._context.notices.show_notice(
                self._offered,
                action=(tr("Take them over"), partial(self._take_over, other)),
                stays=True,
            )

    @Slot()
    def _withdraw(self) -> None:
        """Removes the notice, whose masks belong to the recording that is closed."""
        self._context.notices.withdraw(self._offered)

    def _take_over(self, other: OtherVersion) -> None:
        self._controller.use_file(partial(take_over_masks, other=other), lambda _: self._controller.reload())


def _find(handle: TaskHandle, recording: Recording, open_frames: Callable[[], FrameSource]) -> OtherVersion | None:
    try:
        return find_other_version(recording, open_frames)
    except (OSError, SourceError):  # opening the recording reports it
        return None
