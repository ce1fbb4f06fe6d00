"""Finds recordings with a mask for each of some frames: `clip.mp4` with `clip_masks/000123.png`."""

import re
from collections.abc import Iterator
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.frames.file_kinds import VIDEO_SUFFIXES
from polyp_core.frames.recording_frames import frame_path
from polyp_core.printable_names import composed, printable
from training.datasets.folder_walk import image_files, walk_files
from training.datasets.found_dataset import FoundDataset
from training.datasets.layout_rules import folder_name, plain_name
from training.datasets.layouts import PairFolders
from training.datasets.pairing import LeftOut
from training.datasets.sample import Sample
from training.datasets.split_folders import subfolders

LAYOUT = "recording with masks"


def find_recording_datasets(root: Path) -> list[FoundDataset]:
    """Returns the recordings below `root` with a folder of masks, named by the numbers of their frames from 0."""
    return [
        _dataset(recording, folder)
        for recording in recordings(root)
        if len(folders := list(_mask_folders(recording))) == 1
        for folder in folders
    ]


def recordings(root: Path) -> Iterator[Path]:
    """Yields the videos below `root`, by suffix."""
    for folder, names in walk_files(root):
        yield from (
            folder / name for name in names if Path(name).suffix.lower() in VIDEO_SUFFIXES and not name.startswith(".")
        )


def _mask_folders(recording: Path) -> Iterator[Path]:
    """Yields the folders of masks next to a recording that have its name and a word for masks."""
    for name in subfolders(recording.parent):
        found = folder_name(name)
        if found is None or found.role != "masks":
            continue
        folder = recording.parent / name
        if found.tag == plain_name(recording.stem) and image_files(folder):
            yield folder
        elif not found.tag:
            own = (folder / each for each in subfolders(folder) if composed(each) == composed(recording.stem))
            yield from filter(image_files, own)


def _dataset(recording: Path, folder: Path) -> FoundDataset:
    name = printable(recording.stem)
    samples: dict[int, Sample] = {}
    left_out = []
    for mask in image_files(folder):
        number = re.search(r"(\d+)$", mask.stem)
        if number is None:
            left_out.append(LeftOut(mask, filled("no number of a frame"), recording.name))
        elif int(number[1]) in samples:
            left_out.append(LeftOut(mask, filled("another mask has the same frame"), recording.name))
        else:
            index = int(number[1])
            samples[index] = Sample(frame_path(recording, index), mask, f"{index:06d}", name, group=f"{name}/{name}")
    return FoundDataset(
        folders=PairFolders(name, LAYOUT, recording.parent, recording, folder),
        samples=tuple(samples[index] for index in sorted(samples)),
        left_out=tuple(left_out),
    )
