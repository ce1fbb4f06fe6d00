"""The dialog with all keyboard shortcuts, made from the table of actions, with a search field."""

from collections.abc import Sequence
from itertools import combinations, groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QSizePolicy, QWidget

from app.actions import ALL_ACTIONS, ActionSpec
from app.translation import tr
from app.widgets.layouts import container, hbox, scrolled, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel

_COLUMNS = 3
_COLUMN_PX = 340


class _Group(QWidget):
    """A heading and its shortcuts."""

    def __init__(self, title: str, specs: Sequence[ActionSpec]) -> None:
        super().__init__()
        self._rows: list[tuple[ActionSpec, QWidget, QWidget]] = []
        heading = PlainLabel(title, role="heading")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, spec in enumerate(specs, start=1):
            keys = _keys(spec)
            text = PlainLabel(tr(spec.tip), wrap=True)
            grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            self._rows.append((spec, keys, text))

    @property
    def key_count(self) -> int:
        """The number of listed actions."""
        return len(self._rows)

    def filter(self, text: str) -> int:
        """Shows the rows that contain every word of `text`, and returns their number."""
        words = text.lower().split()
        found = 0
        for spec, keys, label in self._rows:
            searched = f"{tr(spec.text)} {tr(spec.tip)} {spec.key_text}".lower()
            match = all(word in searched for word in words)
            keys.setVisible(match)
            label.setVisible(match)
            found += match
        self.setVisible(found > 0)
        return found


class ShortcutSheet(QDialog):
    """Lists the shortcuts of `specs` in columns; `?` opens it."""

    def __init__(self, parent: QWidget | None = None, specs: Sequence[ActionSpec] = ALL_ACTIONS) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        set_page(self, "index.md#settings-keys-and-errors")
        self.resize(1120, 660)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a key or what it does"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Find a shortcut"))
        self.search.textChanged.connect(self._filter)
        self._nothing = PlainLabel(tr("No shortcut matches."), role="muted")
        self._nothing.hide()

        with_keys = [spec for spec in specs if spec.keys]
        self._groups = [
            _Group(tr(title), list(group)) for title, group in groupby(with_keys, key=lambda spec: spec.group)
        ]
        self._matches = [group.key_count for group in self._groups]
        self._columns = [vbox(spacer()) for _ in range(_COLUMNS)]
        self._placed: list[int] = []
        self._row = hbox(*self._columns, spacing=28, margins=(0, 0, 12, 0))
        self._scroll = scrolled(container(self._row))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.setLayout(vbox(self.search, self._nothing, stretched(self._scroll), spacing=14, margins=(20, 20, 12, 16)))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _filter(self, text: str) -> None:
        self._matches = [group.filter(text) for group in self._groups]
        self._nothing.setVisible(not any(self._matches))
        self._arrange()
        self._scroll.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        """Distributes the groups with a match over as many columns as fit, of about equal length."""
        columns = min(max(1, self.width() // _COLUMN_PX), _COLUMNS)
        sizes = [matches for matches in self._matches if matches]
        places = iter(_balanced(sizes, columns))
        placed = [next(places) if matches else -1 for matches in self._matches]
        if placed == self._placed:
            return
        self._placed = placed
        for group in self._groups:
            for column in self._columns:
                column.removeWidget(group)
        for group, place in zip(self._groups, placed, strict=True):
            if place >= 0:
                self._columns[place].insertWidget(self._columns[place].count() - 1, group)
        for place in range(_COLUMNS):
            self._row.setStretch(place, int(place < columns))


def _balanced(sizes: Sequence[int], columns: int) -> list[int]:
    """Returns the column of each group, in order, such that the longest column is as short as possible."""
    if not sizes:
        return []

    def longest(starts: Sequence[int]) -> int:
        ends = (*starts[1:], len(sizes))
        return max(sum(size + 2 for size in sizes[start:end]) for start, end in zip(starts, ends, strict=True))

    splits = ((0, *rest) for rest in combinations(range(1, len(sizes)), min(columns, len(sizes)) - 1))
    best = min(splits, key=longest)
    return [sum(start <= group for start in best) - 1 for group in range(len(sizes))]


def _keys(spec: ActionSpec) -> QWidget:
    row = hbox(spacing=4, margins=0)
    for key in spec.keys:
        cap = PlainLabel(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText), role="key")
        cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(cap)
    return container(row)
