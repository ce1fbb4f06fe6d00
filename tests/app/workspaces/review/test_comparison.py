"""A second model on the open recording: its outline, the strip of differences, and the keys to them."""

import csv

import numpy as np

from app.main_window import MainWindow
from app.workspaces.review.comparison.compared_findings import (
    Side,
    compare_findings,
    format_counts,
    frames_that_differ,
)
from app.workspaces.review.comparison.comparison_dialog import ComparisonDialog
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import PRESETS
from polyp_core.masks.overlay import SECOND_STYLE
from polyp_core.review.records import Decision, Extent, SignOff
from polyp_core.review.review import Review

WAIT_MS = 120_000


def curve(*spans, count=100, analysed=100):
    area = np.full(count, np.nan, np.float32)
    area[:analysed] = 0
    return Curve(area, np.zeros(count, bool), tuple(finding(*span) for span in spans))


def finding(first, last):
    return Finding(first, last, first, first / 25, last / 25, first / 25, 0.1, 0.9)


def test_findings_differ_where_both_have_looked_and_one_has_found_something() -> None:
    first = Side.of_curve("A", curve((10, 20), (50, 60)))
    found = frames_that_differ(first, Side.of_curve("B", curve((15, 20), analysed=55)))
    assert np.flatnonzero(found).tolist() == [*range(10, 15), *range(50, 55)]
    assert len(frames_that_differ(first, Side.of_curve("B", Curve.empty(0)))) == 0


def test_a_reader_differs_from_the_model_where_something_was_decided() -> None:
    """Unsure and undecided findings say nothing; until the sign off, nor do frames without a finding."""
    decided = (("rejected", 10, 20), ("confirmed", 30, 40), ("unsure", 50, 60))
    decisions = [Decision(extent=Extent.of(finding(first, last)), state=state) for state, first, last in decided]
    review = Review("R").apply(Review("R").put("import", *decisions))
    model = Side.of_curve("M", curve((10, 20), (50, 60), (70, 80)))
    reader = Side.of_review(review, 100)
    assert np.flatnonzero(frames_that_differ(model, reader)).tolist() == [*range(10, 21), *range(30, 41)]
    rows = [(each.first is not None, each.second is not None, each.differs) for each in compare_findings(model, reader)]
    assert rows == [(True, True, True), (False, True, True), (True, True, False), (True, False, False)]
    assert format_counts(compare_findings(model, reader), model, reader) == (
        "Both: 0. Only M: 1. Only R: 1. Not judged by both: 2."
    )
    signed = Side.of_review(review.apply(review.put("sign_off", SignOff(at="2026-01-01T00:00:00Z"))), 100)
    assert np.flatnonzero(frames_that_differ(model, signed)).tolist()[-11:] == [*range(70, 81)]
    assert compare_findings(model, signed)[-1].differs


def test_the_second_model_is_outlined_and_keys_go_to_where_the_two_differ(
    open_window, qtbot, write_loud_model, tmp_path, short_recording
) -> None:
    quiet = write_loud_model(tmp_path / "quiet.safetensors", 0.9)
    window: MainWindow = open_window(model_path=quiet.path)
    review = window.review
    window.open([short_recording])
    qtbot.waitUntil(lambda: review.analysed_whole, timeout=WAIT_MS)
    assert review.findings == ()
    review.actions_table["next_difference"].trigger()  # without a second model it only says so
    loud = write_loud_model(tmp_path / "loud.safetensors", None)
    review.comparison.with_model(loud.path, "cpu")
    qtbot.waitUntil(lambda: review.comparison.differences.sum() > 85, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: review.canvas.second is not None, timeout=WAIT_MS)
    assert review.canvas.second.all()
    picture = review.canvas.compose()
    assert (picture == np.array(SECOND_STYLE.colour)).all(axis=-1).any()
    snapshot = window.exports._current_snapshot(with_overlay=True)
    assert (snapshot.render() == np.array(SECOND_STYLE.colour)).all(axis=-1).any()
    assert "in violet" in snapshot.provenance.caption
    review.player.seek(50)
    qtbot.waitUntil(lambda: review.player.shown is not None and review.player.shown.frame.index == 50, timeout=WAIT_MS)
    review.actions_table["previous_difference"].trigger()
    first = int(np.flatnonzero(review.comparison.differences)[0])
    qtbot.waitUntil(lambda: review.player.shown.frame.index == first, timeout=WAIT_MS)
    dialog = review.findChild(ComparisonDialog)
    assert dialog.table.rowCount() == len(review.comparison.findings) == 1
    assert (dialog.table.item(0, 0).text(), dialog.table.item(0, 2).text()) == ("—", "differs")
    review.session.set_model_hidden(True)
    assert not review.comparison.differences.any() and review.canvas.second is None
    review.session.set_model_hidden(False)
    review.comparison.end()
    assert review.canvas.second is None and not review.comparison.differences.any()
    # A policy that asks for no presence finds what the model's presence level suppresses.
    review.comparison.with_policy(PRESETS["balanced"].model_copy(update={"presence_level": 0.0}))
    qtbot.waitUntil(lambda: review.comparison.differences.sum() > 85, timeout=WAIT_MS)
    assert [side.name for side in review.comparison.sides] == ["Balanced policy", "Own policy"]
    with qtbot.waitSignal(review.comparison.saved, timeout=WAIT_MS):
        review.comparison.save(tmp_path / "comparison.csv")
    rows = list(csv.DictReader((tmp_path / "comparison.csv").open()))
    assert [(row["side_a"], row["first_frame_a"], row["state_b"], row["differs"]) for row in rows] == [
        ("Balanced policy", "", "finding", "1")
    ]
    review.comparison.with_reader()
    assert review.comparison.sides[1].name == review.decisions.reader and review.comparison.findings == ()
    review.comparison.end()
    assert review.comparison.sides is None and dialog.table.isHidden()


def test_a_second_model_that_cannot_be_read_is_said(open_window, qtbot, tmp_path) -> None:
    window: MainWindow = open_window(analyse_whole_clip=True)
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"no model")
    with qtbot.waitSignal(window.review.notice, timeout=WAIT_MS) as said:
        window.review.comparison.with_model(broken, "cpu")
    assert "broken.safetensors" in said.args[0]
    assert not window.review.comparison.is_active
