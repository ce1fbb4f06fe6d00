"""Thumbnails show the frame that was asked for last, and their thread ends with them."""

import threading
from functools import partial

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from app.workspaces.review.thumbnails import MOST_HEIGHT_PX, WIDTH_PX, Thumbnails
from polyp_core.frames.open import open_source
from polyp_core.frames.video.video_file import VideoFile
from resources import DEMO_CLIP


class Arrivals:
    def __init__(self):
        self.changed = threading.Condition()
        self.got = {}
        self.errors = []

    def __call__(self, index, image):
        with self.changed:
            self.got[index] = image
            self.changed.notify_all()

    def wait(self, index):
        with self.changed:
            assert self.changed.wait_for(lambda: index in self.got, timeout=120)
            return self.got[index]

    def on_error(self, error):
        with self.changed:
            self.errors.append(error)
            self.changed.notify_all()

    def wait_for_error(self):
        with self.changed:
            assert self.changed.wait_for(lambda: self.errors, timeout=60)
            return str(self.errors[0])


def test_a_thumbnail_is_a_small_picture_of_its_frame(new_threads):
    arrivals = Arrivals()
    thumbnails = Thumbnails(partial(open_source, DEMO_CLIP), on_thumbnail=arrivals, on_error=arrivals.on_error)
    assert thumbnails.at(150) is None
    small = arrivals.wait(150)
    assert thumbnails.at(150) is small
    with open_source(DEMO_CLIP) as source:
        picture = source.read(150).image
    expected = cv2.resize(picture, (WIDTH_PX, small.shape[0]), interpolation=cv2.INTER_AREA)
    assert np.array_equal(small, expected)
    thumbnails.close()
    thumbnails.close()
    assert new_threads() == []


def test_the_last_wish_is_always_served():
    arrivals = Arrivals()
    thumbnails = Thumbnails(partial(open_source, DEMO_CLIP), on_thumbnail=arrivals, on_error=arrivals.on_error)
    for index in (10, 400, 20, 300, 77):
        thumbnails.at(index)
    arrivals.wait(77)
    thumbnails.close()


def test_all_frames_of_a_list_are_read():
    arrivals = Arrivals()
    thumbnails = Thumbnails(partial(open_source, DEMO_CLIP), on_thumbnail=arrivals, on_error=arrivals.on_error)
    for index in (10, 400, 20):
        assert thumbnails.at_leisure(index) is None
    thumbnails.at(300)
    for index in (10, 400, 20, 300):
        arrivals.wait(index)
        assert thumbnails.at_leisure(index) is not None
    thumbnails.close()


def test_a_source_that_cannot_be_read_says_why(tmp_path):
    arrivals = Arrivals()
    thumbnails = Thumbnails(
        partial(open_source, tmp_path / "gone.mp4"), on_thumbnail=arrivals, on_error=arrivals.on_error
    )
    assert thumbnails.at(1) is None
    assert "gone.mp4 does not exist" in arrivals.wait_for_error()
    thumbnails.close()
    assert thumbnails.at(1) is None


class BrokenAt(VideoFile):
    """The demo clip with a frame that trips the program up."""

    def read(self, index):
        if index == 7:
            raise ValueError("cannot reshape array")
        return super().read(index)


def test_a_frame_that_trips_the_program_up_is_told_and_the_others_still_come():
    arrivals = Arrivals()
    thumbnails = Thumbnails(lambda: BrokenAt(DEMO_CLIP), on_thumbnail=arrivals, on_error=arrivals.on_error)
    thumbnails.at(7)
    assert "ValueError" in arrivals.wait_for_error()
    thumbnails.at(8)
    arrivals.wait(8)
    thumbnails.close()


@pytest.mark.parametrize("size_px", [(1, 4000), (4000, 1), (1, 1)])
def test_a_picture_of_a_few_pixels_has_a_thumbnail_of_a_usual_size(tmp_path, size_px):
    PillowImage.new("RGB", size_px, (200, 90, 80)).save(tmp_path / "thin.png")
    arrivals = Arrivals()
    thumbnails = Thumbnails(
        partial(open_source, tmp_path / "thin.png"), on_thumbnail=arrivals, on_error=arrivals.on_error
    )
    try:
        thumbnails.at(0)
        height, width = arrivals.wait(0).shape[:2]
        assert 1 <= width <= WIDTH_PX and 1 <= height <= MOST_HEIGHT_PX
    finally:
        thumbnails.close()
