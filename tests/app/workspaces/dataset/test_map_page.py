"""The map of pictures by the features of the encoder, and its lasso."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.workspaces.context import Context
from polyp_core.inference.encoder_features import EncoderFeatures
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.browser.feature_map import make_map
from training.datasets.square_cache import read_pair

from .conftest import WAIT_MS, Open


def test_pictures_are_mapped_with_the_running_network_and_chosen_by_a_lasso(
    open_workspace: Open, clinic: Path, copies: Path, context: Context, qtbot: QtBot
) -> None:
    workspace = open_workspace(clinic, copies)
    with qtbot.waitSignal(workspace.slots.changed, timeout=WAIT_MS):
        workspace.slots.choose("A", MODEL_FILE)
    page, session = workspace.map, workspace.session
    workspace.pages.setCurrentWidget(page)
    assert page.button.text() == "Map 12 pairs"
    page.button.click()
    qtbot.waitUntil(lambda: page.plot.chart is not None, timeout=WAIT_MS)
    chart = page.plot.chart
    assert [series.name for series in chart.series] == ["clinic", "copies"]
    assert chart.source.startswith("n = 12, ") and "of the variance" in page.message.text()
    assert page.plot.isVisible() and not page.plot.log_button.isVisible()
    # A copy lies where its original does.
    at = {row: (x, y) for series in chart.series for row, x, y in zip(series.rows, series.x, series.y, strict=True)}
    ids = session.chosen["id"].tolist()
    again = next(row for row, id in enumerate(ids) if id.startswith("copies/"))
    original = next(row for row, id in enumerate(ids) if id == f"clinic/{ids[again].partition('again_')[2]}")
    assert at[again] == pytest.approx(at[original], abs=1e-3)

    x, y = at[again]
    page.plot._view.lassoed.emit(
        [(x - 0.01, y - 0.01), (x + 0.01, y - 0.01), (x + 0.01, y + 0.01), (x - 0.01, y + 0.01)]
    )
    assert set(session.chosen["id"]) == {ids[again], ids[original]}
    assert list(workspace.bar.chips) == ["id"]
    workspace.bar.clear.click()
    page.projection.setCurrentIndex(1)
    page.projection.activated.emit(1)
    qtbot.waitUntil(lambda: "no meaning" in page.message.text(), timeout=WAIT_MS)
    assert np.isfinite(np.concatenate([series.x for series in page.plot.chart.series])).all()

    # The features are of the encoder's deepest map, and the same as those of a single picture.
    encoder = EncoderFeatures(read_model_file(MODEL_FILE, keep_content=True))
    images = [read_pair(sample).image for sample in session.samples(session.rows[:3])]
    together = encoder.of(images)
    assert together.shape[1] >= 64 and np.ptp(together, axis=0).max() > 0
    assert encoder.of(images[1:2])[0] == pytest.approx(together[1], abs=1e-3)
    assert make_map([*"abcd"], np.eye(4, 8, dtype=np.float32), "pca").at.shape == (4, 2)
