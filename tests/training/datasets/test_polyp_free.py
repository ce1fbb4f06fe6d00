"""Images declared polyp-free count as pairs with an empty mask."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.square_cache import SquareCache, read_pair
from training.statistics.scan import scan

MakePairs = Callable[..., Path]


def put(pairs: Path, folder: Path, count: int = 3) -> None:
    folder.mkdir(parents=True)
    for image in sorted((pairs / "images").iterdir())[:count]:
        shutil.copy(image, folder)


def test_folders_named_polyp_free_and_their_kinds_are_recognised(make_pairs: MakePairs) -> None:
    root = make_pairs("clinic")
    put(root, root / "Polyp_Free" / "upper GI")
    put(root, root / "Polyp_Free" / "mucosa patches", 2)
    put(root, root / "Polyp_Free" / "stool", 1)
    found = {dataset.name: dataset for dataset in find_datasets([root])}
    kinds = {name: [sample.polyp_free for sample in dataset.samples] for name, dataset in found.items()}
    assert kinds == {
        "clinic": [None] * 10,
        "polyp_free-upper GI": ["upper_gi"] * 3,
        "polyp_free-mucosa patches": ["patch"] * 2,
        "polyp_free-stool": ["frame"],
    }
    pictures = found["polyp_free-stool"].samples
    assert not read_pair(pictures[0]).truth.any()
    assert SquareCache(32, root / "cache").get(pictures[0]).shape == (32, 32, 4)
    table = scan(list(found.values()), cache_folder=root / "tables").table.set_index("dataset")
    assert (table.loc[["polyp_free-upper GI"], "coverage"] == 0).all()
    assert scan(list(found.values()), cache_folder=root / "tables").read_count == 0


def test_given_folders_are_polyp_free_and_have_the_given_kind(make_pairs: MakePairs, tmp_path: Path) -> None:
    root = make_pairs("clinic")
    put(root, tmp_path / "elsewhere" / "normal")
    folder = tmp_path / "elsewhere" / "normal"
    (frame, *_) = find_samples([root], [PolypFreeFolder.parse(str(folder))])[10:]
    (patch, *_) = find_samples([root], [PolypFreeFolder.parse(f"{folder}=patch")])[10:]
    assert (frame.id, frame.polyp_free, patch.polyp_free) == ("polyp_free-normal/100H0050", "frame", "patch")
    with pytest.raises(DatasetError, match=r"no kind stool of polyp-free pictures\. The kinds are frame, upper_gi"):
        PolypFreeFolder.parse(f"{folder}=stool")
    with pytest.raises(DatasetError, match=r"There is no folder .* of polyp-free pictures"):
        find_samples([root], [PolypFreeFolder.parse(str(tmp_path / "gone"))])
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match=r"No images were found in .*empty"):
        find_samples([root], [PolypFreeFolder.parse(str(tmp_path / "empty"))])
