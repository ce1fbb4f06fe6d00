"""Recognises the folder layouts of datasets as downloaded: which folder contains the images, which the masks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from polyp_core.display_text import FilledText, filled
from polyp_core.errors import DatasetError
from polyp_core.printable_names import printable
from training.datasets.folder_walk import image_files, walk_folders
from training.datasets.layout_rules import FolderName, folder_name, plain_name
from training.datasets.mask_texts import format_or
from training.datasets.nnunet import NNUNET
from training.datasets.pairing import pair_files, pair_in_one_folder
from training.datasets.polyp_free import FOLDER_NAMES, PolypFreeFolder, image_folders
from training.datasets.sample import PolypFreeKind, Side
from training.datasets.split_folders import SplitFolder, matching_folders, side_of, split_folder_above

DESCRIPTION_FILE = "dataset.toml"
"""Describes a dataset of any layout; what lies below it is read as it says."""

SEQUENCE_TABLES = ("metadata_sequence_ids.csv", "metadata.csv")
"""Tables of CVC-ClinicDB that give the video sequence of each frame."""

_TAG_SIDES: Mapping[str, Side] = {"tr": "train", "ts": "test", "va": "validation"}
"""Sides by the ends of nnU-Net's folder names; other tags are names of split folders."""


@dataclass(frozen=True, slots=True)
class PairFolders:
    """A folder of images and the folder of their masks; the same folder if it contains both.

    `root` contains both, with lists and tables; `name` is the dataset's name in tables and split files. Polyp-free
    pictures have a kind and no folder of masks. `split` is the folder above or below them that gives their side of the
    dataset's split, or the patient. `joined`: all masks belong to the one picture in `images`.
    """

    name: str
    layout: str
    root: Path
    images: Path
    masks: Path | None
    polyp_free: PolypFreeKind | None = None
    split: SplitFolder | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A folder that can be read in several ways, each a pattern of images and one of masks in it."""

    folder: Path
    readings: tuple[tuple[str, str], ...]

    @property
    def text(self) -> FilledText:
        """The ways, and how to say which is right."""
        images, masks = self.readings[0]
        ways: list[str] = [filled("{images} with {masks}", images=each, masks=own) for each, own in self.readings]
        return filled(
            '{folder} can be read in several ways: {ways}. Say which in a {file}, such as images = ["{images}"] and '
            'masks = ["{masks}"].',
            folder=printable(self.folder),
            ways=reduce(format_or, ways),
            file=DESCRIPTION_FILE,
            images=images,
            masks=masks,
        )

    def __str__(self) -> str:
        return str(self.text)

    @property
    def folders(self) -> set[Path]:
        """The folders of its images and masks."""
        return {(self.folder / pattern).parent for reading in self.readings for pattern in reading}


@dataclass(frozen=True, slots=True)
class FoundFolders:
    """The recognised folders below a root, those that can be read in several ways, and those with a description."""

    pairs: tuple[PairFolders, ...]
    described: tuple[Path, ...]
    inside: tuple[Path, ...] = ()
    """Folders of images and masks that lie in a dataset of another layout, and are not datasets of their own."""
    ambiguous: tuple[Ambiguity, ...] = ()


def find_pair_folders(root: Path) -> FoundFolders:
    """Returns every recognised pair of folders and folder of polyp-free pictures in or below `root`, by path.

    Of CVC-ClinicDB's parallel PNG and TIFF trees, PNG is used if both exist. Raises DatasetError if `root` is no
    folder.
    """
    if not root.is_dir():
        reason = filled("It is a file, not a folder.") if root.exists() else filled("There is no such folder.")
        raise DatasetError("Cannot look for image and mask pairs in {root}. {reason}", root=root, reason=reason)
    found: list[PairFolders] = []
    ambiguous: list[Ambiguity] = []
    described: list[Path] = []
    for folder, subfolders in walk_folders(root):
        if (folder / DESCRIPTION_FILE).is_file():
            described.append(folder)
            subfolders.clear()
            continue
        own = list(_recognise(folder, {name.lower(): name for name in subfolders}))
        taken = {path for folders in own for path in (folders.images, folders.masks)}
        others, unclear = _recognise_by_words(folder, [name for name in subfolders if folder / name not in taken])
        own += others
        ambiguous += unclear
        if not any(folders.images == folder for folders in own):
            in_one, unclear_names = _recognise_one_folder(folder)
            own += in_one
            ambiguous += unclear_names
        found += own
        # Skip folders of images: they have thousands of files and contain no datasets.
        leaves = {path for folders in own for path in (folders.images, folders.masks)}
        leaves |= {path for each in unclear for path in each.folders}
        subfolders[:] = [n for n in subfolders if folder / n not in leaves and n.lower() not in FOLDER_NAMES]
    with_png = {folders.root for folders in found if folders.layout == "CVC-ClinicDB (PNG)"}
    found = [f for f in found if not (f.layout == "CVC-ClinicDB (TIFF)" and f.root in with_png)]
    roots = {folders.root for folders in found if folders.masks is not None and folders.layout != "one folder"}
    # Samples of a dataset in another format, for example, are not data of their own.
    inside = [f for f in found if f.layout == "one folder" and roots.intersection(f.root.parents)]
    found = [f for f in found if f not in inside]
    found = _with_patients_joined(found, root)
    sides = [side for folders in found for side in _sides_of(_with_split_above(folders, root))]
    return FoundFolders(tuple(sides), tuple(described), tuple(f.root for f in inside), tuple(ambiguous))


def _with_split_above(folders: PairFolders, search_root: Path) -> PairFolders:
    if folders.split is not None:
        return folders
    return replace(folders, split=split_folder_above(folders.root, search_root))


def _sides_of(folders: PairFolders) -> Iterator[PairFolders]:
    """Yields `folders`, and the folders of a split, patients or sequences that its images and masks both have."""
    yield folders
    if folders.masks is None or folders.joined:
        return
    above = folders.split
    for name, images, masks in matching_folders(folders.images, folders.masks):
        side = side_of(name)
        below = SplitFolder(
            name=f"{above.name}/{name}" if above else name,
            side=above.side if above and above.side else side,
            place=above.place if above else folders.root.resolve(),
            root=above.root if above else folders.root,
            sequence="" if side else "/".join(filter(None, (above.sequence if above else "", name))),
        )
        yield from _sides_of(replace(folders, images=images, masks=masks, split=below))


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
    named = whole or (replace(folders, name=split.place.name) if split.place == split.root.resolve() else folders)
    layout = folders.layout if folders.joined else named.layout
    return replace(folders, name=named.name or split.name, layout=layout, root=split.root)


def find_polyp_free_folders(folder: PolypFreeFolder) -> list[PairFolders]:
    """Returns the folders that may contain polyp-free pictures: `folder` and those below it. Raises DatasetError."""
    found = [
        PairFolders(name, f"polyp-free ({kind})", path, path, None, kind) for path, name, kind in image_folders(folder)
    ]
    return [_with_split_above(folders, folder.path) for folders in found]


def _recognise(folder: Path, names: Mapping[str, str]) -> Iterator[PairFolders]:
    """Yields datasets with the names of known downloads; `names` are the subfolders by lower-case name."""
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
        elif _has_joined_masks(folder, images, masks):
            place = _parent(folder)
            split = SplitFolder(called, None, place.resolve(), place)
            yield PairFolders(place.resolve().name, "one folder per picture", folder, images, masks, None, split, True)
        else:
            yield PairFolders(called, "images and masks", folder, images, masks)


def _has_joined_masks(folder: Path, images: Path, masks: Path) -> bool:
    """True for a folder of the Data Science Bowl: one picture, named as its folder, and masks of other names."""
    pictures = image_files(images)
    return (
        len(pictures) == 1
        and pictures[0].stem == folder.resolve().name
        and bool(of_masks := image_files(masks))
        and not pair_files({p.stem: p for p in pictures}, {p.stem: p for p in of_masks}).pairs
    )


def _recognise_by_words(folder: Path, subfolders: Sequence[str]) -> tuple[list[PairFolders], list[Ambiguity]]:
    """Returns pairs of `subfolders` by the words in their names (`layout_rules`), and what can be read in several ways.

    A folder of masks belongs to the folder of images with the same rest of the name; without one, to the other
    folder, or to the pictures next to it, whose names fit.
    """
    words = {name: folder_name(name) for name in subfolders}
    edges = [
        (images, folder / name)
        for name, found in words.items()
        if found and found.role == "masks"
        for images in _images_of(folder, name, found, words)
    ]
    clear = [
        (images, masks)
        for images, masks in edges
        if sum(images == other for other, _ in edges) == 1 and sum(masks == other for _, other in edges) == 1
    ]
    unclear = tuple((_pattern(folder, i), _pattern(folder, m)) for i, m in edges if (i, m) not in clear)
    called = folder.resolve().name
    layout = NNUNET if (folder / "dataset.json").is_file() else "folders by name"
    sides = {masks: _side_of_tag(words[masks.name]) for _, masks in clear}
    is_split = len({side for side in sides.values() if side}) > 1
    pairs = []
    for images, masks in clear:
        tag = (words[masks.name] or FolderName("masks", "")).tag
        side = sides[masks]
        split = SplitFolder(tag, side, folder.resolve(), folder) if is_split and side else None
        name = f"{called}-{tag.replace(' ', '-')}" if len(clear) > 1 and tag and not split else called
        pairs.append(PairFolders(name, layout, folder, images, masks, split=split))
    return pairs, [Ambiguity(folder, unclear)] if unclear else []


def _images_of(folder: Path, masks: str, found: FolderName, words: Mapping[str, FolderName | None]) -> list[Path]:
    """Returns the folders that may contain the images of the folder called `masks`, and have images that fit."""
    same_tag = [name for name, other in words.items() if other and other.role == "images" and other.tag == found.tag]
    named = [name for name, other in words.items() if other is None and plain_name(name) == found.tag]
    others = [name for name, other in words.items() if other is None]
    images = [name for name, other in words.items() if other and other.role == "images"]
    for candidates in (same_tag, named, others, images):
        fitting = [folder / name for name in candidates if _fit(folder / name, folder / masks)]
        if fitting:
            return fitting
    return [folder] if _fit(folder, folder / masks) else []


def _fit(images: Path, masks: Path) -> bool:
    """True if a picture in `images` or the matching folders below it has a mask."""
    pairing = pair_files({p.stem: p for p in image_files(images)}, {p.stem: p for p in image_files(masks)})
    return bool(pairing.pairs) or any(
        _fit(*below) for _, *below in matching_folders(images, masks) if below[0] != masks
    )


def _side_of_tag(found: FolderName | None) -> Side | None:
    return (_TAG_SIDES.get(found.tag) or side_of(found.tag)) if found else None


def _pattern(folder: Path, below: Path) -> str:
    return "*" if below == folder else f"{below.name}/*"


def _recognise_one_folder(folder: Path) -> tuple[list[PairFolders], list[Ambiguity]]:
    """Returns `folder` if it contains both images and their masks.

    Files of two formats with equal names may be images and masks, or copies.
    """
    files = image_files(folder)
    if pair_in_one_folder({path.stem: path for path in files}).pairs:
        return [PairFolders(folder.resolve().name, "one folder", folder, folder, folder)], []
    stems: dict[str, set[str]] = {}
    for path in files:
        stems.setdefault(path.suffix, set()).add(path.stem)
    if len(stems) != 2 or len(set(map(frozenset, stems.values()))) > 1:
        return [], []
    first, second = sorted(stems)
    return [], [Ambiguity(folder, ((f"*{first}", f"*{second}"), (f"*{second}", f"*{first}")))]


def _with_patients_joined(found: Sequence[PairFolders], search_root: Path) -> list[PairFolders]:
    """Returns `found` with neighbouring folders of images and masks as the patients of one dataset."""
    single = [f for f in found if f.layout == "one folder" and f.root != search_root and not side_of(f.name)]
    per_parent = Counter(_parent(folders.root) for folders in single)
    return [_as_patient(f) if f in single and per_parent[_parent(f.root)] > 1 else f for f in found]


def _as_patient(folders: PairFolders) -> PairFolders:
    parent, called = _parent(folders.root), folders.root.resolve().name
    split = SplitFolder(called, None, parent.resolve(), parent, called)
    return replace(folders, name=parent.resolve().name, split=split)


def _parent(folder: Path) -> Path:
    """Returns the parent of the resolved folder, which differs from the path's parent for links and trailing dots."""
    real = folder.resolve().parent
    return folder.parent if folder.parent.resolve() == real else real
