"""The report as PDF: where its pages end."""

import re
import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument
from pytestqt.qtbot import QtBot

from app.workspaces.review.report.pdf import PAGE_HEIGHT, page_ends, report_document, report_pdf

NOTE = f"<p>{'A long note of the reader. ' * 30}</p>"
ROWS = "".join(f"<tr><td width='20%'>{number}</td><td>{'word ' * (number % 40)}.</td></tr>" for number in range(60))
SECTIONS = "".join(f"<h3>Finding {number}</h3>{NOTE * 2}" for number in range(9))
PAGE = f"<h1>Review</h1>{NOTE}<h2>Findings</h2><table>{ROWS}</table><h2>Pictures</h2>{SECTIONS}"


@pytest.fixture
def document(qtbot: QtBot) -> QTextDocument:
    return report_document(PAGE)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def pages_of(ends: list[float], block: QTextBlock) -> set[int]:
    """Returns the numbers of the pages on which the lines of a block stand; fails if a line is cut."""
    found = set()
    corner = block.document().documentLayout().blockBoundingRect(block).topLeft()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number).rect().translated(corner)
        first, last = (sum(end <= y for end in ends) for y in (line.top() + 0.5, line.bottom() - 0.5))
        assert first == last, f"a line of {block.text()!r} is cut"
        found.add(first)
    return found


def test_no_row_is_cut(document: QTextDocument) -> None:
    ends = page_ends(document)
    rows = [(block, block.next()) for block in blocks(document) if re.fullmatch(r"\d+", block.text())]
    assert len(rows) == 60
    pages = [pages_of(ends, number) | pages_of(ends, words) for number, words in rows]
    assert all(len(page) == 1 for page in pages)
    assert len(set.union(*pages)) > 1


def test_headings_and_sections_stay_together(document: QTextDocument) -> None:
    ends = page_ends(document)
    for block in blocks(document):
        level = block.blockFormat().headingLevel()
        if level:
            assert pages_of(ends, block) & pages_of(ends, block.next()), block.text()
        if level == 3:
            parts = (block, block.next(), block.next().next())
            assert len(set.union(*(pages_of(ends, each) for each in parts))) == 1, block.text()


def test_pages_are_full_but_no_longer(document: QTextDocument) -> None:
    heights = [end - start for start, end in pairwise(page_ends(document))]
    assert len(heights) > 3 and max(heights) <= PAGE_HEIGHT
    assert all(one + other > PAGE_HEIGHT for one, other in pairwise(heights))


def test_a_note_longer_than_a_page_ends_between_two_lines(qtbot: QtBot) -> None:
    document = report_document(f"<h3>Finding 1</h3><table><tr><td>{NOTE * 20}</td></tr></table>")
    ends = page_ends(document)
    assert set.union(*(pages_of(ends, block) for block in blocks(document))) == set(range(1, len(ends)))


def test_the_file_has_these_pages(document: QTextDocument) -> None:
    written: list[bytes] = []
    thread = threading.Thread(target=lambda: written.append(report_pdf(PAGE, "Review of recording-001", "Draft.")))
    thread.start()
    thread.join()
    assert written[0].startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", written[0])) == len(page_ends(document)) - 1
