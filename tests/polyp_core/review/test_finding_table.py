"""Rows of findings.csv with a reader's decisions."""

import csv
from collections.abc import Callable

from polyp_core.findings.findings import Finding
from polyp_core.review.finding_table import COLUMNS, finding_row, finding_rows, format_finding_table
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.reconcile import ListedFinding, reconcile
from polyp_core.review.records import Decision


def test_decided_findings_carry_state_reader_and_card(
    finding: Callable[..., Finding], decision: Callable[..., Decision]
) -> None:
    card = LesionCard(site="sigmoid", size="6-9 mm", paris="0-IIa")
    decided = decision(100, 200, state="confirmed", note='=HYPERLINK("x")\nflat', card=card)
    rows = finding_rows(reconcile([finding(105, 195), finding(300, 340)], [decided]), "Ada")
    assert [list(row) for row in rows] == [list(COLUMNS)] * 2
    first, second = csv.DictReader(format_finding_table(rows, 0.25).splitlines(keepends=True))
    assert [first[name] for name in COLUMNS[:9]] == ["1", "100", "200", "150", "4.0", "8.0", "6.0", "0.05", "0.8"]
    assert [first[name] for name in COLUMNS[9:14]] == ["confirmed", "Ada", "sigmoid", "6-9 mm", "0-IIa"]
    assert first["note"].splitlines() == ['\'=HYPERLINK("x")', "flat"]
    assert first["analysed_share"] == second["analysed_share"] == "0.25"
    assert [second[name] for name in COLUMNS[9:]] == ["undecided", "Ada", "", "", "", ""]


def test_without_a_reader_the_columns_are_empty(finding: Callable[..., Finding]) -> None:
    row = finding_row(1, ListedFinding((finding(105, 195),)))
    assert all(row[name] is None for name in COLUMNS[9:])
    assert format_finding_table([], 1.0).split() == [",".join((*COLUMNS, "analysed_share"))]
