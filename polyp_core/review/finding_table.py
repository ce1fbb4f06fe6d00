"""The rows of `findings.csv`: one for each finding, with what a reader decided about it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from polyp_core.files.csv_cells import escape_formulas
from polyp_core.review.reconcile import ListedFinding

_OF_READER = ("state", "reader", "site", "size", "paris", "note")
COLUMNS = (
    *("finding", "first_frame", "last_frame", "best_frame", "start_s", "end_s", "best_s"),
    *("peak_area_fraction", "confidence", *_OF_READER),
)


def finding_row(number: int, listed: ListedFinding, reader: str = "") -> dict[str, Any]:
    """Returns the values of COLUMNS for finding `number`, counted from 1; None where unknown.

    What a reader decides is None without a `reader`. The measures are those of the decision, if there is one, and
    the area that of the reader's masks.
    """
    extent, decision = listed.extent, listed.decision
    measured = decision or listed.findings[0]
    area, confidence = listed.area_fraction, measured.confidence
    row: dict[str, Any] = {
        "finding": number,
        "first_frame": extent.first_frame,
        "last_frame": extent.last_frame,
        "best_frame": extent.best_frame,
        "start_s": round(extent.start_s, 3),
        "end_s": round(extent.end_s, 3),
        "best_s": round(extent.best_s, 3),
        "peak_area_fraction": None if area is None else round(area, 6),
        "confidence": None if confidence is None else round(confidence, 4),
        **dict.fromkeys(_OF_READER),
    }
    if reader:
        row |= {"state": listed.state, "reader": reader}
    if reader and decision is not None:
        card = decision.card
        row |= {"site": card.site or None, "size": card.size, "paris": card.paris, "note": decision.note or None}
    return row


def finding_rows(listed: Sequence[ListedFinding], reader: str) -> list[dict[str, Any]]:
    """Returns the rows of a reader's list, in its order."""
    return [finding_row(number, each, reader) for number, each in enumerate(listed, 1)]


def format_finding_table(rows: Iterable[Mapping[str, Any]], analysed_share: float) -> str:
    """Formats rows as CSV, with text that a spreadsheet would execute escaped.

    `analysed_share` (0..1) of the source's frames were analysed: each row ends with it, as a table may be read alone.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow((*COLUMNS, "analysed_share"))
    for row in rows:
        table.writerow((*escape_formulas(row[column] for column in COLUMNS), analysed_share))
    return text.getvalue()
