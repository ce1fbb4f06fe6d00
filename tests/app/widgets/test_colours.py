import pytest

from app.widgets.colours import DARK, LIGHT, Colours

READABLE, VISIBLE = 4.5, 3.0


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_texts_are_readable(colours: Colours) -> None:
    grounds = {"window": colours.window, "panel": colours.panel, "raised": colours.raised}
    texts = {name: getattr(colours, name) for name in ("text", "muted", "accent", "good", "warning", "danger")}
    low = {
        f"{text} on {ground}": round(contrast(texts[text], grounds[ground]), 2)
        for text in texts
        for ground in grounds
        if contrast(texts[text], grounds[ground]) < READABLE
    }
    assert low == {}
    assert contrast(colours.on_accent, colours.accent) >= READABLE
    assert contrast(colours.text, colours.hover) >= READABLE


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_the_outlines_of_controls_are_visible(colours: Colours) -> None:
    assert contrast(colours.control, colours.panel) >= VISIBLE
    assert contrast(colours.accent, colours.window) >= VISIBLE  # the focus
