"""Folders of polyp-free pictures, which have no mask files: their masks are empty."""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict

from polyp_core.errors import DatasetError
from training.datasets.folder_walk import walk_folders
from training.datasets.sample import PolypFreeKind, Sample

FOLDER_NAMES = frozenset({"polyp_free", "polyp-free", "polypfree"})
"""Folders with these names, in any case, are polyp-free without being declared."""

KINDS: tuple[PolypFreeKind, ...] = get_args(PolypFreeKind)


class PolypFreeFolder(BaseModel):
    """A folder whose pictures, including those of subfolders, show no polyp.

    If `kind` is None, each folder's name decides: `upper...` is the upper GI tract, `patch...` are patches of mucosa,
    everything else full colon frames.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path
    kind: PolypFreeKind | None = None

    @classmethod
    def parse(cls, text: str) -> "PolypFreeFolder":
        """Parses `FOLDER` or `FOLDER=KIND` of the command line. Raises DatasetError for an unknown kind."""
        folder, separator, kind = text.rpartition("=")
        if not separator or Path(text).is_dir():
            return cls(path=Path(text))
        if kind not in KINDS:
            raise DatasetError(
                "There is no kind {kind} of polyp-free pictures. The kinds are {kinds}.",
                kind=kind,
                kinds=", ".join(KINDS),
            )
        return cls(path=Path(folder), kind=kind)


def kind_of(folder_name: str) -> PolypFreeKind:
    """Returns the kind for a folder's name."""
    name = folder_name.lower().replace("-", "_")
    if "upper" in name:
        return "upper_gi"
    return "patch" if "patch" in name else "frame"


def image_folders(folder: PolypFreeFolder) -> Iterator[tuple[Path, str, PolypFreeKind]]:
    """Yields path, dataset name and kind of `folder` and each folder below it.

    Raises DatasetError if the folder does not exist.
    """
    root = folder.path
    if not root.is_dir():
        raise DatasetError("There is no folder {root} of polyp-free pictures.", root=root)
    named = [] if real_name(root).lower() in FOLDER_NAMES else [real_name(root)]
    for path, _ in walk_folders(root):
        below = path.relative_to(root).parts
        yield path, "-".join(["polyp_free", *named, *below]), folder.kind or kind_of("/".join([*named, *below]))


def refuse_unused_folders(given: Sequence[PolypFreeFolder], samples: Sequence[Sample], named: Collection[str]) -> None:
    """Raises DatasetError if a split, with the ids `named`, names no picture of one of the folders `given`.

    `samples` are all readable samples that were found. The pictures of that folder would not be used at all.
    """
    for folder in given:
        folders = {os.path.realpath(path) for path, _, _ in image_folders(folder)}
        own = [sample.id for sample in samples if os.path.realpath(sample.image_path.parent) in folders]
        if own and not any(id in named for id in own):
            raise DatasetError(
                "The split names none of the {count} pictures without a polyp in {path}, so they would have no "
                "part. Leave out the split file, so that they are divided too; or leave out that folder.",
                count=str(len(own)),
                path=folder.path,
            )


def real_name(folder: Path) -> str:
    """Returns the folder's own name, however its path is written."""
    return folder.resolve().name
