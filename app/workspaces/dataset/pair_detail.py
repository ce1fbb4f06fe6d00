"""The detail view of a pair: picture, ground truth, predictions, and hits, misses and false alarms."""

from collections.abc import Collection
from html import escape
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QToolButton, QWidget

from app.actions import ActionTable
from app.services.deadline import Deadline
from app.services.latest_task import LatestTask
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.translation import filled, tr
from app.widgets.buttons import push_button, tool_button
from app.widgets.focus_frame import FocusFrame
from app.widgets.layouts import container, hbox, stretched, vbox
from app.widgets.plain_text import ElidedLabel, PlainLabel, tooltip
from app.widgets.qimages import to_qimage
from app.workspaces.dataset.captioned_picture import CaptionedPicture
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.pair_drawing import DATASET, MODELS, TRUTH, line_html, outlined, sign_html
from app.workspaces.dataset.pair_editor import PairEditor
from app.workspaces.dataset.predictor import Overlap, PairDetail, Predictor
from app.workspaces.dataset.tags_button import TagsButton
from polyp_core.inference.segmenter import DeviceChoice
from polyp_core.masks.regions import Mask
from polyp_core.printable_names import printable
from polyp_core.review.picture_review import PictureReview
from polyp_core.review.records import MaskSource
from training.browser.columns import format_settings
from training.datasets.sample import Sample
from training.evaluation.confusion_overlay import FALSE_ALARM, HIT, MISS, draw_confusion
from training.evaluation.scoring import COMPARABLE

_SETTINGS_TIP = filled(
    "A score at {threshold:g} and with every region is comparable to published ones; the list, its order and the "
    "filter use this one. As drawn uses the threshold and the smallest region of the model card, like the viewer.",
    threshold=COMPARABLE.threshold,
)


class PairDetailPage(QWidget):
    """Shows one pair, and corrects its ground truth.

    The arrow keys go to the previous and next pair; Esc stops correcting, or goes back to the grid.
    """

    back_requested = Signal()
    step_requested = Signal(int)
    """-1 for the previous pair, 1 for the next."""
    failed = Signal(str)
    """Why something could not be read or done."""

    def __init__(
        self,
        slots: ModelSlots,
        tasks: Tasks,
        tags: TagsButton,
        settings: Settings,
        actions: ActionTable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._slots, self._settings, self._actions = slots, settings, actions
        self.tags = tags
        tags.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tag_names = PlainLabel(role="muted")
        self.detail: PairDetail | None = None
        """What is shown; None while it is being read or if it is unreadable."""
        self._stale = False
        self._sample: Sample | None = None
        self._device: DeviceChoice = "auto"
        self._predictor = Predictor()
        self._work = LatestTask(tasks, "Predict a pair", self)
        self._work.completed.connect(self._on_detail)
        self._work.failed.connect(self._on_failed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(self)
        self._name = ElidedLabel()
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setProperty("role", "heading")
        self._position, self.facts = PlainLabel(role="muted"), PlainLabel(role="muted")
        self.image, self.truth = CaptionedPicture(tr("Picture")), CaptionedPicture(tr("Ground truth"))
        self.prediction, self.difference = CaptionedPicture(tr("Predictions")), CaptionedPicture(tr("Difference"))
        self.editor = PairEditor(settings, actions)
        self.revert = push_button(
            tr("Revert"), "restore", tr("Return to the dataset's mask; undo brings the correction back"), role="link"
        )
        self.revert.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._views = QStackedWidget()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self._slots.changed.connect(self._reload)
        self.editor.notice.connect(self.failed)
        self.editor.leave_requested.connect(lambda: self.set_editing(False))
        self.editor.masks.changed.connect(self._on_mask)
        self.editor.masks.lost.connect(self._on_lost)
        self.revert.clicked.connect(self.editor.revert)
        self._actions.on("correct_truth", self.set_editing)
        self._actions.on("truth_polyp_free", self._mark_polyp_free)
        self._actions.on("truth_undo", self.editor.masks.undo)
        self._actions.on("truth_redo", self.editor.masks.redo)
        self._enable_actions(False)

    def _lay_out(self) -> None:
        buttons = hbox(spacing=6)
        for name, tip, slot in (
            ("arrow-left", tr("Back to all pairs (Esc)"), self.back_requested.emit),
            ("chevron-left", tr("Previous pair (Left)"), lambda: self.step_requested.emit(-1)),
            ("chevron-right", tr("Next pair (Right)"), lambda: self.step_requested.emit(1)),
        ):
            button = tool_button(name, tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        correct = QToolButton()
        correct.setDefaultAction(self._actions["correct_truth"])
        correct.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = hbox(
            buttons,
            8,
            stretched(self._name),
            self._position,
            8,
            self.tags,
            self.tag_names,
            8,
            self.facts,
            8,
            self.revert,
            correct,
            spacing=6,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        # Captions have their own rows, so that a longer one does not make its picture smaller than the other.
        for number, picture in enumerate((self.image, self.truth, self.prediction, self.difference)):
            row, column = number // 2 * 2, number % 2
            grid.addWidget(picture.area, row, column)
            grid.addWidget(picture.caption, row + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(column, 1)
        self._views.addWidget(container(grid))
        self._views.addWidget(self.editor)
        self.setLayout(vbox(head, stretched(self._views), spacing=10, margins=(16, 12, 16, 12)))

    def show_pair(self, sample: Sample, position: str, device: DeviceChoice) -> None:
        """Reads a pair and runs the models on it in the background. `position` is such as "3 of 20"."""
        self._sample, self._device, self._stale = sample, device, False
        self._name.setText(sample.id)
        self._name.setToolTip(tooltip(sample.id))
        self.show_position(position)
        self._clear(tr("Reading…"))
        models = [(slot, model) for slot in SLOTS if (model := self._slots[slot]) is not None]
        known = self.editor.masks.known(sample.image_path)
        self._work.request(self._predictor.predict, sample, models, device, self._settings.reader, known)

    def show_position(self, position: str) -> None:
        """Shows the position among the chosen pairs."""
        self._position.setText(position)

    def show_tags(self, tags: Collection[str]) -> None:
        """Shows the tags of the pair."""
        self.tag_names.setText(", ".join(sorted(tags)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable_actions(self.detail is not None)
        if self._stale:
            self._reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.set_editing(False)
        self._enable_actions(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.is_editing:
            self.editor.tools.layer.setFocus()

    @Slot(object)
    def reload_if_changed(self, image_paths: Collection[str]) -> None:
        """Reads the shown pair again if it is one of these, whose files have changed."""
        if self._sample is not None and printable(self._sample.image_path) in image_paths:
            self.editor.masks.forget(self._sample.image_path)
            self._reload()

    # -- Correction of the ground truth --------------------------------------------------------------------------------

    @property
    def is_editing(self) -> bool:
        """Whether the ground truth is being corrected."""
        return self._views.currentWidget() is self.editor

    @Slot(bool)
    def set_editing(self, editing: bool) -> None:
        """Begins or ends the correction of the ground truth; a notice says why it cannot begin."""
        editing = editing and self._can_correct()
        self._actions["correct_truth"].setChecked(editing)
        if editing == self.is_editing:
            return
        if editing:
            self._views.setCurrentIndex(1)
            self.editor.tools.begin()
        else:
            self.editor.tools.end()
            self._views.setCurrentIndex(0)
            self.setFocus()
            self._reload()  # with the scores of the corrected mask

    def _can_correct(self) -> bool:
        detail = self.detail
        if detail is not None and detail.review is None:
            self.failed.emit(detail.review_problem)
        return detail is not None and detail.review is not None

    @Slot()
    def _mark_polyp_free(self) -> None:
        if self._can_correct():
            self.editor.mark_polyp_free()

    @Slot(Path)
    def _on_lost(self, path: Path) -> None:
        if self._sample is not None and self._sample.image_path == path:
            self._reload()

    @Slot()
    def _on_mask(self) -> None:
        """Shows the facts of the ground truth as it is now."""
        detail, truth, current = self.detail, self.editor.truth, self.editor.masks.current
        if detail is None or truth is None:
            return
        self._show_facts(truth, current)
        if not self.is_editing and not np.array_equal(truth, detail.truth):
            self._reload()

    def _show_facts(self, truth: Mask, review: PictureReview | None) -> None:
        height, width = truth.shape
        facts = [
            tr("{width} x {height} px, coverage {coverage:.2f}%").format(
                width=width, height=height, coverage=100 * truth.mean()
            )
        ]
        if self._sample is not None and self._sample.group:
            facts.append(tr("group {group}").format(group=self._sample.group))
        is_corrected = review is not None and review.stored is not None
        if is_corrected:
            facts.append(tr("corrected"))
        self.facts.setText(", ".join(facts))
        self.facts.setToolTip(tooltip(format_correction(review)) if review is not None and is_corrected else "")
        self.revert.setVisible(is_corrected)

    def _enable_actions(self, enabled: bool) -> None:
        self._actions.set_enabled(("correct_truth", "truth_polyp_free", "truth_undo", "truth_redo"), enabled)

    @Slot()
    def _reload(self) -> None:
        self._stale = True
        if self._sample is not None and self.isVisible():
            self.show_pair(self._sample, self._position.text(), self._device)

    @Slot(object)
    def _on_detail(self, detail: PairDetail) -> None:
        self.detail = detail
        pair, found, truth = detail.pair, detail.predictions, detail.truth
        self._show_facts(truth, detail.review)
        self._enable_actions(self.isVisible())
        self.editor.show_detail(detail)
        if self.is_editing and not self._can_correct():
            self.set_editing(False)
        self.image.show_picture(to_qimage(pair.image), tr("Picture"))
        is_corrected = truth is not pair.truth
        shown = [(pair.truth, DATASET), (truth, TRUTH)] if is_corrected else [(truth, TRUTH)]
        self.truth.show_picture(to_qimage(outlined(pair.image, shown)), _truth_caption(detail))
        drawn = outlined(
            pair.image,
            [(truth, TRUTH)] + [(found[slot].mask, MODELS[SLOTS.index(slot)]) for slot in SLOTS if slot in found],
        )
        self.prediction.show_picture(
            to_qimage(drawn) if found else None,
            "<br>".join(self._format_scores(slot, detail) for slot in found) or tr("No model is chosen"),
            tr(_SETTINGS_TIP) if found else "",
        )
        first = found.get("A") or found.get("B")
        if first is None:
            self.difference.show_picture(None, "")
            return
        confusion = draw_confusion(first.mask, truth, pair.image)
        slot = "A" if "A" in found else "B"
        self.difference.show_picture(
            to_qimage(confusion),
            tr("Model {slot}: {hit} hit &nbsp; {missed} missed &nbsp; {false_alarm} false alarm").format(
                slot=slot, hit=sign_html(HIT), missed=sign_html(MISS), false_alarm=sign_html(FALSE_ALARM)
            ),
        )

    def _format_scores(self, slot: str, detail: PairDetail) -> str:
        prediction = detail.predictions[slot]
        comparable, shown = prediction.scores, prediction.shown_scores
        sign = line_html(MODELS[SLOTS.index(slot)])
        text = f"{sign} " + tr("Model {slot} {settings}: {overlap}").format(
            slot=slot, settings=tr(format_settings(COMPARABLE)), overlap=_format_overlap(comparable)
        )
        if shown.settings == comparable.settings:
            return text
        return tr("{text}; as drawn, {settings}: {overlap}").format(
            text=text, settings=tr(format_settings(shown.settings)), overlap=_format_overlap(shown)
        )

    @Slot(str)
    def _on_failed(self, reason: str) -> None:
        self._clear("")
        self.failed.emit(reason)

    def _clear(self, message: str) -> None:
        # The pictures and numbers of another pair or model must not be shown under this one's name.
        self.detail = None
        self.facts.clear()
        self.revert.hide()
        self.editor.show_nothing()
        self._enable_actions(False)
        for picture in (self.image, self.truth, self.prediction, self.difference):
            picture.show_picture(None, message if picture is self.image else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.step_requested.emit(-1)
            case Qt.Key.Key_Right:
                self.step_requested.emit(1)
            case Qt.Key.Key_Escape | Qt.Key.Key_Backspace if self.is_editing:
                self.set_editing(False)
            case Qt.Key.Key_Escape | Qt.Key.Key_Backspace:
                self.back_requested.emit()
            case _:
                super().keyPressEvent(event)

    def close_models(self, deadline: Deadline | None = None) -> None:
        """Closes the models and stores what is left, before the window closes."""
        self._work.cancel()
        deadline = deadline or Deadline()
        deadline.note(self._predictor.close(deadline.remaining_s))
        self.editor.tools.finish()
        self.editor.masks.shutdown(deadline)


def _truth_caption(detail: PairDetail) -> str:
    truth = tr("Ground truth") if detail.truth.any() else tr("Ground truth: no polyp")
    text = f"{line_html(TRUTH)} {truth}"
    if detail.review is None or detail.review.stored is None:
        return text
    corrected = escape(format_correction(detail.review))
    return f"{text}, {corrected} &nbsp; {line_html(DATASET)} {tr('as in the dataset')}"


def format_correction(review: PictureReview) -> str:
    """Returns who corrected the ground truth of a picture, such as "corrected by Ada"."""
    if review.stored is not None and review.stored.source is MaskSource.VERIFIED_EMPTY:
        return tr("marked as polyp-free by {reader}").format(reader=review.review.reader)
    return tr("corrected by {reader}").format(reader=review.review.reader)


def _format_overlap(overlap: Overlap) -> str:
    return f"Dice {overlap.dice:.3f}, IoU {overlap.iou:.3f}"
