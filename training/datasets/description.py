"""Describes a dataset of any layout in a `dataset.toml`, and matches the description with the files in its folder."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from polyp_core.display_text import FilledText, filled, filled_n, joined, mark
from polyp_core.errors import DatasetError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.label_formats.mask_labels import parse_label
from polyp_core.printable_names import printable
from training.datasets.accounting import account_for, format_account, format_total
from training.datasets.found_dataset import FoundDataset
from training.datasets.frame_names import StemLookup
from training.datasets.label_datasets import find_label_datasets
from training.datasets.layouts import DESCRIPTION_FILE, FoundFolders, PairFolders
from training.datasets.pairing import pair_files
from training.datasets.published import note_of_absent, read_list
from training.datasets.same_names import by_name
from training.datasets.sample import PolypFreeKind, Sample, Side

Patterns = tuple[str, ...]

_EXAMPLES = 3


class Description(BaseModel):
    """The content of a `dataset.toml`. Patterns are relative to its folder, with `*`, `?` and `**` for any folders."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field("", title="Name", description="Name of the dataset; by default that of its folder.")
    images: Patterns = Field((), title="Images", description="Patterns of the images, such as frames/**/*.png.")
    masks: Patterns = Field((), title="Masks", description="Patterns of the masks, such as gt/**/*.png.")
    image_ending: str = Field("", title="Ending of images", description="Ignored at the end of the images' names.")
    mask_ending: str = Field("", title="Ending of masks", description="Ignored at the end of the masks' names.")
    labels: Patterns = Field((), title="Label files", description="Patterns of label files, instead of masks.")
    categories: Patterns = Field((), title="Categories", description="The categories in label files that are polyps.")
    polyps: Patterns = Field(
        (), title="Values of polyps", description="Values or colours of polyps in the masks, such as 1 or #ff0000."
    )
    inverted: bool = Field(False, title="Inverted", description="The masks mark what is not polyp.")
    train: Patterns = Field((), title="Training", description="Patterns of training images, or the name of a list.")
    validation: Patterns = Field((), title="Validation", description="The same for validation.")
    test: Patterns = Field((), title="Test", description="The same for tests; never used for training.")
    group: str = Field(
        "", title="Group", description="Regular expression for the part of a path that is the patient or sequence."
    )
    polyp_free: Patterns = Field((), title="Polyp-free", description="Patterns of pictures that show no polyp.")
    polyp_free_kind: PolypFreeKind = Field("frame", title="Kind of polyp-free pictures", description="What they show.")
    licence: str = Field("", title="Licence", description="Terms of use.")
    note: str = Field("", title="Note", description="Anything else.")

    @field_validator("images", "masks", "labels", "train", "validation", "test", "polyp_free")
    @classmethod
    def _check_patterns(cls, patterns: Patterns) -> Patterns:
        for pattern in patterns:
            path = PurePosixPath(pattern)
            if not pattern or path.is_absolute() or ".." in path.parts:
                raise ValueError(f"“{pattern}” is no pattern inside the dataset's folder")
        return patterns

    @field_validator("polyps", mode="before")
    @classmethod
    def _check_polyps(cls, values: Sequence[object]) -> Patterns:
        texts = tuple(map(str, values))
        for text in texts:
            try:
                parse_label(text)
            except DatasetError as error:
                raise ValueError(str(error)) from error
        return texts

    @field_validator("group")
    @classmethod
    def _check_group(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"“{pattern}” is no regular expression: {error}") from error
        return pattern

    @property
    def mask_answer(self) -> str:
        """The answer to questions about the masks, as `MaskAnswer` parses it."""
        return ",".join([*self.polyps, *(["inverted"] if self.inverted else [])])


@dataclass(frozen=True, slots=True)
class Match:
    """What a description matches: the datasets, the number of files of each pattern, and what is wrong with it."""

    datasets: tuple[FoundDataset, ...]
    counts: Mapping[str, int]
    problems: tuple[str, ...]


def read_description(path: Path) -> Description:
    """Returns the content of a `dataset.toml`. Raises DatasetError, with the names of unknown fields."""
    try:
        return parse_description(tomllib.loads(read_regular_text(path)), path)
    except OSError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=format_os_error(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DatasetError("{path} is no TOML file: {reason}.", path=path, reason=error) from error


def parse_description(values: Mapping[str, object], path: Path) -> Description:
    """Returns the description with these `values`, which are those of `path`. Raises DatasetError."""
    try:
        return Description.model_validate(values)
    except ValidationError as error:
        problems = error.errors()
        unknown = [str(each["loc"][0]) for each in problems if each["type"] == "extra_forbidden"]
        if unknown:
            known = ", ".join(Description.model_fields)
            raise DatasetError(
                "{path} has unknown fields: {unknown}. The fields are {known}.",
                path=path,
                unknown=", ".join(unknown),
                known=known,
            ) from error
        first = problems[0]
        raise DatasetError(
            "{path}: the field {field} is not valid: {problem}.", path=path, field=first["loc"][0], problem=first["msg"]
        ) from error


def write_description(path: Path, description: Description) -> None:
    """Writes a `dataset.toml` with the fields that differ from their defaults. Raises ExportError."""
    values = description.model_dump(mode="json", exclude_defaults=True)
    # A JSON string is a TOML string, and a list of strings and numbers a TOML array.
    write_text(path, "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()))


def described_datasets(folder: Path) -> tuple[FoundDataset, ...]:
    """Returns the datasets that the `dataset.toml` in `folder` describes.

    Raises DatasetError if it cannot be read, has an unknown field, or a pattern matches nothing.
    """
    path = folder / DESCRIPTION_FILE
    found = match(folder, read_description(path))
    if found.problems:
        raise DatasetError("{path}: {problems}", path=path, problems=joined(found.problems))
    return found.datasets


def match(folder: Path, description: Description) -> Match:
    """Returns what `description` matches below `folder`: its pairs, and its polyp-free pictures as another dataset."""
    matcher = _Matcher(folder)
    pictures = by_name(_keys(folder, matcher, description.images, description.image_ending))
    free = by_name(_keys(folder, matcher, description.polyp_free, ""))
    truths = by_name(_keys(folder, matcher, description.masks, description.mask_ending))
    images, masks = pictures.files, truths.files
    name = description.name or folder.resolve().name
    pairing = pair_files(images, masks)
    dataset = FoundDataset(
        folders=PairFolders(name, DESCRIPTION_FILE, folder, folder, folder / DESCRIPTION_FILE),
        samples=tuple(Sample(image, mask, stem, name) for stem, image, mask in pairing.pairs),
        images_without_mask=pairing.images_without_mask if description.masks else (),
        masks_without_image=pairing.masks_without_image,
        same_stem=(*pictures.copies, *truths.copies),
        left_out=(*pictures.left_out, *truths.left_out, *pairing.left_out),
        joined=pairing.joined,
        mask_answer=description.mask_answer,
    )
    if description.labels:
        dataset = _with_labels(dataset, matcher, description, images)
    polyp_free = FoundDataset(
        folders=PairFolders(
            f"polyp_free-{name}", DESCRIPTION_FILE, folder, folder / "polyp_free", None, description.polyp_free_kind
        ),
        samples=tuple(
            Sample(path, None, stem, f"polyp_free-{name}", polyp_free=description.polyp_free_kind)
            for stem, path in sorted(free.files.items())
            if path not in images.values()
        ),
        same_stem=tuple(free.copies),
        left_out=tuple(free.left_out),
    )
    found = [each for each in (dataset, polyp_free) if each.samples]
    sides = _sides(found, folder, description, matcher)
    found = [_described(each, name, folder, description, sides) for each in found]
    problems = [
        filled("The pattern {pattern} matches nothing.", pattern=pattern)
        for pattern, count in matcher.counts.items()
        if not count
    ]
    problems += sides.problems if found else ()
    if not description.images and not description.labels and not description.polyp_free:
        problems.append(filled("Give patterns of images and masks, of label files, or of polyp-free pictures."))
    elif not problems and not found:
        problems += [joined([note]) for note in dataset.notes] or [filled("No image has a mask of its name.")]
    if both := sorted(set(images.values()) & set(free.files.values())):
        problems.append(
            filled_n(
                "{n} picture is an image and polyp-free: {name}.",
                "{n} pictures are images and polyp-free, the first of them {name}.",
                len(both),
                name=both[0].name,
            )
        )
    if description.group and not any(sample.group for each in found for sample in each.samples):
        problems.append(filled("The group {group} is in no path.", group=description.group))
    return Match(tuple(found), matcher.counts, tuple(problems))


class _Matcher:
    """Finds files by patterns and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[str, list[Path]] = {}

    @property
    def counts(self) -> dict[str, int]:
        """The number of files of each pattern so far."""
        return {pattern: len(files) for pattern, files in self._found.items()}

    def files(self, pattern: str) -> list[Path]:
        """Returns the files that `pattern` matches, without hidden ones, sorted."""
        if pattern not in self._found:
            self._found[pattern] = sorted(
                path
                for path in self._folder.glob(pattern)
                if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self._folder).parts)
            )
        return self._found[pattern]


def _keys(folder: Path, matcher: _Matcher, patterns: Patterns, ending: str) -> Iterator[tuple[str, Path]]:
    """Yields each picture with what the wildcards of its pattern match, without `ending`."""
    for pattern in patterns:
        wildcards = _wildcards(pattern)
        for path in matcher.files(pattern):
            if has_image_suffix(path):
                matched = wildcards.fullmatch(path.relative_to(folder).as_posix())
                parts = [part for part in (matched.groups() if matched else ()) if part]
                stem = printable("/".join(parts).removesuffix(path.suffix)) or printable(path.stem)
                yield stem.removesuffix(ending) or stem, path


def _wildcards(pattern: str) -> re.Pattern[str]:
    """Returns the regular expression of a pattern, with a group for each wildcard."""
    words = {"**/": "(?:(.*)/)?", "**": "(.*)", "*": "([^/]*)", "?": "([^/])"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]]*\])", pattern)
    return re.compile(
        "".join(words.get(part) or (f"({part})" if part[:1] == "[" else re.escape(part)) for part in parts)
    )


def _with_labels(
    dataset: FoundDataset, matcher: _Matcher, description: Description, images: Mapping[str, Path]
) -> FoundDataset:
    """Returns `dataset` with the pairs of its label files; `images` restrict their pictures, if there are any."""
    files = [path for pattern in description.labels for path in matcher.files(pattern)]
    used = {sample.image_path for sample in dataset.samples}
    root = dataset.folders.root
    for labelled in find_label_datasets(root, used, files=files, categories=description.categories).datasets:
        of_images = {path: stem for stem, path in images.items()}
        chosen = [s for s in labelled.samples if not images or s.image_path in of_images]
        dataset = replace(
            dataset,
            samples=(
                *dataset.samples,
                *(replace(s, dataset=dataset.name, stem=of_images.get(s.image_path, s.stem)) for s in chosen),
            ),
            left_out=(*dataset.left_out, *labelled.left_out),
            notes=(*dataset.notes, *labelled.notes),
        )
    return dataset


@dataclass(frozen=True, slots=True)
class _Sides:
    """The sides of pictures, and sentences on entries that name no picture and on names of lists that do not exist."""

    by_image: Mapping[Path, Side]
    problems: Sequence[FilledText]
    notes: Sequence[str]


def _sides(datasets: Sequence[FoundDataset], folder: Path, description: Description, matcher: _Matcher) -> _Sides:
    """Returns the sides that `description` gives the pictures of `datasets`; of several for a picture, the last."""
    by_image: dict[Path, Side] = {}
    problems: list[FilledText] = []
    notes: list[str] = []
    pictures = {sample.image_path for dataset in datasets for sample in dataset.samples}
    labels = {path for pattern in description.labels for path in matcher.files(pattern)}
    named = [_Named(dataset, folder) for dataset in datasets]
    entries: list[tuple[Side, str]] = [("train", each) for each in description.train]
    entries += [("validation", each) for each in description.validation]
    entries += [("test", each) for each in description.test]
    for side, pattern in entries:
        files = [path for path in matcher.files(pattern) if path not in labels]
        chosen = pictures.intersection(files)
        for path in files:
            if path.suffix.lower() != ".txt":
                continue
            listed = {name: [image for each in named for image in each.find(name)] for name in read_list(path)}
            chosen |= {image for images in listed.values() for image in images}
            notes += note_of_absent(path, listed)
        by_image |= dict.fromkeys(chosen, side)
        if matcher.files(pattern) and not chosen:
            problems.append(
                filled(
                    "The entry {pattern} of {field} names no picture of a pair and no polyp-free picture.",
                    pattern=pattern,
                    field=side,
                )
            )
    return _Sides(by_image, problems, notes)


class _Named:
    """The pictures of a dataset by the names that lists use."""

    def __init__(self, dataset: FoundDataset, folder: Path) -> None:
        self._images = {sample.stem: sample.image_path for sample in dataset.samples}
        paths = {path.relative_to(folder).as_posix(): stem for stem, path in self._images.items()}
        self._names = StemLookup(self._images, paths)

    def find(self, name: str) -> Iterator[Path]:
        return (self._images[stem] for stem in self._names.find(name))


def _described(dataset: FoundDataset, name: str, folder: Path, description: Description, sides: _Sides) -> FoundDataset:
    """Returns `dataset` with groups and sides of the description.

    Groups begin with the `name` of the description: a recording with pairs and polyp-free pictures is one group.
    """
    samples = [
        replace(
            sample,
            group=_group(name, sample.image_path.relative_to(folder).as_posix(), description.group),
            published=sides.by_image.get(sample.image_path, sample.published),
        )
        for sample in dataset.samples
    ]
    licence = filled("Licence: {licence}", licence=description.licence) if description.licence else ""
    notes = [text for text in (licence, description.note, *sides.notes) if text]
    return replace(dataset, samples=tuple(samples), notes=(*dataset.notes, *notes))


def _group(dataset: str, path: str, pattern: str) -> str | None:
    found = re.search(pattern, path) if pattern else None
    if found is None:
        return None
    return f"{dataset}/{found.group(1) if found.re.groups else found.group()}"


def preview(folder: Path, description: Description) -> tuple[list[str], tuple[str, ...]]:
    """Returns what `description` matches in `folder`, in lines, and what is wrong with it. Raises DatasetError."""
    found = match(folder, description)
    accounts = account_for([folder], found.datasets, [FoundFolders((), (folder,))])
    shown = [replace(account, folder=account.folder.relative_to(folder)) for account in accounts]
    return [*format_match(found), "", format_total(accounts), *map(format_account, shown)], found.problems


_WITHOUT_MASK = (mark("{n} image without a mask: {name}"), mark("{n} images without a mask, the first of them {name}"))
_WITHOUT_IMAGE = (
    mark("{n} mask without an image: {name}"),
    mark("{n} masks without an image, the first of them {name}"),
)
_SAME_NAME = (mark("{n} file named as another: {name}"), mark("{n} files named as another, the first of them {name}"))
_OTHERS = (mark("{n} other file left out: {name}"), mark("{n} other files left out, the first of them {name}"))


def format_match(found: Match) -> Sequence[str]:
    """Returns what a description matches, in lines: counts of pairs and files, and the first pairs."""
    lines: list[str] = []
    for dataset in found.datasets:
        groups = len({sample.group for sample in dataset.samples if sample.group})
        parts = [sample.published for sample in dataset.samples]
        sides = [
            filled("{n} {part}", n=parts.count(part), part=filled(part)) for part in ("train", "validation", "test")
        ]
        count = len(dataset.samples)
        free = filled_n("{n} polyp-free picture", "{n} polyp-free pictures", count)
        counted = free if dataset.folders.polyp_free else filled_n("{n} pair", "{n} pairs", count)
        of_groups = filled_n("{n} group", "{n} groups", groups)
        values = {"name": dataset.name, "pictures": counted, "groups": of_groups, "sides": joined(sides, ", ")}
        lines.append(filled("{name}: {pictures}, {groups}; {sides}", **values))
        lines += map(_format_sample, dataset.samples[:_EXAMPLES])
        lines += [joined(("  ", note), "") for note in dataset.notes]
        for what, files in (
            (_WITHOUT_MASK, dataset.images_without_mask),
            (_WITHOUT_IMAGE, dataset.masks_without_image),
            (_SAME_NAME, dataset.same_stem),
            (_OTHERS, tuple(each.path for each in dataset.left_out)),
        ):
            if files:
                lines.append(joined(("  ", filled_n(*what, len(files), name=files[0].name)), ""))
    lines += [
        filled_n("{pattern}: {n} file", "{pattern}: {n} files", count, pattern=pattern)
        for pattern, count in found.counts.items()
    ]
    return lines


def _format_sample(sample: Sample) -> str:
    image = f"  {sample.stem}: {sample.image_path.name}"
    return filled("{image} with {mask}", image=image, mask=sample.mask_path.name) if sample.mask_path else image
