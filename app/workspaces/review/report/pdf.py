"""Prints the page of a report to PDF on A4, without cutting rows or pictures at the ends of pages."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTextTable,
)

from polyp_core.export.provenance import program_version

PAGE_WIDTH, PAGE_HEIGHT = 640.0, 975.0
"""The text area in units of 1/96 inch: A4 with margins of about 20 mm, for which the report is laid out."""
_LEFT, _TOP = 77, 68
_LAYOUT_DPI, _PRINT_DPI = 96, 1200
_FOOTER = QRectF(0, PAGE_HEIGHT + 20, PAGE_WIDTH, 20)
_FOOTER_PX = 11
_SECTION_LEVEL = 3
_SHORT_TABLE = PAGE_HEIGHT / 3

Span = tuple[float, float]
"""Top and bottom of what belongs together, in the document's units."""


def report_pdf(html: str, title: str, notice: str) -> bytes:
    """Returns a report as a PDF file with `notice` and a number on each page; any thread may call it."""
    QEventLoop()  # gives the thread an event dispatcher, which the timers of a text layout need
    document = report_document(html)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_PRINT_DPI)
    writer.setTitle(title)
    writer.setCreator(f"Polyp Viewer {program_version()}")
    painter = QPainter(writer)
    painter.scale(_PRINT_DPI / _LAYOUT_DPI, _PRINT_DPI / _LAYOUT_DPI)
    painter.translate(_LEFT, _TOP)
    pages = list(pairwise(page_ends(document)))
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _draw_page(painter, document, page)
        _draw_footer(painter, document, notice, f"{number} / {len(pages)}")
    painter.end()
    return bytes(buffer.data().data())


def report_document(html: str) -> QTextDocument:
    """Returns the report laid out as one long page."""
    document = QTextDocument()
    # Widths of characters as they are printed, not as rounded to the pixels of a screen.
    document.setDefaultTextOption(_with_design_metrics(document.defaultTextOption()))
    document.setDocumentMargin(0)
    document.setTextWidth(PAGE_WIDTH)
    document.setHtml(html)
    return document


def page_ends(document: QTextDocument) -> list[float]:
    """Returns where the pages of a document without pages begin, and where the last one ends.

    No line, picture or row is cut unless it is higher than a page, a heading stays with what follows, and short tables
    and what has a heading of the third level stay together.
    """
    lines, together = _spans(document)
    keep = [span for span in (*lines, *together) if span[1] - span[0] <= PAGE_HEIGHT]
    height = document.size().height()
    ends = [0.0]
    while height - ends[-1] > PAGE_HEIGHT:
        ends.append(_last_break(ends[-1], keep) or _last_break(ends[-1], lines) or ends[-1] + PAGE_HEIGHT)
    return [*ends, height]


def _last_break(start: float, keep: list[Span]) -> float | None:
    """Returns the lowest place on the page from `start` that cuts none of `keep`."""
    near = [span for span in keep if span[1] > start and span[0] <= start + PAGE_HEIGHT]
    places = sorted((top for top, _ in near if top > start), reverse=True)
    return next((place for place in places if not any(top < place < bottom for top, bottom in near)), None)


def _spans(document: QTextDocument) -> tuple[list[Span], list[Span]]:
    """Returns the lines of the document, and what has to stay together: rows, headings and sections with a heading."""
    lines: list[Span] = []
    rows: dict[tuple[int, int], Span] = {}
    headings: list[tuple[float, int]] = []
    for block in _blocks(document):
        area = document.documentLayout().blockBoundingRect(block)
        text = block.layout()
        own = [text.lineAt(number).rect().translated(area.topLeft()) for number in range(text.lineCount())]
        if not own:
            continue
        lines += [(line.top(), line.bottom()) for line in own]
        span = own[0].top(), own[-1].bottom()
        table = _table_of(block)
        if table is not None:
            place = table.firstPosition(), table.cellAt(block.position()).row()
            top, bottom = rows.get(place, span)
            rows[place] = min(top, span[0]), max(bottom, span[1])
        if level := block.blockFormat().headingLevel():
            headings.append((span[0], level))
    end = document.size().height()
    tables: dict[int, Span] = {}
    for (table_start, _), (top, bottom) in rows.items():
        tables[table_start] = min(top, tables.get(table_start, (top, 0))[0]), bottom
    short = [(top, bottom) for top, bottom in tables.values() if bottom - top < _SHORT_TABLE]
    sections = [
        (top, next((other for other, _ in headings[number + 1 :]), end))
        for number, (top, level) in enumerate(headings)
        if level >= _SECTION_LEVEL
    ]
    parts = sorted({*rows.values(), *lines})
    with_next = [(top, next((bottom for other, bottom in parts if other > top), end)) for top, _ in headings]
    return lines, [*rows.values(), *short, *sections, *with_next]


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _table_of(block: QTextBlock) -> QTextTable | None:
    frame = QTextCursor(block).currentFrame()
    return frame if isinstance(frame, QTextTable) else None


def _with_design_metrics(option: QTextOption) -> QTextOption:
    option.setUseDesignMetrics(True)
    return option


def _draw_page(painter: QPainter, document: QTextDocument, page: Span) -> None:
    area = QRectF(0, page[0], PAGE_WIDTH, page[1] - page[0])
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = area
    painter.save()
    painter.translate(0, -area.top())
    painter.setClipRect(area)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_footer(painter: QPainter, document: QTextDocument, notice: str, number: str) -> None:
    font = QFont(document.defaultFont())
    font.setPixelSize(_FOOTER_PX)  # a size in points would depend on the resolution
    painter.setFont(font)
    painter.setPen(QColor("#626a76"))
    painter.drawText(_FOOTER, Qt.AlignmentFlag.AlignLeft, notice)
    painter.drawText(_FOOTER, Qt.AlignmentFlag.AlignRight, number)
