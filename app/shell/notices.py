"""Short messages over the window that never take the focus."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
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
_RECHECK_MS = 1_000  # while a message is in use
_AT_MOST = 3
_WIDTH_PX = 400
_MARGIN_PX = 12
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Notice(QFrame):
    """One message with at most one button.

    Disappears after a while, but not while the pointer is on it or a button of it has the focus; with `stays` only when
    it is dismissed.
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
            self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.button.clicked.connect(slot)
            self.button.clicked.connect(self.dismiss)
            texts.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        close = tool_button("close", tr("Dismiss (Esc)"))
        close.setAccessibleName(tr("Dismiss the message"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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
        under_pointer = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if self.isVisible() and (under_pointer or self.isAncestorOf(self.window().focusWidget() or self.window())):
            self._timer.start(_RECHECK_MS)
        else:
            self.dismiss()


class NoticeArea(QWidget):
    """Stacks the latest few notices over the upper edge of `over`, a widget inside `host`; by default of `host`.

    `find_part` returns the part of `over` over which they lie while it is visible, so that they hide no headings or
    controls above it; None without one. `place` is to be called when it returns another part.
    """

    def __init__(
        self, host: QWidget, over: QWidget | None = None, find_part: Callable[[], QWidget | None] = lambda: None
    ) -> None:
        super().__init__(host)
        self._host, self._over, self._find_part = host, over or host, find_part
        self._layout = vbox(spacing=8, margins=0)
        self.setLayout(self._layout)
        self._notices: list[Notice] = []
        self._over.installEventFilter(self)
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
        self.place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return notice

    def warn(self, text: str) -> None:
        """Shows `text` as a warning."""
        self.show_notice(text, kind="warning")

    @Slot(str)
    def withdraw(self, text: str) -> None:
        """Removes the notice with this text, if it is visible."""
        for shown in self.notices:
            if shown.text == text:
                shown.dismiss()

    def dismiss_newest(self) -> bool:
        """Removes the newest notice; returns whether there was one."""
        if not self._notices:
            return False
        self._notices[-1].dismiss()
        return True

    def _on_dismissed(self) -> None:
        notice = self.sender()
        assert isinstance(notice, Notice)
        if notice in self._notices:
            self._notices.remove(notice)
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
            self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.place()
        return False

    @Slot()
    def place(self) -> None:
        """Moves the notices to where they belong now."""
        if not self._notices:
            self.hide()
            return
        part = self._find_part()
        if part is not None:
            part.installEventFilter(self)  # again and again, which Qt allows
        over = self._rect_of(self._over)
        edge = self._rect_of(part) if part is not None and part.isVisibleTo(self._host) else over
        width = min(_WIDTH_PX, over.width() - 2 * _MARGIN_PX)
        self.setFixedWidth(width)
        self._layout.activate()
        height = self._layout.heightForWidth(width)
        left = min(max(edge.center().x() - width // 2, over.x() + _MARGIN_PX), over.right() - _MARGIN_PX - width)
        self.setGeometry(left, edge.y() + _MARGIN_PX, width, height)
        self.raise_()

    def _rect_of(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._host, QPoint(0, 0)), widget.size())
