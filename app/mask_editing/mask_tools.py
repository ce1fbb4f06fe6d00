"""MaskTools: the tools over a canvas with their keys and buttons, whatever stores the masks that they draw."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QWidget

from app.actions import EDIT_TOOL_ACTIONS, ActionTable
from app.canvas.canvas import Canvas
from app.mask_editing.edit_bar import EditBar
from app.mask_editing.edit_layer import EditLayer
from app.mask_editing.edit_tools import EditTools, Tool
from app.translation import tr
from polyp_core.masks.editing import fill_holes, snap_to_level
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask

TOOL_KEYS = frozenset(key for spec in EDIT_TOOL_ACTIONS for key in spec.keys)
"""The keys that are those of the tools while a mask is edited."""


class MaskTools(QObject):
    """Edits one mask at a time with the tool that the user chose last.

    The user of this class shows a mask with `show_mask`, and stores it whenever `edited` says that it has changed.
    """

    edited = Signal()
    """A stroke, a shape, a click or a command has replaced `mask`."""
    notice = Signal(str)
    """Why a click or a command came to nothing."""
    clear_requested = Signal()
    """The user wants the mask from before all corrections."""
    leave_requested = Signal()

    def __init__(
        self, canvas: Canvas, polyp_free: QAction, edit: QAction, parent: QWidget, *, columns: int = 1
    ) -> None:
        """`polyp_free` marks the picture, `edit` begins and ends the editing; both have a button in `bar`.

        `columns` are those of the bar.
        """
        super().__init__(parent)
        self._canvas = canvas
        self._actions = ActionTable(parent, EDIT_TOOL_ACTIONS)
        self.bar = EditBar(self._actions, polyp_free, edit, columns)
        self.layer = EditLayer(canvas)
        self._tool, self._radius_px = Tool.BOX, 12.0
        self._connect()

    @property
    def is_active(self) -> bool:
        """Whether masks are edited now."""
        return self.layer.isVisibleTo(self._canvas)

    @property
    def mask(self) -> Mask | None:
        """The mask that is edited (H x W bool); None while there is none."""
        return self.layer.tools.mask if self.layer.tools is not None else None

    def begin(self) -> None:
        """Shows the tools and takes their keys."""
        self._set_suspended(False)
        self._canvas.set_edited(True)
        self.bar.show()
        self.layer.begin()

    @Slot()
    def finish(self) -> None:
        """Adds an open polygon to the mask; to be called before another picture is edited."""
        self.layer.finish_drawing()

    def end(self) -> None:
        """Hides the tools; an open polygon becomes part of the mask."""
        self.finish()
        self._set_suspended(True)
        self._canvas.set_edited(False)
        self.bar.hide()
        self.layer.end()

    def show_mask(self, mask: Mask, levels: Levels, colour: QColor) -> None:
        """Edits `mask` from now on; `levels` is the probability map of the picture, at its size.

        A polygon stays open if its picture has another mask now, for example after an undo. Before a mask of another
        picture, call `show_nothing`.
        """
        corners = self.layer.tools.corners if self.layer.tools is not None else []
        self.layer.tools = EditTools(mask, levels, self._tool, self._radius_px, corners=corners)
        self.layer.colour = colour
        self._show_radius()
        self.layer.refresh()

    def show_nothing(self) -> None:
        """Edits nothing until the next `show_mask`."""
        self.layer.tools = None
        self.layer.update()

    def _connect(self) -> None:
        on, layer = self._actions.on, self.layer
        self._set_suspended(True)
        for tool in Tool:
            on(f"tool_{tool}", lambda _=False, tool=tool: self._choose(tool))
        on("brush_larger", lambda: layer.resize_brush(up=True))
        on("brush_smaller", lambda: layer.resize_brush(up=False))
        on("fill_holes", self._fill_holes)
        on("snap_to_map", self._snap)
        on("clear_mask", self._clear)
        self._actions[f"tool_{self._tool}"].setChecked(True)
        layer.edited.connect(self.edited)
        layer.message.connect(self.notice)
        layer.brush_resized.connect(self._show_radius)
        layer.leave_requested.connect(self.leave_requested)

    def _set_suspended(self, suspended: bool) -> None:
        self._actions.set_suspended([spec.name for spec in EDIT_TOOL_ACTIONS], suspended)

    def _choose(self, tool: Tool) -> None:
        self._tool = tool
        self._actions[f"tool_{tool}"].setChecked(True)
        if (tools := self.layer.tools) is not None and tools.tool is not tool:
            self.finish()
            tools.tool = tool
        self.layer.setFocus()
        self.layer.refresh()

    def _edit(self, change: Callable[[EditTools], Mask | None], problem: str) -> None:
        """Replaces the mask by what `change` returns; None says that it is not possible, and `problem` why."""
        self.finish()
        if (tools := self.layer.tools) is None:
            return
        changed = change(tools)
        if changed is None or np.array_equal(changed, tools.mask):
            self.notice.emit(problem)
            return
        tools.mask = changed
        self.layer.refresh()
        self.edited.emit()

    @Slot()
    def _fill_holes(self) -> None:
        self._edit(lambda tools: fill_holes(tools.mask), tr("The mask has no holes."))

    @Slot()
    def _snap(self) -> None:
        def snapped(tools: EditTools) -> Mask | None:
            found = snap_to_level(tools.levels, tools.mask)
            return found.mask if found is not None else None

        self._edit(snapped, tr("No level of the model's map fits the mask better."))

    @Slot()
    def _clear(self) -> None:
        if self.layer.tools is not None:
            self.finish()  # so that an undo brings it back
            self.clear_requested.emit()

    @Slot()
    def _show_radius(self) -> None:
        if (tools := self.layer.tools) is not None:
            self._radius_px = tools.radius_px
        self.bar.show_radius(self._radius_px)
