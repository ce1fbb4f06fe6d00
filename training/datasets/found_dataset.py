"""A dataset as it was found on disk."""

from dataclasses import dataclass
from pathlib import Path

from training.datasets.layouts import PairFolders
from training.datasets.pairing import LeftOut
from training.datasets.sample import Sample


@dataclass(frozen=True, slots=True)
class FoundDataset:
    """A dataset on disk: its pairs, and the files that belong to no pair.

    `sides` are the folders of a dataset that is split by folder, such as train and test; else empty. `same_stem` are
    files left out because another file of the folder has the same stem, `left_out` others with the reason. `joined`
    pairs have several mask files. `mask_answer` says what is polyp in the masks, in the words of `MaskAnswer`; "" if
    the masks decide. `notes` are sentences about lists and tables that do not fit the files.
    """

    folders: PairFolders
    samples: tuple[Sample, ...]
    sides: tuple[PairFolders, ...] = ()
    images_without_mask: tuple[Path, ...] = ()
    masks_without_image: tuple[Path, ...] = ()
    same_stem: tuple[Path, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    joined: int = 0
    mask_answer: str = ""
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.folders.name
