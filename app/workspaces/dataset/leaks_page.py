"""Near copies across datasets or splits: which two pairs, how alike, and both pictures beside each other."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.widgets.plain_text import PlainLabel, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.pair_drawing import to_pixmap
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from polyp_core.printable_names import printable
from training.datasets.leaks import Leak
from training.datasets.sample import Sample
from training.statistics.dataset_table import COPY_NEARBY, DatasetTable

_SIDE_PX = 360


class LeaksPage(QWidget):
    """Lists the leaks that `scan --leaks` lists, and shows the chosen one."""

    opened = Signal(str)
    """The id of a pair to see in detail."""

    def __init__(self, session: DatasetSession, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._loader = session, loader
        self._survey: DatasetTable | None = None
        self._samples: dict[str, Sample] = {}
        self._leaks: tuple[Leak, ...] = ()
        self._words = PlainLabel()
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels(["Pair", "Near copy", "Where", "Picture", "Detail"])
        self.list.setAccessibleName("Near copies across datasets or splits")
        self.list.setToolTip("Enter or a double click opens the first of the two; a double click on a picture opens it")
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.text(0)))
        header = self.list.header()
        for place in range(2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._pictures = (_Picture(), _Picture())
        for picture in self._pictures:
            picture.clicked.connect(self.opened)
        both = QHBoxLayout()
        both.setSpacing(16)
        for picture in self._pictures:
            both.addWidget(picture, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.list, 2)
        layout.addLayout(both, 3)
        session.table_changed.connect(self._refresh)
        session.reading_stopped.connect(self._show_words)
        session.working.connect(self._show_words)
        loader.arrived.connect(self._on_arrived)

    @Slot()
    def _refresh(self) -> None:
        survey = self._session.survey
        if survey is not None and survey is self._survey:
            return
        self._survey = survey
        self._leaks = survey.leaks if survey is not None else ()
        self._samples = {sample.id: sample for sample in survey.samples} if survey is not None else {}
        self._show_words()
        self.list.clear()
        for leak in self._leaks:
            where = f"{leak.kind}: {leak.sides[0]} and {leak.sides[1]}"
            item = QTreeWidgetItem([leak.first, leak.second, where, f"{leak.picture:.2f}", f"{leak.detail:.2f}"])
            for place in range(3):
                item.setToolTip(place, tooltip(item.text(place)))
            self.list.addTopLevelItem(item)
        self.list.resizeColumnToContents(2)
        self.list.setVisible(bool(self._leaks))
        if self._leaks:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        else:
            self._show_current()

    @Slot()
    def _show_words(self) -> None:
        self._words.setText(self._describe())

    def _describe(self) -> str:
        if self._session.survey is None:
            return "Add a folder first."
        if not self._session.copies_known:
            stopped = "Near copies have not been looked for: the reading was stopped."
            return stopped if self._session.stopped else "Near copies are being looked for…"
        if not self._leaks:
            return f"No near copies across datasets, nor across the published lists.{self._within_words()}"
        return (
            f"{len(self._leaks):,} pairs of near copies lie in two datasets, or on both sides of the published lists. "
            "A model that has seen one of the two knows the other: a score on it looks too good. The numbers are "
            f"correlations of the whole pictures, and of their details.{self._within_words()}"
        )

    def _within_words(self) -> str:
        count = int((self._session.table["near_copy"] == COPY_NEARBY).sum())
        if not count:
            return ""
        return (
            f" {count:,} pairs have near copies within their own dataset alone, such as frames of one sequence: groups "
            "and splits keep these together, and the filter beside chooses them."
        )

    @Slot()
    def _show_current(self) -> None:
        row = self.list.currentIndex().row()
        leak = self._leaks[row] if 0 <= row < len(self._leaks) else None
        for picture, id in zip(self._pictures, (leak.first, leak.second) if leak else ("", ""), strict=True):
            picture.id = id
            self._draw(picture)

    @Slot(str)
    def _on_arrived(self, image_path: str) -> None:
        for picture in self._pictures:
            sample = self._samples.get(picture.id)
            if sample is not None and printable(sample.image_path) == image_path:
                self._draw(picture)

    def _draw(self, picture: "_Picture") -> None:
        sample = self._samples.get(picture.id)
        if sample is None:
            picture.clear()
            return
        picture.caption.setText(sample.id)
        pair = self._loader.at(
            printable(sample.image_path), printable(sample.mask_path or ""), str(sample.mask_reading)
        )
        if pair is None:
            picture.image.clear()
        else:
            pixmap = to_pixmap(pair.image).scaled(
                _SIDE_PX,
                _SIDE_PX,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.image.setPixmap(pixmap)


class _Picture(QWidget):
    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.id = ""
        self.image, self.caption = PlainLabel(), PlainLabel()
        self.image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.image.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.image.setMinimumHeight(120)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.image, 1)
        column.addWidget(self.caption)

    def clear(self) -> None:
        self.image.clear()
        self.caption.clear()

    def mouseDoubleClickEvent(self, event: object) -> None:
        if self.id:
            self.clicked.emit(self.id)
