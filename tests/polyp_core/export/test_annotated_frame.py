import cv2
import numpy as np
import pytest

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.export.annotated_frame import AnnotatedFrame, write_caption
from polyp_core.export.privacy import Box, Privacy
from polyp_core.frames.frame import Frame
from polyp_core.masks.overlay import OverlayMode, OverlayStyle, draw_overlay
from polyp_core.masks.patterns import Pattern
from polyp_core.masks.prediction import Prediction
from polyp_core.masks.probability_levels import levels_of
from polyp_core.model.letterbox import Letterbox

LIKELY = int(levels_of(0.8))
TEXT = "Research use only. Not for diagnosis."


def test_a_caption_is_the_text_in_white_on_a_black_border():
    rng = np.random.default_rng(3)
    image = cv2.resize(rng.integers(0, 256, (6, 8, 3), np.uint8), (640, 480))
    expected = image.copy()
    scale = 480 * 0.022 / cv2.getTextSize(TEXT, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1)[0][1]
    origin = (4, 480 - 4 - round(cv2.getTextSize(TEXT, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1)[1] * scale))
    cv2.putText(expected, TEXT, origin, cv2.FONT_HERSHEY_SIMPLEX, scale, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.putText(expected, TEXT, origin, cv2.FONT_HERSHEY_SIMPLEX, scale, (235, 235, 235), 1, cv2.LINE_AA)
    assert (expected != image).any()
    write_caption(image, TEXT)
    assert np.abs(image.astype(int) - expected).max() <= 5, "OpenCV blends with fewer bits"


@pytest.mark.parametrize("mode", ["fill", "outline", "heatmap"])
@pytest.mark.parametrize("pattern", ["plain", "stripes", "dots"])
@pytest.mark.parametrize("peak", [127, 128, 255])
def test_the_exported_overlay_equals_the_one_on_screen(mode: OverlayMode, pattern: Pattern, peak: int):
    """127 is just below the threshold, where no mask is computed, and 128 just reaches it."""
    letterbox = Letterbox(200, 160, 64)
    levels = np.zeros((64, 64), np.uint8)
    cv2.circle(levels, (30, 30), 9, peak, -1)
    prediction = Prediction(0, levels, letterbox)
    image = np.random.default_rng(4).integers(0, 256, (160, 200, 3), np.uint8)
    style = OverlayStyle(mode=mode, pattern=pattern)
    exported = AnnotatedFrame(AnalysedFrame(Frame(0, 0.0, image), prediction), style, Privacy())
    assert np.array_equal(exported.mask, prediction.mask_at())
    assert exported.mask.any() == (peak >= 128) == bool(exported.regions)
    assert np.array_equal(exported.annotated, draw_overlay(image, prediction, style))


def two_discs(**privacy: object) -> AnnotatedFrame:
    """A frame of 200 x 160 with a disc of probability 1 around (60, 80) and one of 0.8 around (140, 80)."""
    letterbox = Letterbox(200, 160, 200)
    probability = np.zeros((200, 200), np.uint8)
    for x, level in ((60, 255), (140, LIKELY)):
        cv2.circle(probability, (x, 100), 15, level, -1)
    image = np.full((160, 200, 3), 90, np.uint8)
    analysed = AnalysedFrame(Frame(0, 0.0, image), Prediction(0, probability, letterbox))
    style = privacy.pop("style", OverlayStyle(min_region_fraction=0.01))
    return AnnotatedFrame(analysed, style, Privacy(**privacy))  # type: ignore[arg-type]


def test_regions_under_a_redaction_are_not_exported():
    frame = two_discs(redactions=(Box(30, 50, 60, 60),))
    assert not frame.exported_mask[50:110, 30:90].any()
    (region,) = frame.regions
    assert region.box_xywh[0] > 100
    assert region.max_probability == pytest.approx(0.8, abs=0.01)
    assert frame.exported_levels.max() == LIKELY
    assert two_discs().exported_levels.max() == 255


def test_the_visible_part_of_a_partly_redacted_region_is_exported():
    whole, cut = two_discs(), two_discs(redactions=(Box(0, 0, 60, 160),))
    assert len(cut.regions) == 2
    assert np.array_equal(cut.exported_mask[:, 60:], whole.exported_mask[:, 60:])
    assert not cut.exported_mask[:, :60].any()


def test_the_visible_part_of_a_region_must_reach_the_smallest_region():
    sliver = two_discs(redactions=(Box(0, 0, 72, 160),))
    assert not sliver.exported_mask[:, :100].any()
    assert two_discs(redactions=(Box(0, 0, 72, 160),), style=OverlayStyle()).exported_mask[:, :100].any()


def test_regions_outside_the_crop_are_not_exported():
    frame = two_discs(crop=Box(100, 20, 90, 120))
    assert frame.exported_mask.shape == frame.exported_levels.shape == (120, 90)
    assert not frame.mask[:, :100].any()
    assert frame.exported_levels.max() == LIKELY
    assert [region.box_xywh[0] for region in frame.regions] == [25]


def test_a_threshold_of_0_marks_nothing_under_a_redaction():
    frame = two_discs(redactions=(Box(30, 50, 60, 60),), style=OverlayStyle(threshold=0))
    assert not frame.exported_mask[50:110, 30:90].any()
    assert frame.exported_mask[:50].all()


@pytest.mark.parametrize("mode", ["fill", "outline", "heatmap"])
@pytest.mark.parametrize("pattern", ["plain", "stripes", "dots"])
def test_the_overlay_does_not_reveal_regions_under_a_redaction(mode: OverlayMode, pattern: Pattern):
    """The disc ends a pixel from the redaction's border, and outlines at this frame size are 5 pixels wide."""
    letterbox = Letterbox(1000, 800, 1000)
    probability = np.zeros((1000, 1000), np.uint8)
    cv2.circle(probability, (300, 500), 50, 255, -1)
    image = np.full((800, 1000, 3), 90, np.uint8)
    analysed = AnalysedFrame(Frame(0, 0.0, image), Prediction(0, probability, letterbox))
    box = Box(249, 349, 103, 103)
    style = OverlayStyle(mode=mode, opacity=1.0, pattern=pattern)
    hidden = AnnotatedFrame(analysed, style, Privacy((box,))).annotated
    hidden[box.slices] = 90
    assert (hidden == 90).all()
    assert (AnnotatedFrame(analysed, style, Privacy()).annotated != 90).any()


def test_a_withheld_picture_has_no_region_and_no_probability():
    frame = two_discs(crop=Box(500, 500, 10, 10))
    assert frame.withheld and not frame.regions
    assert not frame.exported_mask.any() and not frame.exported_levels.any()
