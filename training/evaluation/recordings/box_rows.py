"""Checks boxes that were read from a file, and builds tables of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from polyp_core.display_text import counted, mark
from polyp_core.errors import DatasetError
from polyp_core.label_formats.label_format import category_key
from training.evaluation.recordings.boxes import DETECTION, TRUTH_BOX
from training.evaluation.recordings.truth import RecordingTruth

_ONE_LESION = "the lesion"


class BoxRow(NamedTuple):
    """A box as a file has it: left, top, right and bottom in pixels, with the name of its lesion and of its class."""

    frame: int
    box: tuple[float, float, float, float]
    lesion: str = ""
    label: str = ""
    score: float = 1.0


class FileSays(NamedTuple):
    """What a truth file says of its recording; 0 or None for what it does not say."""

    frame_count: int
    width_px: int
    height_px: int
    rate_fps: float | None


def build_truth(
    name: str,
    says: FileSays,
    rows: Sequence[BoxRow],
    *,
    where: str,
    unknown: Collection[int] = (),
    classes: Collection[str] = (),
    one_lesion: bool = False,
    notes: Sequence[str] = (),
) -> RecordingTruth:
    """Returns the truth of a recording from the boxes of a file, which `where` names in messages.

    `unknown` are the frames of unknown state. Of boxes with class names, `classes` are lesions. With `one_lesion`,
    boxes without a lesion's name all show the same one. A frame with a box that has no area in the picture is of
    unknown state. Raises DatasetError if frames lie outside the recording, or if classes or rate are ambiguous.
    """
    if not says.rate_fps:
        raise DatasetError("{where} does not say how many frames a second the recording has. Give --fps.", where=where)
    rows = of_classes(rows, classes, where=where)
    check_frames([row.frame for row in rows], says.frame_count, where=where)
    found, is_inside = place_boxes(rows, says.width_px, says.height_px)
    is_known = np.ones(says.frame_count, bool)
    is_known[[frame for frame in unknown if 0 <= frame < says.frame_count]] = False
    is_known[found["frame"][~is_inside]] = False
    names = sorted({row.lesion for row in rows if row.lesion})
    unnamed = sum(not row.lesion for row in rows)
    if one_lesion and unnamed:
        names = sorted({*names, _ONE_LESION})
    number = {each: index for index, each in enumerate(names)}
    missing = number.get(_ONE_LESION, -1) if one_lesion else -1
    boxes = np.zeros(len(rows), TRUTH_BOX)
    boxes["frame"], boxes["box"] = found["frame"], found["box"]
    boxes["lesion"] = [number.get(row.lesion, missing) for row in rows]
    boxes = boxes[is_known[boxes["frame"]]]
    return RecordingTruth(
        name,
        says.width_px,
        says.height_px,
        says.rate_fps,
        is_known,
        boxes[np.argsort(boxes["frame"], kind="stable")],
        tuple(names),
        notes=(
            *notes,
            *outside_notes(found, is_inside, says.width_px, says.height_px, where=where),
            *_unnamed_notes(unnamed, one_lesion, where),
        ),
    )


def place_boxes(rows: Sequence[BoxRow], width_px: int, height_px: int) -> tuple[NDArray[np.void], NDArray[np.bool_]]:
    """Returns the boxes (dtype DETECTION) in the order of `rows`, and which have an area inside the picture."""
    found = np.zeros(len(rows), DETECTION)
    found["frame"] = [row.frame for row in rows]
    found["score"] = [row.score for row in rows]
    found["box"] = np.array([row.box for row in rows], np.float64).reshape(-1, 4)
    box = found["box"]
    inside = np.minimum(box[:, 2:], (width_px, height_px)) - np.maximum(box[:, :2], 0)
    return found, np.asarray((inside > 0).all(axis=1) & (box[:, 2:] > box[:, :2]).all(axis=1))


_BEYOND_ONE = mark(
    "{where} has boxes in {count} frame that the recording does not have, frame {first} of {frames}. Frames count "
    "from 0."
)
_BEYOND = mark(
    "{where} has boxes in {count} frames that the recording does not have, such as frame {first} of {frames}. Frames "
    "count from 0."
)


def check_frames(frames: Sequence[int], frame_count: int, *, where: str) -> None:
    """Raises DatasetError if one of `frames` is not among the first `frame_count`."""
    outside = [frame for frame in frames if not 0 <= frame < frame_count]
    if outside:
        raise DatasetError(
            _BEYOND_ONE if len(set(outside)) == 1 else _BEYOND,
            where=where,
            count=len(set(outside)),
            first=outside[0],
            frames=frame_count,
        )


def of_classes(rows: Sequence[BoxRow], classes: Collection[str], *, where: str) -> Sequence[BoxRow]:
    """Returns the rows of lesions. Raises DatasetError if there are several classes and none of them is chosen."""
    counts = Counter(row.label for row in rows if row.label)
    if classes:
        known, wanted = set(map(category_key, counts)), set(map(category_key, classes))
        absent = sorted(each for each in set(classes) if category_key(each) not in known)
        if counts and not known & wanted:
            raise DatasetError(
                "{where} has no box of the class {classes}. It has {counts}.",
                where=where,
                classes=", ".join(absent),
                counts=_format_counts(counts),
            )
        return [row for row in rows if not row.label or category_key(row.label) in wanted]
    if len(set(map(category_key, counts))) > 1:
        raise DatasetError(
            "{where} has boxes of several classes: {counts}. Name those that are lesions with --classes.",
            where=where,
            counts=_format_counts(counts),
        )
    return rows


def outside_notes(
    boxes: NDArray[np.void], is_inside: NDArray[np.bool_], width_px: int, height_px: int, *, where: str
) -> list[str]:
    """Returns sentences about boxes that reach beyond the picture, and about frames whose boxes have no area in it."""
    box = boxes["box"]
    beyond = is_inside & ((box[:, :2] < 0).any(axis=1) | (box[:, 2:] > (width_px, height_px)).any(axis=1))
    notes = []
    if beyond.any():
        frame = int(boxes["frame"][beyond][0])
        boxes_reach = counted(int(beyond.sum()), "box reaches", "boxes reach")
        notes.append(f"{where}: {boxes_reach} beyond the picture, the first in frame {frame:,}.")
    if not is_inside.all():
        frame = int(boxes["frame"][~is_inside][0])
        boxes_have = counted(int((~is_inside).sum()), "box has", "boxes have")
        notes.append(
            f"{where}: {boxes_have} no area inside the picture, the first in frame {frame:,}. Such boxes are left out, "
            "and in a truth their frames are too."
        )
    return notes


def _unnamed_notes(unnamed: int, one_lesion: bool, where: str) -> list[str]:
    if not unnamed or one_lesion:
        return []
    boxes = counted(unnamed, "box does not say which lesion it shows", "boxes do not say which lesion they show")
    count = "it counts" if unnamed == 1 else "they count"
    return [
        f"{where}: {boxes}, so {count} for frames and not for lesions. If each recording shows one lesion, give "
        "--one-lesion."
    ]


def _format_counts(counts: Counter[str]) -> str:
    return ", ".join(f"{label} ({count:,})" for label, count in counts.most_common())
