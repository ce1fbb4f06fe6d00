"""One pair from near: picture, truth, prediction, and what the prediction got right and wrong."""

from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.services.deadline import Deadline
from app.services.latest_task import LatestTask
from app.services.tasks import Tasks
from app.widgets.colours import DARK
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.pair_drawing import MODEL_COLOURS, TRUTH_COLOUR, css, outlined, to_pixmap
from app.workspaces.dataset.predictor import Overlap, PairDetail, Predictor
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.masks.overlay import Colour
from polyp_core.printable_names import printable
from training.browser.columns import AT_COMPARABLE, format_settings
from training.datasets.sample import Sample
from training.evaluation.confusion_overlay import FALSE_ALARM, HIT, MISS, draw_confusion

_SETTINGS_TIP = (
    f"{AT_COMPARABLE.capitalize()} and with every region a score can be compared with published ones; the list, its "
    "order and the filter have this one. As drawn is what the viewer starts with: the threshold and the smallest "
    "region that the model's card gives."
)


class PairDetailPage(QWidget):
    """Shows one pair of the choice; the arrow keys go to the one before and after, Esc goes back to the grid."""

    back_asked = Signal()
    step_asked = Signal(int)
    """-1 for the pair before, 1 for the one after."""
    failed = Signal(str)

    def __init__(self, slots: ModelSlots, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots = slots
        self.detail: PairDetail | None = None
        """What is shown; None while it is being read, and where it could not be."""
        self._stale = False
        self._sample: Sample | None = None
        self._device: DeviceChoice = "auto"
        self._predictor = Predictor()
        self._work = LatestTask(tasks, "Looking at a pair", self)
        self._work.arrived.connect(self._on_detail)
        self._work.failed.connect(self._on_failed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name, self._place, self.facts = PlainLabel(), PlainLabel(), PlainLabel()
        self._name.setProperty("role", "heading")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._place, self.facts):
            label.setProperty("role", "muted")
        self.image, self.truth, self.prediction, self.difference = (_Picture() for _ in range(4))
        self._lay_out()
        slots.changed.connect(self._look_again)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for name, tip, slot in (
            ("arrow-left", "Back to all pairs (Esc)", self.back_asked.emit),
            ("chevron-left", "The pair before (Left)", lambda: self.step_asked.emit(-1)),
            ("chevron-right", "The pair after (Right)", lambda: self.step_asked.emit(1)),
        ):
            button = QToolButton()
            button.setIcon(icon(name))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(slot)
            head.addWidget(button)
        head.addSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._place)
        head.addStretch()
        head.addWidget(self.facts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        # Captions have rows of their own: a longer one must not make its picture smaller than the one beside it.
        for number, picture in enumerate((self.image, self.truth, self.prediction, self.difference)):
            row, column = number // 2 * 2, number % 2
            grid.addWidget(picture.area, row, column)
            grid.addWidget(picture.caption, row + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(grid, 1)

    def show_pair(self, sample: Sample, place: str, device: DeviceChoice) -> None:
        """Reads a pair and asks the models, beside the GUI."""
        self._sample, self._device, self._stale = sample, device, False
        self._name.setText(sample.id)
        self.show_place(place)
        self._clear("Reading…")
        models = [(slot, model) for slot in SLOTS if (model := self._slots[slot]) is not None]
        self._work.ask(self._predictor.look_at, sample, models, device)

    def show_place(self, place: str) -> None:
        """Says where the pair stands among the chosen ones."""
        self._place.setText(place)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look_again()

    @Slot(object)
    def look_again_at(self, image_paths: Collection[str]) -> None:
        """Reads the pair that is shown anew where it is one of these: its files have changed."""
        if self._sample is not None and printable(self._sample.image_path) in image_paths:
            self._look_again()

    @Slot()
    def _look_again(self) -> None:
        self._stale = True
        if self._sample is not None and self.isVisible():
            self.show_pair(self._sample, self._place.text(), self._device)

    @Slot(object)
    def _on_detail(self, detail: PairDetail) -> None:
        self.detail = detail
        pair, found = detail.pair, detail.predictions
        height, width = pair.truth.shape
        group = f", group {detail.sample.group}" if detail.sample.group else ""
        self.facts.setText(f"{width} x {height} px, coverage {pair.truth.mean():.2%}{group}")
        self.image.show_picture(to_pixmap(pair.image), "Picture")
        truth = outlined(pair.image, [(pair.truth, TRUTH_COLOUR)])
        empty = "" if pair.truth.any() else ": no polyp"
        self.truth.show_picture(to_pixmap(truth), f"{_sign(TRUTH_COLOUR)} Truth{empty}")
        drawn = outlined(
            pair.image,
            [(pair.truth, TRUTH_COLOUR)]
            + [(found[slot].mask, MODEL_COLOURS[SLOTS.index(slot)]) for slot in SLOTS if slot in found],
        )
        self.prediction.show_picture(
            to_pixmap(drawn) if found else None,
            "<br>".join(self._words(slot, detail) for slot in found) or "No model is chosen",
            _SETTINGS_TIP if found else "",
        )
        first = found.get("A") or found.get("B")
        if first is None:
            self.difference.show_picture(None, "")
            return
        verdict = draw_confusion(first.mask, pair.truth, pair.image)
        slot = "A" if "A" in found else "B"
        self.difference.show_picture(
            to_pixmap(np.ascontiguousarray(verdict)),
            f"Model {slot}: {_sign(HIT)} hit &nbsp; {_sign(MISS)} missed &nbsp; {_sign(FALSE_ALARM)} false alarm",
        )

    def _words(self, slot: str, detail: PairDetail) -> str:
        prediction = detail.predictions[slot]
        comparable, shown = prediction.scores, prediction.shown_scores
        words = f"{_sign(MODEL_COLOURS[SLOTS.index(slot)])} Model {slot} {AT_COMPARABLE}: {_overlap_words(comparable)}"
        if shown.settings == comparable.settings:
            return words
        return f"{words}; as drawn, {format_settings(shown.settings)}: {_overlap_words(shown)}"

    @Slot(str)
    def _on_failed(self, reason: str) -> None:
        self._clear("")
        self.failed.emit(reason)

    def _clear(self, words: str) -> None:
        # The pictures and numbers of another pair, or of another model, must not stand beside this one's name.
        self.detail = None
        self.facts.clear()
        for picture in (self.image, self.truth, self.prediction, self.difference):
            picture.show_picture(None, words if picture is self.image else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.step_asked.emit(-1)
            case Qt.Key.Key_Right:
                self.step_asked.emit(1)
            case Qt.Key.Key_Escape | Qt.Key.Key_Backspace:
                self.back_asked.emit()
            case _:
                super().keyPressEvent(event)

    def close_models(self, deadline: Deadline | None = None) -> None:
        """Lets go of the models; the window is closing."""
        self._work.forget()
        deadline = deadline or Deadline()
        deadline.note(self._predictor.close(deadline.remaining_s))


class _Picture:
    """A picture as large as it fits, and its caption."""

    def __init__(self) -> None:
        self.area = _Area()
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.RichText)
        self.caption.setWordWrap(True)

    @property
    def has_picture(self) -> bool:
        return self.area.pixmap is not None

    def show_picture(self, pixmap: QPixmap | None, caption: str, tip: str = "") -> None:
        self.area.pixmap = pixmap
        self.area.update()
        self.caption.setText(caption)
        self.caption.setToolTip(tip)


class _Area(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.pixmap: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), DARK.canvas)
            if self.pixmap is None:
                return
            size = self.pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, self.pixmap, QRectF(self.pixmap.rect()))


def _sign(colour: Colour) -> str:
    return f"<span style='color:{css(colour)}'>■</span>"


def _overlap_words(overlap: Overlap) -> str:
    return f"Dice {overlap.dice:.3f}, IoU {overlap.iou:.3f}"
