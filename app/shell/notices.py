"""Short messages over the window that come and go without taking the focus."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import Tint, icon

Kind = Literal["info", "warning"]

_SHOWN_MS: dict[Kind, int] = {"info": 6_000, "warning": 15_000}
_LOOKS: dict[Kind, tuple[str, Tint]] = {
    "info": ("information-outline", "accent"),
    "warning": ("alert-outline", "warning"),
}
_READ_ON_MS = 1_000  # how often a message that is being read is looked at again
_AT_MOST = 3
_WIDTH_PX = 400
_MARGIN_PX = 12


class Notice(QFrame):
    """One message, with at most one thing to do about it.

    It leaves by itself, but not while the pointer is on it, and not at all where it `stays` until it is dismissed.
    """

    dismissed = Signal()

    def __init__(
        self,
        text: str,
        kind: Kind,
        action: tuple[str, Callable[[], object]] | None,
        *,
        stays: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.text = text
        self.kind = kind
        name, tint = _LOOKS[kind]
        picture = PlainLabel()
        picture.setPixmap(icon(name, tint).pixmap(20, 20))
        label = PlainLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label)
        self.button: QPushButton | None = None
        if action is not None:
            title, slot = action
            self.button = QPushButton(title)
            self.button.setProperty("role", "link")
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.clicked.connect(slot)
            self.button.clicked.connect(self.dismiss)
            words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Dismiss")
        close.setAccessibleName("Dismiss the message")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS[kind])
        self._timer.timeout.connect(self._on_time)
        if not stays:
            self._timer.start()

    def dismiss(self) -> None:
        """Takes the message away."""
        self._timer.stop()
        self.dismissed.emit()

    def _on_time(self) -> None:
        # Asked for, not told by enter and leave: a card that moves from under the pointer is told of no leave.
        if self.isVisible() and self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self._timer.start(_READ_ON_MS)
        else:
            self.dismiss()


class NoticeArea(QWidget):
    """Stacks the latest few notices at the upper edge of `host`, over what is there."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._notices: list[Notice] = []
        host.installEventFilter(self)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Those on screen, oldest first."""
        return tuple(self._notices)

    def show_notice(
        self,
        text: str,
        *,
        kind: Kind = "info",
        action: tuple[str, Callable[[], object]] | None = None,
        stays: bool = False,
    ) -> Notice:
        """Shows `text`; the same text twice in a row is shown once. `action` is a word and what it does."""
        for shown in self.notices:
            if shown.text == text or len(self._notices) >= _AT_MOST:
                shown.dismiss()
        notice = Notice(text, kind, action, stays=stays, parent=self)
        notice.dismissed.connect(self._on_dismissed)
        self._notices.append(notice)
        self._layout.addWidget(notice)
        notice.show()
        self.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return notice

    def _on_dismissed(self) -> None:
        notice = self.sender()
        assert isinstance(notice, Notice)
        if notice in self._notices:
            self._notices.remove(notice)
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        if not self._notices:
            self.hide()
            return
        width = min(_WIDTH_PX, self._host.width() - 2 * _MARGIN_PX)
        self.setFixedWidth(width)
        self._layout.activate()
        height = self._layout.heightForWidth(width)
        self.setGeometry((self._host.width() - width) // 2, _MARGIN_PX, width, height)
        self.raise_()
