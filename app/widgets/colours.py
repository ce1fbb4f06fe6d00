"""The colours of the dark and the light theme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme by their role, as #rrggbb.

    `text` and `muted` are readable (WCAG AA, 4.5:1) on `window`, `panel` and `raised`; `on_accent` on `accent`.
    """

    canvas: str
    """Around the picture, the same in both themes."""
    window: str
    panel: str
    raised: str
    """Buttons, fields and menus."""
    hover: str
    border: str
    control: str
    """Outlines of controls (3:1 on `panel`)."""
    text: str
    muted: str
    faint: str
    """Text and icons of what is disabled."""
    accent: str
    on_accent: str
    good: str
    warning: str
    danger: str


DARK = Colours(
    canvas="#0b0c0e",
    window="#15171a",
    panel="#1b1e22",
    raised="#262a30",
    hover="#30353d",
    border="#2d3238",
    control="#68727e",
    text="#e4e7ea",
    muted="#a3acb6",
    faint="#646d78",
    accent="#35b8cc",
    on_accent="#04181c",
    good="#4cc38a",
    warning="#e8b04b",
    danger="#ff7b72",
)

LIGHT = Colours(
    canvas="#0b0c0e",
    window="#eef0f2",
    panel="#f8f9fa",
    raised="#ffffff",
    hover="#e6eaed",
    border="#d5dade",
    control="#848d97",
    text="#1a1e23",
    muted="#525c66",
    faint="#9aa3ac",
    accent="#0b7285",
    on_accent="#ffffff",
    good="#187546",
    warning="#8a5a00",
    danger="#c0312b",
)
