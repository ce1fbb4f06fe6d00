"""OverlayControls: shows and hides the overlay and the side panel by settings, keys and buttons."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.services.overlay_style import STYLE_SETTINGS
from app.services.settings import Settings
from app.translation import tr
from app.workspaces.review.bare_view import BareView
from app.workspaces.review.held_key import HeldKey
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.status_line import StatusLine
from polyp_core.model.card import ModelCard


class OverlayControls(QObject):
    """Connects the settings of the overlay with the canvas and the panel."""

    style_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        actions: ActionTable,
        canvas: Canvas,
        panel: OverlayPanel,
        side_panel: QWidget,
        status_line: StatusLine,
        bare_view: BareView,
    ) -> None:
        super().__init__(canvas)
        self._settings, self._actions, self._bare_view = settings, actions, bare_view
        self._canvas, self._panel, self._side_panel, self._status_line = canvas, panel, side_panel, status_line
        hidden, raw_mask = HeldKey(self), HeldKey(self)
        actions.on("hold_to_hide_overlay", hidden.begin)
        panel.hold_to_hide_button.pressed.connect(hidden.begin)
        panel.hold_to_hide_button.released.connect(hidden.end)
        hidden.changed.connect(self._show_overlay)
        actions["raw_mask"].setVisible(False)
        actions.on("raw_mask", raw_mask.begin)
        raw_mask.changed.connect(canvas.set_raw)
        raw_mask.changed.connect(status_line.show_raw)
        actions.on("panel", self._choose_panel)
        changed = settings.changed
        for name in STYLE_SETTINGS:
            getattr(changed, name).connect(self._show_style)
        changed.overlay_visible.connect(lambda: self._show_overlay())
        changed.panel_visible.connect(self.show_panel)
        self._model_hidden = False
        self._show_style()
        self._show_overlay()
        self.show_panel()

    def set_card(self, card: ModelCard | None) -> None:
        """Uses the values of another model; None while there is no model."""
        self._panel.set_card(card)
        # Without a presence head no mask is ever suppressed, so the action is hidden.
        self._actions["raw_mask"].setVisible(card is not None and card.presence_level is not None)
        self._show_style()

    @Slot(bool)
    def set_model_hidden(self, hidden: bool) -> None:
        """Hides the overlay whatever the setting, while the reader must not see it."""
        self._model_hidden = hidden
        self._show_overlay()

    @Slot()
    def show_panel(self) -> None:
        """Shows the side panel if that is the setting, but not next to a bare picture."""
        shown = self._settings.panel_visible and not self._bare_view.active
        self._side_panel.setVisible(shown)
        self._actions["panel"].setChecked(shown)

    @Slot(bool)
    def _choose_panel(self, shown: bool) -> None:
        if self._bare_view.active:
            self._side_panel.setVisible(shown)  # only for now: the setting is for the window
        else:
            self._settings.panel_visible = shown

    @Slot()
    def _show_style(self) -> None:
        self._canvas.set_style(self._panel.style_now)
        self.style_changed.emit()

    @Slot(bool)
    def _show_overlay(self, held: bool = False) -> None:
        visible = self._settings.overlay_visible
        self._canvas.set_overlay_visible(visible and not held and not self._model_hidden)
        key = self._actions["overlay"].shortcut().toString()
        hidden = tr("Overlay hidden ({key})").format(key=key) if key else tr("Overlay hidden")
        self._canvas.set_note(tr("Model hidden") if self._model_hidden else "" if visible else hidden)
        self._status_line.show_overlay_visible(visible)
