"""The bar above the pairs that asks which mask pixels are polyp if the files do not determine it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QToolButton, QWidget

from app.translation import format_count, tr, tr_n
from app.widgets.buttons import icon_label
from app.widgets.layouts import aligned, hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession
from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_labels import COLOUR, Label, MaskReading, label_text
from training.datasets.mask_answers import MaskAnswer
from training.datasets.mask_decision import MaskRefusal
from training.datasets.mask_texts import format_reading

_ICON_PX = 18
_SWATCH_PX = 12
_MOST_BOXES = 8
_MOST_SHOWN = 3


class MasksBar(QWidget):
    """Shows a question for each dataset whose masks may be misread, and a line for each answer."""

    def __init__(self, session: DatasetSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.questions: list[MaskQuestion] = []
        self.answers: list[MaskAnswerLine] = []
        self._shown: tuple[list[tuple[Path, MaskRefusal]], list[tuple[Path, str, MaskReading]]] = [], []
        self._rows = vbox(spacing=10, margins=(12, 8, 12, 0))
        self.setLayout(self._rows)
        session.table_changed.connect(self._refresh)
        self.hide()

    @Slot()
    def _refresh(self) -> None:
        refusals, answered = self._session.mask_refusals, self._session.answered_masks
        if (refusals, answered) == self._shown:
            return  # keeps the check boxes of unfinished answers
        self._shown = refusals, answered
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.questions = [MaskQuestion(folder, refusal) for folder, refusal in refusals[:_MOST_SHOWN]]
        self.answers = [MaskAnswerLine(*each) for each in answered]
        for question in self.questions:
            question.answered.connect(self._session.answer_masks)
            self._rows.addWidget(question)
        if len(refusals) > _MOST_SHOWN:
            more = PlainLabel(
                tr_n(
                    "{n} more dataset has questions about its masks.",
                    "{n} more datasets have questions about their masks.",
                    len(refusals) - _MOST_SHOWN,
                ),
                role="muted",
            )
            self._rows.addWidget(more)
        for line in self.answers:
            line.withdrawn.connect(lambda folder: self._session.answer_masks(folder, None))
            self._rows.addWidget(line)
        self.setVisible(bool(self.questions or self.answers))


class MaskQuestion(QWidget):
    """Why the masks of one dataset may be misread, with controls for the answer."""

    answered = Signal(Path, object)
    """The dataset's folder and a MaskAnswer."""

    def __init__(self, folder: Path, refusal: MaskRefusal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.boxes: dict[Label, QCheckBox] = {}
        """The check boxes by label, if there are few."""
        self.values = QLineEdit()
        """The field for labels, if there are many."""
        self.buttons: list[QPushButton] = []
        symbol = icon_label("alert-outline", "warning", _ICON_PX)
        self.message = PlainLabel(tr(refusal.reason), wrap=True)
        self.message.setToolTip(str(folder))
        self._controls = hbox(spacing=10)
        if refusal.kind == "large":
            self._add_button(tr("Invert the masks"), MaskAnswer(inverted=True))
            self._add_button(tr("They are correct"), MaskAnswer(inverted=False))
        elif refusal.kind == "shades":
            self._add_button(tr("Everything but 0 is a polyp"), MaskAnswer(every=True))
        else:
            self._ask_for_labels(refusal)
        self._controls.addStretch()
        column = vbox(self.message, self._controls, spacing=6)
        self.setLayout(hbox(aligned(symbol, Qt.AlignmentFlag.AlignTop), stretched(column), spacing=8, margins=0))

    def _add_button(self, text: str, answer: MaskAnswer) -> None:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.answered.emit(self._folder, answer))
        self.buttons.append(button)
        self._controls.addWidget(button)

    def _ask_for_labels(self, refusal: MaskRefusal) -> None:
        self._controls.addWidget(PlainLabel(tr("Polyps are")))
        if len(refusal.labels) <= _MOST_BOXES:
            for label, files in refusal.labels:
                box = QCheckBox(f"{label_text(label)} ({format_count(files)})" if files else label_text(label))
                box.setToolTip(tr_n("In {n} mask", "In {n} masks", files) if files else "")
                if label >= COLOUR:
                    box.setIcon(_swatch(label))
                    box.setIconSize(QSize(_SWATCH_PX, _SWATCH_PX))
                box.toggled.connect(self._refresh)
                self.boxes[label] = box
                self._controls.addWidget(box)
        else:
            self.values.setPlaceholderText(tr("such as 1, 2 or all"))
            self.values.setAccessibleName(tr("Values of polyps"))
            self.values.textChanged.connect(self._refresh)
            self.values.returnPressed.connect(self._on_labels)
            self._controls.addWidget(self.values, 1)
        button = QPushButton(tr("Apply"))
        button.clicked.connect(self._on_labels)
        self.buttons.append(button)
        self._controls.addWidget(button)
        self._refresh()

    def _answer(self) -> MaskAnswer | None:
        """Returns the answer in the controls, or None if it is incomplete."""
        if self.boxes:
            labels = tuple(label for label, box in self.boxes.items() if box.isChecked())
            return MaskAnswer(labels) if labels else None
        try:
            answer = MaskAnswer.parse(self.values.text())
        except DatasetError:
            return None
        return answer if answer.has_labels else None

    @Slot()
    def _refresh(self) -> None:
        for button in self.buttons:
            button.setEnabled(self._answer() is not None)

    @Slot()
    def _on_labels(self) -> None:
        if (answer := self._answer()) is not None:
            self.answered.emit(self._folder, answer)


class MaskAnswerLine(QWidget):
    """How the masks of a dataset are read by the user's answer, and a button to change it."""

    withdrawn = Signal(Path)
    """The dataset's folder."""

    def __init__(self, folder: Path, name: str, reading: MaskReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = PlainLabel(
            tr("Masks of {name}: {reading}.").format(name=name, reading=tr(format_reading(reading))),
            role="muted",
            wrap=True,
        )
        self.message.setToolTip(str(folder))
        self.change = QToolButton()
        self.change.setText(tr("Change"))
        self.change.setToolTip(tr("Answer again which pixels are polyp in the masks of {name}").format(name=name))
        self.change.setAccessibleName(self.change.toolTip())
        self.change.clicked.connect(lambda: self.withdrawn.emit(folder))
        self.setLayout(hbox(stretched(self.message), self.change, margins=0))


def _swatch(label: Label) -> QIcon:
    pixmap = QPixmap(_SWATCH_PX, _SWATCH_PX)
    pixmap.fill(QColor(label_text(label)))
    return QIcon(pixmap)
