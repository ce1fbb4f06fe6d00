"""Ellipses are areas, and shapes that are no area keep their picture out of training."""

import json
from pathlib import Path

import numpy as np
import pytest

from polyp_core.label_formats.cvat import read_cvat
from polyp_core.label_formats.datumaro import read_datumaro
from polyp_core.label_formats.label_format import LabelledImage

HEIGHT, WIDTH = 48, 64


def of_cvat(folder: Path, shape: str) -> LabelledImage:
    path = folder / "annotations.xml"
    image = f'<image id="0" name="a.png" width="{WIDTH}" height="{HEIGHT}">{shape}</image>'
    path.write_text(f"<annotations><version>1.1</version>{image}</annotations>")
    return read_cvat(path)[0]


def of_datumaro(folder: Path, annotation: dict[str, object]) -> LabelledImage:
    path = folder / "default.json"
    item = {
        "id": "a",
        "annotations": [{"id": 0, "label_id": 0} | annotation],
        "image": {"path": "a.png", "size": [HEIGHT, WIDTH]},
    }
    path.write_text(json.dumps({"categories": {"label": {"labels": [{"name": "polyp"}]}}, "items": [item]}))
    return read_datumaro(path)[0]


def ellipse(radius_x: float, radius_y: float) -> np.ndarray:
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    return np.asarray(((x - 30) / radius_x) ** 2 + ((y - 20) / radius_y) ** 2 <= 1)


@pytest.mark.parametrize("rotation_deg, radii", [(0, (12, 6)), (90, (6, 12))])
def test_an_ellipse_is_an_area(tmp_path: Path, rotation_deg: int, radii: tuple[float, float]) -> None:
    expected = ellipse(*radii)
    for image in (
        of_cvat(tmp_path, f'<ellipse label="polyp" cx="30" cy="20" rx="12" ry="6" rotation="{rotation_deg}"/>'),
        of_datumaro(
            tmp_path, {"type": "ellipse", "points": [18, 14, 42, 26], "attributes": {"rotation": rotation_deg}}
        ),
    ):
        mask = image.mask()
        assert not image.problem_of()
        assert 2 * (mask & expected).sum() / (mask.sum() + expected.sum()) > 0.95


@pytest.mark.parametrize(("rotation_deg", "width"), [(0, 12), (30, 12), (0, 1e6)])
def test_an_ellipse_that_reaches_over_the_edge_is_cut(tmp_path: Path, rotation_deg: int, width: float) -> None:
    image = of_cvat(tmp_path, f'<ellipse label="polyp" cx="2" cy="45" rx="{width}" ry="6" rotation="{rotation_deg}"/>')
    angle = np.deg2rad(rotation_deg)
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5 - np.array([45, 2])[:, None, None]
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    expected, mask = (along / width) ** 2 + (across / 6) ** 2 <= 1, image.mask()
    assert not image.problem_of()
    assert 2 * (mask & expected).sum() / (mask.sum() + expected.sum()) > 0.95
    outside = of_cvat(tmp_path, '<ellipse label="polyp" cx="-9" cy="5" rx="6" ry="6"/>')
    assert "an ellipse outside the image" in outside.problem_of()


def test_the_box_of_a_turned_box_is_around_it(tmp_path: Path) -> None:
    for image in (
        of_cvat(tmp_path, '<box label="polyp" xtl="20" ytl="18" xbr="40" ybr="22" rotation="90"/>'),
        of_datumaro(tmp_path, {"type": "bbox", "bbox": [20, 18, 20, 4], "attributes": {"rotation": 90}}),
    ):
        assert image.objects[0].box_xywh == pytest.approx((28, 10, 4, 20))
    near = of_cvat(tmp_path, '<box label="polyp" xtl="0" ytl="2" xbr="20" ybr="6" rotation="90"/>')
    assert near.objects[0].box_xywh == pytest.approx((8, 0, 4, 14)) and not near.problem_of()


def test_a_line_is_a_problem_of_its_picture(tmp_path: Path) -> None:
    line = '<polyline label="polyp" points="10,10;20,10;20,20"/>'
    assert "polyline is no area" in of_cvat(tmp_path, line).problem_of()
    assert "polyline is no area" in of_datumaro(tmp_path, {"type": "polyline", "points": [1, 1, 9, 9]}).problem_of()


def test_what_is_said_of_a_whole_picture_is_no_problem(tmp_path: Path) -> None:
    assert not of_cvat(tmp_path, '<tag label="clean"/>').problem_of()
    assert not of_datumaro(tmp_path, {"type": "caption", "caption": "clean"}).problem_of()
