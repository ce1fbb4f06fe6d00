"""Lists and tables name frames with or without suffix and folders, as their authors had them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from training.datasets.discovery import find_datasets
from training.datasets.frame_names import StemLookup

PATIENTS = ("p1/0001", "p2/0001")
SIDES = ("train/0001", "test/0001", "train/0002")
BOTH = ("train/p1/0001", "test/p1/0001", "train/p2/0001")


@pytest.mark.parametrize(
    ("stems", "name", "found"),
    [
        (PATIENTS, "p1/0001", PATIENTS[:1]),
        (PATIENTS, "images\\p2\\0001.png", PATIENTS[1:]),
        (PATIENTS, "clinic/P2/images/0001.png", PATIENTS[1:]),
        (PATIENTS, "0001", PATIENTS),
        (PATIENTS, "images/0001.png", PATIENTS),
        (PATIENTS, "p3/0001", ()),
        (SIDES, "test/0001", SIDES[1:2]),
        (SIDES, "testing/0001", SIDES[1:2]),
        (SIDES, "clinic/0001.png", SIDES[:2]),
        (SIDES, "test/0002", ()),
        (BOTH, "p1/0001", BOTH[:2]),
        (BOTH, "train/0001", (BOTH[0], BOTH[2])),
        (BOTH, "test/p1/0001", BOTH[1:2]),
        (BOTH, "test/p2/0001", ()),
        (("TestEasyDataset/a/1", "TestHardDataset/a/1"), "TestEasyDataset/Frame/a/1.jpg", ("TestEasyDataset/a/1",)),
        (("b/1", "a/b/1"), "b/1", ("b/1",)),
        (("b/1", "a/b/1"), "x/a/b/1", ("a/b/1",)),
        (("0001",), "train/0001.jpg", ("0001",)),
    ],
)
def test_a_name_with_folders_means_the_frame_in_them(stems: tuple[str, ...], name: str, found: tuple[str, ...]) -> None:
    assert StemLookup(stems).find(name) == found


def test_lists_and_tables_distinguish_patients(make_pairs: Callable[..., Path]) -> None:
    for patient in ("p1", "p2", "p3"):
        root = make_pairs("clinic", f"images/{patient}", f"masks/{patient}")
    (root / "train.txt").write_text("p1/100H0050\np3/100H0050\n")
    (root / "test.txt").write_text("p2/100H0050\n")
    (root / "groups.csv").write_text("frame,group\np1/100H0050,A\np2/100H0050,B\n")
    (dataset,) = find_datasets([root])
    own = {sample.stem: (sample.published, sample.group) for sample in dataset.samples if "100H0050" in sample.stem}
    assert own == {
        "p1/100H0050": ("train", "clinic/A"),
        "p2/100H0050": ("test", "clinic/B"),
        "p3/100H0050": ("train", "clinic/p3"),
    }


def test_the_lists_of_a_description_may_name_paths(make_pairs: Callable[..., Path]) -> None:
    for case in ("a", "b"):
        root = make_pairs("clinic", f"video_{case}", f"truth_{case}")
    (root / "dataset.toml").write_text(
        'images = ["video_*/*.png"]\nmasks = ["truth_*/*.png"]\ntest = ["t.txt"]', encoding="utf-8"
    )
    (root / "t.txt").write_text("video_a/100H0050.png\nb/EndoCV2021_001233\n")
    (dataset,) = find_datasets([root])
    assert {sample.stem for sample in dataset.samples if sample.published == "test"} == {
        "a/100H0050",
        "b/EndoCV2021_001233",
    }
