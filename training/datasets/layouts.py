"""Recognises the folder layouts of datasets as downloaded: which folder contains the images, which the masks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from polyp_core.errors import DatasetError
from training.datasets.folder_walk import walk_folders
from training.datasets.polyp_free import FOLDER_NAMES, PolypFreeFolder, image_folders
from training.datasets.sample import PolypFreeKind
from training.datasets.split_folders import SplitFolder, part_of, split_folder_above, split_folders_below

SEQUENCE_TABLES = ("metadata_sequence_ids.csv", "metadata.csv")
"""Tables of CVC-ClinicDB that give the video sequence of each frame."""


_PAIRED_NAMES = (("images", "masks"), ("original", "ground truth"), ("images_valid", "masks_valid"))


@dataclass(frozen=True, slots=True)
class PairFolders:
    """A folder of images and the folder of their masks.

    `root` contains both, with lists and tables; `name` is the dataset's name in tables and split files. Polyp-free
    pictures have a kind and no folder of masks. `split` is the folder above or below them that gives their side of the
    dataset's split.
    """

    name: str
    layout: str
    root: Path
    images: Path
    masks: Path | None
    polyp_free: PolypFreeKind | None = None
    split: SplitFolder | None = None


def find_pair_folders(root: Path) -> list[PairFolders]:
    """Returns every recognised pair of folders and folder of polyp-free pictures in or below `root`, by path.

    Of CVC-ClinicDB's parallel PNG and TIFF trees, PNG is used if both exist. Raises DatasetError if `root` is no
    folder.
    """
    if not root.is_dir():
        reason = "It is a file, not a folder." if root.exists() else "There is no such folder."
        raise DatasetError(f"Cannot look for image and mask pairs in {root}. {reason}")
    found = [folders for folder, names in _walk(root) for folders in _recognise(folder, names)]
    with_png = {folders.root for folders in found if folders.layout == "CVC-ClinicDB (PNG)"}
    found = [f for f in found if not (f.layout == "CVC-ClinicDB (TIFF)" and f.root in with_png)]
    return [side for folders in found for side in _sides_of(_with_split_above(folders, root))]


def _with_split_above(folders: PairFolders, search_root: Path) -> PairFolders:
    return replace(folders, split=split_folder_above(folders.root, search_root))


def _sides_of(folders: PairFolders) -> Iterator[PairFolders]:
    """Yields `folders`, and the split folders below its images and masks."""
    yield folders
    if folders.split is None and folders.masks is not None:
        for name, images, masks in split_folders_below(folders.images, folders.masks):
            part, place = part_of(name), folders.root.resolve()
            assert part is not None
            yield replace(folders, images=images, masks=masks, split=SplitFolder(name, part, place, folders.root))


def dataset_folders(folders: PairFolders) -> PairFolders:
    """Returns name and root of the dataset of which the split folder `folders` is a side."""
    split = folders.split
    if split is None or folders.root == split.root:
        return folders
    if folders.masks is None:
        # The name includes all folders below the one that is declared polyp-free.
        name = "-".join(part for part in folders.name.split("-") if part != split.name)
        return replace(folders, name=name, root=split.root)
    names = {path.name.lower(): path.name for path in (folders.images, folders.masks)}
    whole = next(_recognise(split.root, names), None) if split.place == split.root else None
    named = whole or folders
    return replace(folders, name=named.name or split.name, layout=named.layout, root=split.root)


def find_polyp_free_folders(folder: PolypFreeFolder) -> list[PairFolders]:
    """Returns the folders that may contain polyp-free pictures: `folder` and those below it. Raises DatasetError."""
    found = [
        PairFolders(name, f"polyp-free ({kind})", path, path, None, kind) for path, name, kind in image_folders(folder)
    ]
    return [_with_split_above(folders, folder.path) for folders in found]


def _walk(root: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Yields each folder that may contain datasets, with its subfolders' names by lower-case name."""
    for folder, subfolders in walk_folders(root):
        names = {name.lower(): name for name in subfolders}
        yield folder, names
        # Skip folders of images: they have thousands of files and contain no datasets.
        leaves = {name for pair in _PAIRED_NAMES if names.keys() >= set(pair) for name in pair} | FOLDER_NAMES
        subfolders[:] = [name for name in subfolders if name.lower() not in leaves]


def _recognise(folder: Path, names: dict[str, str]) -> Iterator[PairFolders]:
    for name in sorted(names.keys() & FOLDER_NAMES):
        yield from find_polyp_free_folders(PolypFreeFolder(path=folder / names[name]))
    called = folder.resolve().name  # the same however the folder is written: as `.`, by a link, or absolute
    if "original" in names and "ground truth" in names:
        tree = called.upper()
        root = _parent(folder) if tree in {"PNG", "TIFF"} else folder
        layout = f"CVC-ClinicDB ({tree})" if root != folder else "CVC-ClinicDB"
        yield PairFolders("cvc-clinicdb", layout, root, folder / names["original"], folder / names["ground truth"])
    if "images_valid" in names and "masks_valid" in names:
        root = _parent(folder) if called.lower() == "images_valid" else folder
        yield PairFolders("mpsd", "MPSD", root, folder / names["images_valid"], folder / names["masks_valid"])
    if "images" in names and "masks" in names:
        images, masks = folder / names["images"], folder / names["masks"]
        if (folder / "kavsir_bboxes.json").exists() or called.lower() == "kvasir-seg":
            yield PairFolders("kvasir-seg", "Kvasir-SEG", folder, images, masks)
        elif (folder / SEQUENCE_TABLES[0]).exists():
            yield PairFolders("cvc-clinicdb", "CVC-ClinicDB (flat)", folder, images, masks)
        else:
            yield PairFolders(called, "images and masks", folder, images, masks)


def _parent(folder: Path) -> Path:
    """Returns the parent of the resolved folder, which differs from the path's parent for links and trailing dots."""
    real = folder.resolve().parent
    return folder.parent if folder.parent.resolve() == real else real
