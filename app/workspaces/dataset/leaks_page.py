"""Near copies across datasets or splits: a list with their similarity, and both pictures side by side."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from app.translation import tr, tr_n
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.qimages import to_pixmap
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from polyp_core.printable_names import printable
from training.datasets.leaks import Leak
from training.datasets.sample import Sample
from training.statistics.dataset_table import COPY_NEARBY, DatasetTable

_SIDE_PX = 360


class LeaksPage(QWidget):
    """Lists the leaks, as `scan --leaks` does, and shows the selected one."""

    opened = Signal(str)
    """The id of a pair to show in detail."""

    def __init__(self, session: DatasetSession, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._loader = session, loader
        self._dataset_table: DatasetTable | None = None
        self._samples: dict[str, Sample] = {}
        self._leaks: tuple[Leak, ...] = ()
        self._message = PlainLabel(role="muted", wrap=True)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels([tr("Pair"), tr("Near copy"), tr("Where"), tr("Picture"), tr("Detail")])
        self.list.setAccessibleName(tr("Near copies across datasets or splits"))
        self.list.setToolTip(
            tr("Enter or a double click opens the first pair; a double click on a picture opens that pair")
        )
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.text(0)))
        header = self.list.header()
        for place in range(2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._pictures = (_Picture(), _Picture())
        for picture in self._pictures:
            picture.clicked.connect(self.opened)
        both = hbox(*map(stretched, self._pictures), spacing=16)
        self.setLayout(vbox(self._message, stretched(self.list, 2), stretched(both, 3), spacing=12, margins=16))
        session.table_changed.connect(self._refresh)
        session.reading_stopped.connect(self._show_message)
        session.working.connect(self._show_message)
        loader.loaded.connect(self._on_loaded)

    @Slot()
    def _refresh(self) -> None:
        dataset_table = self._session.dataset_table
        if dataset_table is not None and dataset_table is self._dataset_table:
            return
        self._dataset_table = dataset_table
        self._leaks = dataset_table.leaks if dataset_table is not None else ()
        self._samples = {sample.id: sample for sample in dataset_table.samples} if dataset_table is not None else {}
        self._show_message()
        self.list.clear()
        for leak in self._leaks:
            where = tr("{kind}: {first} and {second}").format(
                kind=tr(leak.kind), first=tr(leak.sides[0]), second=tr(leak.sides[1])
            )
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
    def _show_message(self) -> None:
        self._message.setText(self._describe())

    def _describe(self) -> str:
        if self._session.dataset_table is None:
            return tr("Add a folder first.")
        if not self._session.copies_known:
            stopped = tr("Near copies were not searched for, because reading was stopped.")
            return stopped if self._session.stopped else tr("Searching for near copies…")
        if not self._leaks:
            return tr("No near copies across datasets, nor across the published lists.") + self._format_copies_within()
        return (
            tr_n(
                "{n} near copy is in two datasets, or on both sides of the published lists. The score of a model on "
                "a picture is too high if it was trained on a near copy. The numbers are correlations of the whole "
                "pictures, and of their details.",
                "{n} near copies are in two datasets, or on both sides of the published lists. The score of a model "
                "on a picture is too high if it was trained on a near copy. The numbers are correlations of the "
                "whole pictures, and of their details.",
                len(self._leaks),
            )
            + self._format_copies_within()
        )

    def _format_copies_within(self) -> str:
        count = int((self._session.table["near_copy"] == COPY_NEARBY).sum())
        if not count:
            return ""
        return " " + tr_n(
            "{n} pair has near copies within its own dataset only, such as frames of one sequence: groups and splits "
            "keep these together, and the filter panel can select them.",
            "{n} pairs have near copies within their own dataset only, such as frames of one sequence: groups and "
            "splits keep these together, and the filter panel can select them.",
            count,
        )

    @Slot()
    def _show_current(self) -> None:
        row = self.list.currentIndex().row()
        leak = self._leaks[row] if 0 <= row < len(self._leaks) else None
        for picture, id in zip(self._pictures, (leak.first, leak.second) if leak else ("", ""), strict=True):
            picture.id = id
            self._draw(picture)

    @Slot(str)
    def _on_loaded(self, image_path: str) -> None:
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
        pair = self._loader.get(
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
        self.setLayout(vbox(stretched(self.image), self.caption, margins=0))

    def clear(self) -> None:
        self.image.clear()
        self.caption.clear()

    def mouseDoubleClickEvent(self, event: object) -> None:
        if self.id:
            self.clicked.emit(self.id)
