"""PairEditor: the picture of a pair, with the tools that correct its ground truth."""

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.mask_editing.mask_tools import MaskTools
from app.mask_editing.picture_masks import PictureMasks
from app.services.settings import Settings
from app.translation import tr
from app.widgets.layouts import hbox, stretched
from app.workspaces.dataset.model_slots import SLOTS
from app.workspaces.dataset.pair_drawing import TRUTH
from app.workspaces.dataset.predictor import PairDetail, ScoredMask, truth_of
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.frames.frame import Frame
from polyp_core.masks.regions import Mask


class PairEditor(QWidget):
    """Corrects the ground truth of the pair that `show_detail` named last; the dataset's own files stay as they are.

    A box takes the map of model A, or that of model B if there is no model A.
    """

    leave_requested = Signal()
    notice = Signal(str)

    def __init__(self, settings: Settings, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.masks = PictureMasks(settings, self)
        self.canvas = Canvas()
        # The page is too low for one column in a small window.
        self.tools = MaskTools(self.canvas, actions["truth_polyp_free"], actions["correct_truth"], self, columns=2)
        self._detail: PairDetail | None = None
        self.setLayout(hbox(stretched(self.canvas), self.tools.bar, spacing=0, margins=0))
        self.masks.changed.connect(self._load)
        self.masks.notice.connect(self.notice)
        self.tools.notice.connect(self.notice)
        self.tools.edited.connect(self._store)
        self.tools.clear_requested.connect(self.revert)
        self.tools.leave_requested.connect(self.leave_requested)

    @property
    def truth(self) -> Mask | None:
        """The ground truth of the pair as it is now (H x W bool); None without a pair."""
        return truth_of(self._detail.pair, self.masks.current) if self._detail is not None else None

    def show_detail(self, detail: PairDetail) -> None:
        """Makes `detail` the pair whose ground truth is corrected."""
        self.tools.finish()
        self._detail = detail
        if detail.review is None:
            self.masks.show_nothing()
            self.tools.show_nothing()
            return
        self.tools.show_nothing()
        self.canvas.show_analysed(AnalysedFrame(Frame(0, 0.0, detail.pair.image), None))
        self.masks.show(detail.sample.image_path, detail.review)

    def show_nothing(self) -> None:
        """Shows no pair, until the next one is read."""
        self.tools.finish()
        self._detail = None
        self.masks.show_nothing()
        self.tools.show_nothing()
        self.canvas.show_message(tr("Reading…"))

    @Slot()
    def revert(self) -> None:
        """Returns to the dataset's mask."""
        current = self.masks.current
        if current is not None and current.stored is not None:
            self.masks.revert()
        else:
            self.notice.emit(tr("This is the dataset's mask already."))

    @Slot()
    def mark_polyp_free(self) -> None:
        """Notes that the picture shows no polyp."""
        if self.masks.mark_polyp_free():
            self.notice.emit(tr("This pair is marked as polyp-free. Ctrl+Z undoes it."))

    @Slot()
    def _load(self) -> None:
        truth, detail = self.truth, self._detail
        if truth is None or detail is None:
            return
        if self.tools.mask is None or not np.array_equal(self.tools.mask, truth):
            prediction = self._prediction()
            levels = prediction.levels if prediction is not None else np.zeros(truth.shape, np.uint8)
            self.tools.show_mask(truth, levels, QColor(*TRUTH.colour))

    @Slot()
    def _store(self) -> None:
        if (mask := self.tools.mask) is None:
            return
        model = prediction.model if (prediction := self._prediction()) is not None else None
        if model is not None:
            self.masks.put(mask, model.card.name, model.sha256)
        else:
            self.masks.put(mask)

    def _prediction(self) -> ScoredMask | None:
        found = self._detail.predictions if self._detail is not None else {}
        return next((found[slot] for slot in SLOTS if slot in found), None)
