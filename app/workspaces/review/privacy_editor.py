"""PrivacyEditor: the dialog that sets what exports of a source hide, by rectangles and a crop."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QListWidget,
    QPushButton,
    QWidget,
)

from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import mark, tr, tr_error, tr_n
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.number_input import WholeNumberBox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import icon
from app.workspaces.review.redaction_presets_box import RedactionPresetsBox
from polyp_core.export.burned_in_text import find_burned_in_text, not_hidden
from polyp_core.export.privacy import Box, Privacy, find_field_of_view
from polyp_core.frames.frame import FrameSource, Image

WHAT_IS_REMOVED = mark(
    "Exports, snapshots and copies never contain sound or the recording's metadata. The rectangles below are blacked "
    "out and the picture is cropped, in the pixels themselves."
)
WHAT_STAYS = mark(
    "Names, dates or numbers written into the picture anywhere else stay visible. Rectangles do not follow text that "
    "moves: check the export. Its folder has the name of the recording's file."
)
_EDGES = mark("Left"), mark("Top"), mark("Width"), mark("Height")


class PrivacyEditor(QDialog):
    """Stays open while rectangles are drawn on the canvas. Emits every change at once.

    `picture` returns the picture on screen, in which the field of view is found, `open_frames` opens the source, in
    which text is looked for. The dialog requests a rectangle by `box_requested` and receives it by `set_box`.
    """

    privacy_changed = Signal(object)
    """Privacy."""
    box_requested = Signal()
    text_checked = Signal()
    """The editor was closed after text was looked for, and the proposed rectangles were shown."""

    def __init__(
        self,
        privacy: Privacy,
        size_px: tuple[int, int],
        picture: Callable[[], Image],
        open_frames: Callable[[], FrameSource],
        tasks: Tasks,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Privacy"))
        set_page(self, "exports.md#redactions")
        self.setModal(False)
        self.setFixedWidth(440)
        self._privacy, self._size_px, self._picture, self._tasks = privacy, size_px, picture, tasks
        self._open_frames = open_frames
        self._has_looked_for_text = False
        self._search: Task | None = None
        self._purpose: Literal["redaction", "crop"] = "redaction"

        self.presets = RedactionPresetsBox(settings, size_px)
        self.presets.applied.connect(self._set)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Rectangles to black out"))
        self.list.setFixedHeight(88)
        self.draw = QPushButton(icon("rectangle-outline"), tr("Draw"))
        self.draw.setToolTip(tr("Drag over the part of the picture to black out; Esc cancels"))
        self.draw.clicked.connect(lambda: self._request_box("redaction"))
        self.find_text = QPushButton(icon("text-search"), tr("Find text"))
        self.find_text.setToolTip(
            tr(
                "Looks for text that stays in place in the whole recording, and proposes a rectangle for each line of "
                "it"
            )
        )
        self.find_text.clicked.connect(self.look_for_text)
        self.remove = QPushButton(icon("delete-outline"), tr("Remove"))
        self.remove.setToolTip(tr("Remove the selected rectangle"))
        self.remove.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))

        self.find_view = QPushButton(icon("image-search-outline"), tr("Find"))
        self.find_view.setToolTip(
            tr("Crops to the endoscope's field of view: the bright area of the frame on screen; choose a well lit one")
        )
        self.find_view.clicked.connect(self._find)
        self.draw_crop = QPushButton(icon("crop"), tr("Draw"))
        self.draw_crop.setToolTip(tr("Drag over the part of the picture to keep; Esc cancels"))
        self.draw_crop.clicked.connect(lambda: self._request_box("crop"))
        self.whole = QPushButton(icon("fullscreen"), tr("Whole picture"))
        self.whole.setToolTip(tr("Export the picture without a crop"))
        self.whole.clicked.connect(lambda: self._set(replace(self._privacy, crop=None)))
        self.edges = {name: _edge_box(name) for name in _EDGES}
        for box in self.edges.values():
            box.valueChanged.connect(self._on_edge)
        self.state = PlainLabel(role="muted", wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.state.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.rejected.connect(self._on_closed)
        for button in (self.draw, self.find_text, self.remove, self.find_view, self.draw_crop, self.whole):
            button.setAutoDefault(False)
        inside = vbox(
            PlainLabel(tr(WHAT_IS_REMOVED), wrap=True),
            PlainLabel(tr(WHAT_STAYS), role="warning", wrap=True),
            4,
            PlainLabel(tr("Preset"), role="heading"),
            self.presets,
            4,
            PlainLabel(tr("Black out"), role="heading"),
            self.list,
            hbox(self.draw, self.find_text, self.remove, spacer()),
            4,
            PlainLabel(tr("Crop"), role="heading"),
            hbox(self.find_view, self.draw_crop, self.whole, spacer()),
            self._edge_grid(),
            spacing=10,
            margins=(18, 16, 18, 4),
        )
        foot = hbox(stretched(self.state), buttons, margins=(18, 6, 18, 14))
        self.setLayout(vbox(stretched(ScrollBody(container(inside))), foot, spacing=0, margins=0))
        self._show()
        fit_height(self)

    @property
    def privacy(self) -> Privacy:
        """What is hidden."""
        return self._privacy

    def set_box(self, box: Box) -> None:
        """Uses a rectangle that was drawn, in pixels of the picture."""
        if self._purpose == "crop":
            self._set(replace(self._privacy, crop=box))
        else:
            self._set(replace(self._privacy, redactions=(*self._privacy.redactions, box)))
            self.list.setCurrentRow(len(self._privacy.redactions) - 1)

    def look_for_text(self) -> None:
        """Looks for text in the whole recording, in the background, and adds the proposed rectangles to the list."""
        if self._search is not None and self._search.running:
            return
        self.find_text.setEnabled(False)
        self.state.setText(tr("Looking for text in the whole recording..."))
        self._search = self._tasks.run(_find_text, "Look for text", self._open_frames)
        self._search.completed.connect(self._on_text_found)
        self._search.failed.connect(lambda error: self.state.setText(tr_error(error)))
        self._search.ended.connect(lambda: self.find_text.setEnabled(True))

    def _on_text_found(self, boxes: list[Box]) -> None:
        self._has_looked_for_text = True
        added = not_hidden(boxes, self._privacy, *self._size_px)
        self._set(replace(self._privacy, redactions=(*self._privacy.redactions, *added)))
        if added:
            self.list.setCurrentRow(len(self._privacy.redactions) - 1)
            text = tr_n(
                "{n} rectangle was added where text may be. Look at other frames, too, and remove wrong ones.",
                "{n} rectangles were added where text may be. Look at other frames, too, and remove wrong ones.",
                len(added),
            )
            self.state.setText(text)
        else:
            self.state.setText(
                tr("No text was found that stays in place and is not hidden yet. Look for yourself, too.")
            )

    def _on_closed(self) -> None:
        if self._search is not None:
            self._search.cancel()
        if self._has_looked_for_text:
            self.text_checked.emit()

    def _request_box(self, purpose: Literal["redaction", "crop"]) -> None:
        self._purpose = purpose
        self.state.setText(tr("Drag over the picture. Esc cancels."))
        self.box_requested.emit()

    def _remove(self) -> None:
        row = self.list.currentRow()
        left = [box for index, box in enumerate(self._privacy.redactions) if index != row]
        self._set(replace(self._privacy, redactions=tuple(left)))

    def _find(self) -> None:
        self.find_view.setEnabled(False)
        task = self._tasks.run(_find_field_of_view, "Find the field of view", self._picture())
        task.completed.connect(self._on_found)
        task.ended.connect(lambda: self.find_view.setEnabled(True))

    def _on_found(self, box: Box) -> None:
        if (box.width, box.height) == self._size_px:
            self._set(replace(self._privacy, crop=None))
            self.state.setText(tr("No black surround was found on this frame: the whole picture is kept."))
        else:
            self._set(replace(self._privacy, crop=box))

    def _on_edge(self) -> None:
        left, top, width, height = (box.value() for box in self.edges.values())
        crop = Box(left, top, width, height).within(*self._size_px)
        whole = (crop.x, crop.y, crop.width, crop.height) == (0, 0, *self._size_px)
        self._set(replace(self._privacy, crop=None if whole else crop))

    def _set(self, privacy: Privacy) -> None:
        if privacy != self._privacy:
            self._privacy = privacy
            self.privacy_changed.emit(privacy)
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for number, box in enumerate(self._privacy.redactions, start=1):
            place = tr("{size} at ({x}, {y})").format(size=f"{box.width} x {box.height}", x=box.x, y=box.y)
            self.list.addItem(f"{number}.  {place}")
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.remove.setEnabled(self.list.currentRow() >= 0)
        width_px, height_px = self._size_px
        crop = self._privacy.crop or Box(0, 0, width_px, height_px)
        values = (
            (crop.x, 0, width_px - 1),
            (crop.y, 0, height_px - 1),
            (crop.width, 1, width_px - crop.x),
            (crop.height, 1, height_px - crop.y),
        )
        for edge, (value, low, high) in zip(self.edges.values(), values, strict=True):
            edge.blockSignals(True)
            edge.setRange(low, high)
            edge.setValue(value)
            edge.blockSignals(False)
        self.whole.setEnabled(self._privacy.crop is not None)
        self.state.setText(format_privacy(self._privacy))
        self.presets.show_privacy(self._privacy)

    def _edge_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for column, (name, box) in enumerate(self.edges.items()):
            label = PlainLabel(tr(name))
            label.setBuddy(box)
            grid.addWidget(label, 0, column)
            grid.addWidget(box, 1, column)
        return grid


def format_privacy(privacy: Privacy) -> str:
    """Returns a text such as "2 rectangles are blacked out, the picture is cropped to 600 x 480."."""
    count = len(privacy.redactions)
    boxes = tr_n("{n} rectangle is blacked out", "{n} rectangles are blacked out", count)
    crop = privacy.crop
    size = f"{crop.width} x {crop.height}" if crop is not None else ""
    cut = tr("the picture is cropped to {size}").format(size=size) if size else tr("the whole picture is kept")
    return f"{boxes if count else tr('Nothing is blacked out')}, {cut}."


def _find_field_of_view(handle: TaskHandle, image: Image) -> Box:
    return find_field_of_view(image)


def _find_text(handle: TaskHandle, open_frames: Callable[[], FrameSource]) -> list[Box]:
    with open_frames() as source:
        return find_burned_in_text(source, handle.cancel_event)


def _edge_box(name: str) -> WholeNumberBox:
    box = WholeNumberBox()
    box.setAccessibleName(tr("Crop: {edge}").format(edge=tr(name).lower()))
    box.setToolTip(tr("{edge} of the kept part, in pixels of the picture").format(edge=tr(name)))
    return box
