"""The config of a run as a table, and its values as text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.services.model_fields import format_value
from app.translation import tr
from app.widgets.plain_text import tooltip
from app.workspaces.training.setting_labels import AUGMENT, full_label_of
from training.config.fit_config import FitConfig
from training.config.make_config import make_config


class TextTable(QTableWidget):
    """A read-only table of texts, which can be copied."""

    def __init__(self, name: str, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(columns))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Sequence[str]], bold: Sequence[bool] = (), tips: Sequence[str] = ()) -> None:
        """Replaces the rows. `tips` are the tooltips of the first cells; the other cells' tooltips are their texts."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tooltip(tips[place] if column == 0 and tips else text))
                if place < len(bold) and bold[place]:
                    font = QFont(self.font())
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(place, column, item)

    def texts(self) -> list[list[str]]:
        """Returns the texts by row."""
        return [[self._text(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


class ConfigTable(TextTable):
    """Every setting with its value and that of the preset; those that differ are bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings of the run"), (tr("Setting"), tr("Value"), tr("Preset")), parent)
        self._config: FitConfig | None = None

    def show_config(self, config: FitConfig | None) -> None:
        """Shows `config`, or an empty table."""
        if config == self._config:
            return
        self._config = config
        if config is None:
            self.show_rows(())
            return
        values, defaults = formatted_values(config), formatted_values(make_config(config.preset))
        rows = [(full_label_of(name), value, defaults[name]) for name, value in values.items()]
        names = [tr("On the command line {name}").format(name=name) for name in values]
        self.show_rows(rows, [value != default for _, value, default in rows], names)


def formatted_values(config: FitConfig) -> dict[str, str]:
    """Returns every setting as text, by its name on the command line, such as `augment.blur`."""
    return {name: format_value(value) for name, value in flat_values(config).items()}


def flat_values(config: FitConfig) -> dict[str, Any]:
    """Returns every setting by its name on the command line, such as `augment.blur`."""
    values = config.model_dump()
    return values | {AUGMENT + name: value for name, value in values.pop("augment").items()}
