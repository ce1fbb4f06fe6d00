"""Finds datasets below folders and pairs their images with their masks by file name.

Only image files that share their name with another are opened.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from polyp_core.display_text import FilledText, filled, filled_n, joined
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.file_kinds import DICOM_SUFFIXES, IMAGE_SUFFIXES
from polyp_core.printable_names import composed, printable
from training.datasets.accounting import MOST_NAMED, FolderAccount, account_for, format_account, format_total
from training.datasets.dataset_names import unique_names
from training.datasets.description import described_datasets
from training.datasets.folder_walk import image_files
from training.datasets.found_dataset import FoundDataset
from training.datasets.groups import read_declarations
from training.datasets.label_datasets import find_label_datasets
from training.datasets.layouts import (
    DESCRIPTION_FILE,
    Ambiguity,
    FoundFolders,
    PairFolders,
    dataset_folders,
    find_pair_folders,
    find_polyp_free_folders,
)
from training.datasets.nnunet import NNUNET, polyp_label
from training.datasets.pairing import Pairing, pair_files, pair_in_one_folder
from training.datasets.polyp_free import PolypFreeFolder
from training.datasets.published import has_training_list, listed_sides
from training.datasets.recording_datasets import find_recording_datasets
from training.datasets.review_datasets import find_review_datasets
from training.datasets.same_names import ByName, by_name
from training.datasets.sample import Sample
from training.datasets.split_folders import subfolders


def find_samples(roots: Sequence[Path | str], polyp_free: Sequence[PolypFreeFolder] = ()) -> list[Sample]:
    """Returns all pairs below `roots` and all pictures of `polyp_free`, sorted by dataset and stem.

    They have the groups that the datasets' own tables declare. Raises DatasetError if a root is missing or contains no
    pair.
    """
    return [sample for dataset in find_datasets(roots, polyp_free) for sample in dataset.samples]


@dataclass(frozen=True, slots=True)
class Discovery:
    """The datasets below `roots`, and the folders that were recognised there."""

    roots: tuple[Path, ...]
    datasets: list[FoundDataset]
    recognised: tuple[FoundFolders, ...] = ()

    @property
    def ambiguous(self) -> list[Ambiguity]:
        return [each for found in self.recognised for each in found.ambiguous]

    def accounts(self, unusable: Mapping[Path, str] = MappingProxyType({})) -> list[FolderAccount]:
        """Returns what became of the pictures in each folder below the roots.

        `unusable` says by image why pairs cannot be used.
        """
        return account_for(self.roots, self.datasets, self.recognised, unusable)

    def passed_over(self) -> tuple[str, ...]:
        """Returns a note on the pictures that are left out; none if there are none."""
        accounts = self.accounts()
        notes = (format_total(accounts),) if any(account.files for account in accounts) else ()
        return (*notes, *(each.text for each in self.ambiguous))


def find_datasets(roots: Sequence[Path | str], polyp_free: Sequence[PolypFreeFolder] = ()) -> list[FoundDataset]:
    """As `discover`, the datasets alone."""
    return discover(roots, polyp_free).datasets


def discover(roots: Sequence[Path | str], polyp_free: Sequence[PolypFreeFolder] = ()) -> Discovery:
    """Returns the datasets below `roots` and in `polyp_free`, sorted by name, each once even if folders overlap.

    Their names are unique and independent of the order of `roots` and of how paths are written. Raises DatasetError if
    a root is missing or contains no pair, or a list or table cannot be read.
    """
    found: dict[Path, FoundDataset] = {}
    labelled: dict[Path, FoundDataset] = {}
    searched: list[FoundFolders] = []
    boxes: dict[Path, int] = {}
    of_labels: set[Path] = set()
    for folder in polyp_free:  # first: a declared kind takes precedence over one inferred from the folder's name
        declared = [dataset for each in find_polyp_free_folders(folder) if (dataset := _polyp_free(each)).samples]
        if not declared:
            raise DatasetError("No images were found in {path}, which was given as polyp-free.", path=folder.path)
        for dataset in declared:
            found.setdefault(dataset.folders.images.resolve(), dataset)
    for root in map(Path, roots):
        recognised = find_pair_folders(root)
        searched.append(recognised)
        below = [
            _polyp_free(folders) if folders.masks is None else _pair(folders, folders.masks)
            for folders in recognised.pairs
        ]
        used = {sample.image_path for dataset in below for sample in dataset.samples}
        labels = find_label_datasets(root, used, without=recognised.described)
        described = [dataset for folder in recognised.described for dataset in described_datasets(folder)]
        boxes.update(labels.boxes)
        others = [*labels.datasets, *described, *find_recording_datasets(root)]
        used |= {sample.image_path for dataset in others for sample in dataset.samples}
        others += find_review_datasets(root, used)
        of_labels |= {dataset.folders.masks or dataset.folders.images for dataset in labels.datasets}
        labelled.update({dataset.folders.masks or dataset.folders.images: dataset for dataset in others})
        below_and_labels = [*below, *others]
        if not any(dataset.samples for dataset in below_and_labels):
            notes = [note for dataset in below_and_labels for note in dataset.notes]
            raise DatasetError(joined([_format_nothing_found(root, below_and_labels, recognised), *notes]))
        for dataset in below:
            if dataset.folders.polyp_free and not dataset.samples:
                continue
            images = dataset.folders.images.resolve()
            known = found.setdefault(images, dataset)
            if known.folders.split is None:
                # Found again from a parent folder, which shows that the folder is a side of a split.
                found[images] = replace(known, folders=replace(known.folders, split=dataset.folders.split))
    former = _names({images: dataset for images, dataset in found.items() if not _is_new(dataset)})
    whole = _with_notes_of_empty(_joined(found) | labelled, of_labels)
    datasets = {place: _with_lists_and_tables(each) for place, each in whole.items()}
    names = _names(datasets)
    assert len(set(names.values())) == len(names), f"Two datasets have one name: {names}."
    named = [_with_boxes(_renamed(dataset, names[images], former), boxes) for images, dataset in datasets.items()]
    return Discovery(
        (*map(Path, roots), *(folder.path for folder in polyp_free)),
        sorted(named, key=lambda dataset: dataset.name),
        tuple(searched),
    )


def _format_nothing_found(root: Path, below: Sequence[FoundDataset], recognised: FoundFolders) -> FilledText:
    """Returns why no pairs were found in `root`: the folders that can be read in several ways, or what was seen."""
    accounts = account_for([root], below, [recognised])
    seen = [format_account(account) for account in accounts[:MOST_NAMED]]
    if len(accounts) > MOST_NAMED:
        seen.append(filled_n("and {n} more folder", "and {n} more folders", len(accounts) - MOST_NAMED))
    saw = filled("Seen: {folders}.", folders=joined(seen, "; ")) if seen else filled("It has no pictures.")
    nothing = filled("No image and mask pairs were found in {root}. {saw}", root=printable(root), saw=saw)
    return joined([nothing, *(each.text for each in recognised.ambiguous)])


def _names(found: Mapping[Path, FoundDataset]) -> dict[Path, str]:
    """Returns a unique name for each of `found`, by its folder of images, whatever their order."""
    places = sorted(found, key=lambda images: (found[images].name, images))
    own = [(printable(found[images].name), Path(printable(images))) for images in places]
    return dict(zip(places, unique_names(own), strict=True))


def _is_new(dataset: FoundDataset) -> bool:
    """True for folder layouts that earlier versions, which did not recognise splits by folder, did not search."""
    split = dataset.folders.split
    return split is not None and split.root == dataset.folders.root


def _pair(folders: PairFolders, mask_folder: Path) -> FoundDataset:
    """Returns the pairs of two folders, or of one folder that contains images and masks."""
    own, no_images = _files_by_stem(folders.images)
    others, no_masks = (ByName({}, [], []), ()) if mask_folder == folders.images else _files_by_stem(mask_folder)
    images, masks = own.files, others.files
    if folders.joined:
        ((stem, image),) = images.items()
        pairing = Pairing(((stem, image, mask_folder),), joined=int(len(masks) > 1))
    elif mask_folder == folders.images:
        pairing = pair_in_one_folder(images)
    else:
        masks |= _mask_folders(mask_folder, images.keys() - masks.keys())
        pairing = pair_files(images, masks)
    return FoundDataset(
        folders=folders,
        mask_answer=polyp_label(folders.root) if folders.layout == NNUNET else "",
        samples=tuple(
            Sample(image_path=image, mask_path=mask, stem=stem, dataset=folders.name)
            for stem, image, mask in pairing.pairs
        ),
        images_without_mask=pairing.images_without_mask,
        masks_without_image=pairing.masks_without_image,
        same_stem=(*own.copies, *others.copies),
        left_out=(*own.left_out, *others.left_out, *pairing.left_out),
        notes=(*no_images, *no_masks),
        joined=pairing.joined,
    )


def _mask_folders(mask_folder: Path, stems: Collection[str]) -> dict[str, Path]:
    """Returns the folders in `mask_folder` that contain all masks of the picture with their name in `stems`."""
    named = {composed(name): mask_folder / name for name in subfolders(mask_folder)} if stems else {}
    folders = ((stem, named.get(composed(stem))) for stem in stems)
    return {stem: folder for stem, folder in folders if folder is not None and image_files(folder)}


def _polyp_free(folders: PairFolders) -> FoundDataset:
    """Returns the pictures of a folder without masks."""
    own, notes = _files_by_stem(folders.images)
    samples = tuple(
        Sample(
            image_path=own.files[stem],
            mask_path=None,
            stem=stem,
            dataset=folders.name,
            polyp_free=folders.polyp_free,
        )
        for stem in sorted(own.files)
    )
    return FoundDataset(folders, samples, same_stem=tuple(own.copies), left_out=tuple(own.left_out), notes=notes)


def _joined(found: Mapping[Path, FoundDataset]) -> dict[Path, FoundDataset]:
    """Joins the sides of each dataset in `found`; the result is by one of the dataset's image folders."""
    by_place: dict[tuple[Path, bool], dict[Path, FoundDataset]] = {}
    for images, dataset in found.items():
        split = dataset.folders.split
        place = split.place if split else dataset.folders.root.resolve()
        by_place.setdefault((place, dataset.folders.polyp_free is None), {})[images] = dataset
    datasets: dict[Path, FoundDataset] = {}
    for (place, with_masks), own in by_place.items():
        sides = [dataset for _, dataset in sorted(own.items()) if dataset.folders.split or dataset.samples]
        if any(dataset.folders.split for dataset in sides):
            datasets[place / "images" if with_masks else place] = _one_dataset(sides)
        else:
            datasets.update(own)
    return datasets


def _one_dataset(sides: Sequence[FoundDataset]) -> FoundDataset:
    """Returns the dataset with these sides: its stems begin with the split folder's name, such as `train/0001`."""
    first = dataset_folders(next(side.folders for side in sides if side.folders.split))
    samples: dict[str, Sample] = {}
    again: list[Path] = []
    for side in sides:
        split = side.folders.split
        for sample in side.samples:
            stem = f"{split.name}/{sample.stem}" if split else sample.stem
            group = f"{first.name}/{split.sequence}" if split and split.sequence else None
            own = replace(sample, stem=stem, published=split.side if split else None, group=group)
            if samples.setdefault(stem, own) is not own:
                again.append(sample.image_path)
    return FoundDataset(
        folders=first,
        mask_answer=sides[0].mask_answer,
        samples=tuple(samples[stem] for stem in sorted(samples)),
        sides=tuple(side.folders for side in sides),
        images_without_mask=tuple(path for side in sides for path in side.images_without_mask),
        masks_without_image=tuple(path for side in sides for path in side.masks_without_image),
        same_stem=tuple(path for side in sides for path in side.same_stem) + tuple(again),
        left_out=tuple(each for side in sides for each in side.left_out),
        joined=sum(side.joined for side in sides),
        notes=tuple(note for side in sides for note in side.notes),
    )


def _with_notes_of_empty(found: Mapping[Path, FoundDataset], of_labels: Collection[Path]) -> dict[Path, FoundDataset]:
    """Returns `found` without those `of_labels` that have no pair, but only notes, next to others in their folder.

    The notes go to the first of these, whose name would differ otherwise.
    """
    datasets = dict(found)
    for place, empty in ((place, found[place]) for place in sorted(of_labels)):
        root = empty.folders.root.resolve()
        others = (
            (other, each)
            for other, each in datasets.items()
            if each.samples and not each.folders.polyp_free and each.folders.root.resolve() == root
        )
        if not empty.samples and empty.notes and (first := next(others, None)):
            del datasets[place]
            other, each = first
            left_out, notes = (*each.left_out, *empty.left_out), (*each.notes, *empty.notes)
            datasets[other] = replace(each, left_out=left_out, notes=notes)
    return datasets


def _with_lists_and_tables(dataset: FoundDataset) -> FoundDataset:
    """Returns `dataset` with the data of its published lists and tables, those of its split folders first."""
    root = dataset.folders.root
    samples, notes = {sample.stem: sample for sample in dataset.samples}, list(dataset.notes)
    for side in dataset.sides:
        if side.split and side.root != root:
            inside = [sample for stem, sample in samples.items() if stem.startswith(f"{side.split.name}/")]
            described, table_notes = _with_table_data(inside, side.root, f"{dataset.name}/{side.split.name}")
            samples |= {sample.stem: sample for sample in described}
            notes += [filled("In {folder}: {note}", folder=side.split.name, note=note) for note in table_notes]
    described, table_notes = _with_table_data(samples.values(), root, dataset.name)
    loose = [sample for sample in described if sample.published is None]
    if 0 < len(loose) < len(described) and not _names_training_pairs(dataset):
        # Only a test or validation side is published, so all the rest is for training.
        described = [replace(sample, published=sample.published or "train") for sample in described]
        note_of_loose = filled_n(
            "The {n} pair that no list or folder puts on another side is a training pair.",
            "The {n} pairs that no list or folder puts on another side are training pairs.",
            len(loose),
        )
        table_notes += (note_of_loose,)
    if dataset.joined:
        notes.append(
            filled_n(
                "{n} picture has several masks, which are joined.",
                "{n} pictures have several masks, which are joined.",
                dataset.joined,
            )
        )
    return replace(dataset, samples=tuple(described), notes=(*notes, *table_notes))


def _with_table_data(samples: Iterable[Sample], root: Path, namespace: str) -> tuple[list[Sample], tuple[str, ...]]:
    """Returns `samples` with the data of the lists and tables in `root`, and notes on what does not fit."""
    samples = list(samples)
    published, list_notes = listed_sides(root, {sample.stem: sample.published for sample in samples})
    declared = read_declarations(root, namespace, [sample.stem for sample in samples])
    described = [
        replace(
            sample,
            group=declared.groups.get(sample.stem, sample.group),
            provenance=declared.provenance.get(sample.stem, sample.provenance),
            published=published.get(sample.stem, sample.published),
        )
        for sample in samples
    ]
    return described, list_notes + declared.notes


def _names_training_pairs(dataset: FoundDataset) -> bool:
    """True if a list, a folder or a description says which pairs are for training, even if none of them exists."""
    by_folder = any(folders.split and folders.split.side == "train" for folders in dataset.sides)
    by_description = any(sample.published == "train" for sample in dataset.samples)
    return (
        by_folder
        or by_description
        or any(has_training_list(folders.root) for folders in (dataset.folders, *dataset.sides))
    )


def _files_by_stem(folder: Path) -> tuple[ByName, tuple[str, ...]]:
    """Returns the image files of `folder` by stem, without hidden ones, and a note on DICOM files."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError as error:
        raise DatasetError("Cannot list {folder}: {reason}.", folder=folder, reason=format_os_error(error)) from error
    paths = [folder / name for name in names]
    files = by_name((printable(path.stem), path) for path in paths if path.suffix.lower() in IMAGE_SUFFIXES)
    dicom = sum(path.suffix.lower() in DICOM_SUFFIXES for path in paths)
    one = filled(
        "1 DICOM file is left out in {folder}: DICOM is no image of a dataset. Export pictures (PNG) of them.",
        folder=printable(folder),
    )
    several = filled(
        "{n} DICOM files are left out in {folder}: DICOM is no image of a dataset. Export pictures (PNG) of them.",
        n=dicom,
        folder=printable(folder),
    )
    return files, (one if dicom == 1 else several,) if dicom else ()


def _with_boxes(dataset: FoundDataset, boxes: Mapping[Path, int]) -> FoundDataset:
    """Returns `dataset` with the numbers of boxes that label files list for its pictures."""
    if not any(sample.image_path in boxes for sample in dataset.samples):
        return dataset
    samples = tuple(replace(sample, boxes=boxes.get(sample.image_path)) for sample in dataset.samples)
    return replace(dataset, samples=samples)


def _renamed(dataset: FoundDataset, name: str, former: Mapping[Path, str]) -> FoundDataset:
    """Returns `dataset` called `name`; its pairs get former ids for the image folders in `former`."""
    own, present_name = dataset.name, name
    if dataset.folders.polyp_free and dataset.folders.layout == DESCRIPTION_FILE:
        # Its groups are also those of the pairs that the same description names.
        own, present_name = (each.replace("polyp_free-", "", 1) for each in (own, name))
    samples = []
    for sample in dataset.samples:
        group = sample.group and f"{present_name}/{sample.group.removeprefix(f'{own}/')}"
        present = replace(sample, dataset=name, group=group)
        folder = former.get(sample.image_path.parent.resolve())
        before = f"{folder}/{printable(sample.image_path.stem)}" if folder is not None else None
        samples.append(replace(present, former_id=before if before != present.id else None))
    return replace(dataset, folders=replace(dataset.folders, name=name), samples=tuple(samples))
