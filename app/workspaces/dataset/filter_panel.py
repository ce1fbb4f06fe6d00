"""The filter panel: the folders, check boxes of values with their counts, and ranges of numbers."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.translation import format_count, mark, tr, tr_value
from app.widgets.buttons import icon_label, push_button, tool_button
from app.widgets.elided_check_box import ElidedCheckBox
from app.widgets.focus_frame import FocusFrame
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.number_input import NumberBox
from app.widgets.plain_text import ElidedLabel, PlainLabel, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from training.browser.columns import CHOICES, RANGES, Column, column_of, format_value, listing, size_spans
from training.browser.pair_filter import Range, counts_in_choice, value_counts

_MOST_VALUES = 12
"""Columns with more values have a combo box instead of check boxes."""
_MOST_LISTED = 500
_ANY = mark("any")
_WIDTH_PX = 268
_ICON_PX = 16


class FilterPanel(QScrollArea):
    """Shows the session's folders and filter, and changes them."""

    add_folder_requested = Signal()
    folder_removed = Signal(Path)
    describe_requested = Signal(Path)
    """A folder whose layout the user wants to describe."""

    def __init__(self, session: DatasetSession, read_again: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusFrame(self)
        self._session = session
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH_PX)
        self.boxes: dict[tuple[str, str], ElidedCheckBox] = {}
        """The check boxes by column and value."""
        self.counts: dict[tuple[str, str], PlainLabel] = {}
        """The number of pairs behind each check box, of those that meet the other conditions."""
        self.lists: dict[str, QComboBox] = {}
        """The combo boxes of columns with many values."""
        self.folders: dict[Path, FolderRow] = {}
        self.fields: dict[str, RangeField] = {}
        self._folders, self._choices = vbox(spacing=2), vbox(spacing=14)
        self.add_button = push_button(
            tr("Add folder…"), "folder-plus-outline", tr("Add a folder of images and masks; you can also drop it here")
        )
        self.add_button.clicked.connect(self.add_folder_requested)
        self.read_again = QToolButton()
        self.read_again.setDefaultAction(read_again)
        self.read_again.setAccessibleName(read_again.text())
        head = hbox(stretched(PlainLabel(tr("Folders"), role="section")), self.read_again)
        body = container(
            vbox(head, self._folders, self.add_button, self._choices, spacer(), spacing=14, margins=(14, 12, 14, 12))
        )
        self.setWidget(body)
        session.roots_changed.connect(self._list_folders)
        session.table_changed.connect(self._list_folders)
        session.table_changed.connect(self._make_choices)
        session.rows_changed.connect(self._show_filter)
        self._list_folders()

    @Slot()
    def _list_folders(self) -> None:
        _clear(self._folders)
        self.folders = {root: self._make_folder(root) for root in self._session.roots}
        for row in self.folders.values():
            self._folders.addWidget(row)

    def _make_folder(self, root: Path) -> "FolderRow":
        row = FolderRow(root, tr_value(self._session.refused.get(root, "")))
        row.remove.clicked.connect(lambda: self.folder_removed.emit(root))
        row.describe.clicked.connect(lambda: self.describe_requested.emit(root))
        return row

    @Slot()
    def _make_choices(self) -> None:
        _clear(self._choices)
        self.boxes, self.counts, self.lists, self.fields = {}, {}, {}, {}
        table = self._session.table
        for key in CHOICES:
            if key not in table:
                continue
            values = value_counts(table, key)
            if len(values) > _MOST_VALUES:
                self._choices.addWidget(self._make_list(column_of(key), values))
            elif len(values) > 1:
                self._choices.addWidget(self._make_ticks(column_of(key), values))
        for key in RANGES:
            if key in table and table[key].notna().any():
                field = RangeField(column_of(key), table[key].to_numpy(np.float64))
                field.changed.connect(self._on_range)
                self.fields[key] = field
                self._choices.addWidget(field)
        self._show_filter()

    def _make_ticks(self, column: Column, counts: dict[str, int]) -> QWidget:
        group = QWidget()
        rows = QGridLayout(group)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(4)
        heading = PlainLabel(tr(column.title), role="section")
        heading.setToolTip(tr(column.tip))
        rows.addWidget(heading, 0, 0, 1, 2)
        dataset_table = self._session.dataset_table
        spans = size_spans(dataset_table.limits) if column.key == "size_class" and dataset_table is not None else {}
        for row, value in enumerate(listing(column.key, counts), 1):
            text = tr_value(format_value(column.key, value))
            box = ElidedCheckBox(f"{text}, {tr(spans[value])}" if value in spans else text)
            box.toggled.connect(lambda _=False, key=column.key: self._on_ticked(key))
            self.boxes[column.key, value] = box
            rows.addWidget(box, row, 0)
            count = self.counts[column.key, value] = PlainLabel(role="muted")
            rows.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
        rows.setColumnStretch(0, 1)
        return group

    def _make_list(self, column: Column, counts: dict[str, int]) -> QWidget:
        heading = PlainLabel(tr(column.title), role="section")
        heading.setToolTip(tr(column.tip))
        values = QComboBox()
        values.setAccessibleName(tr(column.title))
        values.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        values.addItem(tr(_ANY), None)
        for value in listing(column.key, counts)[:_MOST_LISTED]:
            values.addItem(tr_value(format_value(column.key, value)), value)
        values.activated.connect(lambda _=0, key=column.key: self._on_listed(key))
        self.lists[column.key] = values
        return container(vbox(heading, values, spacing=4, margins=0))

    def _on_listed(self, column: str) -> None:
        value = self.lists[column].currentData()
        chosen = frozenset() if value is None else frozenset((value,))
        self._session.set_filter(self._session.filter.with_choice(column, chosen))

    def _on_ticked(self, column: str) -> None:
        chosen = frozenset(value for (key, value), box in self.boxes.items() if key == column and box.isChecked())
        self._session.set_filter(self._session.filter.with_choice(column, chosen))

    @Slot(str, object)
    def _on_range(self, column: str, span: Range | None) -> None:
        self._session.set_filter(self._session.filter.with_range(column, span))

    @Slot()
    def _show_filter(self) -> None:
        chosen = self._session.filter
        for (column, value), box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(value in chosen.choices.get(column, ()))
            box.blockSignals(False)
        self._show_counts()
        for column, values in self.lists.items():
            listed = next(iter(chosen.choices.get(column, ())), None)
            values.setCurrentIndex(max(0, values.findData(listed)))
        for key, field in self.fields.items():
            field.show_range(chosen.ranges.get(key))

    def _show_counts(self) -> None:
        table, chosen = self._session.table, self._session.filter
        counts = {column: counts_in_choice(table, chosen, column) for column in CHOICES if column in table}
        for (column, value), label in self.counts.items():
            label.setText(format_count(counts[column].get(value, 0)))
        for column, values in self.lists.items():
            for place in range(1, values.count()):
                value = values.itemData(place)
                values.setItemText(
                    place, f"{tr_value(format_value(column, value))}  ({format_count(counts[column].get(value, 0))})"
                )


class FolderRow(QWidget):
    """A folder's name with a button to remove it; `refused` is the reason why it has no pairs, or ""."""

    def __init__(self, root: Path, refused: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(root.name)
        if refused:
            self.name.setProperty("role", "muted")
        self.name.setToolTip(tooltip(f"{root}\n{refused}".strip()))
        self.reason = PlainLabel(f"{refused.partition('. ')[0].rstrip('.')}.", role="muted", wrap=True)
        self.reason.setMinimumWidth(1)  # a long path does not widen the panel
        self.reason.setToolTip(tooltip(refused))
        self.reason.setVisible(bool(refused))
        self.remove = tool_button(
            "close", tr("Remove {name} from the list; nothing is deleted on disk").format(name=root.name)
        )
        self.remove.setAccessibleName(tr("Remove {name} from the list").format(name=root.name))
        self.describe = tool_button(
            "file-document-edit-outline", tr("Describe the layout of {name} (dataset.toml)").format(name=root.name)
        )
        self.describe.setAccessibleName(tr("Describe the layout of {name}").format(name=root.name))
        line = hbox(stretched(self.name), self.describe, self.remove, spacing=6)
        if refused:
            line.insertWidget(0, icon_label("alert-outline", "warning", _ICON_PX))
        self.setLayout(vbox(line, self.reason, spacing=0, margins=0))


class RangeField(QWidget):
    """The lowest and highest value to keep of a numeric column; the whole range is no condition."""

    changed = Signal(str, object)
    """Column, and a Range or None."""

    def __init__(self, column: Column, values: np.ndarray, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = column.key
        self._scale = 100.0 if column.kind == "share" else 1.0
        known = values[np.isfinite(values)]
        step = 10.0 ** -(0 if column.kind == "whole" else column.digits)
        # Rounded outwards, to include the pairs with the lowest and highest value.
        self._low = float(np.floor(known.min() * self._scale / step) * step)
        self._high = float(np.ceil(known.max() * self._scale / step) * step)
        self.low, self.high = NumberBox(), NumberBox()
        title = tr(column.title)
        for box, end in ((self.low, tr("{title} from")), (self.high, tr("{title} to"))):
            box.setDecimals(0 if column.kind == "whole" else column.digits)
            box.setRange(self._low, self._high)
            box.setSingleStep(max(step, (self._high - self._low) / 50))
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setAccessibleName(end.format(title=title))
            box.valueChanged.connect(self._on_changed)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        heading = PlainLabel(f"{title} (%)" if column.kind == "share" else title, role="section")
        heading.setToolTip(tr(column.tip))
        layout.addWidget(heading, 0, 0, 1, 3)
        layout.addWidget(self.low, 1, 0)
        layout.addWidget(PlainLabel(tr("to", "between two numbers"), role="muted"), 1, 1)
        layout.addWidget(self.high, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)
        self.show_range(None)

    def show_range(self, span: Range | None) -> None:
        """Shows the condition `span`; None is the whole range."""
        low, high = (self._low, self._high) if span is None else (span.low * self._scale, span.high * self._scale)
        for box, value in ((self.low, low), (self.high, high)):
            box.blockSignals(True)
            box.setValue(min(max(value, self._low), self._high))
            box.blockSignals(False)

    def _on_changed(self) -> None:
        low = -np.inf if self.low.value() <= self._low else self.low.value() / self._scale
        high = np.inf if self.high.value() >= self._high else self.high.value() / self._scale
        whole = np.isinf(low) and np.isinf(high)
        self.changed.emit(self._key, None if whole else Range(low, high))


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
