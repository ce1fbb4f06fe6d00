"""Finds datasets below folders and pairs their images with their masks, without opening any image."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polyp_core.errors import DatasetError
from polyp_core.frames.images import IMAGE_SUFFIXES
from training.datasets.groups import read_declarations
from training.datasets.layouts import PairFolders, find_pair_folders, find_polyp_free_folders
from training.datasets.naming import unique_names
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.samples import Part, Sample, stem_of

_PUBLISHED_LISTS: tuple[tuple[str, Part], ...] = (
    ("train.txt", "train"),
    ("val.txt", "validation"),
    ("test.txt", "test"),
)


@dataclass(frozen=True, slots=True)
class FoundDataset:
    """A dataset on disk: its pairs, and the files that are in no pair.

    `same_stem` are files left out because another file of the folder has their stem. `notes` are sentences about lists
    and tables that do not fit the files.
    """

    folders: PairFolders
    samples: tuple[Sample, ...]
    images_without_mask: tuple[Path, ...] = ()
    masks_without_image: tuple[Path, ...] = ()
    same_stem: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.folders.name


def find_samples(roots: Sequence[Path | str], polyp_free: Sequence[PolypFreeFolder] = ()) -> list[Sample]:
    """All pairs below `roots` and all pictures of `polyp_free`, sorted by dataset and stem.

    They have the groups that the datasets' own tables declare.

    Raises DatasetError where a root is missing or holds no pair.
    """
    return [sample for dataset in find_datasets(roots, polyp_free) for sample in dataset.samples]


def find_datasets(roots: Sequence[Path | str], polyp_free: Sequence[PolypFreeFolder] = ()) -> list[FoundDataset]:
    """The datasets below `roots` and in `polyp_free`, sorted by name, each once even where folders overlap.

    Their names are unique, whatever the order of `roots` and however their paths are written. Raises DatasetError where
    a root is missing or holds no pair, or a list or table cannot be read.
    """
    found: dict[Path, FoundDataset] = {}
    for folder in polyp_free:  # first, for what is said of a folder wins over what its name tells
        declared = [dataset for each in find_polyp_free_folders(folder) if (dataset := _polyp_free(each)).samples]
        if not declared:
            raise DatasetError(f"No images were found in {folder.path}, which was given as polyp-free.")
        for dataset in declared:
            found.setdefault(dataset.folders.images.resolve(), dataset)
    for root in map(Path, roots):
        below = [
            _polyp_free(folders) if folders.masks is None else _pair(folders, folders.masks)
            for folders in find_pair_folders(root)
        ]
        if not any(dataset.samples for dataset in below):
            raise DatasetError(
                f"No image and mask pairs were found in {root}. Expected are two folders beside each other, images and "
                "masks (or Original and Ground Truth, or images_valid and masks_valid), with files of the same names."
            )
        for dataset in below:
            if dataset.folders.polyp_free and not dataset.samples:
                continue
            found.setdefault(dataset.folders.images.resolve(), dataset)
    places = sorted(found, key=lambda images: (found[images].name, images))
    names = unique_names([(found[images].name, images) for images in places])
    assert len(set(names)) == len(names), f"Two datasets have one name: {names}."
    named = [_renamed(found[images], name) for images, name in zip(places, names, strict=True)]
    return sorted(named, key=lambda dataset: dataset.name)


def _pair(folders: PairFolders, mask_folder: Path) -> FoundDataset:
    images, same_image = _files_by_stem(folders.images)
    masks, same_mask = _files_by_stem(mask_folder)
    stems = sorted(images.keys() & masks.keys())
    published, list_notes = _published_parts(folders.root, stems)
    declared = read_declarations(folders.root, folders.name, stems)
    return FoundDataset(
        folders=folders,
        samples=tuple(
            Sample(
                image_path=images[stem],
                mask_path=masks[stem],
                stem=stem,
                dataset=folders.name,
                group=declared.groups.get(stem),
                provenance=declared.provenance.get(stem),
                published=published.get(stem),
            )
            for stem in stems
        ),
        images_without_mask=tuple(images[stem] for stem in sorted(images.keys() - masks.keys())),
        masks_without_image=tuple(masks[stem] for stem in sorted(masks.keys() - images.keys())),
        same_stem=tuple(same_image + same_mask),
        notes=list_notes + declared.notes,
    )


def _polyp_free(folders: PairFolders) -> FoundDataset:
    """The pictures of a folder without masks."""
    images, same_stem = _files_by_stem(folders.images)
    declared = read_declarations(folders.root, folders.name, sorted(images))
    samples = tuple(
        Sample(
            image_path=images[stem],
            mask_path=None,
            stem=stem,
            dataset=folders.name,
            group=declared.groups.get(stem),
            provenance=declared.provenance.get(stem),
            polyp_free=folders.polyp_free,
        )
        for stem in sorted(images)
    )
    return FoundDataset(folders, samples, same_stem=tuple(same_stem), notes=declared.notes)


def _files_by_stem(folder: Path) -> tuple[dict[str, Path], list[Path]]:
    """The image files of `folder` by stem, and those whose stem an earlier file has. Leaves out hidden files."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise DatasetError(f"Cannot list {folder}: {error.strerror}.") from error
    by_stem: dict[str, Path] = {}
    again: list[Path] = []
    for name in names:
        path = folder / name
        if path.suffix.lower() not in IMAGE_SUFFIXES or name.startswith("."):
            continue
        if by_stem.setdefault(path.stem, path) != path:
            again.append(path)
    return by_stem, again


def _published_parts(root: Path, stems: Sequence[str]) -> tuple[dict[str, Part], tuple[str, ...]]:
    """The published side of each stem, where `train.txt` and another list lie in the dataset's folder."""
    lists = [(root / name, part) for name, part in _PUBLISHED_LISTS if (root / name).is_file()]
    if len(lists) < 2 or lists[0][1] != "train":
        return {}, ()
    known = set(stems)
    parts: dict[str, Part] = {}
    notes = []
    for path, part in lists:
        listed = _read_list(path)
        if absent := [stem for stem in listed if stem not in known]:
            notes.append(f"{path.name} names {len(absent)} pairs that are not there, the first of them {absent[0]}.")
        if both := [stem for stem in listed if parts.get(stem, part) != part]:
            raise DatasetError(
                f"{path} and the {parts[both[0]]} list both name {both[0]}. A pair belongs on one side only."
            )
        parts.update((stem, part) for stem in listed if stem in known)
    return parts, tuple(notes)


def _read_list(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"Cannot read the published list {path}: {error}.") from error
    return [stem_of(line.strip()) for line in lines if line.strip()]


def _renamed(dataset: FoundDataset, name: str) -> FoundDataset:
    if name == dataset.name:
        return dataset
    own = f"{dataset.name}/"
    samples = tuple(
        replace(sample, dataset=name, group=sample.group and f"{name}/{sample.group.removeprefix(own)}")
        for sample in dataset.samples
    )
    return replace(dataset, folders=replace(dataset.folders, name=name), samples=samples)
