"""Builds HTML; text from data is escaped here."""

import base64
from collections.abc import Iterable, Sequence
from html import escape

from polyp_core.display_text import visible


def element(tag: str, *children: str, **attributes: str) -> str:
    """Returns an element with children that are HTML; a trailing underscore in an attribute's name is removed."""
    written = "".join(f' {name.rstrip("_")}="{escape(visible(value))}"' for name, value in attributes.items())
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def text(tag: str, content: str, **attributes: str) -> str:
    """Returns an element with plain text."""
    return element(tag, escape(visible(content)), **attributes)


def picture(data: bytes, kind: str, alt: str, caption: str = "") -> str:
    """Returns a figure with the embedded picture; `kind` is png or jpeg."""
    source = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
    image = f'<img loading="lazy" src="{source}" alt="{escape(visible(alt))}">'
    return element("figure", image, text("figcaption", caption) if caption else "")


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, text_columns: Sequence[int] = (), sums: int = 0
) -> str:
    """Returns a table of plain texts; the last `sums` rows are emphasised, `text_columns` are left-aligned text."""
    body = list(rows)

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            text(tag, cell, **({"class_": "text"} if column in text_columns else {})) for column, cell in enumerate(row)
        )

    written = [
        element("tr", cells("td", row), **({"class_": "sum"} if index >= len(body) - sums else {}))
        for index, row in enumerate(body)
    ]
    content = element("thead", element("tr", cells("th", head))) + element("tbody", *written)
    return element("div", element("table", content), class_="scroll")


def page(title: str, style: str, *content: str) -> str:
    """Returns a complete self-contained document."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{text('title', title)}<style>{style}</style>"
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{"".join(content)}</body></html>\n'
