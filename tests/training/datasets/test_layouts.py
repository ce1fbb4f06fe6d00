"""Every row of the table of layouts in docs/datasets.md is read as it says."""

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_paths import files_of
from training.datasets.accounting import format_total
from training.datasets.discovery import Discovery, discover, find_datasets

DOCUMENT = Path(__file__).parents[3] / "docs" / "datasets.md"
ROWS = [
    [cell.strip().strip("`") for cell in line.strip("|").split("|")]
    for line in DOCUMENT.read_text(encoding="utf-8").split("| layout |")[1].split("\n\n")[0].splitlines()[2:]
]
FREE = re.compile(r"\{(.+)\}")


def numbered(patterns: str) -> list[str]:
    return [pattern.replace("#", str(number)) for pattern in patterns.split(", ") for number in (1, 2, 3)]


def write(folder: Path, names: Iterable[str], size: tuple[int, int] = (12, 8)) -> None:
    """Writes small pictures; each next one has a square at another place."""
    for place, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.zeros(size[::-1], np.uint8)
        pixels[place % 6 : place % 6 + 2, 3:6] = 255
        Image.fromarray(pixels).save(path)


def with_several(pattern: str) -> list[str]:
    """The files of `d/{a.png+b.png}`."""
    several = FREE.search(pattern)
    return [FREE.sub(name, pattern) for name in several[1].split("+")] if several else [pattern]


def left_out(found: Discovery) -> dict[str, int]:
    counts: dict[str, int] = {}
    for account in found.accounts():
        for reason, count in account.left_out.items():
            counts[reason] = counts.get(reason, 0) + count
    return counts


@pytest.mark.parametrize(("images", "masks", "ids", "belongs"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_layout_is_read_whole(tmp_path: Path, images: str, masks: str, ids: str, belongs: str) -> None:
    expected = {
        id: (tmp_path / image, {tmp_path / name for name in with_several(mask)})
        for id, image, mask in zip(numbered(ids), numbered(images), numbered(masks), strict=True)
    }
    write(tmp_path, (path.relative_to(tmp_path).as_posix() for path, _ in expected.values()))
    write(tmp_path, chain.from_iterable(with_several(mask) for mask in numbered(masks)))
    found = discover([tmp_path])
    samples = [sample for dataset in found.datasets for sample in dataset.samples]
    assert {s.id: (s.image_path, set(files_of(s.mask_path))) for s in samples if s.mask_path} == expected
    assert {word for s in samples for word in (s.published, s.group) if word} == set(filter(None, belongs.split(", ")))
    assert left_out(found) == {} and found.passed_over() == ()


def test_there_are_about_sixty_layouts() -> None:
    assert len(ROWS) >= 60 and len({row[0] for row in ROWS}) == len(ROWS)


def test_masks_of_one_picture_are_joined(tmp_path: Path) -> None:
    write(tmp_path / "images", ["a.png"])
    write(tmp_path / "masks", ["a_1.png", "a_2.png", "a_3.png"])
    ((sample,),) = [dataset.samples for dataset in find_datasets([tmp_path])]
    assert sample.mask_path is not None
    assert read_mask(sample.mask_path).sum() == read_mask(tmp_path / "masks" / "a_1.png").sum() + 6
    assert find_datasets([tmp_path])[0].notes == ("1 picture has several masks, which are joined.",)
    write(tmp_path / "masks", ["a_2.png"], size=(5, 5))
    with pytest.raises(Exception, match="cannot be joined: they have 12 x 8 and 5 x 5 pixels"):
        read_mask(sample.mask_path)


def test_a_choice_between_two_readings_is_shown(tmp_path: Path) -> None:
    for folder in ("img", "gt", "labels"):
        write(tmp_path / "d" / folder, ["1.png", "2.png"])
    with pytest.raises(DatasetError, match=r"several ways: img/\* with gt/\* or img/\* with labels/\*\. Say which in"):
        discover([tmp_path])
    write(tmp_path, ["e/images/1.png", "e/masks/1.png"])
    found = discover([tmp_path])
    assert [str(each.folder) for each in found.ambiguous] == [str(tmp_path / "d")]
    assert left_out(found) == {"its folder can be read in several ways": 6}


def test_equal_names_in_one_folder_may_be_pairs_or_copies(tmp_path: Path) -> None:
    write(tmp_path, ["1.jpg", "1.png", "2.jpg", "2.png"])
    with pytest.raises(DatasetError, match=r"several ways: \*\.jpg with \*\.png or \*\.png with \*\.jpg"):
        discover([tmp_path])
    (tmp_path / "dataset.toml").write_text('images = ["*.jpg"]\nmasks = ["*.png"]\n')
    assert [sample.stem for dataset in find_datasets([tmp_path]) for sample in dataset.samples] == ["1", "2"]


def test_every_picture_is_accounted_for(tmp_path: Path) -> None:
    write(tmp_path / "images", ["1.png", "2.png", "3.png", "4.png", "5.png"])
    (tmp_path / "images" / "2.bmp").write_bytes((tmp_path / "images" / "2.png").read_bytes())
    write(tmp_path / "masks", ["1.png", "2.png", "2_mask.png", "4_mask.png", "4_gt.png", "9.png"])
    write(tmp_path / "polyp_free", ["a.png"])
    write(tmp_path / "lost", ["a.png", "b.png"])
    (tmp_path / "lost" / "c.dcm").write_bytes(b"")
    found = discover([tmp_path])
    assert left_out(found) == {
        "no mask of its name": 2,
        "no image of its name": 1,
        "named as another file": 1,
        "its picture already has a mask": 1,
        "several masks of one picture that are not numbered": 3,
        "no masks were found for its folder": 2,
        "a format that is not read": 1,
    }
    assert found.passed_over() == (format_total(found.accounts()),)
    assert format_total(found.accounts()).startswith(
        "16 pictures in 4 folders: 2 in pairs, 2 masks, 1 polyp-free, 11 left out ("
    )


@pytest.mark.parametrize(
    ("images", "masks"),
    [(["a.png", "img_a.png"], ["a_mask.png"]), (["1.png", "2.png"], ["1.png", "2.png"]), (["x1.png"], ["x1_1.png"])],
)
def test_pairs_are_not_invented(tmp_path: Path, images: list[str], masks: list[str]) -> None:
    """The likeliest picture of a mask is that with the most similar name."""
    write(tmp_path / "images", images)
    write(tmp_path / "masks", masks)
    (dataset,) = find_datasets([tmp_path])
    assert len(dataset.samples) == len(masks)
    assert dataset.samples[0].image_path.name == images[0]
