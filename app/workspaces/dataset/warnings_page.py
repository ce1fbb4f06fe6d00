"""What is wrong with the files: unreadable, unpaired, of different sizes, or masks with odd values."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from training.statistics.dataset_summary import DatasetSummary
from training.statistics.dataset_table import DatasetTable

_MOST_LISTED = 1000


class WarningsPage(QWidget):
    """A tree: dataset, kind of problem, file."""

    def __init__(self, session: DatasetSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._survey: DatasetTable | None = None
        self._words = PlainLabel()
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName("Problems of the files")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self.tree, 1)
        session.table_changed.connect(self._refresh)

    @property
    def count(self) -> int:
        """How many problems there are."""
        survey = self._session.survey
        return sum(len(files) for d in survey.datasets for files in problems_of(d).values()) if survey else 0

    @Slot()
    def _refresh(self) -> None:
        survey = self._session.survey
        if survey is not None and survey is self._survey:
            return
        self._survey = survey
        self.tree.clear()
        if survey is None:
            self._words.setText("Add a folder first.")
            return
        count = self.count
        self._words.setText(
            f"{count:,} things to look at. Pairs that cannot be used are in no other view."
            if count
            else "Every file belongs to a pair that can be used, and every mask is as masks should be."
        )
        for dataset in survey.datasets:
            found = problems_of(dataset)
            if not found:
                continue
            top = QTreeWidgetItem([f"{dataset.name}  ({dataset.root})"])
            top.setIcon(0, icon("folder-outline", "muted"))
            self.tree.addTopLevelItem(top)
            for kind, files in found.items():
                group = QTreeWidgetItem([f"{kind}: {len(files):,}"])
                group.setIcon(0, icon("alert-outline", "warning"))
                top.addChild(group)
                group.addChildren([QTreeWidgetItem([file]) for file in files[:_MOST_LISTED]])
                if len(files) > _MOST_LISTED:
                    group.addChild(QTreeWidgetItem([f"and {len(files) - _MOST_LISTED:,} more"]))
                group.setExpanded(len(files) <= 20)
            top.setExpanded(True)


def problems_of(dataset: DatasetSummary) -> dict[str, Sequence[str]]:
    """The files of each kind of problem, by its words; kinds without any are left out."""
    kinds: dict[str, Sequence[str]] = {
        "Pairs that cannot be used": dataset.problems,
        "Images without a mask": dataset.images_without_mask,
        "Masks without an image": dataset.masks_without_image,
        "Files whose name another file has already": dataset.same_stem,
        "Masks that are not binary": dataset.odd_masks,
        "Lists and tables that do not fit the files": dataset.notes,
    }
    return {kind: files for kind, files in kinds.items() if files}
