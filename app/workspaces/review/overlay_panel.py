"""Side panel with the settings of the overlay: style, threshold, smallest region, opacity, colour, pattern."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QActionGroup, QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from superqt import QDoubleSlider, QLabeledDoubleSlider

from app.actions import ActionTable
from app.services.overlay_style import STYLE_SETTINGS, overlay_style
from app.services.settings import Settings, Style, limits
from app.translation import tr
from app.widgets.accessible import set_name
from app.widgets.layouts import container, hbox, scrolled, spacer, vbox
from app.widgets.number_input import NumberValidator
from app.widgets.plain_text import PlainLabel
from app.workspaces.review import mask_samples
from app.workspaces.review.heat_legend import HeatLegend
from app.workspaces.review.number_keys import NumberKeys
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.model.card import ModelCard

_STYLES: tuple[Style, ...] = ("fill", "outline", "heatmap")


class OverlayPanel(QFrame):
    """Edits the overlay's settings. Holds no state of its own: it shows `settings` and follows their changes."""

    def __init__(self, settings: Settings, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._card: ModelCard | None = None
        self._keys = NumberKeys(self)

        self.threshold = self._slider("threshold", 1, 0.01, 2)
        self.min_region = self._slider("min_region_fraction", 100, 0.05, 2)
        self.opacity = self._slider("opacity", 100, 1.0, 0)
        self.threshold.setToolTip(_tooltip(tr("Lowest probability of a pixel in the mask"), actions, "threshold"))
        self.min_region.setToolTip(_tooltip(tr("Smaller regions are removed, in % of the picture"), actions, "region"))
        self.opacity.setToolTip(_tooltip(tr("Opacity of the overlay, in %"), actions, "opacity"))
        self.threshold.valueChanged.connect(lambda value: self._set("threshold", round(value, 4)))
        self.min_region.valueChanged.connect(lambda value: self._set("min_region_fraction", round(value / 100, 6)))
        self.opacity.valueChanged.connect(lambda value: self._set("opacity", round(value / 100, 4)))

        self.colour = QPushButton(tr("Colour"))
        self.colour.setToolTip(tr("Colour and pattern of the mask"))
        self.colour.setIconSize(mask_samples.SIZE)
        self.colour.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.colour.setMenu(mask_samples.MaskMenu(settings, actions["colour"], self.colour))
        self.model_values = QPushButton(tr("Model's values"))
        self.model_values.setToolTip(actions["model_values"].toolTip())
        self.model_values.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.model_values.clicked.connect(self.use_model_values)
        self.hold_to_hide_button = QToolButton()
        self.hold_to_hide_button.setText(tr("Hide while held", "on a small button"))
        self.hold_to_hide_button.setIcon(actions["hold_to_hide_overlay"].icon())
        self.hold_to_hide_button.setToolTip(actions["hold_to_hide_overlay"].toolTip())
        self.hold_to_hide_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.hold_to_hide_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._overlay = actions["overlay"]
        self.legend = HeatLegend()
        self._lay_out(actions)
        self._connect_actions(actions)
        changed = settings.changed
        for name in STYLE_SETTINGS:
            getattr(changed, name).connect(self.refresh)
        changed.overlay_visible.connect(self.refresh)
        self.refresh()

    def add_section(self, section: QWidget) -> None:
        """Adds a part below those of the overlay."""
        self._sections.insertWidget(self._sections.count() - 1, section)

    # -- Values --------------------------------------------------------------------------------------------------------

    @property
    def style_now(self) -> OverlayStyle:
        """The style of the current settings and model."""
        return overlay_style(self._settings, self._card)

    def set_card(self, card: ModelCard | None) -> None:
        """Uses the values of the model's card for settings that the user has not changed."""
        self._card = card
        self.refresh()

    def use_model_values(self) -> None:
        """Resets threshold and smallest region to the values of the model's card."""
        self._settings.threshold = None
        self._settings.min_region_fraction = None

    def choose_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._settings.colour), self, tr("Colour of the overlay"))
        if chosen.isValid():
            self._settings.colour = chosen.name().upper()

    def refresh(self) -> None:
        """Updates the controls from the settings."""
        style = self.style_now
        for slider, value in (
            (self.threshold, style.threshold),
            (self.min_region, style.min_region_fraction * 100),
            (self.opacity, style.opacity * 100),
        ):
            with QSignalBlocker(slider):
                slider.setValue(min(max(value, slider.minimum()), slider.maximum()))
        self._style_actions[style.mode].setChecked(True)
        self._overlay.setChecked(self._settings.overlay_visible)
        self.legend.set_threshold(style.threshold)
        for widget in (self.legend, self._legend_title):
            widget.setVisible(style.mode == "heatmap")
        self.colour.setIcon(mask_samples.sample_icon(style))
        chosen = self._settings.threshold is not None or self._settings.min_region_fraction is not None
        self.model_values.setEnabled(chosen and self._card is not None)

    def _set(self, name: str, value: float) -> None:
        setattr(self._settings, name, value)

    def _move(self, slider: QLabeledDoubleSlider, step: float) -> None:
        slider.setValue(slider.value() + step)

    # -- Building ------------------------------------------------------------------------------------------------------

    def _slider(self, setting: str, scale: float, step: float, decimals: int) -> QLabeledDoubleSlider:
        slider = QLabeledDoubleSlider(Qt.Orientation.Horizontal)
        least, most = limits(setting)
        slider.setRange(least * scale, most * scale)
        slider.setSingleStep(step)  # type: ignore[arg-type]  # superqt takes a float here, and declares an int
        slider.setDecimals(decimals)
        # Dragging must not move the focus from the canvas, which uses the arrow keys; Tab does.
        slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for handle in slider.findChildren(QDoubleSlider):
            handle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            handle.installEventFilter(self._keys)
        for field in slider.findChildren(QLineEdit):
            field.installEventFilter(self._keys)
            # superqt's own validator accepts numbers in the system's language, which it cannot parse.
            field.setValidator(NumberValidator(field))
        return slider

    def _lay_out(self, actions: ActionTable) -> None:
        visible = QToolButton()
        visible.setDefaultAction(self._overlay)
        visible.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = hbox(PlainLabel(tr("Overlay"), role="heading"), spacer(), self.hold_to_hide_button, visible)

        styles = hbox(spacing=4)
        for name in _STYLES:
            button = QToolButton()
            button.setDefaultAction(actions[f"style_{name}"])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(20, 20))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            styles.addWidget(button)

        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        rows = (
            (tr("Threshold"), self.threshold),
            (tr("Smallest region (%)"), self.min_region),
            (tr("Opacity (%)"), self.opacity),
        )
        for row, (label_text, slider) in enumerate(rows):
            label = PlainLabel(label_text)
            label.setBuddy(slider)
            set_name(slider, label_text)
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(slider, 2 * row + 1, 0)
            grid.setRowMinimumHeight(2 * row, 24)

        buttons = hbox(self.colour, self.model_values)
        self._legend_title = PlainLabel(tr("Probability (%)"))
        parts = (head, styles, self._legend_title, self.legend, grid, buttons, spacer())
        self._sections = vbox(*parts, spacing=12, margins=(14, 12, 14, 12))
        scroll = scrolled(container(self._sections))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(vbox(scroll, margins=0))

    def _connect_actions(self, actions: ActionTable) -> None:
        group = QActionGroup(self)
        self._style_actions = {}
        for name in _STYLES:
            action = actions[f"style_{name}"]
            group.addAction(action)
            self._style_actions[name] = action
            action.triggered.connect(lambda _=False, name=name: setattr(self._settings, "style", name))
        actions.on("overlay", lambda checked: setattr(self._settings, "overlay_visible", checked))
        actions.on("colour", self.choose_colour)
        actions.on("model_values", self.use_model_values)
        for action_name, slider, step in (
            ("more_opacity", self.opacity, 5.0),
            ("less_opacity", self.opacity, -5.0),
            ("higher_threshold", self.threshold, 0.05),
            ("lower_threshold", self.threshold, -0.05),
            ("larger_region", self.min_region, 0.1),
            ("smaller_region", self.min_region, -0.1),
        ):
            actions.on(action_name, lambda _=False, slider=slider, step=step: self._move(slider, step))


def _tooltip(text: str, actions: ActionTable, name: str) -> str:
    pairs = {
        "threshold": ("lower_threshold", "higher_threshold"),
        "region": ("smaller_region", "larger_region"),
        "opacity": ("less_opacity", "more_opacity"),
    }
    less, more = (actions[name].shortcut().toString() for name in pairs[name])
    return f"{text} ({less}, {more})"
