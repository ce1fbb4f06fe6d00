"""WatchBar: says over the picture that a visible polyp is recorded, and then asks which lesion it was."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame

from app.canvas.canvas import Canvas
from app.translation import tr
from app.widgets.layouts import hbox
from app.widgets.plain_text import PlainLabel

_MARGIN_PX = 12
_SHOWN_MS = 8000


class WatchBar(QFrame):
    """Floats over the upper edge of `canvas`. The question disappears by itself; without an answer a lesion is new."""

    lesion_chosen = Signal(object)
    """The id of a lesion that was seen before, None for a new one."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("role", "toast")
        self.text = PlainLabel()
        self.lesions = QComboBox()
        self.lesions.setAccessibleName(tr("Lesion"))
        self.lesions.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.lesions.activated.connect(self._on_activated)
        self.setLayout(hbox(self.text, self.lesions, spacing=10, margins=(12, 6, 12, 6)))
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._hide_unless_used)
        canvas.installEventFilter(self)
        self.hide()

    def show_recording(self) -> None:
        """While the key is held."""
        self._show(tr("● Polyp visible"), ())

    def ask(self, text: str, lesions: Sequence[tuple[str, str]]) -> None:
        """Shows `text`, and lets the user choose one of the earlier `lesions` (id and label)."""
        self._show(text, lesions)
        self._timer.start()

    def _show(self, text: str, lesions: Sequence[tuple[str, str]]) -> None:
        self._timer.stop()
        self.text.setText(text)
        self.lesions.clear()
        self.lesions.addItem(tr("A new lesion"), None)
        for lesion, label in lesions:
            self.lesions.addItem(label, lesion)
        self.lesions.setVisible(bool(lesions))
        self.show()
        self._place()

    def _on_activated(self, index: int) -> None:
        self.lesion_chosen.emit(self.lesions.itemData(index))
        self._timer.start()

    def _hide_unless_used(self) -> None:
        if self.underMouse() or self.lesions.view().isVisible():
            self._timer.start()
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._canvas.width() - self.width()) // 2, _MARGIN_PX)
