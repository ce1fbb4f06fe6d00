"""MaskEditor: the edit mode of the Review workspace, which stores each stroke as a change of the review."""

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.actions import EDIT_TOOL_ACTIONS, REVIEW_ACTIONS, ActionTable
from app.playback.player import Player
from app.services.settings import Settings
from app.workspaces.review.canvas import Canvas
from app.workspaces.review.findings_panel.change_command import ChangeCommand
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.mask_editor.edit_bar import EditBar
from app.workspaces.review.mask_editor.edit_layer import EditLayer
from app.workspaces.review.mask_editor.edit_tools import EditTools, Tool
from app.workspaces.review.mask_editor.reader_masks import ReaderMasks
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.review_session import ReviewSession
from polyp_core.masks.editing import fill_holes, snap_to_level
from polyp_core.masks.prediction import picture_mark
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask
from polyp_core.review.changes import clear_mask
from polyp_core.review.masks import FrameMask, StoredMask
from polyp_core.review.records import MaskLayer, MaskSource, new_id

_TOOL_KEYS = frozenset(key for spec in EDIT_TOOL_ACTIONS for key in spec.keys)
_SUSPENDED = [spec.name for spec in REVIEW_ACTIONS if _TOOL_KEYS.intersection(spec.keys) or "Space" in spec.keys]
"""The actions whose keys the editor needs."""


class MaskEditor(QObject):
    """Edits the mask of the frame on screen: the reader's mask if there is one, else what the model predicts.

    While the model is hidden, an edit begins with nothing, and a box becomes an ellipse.
    """

    def __init__(
        self,
        canvas: Canvas,
        player: Player,
        session: ReviewSession,
        controller: ReviewController,
        masks: ReaderMasks,
        panel: OverlayPanel,
        settings: Settings,
        actions: ActionTable,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._player, self._session, self._controller = canvas, player, session, controller
        self._masks, self._panel, self._settings, self._actions = masks, panel, settings, actions
        self._tool_actions = ActionTable(parent, EDIT_TOOL_ACTIONS)
        self.bar = EditBar(actions, self._tool_actions)
        self.layer = EditLayer(canvas)
        self._tool, self._radius_px = Tool.BOX, 12.0
        self._frame: int | None = None
        self._undo_index = 0
        self._connect()

    @property
    def is_active(self) -> bool:
        """Whether the edit mode is on."""
        return self.layer.isVisibleTo(self._canvas)

    @Slot(bool)
    def set_active(self, active: bool) -> None:
        """Begins or ends the edit mode; a notice says why it cannot begin."""
        active = active and self._can_edit()
        self._actions["edit_mask"].setChecked(active)
        if active == self.is_active:
            return
        self._actions.set_suspended(_SUSPENDED, active, by="mask editor")
        self._tool_actions.set_suspended([spec.name for spec in EDIT_TOOL_ACTIONS], not active)
        self._canvas.set_edited(active)
        self.bar.setVisible(active)
        if active:
            self._player.pause()
            self.layer.begin()
            self._load()
        else:
            self._frame = None
            self.layer.end()

    def _connect(self) -> None:
        on, layer = self._tool_actions.on, self.layer
        self._tool_actions.set_suspended([spec.name for spec in EDIT_TOOL_ACTIONS], True)
        for tool in Tool:
            on(f"tool_{tool}", lambda _=False, tool=tool: self._choose(tool))
        on("brush_larger", lambda: layer.resize_brush(up=True))
        on("brush_smaller", lambda: layer.resize_brush(up=False))
        on("fill_holes", self._fill_holes)
        on("snap_to_map", self._snap)
        on("clear_mask", self._clear)
        self._actions.on("edit_mask", self.set_active)
        self._actions.on("polyp_free", self._mark_polyp_free)
        self._tool_actions[f"tool_{self._tool}"].setChecked(True)
        layer.edited.connect(self._store)
        layer.message.connect(self._controller.notice)
        layer.brush_resized.connect(self._show_radius)
        layer.leave_requested.connect(lambda: self.set_active(False))
        self._player.frame_changed.connect(lambda _: self._load())
        self._player.playing_changed.connect(lambda playing: self.set_active(False) if playing else None)
        self._masks.arrived.connect(self._load)
        self._controller.changed.connect(self._load)
        self._controller.closing.connect(lambda: self.set_active(False))
        self._controller.undo_stack.indexChanged.connect(self._on_undo_index)
        self._session.model_hidden_changed.connect(lambda _: self._load())

    def _can_edit(self) -> bool:
        controller = self._controller
        if not controller.can_change:
            controller.notice.emit(controller.problem or "Masks are corrected in recordings whose review is open.")
            return False
        return self._player.shown is not None

    # -- The mask that is edited ---------------------------------------------------------------------------------------

    @Slot()
    def _load(self) -> None:
        """Takes up the mask of the frame on screen as it is now."""
        shown = self._player.shown
        if not self.is_active or shown is None:
            return
        if not self._controller.is_open:
            self.set_active(False)
            return
        tools, index = self.layer.tools, shown.frame.index
        stored = self._masks.at(index)
        if stored is None and self._controller.review.masks.layer(index) is not None:
            self.layer.tools, self._frame = None, None  # until the mask has been read
            self.layer.update()
            return
        mask = stored.mask if stored is not None else self._predicted()
        if tools is not None and self._frame == index and np.array_equal(tools.mask, mask):
            return  # also a stroke in progress goes on
        self._frame = index
        self.layer.tools = EditTools(mask, self._levels(), self._tool, self._radius_px)
        self.layer.colour = QColor(self._settings.colour)
        self._show_radius()
        self.layer.refresh()

    def _levels(self) -> Levels:
        shown = self._player.shown
        assert shown is not None
        height, width = shown.frame.image.shape[:2]
        if shown.prediction is None or self._session.model_hidden:
            return np.zeros((height, width), np.uint8)
        return shown.prediction.raw().levels_at((width, height))

    def _predicted(self) -> Mask:
        shown, style = self._player.shown, self._panel.style_now
        assert shown is not None
        height, width = shown.frame.image.shape[:2]
        if shown.prediction is None or self._session.model_hidden:
            return np.zeros((height, width), np.bool_)
        return shown.prediction.mask_at(style.threshold, style.min_region_fraction, (width, height))

    @Slot()
    def _store(self) -> None:
        """Stores the edited mask as one step that can be undone."""
        tools, shown, controller = self.layer.tools, self._player.shown, self._controller
        if tools is None or shown is None or shown.frame.index != self._frame:
            return
        index, layer, mask = shown.frame.index, new_id(), tools.mask
        mark = picture_mark(shown.frame.image)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._masks.remember(layer, StoredMask(index, mask, MaskSource.CORRECTED, controller.reader, at))
        controller.add_masks(layer, [FrameMask(index, mask, mark)])
        if not controller.put_masks(MaskSource.CORRECTED, [index], layer=layer):
            self._frame = None  # shows what is stored
            self._load()

    # -- Commands ------------------------------------------------------------------------------------------------------

    def _choose(self, tool: Tool) -> None:
        self._tool = tool
        self._tool_actions[f"tool_{tool}"].setChecked(True)
        if (tools := self.layer.tools) is not None:
            tools.cancel()
            tools.tool = tool
        self.layer.setFocus()
        self.layer.refresh()

    def _edit(self, change: Callable[[EditTools], Mask | None], problem: str) -> None:
        """Replaces the mask by what `change` returns; None says that it is not possible, and `problem` why."""
        if (tools := self.layer.tools) is None:
            return
        tools.cancel()
        changed = change(tools)
        if changed is None or np.array_equal(changed, tools.mask):
            self._controller.notice.emit(problem)
            return
        tools.mask = changed
        self.layer.refresh()
        self._store()

    @Slot()
    def _fill_holes(self) -> None:
        self._edit(lambda tools: fill_holes(tools.mask), "The mask has no holes.")

    @Slot()
    def _snap(self) -> None:
        def snapped(tools: EditTools) -> Mask | None:
            found = snap_to_level(tools.levels, tools.mask)
            return found.mask if found is not None else None

        self._edit(snapped, "No level of the model's map fits the mask better.")

    @Slot()
    def _clear(self) -> None:
        """Returns to the model's mask."""
        index = self._frame
        if index is not None and self._controller.review.masks.layer(index) is not None:
            self._controller.change(lambda review: clear_mask(review, index))
        else:
            self._controller.notice.emit("This is the model's mask already.")

    @Slot()
    def _mark_polyp_free(self) -> None:
        """Marks the frame on screen as polyp-free, also outside the edit mode."""
        shown = self._player.shown
        if shown is None or not self._can_edit():
            return
        index = shown.frame.index
        layer = self._controller.review.masks.layer(index)
        if layer is not None and layer.source is MaskSource.VERIFIED_EMPTY:
            self._controller.notice.emit("This frame is marked as polyp-free already. Ctrl+Z undoes it.")
        elif self._controller.put_masks(MaskSource.VERIFIED_EMPTY, [index]):
            self._controller.notice.emit(f"Frame {index} is marked as polyp-free.")

    @Slot(int)
    def _on_undo_index(self, index: int) -> None:
        """Goes to the frame whose mask is undone or redone."""
        command = self._controller.undo_stack.command(min(index, self._undo_index))
        self._undo_index = index
        if not isinstance(command, ChangeCommand):
            return
        frames = {
            layer.frames
            for edit in command.change.edits
            if isinstance(layer := edit.after or edit.before, MaskLayer) and layer.frame_count == 1
        }
        if len(frames) == 1 and (frame := frames.pop()[0][0]) != self._player.position:
            self._player.seek(frame)

    @Slot()
    def _show_radius(self) -> None:
        if (tools := self.layer.tools) is not None:
            self._radius_px = tools.radius_px
        self.bar.show_radius(self._radius_px)
