import numpy as np
import pytest

from polyp_core.export.privacy import Box, Privacy, find_field_of_view


def test_redactions_are_black_and_the_source_frame_is_unchanged():
    image = np.full((100, 200, 3), 200, np.uint8)
    hidden = Privacy(redactions=(Box(10, 80, 50, 40),)).redact_and_crop(image)
    assert not hidden[80:, 10:60].any()
    assert (hidden[:80] == 200).all() and (hidden[:, 60:] == 200).all()
    assert (image == 200).all()


def test_a_crop_is_applied_to_image_and_mask():
    image = np.arange(100 * 200 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 200, 3)
    privacy = Privacy(crop=Box(20, 10, 100, 60))
    assert np.array_equal(privacy.redact_and_crop(image), image[10:70, 20:120])
    assert privacy.crop_only(np.zeros((100, 200), bool)).shape == (60, 100)
    assert privacy.size_px(200, 100) == (100, 60)


def test_redaction_coordinates_refer_to_the_uncropped_frame():
    image = np.full((100, 200, 3), 200, np.uint8)
    hidden = Privacy(redactions=(Box(0, 0, 30, 20),), crop=Box(20, 10, 100, 60)).redact_and_crop(image)
    assert not hidden[:10, :10].any()
    assert (hidden[10:] == 200).all()


@pytest.mark.parametrize(
    "privacy",
    [
        Privacy(crop=Box(400, 400, 10, 10)),
        Privacy(redactions=(Box(0, 0, 10, 10), Box(400, 0, 100, 20))),
        Privacy(redactions=(Box(400, 0, 100, 20),), crop=Box(0, 0, 30, 30)),
        Privacy(crop=Box(0, 50, 40, 40)),
    ],
)
def test_an_image_outside_the_crop_or_redaction_is_black_at_its_own_size(privacy: Privacy):
    image = np.full((50, 60, 3), 200, np.uint8)
    assert privacy.withholds(60, 50)
    hidden = privacy.redact_and_crop(image)
    assert hidden.shape == image.shape and not hidden.any()
    assert not privacy.crop_only(np.ones((50, 60), bool)).any()
    assert privacy.size_px(60, 50) == (60, 50)
    assert (image == 200).all()


def test_an_image_that_overlaps_crop_and_redactions_is_not_withheld():
    assert not Privacy(redactions=(Box(55, 40, 100, 100),), crop=Box(20, 10, 500, 500)).withholds(60, 50)


def test_the_field_of_view_excludes_the_border_and_burned_in_text():
    image = np.random.default_rng(0).integers(0, 12, (480, 640, 3), dtype=np.uint8)
    image[40:440, 150:600] = (180, 90, 60)
    for line in range(5):  # a name beside the picture, in strokes as thin as letters
        image[400 + 6 * line : 402 + 6 * line, 10:110] = 255
    box = find_field_of_view(image)
    assert abs(box.x - 150) <= 2 and abs(box.y - 40) <= 2
    assert abs(box.width - 450) <= 4 and abs(box.height - 400) <= 4


def test_the_field_of_view_of_a_dark_frame_is_the_whole_frame():
    assert find_field_of_view(np.full((480, 640, 3), 5, np.uint8)) == Box(0, 0, 640, 480)
