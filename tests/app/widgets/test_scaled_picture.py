import numpy as np
from pytestqt.qtbot import QtBot

from app.widgets.qimages import to_qimage
from app.widgets.scaled_picture import ScaledPicture


def test_a_picture_is_scaled_undistorted_onto_the_background(qtbot: QtBot) -> None:
    widget = ScaledPicture("Picture", background="#102030")
    qtbot.addWidget(widget)
    widget.resize(400, 200)

    def colour_at(x: int, y: int) -> tuple[int, ...]:
        return widget.grab().toImage().pixelColor(x, y).getRgb()[:3]

    assert colour_at(200, 100) == (16, 32, 48)
    widget.set_image(to_qimage(np.full((10, 10, 3), 200, np.uint8)))
    assert colour_at(200, 100) == colour_at(105, 5) == colour_at(294, 195) == (200, 200, 200)
    assert colour_at(95, 100) == colour_at(305, 100) == (16, 32, 48)
