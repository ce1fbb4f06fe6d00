"""The Dataset workspace: connects the session, the filter and the pages."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.actions import DATASET_ACTIONS, ActionTable
from app.services.deadline import Deadline
from app.services.tasks import Tasks
from app.translation import format_count, tr
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.empty_page import EmptyPage
from app.widgets.file_dialogs import ask_for_folder
from app.widgets.layouts import container, hbox, stretched, vbox
from app.widgets.narrow_tabs import NarrowTabs
from app.widgets.task_row import TaskStrip
from app.widgets.theme import icon
from app.workspaces.context import Context, PairList
from app.workspaces.dataset.charts_page import ChartsPage
from app.workspaces.dataset.chosen_bar import ChosenBar
from app.workspaces.dataset.correction_export import CorrectionExport
from app.workspaces.dataset.dataset_session import DatasetSession, Rows
from app.workspaces.dataset.description_dialog import DescriptionDialog
from app.workspaces.dataset.export_button import PairExport
from app.workspaces.dataset.filter_panel import FilterPanel
from app.workspaces.dataset.hypotheses_page import HypothesesPage
from app.workspaces.dataset.leaks_page import LeaksPage
from app.workspaces.dataset.map_page import MapPage
from app.workspaces.dataset.masks_bar import MasksBar
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.models_bar import ModelsBar
from app.workspaces.dataset.pair_detail import PairDetailPage
from app.workspaces.dataset.pairs_page import PairsPage
from app.workspaces.dataset.scores_page import ScoresPage
from app.workspaces.dataset.scoring import Scoring
from app.workspaces.dataset.split_page import SplitPage
from app.workspaces.dataset.stopped_bar import StoppedBar
from app.workspaces.dataset.tags_button import TagsButton
from app.workspaces.dataset.thumbnail_loader import ThumbnailLoader
from app.workspaces.dataset.warnings_page import WarningsPage
from polyp_core.printable_names import printable
from training.browser.pair_filter import PairFilter


class DatasetWorkspace(QWidget):
    """Browses pairs: pictures, charts, hypothesis tests, near copies, warnings, and the scores of models."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAcceptDrops(True)
        # Its own tasks, which are shown in the workspace and end with it.
        self.tasks = Tasks(self)
        self.session = DatasetSession(context.settings, self.tasks, self)
        self.loader = ThumbnailLoader(self)
        self.slots = ModelSlots(self.tasks, context.models, self)
        self.scoring = Scoring(self.session, self.slots, context.models, self.tasks, self)
        self.actions_table = ActionTable(self, DATASET_ACTIONS)
        read_again = self.actions_table["read_again"]
        self.filters = FilterPanel(self.session, read_again)
        self.stopped = StoppedBar(self.session, read_again)
        self.masks = MasksBar(self.session)
        self.bar = ChosenBar(self.session, context.settings)
        self.export = PairExport(self.session, self.scoring, self.slots, self.tasks, self)
        self.models_bar = ModelsBar(self.session, self.slots, self.scoring)
        self.pairs = PairsPage(self.session, self.loader, context.settings)
        tags = TagsButton(context.settings)
        self.detail = PairDetailPage(self.slots, self.tasks, tags, context.settings, self.actions_table)
        self.corrections = CorrectionExport(
            context.settings, self.tasks, self.detail.editor.masks.wait_until_stored, self
        )
        self.charts = ChartsPage(self.session, self.tasks)
        self.hypotheses = HypothesesPage(self.session, self.tasks)
        self.leaks = LeaksPage(self.session, self.loader)
        self.warnings = WarningsPage(self.session)
        self.scores = ScoresPage(self.session, self.slots, self.scoring, self.tasks, context.settings)
        self.map = MapPage(self.session, self.slots, self.tasks)
        self.split = SplitPage(self.session, context.settings, self.tasks)
        self.pages = NarrowTabs()
        self.stack = QStackedWidget()
        self.strip = TaskStrip()
        self._empty = EmptyPage(
            tr("No dataset yet"),
            tr(
                "Add a folder with images and their ground truth: a dataset as downloaded, folders such as “images” "
                "and “masks”, or a label file. What is not read is named. Nothing in it is changed."
            ),
            tr("Add folder…"),
            "folder-plus-outline",
        )
        self._shown_row, self._shown_path = -1, Path()
        self._lay_out()
        self._connect()
        # After the window is painted.
        QTimer.singleShot(0, self.session.reload)

    def _lay_out(self) -> None:
        pairs = QStackedWidget()
        pairs.addWidget(self.pairs)
        pairs.addWidget(self.detail)
        self._pairs_stack = pairs
        for name, icon_name, page in (
            (tr("Pairs"), "image-multiple-outline", pairs),
            (tr("Charts"), "chart-bar", self.charts),
            (tr("Hypotheses"), "help-rhombus-outline", self.hypotheses),
            (tr("Scores"), "bullseye-arrow", self.scores),
            (tr("Near copies"), "content-duplicate", self.leaks),
            (tr("Warnings"), "alert-outline", self.warnings),
            (tr("Split"), "call-split", self.split),
            (tr("Map"), "map-outline", self.map),
        ):
            self.pages.add_page(page, icon(icon_name), name)
        right = container(
            vbox(
                self.stopped,
                self.masks,
                self.bar,
                self.models_bar,
                stretched(self.pages),
                spacing=0,
                margins=0,
            )
        )
        body = container(hbox(self.filters, stretched(right), spacing=0, margins=0))
        self.stack.addWidget(self._empty)
        self.stack.addWidget(body)
        self.setLayout(vbox(stretched(self.stack), self.strip, spacing=0, margins=0))
        self._show_page()

    def _connect(self) -> None:
        session = self.session
        session.working.connect(self.strip.follow)
        masks, requests = self.detail.editor.masks, self._context.requests
        masks.stored.connect(requests.picture_mask_stored)
        requests.picture_mask_stored.connect(masks.drop_changed)
        self.scoring.working.connect(self.strip.follow)
        self.map.working.connect(self.strip.follow)
        session.roots_changed.connect(self._show_page)
        session.table_changed.connect(self._on_table)
        session.rows_changed.connect(self._follow_pair)
        session.files_changed.connect(self.loader.forget)
        session.files_changed.connect(self.detail.reload_if_changed)
        self.actions_table.on("read_again", session.reload)
        failing = (
            session,
            session.tags,
            self.scoring,
            self.charts,
            self.hypotheses,
            self.scores,
            self.detail,
            self.export,
            self.split,
            self.map,
        )
        for part in failing:
            part.failed.connect(self._context.requests.notice)
        self.slots.refused.connect(self._context.requests.notice)
        self.scoring.finished.connect(self._on_scored)
        self._empty.clicked.connect(self._ask_for_folder)
        self.filters.add_folder_requested.connect(self._ask_for_folder)
        self.filters.folder_removed.connect(session.remove_root)
        self.filters.describe_requested.connect(self.describe_folder)
        self.models_bar.score_requested.connect(self.scoring.score_chosen)
        self.bar.review_requested.connect(self.open_in_review)
        self.bar.export.requested.connect(lambda kind, path: self.export.export(kind, path, self._selected_or_chosen()))
        self.bar.export.corrections_requested.connect(
            lambda: self.corrections.open_dialog(self.session.samples(self._selected_or_chosen()))
        )
        self.corrections.notice.connect(self._context.requests.notice)
        self.corrections.working.connect(self.strip.follow)
        self.export.finished.connect(self._context.requests.notice)
        self.split.notice.connect(self._context.requests.notice)
        self.export.working.connect(self.strip.follow)
        self.pairs.selected_changed.connect(self.bar.set_selected)
        self.pairs.tags.add_keys(self.pairs)
        self.detail.tags.add_keys(self.detail)
        self.detail.tags.tagged.connect(self._tag_shown)
        self.slots.changed.connect(self._on_models)
        self.scoring.masks_cached.connect(self.loader.forget)
        self.scoring.masks_cached.connect(self.pairs.model.redraw)
        self._on_models()
        self.pairs.opened.connect(self.open_pair)
        self.leaks.opened.connect(self._open_by_id)
        self.detail.back_requested.connect(self._back_to_pairs)
        self.detail.step_requested.connect(lambda step: self.open_pair(self._shown_row + step))

    # -- Pairs ---------------------------------------------------------------------------------------------------------

    def open_pair(self, row: int) -> None:
        """Shows the pair in this row of the session; does nothing for a row out of range."""
        count = len(self.session.rows)
        if not 0 <= row < count:
            return
        self._shown_row = row
        self.pages.setCurrentIndex(0)
        self._pairs_stack.setCurrentWidget(self.detail)
        self.detail.setFocus()
        sample = self.session.samples([int(self.session.rows[row])])[0]
        self._shown_path = sample.image_path
        self.detail.show_pair(sample, _format_position(row, count), self._context.models.device)
        self.detail.show_tags(self.session.tags.of(printable(self._shown_path)))

    def open_in_review(self) -> None:
        """Plays the selected pairs, or all chosen ones, in Review."""
        samples = self.session.samples(self._selected_or_chosen())
        if samples:
            pairs = PairList(
                tuple(s.image_path for s in samples),
                tuple(s.mask_path for s in samples),
                tuple(s.mask_reading for s in samples),
            )
            self._context.requests.review_requested.emit(pairs)

    def _selected_or_chosen(self) -> Rows:
        """Returns the rows of the selected pairs if there are several, else those of all chosen pairs."""
        selected = self.pairs.selected_rows
        return self.session.rows[selected] if len(selected) > 1 else self.session.rows

    @Slot(str)
    def _tag_shown(self, tag: str) -> None:
        if 0 <= self._shown_row < len(self.session.rows):
            self.session.toggle_tag([int(self.session.rows[self._shown_row])], tag)
            self.detail.show_tags(self.session.tags.of(printable(self._shown_path)))

    @Slot()
    def _on_models(self) -> None:
        models = (self.slots[slot] for slot in SLOTS)
        self.pairs.model.set_models(tuple(model.sha256 if model is not None else "" for model in models))

    def _open_by_id(self, id: str) -> None:
        found = np.flatnonzero(self.session.chosen["id"] == id)
        if not len(found):
            self.session.set_filter(PairFilter())
            found = np.flatnonzero(self.session.chosen["id"] == id)
        if len(found):
            self.open_pair(int(found[0]))

    @Slot()
    def _follow_pair(self) -> None:
        """Keeps the open pair when the filter or the order changes."""
        if self._pairs_stack.currentWidget() is not self.detail:
            return
        chosen = self.session.chosen
        shown = printable(self._shown_path)
        found = np.flatnonzero(chosen["image_path"] == shown) if len(chosen) else self.session.rows
        if len(found):
            self._shown_row = int(found[0])
            self.detail.show_position(_format_position(self._shown_row, len(chosen)))
        else:
            self._pairs_stack.setCurrentWidget(self.pairs)

    @Slot()
    def _on_scored(self) -> None:
        if self.pages.currentWidget() is not self.scores:
            self.pages.setCurrentWidget(self._pairs_stack)

    @Slot()
    def _back_to_pairs(self) -> None:
        if self._pairs_stack.currentWidget() is self.detail:
            self._pairs_stack.setCurrentWidget(self.pairs)
            self.pairs.select(self._shown_row)
            self.pairs.grid.setFocus()

    @property
    def notice_place(self) -> QWidget:
        """The thumbnails, below the tabs and the controls of the pairs."""
        return self.pairs.grid.viewport()

    # -- Folders and tasks ---------------------------------------------------------------------------------------------

    def _ask_for_folder(self) -> None:
        last = self.session.roots[-1].parent if self.session.roots else None
        if chosen := ask_for_folder(self, tr("Add a folder of images and masks"), last):
            self.session.add_roots([chosen])

    @Slot(Path)
    def describe_folder(self, folder: Path) -> None:
        """Opens the dialog that describes the layout of `folder`, and reads it again once it is saved."""
        dialog = DescriptionDialog(folder, self.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.session.reload)
        dialog.open()

    @Slot()
    def _show_page(self) -> None:
        self.stack.setCurrentIndex(1 if self.session.roots else 0)
        self.actions_table.set_enabled(["read_again"], bool(self.session.roots))

    @Slot()
    def _on_table(self) -> None:
        dataset_table = self.session.dataset_table
        leaks = len(dataset_table.leaks) if dataset_table is not None else 0
        self.pages.setTabText(
            4, tr("Near copies ({count})").format(count=format_count(leaks)) if leaks else tr("Near copies")
        )
        count = self.warnings.count
        self.pages.setTabText(
            5, tr("Warnings ({count})").format(count=format_count(count)) if count else tr("Warnings")
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.is_dir() for path in dropped_paths(event.mimeData())):
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        accept_as_copy(event)
        self.session.add_roots([path for path in paths if path.is_dir()])

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops every thread before the window closes."""
        deadline = deadline or Deadline()
        self.session.stop()
        deadline.note(self.session.tags.close(deadline.remaining_s))
        self.loader.close(deadline)
        deadline.note(self.tasks.shutdown(deadline.remaining_s))
        self.detail.close_models(deadline)


def _format_position(row: int, count: int) -> str:
    return tr("{position} of {count}").format(position=format_count(row + 1), count=format_count(count))
