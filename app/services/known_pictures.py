"""By which a folder of frames, or a list of images, is known again when some of its pictures have come or gone."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = 1024  # of tens of thousands of pictures: enough to tell how many two folders share
_LEAST_SHARE = 0.5  # of the smaller one: black frames of equal names may be in many
_LEFT_BY_SYSTEM = (".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory")


def is_left_by_system(name: str) -> bool:
    """Whether a file of that name was put into a folder by a file manager."""
    return name.lower() in _LEFT_BY_SYSTEM or name.startswith("._")


@dataclass(frozen=True, slots=True)
class KnownPictures:
    """How many pictures there were, and hashes of the names and contents of those whose hashes are smallest.

    The smallest hashes of two sets are a fair sample of both at once, so the share that the sets have in common can be
    told from these alone.
    """

    count: int
    marks: tuple[str, ...]

    def likeness(self, other: "KnownPictures") -> float:
        """Which share of the pictures of both is in both, 0..1; 0 where the smaller set is not for the most part."""
        covered = min(_last_mark(self), _last_mark(other))
        own, others = ({mark for mark in each.marks if mark <= covered} for each in (self, other))
        shared, smaller = len(own & others), min(len(own), len(others))
        return shared / len(own | others) if smaller and shared / smaller >= _LEAST_SHARE else 0.0


def known_pictures(digests: Sequence[tuple[str, bytes]]) -> KnownPictures:
    """Of pictures by their names and the digests of their contents."""
    marks = sorted(
        hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\n" + content).hexdigest()[:16]
        for name, content in digests
    )
    return KnownPictures(len(digests), tuple(marks[:_MARKS]))


def _last_mark(pictures: KnownPictures) -> str:
    """Up to which mark all are listed."""
    return "g" if len(pictures.marks) < _MARKS else pictures.marks[-1]
