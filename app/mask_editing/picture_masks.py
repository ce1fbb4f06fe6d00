"""PictureMasks: the reader's masks of single pictures, their changes with undo, and their way to the disk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.mask_editing.change_command import ChangeCommand
from app.services.deadline import Deadline
from app.services.ordered_worker import OrderedWorker
from app.services.settings import Settings
from app.translation import tr_error
from polyp_core.errors import PolypViewerError, ReviewError
from polyp_core.masks.regions import Mask
from polyp_core.masks.run_lengths import compress_mask, uncompress_mask
from polyp_core.review.changes import clear_mask, put_masks
from polyp_core.review.picture_review import (
    FRAME,
    PictureReview,
    read_picture_review,
    store_change,
    store_mask,
)
from polyp_core.review.records import MaskLayer, MaskSource, new_id
from polyp_core.review.review import Change, Review

_KEPT = 64  # pictures


class PictureMasks(QObject):
    """Changes the mask of the picture that `show` named last, and stores each change at once in the background.

    A change that cannot be stored is reported and taken back, also one of a mask that was changed elsewhere since. Each
    picture has its own undo stack, unless all use `undo_stack`. The latest pictures are kept in memory, and of
    earlier ones what undo needs.
    """

    changed = Signal()
    """`current` has another mask."""
    lost = Signal(Path)
    """A picture of which nothing is known any more: a change could not be stored or was made elsewhere, or the reader
    is another.
    """
    applied = Signal(Path)
    """A picture whose mask was changed, undone or redone."""
    stored = Signal(Path, object)
    """The review file to which a change has been written, and this object."""
    notice = Signal(str)

    def __init__(self, settings: Settings, parent: QObject, undo_stack: QUndoStack | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._worker = OrderedWorker("picture-masks", self)
        self._known: dict[Path, PictureReview] = {}
        self._aside: dict[Path, PictureReview] = {}
        """Without their masks, the reviews of earlier pictures whose changes can be undone."""
        self._changed: set[Path] = set()
        """The pictures with changes on an undo stack."""
        self._stack = undo_stack
        self._stacks: dict[Path, QUndoStack] = {}
        self._pixels: dict[str, str] = {}
        """Compressed masks by the id of their layer, so that an undone stroke need not be read."""
        self._path: Path | None = None
        self._wanted: Path | None = None
        settings.changed.reader_name.connect(self._on_reader)

    @property
    def current(self) -> PictureReview | None:
        """The review of the picture that is shown."""
        return self._known.get(self._path) if self._path is not None else None

    def known(self, picture: Path) -> PictureReview | None:
        """Returns the review of a picture that was shown before, which may be ahead of the disk; None of others."""
        return self._known.get(picture)

    def show(self, picture: Path, review: PictureReview) -> None:
        """Makes `picture` the one that is changed; `review` is what `known` or `read_picture_review` returned."""
        self._path = self._wanted = picture
        self._keep(picture, review)
        if (stored := review.stored) is not None and (layer := review.review.masks.layer(FRAME)) is not None:
            self._pixels.setdefault(layer.id, compress_mask(stored.mask))
        if picture not in self._stacks and self._stack is None:
            self._stacks[picture] = QUndoStack(self)
        self.changed.emit()

    def open(self, picture: Path, size_px: tuple[int, int]) -> None:
        """Makes `picture` of that width and height the one that is changed, once it has been read."""
        if picture == self._wanted:
            return
        self._wanted = picture
        if (known := self._known.get(picture)) is not None:
            self.show(picture, known)
            return
        self._path, reader = None, self._settings.reader
        self._worker.run(
            lambda: read_picture_review(picture, size_px, reader),
            lambda review: self.show(picture, review) if picture == self._wanted else None,
            self._on_error,
        )

    def show_nothing(self) -> None:
        """Changes no picture until the next `show`."""
        self._path = self._wanted = None

    def forget(self, picture: Path) -> None:
        """Drops what is known of a picture, for example after its file has changed."""
        self._known.pop(picture, None)
        self._aside.pop(picture, None)
        self._changed.discard(picture)
        if picture == self._wanted:
            self._path = self._wanted = None
        if (stack := self._stacks.pop(picture, None)) is not None:
            stack.deleteLater()

    @Slot(Path, object)
    def drop_changed(self, review_file: Path, changed_by: object) -> None:
        """Loses the pictures whose review in `review_file` was changed by another object."""
        if changed_by is not self:
            self._lose_all(review_file)

    def put(self, mask: Mask, model: str = "", model_sha256: str = "") -> bool:
        """Makes `mask` (H x W bool) the one of the picture; `model` is the one whose map it was made with, if any."""
        path, current = self._path, self.current
        if path is None or current is None:
            return False
        layer = new_id()
        self._pixels[layer] = compress_mask(mask)
        self._store(path, lambda: store_mask(current, layer, mask))
        return self._change(
            lambda review: put_masks(
                review, MaskSource.CORRECTED, [FRAME], layer=layer, model=model, model_sha256=model_sha256
            )
        )

    def mark_polyp_free(self) -> bool:
        """Notes that the picture shows no polyp."""
        return self._change(lambda review: put_masks(review, MaskSource.VERIFIED_EMPTY, [FRAME]))

    def revert(self) -> bool:
        """Returns to the mask of the dataset."""
        return self._change(lambda review: clear_mask(review, FRAME))

    def undo(self) -> None:
        """Undoes the last change of the picture in this session."""
        if (stack := self._current_stack()) is not None:
            stack.undo()

    def redo(self) -> None:
        """Redoes what was undone last."""
        if (stack := self._current_stack()) is not None:
            stack.redo()

    def wait_until_stored(self) -> None:
        """Waits until every change is on the disk."""
        self._worker.join()

    def shutdown(self, deadline: Deadline) -> None:
        """Stores what is left."""
        deadline.note(self._worker.shutdown(deadline.remaining_s))

    def _change(self, make: Callable[[Review], Change]) -> bool:
        path, current, stack = self._path, self.current, self._current_stack()
        if path is None or current is None or stack is None:
            return False
        try:
            change = make(current.review)
        except ReviewError as error:
            self.notice.emit(tr_error(error))
            return False
        self._changed.add(path)
        stack.push(ChangeCommand(change, lambda each: self._apply(path, each)))
        return True

    def _apply(self, path: Path, change: Change) -> None:
        before = self._known.get(path) or self._aside.get(path)
        if before is None:
            return
        try:
            after = before.after(change, self._mask_of)
        except ReviewError as error:
            self._on_not_stored(path, error)
            return
        self._keep(path, after)
        self._store(path, lambda: store_change(before, change), lambda: self._on_stored(path, after.path))
        self.changed.emit()
        self.applied.emit(path)

    def _keep(self, picture: Path, review: PictureReview) -> None:
        """Makes `picture` the latest one in memory; of those that are too many, only what undo needs stays."""
        self._known.pop(picture, None)
        self._aside.pop(picture, None)
        self._known[picture] = review
        earlier = [each for each in self._known if each not in (picture, self._path)]
        for each in earlier[: max(len(self._known) - _KEPT, 0)]:
            if each in self._changed:
                self._aside[each] = replace(self._known.pop(each), stored=None)
            else:
                self.forget(each)

    def _current_stack(self) -> QUndoStack | None:
        return self._stack or (self._stacks.get(self._path) if self._path is not None else None)

    def _mask_of(self, layer: MaskLayer, size: tuple[int, int]) -> Mask:
        """Returns the pixels of a layer that was drawn or read in this session; `size` is height and width."""
        return uncompress_mask(self._pixels[layer.id], *size) if layer.source.has_pixels else np.zeros(size, np.bool_)

    def _store(self, path: Path, work: Callable[[], None], on_stored: Callable[[], None] = lambda: None) -> None:
        self._worker.run(work, lambda _: on_stored(), lambda error: self._on_not_stored(path, error))

    def _on_stored(self, path: Path, review_file: Path) -> None:
        self._lose_all(review_file, but=path)  # files with the same content have the same review
        self.stored.emit(review_file, self)

    def _lose_all(self, review_file: Path, but: Path | None = None) -> None:
        reviews = {**self._known, **self._aside}
        for path in [path for path, review in reviews.items() if review.path == review_file and path != but]:
            self._lose(path)

    def _on_not_stored(self, path: Path, error: Exception) -> None:
        self._on_error(error)
        QTimer.singleShot(0, lambda: self._lose(path))  # not while a command of its stack runs

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.notice.emit(tr_error(error))

    def _lose(self, path: Path) -> None:
        if self._stack is not None and path in self._changed:
            self._stack.clear()
        self.forget(path)
        self.lost.emit(path)

    @Slot()
    def _on_reader(self) -> None:
        for path in (*self._known, *self._aside):
            self._lose(path)
