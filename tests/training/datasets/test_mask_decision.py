"""The values in a dataset's masks decide how they are read; ambiguous masks are refused."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_labels import MaskReading
from training.datasets.discovery import find_datasets
from training.datasets.mask_answers import MaskAnswers
from training.datasets.mask_decision import sample_reading
from training.datasets.square_cache import SquareCache, read_pair
from training.datasets.thumbnail_cache import ThumbnailCache
from training.statistics.scan import Scan, scan

SIZE = (48, 64)
Pixels = NDArray[np.generic]
Make = Callable[..., Path]


def _blob(number: int, radius: int = 9) -> NDArray[np.bool_]:
    rows, columns = np.ogrid[: SIZE[0], : SIZE[1]]
    return np.asarray((rows - 20 - number) ** 2 + (columns - 24 - 2 * number) ** 2 <= radius**2)


def _tool(number: int) -> NDArray[np.bool_]:
    mask = np.zeros(SIZE, np.bool_)
    mask[2:9, 50 - number : 62 - number] = True
    return mask


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a dataset; `mask(number)` returns the pixels of each of its masks."""

    def write(mask: Callable[[int], Pixels], count: int = 6, suffix: str = ".png", name: str = "clinic") -> Path:
        rng = np.random.default_rng(3)
        for folder in ("images", "masks"):
            (tmp_path / name / folder).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = PillowImage.fromarray(rng.integers(0, 255, (*SIZE, 3), np.uint8))
            picture.save(tmp_path / name / "images" / f"{number}.png")
            PillowImage.fromarray(mask(number)).save(tmp_path / name / "masks" / f"{number}{suffix}")
        return tmp_path / name

    return write


def _scan(root: Path, answers: MaskAnswers | None = None, cache: str = "cache") -> Scan:
    return scan(find_datasets([root]), answers or MaskAnswers(), cache_folder=root.parent / cache)


def _coverages(scanned: Scan) -> list[float]:
    return [float(coverage) for coverage in scanned.table["coverage"]]


def _of(mask: Callable[[int], NDArray[np.bool_]], count: int = 6) -> list[float]:
    return [float(mask(number).mean()) for number in range(count)]


def _colour(mask: NDArray[np.bool_], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    return mask[..., None] * np.array(colour, np.uint8)


def _bordered(number: int) -> NDArray[np.uint8]:
    return np.where(_blob(number), 1, np.where(_blob(number, 11), 255, 0)).astype(np.uint8)


def _soft(number: int) -> NDArray[np.uint8]:
    large = PillowImage.fromarray(np.kron(_blob(number), np.ones((4, 4), np.bool_)).astype(np.uint8) * 255)
    return np.asarray(large.resize(SIZE[::-1], PillowImage.Resampling.BICUBIC))


ONE_FOREGROUND: dict[str, Callable[[int], Pixels]] = {
    "0 and 255": lambda n: _blob(n) * np.uint8(255),
    "0 and 1": lambda n: _blob(n) * np.uint8(1),
    "0 and 2": lambda n: _blob(n) * np.uint8(2),
    "0 and 127": lambda n: _blob(n) * np.uint8(127),
    "16-bit 0 and 1": lambda n: _blob(n) * np.uint16(1),
    "16-bit white": lambda n: _blob(n) * np.uint16(65535),
    "1 bit": _blob,
    "red": lambda n: _colour(_blob(n), (255, 0, 0)),
    "red and green": lambda n: _colour(_blob(n), (255, 0, 0) if n % 2 else (0, 255, 0)),
    "alpha": lambda n: np.dstack([np.zeros((*SIZE, 3), np.uint8), _blob(n) * np.uint8(255)]),
    "1 in a border of 255": _bordered,
}


@pytest.mark.parametrize("name", ONE_FOREGROUND)
def test_a_single_foreground_value_is_polyp(make: Make, name: str) -> None:
    root = make(ONE_FOREGROUND[name])
    scanned = _scan(root)
    assert scanned.refusals == ()
    assert _coverages(scanned) == _of(_blob)
    samples = scanned.samples(find_datasets([root]))
    for number, sample in enumerate(samples):
        np.testing.assert_array_equal(read_pair(sample).truth, _blob(number))
    assert _coverages(_scan(root)) == _of(_blob)  # from the cache


@pytest.mark.parametrize("mask", [_soft, lambda n: _soft(n) // np.uint8(3) * np.uint8(3)])
def test_soft_edges_are_thresholded_at_127(make: Make, mask: Callable[[int], Pixels]) -> None:
    scanned = _scan(make(mask))
    assert {str(reading) for reading in scanned.readings.values()} == {"cut 127"}
    assert _coverages(scanned) == _of(lambda number: np.asarray(mask(number) > 127))


def test_jpeg_noise_is_thresholded_at_127_and_in_dark_masks_at_half_level(make: Make) -> None:
    white = _scan(make(lambda n: np.dstack([_blob(n) * np.uint8(255)] * 3), suffix=".jpg", name="white"))
    dark = _scan(make(lambda n: _blob(n) * np.uint8(127), suffix=".jpg", name="dark"))
    assert str(white.readings["white"]) == "cut 127"
    assert dark.readings["dark"].cut == pytest.approx(63, abs=3)
    assert _coverages(white) == pytest.approx(_of(_blob), rel=0.1)
    assert _coverages(dark) == pytest.approx(_of(_blob), rel=0.1)


def test_jpeg_colours_are_read(make: Make) -> None:
    def mask(number: int) -> Pixels:
        return np.kron(_colour(_blob(number), (255, 0, 0) if number % 2 else (0, 255, 0)), np.ones((4, 4, 1), np.uint8))

    root = make(mask, suffix=".jpg")
    for number in range(6):
        picture = PillowImage.open(root / "images" / f"{number}.png")
        picture.resize((SIZE[1] * 4, SIZE[0] * 4)).save(root / "images" / f"{number}.png")
    scanned = _scan(root)
    assert str(scanned.readings["clinic"]) == "labels #00ff00,#ff0000"
    assert _coverages(scanned) == pytest.approx(_of(_blob), rel=0.05)


CLASSES: dict[str, tuple[Callable[[int], Pixels], str, str]] = {
    "1 and 2": (lambda n: _blob(n) * np.uint8(2) + _tool(n) * np.uint8(1), "1 (6 masks), 2 (6 masks)", "2"),
    "one a file": (
        lambda n: _blob(n) * np.uint8(2) if n % 2 else _tool(n) * np.uint8(1),
        "1 (3 masks), 2 (3 masks)",
        "2",
    ),
    "16 bits": (lambda n: _blob(n) * np.uint16(300) + _tool(n) * np.uint16(7), "7 (6 masks), 300 (6 masks)", "300"),
    "128 and 255": (lambda n: _blob(n) * np.uint8(128) + _tool(n) * np.uint8(255), "128 (6 masks), 255", "128"),
    "red and blue": (
        lambda n: _colour(_blob(n), (255, 0, 0)) + _colour(_tool(n), (0, 0, 255)),
        "#0000ff (6 masks), #ff0000",
        "#ff0000",
    ),
    "white and red": (
        lambda n: _colour(_blob(n), (255, 0, 0)) + _colour(_tool(n), (255, 255, 255)),
        "255 (6 masks), #ff0000",
        "#ff0000",
    ),
}


@pytest.mark.parametrize("name", CLASSES)
def test_several_classes_are_refused_without_label_values(make: Make, name: str) -> None:
    mask, listed, answer = CLASSES[name]
    root = make(mask)
    refused = _scan(root)
    assert refused.table.empty
    with pytest.raises(DatasetError, match="--label-values") as refusal:
        refused.refuse_unclear_masks()
    assert f"The masks of clinic hold several classes: {listed}" in str(refusal.value)
    present = [n for n in range(6) if name != "one a file" or n % 2]
    answered = _scan(root, MaskAnswers.parse([answer]))
    expected = [float(_blob(n).mean()) if n in present else 0.0 for n in range(6)]
    assert _coverages(answered) == expected
    assert _coverages(_scan(root, MaskAnswers.parse([f"clinic={answer}"]))) == expected
    for number, sample in enumerate(answered.samples(find_datasets([root]))):
        assert read_pair(sample).truth.mean() == expected[number]
    with pytest.raises(DatasetError, match="several classes"):
        sample_reading(find_datasets([root])[0], MaskAnswers())


def test_all_labels_can_be_polyp(make: Make) -> None:
    root = make(lambda n: _blob(n) * np.uint8(1) + _tool(n) * np.uint8(2))
    both = _of(lambda n: _blob(n) | _tool(n))
    assert _coverages(_scan(root, MaskAnswers.parse(["all"]))) == both
    assert _coverages(_scan(root, MaskAnswers.parse(["1,2"]))) == both


def test_label_values_that_are_in_no_mask_are_refused(make: Make) -> None:
    root = make(lambda n: _blob(n) * np.uint8(1) + _tool(n) * np.uint8(2))
    with pytest.raises(DatasetError, match=r"None of the masks of clinic holds 7. They hold 1 \(6 masks\), 2"):
        _scan(root, MaskAnswers.parse(["7"])).refuse_unclear_masks()
    one = make(lambda n: _blob(n) * np.uint8(1), name="one")
    with pytest.raises(DatasetError, match="None of the masks of one holds 2"):
        _scan(one, MaskAnswers.parse(["2"])).refuse_unclear_masks()
    with pytest.raises(DatasetError, match="There is no dataset other"):
        _scan(root, MaskAnswers.parse(["other=1"]))
    for text in ("x", "1,,2", "-1", "#ff00", "70000", "0"):
        with pytest.raises(DatasetError):
            MaskAnswers.parse([text])


def test_label_values_apply_to_the_datasets_that_need_them(make: Make, tmp_path: Path) -> None:
    make(lambda n: _blob(n) * np.uint8(2) + _tool(n) * np.uint8(1), name="labels")
    make(lambda n: np.dstack([_blob(n) * np.uint8(255)] * 3), suffix=".jpg", name="plain")
    scanned = scan(find_datasets([tmp_path]), MaskAnswers.parse(["2"]), cache_folder=tmp_path / "cache")
    assert {name: str(reading) for name, reading in scanned.readings.items()} == {
        "labels": "labels 2 not 1",
        "plain": "cut 127",
    }


def test_grey_masks_without_white_are_refused(make: Make) -> None:
    def mask(number: int) -> Pixels:
        return (np.add.outer(np.arange(SIZE[0]), np.arange(SIZE[1])) + number).astype(np.uint8)

    with pytest.raises(DatasetError, match="contain many grey levels and none near white"):
        _scan(make(mask)).refuse_unclear_masks()


def test_masks_that_may_be_inverted_are_refused_without_an_answer(make: Make) -> None:
    root = make(lambda n: ~_blob(n) * np.uint8(255))
    with pytest.raises(
        DatasetError, match=r"cover more than half of 6 of 6 pictures.*--invert-masks.*--no-invert-masks"
    ):
        _scan(root).refuse_unclear_masks()
    turned = _scan(root, MaskAnswers.parse(invert=True))
    assert _coverages(turned) == _of(_blob)
    np.testing.assert_array_equal(read_pair(turned.samples(find_datasets([root]))[0]).truth, _blob(0))
    assert _coverages(_scan(root, MaskAnswers.parse(invert=False))) == pytest.approx(_of(lambda n: ~_blob(n)))
    assert _coverages(_scan(root, MaskAnswers.parse([f"{root}=inverted"]))) == _of(_blob)
    with pytest.raises(DatasetError, match="cover more than half"):
        _scan(root).refuse_unclear_masks()


def test_masks_that_are_not_inverted_are_unchanged(make: Make) -> None:
    root = make(lambda n: _blob(n) * np.uint8(255))
    with pytest.raises(DatasetError, match="none was inverted"):
        _scan(root, MaskAnswers.parse(invert=True))
    assert _coverages(_scan(root, MaskAnswers.parse(["clinic=inverted"]))) == pytest.approx(_of(lambda n: ~_blob(n)))


def test_a_new_mask_changes_the_decision(make: Make) -> None:
    root = make(lambda n: _blob(n) * np.uint8(1))
    assert str(_scan(root).readings["clinic"]) == "labels 1"
    PillowImage.fromarray(_tool(0) * np.uint8(2)).save(root / "masks" / "5.png")
    with pytest.raises(DatasetError, match="several classes"):
        _scan(root).refuse_unclear_masks()


def test_other_readings_have_other_cache_entries(make: Make, tmp_path: Path) -> None:
    root = make(lambda n: _blob(n) * np.uint8(2) + _tool(n) * np.uint8(1))
    datasets = find_datasets([root])
    squares, small = SquareCache(64, tmp_path / "squares"), ThumbnailCache(tmp_path / "small")
    stamps = []
    for answer, mask in (("2", _blob), ("1", _tool), ("2", _blob)):
        scanned = _scan(root, MaskAnswers.parse([answer]))
        sample = scanned.samples(datasets)[0]
        assert small.get(sample.image_path, sample.mask_path, sample.mask_reading).truth.mean() == mask(0).mean()
        assert squares.get(sample)[..., 3].sum() == mask(0).sum()
        assert _coverages(scanned) == _of(mask)
        stamps.append(scanned.stamps[str(sample.image_path)])
    assert stamps[0] == stamps[2] != stamps[1]


def test_photographs_are_refused_as_masks(make: Make) -> None:
    rng = np.random.default_rng(1)
    problems = _scan(make(lambda n: rng.integers(0, 255, (*SIZE, 3), np.uint8))).problems
    assert len(problems) == 6
    assert "0.png holds" in problems[0].problem.reason and "too many to be a mask" in problems[0].problem.reason


def test_recorded_readings_take_precedence_over_the_files(make: Make) -> None:
    root = make(lambda n: _blob(n) * np.uint8(2) + _tool(n) * np.uint8(1))
    answers = MaskAnswers(readings={"clinic": MaskReading(polyps=(1,), others=(2,))})
    assert _coverages(_scan(root, answers)) == _of(_tool)
