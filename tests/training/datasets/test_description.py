"""A dataset.toml says how its folder is read; unknown fields and patterns without files are refused by name."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polyp_core.errors import DatasetError
from training.datasets.description import Description, match, parse_description, read_description, write_description
from training.datasets.discovery import discover, find_datasets
from training.statistics.scan import scan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for case in ("1", "2"):
        for frame in ("x", "y"):
            for name in (f"endo/case{case}/{frame}.png", f"drawn/case{case}/{frame}-ok.png"):
                path = tmp_path / "clinic" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(np.full((6, 6), 2 if frame == "x" else 1, np.uint8)).save(path)
    Image.new("L", (6, 6)).save(tmp_path / "clinic" / "spare.png")
    return tmp_path / "clinic"


def describe(folder: Path, text: str) -> None:
    (folder / "dataset.toml").write_text(text, encoding="utf-8")


PATTERNS = 'images = ["endo/**/*.png"]\nmasks = ["drawn/**/*.png"]\nmask_ending = "-ok"\n'


def test_pairs_groups_sides_and_polyp_free_pictures(folder: Path) -> None:
    describe(
        folder,
        PATTERNS + 'name = "Zürich"\ngroup = "case\\\\d"\ntest = ["endo/case2/*"]\ntrain = ["train.list.txt"]\n'
        'polyp_free = ["spare*"]\npolyp_free_kind = "patch"\nlicence = "CC0"\n',
    )
    (folder / "train.list.txt").write_text("case1/x\n")
    found = discover([folder.parent])
    samples = {s.id: (s.group, s.published, s.polyp_free) for dataset in found.datasets for s in dataset.samples}
    assert samples == {
        "Zürich/case1/x": ("Zürich/case1", "train", None),
        "Zürich/case1/y": ("Zürich/case1", None, None),
        "Zürich/case2/x": ("Zürich/case2", "test", None),
        "Zürich/case2/y": ("Zürich/case2", "test", None),
        "polyp_free-Zürich/spare": (None, None, "patch"),
    }
    assert "Licence: CC0" in found.datasets[0].notes
    assert [reason for account in found.accounts() for reason in account.left_out] == []


def test_values_of_polyps_decide_how_masks_are_read(folder: Path, tmp_path: Path) -> None:
    describe(folder, PATTERNS)
    assert scan(find_datasets([folder]), cache_folder=tmp_path / "a").refusals[0].kind == "classes"
    describe(folder, PATTERNS + "polyps = [2]\n")
    table = scan(find_datasets([folder]), cache_folder=tmp_path / "b").table
    assert dict(zip(table["stem"], table["coverage"], strict=True))["case1/x"] == 1.0
    assert dict(zip(table["stem"], table["coverage"], strict=True))["case1/y"] == 0.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('imagess = ["a"]', r"unknown fields: imagess\. The fields are name, images"),
        (PATTERNS + 'test = ["nowhere/*"]', r"The pattern nowhere/\* matches nothing\."),
        (PATTERNS + 'test = ["drawn/case2/*"]', r"The entry drawn/case2/\* of test names no picture of a pair"),
        (PATTERNS + 'train = ["names.txt"]', r"The entry names\.txt of train names no picture of a pair"),
        ('images = ["endo/**/*.png"]\nmasks = ["drawn/*.png"]', r"The pattern drawn/\*\.png matches nothing"),
        ('images = ["endo/**/*.png"]\nmasks = ["spare*"]', "No image has a mask of its name"),
        ('images = ["../*.png"]', "is no pattern inside the dataset's folder"),
        ('group = "("', "is no regular expression"),
        (PATTERNS + 'group = "patient"', "The group patient is in no path"),
        ('polyps = ["red"]', "red is no label value"),
        ("note = 3", "the field note is not valid"),
        ("images = ", "is no TOML file"),
        ("", "Give patterns of images and masks"),
    ],
)
def test_bad_descriptions_are_refused_by_name(folder: Path, text: str, message: str) -> None:
    describe(folder, text)
    (folder / "names.txt").write_text("case_0001\n")
    with pytest.raises(DatasetError, match=message) as refused:
        find_datasets([folder])
    assert "dataset.toml" in str(refused.value)


def test_names_on_a_list_that_do_not_exist_are_noted_and_each_file_counts_once(folder: Path) -> None:
    describe(folder, PATTERNS + 'test = ["test.list.txt", "spare*"]\npolyp_free = ["spare*"]\n')
    (folder / "test.list.txt").write_text("case2/x\ncase9/x\n")
    found = match(folder, read_description(folder / "dataset.toml"))
    assert [s.stem for each in found.datasets for s in each.samples if s.published == "test"] == ["case2/x", "spare"]
    note = "test.list.txt names 1 pair that does not exist: case9/x."
    assert not found.problems and note in found.datasets[0].notes
    assert (found.counts["spare*"], found.counts["test.list.txt"]) == (1, 1)


def test_label_files_on_a_side_are_no_lists(folder: Path) -> None:
    for name in ("x", "y"):
        (folder / f"endo/case2/{name}.txt").write_text("0 0.1 0.1 0.5 0.1 0.5 0.5\n")
    describe(folder, 'labels = ["endo/case2/*.txt"]\ncategories = ["0"]\ntest = ["endo/case2/*"]\n')
    found = match(folder, read_description(folder / "dataset.toml"))
    assert [sample.published for sample in found.datasets[0].samples] == ["test", "test"]
    assert not any("do not exist" in note for note in found.datasets[0].notes)


def test_what_no_pattern_matches_is_accounted_for(folder: Path) -> None:
    describe(folder, PATTERNS)
    reasons = {reason: n for account in discover([folder]).accounts() for reason, n in account.left_out.items()}
    assert reasons == {"no pattern of its dataset.toml": 1}


def test_a_description_is_written_and_read(tmp_path: Path) -> None:
    description = parse_description(
        {"images": ["a\\b/*.png"], "polyps": [1, "#ff0000"], "note": 'say "é" 😀\n', "inverted": True}, tmp_path
    )
    write_description(tmp_path / "dataset.toml", description)
    assert read_description(tmp_path / "dataset.toml") == description
    assert description.mask_answer == "1,#ff0000,inverted"


def test_wildcards_of_two_folders_match_each_other(tmp_path: Path) -> None:
    for case in ("a", "b"):
        for name in (f"video_{case}/1.png", f"truth_{case}/1.png"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            Image.new("L", (4, 4)).save(tmp_path / name)
    found = match(tmp_path, Description(images=("video_*/*.png",), masks=("truth_*/*.png",)))
    assert [sample.stem for sample in found.datasets[0].samples] == ["a/1", "b/1"] and found.problems == ()
