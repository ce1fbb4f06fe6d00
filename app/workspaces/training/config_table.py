"""A run's config as a table, and the differences of two."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.services.model_fields import format_value
from app.widgets.plain_text import tooltip
from app.workspaces.training.setting_labels import AUGMENT, full_label_of
from training.config.fit_config import FitConfig, make_config


class WordTable(QTableWidget):
    """Rows of words to read and copy; nothing in them is changed."""

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
        """Shows these rows in place of what was there; those marked in `bold` stand out.

        A tip explains the first cell of its row; other cells tell on hovering what they hold.
        """
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setToolTip(tooltip(tips[place] if column == 0 and tips else words))
                if place < len(bold) and bold[place]:
                    font = QFont(self.font())
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(place, column, item)

    def texts(self) -> list[list[str]]:
        """What the table shows, row by row."""
        return [[self._text(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


class ConfigTable(WordTable):
    """Every setting beside the preset's own; those that differ are bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Settings of the run", ("Setting", "Value", "The preset's own"), parent)
        self._config: FitConfig | None = None

    def show_config(self, config: FitConfig | None) -> None:
        """Shows `config`, or nothing."""
        if config == self._config:
            return
        self._config = config
        if config is None:
            self.show_rows(())
            return
        values, usual = formatted_values(config), formatted_values(make_config(config.preset))
        rows = [(full_label_of(name), value, usual[name]) for name, value in values.items()]
        names = [f"On the command line {name}" for name in values]
        self.show_rows(rows, [value != own for _, value, own in rows], names)


def formatted_values(config: FitConfig) -> dict[str, str]:
    """Returns every setting as text, by its name on the command line, such as `augment.blur`."""
    return {name: format_value(value) for name, value in flat_values(config).items()}


def flat_values(config: FitConfig) -> dict[str, Any]:
    """Returns every setting by its name on the command line, such as `augment.blur`."""
    values = config.model_dump()
    return values | {AUGMENT + name: value for name, value in values.pop("augment").items()}
