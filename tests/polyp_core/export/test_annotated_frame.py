import cv2
import numpy as np
import pytest

from polyp_core.analysis.pipeline import Analysed
from polyp_core.export.annotated_frame import AnnotatedFrame, write_caption
from polyp_core.export.privacy import Privacy
from polyp_core.frames.source import Frame
from polyp_core.inference.segmentation import Segmentation
from polyp_core.masks.overlay import OverlayMode, OverlayStyle, draw_overlay
from polyp_core.masks.regions import mask_at
from polyp_core.model.letterbox import Letterbox

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
@pytest.mark.parametrize("peak", [127, 128, 255])
def test_what_is_exported_is_what_is_drawn_on_the_screen(mode: OverlayMode, peak: int):
    """127 lies just below the threshold, where no mask needs to be made, and 128 just reaches it."""
    letterbox = Letterbox(200, 160, 64)
    probability = np.zeros((64, 64), np.uint8)
    cv2.circle(probability, (30, 30), 9, peak, -1)
    segmentation = Segmentation(0, probability, letterbox)
    image = np.random.default_rng(4).integers(0, 256, (160, 200, 3), np.uint8)
    style = OverlayStyle(mode=mode)
    exported = AnnotatedFrame(Analysed(Frame(0, 0.0, image), segmentation), style, Privacy())
    assert np.array_equal(exported.mask, mask_at(probability, letterbox))
    assert exported.mask.any() == (peak >= 128) == bool(exported.regions)
    assert np.array_equal(exported.annotated, draw_overlay(image, segmentation, style))
