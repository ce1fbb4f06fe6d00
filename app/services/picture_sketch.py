"""Recognises a folder or list of pictures after some were added or removed, by a MinHash sketch (bottom-k)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_SKETCH_SIZE = 1024
_LEAST_SHARE = 0.5  # of the smaller set: black frames of equal names may be in many
_SYSTEM_FILES = (".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory")


def is_system_file(name: str) -> bool:
    """Returns whether file managers put files of that name into folders."""
    return name.lower() in _SYSTEM_FILES or name.startswith("._")


@dataclass(frozen=True, slots=True)
class PictureSketch:
    """The number of pictures, and the smallest hashes (`marks`) of their names and contents.

    The smallest hashes of two sets are a random sample of their union, which estimates the share they have in common.
    """

    count: int
    marks: tuple[str, ...]

    def similarity(self, other: "PictureSketch") -> float:
        """Returns the Jaccard index of both sets, 0 to 1; 0 if less than half of the smaller one is shared."""
        covered = min(_last_mark(self), _last_mark(other))
        own, others = ({mark for mark in each.marks if mark <= covered} for each in (self, other))
        shared, smaller = len(own & others), min(len(own), len(others))
        return shared / len(own | others) if smaller and shared / smaller >= _LEAST_SHARE else 0.0


def sketch_of(digests: Sequence[tuple[str, bytes]]) -> PictureSketch:
    """Returns the sketch of pictures with these names and content digests."""
    marks = sorted(
        hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\n" + content).hexdigest()[:16]
        for name, content in digests
    )
    return PictureSketch(len(digests), tuple(marks[:_SKETCH_SIZE]))


def _last_mark(sketch: PictureSketch) -> str:
    """Returns the hash up to which all are listed."""
    return "g" if len(sketch.marks) < _SKETCH_SIZE else sketch.marks[-1]
