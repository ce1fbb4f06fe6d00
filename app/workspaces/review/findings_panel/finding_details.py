"""FindingDetails: the note and the lesion card of the current finding, or the text of the current bookmark."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from app.services.model_fields import Control
from app.translation import mark, tr
from app.widgets.dropped_files import dropped_paths
from app.widgets.form_fields import ChoiceField
from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon
from app.workspaces.review.findings_panel.list_rows import BookmarkRow, FindingRow, Row
from app.workspaces.review.number_keys import EnterKey
from polyp_core.review.lesion_card import (
    HISTOLOGIES,
    JNET_TYPES,
    NICE_TYPES,
    PARIS_TYPES,
    RESECTIONS,
    SITES,
    SIZE_CLASSES,
    LesionCard,
)

_STORED_AFTER_MS = 400  # so that what is typed is on the disk within a second
_NOTE_LINES = 2
_CONTROLS = {
    "site": Control(label=mark("Site"), suggestions=SITES),
    "size": Control(label=mark("Size"), choices={size: size for size in SIZE_CLASSES}),
    "paris": Control(label="Paris", choices={kind: kind for kind in PARIS_TYPES}),
    "nice": Control(label="NICE", choices={kind: kind for kind in NICE_TYPES}),
    "jnet": Control(label="JNET", choices={kind: kind for kind in JNET_TYPES}),
    "resected": Control(label=mark("Resected"), suggestions=RESECTIONS),
    "histology": Control(label=mark("Histology"), suggestions=HISTOLOGIES),
}
_ROWS = (("site",), ("size",), ("paris",), ("nice", "jnet"), ("resected",), ("histology",))


class FindingDetails(QWidget):
    """Emits what the user typed after a short pause, or at once when another field or finding takes over."""

    note_edited = Signal(object, str)
    """The Row and its note."""
    card_edited = Signal(object, object)
    """The FindingRow and its LesionCard."""
    left = Signal()
    """Esc was pressed in a field."""
    resized = Signal()
    """The lesion card was shown or hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        self._timer = QTimer(self, singleShot=True, interval=_STORED_AFTER_MS)
        self._timer.timeout.connect(self._emit)
        self.note = _Note()
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * self.note.fontMetrics().lineSpacing() + 18)
        self.note.textChanged.connect(self._timer.start)
        keys = EnterKey(self)
        self.fields = {name: _field(control) for name, control in _CONTROLS.items()}
        self.card_button = QToolButton()
        """Shows or hides the lesion card, which it sums up."""
        self.card_button.setCheckable(True)
        self.card_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.card_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.card_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.card_button.toggled.connect(self._show_card)
        self.card = QWidget()
        grid = QGridLayout(self.card)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for number, names in enumerate(_ROWS):
            for place, name in enumerate(names):
                field = self.fields[name]
                label = PlainLabel(tr(_CONTROLS[name].label))
                label.setBuddy(field)
                grid.addWidget(label, number, 2 * place)
                grid.addWidget(field, number, 2 * place + 1, 1, 1 if len(names) > 1 else 3)
                field.setAccessibleName(tr(_CONTROLS[name].label))
                field.edited.connect(self._timer.start)
                field.installEventFilter(keys)
        for widget in (self.note, *self.fields.values()):
            widget.installEventFilter(self)
        self.setLayout(vbox(self.note, self.card_button, self.card, spacing=4, margins=0))
        self.card.hide()
        self.show_row(None)

    def open_card(self) -> None:
        """Shows the lesion card and moves the focus to its first field."""
        self.card_button.setChecked(True)
        self.fields["site"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fill_card(self, other: LesionCard) -> None:
        """Fills the empty fields of the current finding's card from `other`."""
        self.flush()
        if isinstance(self._row, FindingRow) and (card := _card_of(self._row).filled_from(other)) != _card_of(
            self._row
        ):
            self.card_edited.emit(self._row, card)

    def _show_card(self, shown: bool) -> None:
        self.card.setVisible(shown and self.card_button.isEnabled())
        self._sum_up()
        self.resized.emit()

    def _sum_up(self) -> None:
        self.card_button.setIcon(icon("chevron-down" if self.card_button.isChecked() else "chevron-right"))
        card = format_card(_card_of(self._row))
        shown = tr("Lesion card: {values}").format(values=card) if card else tr("Lesion card")
        width_px = self.width() - 40
        elided = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(width_px, 80))
        self.card_button.setText(control_text(elided))
        self.card_button.setToolTip(tooltip(f"{shown} (D)"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sum_up()

    def show_row(self, row: Row | None) -> None:
        """Shows a row's note and card; what was typed for the row before is emitted first."""
        if self._row is not None and (row is None or row.id != self._row.id):
            self.flush()
        self._row = row
        self.setEnabled(row is not None)
        self.note.setPlaceholderText(tr("Text of the bookmark") if isinstance(row, BookmarkRow) else tr("Note"))
        self.card_button.setVisible(not isinstance(row, BookmarkRow))
        self.card.setVisible(not isinstance(row, BookmarkRow) and self.card_button.isChecked())
        self._sum_up()
        if self._timer.isActive():
            return  # the user is typing: what is shown is newer
        note = row.note if row is not None else ""
        if note != self.note.toPlainText():
            with QSignalBlocker(self.note):
                self.note.setPlainText(note)
        card = _card_of(row)
        for name, field in self.fields.items():
            if field.value() != (value := getattr(card, name)):
                with QSignalBlocker(field):
                    field.set_value(value)

    def set_editable(self, editable: bool) -> None:
        """Whether note and card can be changed, or only read."""
        self.note.setReadOnly(not editable)
        for field in self.fields.values():
            field.setEnabled(editable)

    def flush(self) -> None:
        """Emits what was typed since the last time."""
        if self._timer.isActive():
            self._timer.stop()
            self._emit()

    def _emit(self) -> None:
        row = self._row
        if row is None:
            return
        note = self.note.toPlainText()
        card = LesionCard.model_construct(**{name: field.value() for name, field in self.fields.items()})
        if note != row.note:
            self.note_edited.emit(row, note)
        # The row may be another one since: a first note turns a proposal into a decision.
        if isinstance(self._row, FindingRow) and card != _card_of(self._row):
            self.card_edited.emit(self._row, card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stores what was typed when a field loses the focus; Esc leaves the field."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)


class _Note(QPlainTextEdit):
    """Leaves dropped files to the window, which opens them; Qt's field would write down their addresses."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


def format_card(card: LesionCard) -> str:
    """Returns the filled fields of a card in the language of the window; "" if all are empty.

    Such as "sigmoid, 6-9 mm, 0-Is, NICE 2".
    """
    named = {"nice": "NICE ", "jnet": "JNET "}
    return ", ".join(f"{named.get(name, '')}{tr(value)}" for name, value in card if value)


def _card_of(row: Row | None) -> LesionCard:
    decision = row.listed.decision if isinstance(row, FindingRow) else None
    return decision.card if decision is not None else LesionCard()


def _field(control: Control) -> ChoiceField:
    """Returns a field whose first, empty choice is "" for text and None for one of a few values."""
    if control.suggestions:
        field = ChoiceField({"": "", **{name: tr(name) for name in control.suggestions}}, free=True)
        line = field.lineEdit()
        assert line is not None
        line.setMaxLength(200)
    else:
        field = ChoiceField({None: "", **{value: tr(label) for value, label in control.choices.items()}})
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field
