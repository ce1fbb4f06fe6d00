"""The chosen pairs as a Qt model, which the grid and the table share."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QPixmap

from app.translation import tr, tr_value
from app.widgets.plain_text import tooltip
from app.widgets.qimages import to_pixmap
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.pair_drawing import MODELS, TRUTH, outlined
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from training.browser.columns import COLUMNS, DICE_A, DICE_B, Column

THUMBNAIL = Qt.ItemDataRole.UserRole
"""The role of the thumbnail (QPixmap) in the first column; None while it is being read."""
SCORE = THUMBNAIL + 1
"""The role of the Dice of the models in the first column, such as "0.91" or "0.91 / 0.87"; "" without scores."""

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class PairModel(QAbstractTableModel):
    """One row per chosen pair, in the session's order; the first column has the thumbnail."""

    def __init__(self, session: DatasetSession, loader: ThumbnailLoader) -> None:
        super().__init__(session)
        self._session, self._loader = session, loader
        self._columns: tuple[Column, ...] = COLUMNS[:1]
        self._outlines = self._predictions = True
        self._models: tuple[str, ...] = ()
        self._pixmaps: dict[str, QPixmap] = {}
        self._keys: set[str] = set()
        self._paths: list[str] = []
        self._row_of: dict[str, int] = {}
        session.rows_changed.connect(self._on_rows)
        session.files_changed.connect(self._on_files)
        loader.loaded.connect(self._on_loaded)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The current columns; those of scores are not always present."""
        return self._columns

    @property
    def outlines(self) -> bool:
        """Whether the masks are outlined on the thumbnails."""
        return self._outlines

    def set_outlines(self, shown: bool) -> None:
        self._outlines = shown
        self.redraw()

    def set_predictions(self, shown: bool) -> None:
        """Outlines the masks of the models, or not."""
        self._predictions = shown
        self.redraw()

    def set_models(self, models: tuple[str, ...]) -> None:
        """Outlines the masks of the models with these SHA-256, of the slots A and B; "" stands for none."""
        self._models = models
        self._loader.set_models(tuple(filter(None, models)))
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draws all thumbnails again."""
        self._pixmaps.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def table_row(self, index: Index) -> int:
        """Returns the row in the session's table of the pair at `index`."""
        return int(self._session.rows[index.row()])

    def path_at(self, row: int) -> str:
        """Returns the path of the image in this row."""
        return self._paths[row]

    def row_of(self, image_path: str) -> int | None:
        """Returns the row of this image, or None."""
        return self._row_of.get(image_path)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._session.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self._columns[section].title)
        return tr(self._columns[section].tip) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tr_value(column.show(self._value(index, column.key)))
            case Qt.ItemDataRole.TextAlignmentRole if column.kind != "text":
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == THUMBNAIL:
                return self._pixmap(index)
            case _ if role == SCORE:
                return " / ".join(self._format_dice(index, key) for key in (DICE_A, DICE_B) if key in self._keys)
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return tooltip(str(self._value(index, "id")))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{tr(column.title)}: {tr_value(column.show(self._value(index, column.key)))}"
        return None

    def _format_dice(self, index: Index, key: str) -> str:
        value = self._value(index, key)
        return "–" if np.isnan(value) else f"{value:.2f}"

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._session.sort_by(self._columns[column].key, ascending=order == Qt.SortOrder.AscendingOrder)

    def _value(self, index: Index, key: str) -> Any:
        return self._session.table[key].iat[self.table_row(index)]

    def _pixmap(self, index: Index) -> QPixmap | None:
        image_path = str(self._value(index, "image_path"))
        cached = self._pixmaps.get(image_path)
        if cached is not None:
            return cached
        mask_path, reading = (str(self._value(index, key)) for key in ("mask_path", "mask_reading"))
        pair = self._loader.get(image_path, mask_path, reading)
        if pair is None:
            return None
        masks = [(pair.truth, TRUTH)] if self._outlines else []
        if self._predictions:
            found = self._loader.predictions(image_path)
            masks += [
                (found[sha256], style) for sha256, style in zip(self._models, MODELS, strict=False) if sha256 in found
            ]
        image = outlined(pair.image, masks)
        if len(self._pixmaps) > 1000:
            self._pixmaps.clear()
        self._pixmaps[image_path] = to_pixmap(image)
        return self._pixmaps[image_path]

    @Slot()
    def _on_rows(self) -> None:
        self.beginResetModel()
        self._columns = tuple(column for column in COLUMNS if column.key in self._session.table)
        self._keys = {column.key for column in self._columns}
        chosen = self._session.chosen
        self._paths = chosen["image_path"].tolist() if len(chosen) else []
        self._row_of = {path: row for row, path in enumerate(self._paths)}
        self.endResetModel()

    @Slot(object)
    def _on_files(self, image_paths: frozenset[str]) -> None:
        for path in image_paths:
            self._pixmaps.pop(path, None)

    @Slot(str)
    def _on_loaded(self, image_path: str) -> None:
        row = self._row_of.get(image_path)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [THUMBNAIL])
