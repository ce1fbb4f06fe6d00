"""Rows and columns of widgets, each written as one expression."""

from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.widgets.focus_frame import FocusFrame

Box = TypeVar("Box", bound=QBoxLayout)

Margins = int | tuple[int, int, int, int]
"""In pixels: on all sides, or left, top, right and bottom."""


class Placed(NamedTuple):
    """A widget or a layout, or None for a space that grows, with its stretch factor and alignment."""

    content: QWidget | QLayout | None
    factor: int = 0
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag(0)


Part = QWidget | QLayout | Placed | int
"""A number is a space of that many pixels."""


def stretched(content: QWidget | QLayout, factor: int = 1) -> Placed:
    """Returns `content` so that it takes the free space, shared with others in proportion to `factor`."""
    return Placed(content, factor)


def spacer(factor: int = 0) -> Placed:
    """Returns a space that grows."""
    return Placed(None, factor)


def aligned(content: QWidget, alignment: Qt.AlignmentFlag) -> Placed:
    """Returns `content` so that it keeps its size within the space it gets."""
    return Placed(content, alignment=alignment)


def hbox(*parts: Part, spacing: int | None = None, margins: Margins | None = None) -> QHBoxLayout:
    """Returns `parts` side by side; spacing and margins that are not given are those of the style."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def vbox(*parts: Part, spacing: int | None = None, margins: Margins | None = None) -> QVBoxLayout:
    """Returns `parts` one below the other; spacing and margins that are not given are those of the style."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def container(layout: QLayout) -> QWidget:
    """Returns a widget with `layout`."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def scrolled(content: QWidget) -> QScrollArea:
    """Returns an area in which `content` scrolls if it is too large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    FocusFrame(area)
    return area


def _filled(box: Box, parts: tuple[Part, ...], spacing: int | None, margins: Margins | None) -> Box:
    if spacing is not None:
        box.setSpacing(spacing)
    if margins is not None:
        box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    for part in parts:
        if isinstance(part, int):
            box.addSpacing(part)
            continue
        content, factor, alignment = part if isinstance(part, Placed) else Placed(part)
        if content is None:
            box.addStretch(factor)
        elif isinstance(content, QWidget):
            box.addWidget(content, factor, alignment)
        else:
            box.addLayout(content, factor)
    return box
