"""Recognises folders of frames that are recordings in trees of REAL-Colon, SUN and SUN-SEG, and their rates."""

import csv
from io import StringIO
from pathlib import Path

from polyp_core.files.regular_files import read_regular_text

_SUN_FPS = 30.0


def published_rate(folder: Path) -> float | None:
    """Returns the frames a second of `folder` if it is a recording of one of these trees; None for other folders.

    REAL-Colon: `001-001_frames` next to `001-001_annotations` and `video_info.csv`. SUN: `case1` next to
    `annotation_txt/case1.txt`. SUN-SEG: `Frame/case1_1` next to `GT/case1_1`.
    """
    tree, name = folder.parent, folder.name
    if (tree / "annotation_txt" / f"{name}.txt").is_file():
        return _SUN_FPS
    if tree.name == "Frame" and (tree.parent / "GT" / name).is_dir():
        return _SUN_FPS
    recording = name.removesuffix("_frames")
    if recording == name or not (tree / f"{recording}_annotations").is_dir():
        return None
    try:
        rows = csv.DictReader(StringIO(read_regular_text(tree / "video_info.csv", "utf-8-sig")))
        rates = [float(row["fps"]) for row in rows if row["unique_video_name"].strip() == recording]
    except (OSError, KeyError, ValueError, AttributeError, TypeError):
        return None  # the folder is opened as any other
    return rates[0] if rates and rates[0] > 0 else None
