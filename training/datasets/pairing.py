"""Pairs images with masks by the names of their files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from polyp_core.display_text import filled
from polyp_core.label_formats.mask_paths import joined_path
from polyp_core.printable_names import composed
from training.datasets.layout_rules import NameKey, image_keys, mask_keys
from training.datasets.mask_texts import format_and


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is in no pair, and why: `reason` is counted, `detail` names the other files."""

    path: Path
    reason: str
    detail: str


_SEVERAL = filled("several masks of one picture that are not numbered")


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs` are the stem and file of each image, and the path of its mask; `joined` of them have several masks."""

    pairs: tuple[tuple[str, Path, Path], ...] = ()
    images_without_mask: tuple[Path, ...] = ()
    masks_without_image: tuple[Path, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    joined: int = 0


def pair_files(images: Mapping[str, Path], masks: Mapping[str, Path]) -> Pairing:
    """Pairs files, given by their stems: equal stems first, then by the words and numbers of `layout_rules`.

    Numbered masks of one image are joined. A mask that fits several images equally well, and masks of one image that
    are not numbered, are left out.
    """
    chosen = {stem: masks[stem] for stem in images.keys() & masks.keys()}
    fits, left_out = _fits(images, masks, chosen)
    joined = 0
    for stem, own in fits.items():
        if len(own) == 1 or all(key.numbered for key, _ in own):
            chosen[stem] = joined_path([path for _, path in own])
            joined += len(own) > 1
        else:
            names = reduce(format_and, (path.name for _, path in own))
            left_out += [LeftOut(path, _SEVERAL, names) for path in (images[stem], *(path for _, path in own))]
    named = {each.path for each in left_out}
    used = {path for stem in images.keys() & masks.keys() for path in (masks[stem],)}
    used |= {path for own in fits.values() for _, path in own}
    return Pairing(
        pairs=tuple((stem, images[stem], chosen[stem]) for stem in sorted(chosen)),
        images_without_mask=_rest(images, {images[stem] for stem in chosen} | named),
        masks_without_image=_rest(masks, used | named),
        left_out=tuple(left_out),
        joined=joined,
    )


def pair_in_one_folder(files: Mapping[str, Path]) -> Pairing:
    """Pairs the files of one folder: those whose name is that of another file and a word for masks are masks."""
    known = {key.text for stem in files for key in image_keys(stem)}
    masks = {
        stem: path
        for stem, path in files.items()
        if any(key.marked and key.text in known and key.text != composed(stem).casefold() for key in mask_keys(stem))
    }
    return pair_files({stem: path for stem, path in files.items() if stem not in masks}, masks) if masks else Pairing()


def _fits(
    images: Mapping[str, Path], masks: Mapping[str, Path], paired: Mapping[str, Path]
) -> tuple[dict[str, list[tuple[NameKey, Path]]], list[LeftOut]]:
    """Returns the masks of each unpaired image, and the masks that fit several images or one that has a mask."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for stem in images:
        for key in image_keys(stem):
            by_key.setdefault(key.text, []).append((key.cost, stem))
    fits: dict[str, list[tuple[NameKey, Path]]] = {}
    left_out = []
    for stem, path in sorted(masks.items()):
        if stem in paired:
            continue
        found = [(key.cost + cost, image, key) for key in mask_keys(stem) for cost, image in by_key.get(key.text, ())]
        if not found:
            continue
        best = {image: key for total, image, key in reversed(found) if total == min(found)[0]}
        if len(best) > 1:
            names = reduce(format_and, sorted(images[image].name for image in best))
            left_out.append(LeftOut(path, filled("fits several pictures"), names))
            continue
        ((image, key),) = best.items()
        if image in paired:
            names = filled("{image} has {mask}", image=images[image].name, mask=paired[image].name)
            left_out.append(LeftOut(path, filled("its picture already has a mask"), names))
        else:
            fits.setdefault(image, []).append((key, path))
    return fits, left_out


def _rest(files: Mapping[str, Path], used: Iterable[Path]) -> tuple[Path, ...]:
    without = set(used)
    return tuple(files[stem] for stem in sorted(files) if files[stem] not in without)
