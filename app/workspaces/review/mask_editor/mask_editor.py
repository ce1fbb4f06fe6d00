"""MaskEditor: the edit mode of the Review workspace, which stores each stroke as a change of the review."""

from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.actions import REVIEW_ACTIONS, ActionTable
from app.canvas.canvas import Canvas
from app.mask_editing.change_command import ChangeCommand
from app.mask_editing.mask_tools import TOOL_KEYS, MaskTools
from app.playback.player import Player
from app.services.settings import Settings
from app.translation import tr
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.mask_editor.reader_masks import ReaderMasks
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.review_session import ReviewSession
from polyp_core.masks.prediction import picture_mark
from polyp_core.masks.probability_levels import Levels
from polyp_core.masks.regions import Mask
from polyp_core.review.changes import clear_mask
from polyp_core.review.masks import FrameMask, StoredMask
from polyp_core.review.records import MaskLayer, MaskSource, new_id

_DECISIONS = ("confirm", "reject", "unsure")
_SUSPENDED_KEYS = TOOL_KEYS.union(
    ("Space", "Backspace"), *(spec.keys for spec in REVIEW_ACTIONS if spec.name in _DECISIONS)
)
"""The keys that the editor needs, and those that decide on a finding and leave the frame."""


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
        self._player, self._session, self._controller = player, session, controller
        self._stills = masks.stills
        self._masks, self._panel, self._settings, self._actions = masks, panel, settings, actions
        self.tools = MaskTools(canvas, actions["polyp_free"], actions["edit_mask"], parent)
        self._frame: int | None = None
        self._undo_index = 0
        self._connect()

    @property
    def is_active(self) -> bool:
        """Whether the edit mode is on."""
        return self.tools.is_active

    @Slot(bool)
    def set_active(self, active: bool) -> None:
        """Begins or ends the edit mode; a notice says why it cannot begin."""
        active = active and self._can_edit()
        self._actions["edit_mask"].setChecked(active)
        if active == self.is_active:
            return
        self._actions.suspend_keys(_SUSPENDED_KEYS if active else ())
        if active:
            self._player.pause()
            self.tools.begin()
            self._load()
        else:
            self.tools.end()
            self._frame = None

    def _connect(self) -> None:
        self._actions.on("edit_mask", self.set_active)
        self._actions.on("polyp_free", self._mark_polyp_free)
        self.tools.edited.connect(self._store)
        self.tools.notice.connect(self._controller.notice)
        self.tools.clear_requested.connect(self._clear)
        self.tools.leave_requested.connect(lambda: self.set_active(False))
        self._player.leaving_frame.connect(self.tools.finish)
        self._player.frame_changed.connect(lambda _: self._load())
        self._player.playing_changed.connect(lambda playing: self.set_active(False) if playing else None)
        self._masks.arrived.connect(self._load)
        self._controller.changed.connect(self._load)
        self._controller.closing.connect(lambda: self.set_active(False))
        self._controller.undo_stack.indexChanged.connect(self._on_undo_index)
        self._session.model_hidden_changed.connect(lambda _: self._load())

    def _can_edit(self) -> bool:
        controller, shown = self._controller, self._player.shown
        if self._stills.is_used:
            return shown is not None
        if not controller.can_change:
            controller.notice.emit(controller.problem or tr("Masks are corrected in recordings whose review is open."))
            return False
        return shown is not None

    # -- The mask that is edited ---------------------------------------------------------------------------------------

    @Slot()
    def _load(self) -> None:
        """Takes up the mask of the frame on screen as it is now."""
        shown = self._player.shown
        if not self.is_active or shown is None:
            return
        if not self._controller.is_open and not self._stills.is_used:
            self.set_active(False)
            return
        edited, index = self.tools.mask, shown.frame.index
        stored = self._masks.at(index)
        if not self._masks.is_read(index):
            self._frame = None  # until the mask has been read
            self.tools.show_nothing()
            return
        mask = stored.mask if stored is not None else self._predicted()
        if edited is not None and self._frame == index and np.array_equal(edited, mask):
            return  # also a stroke in progress goes on
        if self._frame != index:
            self.tools.show_nothing()
        self._frame = index
        self.tools.show_mask(mask, self._levels(), QColor(self._settings.colour))

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
        mask, shown, controller = self.tools.mask, self._player.shown, self._controller
        if mask is None or shown is None or shown.frame.index != self._frame:
            return
        if self._stills.is_used:
            origin = controller.listing.origin()
            self._stills.masks.put(mask, origin.model, origin.model_sha256)
            return
        index, layer = shown.frame.index, new_id()
        mark = picture_mark(shown.frame.image)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._masks.remember(layer, StoredMask(index, mask, MaskSource.CORRECTED, controller.reader, at))
        controller.add_masks(layer, [FrameMask(index, mask, mark)])
        if not controller.put_masks(MaskSource.CORRECTED, [index], layer=layer):
            self._frame = None  # shows what is stored
            self._load()

    # -- Commands ------------------------------------------------------------------------------------------------------

    @Slot()
    def _clear(self) -> None:
        """Returns to the model's mask."""
        index, picture = self._frame, self._stills.masks.current
        if self._stills.is_used and picture is not None and picture.stored is not None:
            self._stills.masks.revert()
        elif index is not None and self._controller.review.masks.layer(index) is not None:
            self._controller.change(lambda review: clear_mask(review, index))
        else:
            self._controller.notice.emit(tr("This is the model's mask already."))

    @Slot()
    def _mark_polyp_free(self) -> None:
        """Marks the frame on screen as polyp-free, also outside the edit mode."""
        shown = self._player.shown
        if shown is None or not self._can_edit():
            return
        index = shown.frame.index
        if self._stills.is_used:
            if self._stills.masks.mark_polyp_free():
                self._controller.notice.emit(tr("This picture is marked as polyp-free."))
            return
        layer = self._controller.review.masks.layer(index)
        if layer is not None and layer.source is MaskSource.VERIFIED_EMPTY:
            self._controller.notice.emit(tr("This frame is marked as polyp-free already. Ctrl+Z undoes it."))
        elif self._controller.put_masks(MaskSource.VERIFIED_EMPTY, [index]):
            self._controller.notice.emit(tr("Frame {number} is marked as polyp-free.").format(number=index))

    @Slot(int)
    def _on_undo_index(self, index: int) -> None:
        """Goes to the frame whose mask is undone or redone."""
        command = self._controller.undo_stack.command(min(index, self._undo_index))
        self._undo_index = index
        if not isinstance(command, ChangeCommand) or self._stills.is_used:
            return
        frames = {
            layer.frames
            for edit in command.change.edits
            if isinstance(layer := edit.after or edit.before, MaskLayer) and layer.frame_count == 1
        }
        if len(frames) == 1 and (frame := frames.pop()[0][0]) != self._player.position:
            self._player.seek(frame)
