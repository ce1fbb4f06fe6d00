import numpy as np

from polyp_core.export.privacy import Box, Privacy, find_field_of_view


def test_redactions_are_black_and_the_frame_itself_is_left_alone():
    image = np.full((100, 200, 3), 200, np.uint8)
    hidden = Privacy(redactions=(Box(10, 80, 50, 40),)).apply(image)
    assert not hidden[80:, 10:60].any()
    assert (hidden[:80] == 200).all() and (hidden[:, 60:] == 200).all()
    assert (image == 200).all()


def test_a_crop_cuts_picture_and_mask_alike():
    image = np.arange(100 * 200 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 200, 3)
    privacy = Privacy(crop=Box(20, 10, 100, 60))
    assert np.array_equal(privacy.apply(image), image[10:70, 20:120])
    assert privacy.cut(np.zeros((100, 200), bool)).shape == (60, 100)
    assert privacy.size_px(200, 100) == (100, 60)


def test_a_redaction_is_placed_on_the_source_not_on_the_crop():
    image = np.full((100, 200, 3), 200, np.uint8)
    hidden = Privacy(redactions=(Box(0, 0, 30, 20),), crop=Box(20, 10, 100, 60)).apply(image)
    assert not hidden[:10, :10].any()
    assert (hidden[10:] == 200).all()


def test_a_crop_that_misses_the_picture_hides_nothing_away():
    image = np.full((50, 50, 3), 9, np.uint8)
    assert Privacy(crop=Box(400, 400, 10, 10)).apply(image).shape == image.shape


def test_the_field_of_view_leaves_out_the_border_and_burned_in_text():
    image = np.random.default_rng(0).integers(0, 12, (480, 640, 3), dtype=np.uint8)
    image[40:440, 150:600] = (180, 90, 60)
    for line in range(5):  # a name beside the picture, in strokes as thin as letters
        image[400 + 6 * line : 402 + 6 * line, 10:110] = 255
    box = find_field_of_view(image)
    assert abs(box.x - 150) <= 2 and abs(box.y - 40) <= 2
    assert abs(box.width - 450) <= 4 and abs(box.height - 400) <= 4


def test_a_dark_frame_keeps_the_whole_picture():
    assert find_field_of_view(np.full((480, 640, 3), 5, np.uint8)) == Box(0, 0, 640, 480)
