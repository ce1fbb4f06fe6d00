"""Datasets are recognised as downloaded, and unmatched files are named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image as PillowImage

from polyp_core.errors import DatasetError
from training.datasets.dataset_names import unique_names
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.square_cache import read_pair

MakePairs = Callable[..., Path]


@pytest.mark.parametrize(
    ("folder", "images", "masks", "suffix", "name", "layout"),
    [
        ("Kvasir-SEG", "images", "masks", ".jpg", "kvasir-seg", "Kvasir-SEG"),
        ("archive", "PNG/Original", "PNG/Ground Truth", ".png", "cvc-clinicdb", "CVC-ClinicDB (PNG)"),
        ("archive", "TIFF/Original", "TIFF/Ground Truth", ".tif", "cvc-clinicdb", "CVC-ClinicDB (TIFF)"),
        ("archive", "images_valid/images_valid", "images_valid/masks_valid", ".png", "mpsd", "MPSD"),
        ("my clinic", "Images", "Masks", ".bmp", "my clinic", "images and masks"),
    ],
)
def test_a_layout_is_recognised_at_any_depth(
    tmp_path: Path, make_pairs: MakePairs, folder: str, images: str, masks: str, suffix: str, name: str, layout: str
) -> None:
    root = make_pairs(f"downloads/{folder}", images, masks, suffix)
    (dataset,) = find_datasets([tmp_path])
    assert (dataset.name, dataset.folders.layout, dataset.folders.root) == (name, layout, root)
    assert len(dataset.samples) == 10
    for sample in dataset.samples:
        assert sample.image_path == root / images / f"{sample.stem}{suffix}"
        assert sample.mask_path == root / masks / f"{sample.stem}{suffix}"


def test_the_png_folders_of_clinicdb_are_preferred_to_tiff(make_pairs: MakePairs) -> None:
    root = make_pairs("CVC", "PNG/Original", "PNG/Ground Truth")
    make_pairs("CVC", "TIFF/Original", "TIFF/Ground Truth", ".tif")
    assert [d.folders.layout for d in find_datasets([root])] == ["CVC-ClinicDB (PNG)"]
    assert [d.folders.layout for d in find_datasets([root / "TIFF"])] == ["CVC-ClinicDB (TIFF)"]


def test_overlapping_roots_give_each_pair_once(make_pairs: MakePairs) -> None:
    root = make_pairs("a")
    assert len(find_samples([root, root.parent, str(root)])) == 10


def test_datasets_of_one_name_are_distinguished_by_their_parents(make_pairs: MakePairs) -> None:
    first, second = make_pairs("x/clinic"), make_pairs("y/clinic")
    (second / "groups.csv").write_text("frame,group\n100H0050,patient 7\n")
    samples = find_samples([first, second])
    assert len({sample.id for sample in samples}) == 20
    assert {sample.dataset for sample in samples} == {"x-clinic", "y-clinic"}
    assert {sample.group for sample in samples if sample.stem == "100H0050"} == {None, "y-clinic/patient 7"}


def test_a_dataset_has_one_name_however_its_path_is_written(
    tmp_path: Path, make_pairs: MakePairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = make_pairs("project/frames"), make_pairs("zurich/frames")
    monkeypatch.chdir(tmp_path / "project")
    in_full = {dataset.folders.images: dataset.name for dataset in find_datasets([here, there])}
    assert in_full == {here / "images": "project-frames", there / "images": "zurich-frames"}
    for roots in (["frames", "../zurich/frames"], ["../zurich/frames", "frames"]):
        assert {d.folders.images.resolve(): d.name for d in find_datasets(roots)} == in_full


@pytest.mark.parametrize(
    ("folder", "images", "masks"),
    [
        ("Kvasir-SEG", "images", "masks"),
        ("CVC/PNG", "Original", "Ground Truth"),
        ("MPSD/images_valid", "images_valid", "masks_valid"),
    ],
)
def test_a_dataset_given_as_the_current_folder_is_the_same(
    make_pairs: MakePairs, monkeypatch: pytest.MonkeyPatch, folder: str, images: str, masks: str
) -> None:
    root = make_pairs(folder, images, masks)
    monkeypatch.chdir(root)
    (typed,), (in_full,) = find_datasets(["."]), find_datasets([root])
    assert (typed.name, typed.folders.layout) == (in_full.name, in_full.folders.layout)
    assert typed.folders.root.resolve() == in_full.folders.root.resolve()


def test_no_two_datasets_get_one_name(tmp_path: Path, make_pairs: MakePairs) -> None:
    expected = {
        "a/data": "a-data-2",
        "b/data": "b-data",
        "c/data-2": "data-2",
        "c/a-data": "a-data",
        "deep/a/x/set": "a-set",
        "deep/b/x/set": "b-set",
    }
    for folder in expected:
        make_pairs(folder)
    datasets = find_datasets([tmp_path])
    assert {d.folders.root.relative_to(tmp_path).as_posix(): d.name for d in datasets} == expected
    assert len({sample.id for dataset in datasets for sample in dataset.samples}) == 60
    assert datasets == sorted(datasets, key=lambda dataset: dataset.name)


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (["/x/frames/images", "/frames/images"], ["x-frames", "frames"]),
        (
            ["/a/x/frames/images", "/b/x/frames/images", "/c/y/frames/images"],
            ["a-x-frames", "b-x-frames", "c-y-frames"],
        ),
        (["/a/frames/images", "/A/frames/images"], ["frames", "frames-2"]),
        (["/one:two/frames/images", "/b/frames/images"], ["one-two-frames", "b-frames"]),
    ],
)
def test_names_contain_as_few_parents_as_necessary(folders: list[str], names: list[str]) -> None:
    assert unique_names([("frames", Path(folder)) for folder in folders]) == names


def test_unpaired_files_and_duplicate_stems_are_named(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "masks" / "100H0050.png").unlink()
    (root / "images" / "EndoCV2021_001233.png").unlink()
    shutil.copy(root / "images" / "EndoCV2021_001354.png", root / "images" / "EndoCV2021_001354.tiff")
    (root / "images" / "._EndoCV2021_001354.png").write_bytes(b"what macOS leaves on a USB stick")
    (root / "images" / "Thumbs.db").write_bytes(b"what Windows leaves")
    (dataset,) = find_datasets([root])
    assert len(dataset.samples) == 8
    assert dataset.images_without_mask == (root / "images" / "100H0050.png",)
    assert dataset.masks_without_image == (root / "masks" / "EndoCV2021_001233.png",)
    assert dataset.same_stem == (root / "images" / "EndoCV2021_001354.tiff",)


def test_a_copy_in_another_format_is_one_picture_and_different_pictures_of_one_name_are_left_out(
    make_pairs: MakePairs,
) -> None:
    root = make_pairs()
    images, masks = root / "images", root / "masks"
    with PillowImage.open(images / "EndoCV2021_001354.png") as image:
        image.save(images / "EndoCV2021_001354.webp", quality=60)
    shutil.copy(images / "EndoCV2021_001354.png", images / "EndoCV2021_001233.bmp")
    with PillowImage.open(masks / "100H0050.png") as mask:
        mask.transpose(PillowImage.Transpose.FLIP_TOP_BOTTOM).save(masks / "100H0050.tif")
    (dataset,) = find_datasets([root])
    assert dataset.same_stem == (images / "EndoCV2021_001354.webp",)
    assert {each.path.name for each in dataset.left_out} == {
        *("EndoCV2021_001233.png", "EndoCV2021_001233.bmp"),
        *("100H0050.png", "100H0050.tif"),
    }
    assert {each.reason for each in dataset.left_out} == {"different files of one name"}
    assert dataset.images_without_mask == (images / "100H0050.png",)
    assert len(dataset.samples) == 8


def test_circular_links_end(make_pairs: MakePairs) -> None:
    root = make_pairs()
    try:
        (root / "again").symlink_to(root, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not allow links")
    assert len(find_samples([root])) == 10


def test_published_lists_put_each_pair_on_its_side(make_pairs: MakePairs) -> None:
    root = make_pairs("Kvasir-SEG", suffix=".jpg")
    (root / "train.txt").write_text("100H0050\nEndoCV2021_001233.jpg\n\nno_such_frame\n")
    (root / "val.txt").write_text("EndoCV2021_001354\n")
    (dataset,) = find_datasets([root])
    published = {sample.stem: sample.published for sample in dataset.samples if sample.published}
    assert published == {
        "100H0050": "train",
        "EndoCV2021_001233": "train",
        "EndoCV2021_001354": "validation",
    }
    assert dataset.notes == ("train.txt names 1 pair that does not exist: no_such_frame.",)


@pytest.mark.parametrize(("name", "part"), [("val.txt", "validation"), ("test.txt", "test"), ("more.txt", None)])
def test_a_training_list_counts_only_with_another_list(make_pairs: MakePairs, name: str, part: str | None) -> None:
    root = make_pairs()
    (root / "train.txt").write_text("100H0050\n")
    (root / name).write_text("EndoCV2021_001354\n")
    published = {sample.stem: sample.published for sample in find_samples([root])}
    assert (published["100H0050"], published["EndoCV2021_001354"]) == ("train" if part else None, part)


def test_a_pair_on_both_published_lists_is_refused(make_pairs: MakePairs) -> None:
    root = make_pairs("Kvasir-SEG")
    (root / "train.txt").write_text("100H0050\n")
    (root / "val.txt").write_text("100H0050\n")
    with pytest.raises(DatasetError, match="100H0050"):
        find_samples([root])


def test_missing_and_empty_folders_and_files_are_reported(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such folder"):
        find_samples([tmp_path / "nowhere"])
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(DatasetError, match="a file, not a folder"):
        find_samples([tmp_path / "file.txt"])
    (tmp_path / "images").mkdir()
    (tmp_path / "masks").mkdir()
    with pytest.raises(DatasetError, match="No image and mask pairs"):
        find_samples([tmp_path])


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".heic", "HEIF"), (".jfif", "JPEG"), (".jp2", "JPEG2000"), (".tga", "TGA")]
)
def test_images_of_every_format_are_paired(tmp_path: Path, suffix: str, kind: str) -> None:
    for folder in ("images", "masks"):
        (tmp_path / folder).mkdir()
    for stem in ("a", "b"):
        picture = PillowImage.new("RGB", (40, 30), (200, 90, 80))
        path = tmp_path / "images" / f"{stem}{suffix}"
        pillow_heif.from_pillow(picture).save(path) if kind == "HEIF" else picture.save(path, kind)
        PillowImage.new("L", (40, 30), 255).save(tmp_path / "masks" / f"{stem}.png")
    samples = find_samples([tmp_path])
    assert [sample.image_path.name for sample in samples] == [f"a{suffix}", f"b{suffix}"]
    pair = read_pair(samples[0])
    assert pair.image.shape == (30, 40, 3) and pair.truth.all()
    assert abs(pair.image.mean(axis=(0, 1)) - (200, 90, 80)).max() < 5


def test_dicom_in_a_dataset_is_reported(tmp_path: Path, make_pairs: MakePairs) -> None:
    root = make_pairs("a")
    (root / "images" / "x.dcm").write_bytes(b"")
    (dataset,) = find_datasets([root])
    assert dataset.notes == (
        f"1 DICOM file is left out in {root / 'images'}: DICOM is no image of a dataset. Export pictures (PNG) of "
        "them.",
    )
    for folder in ("images", "masks"):
        (tmp_path / "scans" / folder).mkdir(parents=True)
        (tmp_path / "scans" / folder / "x.DCM").write_bytes(b"")
    with pytest.raises(DatasetError, match=r"No image and mask pairs .* 1 DICOM file is left out"):
        find_datasets([tmp_path / "scans"])
