"""Two long names that differ at their ends stay different in a narrow check box."""

from app.widgets.elided_check_box import ElidedCheckBox

NAMES = [f"near copies of a-dataset-with-a-long-name/{number}" for number in (110, 111)]


def test_names_that_differ_at_their_ends_stay_different(qtbot) -> None:
    boxes = [ElidedCheckBox(name) for name in NAMES]
    for box in boxes:
        qtbot.addWidget(box)
        box.resize(160, box.sizeHint().height())
        box.show()
    first, second = (box.grab().toImage() for box in boxes)
    assert first != second
    assert [box.shown_text()[-3:] for box in boxes] == ["110", "111"]
    assert all("…" in box.shown_text() for box in boxes)
    assert [box.toolTip() for box in boxes] == NAMES
    assert [box.text() for box in boxes] == NAMES


def test_a_text_that_fits_is_shown_as_it_is(qtbot) -> None:
    box = ElidedCheckBox("R&D <b>")
    qtbot.addWidget(box)
    box.resize(200, 24)
    assert box.shown_text() == "R&&D <b>"
