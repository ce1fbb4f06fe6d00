"""The problems of the files: unreadable, unpaired, of different sizes, or masks with unexpected values."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from app.translation import format_count, mark, tr, tr_n, tr_value
from app.widgets.layouts import stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.dataset.dataset_session import DatasetSession
from polyp_core.printable_names import printable
from training.datasets.accounting import format_account, format_total
from training.statistics.dataset_summary import DatasetSummary
from training.statistics.dataset_table import DatasetTable

_MOST_LISTED = 1000


class WarningsPage(QWidget):
    """A tree of datasets, kinds of problems and files."""

    def __init__(self, session: DatasetSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dataset_table: DatasetTable | None = None
        self._message = PlainLabel(role="muted", wrap=True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setProperty("role", "icons")
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName(tr("Problems of the files"))
        self.setLayout(vbox(self._message, stretched(self.tree), spacing=12, margins=16))
        session.table_changed.connect(self._refresh)

    @property
    def count(self) -> int:
        """The number of problems."""
        dataset_table = self._session.dataset_table
        return (
            sum(len(files) for d in dataset_table.datasets for files in problems_of(d).values()) if dataset_table else 0
        )

    @Slot()
    def _refresh(self) -> None:
        dataset_table = self._session.dataset_table
        if dataset_table is not None and dataset_table is self._dataset_table:
            return
        self._dataset_table = dataset_table
        self.tree.clear()
        if dataset_table is None:
            self._message.setText(tr("Add a folder first."))
            return
        count = self.count
        self._message.setText(
            tr_n(
                "{n} problem. Pairs that cannot be used are in no other view.",
                "{n} problems. Pairs that cannot be used are in no other view.",
                count,
            )
            if count
            else tr("Every file belongs to a usable pair, and every mask has the expected values.")
            if not self._left_out()
            else tr("Every file of the datasets belongs to a usable pair. Below are the pictures that belong to none.")
        )
        for dataset in dataset_table.datasets:
            found = problems_of(dataset)
            if not found:
                continue
            top = QTreeWidgetItem([f"{dataset.name}  ({dataset.root})"])
            top.setIcon(0, icon("folder-outline", "muted"))
            self.tree.addTopLevelItem(top)
            for kind, files in found.items():
                group = QTreeWidgetItem([f"{tr(kind)}: {format_count(len(files))}"])
                group.setIcon(0, icon("alert-outline", "warning"))
                top.addChild(group)
                group.addChildren([QTreeWidgetItem([tr_value(file)]) for file in files[:_MOST_LISTED]])
                if len(files) > _MOST_LISTED:
                    group.addChild(QTreeWidgetItem([tr_n("and {n} more", "and {n} more", len(files) - _MOST_LISTED)]))
                group.setExpanded(len(files) <= 20)
            top.setExpanded(True)
        self._show_accounts()

    def _left_out(self) -> bool:
        scanned = self._session.scanned
        return scanned is not None and any(account.files for account in scanned.accounts)

    def _show_accounts(self) -> None:
        """Adds what became of all pictures below the folders, and which of them are left out."""
        scanned = self._session.scanned
        accounts = scanned.accounts if scanned is not None else ()
        if scanned is None or not accounts:
            return
        for choice in scanned.choices:
            item = QTreeWidgetItem([tr_value(choice)])
            item.setIcon(0, icon("alert-outline", "warning"))
            self.tree.addTopLevelItem(item)
        top = QTreeWidgetItem([tr("All pictures: {total}").format(total=tr(format_total(accounts)))])
        top.setIcon(0, icon("image-multiple-outline", "muted"))
        self.tree.addTopLevelItem(top)
        for account in accounts:
            group = QTreeWidgetItem([printable(tr(format_account(account)))])
            top.addChild(group)
            for reason, files in account.files.items():
                shown = [f"{printable(file.name)}: {tr(reason)}" for file in files[:_MOST_LISTED]]
                group.addChildren([QTreeWidgetItem([text]) for text in shown])
        top.setExpanded(len(accounts) <= 20)


def problems_of(dataset: DatasetSummary) -> dict[str, Sequence[str]]:
    """Returns the files of each kind of problem by its label; kinds without files are omitted."""
    kinds: dict[str, Sequence[str]] = {
        mark("Pairs that cannot be used"): dataset.problems,
        mark("Images without a mask"): dataset.images_without_mask,
        mark("Masks without an image"): dataset.masks_without_image,
        mark("Files with the same name as another"): dataset.same_stem,
        mark("Other files left out"): dataset.left_out,
        mark("Masks that are not binary"): dataset.odd_masks,
        mark("Lists, tables and label files that do not fit"): dataset.notes,
    }
    return {kind: files for kind, files in kinds.items() if files}
