"""Writes a page of headings, paragraphs and tables as PDF on A4, with the text of its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import matplotlib
from fpdf import FPDF, FontFace

_FONT = "DejaVu"  # ships with matplotlib; the fonts of PDF itself lack most letters outside western Europe
_MARGIN_MM = 16
_TEXT_PT, _SMALL_PT = 9.0, 8.0
_LINE_MM = 4.6
_HEADINGS = {"h1": (15.0, 8.0), "h2": (11.5, 6.5)}
"""Size in points and height of the line in mm."""
_GREY, _RULE, _SHADE, _WHITE = (98, 106, 118), (217, 220, 225), (251, 246, 236), (255, 255, 255)


@dataclass(slots=True)
class _Block:
    """A heading or paragraph with its text, or a table with its rows of cells; `role` is the class of its element."""

    kind: Literal["h1", "h2", "p", "table"]
    role: str = ""
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    has_header: bool = False


class _Reader(HTMLParser):
    """Collects the blocks of a page; elements inside a block, such as `span`, are plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks: list[_Block] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "h1" | "h2" | "p" | "table":
                self.blocks.append(_Block(tag, dict(attrs).get("class") or ""))
                self._open = tag
            case "tr":
                self.blocks[-1].rows.append([])
            case "th" | "td":
                self.blocks[-1].rows[-1].append("")
                self.blocks[-1].has_header |= tag == "th"
                self._open = tag
            case "title":
                self._open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def handle_data(self, data: str) -> None:
        match self._open:
            case "h1" | "h2" | "p":
                self.blocks[-1].text += data
            case "th" | "td":
                self.blocks[-1].rows[-1][-1] += data
            case "title":
                self.title += data


class _Document(FPDF):
    """A4 pages with the number of each at its foot."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self.add_font(_FONT, "", fonts / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self.set_margin(_MARGIN_MM)
        self.set_auto_page_break(True, _MARGIN_MM)
        self.set_draw_color(*_RULE)

    def footer(self) -> None:
        """Writes the number of the page."""
        self.set_y(-_MARGIN_MM / 1.5)
        self._set_text(_SMALL_PT, _GREY)
        self.cell(text=f"{self.page_no()} of {{nb}}", align="R", w=0)

    def add(self, block: _Block) -> None:
        """Adds a block below the last one."""
        text = " ".join(block.text.split())
        if block.kind == "table":
            self._add_table(block)
        elif block.kind in _HEADINGS:
            size_pt, line_mm = _HEADINGS[block.kind]
            if self.will_page_break(line_mm * 5):  # no heading at the foot of a page
                self.add_page()
            self.ln(2 if block.kind == "h2" else 0)
            self._set_text(size_pt, style="B")
            self.multi_cell(0, line_mm, text, new_x="LMARGIN", new_y="NEXT", align="L")
        else:
            self._set_text(_TEXT_PT, _GREY if block.role == "muted" else (0, 0, 0))
            self.set_fill_color(*(_SHADE if block.role == "first" else _WHITE))
            self.multi_cell(0, _LINE_MM, text, new_x="LMARGIN", new_y="NEXT", align="L", fill=True, padding=1)
        self.ln(1)

    def _add_table(self, block: _Block) -> None:
        self._set_text(_SMALL_PT)
        self.set_fill_color(*_WHITE)
        rows = [[" ".join(cell.split()) for cell in row] for row in block.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        # A column is at least as wide as its longest cell needs, but none may be squeezed by a long one.
        shares = [min(max(width, 6), 40) for width in widths]
        with self.table(
            rows,
            borders_layout="HORIZONTAL_LINES",
            col_widths=tuple(shares),
            first_row_as_headings=block.has_header,
            headings_style=FontFace(emphasis="BOLD"),
            line_height=_LINE_MM,
            text_align="LEFT",
        ):
            pass

    def _set_text(self, size_pt: float, colour: tuple[int, int, int] = (0, 0, 0), style: Literal["", "B"] = "") -> None:
        self.set_font(_FONT, style, size_pt)
        self.set_text_color(*colour)


def page_as_pdf(page: str) -> bytes:
    """Returns the PDF of an HTML `page` whose content is headings (h1, h2), paragraphs and tables."""
    reader = _Reader()
    reader.feed(page)
    document = _Document()
    document.set_title(reader.title)
    document.add_page()
    for block in reader.blocks:
        document.add(block)
    return bytes(document.output())
