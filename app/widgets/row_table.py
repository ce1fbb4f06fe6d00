"""A table that is only read, of which one whole row is selected at a time."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QTableWidget


def row_table(name: str, columns: Sequence[str]) -> QTableWidget:
    """Returns an empty table with the headings `columns`; `name` is what screen readers call it."""
    table = QTableWidget(0, len(columns))
    table.setHorizontalHeaderLabels(list(columns))
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)  # else Tab would not leave the table
    table.verticalHeader().hide()
    return table
