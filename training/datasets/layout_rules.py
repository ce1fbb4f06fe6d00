"""The names of image folders, mask folders and mask files: a new layout is usually one word in these tables."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from polyp_core.printable_names import composed

IMAGE_FOLDERS = (
    *("images", "image", "imgs", "img", "frames", "frame", "original", "originals", "pictures", "jpegimages"),
    *("bbdd",),  # CVC-EndoSceneStill: CVC-300 and CVC-612
)
MASK_FOLDERS = (
    *("masks", "mask", "labels", "label", "gt", "gts", "ground truth", "groundtruth", "annotations", "annotation"),
    *("segmentations", "segmentation", "segmentationclass", "segmentation masks", "manual", "manual masks"),
    *("gtpolyp",),  # CVC-EndoSceneStill
)
"""Names of folders in lower case, with a space for `_`, `-` and none; a common word before or after is allowed."""

MASK_ENDINGS = (
    "mask",
    "masks",
    "seg",
    "segmentation",
    "gt",
    "groundtruth",
    "label",
    "labels",
    "annotation",
    "manual",
    "p",
    "corrected",  # PICCOLO
)
MASK_STARTS = ("mask", "seg", "gt", "groundtruth", "label", "p")
IMAGE_ENDINGS = ("image", "img", "original", "orig", "frame", "rgb", "0000", "training", "test")
IMAGE_STARTS = ("image", "img", "frame")
"""Words at the ends of file names: `0001_mask.png` and `p1.tif` are masks of `0001.png` and `1.tif`."""

FolderRole = Literal["images", "masks"]


@dataclass(frozen=True, slots=True)
class FolderName:
    """What the name of a folder says: what it contains, and the rest of the name, such as `c1` in `images_C1`."""

    role: FolderRole
    tag: str


@dataclass(frozen=True, slots=True, order=True)
class NameKey:
    """A name that a file may share with its counterpart, after `cost` words were removed from its own.

    `numbered`: a number was removed from a mask's name, so that several masks may belong to one picture.
    """

    cost: int
    text: str
    numbered: bool = False
    marked: bool = False
    """Whether a word that marks a mask was removed."""


def folder_name(name: str) -> FolderName | None:
    """Returns what a folder called `name` contains; None if its name does not tell."""
    plain = plain_name(name)
    for role, pattern in _FOLDER_PATTERNS.items():
        if match := pattern.fullmatch(plain):
            before, after = (match["before"] or "").strip(), (match["after"] or "").strip()
            return FolderName(role, f"{before} {after}".strip())
    return None


def plain_name(name: str) -> str:
    """Returns a folder's name in lower case with single spaces for separators."""
    return re.sub(r"[\s_.-]+", " ", composed(name).casefold()).strip()


def mask_keys(stem: str) -> list[NameKey]:
    """Returns the names that the picture of a mask with this `stem` may have, likeliest first."""
    return _keys(stem, _MASK_START, _MASK_END, numbers=True)


def image_keys(stem: str) -> list[NameKey]:
    """Returns the names by which a picture with this `stem` may be known to its mask, likeliest first."""
    return _keys(stem, _IMAGE_START, _IMAGE_END, numbers=False)


def _keys(stem: str, start: re.Pattern[str], end: re.Pattern[str], *, numbers: bool) -> list[NameKey]:
    folder, slash, name = composed(stem).casefold().rpartition("/")
    found = {NameKey(0, name)}
    if numbers and (number := _NUMBER.fullmatch(name)):
        found.add(NameKey(1, number["rest"], numbered=True))
    for key in list(found):
        for pattern in (end, start):
            if match := pattern.fullmatch(key.text):
                found.add(NameKey(key.cost + 1, match["rest"], key.numbered, marked=True))
    for key in list(found):
        if key.marked and numbers and not key.numbered and (number := _NUMBER.fullmatch(key.text)):
            found.add(NameKey(key.cost + 1, number["rest"], numbered=True, marked=True))
    return sorted(replace(key, text=f"{folder}{slash}{key.text}") for key in found)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", "[ ]?") for word in sorted(words, key=len, reverse=True))


def _folder_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # A common ending may follow without a separator, as in `imagesTr`; any other word is separated.
    return re.compile(rf"(?P<before>.+ )?(?:{_either(words)})(?P<after>tr|ts|val?|\d+| .+)?")


_FOLDER_PATTERNS: dict[FolderRole, re.Pattern[str]] = {
    "masks": _folder_pattern(MASK_FOLDERS),
    "images": _folder_pattern(IMAGE_FOLDERS),
}
_NUMBER = re.compile(r"(?P<rest>.+?)[-_. ]\(?\d{1,4}\)?")
_MASK_END = re.compile(rf"(?P<rest>.+?)[-_. ](?:{_either(MASK_ENDINGS)})\d{{0,3}}")
_MASK_START = re.compile(rf"(?:{_either(MASK_STARTS)})(?:[-_. ]|(?=\d))(?P<rest>.+)")
_IMAGE_END = re.compile(rf"(?P<rest>.+?)[-_. ](?:{_either(IMAGE_ENDINGS)})")
_IMAGE_START = re.compile(rf"(?:{_either(IMAGE_STARTS)})(?:[-_. ]|(?=\d))(?P<rest>.+)")
