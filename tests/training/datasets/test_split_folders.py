"""Folders named train, val and test are the published split of one dataset; test is not for training by default."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.errors import DatasetError
from training.cli import _app
from training.config.make_config import make_config
from training.config.presets import PRESETS
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.fingerprints import fingerprints
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.sample import Sample
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split, choose, make_split
from training.fit.make_split import checked_split, make_run_split
from training.statistics.dataset_table import make_dataset_table
from training.statistics.scan import scan

MakePairs = Callable[..., Path]


def in_folders(make_pairs: MakePairs, *folders: str, name: str = "clinic") -> Path:
    """`name/FOLDER/images` and `name/FOLDER/masks` of ten pairs each; all folders have the same stems."""
    for folder in folders:
        root = make_pairs(f"{name}/{folder}")
    return root.parents[len(Path(folder).parts) - 1]


def sides(samples: Sequence[Sample]) -> Counter[tuple[str, str | None]]:
    return Counter((sample.stem.rpartition("/")[0], sample.published) for sample in samples)


@pytest.mark.parametrize(
    ("train", "validation", "test"),
    [
        ("train", "val", "test"),
        ("Train", "VALID", "Test"),
        ("training", "validation", "testing"),
        ("TRAIN", "dev", "TEST"),
    ],
)
def test_split_folders_above_images_and_masks_are_one_dataset(
    make_pairs: MakePairs, train: str, validation: str, test: str
) -> None:
    root = in_folders(make_pairs, train, validation, test)
    (dataset,) = find_datasets([root])
    assert (dataset.name, dataset.folders.layout, dataset.folders.root) == ("clinic", "images and masks", root)
    expected = {(train, "train"): 10, (validation, "validation"): 10, (test, "test"): 10}
    assert sides(dataset.samples) == expected
    assert len({sample.id for sample in dataset.samples}) == 30
    assert f"clinic/{train}/100H0050" in {sample.id for sample in dataset.samples}
    for sample in dataset.samples:
        assert sample.image_path.parents[1].name == sample.mask_path.parents[1].name == sample.stem.split("/")[0]


@pytest.mark.parametrize(("images", "masks"), [("images", "masks"), ("Original", "Ground Truth")])
def test_split_folders_below_images_and_masks_are_one_dataset(make_pairs: MakePairs, images: str, masks: str) -> None:
    for side in ("train", "val", "Test"):
        root = make_pairs("clinic", f"{images}/{side}", f"{masks}/{side.lower()}")
    (dataset,) = find_datasets([root])
    assert dataset.name == ("clinic" if images == "images" else "cvc-clinicdb")
    assert sides(dataset.samples) == {("train", "train"): 10, ("val", "validation"): 10, ("Test", "test"): 10}
    assert {s.image_path.parent for s in dataset.samples if s.published == "test"} == {root / images / "Test"}


def test_known_layouts_may_be_split_too(make_pairs: MakePairs) -> None:
    in_folders(make_pairs, "train", "test", name="Kvasir-SEG")
    for side in ("train", "test"):
        make_pairs(f"CVC/{side}/PNG", "Original", "Ground Truth")
        root = make_pairs(f"CVC/{side}/TIFF", "Original", "Ground Truth", ".tif")
    found = {dataset.name: sides(dataset.samples) for dataset in find_datasets([root.parents[2]])}
    expected = {("train", "train"): 10, ("test", "test"): 10}
    assert found == {"kvasir-seg": expected, "cvc-clinicdb": expected}


def test_datasets_inside_split_folders_keep_their_names(make_pairs: MakePairs, tmp_path: Path) -> None:
    in_folders(make_pairs, "train/kvasir", "test/kvasir", "test/colon", name="download")
    found = {dataset.name: sides(dataset.samples) for dataset in find_datasets([tmp_path])}
    assert found == {"kvasir": {("train", "train"): 10, ("test", "test"): 10}, "colon": {("test", "test"): 10}}


def test_a_parent_folder_is_a_side_only_next_to_another_side(make_pairs: MakePairs, tmp_path: Path) -> None:
    make_pairs("test/clinic")
    assert {sample.published for sample in find_samples([tmp_path])} == {None}
    make_pairs("train/other")
    assert {sample.published for sample in find_samples([tmp_path / "test" / "clinic"])} == {None}
    assert {s.published for s in find_samples([tmp_path]) if s.dataset == "clinic"} == {"test"}


@pytest.mark.parametrize("given", [["train", "test"], ["test", "."], [".", "train"], ["test", "train", "."]])
def test_the_dataset_is_the_same_however_its_folders_are_given(make_pairs: MakePairs, given: list[str]) -> None:
    root = in_folders(make_pairs, "train", "test")
    (dataset,) = find_datasets([root / folder for folder in given])
    assert [s.id for s in dataset.samples] == [s.id for s in find_samples([root])]


def test_a_link_called_test_is_a_test_folder(make_pairs: MakePairs, tmp_path: Path) -> None:
    root, elsewhere = in_folders(make_pairs, "train"), make_pairs("elsewhere/v2")
    try:
        (root / "test").symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not allow links")
    assert sides(find_samples([root])) == {("train", "train"): 10, ("test", "test"): 10}


def test_flat_datasets_keep_their_ids(make_pairs: MakePairs, tmp_path: Path) -> None:
    make_pairs("my clinic")
    make_pairs("latest", "Original", "Ground Truth")
    in_folders(make_pairs, "test", name="other")
    flat = [sample for sample in find_samples([tmp_path]) if sample.dataset != "other"]
    assert {sample.id.rpartition("/")[0] for sample in flat} == {"my clinic", "cvc-clinicdb"}
    assert {(sample.published, sample.former_id) for sample in flat} == {(None, None)}


def test_pairs_next_to_a_test_folder_are_training_pairs(make_pairs: MakePairs) -> None:
    make_pairs("clinic")
    root = in_folders(make_pairs, "test")
    (dataset,) = find_datasets([root])
    assert sides(dataset.samples) == {("", "train"): 10, ("test", "test"): 10}
    assert "The 10 pairs that no list or folder puts on another side are training pairs." in dataset.notes
    in_folders(make_pairs, "train")
    assert sides(find_samples([root]))["", None] == 10


def test_a_test_list_alone_keeps_its_pairs_from_training(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "test.txt").write_text("100H0050.png\n")
    assert [s.stem for s in find_samples([root]) if s.published == "test"] == ["100H0050"]
    for kind in ("published", "grouped", "random"):
        assert make_split(find_samples([root]), kind).test == ("clinic/100H0050",)


def test_an_official_list_takes_precedence_over_the_folder_with_a_note(make_pairs: MakePairs) -> None:
    root = in_folders(make_pairs, "train", "test")
    (root / "train" / "images" / "100H0050.png").unlink()
    (root / "train.txt").write_text("100H0050\nEndoCV2021_001233\n")
    (root / "val.txt").write_text("images/train/EndoCV2021_001354.png\n220OLCV1_100H0008\n")
    (root / "test.txt").write_text("test/EndoCV2021_001233\n")
    (dataset,) = find_datasets([root])
    published = {sample.stem: sample.published for sample in dataset.samples}
    assert published["test/100H0050"] == "train"
    assert (published["train/EndoCV2021_001233"], published["test/EndoCV2021_001233"]) == ("train", "test")
    names = ("EndoCV2021_001354", "220OLCV1_100H0008")
    assert {published[f"train/{name}"] for name in names} == {"validation"}
    assert {published[f"test/{name}"] for name in names} == {"test"}
    assert any(note.startswith("train.txt names 1 pair that lies in the folder") for note in dataset.notes)
    assert any(note.startswith("val.txt names 2 pairs that lie in the folder") for note in dataset.notes)


def test_tables_may_lie_in_the_dataset_or_its_split_folders(make_pairs: MakePairs) -> None:
    root = in_folders(make_pairs, "train", "test")
    (root / "groups.csv").write_text("frame,group\ntrain/EndoCV2021_001233,patient 1\n100H0050,patient 2\n")
    (root / "test" / "groups.csv").write_text("frame,group\nEndoCV2021_001354,patient 1\n")
    (dataset,) = find_datasets([root])
    assert {s.stem: s.group for s in dataset.samples if s.group} == {
        "train/EndoCV2021_001233": "clinic/patient 1",
        "test/EndoCV2021_001354": "clinic/test/patient 1",
        "train/100H0050": "clinic/patient 2",
        "test/100H0050": "clinic/patient 2",
    }
    assert any("1 frame that lies in several folders" in note for note in dataset.notes)
    split = make_split(dataset.samples)
    assert split.left_out == ("clinic/train/100H0050",)


def different(root: Path) -> Path:
    """Changes each image of `root`, so that no folder has a near copy of another's."""
    import cv2
    import numpy as np

    for number, path in enumerate(sorted(root.rglob("images/*.png"))):
        noise = np.random.default_rng(number).integers(0, 255, (12, 16, 3), np.uint8)
        mask = next(path.parents[1].glob(f"masks/{path.name}"))
        height, width = cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE).shape
        cv2.imwrite(str(path), cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC))
    return root


def trained_folders(split: Split) -> set[str]:
    return {id.split("/")[1] for id in (*split.train, *split.validation)}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("assignments", [[], ["split=grouped"], ["split=random"], ["hold_out=clinic:validation"]])
def test_no_preset_trains_on_the_test_folder(make_pairs: MakePairs, preset: str, assignments: list[str]) -> None:
    root = different(in_folders(make_pairs, "train", "val", "test"))
    split = make_run_split([root], make_config(preset, [*assignments, "validation_fraction=0.3"]))[0]
    assert trained_folders(split) <= {"train", "val"}
    assert {f"clinic/test/{path.stem}" for path in (root / "test" / "images").iterdir()} <= set(split.test)
    if not assignments and PRESETS[preset].get("split") != "grouped":
        assert {id.split("/")[1] for id in split.validation} == {"val"}


def test_without_a_validation_folder_some_training_pairs_are_used(make_pairs: MakePairs) -> None:
    split = make_run_split([different(in_folders(make_pairs, "train", "test"))], make_config("baseline"))[0]
    assert (len(split.train), len(split.validation), len(split.test)) == (8, 2, 10)
    assert trained_folders(split) == {"train"}


def test_test_pairs_alone_are_evaluated_but_not_trained_on(make_pairs: MakePairs) -> None:
    root = in_folders(make_pairs, "test")
    for folder in (root, root / "test"):
        with pytest.raises(DatasetError, match=r"All 10 pairs of clinic are test pairs.*evaluated.*not trained"):
            make_split(find_samples([folder]))
    with pytest.raises(DatasetError, match=r"All 10 pairs of clinic .* are published for validation"):
        make_split(find_samples([in_folders(make_pairs, "val", name="b/clinic")]))


def test_the_split_is_in_the_output_of_scan_and_in_the_table(make_pairs: MakePairs, tmp_path: Path) -> None:
    root = in_folders(make_pairs, "train", "val", "test")
    done = CliRunner().invoke(_app, ["scan", str(root)])
    assert done.exit_code == 0
    assert "clinic: 30 pairs" in done.output
    assert "10 train, 10 validation, 10 test (by the folders test, train, val)" in done.output
    datasets = find_datasets([root])
    table = make_dataset_table(datasets, scan(datasets, cache_folder=tmp_path / "cache")).table
    assert table["side"].value_counts().to_dict() == {"train": 10, "validation": 10, "test": 10}


def former_split(samples: Sequence[Sample], **sides: str) -> Split:
    """A split file from when each folder was a dataset; `sides` gives the folder of each side."""
    chosen = {side: [s for s in samples if s.stem.startswith(f"{folder}/")] for side, folder in sides.items()}
    ids = {side: tuple(f"{s.stem.split('/')[0]}/{s.image_path.stem}" for s in own) for side, own in chosen.items()}
    hashes = fingerprints(samples)
    pictures = {id.removeprefix("clinic/"): found for id, found in hashes.items()}
    return Split("published", 0, 0.2, ("test",), **ids, pictures=pictures)


def test_a_split_file_of_separate_datasets_still_opens(make_pairs: MakePairs, tmp_path: Path) -> None:
    root = different(in_folders(make_pairs, "train", "val", "test"))
    samples = find_samples([root])
    old = former_split(samples, train="train", validation="val", test="test")
    assert old.train[0].startswith("train/") and set(old.pictures) < {s.former_id for s in samples}
    write_split(tmp_path / "split.json", old)
    chosen = choose(read_split(tmp_path / "split.json"), samples)
    assert [s.id for s in chosen.train] == [f"clinic/{id}" for id in old.train]
    assert {s.published for s in chosen.test} == {"test"}
    assert checked_split(old, [root])[0].validation == tuple(f"clinic/{id}" for id in old.validation)
    shutil.copy(root / "train" / "images" / "100H0050.png", tmp_path)
    (root / "train" / "images" / "100H0050.png").write_bytes(b"no picture")
    with pytest.raises(DatasetError, match=r"names 1 of 30 pairs that cannot be used.*100H0050\.png"):
        checked_split(old, [root])
    shutil.copy(tmp_path / "100H0050.png", root / "train" / "images")
    for path in root.rglob("images/*.png"):
        path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(DatasetError, match="is not the one that the split was made from"):
        choose(old, samples)


def test_a_former_split_that_trains_on_test_pairs_gives_a_warning(
    make_pairs: MakePairs, caplog: pytest.LogCaptureFixture
) -> None:
    root = different(in_folders(make_pairs, "train", "test"))
    old = former_split(find_samples([root]), train="test", validation="train")
    with caplog.at_level("WARNING"):
        checked_split(old, [root])
    assert "trains on 10 published test pairs, the first of them clinic/test/100H0050" in caplog.text


def test_a_dataset_held_out_by_its_folder_is_still_held_out(make_pairs: MakePairs) -> None:
    samples = find_samples([different(in_folders(make_pairs, "train", "val", "test"))])
    split = make_split(samples, hold_out=["val"], kind="grouped")
    assert {id.split("/")[1] for id in split.test} == {"val", "test"}


def test_a_flat_dataset_with_a_changed_name_is_found_in_former_splits(make_pairs: MakePairs, tmp_path: Path) -> None:
    """`a/clinic` was the only dataset of that name while `b/clinic/train` was named `train`."""
    make_pairs("a/clinic")
    in_folders(make_pairs, "train", name="b/clinic")
    samples = find_samples([tmp_path])
    assert {sample.dataset for sample in samples} == {"a-clinic", "b-clinic"}
    old = Split("random", 0, 0.2, (), ("clinic/100H0050",), ("train/100H0050",))
    chosen = choose(old, samples)
    assert [s.id for s in chosen.train] == ["a-clinic/100H0050"]
    assert [s.id for s in chosen.validation] == ["b-clinic/train/100H0050"]


def test_polyp_free_images_in_a_test_folder_are_test_images(make_pairs: MakePairs) -> None:
    root = in_folders(make_pairs, "train", "test")
    for folder in ("train/polyp_free", "test/polyp_free", "polyp_free/stool/test", "polyp_free/stool/train"):
        shutil.copytree(root / "train" / "images", root / folder)
    for given in ([], [PolypFreeFolder(path=root / "test" / "polyp_free", kind="patch")]):
        found = {dataset.name: sides(dataset.samples) for dataset in find_datasets([root], given)}
        expected = {("train", "train"): 10, ("test", "test"): 10}
        assert found == {"clinic": expected, "polyp_free": expected, "polyp_free-stool": expected}
        kinds = {s.polyp_free for s in find_samples([root], given) if s.id.startswith("polyp_free/test")}
        assert kinds == {"patch" if given else "frame"}
