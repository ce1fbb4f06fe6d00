"""How the program looks: two sets of colours, one style sheet made from them, and icons that follow the theme.

The dark theme is the default: a dark, neutral surround does not shift how the mucosa's colours are seen.
"""

from typing import Literal, get_args

from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.widgets.colours import DARK, LIGHT, Colours
from app.widgets.stylesheet import stylesheet

ThemeName = Literal["dark", "light"]
Tint = Literal["text", "muted", "faint", "accent", "on_accent", "good", "warning", "danger"]


_THEMES: dict[str, Colours] = {"dark": DARK, "light": LIGHT}
_current = DARK

# qtawesome keeps the colour object it is given and reads it at every painting: changing these recolours every icon.
_inks: dict[Tint, QColor] = {tint: QColor(getattr(DARK, tint)) for tint in get_args(Tint)}


def colours() -> Colours:
    """The colours of the theme in use."""
    return _current


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Gives the whole program the theme `name`; may be called again at any time."""
    global _current
    _current = _THEMES[name]
    for tint, ink in _inks.items():
        ink.setRgb(QColor(getattr(_current, tint)).rgb())
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current))
    app.setStyleSheet(stylesheet(_current))


def icon(name: str, tint: Tint = "text") -> QIcon:
    """The icon `name` of Material Design Icons, such as "play". It follows the theme; a checked one has the accent."""
    # Imported when the first icon is made: it takes a tenth of a second that tests of other modules do not need.
    import qtawesome

    ink = _inks[tint]
    made: QIcon = qtawesome.icon(
        f"mdi6.{name}",
        color=ink,
        color_active=ink,
        color_selected=ink,
        color_on=_inks["accent"],
        color_on_active=_inks["accent"],
        color_on_selected=_inks["accent"],
        color_disabled=_inks["faint"],
        color_on_disabled=_inks["faint"],
    )
    return made


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.panel,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.danger,
        QPalette.ColorRole.Light: colours.hover,
        QPalette.ColorRole.Midlight: colours.hover,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.border,
        QPalette.ColorRole.Shadow: colours.canvas,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(colours.border))
    return palette
