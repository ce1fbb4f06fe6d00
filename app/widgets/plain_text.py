"""Shows texts such as file names literally where Qt would interpret HTML, `&` or `[*]` in them."""

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from superqt import QElidingLabel

from polyp_core.display_text import one_line, visible

_BREAK = "\N{ZERO WIDTH SPACE}"
"""A line may end here, which is not seen otherwise."""
_LONG_WORD = re.compile(r"\S{33,}")
_LONG_NAME = re.compile(r"[^/\\]{33,}")  # between the separators of a path
_INSIDE_NAME = re.compile(r"(?<=.)(?=\w)")
_AFTER_SEPARATOR = re.compile(r"(?<=[/\\])(?=\w)")


class PlainLabel(QLabel):
    """A label that shows HTML as text and escapes invisible characters such as direction marks.

    `role` is one of the style sheet's, such as "muted" or "heading"; `wrap` breaks long lines, also within a long file
    name. The mouse can select the text if it is `selectable`, and then copies it as it is.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "",
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def text(self) -> str:
        return super().text().replace(_BREAK, "")

    def setText(self, text: str) -> None:
        is_selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        breaks = self.wordWrap() and not is_selectable
        super().setText(_breakable(visible(text)) if breaks else visible(text))


class ElidedLabel(QElidingLabel):
    """A label of one line, elided in the middle if it is too narrow; screen readers get the whole text."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))
        self.setAccessibleName(visible(text))


def _breakable(text: str) -> str:
    """Returns `text` with places where a line can end inside long words; Qt would cut them off."""

    def with_breaks(word: re.Match[str]) -> str:
        names_broken = _LONG_NAME.sub(lambda name: _INSIDE_NAME.sub(_BREAK, name[0]), word[0])
        return _AFTER_SEPARATOR.sub(_BREAK, names_broken)

    return _LONG_WORD.sub(with_breaks, text)


def tooltip(text: str) -> str:
    """Returns `text` for `setToolTip`, which would render HTML."""
    text = visible(text)
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if "<" in text else text


def title(text: str) -> str:
    """Returns `text` for `setWindowTitle`, which interprets `[*]` as the mark of a modified document."""
    return one_line(text).replace("[*]", "[*][*]")


def control_text(text: str) -> str:
    """Returns `text` for buttons, check boxes, menus and tabs, where `&` makes the next letter a key."""
    return one_line(text).replace("&", "&&")
