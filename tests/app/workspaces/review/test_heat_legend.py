import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.actions import REVIEW_ACTIONS, ActionTable
from app.services.settings import Settings
from app.workspaces.review.heat_legend import HeatLegend
from app.workspaces.review.overlay_panel import OverlayPanel
from polyp_core.masks.heat_scale import heat_colours, heat_position
from polyp_core.masks.probability_levels import PROBABILITIES


def test_the_legend_is_there_with_the_heat_map_alone(qtbot):
    settings, host = Settings(), QWidget()
    qtbot.addWidget(host)
    panel = OverlayPanel(settings, ActionTable(host, REVIEW_ACTIONS), host)
    assert panel.legend.isHidden()
    settings.style = "heatmap"
    assert not panel.legend.isHidden()
    assert "99.99 %" in panel.legend.toolTip()
    settings.threshold = 0.9
    assert "90 %" in panel.legend.accessibleDescription()


def test_the_legend_shows_at_a_probabilitys_place_the_colour_that_the_picture_has(qtbot):
    legend = HeatLegend()
    qtbot.addWidget(legend)
    legend.resize(256, legend.sizeHint().height())
    legend.set_threshold(0.5)
    assert legend.threshold_x == pytest.approx(heat_position(0.5) * 255)
    picture = legend.grab().toImage()
    for level in (110, 160, 220):
        shown = QColor(picture.pixel(round(heat_position(float(PROBABILITIES[level])) * 255), 8))
        assert np.abs(np.array(shown.getRgb()[:3]) - heat_colours()[level].astype(int)).max() <= 4
