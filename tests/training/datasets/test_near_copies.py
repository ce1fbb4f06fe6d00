"""Near copies of a scene are found, and other scenes of the same endoscope are not."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from training.datasets.leaks import find_leaks
from training.datasets.near_copies import NearCopy, find_near_copies, perceptual_hashes, view_thumbnail
from training.datasets.sample import Sample, Side
from training.datasets.splits import Split

RealFrame = tuple[str, np.ndarray, np.ndarray]


@pytest.fixture
def scenes(real_frames: list[RealFrame]) -> list[np.ndarray]:
    """The frames without picture-in-picture, whose position varies."""
    return [image for stem, image, _ in real_frames if "endocv2021_positive" not in stem]


def grey(image: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def found(images: list[np.ndarray]) -> set[tuple[int, int]]:
    return {(copy.first, copy.second) for copy in find_near_copies([view_thumbnail(grey(image)) for image in images])}


def as_the_next_frame_shows_it(image: np.ndarray) -> np.ndarray:
    """Slightly nearer and shifted within the same surround, darker, recompressed and resized."""
    height, width = image.shape[:2]
    move = np.array([[1.02, 0.01, 0.015 * width], [-0.01, 1.02, -0.015 * height]])
    moved = cv2.warpAffine(image, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    in_view = (image.max(axis=2) > 24) & (moved.max(axis=2) > 24)
    return recompressed(np.where(in_view[..., None], moved, image))


def recompressed(image: np.ndarray) -> np.ndarray:
    _, data = cv2.imencode(".jpg", cv2.convertScaleAbs(image, alpha=0.9), [cv2.IMWRITE_JPEG_QUALITY, 60])
    return cv2.resize(cv2.imdecode(data, cv2.IMREAD_COLOR), (300, 260), interpolation=cv2.INTER_AREA)


def test_different_scenes_are_not_near_copies(real_frames: list[RealFrame]) -> None:
    assert found([image for _, image, _ in real_frames]) == set()


def test_the_next_frame_of_a_scene_is_a_near_copy(scenes: list[np.ndarray]) -> None:
    pairs = found(scenes + [as_the_next_frame_shows_it(image) for image in scenes])
    assert pairs == {(index, index + len(scenes)) for index in range(len(scenes))}


def test_a_frame_with_a_wide_border_or_a_covered_corner_is_a_near_copy(scenes: list[np.ndarray]) -> None:
    """Like frames that were published in both training and validation lists."""
    for image in scenes:
        bordered = cv2.copyMakeBorder(image, 10, 30, 140, 60, cv2.BORDER_CONSTANT)
        covered = image.copy()
        covered[-image.shape[0] // 3 :, : image.shape[1] // 3] = 0
        assert found([image, bordered, covered]) >= {(0, 1), (0, 2)}


def test_images_without_structure_are_not_near_copies(real_frames: list[RealFrame]) -> None:
    black, white = np.zeros((60, 80, 3), np.uint8), np.full((60, 80, 3), 255, np.uint8)
    assert found([black, white, real_frames[0][1]]) == set()
    assert find_near_copies([]) == []


def test_perceptual_hashes_are_those_of_the_cosine_transform(scenes: list[np.ndarray]) -> None:
    thumbnails = np.stack([view_thumbnail(grey(image)) for image in scenes])
    for thumbnail, hashed in zip(thumbnails, perceptual_hashes(thumbnails), strict=True):
        low = cv2.dct(thumbnail.astype(np.float64))[:8, :8].ravel()
        assert format(hashed, "064b") == "".join("01"[int(value > np.median(low))] for value in low)
    moved = perceptual_hashes(np.stack([view_thumbnail(grey(as_the_next_frame_shows_it(image))) for image in scenes]))
    apart = [[(int(a) ^ int(b)).bit_count() for a in perceptual_hashes(thumbnails)] for b in moved]
    assert np.argmin(apart, axis=1).tolist() == list(range(len(scenes)))
    black, bright = np.zeros((40, 40), np.uint8), np.full((40, 40), 130, np.uint8)
    assert perceptual_hashes(np.stack([black, bright])).tolist() == [0, 1 << 63]  # without noise from rounding
    assert perceptual_hashes(np.empty((0, 40, 40), np.uint8)).tolist() == []


def test_leaks_are_reported_by_dataset_and_side_of_a_split(scenes: list[np.ndarray]) -> None:
    scene, other = scenes[0], scenes[3]
    images = [scene, as_the_next_frame_shows_it(scene), other, as_the_next_frame_shows_it(other)]
    ids = ["a/1", "b/1", "b/2", "b/3"]
    samples = [Sample(f"{id}.png", f"{id}.png", id[2:], id[0]) for id in ids]
    copies = find_near_copies([view_thumbnail(grey(image)) for image in images])
    assert [(leak.first, leak.second, leak.kind) for leak in find_leaks(samples, copies)] == [
        ("a/1", "b/1", "across datasets")
    ]
    split = Split("random", 0, 0.5, (), train=("a/1", "b/1", "b/2"), validation=("b/3",))
    leaks = {(leak.first, leak.second): (leak.kind, leak.sides) for leak in find_leaks(samples, copies, split)}
    assert leaks[("b/2", "b/3")] == ("across the split", ("train", "validation"))


@pytest.mark.parametrize(
    ("parts", "kind", "sides"),
    [
        (("train", "train"), "across datasets", ("one", "two")),
        (("train", None), "across datasets", ("one", "two")),
        (("train", "validation"), "across the split", ("one train", "two validation")),
        (("test", "validation"), "across the split", ("one test", "two validation")),
    ],
)
def test_copies_on_the_same_side_of_two_published_splits_are_no_leak(
    parts: tuple[Side | None, Side | None], kind: str, sides: tuple[str, str]
) -> None:
    places = zip(("one", "two"), parts, strict=True)
    samples = [Sample(Path("1.png"), Path("1.png"), "1", dataset, published=part) for dataset, part in places]
    (leak,) = find_leaks(samples, [NearCopy(0, 1, 1.0, 1.0)])
    assert (leak.kind, leak.sides) == (kind, sides)
