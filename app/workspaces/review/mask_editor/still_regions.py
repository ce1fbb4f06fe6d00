"""StillRegions: reads what the masks of unrelated pictures show, for the list of findings and the time line."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from app.services.deadline import Deadline
from app.services.tasks import Task, Tasks
from app.translation import tr_error
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.mask_editor.still_masks import StillMasks
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.recording_predictions import OpenedSource
from polyp_core.errors import PolypViewerError
from polyp_core.review.corrected_pictures import CorrectedPicture, CorrectedPictures, read_corrected_pictures
from polyp_core.review.picture_review import PictureFileMasks


class StillRegions(QObject):
    """Keeps the controller's corrected pictures up to date: all are read once in the background, then each change."""

    def __init__(
        self, stills: StillMasks, session: ReviewSession, controller: ReviewController, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stills, self._session, self._controller = stills, session, controller
        self._of: tuple[OpenedSource, str] | None = None
        """The source and the reader whose masks are known."""
        self._read: dict[int, CorrectedPicture] = {}
        self._changed: dict[int, CorrectedPicture | None] = {}
        """What was changed since the pictures were opened; None without a mask."""
        self._tasks = Tasks(self)
        self._task: Task | None = None
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._read_all)
        controller.changed.connect(self._follow)
        stills.masks.applied.connect(self._on_applied)
        stills.masks.lost.connect(lambda _: self._again.start())

    def shutdown(self, deadline: Deadline) -> None:
        """Stops reading."""
        self._again.stop()
        deadline.note(self._tasks.shutdown(deadline.remaining_s))

    @Slot()
    def _follow(self) -> None:
        """Begins anew if other pictures are open, or another reader works."""
        source = self._session.source if self._stills.is_used else None
        of = (source, self._controller.reader) if source is not None else None
        if of != self._of:
            self._of = of
            self._read_all()

    @Slot()
    def _read_all(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._read, self._changed, of = {}, {}, self._of
        self._show()
        if of is None:
            return
        masks = PictureFileMasks(of[0].path, of[1])
        self._task = task = self._tasks.run(
            lambda handle: read_corrected_pictures(masks, handle.raise_if_cancelled), "Read the corrected pictures"
        )
        task.completed.connect(lambda read: self._on_read(task, read))
        task.failed.connect(self._on_failed)

    def _on_read(self, task: Task, read: dict[int, CorrectedPicture]) -> None:
        if task is self._task:
            self._read = read
            self._show()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self._controller.notice.emit(tr_error(error))

    @Slot(Path)
    def _on_applied(self, picture: Path) -> None:
        known, frame = self._stills.masks.known(picture), self._stills.frame_of(picture)
        if known is not None and frame is not None:
            self._changed[frame] = CorrectedPicture.of(known.stored) if known.stored is not None else None
            self._show()

    def _show(self) -> None:
        current = {**self._read, **self._changed}
        pictures = CorrectedPictures({frame: each for frame, each in current.items() if each is not None})
        if pictures != self._controller.listing.pictures:
            self._controller.set_pictures(pictures)
