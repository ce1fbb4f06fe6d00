"""Which part of the manual belongs to a widget: a page of `docs`, with `#` and a heading."""

from PySide6.QtWidgets import QWidget

HOME = "index.md"
_PROPERTY = "manual_page"


def set_page(widget: QWidget, page: str) -> None:
    """Makes `page` the one that F1 opens while the focus is in `widget`, or in a widget in it without a page."""
    widget.setProperty(_PROPERTY, page)


def page_of(widget: QWidget | None) -> str:
    """Returns the page of `widget`, or of the nearest widget around it that has one."""
    while widget is not None:
        page = widget.property(_PROPERTY)
        if isinstance(page, str):
            return page
        widget = widget.parentWidget()
    return HOME


def anchor(heading: str) -> str:
    """Returns the name by which links in the manual refer to a heading.

    >>> anchor("Masks, tables and `csv`")
    'masks-tables-and-csv'
    """
    kept = (letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return "-".join("".join(kept).split())
