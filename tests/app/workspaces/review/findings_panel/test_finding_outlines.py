"""The outline of a finding in its thumbnail is that of the mask, not of anything else in the frame."""

from collections.abc import Callable

import numpy as np
from pytestqt.qtbot import QtBot

from app.workspaces.review.review_workspace import ReviewWorkspace
from tests.app.green_recordings import SIZE_PX

OpenWorkspace = Callable[..., ReviewWorkspace]


def test_the_outline_lies_around_the_square(qtbot: QtBot, open_workspace: OpenWorkspace) -> None:
    workspace = open_workspace()
    extent = workspace.decisions.listed[0].extent
    outlines = workspace.findings_panel._outlines
    qtbot.waitUntil(lambda: bool(outlines.at(extent)))
    (corners,) = outlines.at(extent)
    found_px = np.concatenate([corners.min(axis=0), corners.max(axis=0)]) * (SIZE_PX * 2)
    assert np.abs(found_px - (60, 40, 100, 80)).max() < 5, "the square of the recording"
    workspace._settings.hide_model = True
    assert outlines.at(extent) == ()
