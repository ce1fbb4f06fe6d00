"""Cards of tests with too little data."""

import numpy as np
import pandas as pd
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.workspaces.dataset.hypotheses_page import HypothesisCard
from training.statistics.hypotheses import answer_questions


def test_a_card_of_four_groups_in_order_reads_too_few_and_gives_no_interval(qtbot: QtBot) -> None:
    table = pd.DataFrame(
        {
            "id": [f"clinic/{n}" for n in range(8)],
            "group": [f"clinic/sequence {n // 2}" for n in range(8)],
            "width_px": 600 + 10 * (np.arange(8) // 2),
            "height_px": 500,
            "coverage": np.linspace(0.1, 0.2, 8),
            "contrast": np.arange(8.0) % 3,
        }
    )
    card = HypothesisCard(answer_questions(table)[0])
    qtbot.addWidget(card)
    assert card.reading.text().startswith("Too few values:")
    words = [label.text() for label in card.findChildren(QLabel)]
    assert {"p = 0.083", "1.000 (no interval)"} <= set(words)
