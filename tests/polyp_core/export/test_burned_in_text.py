"""Text burned into a recording is found over the whole recording, and nothing else is."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core import cli
from polyp_core.errors import ExportError
from polyp_core.export.burned_in_text import find_burned_in_text, not_hidden, refuse_visible_text
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.open import open_source
from resources import DEMO_CLIP

Text = tuple[str, tuple[float, float], float, int]
"""The text, where its lower left corner lies (shares of width and height), its scale, and its thickness."""


@pytest.fixture(scope="module")
def frames() -> list[NDArray[np.uint8]]:
    """24 frames of the demo clip, spread over its length."""
    with open_source(DEMO_CLIP) as source:
        count = source.wait_for_index().frame_count
        return [source.read(index).image for index in np.linspace(0, count - 1, 24, dtype=int).tolist()]


def burn_in(
    path: Path, frames: list[NDArray[np.uint8]], texts: list[Text], size_px: tuple[int, int] | None = None
) -> NDArray[np.bool_]:
    """Writes a compressed recording of `frames` with `texts`, and returns which pixels these cover: H x W."""
    width_px, height_px = size_px or frames[0].shape[1::-1]
    ink = np.zeros((height_px, width_px), np.uint8)
    with VideoWriter(path, width_px, height_px, 25.0, comment="", crf=26) as video:
        for number, frame in enumerate(frames):
            image = cv2.resize(frame, (width_px, height_px))
            for text, (x, y), scale, thickness in texts:
                place = round(x * width_px), round(y * height_px)
                for layer, colour in ((image, (255, 255, 255)), (ink, 255)):
                    cv2.putText(layer, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thickness, cv2.LINE_AA)
            video.write(image, number / 25)
    return ink > 127


@pytest.mark.parametrize("scale", [0.35, 0.5, 0.8, 1.2])
@pytest.mark.parametrize("place", [(0.01, 0.07), (0.35, 0.5)], ids=["surround", "tissue"])
def test_all_of_a_line_of_text_is_hidden(tmp_path: Path, frames, scale: float, place: tuple[float, float]):
    ink = burn_in(tmp_path / "a.mp4", frames, [("MUELLER, Anna", place, scale, 1)])
    with open_source(tmp_path / "a.mp4") as source:
        boxes = find_burned_in_text(source)
    hidden = np.zeros(ink.shape, np.bool_)
    for box in boxes:
        hidden[box.slices] = True
    near = cv2.dilate(ink.astype(np.uint8), np.ones((61, 61), np.uint8)) > 0
    assert hidden[ink].all() and (hidden & ~near).mean() < 0.01


def test_several_lines_in_high_definition(tmp_path: Path, frames):
    texts: list[Text] = [("MUELLER, Anna", (0.01, 0.05), 1.0, 2), ("12.03.1961", (0.8, 0.97), 0.7, 2)]
    ink = burn_in(tmp_path / "a.mp4", frames, texts, (1280, 1024))
    with open_source(tmp_path / "a.mp4") as source:
        boxes = find_burned_in_text(source)
    assert len(boxes) == 2 and boxes[0].y < boxes[1].y
    assert not ink[not_shown(boxes, ink.shape)].any()
    hidden = Privacy((boxes[0],))
    assert not_hidden(boxes, hidden, 1280, 1024) == [boxes[1]]
    assert not_hidden(boxes, Privacy(crop=Box(400, 200, 100, 100)), 1280, 1024) == []


def not_shown(boxes: list[Box], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels outside all of `boxes`."""
    outside = np.ones(shape, np.bool_)
    for box in boxes:
        outside[box.slices] = False
    return outside


@pytest.mark.parametrize("size_px", [(640, 512), (352, 240), (1280, 1024)])
def test_a_recording_without_text_has_no_proposal(tmp_path: Path, frames, size_px: tuple[int, int]):
    burn_in(tmp_path / "a.mp4", frames, [], size_px)
    with open_source(tmp_path / "a.mp4") as source:
        assert find_burned_in_text(source) == []


def test_a_command_that_checks_refuses_text_that_is_not_hidden(
    tmp_path: Path, frames, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home_of_the_tests: Path
):
    clip, out = tmp_path / "a.mp4", tmp_path / "out"
    burn_in(clip, frames, [("MUELLER, Anna", (0.01, 0.07), 0.6, 1)])
    with open_source(clip) as source:
        (box,) = find_burned_in_text(source)
        refuse_visible_text(clip, source, Privacy((box,)))
        with pytest.raises(ExportError, match=rf"text in the picture of .*a\.mp4: {box.width} x {box.height} at"):
            refuse_visible_text(clip, source, Privacy())

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["polyp-annotate", str(clip), "--out", str(out), "--write", "csv", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0)

    assert run("--check-text") == 2
    assert "error: There may be text" in capsys.readouterr().err and not (out / "a" / "frames.csv").exists()
    preset = {"width_px": 640, "height_px": 512, "privacy": {"redactions": [vars_of(box)], "crop": None}}
    (tmp_path / "hide.json").write_text(json.dumps(preset))
    assert run("--check-text", "--redactions", str(tmp_path / "hide.json")) == 0 and (out / "a" / "frames.csv").exists()


def vars_of(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
