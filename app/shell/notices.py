"""Short messages over the window that never take the focus."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.translation import tr
from app.widgets.buttons import icon_label, push_button, tool_button
from app.widgets.layouts import aligned, hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import Tint

Kind = Literal["info", "warning"]

_SHOWN_MS: dict[Kind, int] = {"info": 6_000, "warning": 15_000}
_LOOKS: dict[Kind, tuple[str, Tint]] = {
    "info": ("information-outline", "accent"),
    "warning": ("alert-outline", "warning"),
}
_RECHECK_MS = 1_000  # while the pointer is on a message
_AT_MOST = 3
_WIDTH_PX = 400
_MARGIN_PX = 12


class Notice(QFrame):
    """One message with at most one button.

    Disappears after a while, but not while the pointer is on it; with `stays` only when it is dismissed.
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
        picture = icon_label(name, tint, 20)
        texts = vbox(PlainLabel(text, wrap=True), spacing=6)
        self.button: QPushButton | None = None
        if action is not None:
            title, slot = action
            self.button = push_button(title, role="link")
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.clicked.connect(slot)
            self.button.clicked.connect(self.dismiss)
            texts.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        close = tool_button("close", tr("Dismiss"))
        close.setAccessibleName(tr("Dismiss the message"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.dismiss)
        self.setLayout(
            hbox(
                aligned(picture, Qt.AlignmentFlag.AlignTop),
                stretched(texts),
                aligned(close, Qt.AlignmentFlag.AlignTop),
                spacing=10,
                margins=(12, 10, 8, 10),
            )
        )
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS[kind])
        self._timer.timeout.connect(self._on_time)
        if not stays:
            self._timer.start()

    def dismiss(self) -> None:
        """Removes the message."""
        self._timer.stop()
        self.dismissed.emit()

    def _on_time(self) -> None:
        # Not by enter and leave events: a notice that moves away under the pointer gets no leave event.
        if self.isVisible() and self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self._timer.start(_RECHECK_MS)
        else:
            self.dismiss()


class NoticeArea(QWidget):
    """Stacks the latest few notices over the upper edge of `host`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._layout = vbox(spacing=8, margins=0)
        self.setLayout(self._layout)
        self._notices: list[Notice] = []
        host.installEventFilter(self)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The visible notices, oldest first."""
        return tuple(self._notices)

    def show_notice(
        self,
        text: str,
        *,
        kind: Kind = "info",
        action: tuple[str, Callable[[], object]] | None = None,
        stays: bool = False,
    ) -> Notice:
        """Shows `text`, and the same text only once. `action` is the label of a button and its function."""
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

    def warn(self, text: str) -> None:
        """Shows `text` as a warning."""
        self.show_notice(text, kind="warning")

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
