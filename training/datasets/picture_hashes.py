"""Hashes by which a model card names the pictures that the model was trained on."""

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from polyp_core.errors import SourceError
from polyp_core.frames.stills.image_files import read_bytes
from polyp_core.model.card import MAX_TEXT_LENGTH, ModelCard
from training.datasets.sample import Sample

_LENGTH = 8  # in hexadecimal digits: of 25,000 pictures and 5,000 others, fewer than one is taken for another by chance
MOST_PICTURES = MAX_TEXT_LENGTH // _LENGTH


def picture_hashes(samples: Iterable[Sample]) -> frozenset[str]:
    """Returns the first digits of the SHA-256 of each image file; unreadable files and frames of videos have none."""
    return frozenset(found for found in _hashes(samples) if found)


def find_training_pictures(card: ModelCard, samples: Sequence[Sample]) -> frozenset[str] | None:
    """Returns the ids of the pairs whose pictures `card` names as training pictures; None if it names none at all."""
    known = hashes_of(card)
    if not known:
        return None
    return frozenset(sample.id for sample, found in zip(samples, _hashes(samples), strict=True) if found in known)


def join_hashes(hashes: Iterable[str]) -> str:
    """Returns the hashes as `ModelCard.training_pictures`; "" if there are more than MOST_PICTURES."""
    ordered = sorted(set(hashes))
    return "".join(ordered) if len(ordered) <= MOST_PICTURES else ""


def hashes_of(card: ModelCard) -> frozenset[str]:
    """Returns the hashes in a card."""
    text = card.training_pictures
    return frozenset(text[start : start + _LENGTH] for start in range(0, len(text), _LENGTH))


def format_seen(card: ModelCard, validation: Sequence[Sample]) -> str:
    """Returns a warning if the model was trained on pictures of `validation`, or if that is not known; else ""."""
    seen = find_training_pictures(card, validation)
    if seen is None:
        return (
            f"The card of {card.name}, which this run learns from, does not name its training pictures. If validation "
            "pictures are among them, validation scores will be too good."
        )
    if not seen:
        return ""
    return (
        f"{card.name}, which this run learns from, was trained on {len(seen):,} of the {len(validation):,} validation "
        "pictures, so validation scores will be too good. Use the split file of that model's run."
    )


def _hashes(samples: Iterable[Sample]) -> list[str]:
    with ThreadPoolExecutor(2, thread_name_prefix="picture hashes") as pool:
        return list(pool.map(_hash, [sample.image_path for sample in samples]))


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()[:_LENGTH]
    except SourceError:
        return ""
