"""Thumbnails show the frame that was asked for last, and their thread ends with them."""

import threading
from functools import partial

import cv2
import numpy as np

from app.workspaces.review.thumbnails import WIDTH_PX, Thumbnails
from polyp_core.frames.source import open_source
from resources import DEMO_CLIP


class Arrivals:
    def __init__(self):
        self.changed = threading.Condition()
        self.got = {}

    def __call__(self, index, image):
        with self.changed:
            self.got[index] = image
            self.changed.notify_all()

    def wait(self, index):
        with self.changed:
            assert self.changed.wait_for(lambda: index in self.got, timeout=120)
            return self.got[index]


def test_a_thumbnail_is_a_small_picture_of_its_frame():
    arrivals = Arrivals()
    thumbnails = Thumbnails(partial(open_source, DEMO_CLIP), on_thumbnail=arrivals)
    assert thumbnails.at(150) is None
    small = arrivals.wait(150)
    assert thumbnails.at(150) is small
    with open_source(DEMO_CLIP) as source:
        picture = source.read(150).image
    expected = cv2.resize(picture, (WIDTH_PX, small.shape[0]), interpolation=cv2.INTER_AREA)
    assert np.array_equal(small, expected)
    thumbnails.close()
    thumbnails.close()
    assert "thumbnails" not in {thread.name for thread in threading.enumerate()}


def test_the_last_wish_is_always_served():
    arrivals = Arrivals()
    thumbnails = Thumbnails(partial(open_source, DEMO_CLIP), on_thumbnail=arrivals)
    for index in (10, 400, 20, 300, 77):
        thumbnails.at(index)
    arrivals.wait(77)
    thumbnails.close()


def test_a_source_that_cannot_be_read_gives_none(tmp_path):
    thumbnails = Thumbnails(partial(open_source, tmp_path / "gone.mp4"), on_thumbnail=Arrivals())
    assert thumbnails.at(1) is None
    thumbnails.close()
    assert thumbnails.at(1) is None
