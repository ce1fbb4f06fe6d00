"""Accounts for every picture below the folders that were searched: in a pair, polyp-free, or left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from types import MappingProxyType

from polyp_core.display_text import filled, filled_n, mark
from polyp_core.frames.file_kinds import DICOM_SUFFIXES, IMAGE_SUFFIXES
from polyp_core.label_formats.mask_paths import files_of
from polyp_core.printable_names import printable
from training.datasets.folder_walk import walk_files
from training.datasets.found_dataset import FoundDataset
from training.datasets.layouts import DESCRIPTION_FILE, FoundFolders

MOST_NAMED = 4
"""Number of folders that a message names."""

_MEDICAL_SUFFIXES = (*DICOM_SUFFIXES, ".nii", ".nii.gz", ".mha", ".nrrd")
_NO_MASK, _NO_IMAGE, _SAME_STEM = (
    mark("no mask of its name"),
    mark("no image of its name"),
    mark("named as another file"),
)
_NO_RULE = mark("no masks were found for its folder")
_SEVERAL_WAYS = mark("its folder can be read in several ways")
_NOT_DESCRIBED = filled("no pattern of its {file}", file=DESCRIPTION_FILE)
_INSIDE = mark("samples inside another dataset")
_UNREAD = mark("a format that is not read")
_REASONS = (_NO_MASK, _NO_IMAGE, _SAME_STEM, _NO_RULE, _SEVERAL_WAYS, _INSIDE, _UNREAD)


@dataclass(frozen=True, slots=True)
class FolderAccount:
    """Counts of the pictures in one folder: images in pairs, masks of pairs, polyp-free ones, and those left out.

    `files` are those left out, by the reason.
    """

    folder: Path
    in_pairs: int
    masks: int
    polyp_free: int
    files: Mapping[str, tuple[Path, ...]]

    @property
    def left_out(self) -> dict[str, int]:
        return {reason: len(files) for reason, files in self.files.items()}

    def as_json(self) -> dict[str, object]:
        """Returns the counts, and the names of the files that are left out by the reason."""
        return {
            "folder": printable(self.folder),
            "in_pairs": self.in_pairs,
            "masks": self.masks,
            "polyp_free": self.polyp_free,
            "left_out": {reason: [printable(path.name) for path in files] for reason, files in self.files.items()},
        }


def account_for(
    roots: Iterable[Path],
    datasets: Sequence[FoundDataset],
    recognised: Sequence[FoundFolders],
    unusable: Mapping[Path, str] = MappingProxyType({}),
) -> list[FolderAccount]:
    """Returns the account of each folder below `roots` that contains pictures, by path.

    `datasets` and `recognised` are what was found below `roots`. `unusable` says by image why pairs cannot be used.
    """
    uses = dict(_uses(datasets, unusable))
    unclear: dict[Path, str] = {folder.resolve(): _NOT_DESCRIBED for found in recognised for folder in found.described}
    unclear |= {folder.resolve(): _INSIDE for found in recognised for folder in found.inside}
    for each in (ambiguity for found in recognised for ambiguity in found.ambiguous):
        unclear |= {path.resolve(): _SEVERAL_WAYS for path in each.folders}
    accounts: dict[Path, FolderAccount] = {}
    for root in roots:
        for folder, names in walk_files(root):
            pictures = [name for name in names if _is_picture(name)]
            if pictures:
                real = folder.resolve()
                accounts.setdefault(real, _account(folder, real, pictures, uses, unclear))
    return sorted(accounts.values(), key=lambda account: account.folder)


def format_account(account: FolderAccount) -> str:
    """Returns such as "frames: 12 in pairs, 3 left out (no mask of its name)", with the folder's path."""
    parts = [
        filled(text, n=str(count))
        for count, text in (
            (account.in_pairs, mark("{n} in pairs")),
            (account.masks, mark("{n} mask of a pair") if account.masks == 1 else mark("{n} masks of pairs")),
            (account.polyp_free, mark("{n} polyp-free")),
        )
        if count
    ]
    parts += [
        filled("{n} left out ({reason})", n=str(count), reason=_as_filled(reason))
        for reason, count in account.left_out.items()
    ]
    return filled("{folder}: {parts}", folder=str(account.folder), parts=_listed(parts) if parts else "")


def format_total(accounts: Iterable[FolderAccount]) -> str:
    """Returns the sum of `accounts` as one sentence."""
    accounts = list(accounts)
    pairs, masks, free = (sum(getattr(a, name) for a in accounts) for name in ("in_pairs", "masks", "polyp_free"))
    reasons = Counter[str]()
    for account in accounts:
        reasons.update(account.left_out)
    why = [filled("{n} {reason}", n=str(count), reason=_as_filled(reason)) for reason, count in reasons.items()]
    counts = {"pairs": pairs, "free": free, "left_out": reasons.total()}
    return filled_n(
        "{pictures} in {n} folder: {pairs} in pairs, {masks}, {free} polyp-free, {left_out} left out{reasons}.",
        "{pictures} in {n} folders: {pairs} in pairs, {masks}, {free} polyp-free, {left_out} left out{reasons}.",
        len(accounts),
        pictures=filled_n("{n} picture", "{n} pictures", pairs + masks + free + reasons.total()),
        masks=filled_n("{n} mask", "{n} masks", masks),
        reasons=filled(" ({reasons})", reasons=_listed(why)) if why else "",
        **{name: str(count) for name, count in counts.items()},
    )


def _as_filled(reason: str) -> str:
    """Returns the reason so that the window translates it; reasons with names of files are sentences of errors."""
    return filled(reason) if reason in _REASONS else reason


def _listed(parts: Sequence[str]) -> str:
    return reduce(lambda first, second: filled("{first}, {second}", first=first, second=second), parts)


def _account(
    folder: Path, real: Path, pictures: Sequence[str], uses: Mapping[Path, str], unclear: Mapping[Path, str]
) -> FolderAccount:
    counts = Counter[str]()
    files: dict[str, list[Path]] = {}
    ambiguous = next((unclear[path] for path in (real, *real.parents) if path in unclear), None)
    for name in pictures:
        use = uses.get(real / name)
        if use in ("pair", "mask", "polyp-free"):
            counts[use] += 1
            continue
        if Path(name).suffix.lower() not in IMAGE_SUFFIXES:
            use = _UNREAD
        files.setdefault(use or ambiguous or _NO_RULE, []).append(folder / name)
    return FolderAccount(
        folder, counts["pair"], counts["mask"], counts["polyp-free"], {why: tuple(own) for why, own in files.items()}
    )


def _uses(datasets: Sequence[FoundDataset], unusable: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    """Yields the use of each file of `datasets`, or why it is left out, by its path with links of folders resolved."""
    resolved: dict[Path, Path] = {}

    def real(path: Path) -> Path:
        folder = path.parent
        if folder not in resolved:
            resolved[folder] = folder.resolve()
        return resolved[folder] / path.name

    for dataset in datasets:
        for reason, paths in (
            (_NO_MASK, dataset.images_without_mask),
            (_NO_IMAGE, dataset.masks_without_image),
            (_SAME_STEM, dataset.same_stem),
        ):
            yield from ((real(path), reason) for path in paths)
        yield from ((real(each.path), each.reason) for each in dataset.left_out)
    for dataset in datasets:  # a file of a pair is used, whatever another dataset says
        for sample in dataset.samples:
            problem = unusable.get(sample.image_path)
            yield real(sample.image_path), problem or ("polyp-free" if sample.polyp_free else "pair")
            for mask in files_of(sample.mask_path) if sample.mask_path else ():
                yield real(mask), problem or "mask"


def _is_picture(name: str) -> bool:
    return not name.startswith(".") and (
        Path(name).suffix.lower() in IMAGE_SUFFIXES or name.lower().endswith(_MEDICAL_SUFFIXES)
    )
