"""A second model on the open recording: its outline, the strip of differences, and the keys to them."""

import os

import numpy as np

from app.main_window import MainWindow
from app.workspaces.review.picture_composition import SECOND_STYLE
from app.workspaces.review.second_model import findings_differ
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from resources import DEMO_CLIP

WAIT_MS = 120_000


def curve(*spans, count=100, analysed=100):
    area = np.full(count, np.nan, np.float32)
    area[:analysed] = 0
    findings = tuple(Finding(first, last, first, 0, 0, 0, 0.1, 0.9) for first, last in spans)
    return Curve(area, np.zeros(count, bool), findings)


def test_findings_differ_where_both_have_looked_and_one_has_found_something() -> None:
    found = findings_differ(curve((10, 20), (50, 60)), curve((15, 20), analysed=55))
    assert np.flatnonzero(found).tolist() == [*range(10, 15), *range(50, 55)]
    assert len(findings_differ(curve(), Curve.empty(0))) == 0


def test_the_second_model_is_outlined_and_keys_go_to_where_the_two_differ(
    open_window, qtbot, write_loud_model, tmp_path
) -> None:
    quiet = write_loud_model(tmp_path / "quiet.safetensors", 0.9)
    window: MainWindow = open_window(model_path=quiet.path)
    review = window.review
    window.open([DEMO_CLIP])
    qtbot.waitUntil(lambda: review.analysed_whole, timeout=WAIT_MS)
    assert review.findings == ()
    review.actions_table["next_difference"].trigger()  # without a second model it only says so
    loud = write_loud_model(tmp_path / "loud.safetensors", None)
    review.second.choose(loud.path, "cpu")
    qtbot.waitUntil(lambda: review.second.differences.sum() > 500, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.canvas.second is not None, timeout=WAIT_MS)
    assert review.canvas.second.all()
    picture = review.canvas.compose()
    assert (picture == np.array(SECOND_STYLE.colour)).all(axis=-1).any()
    review.player.seek(300)
    qtbot.waitUntil(lambda: review.player.shown is not None and review.player.shown.frame.index == 300, timeout=WAIT_MS)
    review.actions_table["previous_difference"].trigger()
    first = int(np.flatnonzero(review.second.differences)[0])
    qtbot.waitUntil(lambda: review.player.shown.frame.index == first, timeout=WAIT_MS)
    if target := os.environ.get("SECOND_SCREENSHOT"):
        window.resize(1280, 800)
        qtbot.wait(500)
        window.grab().save(target)
    review.session.set_model_hidden(True)
    assert not review.second.differences.any() and review.canvas.second is None
    review.session.set_model_hidden(False)
    review.second.choose(None)
    assert review.canvas.second is None and not review.second.differences.any()


def test_a_second_model_that_cannot_be_read_is_said(open_window, qtbot, tmp_path) -> None:
    window: MainWindow = open_window()
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"no model")
    with qtbot.waitSignal(window.review.notice, timeout=WAIT_MS) as said:
        window.review.second.choose(broken, "cpu")
    assert "broken.safetensors" in said.args[0]
    assert not window.review.second.is_active
