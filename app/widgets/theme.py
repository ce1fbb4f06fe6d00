"""The dark and the light theme: palette, style sheet and icons.

Dark is the default: a dark, neutral surround does not change how the colours of the mucosa are perceived.
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

# qtawesome keeps a reference to these colours and reads them at every painting: changing them recolours every icon.
_icon_colours: dict[Tint, QColor] = {tint: QColor(getattr(DARK, tint)) for tint in get_args(Tint)}


def colours() -> Colours:
    """Returns the colours of the current theme."""
    return _current


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Applies the theme `name` to the whole program; may be called repeatedly."""
    global _current
    _current = _THEMES[name]
    for tint, colour in _icon_colours.items():
        colour.setRgb(QColor(getattr(_current, tint)).rgb())
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current))
    app.setStyleSheet(stylesheet(_current))


def icon(name: str, tint: Tint = "text") -> QIcon:
    """Returns the icon `name` of Material Design Icons, such as "play", which follows the theme."""
    # Imported with the first icon: the import takes 0.1 s.
    import qtawesome

    colour = _icon_colours[tint]
    # Qt takes the active colour for a button with the focus, and the focus gives a primary button the background of a
    # panel instead of the accent colour.
    active = _icon_colours["text"] if tint == "on_accent" else colour
    # A checked button, but also an open row of a tree, whose icon keeps its colour.
    on = _icon_colours["accent"] if tint == "text" else colour
    made: QIcon = qtawesome.icon(
        f"mdi6.{name}",
        color=colour,
        color_active=active,
        color_selected=colour,
        color_on=on,
        color_on_active=on,
        color_on_selected=on,
        color_disabled=_icon_colours["faint"],
        color_on_disabled=_icon_colours["faint"],
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
