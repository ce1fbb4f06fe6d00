from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.workspaces.dataset.score_table import Header, ScoreTable

ROOM_PX = 964
"""For the table in a window that is 1280 pixels wide."""
HEADERS = (
    Header("Dataset"),
    *(Header(title, key=title) for title in ("Images", "Dice", "IoU", "Pooled Dice", "Pooled IoU", "Precision")),
    *(Header(title, key=title) for title in ("Recall", "Empty", "False alarms", "Accuracy")),
    *(Header(title, key=title, if_scored=True) for title in ("S-measure", "MAE")),
)
ROWS = [
    *(
        (
            "bkai-neopolyp",
            "1,000",
            *2 * ("0.847\n0.799 to 0.890",),
            *4 * ("0.874",),
            "0",
            "no polyp-free pair",
            "0.990",
        ),
    ),
    ("polypgen", "1,387", *2 * ("0.803\n0.738 to 0.861",), *4 * ("0.874",), "111", "0.125\n0.003 to 0.527", "0.990"),
]


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[ScoreTable]:
    table = ScoreTable()
    qtbot.addWidget(table)
    table.resize(ROOM_PX, 300)
    table.show()
    yield table


def test_the_scores_fit_into_a_small_window(table: ScoreTable) -> None:
    table.fill(HEADERS, [(*row, "", "") for row in ROWS], hidden=())
    assert [HEADERS[place].title for place in range(len(HEADERS)) if table.isColumnHidden(place)] == [
        "S-measure",
        "MAE",
    ]
    assert table.horizontalScrollBar().maximum() == 0
    assert table.verticalScrollBar().maximum() == 0


def test_columns_with_a_value_are_shown_unless_they_are_hidden(table: ScoreTable) -> None:
    table.fill(HEADERS, [(*ROWS[0], "", ""), (*ROWS[1], "0.912", "")], hidden={"Recall"})
    hidden = [HEADERS[place].title for place in range(len(HEADERS)) if table.isColumnHidden(place)]
    assert hidden == ["Recall", "MAE"]
    table.hide_columns(())
    assert [HEADERS[place].title for place in range(len(HEADERS)) if table.isColumnHidden(place)] == ["MAE"]
