"""ReviewController: the review of the open recording, its changes with undo, and their way to the disk."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.mask_editing.change_command import ChangeCommand
from app.playback.player import Player
from app.services.deadline import Deadline
from app.services.ordered_worker import OrderedWorker
from app.services.settings import Settings
from app.translation import tr, tr_error, tr_value
from app.workspaces.review.findings_panel.finding_listing import FindingListing
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.recording_predictions import OpenedSource
from polyp_core.analysis.source_identity import SourcePath, content_key
from polyp_core.errors import PolypViewerError, ReviewError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.frame import SourceInfo
from polyp_core.review.changes import put_masks, reopen
from polyp_core.review.corrected_pictures import CorrectedPictures
from polyp_core.review.mask_index import MaskAreas, MaskIndex
from polyp_core.review.masks import FrameMask, ReviewMasks
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import Extent, MaskSource, Recording
from polyp_core.review.review import Change, Review
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path, set_aside
from polyp_core.review.review_reading import DamagedReviewError, ReviewProgress

_log = logging.getLogger(__name__)

_STORED_WITHIN_S = 5.0

T = TypeVar("T")

Situation = Literal["closed", "pictures", "indexing", "opening", "open", "damaged", "failed"]
"""Why there is no review yet, or "open"."""


class ReviewController(QObject):
    """Opens the review of the recording in the window, lists its findings, and stores each change at once.

    `review` is ahead of the disk by the changes that a background thread is still writing; one that cannot be written
    is reported and taken back.
    """

    changed = Signal()
    """`situation`, `reviews`, `listed` or what follows from them has changed."""
    notice = Signal(str)
    closing = Signal()
    """The review is about to be closed; changes can still be made."""
    file_closed = Signal()
    """A review file is closed, with all changes in it."""
    reopening_needed = Signal(object)
    """The argument of a call of `change` that came to nothing because the review is complete."""

    def __init__(self, session: ReviewSession, player: Player, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._player, self._settings = session, player, settings
        self._worker = OrderedWorker("review file", self)
        self._source: OpenedSource | None = None
        self._file: ReviewFile | None = None
        self.situation: Situation = "closed"
        self.problem = ""
        """A sentence that says why the review cannot be opened, or only be read; "" otherwise."""
        self.recording: Recording | None = None
        """What the review is about; None until its content is identified."""
        self._reviews: dict[str, Review] = {}
        self.listing = FindingListing(session, settings)
        self.undo_stack = QUndoStack(self)
        player.info_changed.connect(self._on_info)
        session.curve_changed.connect(self._on_curve)
        settings.changed.reader_name.connect(self._on_reader)

    # -- State ---------------------------------------------------------------------------------------------------------

    @property
    def reader(self) -> str:
        """The name under which changes are stored."""
        return self._settings.reader

    @property
    def review(self) -> Review:
        """The reader's review, empty while none is open."""
        return self._reviews.get(self.reader) or Review(self.reader)

    @property
    def reviews(self) -> Mapping[str, Review]:
        """The reviews of all readers in the file, in order of their first changes."""
        return MappingProxyType(self._reviews)

    @property
    def path(self) -> Path | None:
        """The review file, also if it cannot be opened; None until the recording is identified."""
        if self._file is not None:
            return self._file.path
        return review_path(self.recording) if self.recording is not None else None

    @property
    def is_open(self) -> bool:
        return self.situation == "open"

    @property
    def can_change(self) -> bool:
        """False while no review is open, or if it can only be read."""
        return self.is_open and not self.problem

    @property
    def times_s(self) -> NDArray[np.float64]:
        """The times of the recording's frames in seconds: (n,)."""
        return self._session.times_s

    @property
    def listed(self) -> tuple[ListedFinding, ...]:
        """The findings as the reader sees them, in order of time."""
        return self.listing.listed

    @property
    def masks(self) -> MaskIndex:
        """Which frames have masks of the reader."""
        return self.listing.pictures.masks if self.situation == "pictures" else self.review.masks

    @property
    def progress(self) -> ReviewProgress:
        """How many of the listed findings are decided."""
        return ReviewProgress(sum(each.state != "undecided" for each in self.listed), len(self.listed))

    def extents(self) -> list[Extent]:
        """Returns the extents of the listed findings, also if the signal of the latest ones is still on its way."""
        self._on_curve()
        return self.listing.extents()

    # -- Changes -------------------------------------------------------------------------------------------------------

    def change(self, make: Callable[[Review], Change]) -> bool:
        """Applies and stores what `make` returns for the reader's review, and returns whether it could be applied.

        A ReviewError is shown as a notice. If the review is complete, `reopening_needed` follows instead.
        """
        if not self.can_change:
            if self.problem:
                self.notice.emit(self.problem)
            return False
        if self.review.is_complete and make is not reopen:
            self.reopening_needed.emit(make)
            return False
        try:
            change = make(self.review)
            self.review.apply(change)  # an exception in a command would be lost
        except ReviewError as error:
            self.notice.emit(tr_error(error))
            return False
        if any(edit.before != edit.after for edit in change.edits):
            self.undo_stack.push(ChangeCommand(change, self._apply))
        return True

    def add_masks(self, layer: str, masks: Sequence[FrameMask]) -> None:
        """Stores the pixels of masks in the background, for a layer that `put_masks` makes count.

        May be called several times for a layer. `layer` is a new id (`records.new_id`).
        """
        if (file := self._file) is not None:
            self._worker.run(
                lambda: file.add_masks(layer, masks), on_error=lambda error: self._on_not_stored(file, error)
            )

    def put_masks(
        self, source: MaskSource, frames: Sequence[int], *, layer: str | None = None, lesion: str | None = None
    ) -> bool:
        """Makes masks the current ones of `frames`, as one step of undo; returns whether it could be applied.

        `layer` is the id under which `add_masks` stores the pixels. The masks are noted as started from the model in
        use.
        """
        origin = self.listing.origin()
        return self.change(
            lambda review: put_masks(
                review,
                source,
                frames,
                layer=layer,
                model=origin.model,
                model_sha256=origin.model_sha256,
                lesion=lesion,
            )
        )

    def set_mask_areas(self, areas: MaskAreas) -> None:
        """Shows these areas of the reader's masks in the list and on the time line."""
        self.listing.mask_areas = areas
        self._list()

    def set_pictures(self, pictures: CorrectedPictures) -> None:
        """Shows what the reader's masks of unrelated pictures show in the list and on the time line."""
        self.listing.pictures = pictures
        self._list()

    def stored_masks(self) -> ReviewMasks | None:
        """The reader's masks as they are now, for other threads; None without any. Waits until they are stored."""
        if self._file is None or not self.review.masks.layers:
            return None
        self._worker.join(_STORED_WITHIN_S)
        return ReviewMasks(self._file.path, self._file.recording, self.review)

    def use_file(self, work: Callable[[ReviewFile], T], on_result: Callable[[T], object]) -> bool:
        """Runs `work` on the review file after all changes are stored, for example to save a copy.

        Returns whether a review is open.
        `on_result` is called in the GUI thread; a PolypViewerError is shown as a notice.
        """
        if (file := self._file) is not None:
            self._worker.run(lambda: work(file), on_result, self._on_error)
        return file is not None

    def reload(self) -> None:
        """Reads all reviews from the file again, for example after an import. Undo begins anew."""
        if (file := self._file) is not None:
            self._worker.run(lambda: _reviews_in(file), lambda reviews: self._on_reloaded(file, reviews))

    def open_file(self, path: Path) -> None:
        """Opens another review file of this recording, such as a saved copy, instead of the one in use.

        If it is of another recording or cannot be opened, a notice says so and the one in use stays open.
        """
        if self._file is not None and path.resolve() == self._file.path.resolve():
            self.notice.emit(tr("This review is open already."))
        elif (source := self._source) is not None and (recording := self.recording) is not None:
            self._worker.run(
                lambda: ReviewFile(path, recording), lambda file: self._on_other_opened(source, file), self._on_error
            )

    def set_damaged_file_aside(self) -> None:
        """Renames the damaged file, at the user's request, and begins a new review."""
        if self.situation == "damaged" and self.recording is not None:
            path = review_path(self.recording)
            self._worker.run(lambda: set_aside(path), self._on_set_aside, self._on_error)

    def wait_until_stored(self) -> None:
        """Waits until every change is on the disk, and closed files are closed."""
        self._worker.join()

    def shutdown(self, deadline: Deadline) -> None:
        """Stores what is left and closes the file."""
        self._close()
        deadline.note(self._worker.shutdown(deadline.remaining_s))

    def _apply(self, change: Change) -> None:
        reader, file = self.reader, self._file
        assert file is not None
        try:
            self._reviews[reader] = self.review.apply(change)
        except ReviewError as error:
            self.notice.emit(tr_error(error))
            QTimer.singleShot(0, self.undo_stack.clear)  # not while a command of it runs
            return
        self._list()
        progress = self.progress

        def store() -> None:
            file.apply(reader, change)
            file.set_progress(reader, progress)

        self._worker.run(store, on_error=lambda error: self._on_not_stored(file, error))

    def _on_not_stored(self, file: ReviewFile, error: Exception) -> None:
        self._on_error(error)
        if file is self._file:
            self.reload()

    def _on_reloaded(self, file: ReviewFile, reviews: dict[str, Review]) -> None:
        if file is self._file:
            self._reviews = reviews
            self.undo_stack.clear()
            self._list()

    # -- Opening -------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_info(self, info: SourceInfo | None) -> None:
        if info is None or self._session.source is None:
            self._close()
        elif not info.is_recording:
            self._set_situation("pictures")
        elif info.indexing:
            self._set_situation("indexing")
        elif self._source is not self._session.source:
            self._open(self._session.source, info)

    def _open(self, source: OpenedSource, info: SourceInfo) -> None:
        self._close()
        self._source = source
        self._set_situation("opening")
        self._worker.run(
            lambda: _identify(source.path, info, source.video_track),
            lambda recording: self._on_identified(source, recording),
            lambda error: self._on_not_opened(source, error),
        )

    def _on_identified(self, source: OpenedSource, recording: Recording) -> None:
        if source is self._source:
            self.recording = recording
            self._open_file(source, recording)

    def _open_file(self, source: OpenedSource, recording: Recording) -> None:
        self._worker.run(
            lambda: ReviewFile(review_path(recording), recording),
            lambda file: self._on_opened(source, file),
            lambda error: self._on_not_opened(source, error),
        )

    def _on_opened(self, source: OpenedSource, file: ReviewFile) -> None:
        if source is not self._source:
            self._worker.run(file.close)
            return
        self._file, self._reviews = file, _reviews_in(file)
        self._list()
        self._set_situation("open", tr_value(file.read_only_reason))

    def _on_other_opened(self, source: OpenedSource, file: ReviewFile) -> None:
        if source is self._source:
            self._close()
            self._source, self.recording = source, file.recording
            text = tr("The review {path} is open. Decisions are stored there until another is opened.")
            self.notice.emit(tr_value(file.read_only_reason) or text.format(path=file.path))
        self._on_opened(source, file)

    def _on_not_opened(self, source: OpenedSource, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        if source is self._source:
            self._set_situation("damaged" if isinstance(error, DamagedReviewError) else "failed", tr_error(error))

    def _on_set_aside(self, path: Path) -> None:
        self.notice.emit(tr("The damaged review was set aside as {path}.").format(path=path))
        if self._source is not None and self.recording is not None:
            self._open_file(self._source, self.recording)

    def _close(self) -> None:
        if (file := self._file) is not None:
            self.closing.emit()
            reader, progress = self.reader, self.progress

            def close() -> None:
                with file:
                    if file.review(reader).records:
                        file.set_progress(reader, progress)

            self._worker.run(close, lambda _: self.file_closed.emit(), self._on_error)
        self._source, self._file, self.recording, self._reviews = None, None, None, {}
        self.undo_stack.clear()
        self._list()
        self._set_situation("closed")

    def _set_situation(self, situation: Situation, problem: str = "") -> None:
        if (situation, problem) != (self.situation, self.problem):
            self.situation, self.problem = situation, problem
            self.changed.emit()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(tr_error(error))

    # -- Findings ------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_curve(self) -> None:
        if self.listing.is_outdated:
            self._list()

    @Slot()
    def _on_reader(self) -> None:
        self.undo_stack.clear()  # what it would undo belongs to the other reader
        self._list()

    def _list(self) -> None:
        self.listing.update(self.review.decisions)
        self.changed.emit()


def _identify(path: SourcePath, info: SourceInfo, video_track: int | None) -> Recording:
    try:
        return Recording.of(content_key(path), info, video_track)
    except OSError as error:
        raise ReviewError(
            "The review cannot be opened: the recording {path}: {reason}.", path=path, reason=format_os_error(error)
        ) from error


def _reviews_in(file: ReviewFile) -> dict[str, Review]:
    return {reader: file.review(reader) for reader in file.readers}
