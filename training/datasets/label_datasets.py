"""Finds datasets whose masks are in label files, such as COCO or CVAT, and the pictures that the files describe."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from polyp_core.display_text import filled, filled_n, first_of, joined
from polyp_core.errors import DatasetError
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.frames.recording_frames import frame_path, is_frame_path
from polyp_core.label_formats.label_files import LABEL_SUFFIXES, LabelFile, label_format_of, read_label_file
from polyp_core.label_formats.label_format import POLYP_CATEGORIES, LabelledImage, category_key
from polyp_core.label_formats.mask_paths import LabelPath
from polyp_core.label_formats.yolo import lies_where_labels_do
from polyp_core.printable_names import composed, printable
from training.datasets.folder_walk import walk_files
from training.datasets.found_dataset import FoundDataset
from training.datasets.layout_rules import folder_name, plain_name
from training.datasets.layouts import PairFolders
from training.datasets.pairing import LeftOut
from training.datasets.recording_datasets import recordings
from training.datasets.sample import Sample, Side
from training.datasets.split_folders import side_of

BOXES = filled("boxes without a mask")
"""Why pictures with boxes are left out: a box is no mask."""

_LABEL_FOLDERS = frozenset(
    {"ann", "anns", "json", "xml", "txt", "voc", "cvat", "coco", "labelme", "datumaro", "default"}
    | {"bbox", "bboxes", "boxes", "detection", "detections"}
)
_SEVERAL = filled("labels in several files")
_UNUSABLE = filled("labels that cannot be used")
_UNKNOWN = filled("categories not known as polyp")


_MOST_PROBLEMS = 5


@dataclass(slots=True)
class _Labels:
    """The label files of one dataset, and what was found in them.

    `others` are folders of datasets below its folder, `used` the files with pictures that have no mask file, `missing`
    names of pictures that do not exist, `empty` pictures without an object, `problems` files that cannot be read.
    `boxes` are the numbers of boxes of polyps, also of pictures with a mask file.
    """

    folder: Path
    others: list[Path] = field(default_factory=list)
    files: list[LabelFile] = field(default_factory=list)
    used: list[LabelFile] = field(default_factory=list)
    samples: dict[Path, Sample] = field(default_factory=dict)
    left_out: dict[Path, LeftOut] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    empty: set[Path] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    boxes: dict[Path, int] = field(default_factory=dict)

    @property
    def categories(self) -> Counter[str]:
        return Counter(each.category for file in self.files for image in file.images.values() for each in image.objects)


class _Pictures:
    """The pictures below a folder, found by the names that label files use."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._by_stem: dict[str, list[Path]] = defaultdict(list)
        for path in paths:
            self._by_stem[composed(path.stem).casefold()].append(path)

    def has(self, stem: str) -> bool:
        return composed(stem).casefold() in self._by_stem

    def find(self, name: str, label_file: Path, labels: _Labels) -> list[Path]:
        """Returns the pictures that `name` may mean: those in the most similar folders, several if it is unclear."""
        wanted = PurePosixPath(composed(name).replace("\\", "/"))
        has_suffix = has_image_suffix(Path(wanted.name))
        stem = wanted.stem if has_suffix else wanted.name
        inside = [
            path
            for path in self._by_stem.get(stem.casefold(), ())
            if path.is_relative_to(labels.folder) and not any(path.is_relative_to(other) for other in labels.others)
        ]
        of_suffix = [path for path in inside if has_suffix and path.suffix.lower() == wanted.suffix.lower()]
        fitting = of_suffix or inside
        if len(fitting) < 2:
            return fitting
        words = {*map(composed, label_file.parent.parts), *wanted.parent.parts}
        words |= {*re.split(r"[^a-z]+", label_file.stem.casefold())}
        similar = [len(words.intersection(map(composed, path.parent.parts))) for path in fitting]
        return [path for path, score in zip(fitting, similar, strict=True) if score == max(similar)]


@dataclass(frozen=True, slots=True)
class FoundLabels:
    """The datasets of label files, and the numbers of boxes of polyps in each picture that the files list."""

    datasets: list[FoundDataset]
    boxes: Mapping[Path, int]


def find_label_datasets(
    root: Path,
    used: Collection[Path],
    *,
    without: Collection[Path] = (),
    files: Sequence[Path] | None = None,
    categories: Collection[str] = (),
) -> FoundLabels:
    """Returns the datasets below `root` whose masks are in label files, and their boxes.

    `used` are pictures that are in pairs already; they stay with their mask files. `files` are the label files, by
    default all that are recognised outside the folders `without`. `categories` are those that are polyp, by default the
    known ones. Boxes never become masks.
    """
    paths, others = (files, []) if files is not None else _label_files(root, without)
    if not paths:
        return FoundLabels([], {})
    pictures = [folder / name for folder, names in walk_files(root) for name in names if has_image_suffix(Path(name))]
    known = _Pictures([path for path in pictures if not path.name.startswith(".")])
    paths = sorted([*paths, *(path for path in others if known.has(path.stem))])
    wanted = frozenset(map(category_key, categories))
    found = {folder: _Labels(folder) for folder in dict.fromkeys(_dataset_folder(path, root) for path in paths)}
    for path in paths:
        labels = found[_dataset_folder(path, root)]
        try:
            labels.files.append(read_label_file(path))
        except DatasetError as error:
            labels.problems.append(error.text)
    for labels in found.values():
        # Pictures in a dataset of its own below this one belong to that.
        labels.others = [folder for folder in found if labels.folder in folder.parents]
        names = labels.categories
        has_polyps = not names or any(category_key(name) in (wanted or POLYP_CATEGORIES) for name in names)
        for file in labels.files:
            _add(labels, file, known, used, wanted, has_polyps)
    datasets = [_dataset(each, wanted) for each in found.values() if each.used or each.problems or each.missing]
    return FoundLabels(datasets, {path: count for each in found.values() for path, count in each.boxes.items()})


def _label_files(root: Path, without: Collection[Path]) -> tuple[list[Path], list[Path]]:
    """Returns the label files below `root`, and other files next to one and with its suffix: damaged ones, if named as
    pictures.
    """
    found: list[Path] = []
    others: list[Path] = []
    for folder, names in walk_files(root):
        if any(folder == other or other in folder.parents for other in without):
            continue
        paths = [folder / name for name in names if not name.startswith(".")]
        paths = [path for path in paths if path.suffix.lower() in LABEL_SUFFIXES]
        own = {path for path in paths if _is_label_file(path)}
        suffixes = {path.suffix.lower() for path in own}
        others += [path for path in paths if path not in own and path.suffix.lower() in suffixes]
        found += own
    return found, others


def _is_label_file(path: Path) -> bool:
    """True for a label file, also for one that cannot be read: why is said when it is read."""
    try:
        return label_format_of(path) is not None
    except DatasetError:
        return True


def _dataset_folder(path: Path, root: Path) -> Path:
    """Returns the folder of the dataset with this label file: above folders of labels, images and sides."""
    folder = path.parent
    while folder not in (root, folder.parent) and (
        plain_name(folder.name) in _LABEL_FOLDERS or folder_name(folder.name) or side_of(folder.name)
    ):
        folder = folder.parent
    return folder


def _add(
    labels: _Labels,
    file: LabelFile,
    pictures: _Pictures,
    used: Collection[Path],
    categories: frozenset[str],
    has_polyps: bool,
) -> None:
    """Adds the pictures of one label file that are not in `used`."""
    polyp = categories or POLYP_CATEGORIES
    matched = False
    recording = _recording_of(file, labels.folder)
    for name, image in file.images.items():
        found = pictures.find(image.file_name, file.path, labels)
        if not found and recording and image.frame_index is not None:
            found = [frame_path(recording, image.frame_index)]
        # Any text with numbers may look like YOLO's.
        if not found and (file.format.name != "yolo" or lies_where_labels_do(file.path)):
            labels.missing.append(filled("{picture} in {file}", picture=image.file_name, file=file.path.name))
        in_pairs = [path for path in found if path in used]  # masks may have the names of their images
        if len(known := in_pairs or found) == 1:
            boxes = sum(each.is_of(polyp) and each.box_xywh is not None for each in image.objects)
            labels.boxes[known[0]] = labels.boxes.get(known[0], 0) + boxes
        if not found or in_pairs:
            continue
        matched = True
        if len(found) > 1:
            for path in found:
                labels.left_out[path] = LeftOut(path, filled("fits the same label as another"), image.file_name)
            continue
        (path,) = found
        if reason := _why_not(image, polyp, has_polyps):
            place = filled("in {file}", file=file.path.name)
            problem = image.problem_of(polyp)
            detail = joined((place, problem), ": ") if reason == _UNUSABLE else place
            labels.left_out[path] = LeftOut(path, reason, detail)
        elif path in labels.samples or path in labels.left_out:
            labels.samples.pop(path, None)
            labels.left_out[path] = LeftOut(path, _SEVERAL, filled("also in {file}", file=file.path.name))
        else:
            labels.empty |= set() if image.objects else {path}
            labels.samples[path] = Sample(
                image_path=path,
                mask_path=LabelPath(file.path, categories, name).path,
                stem=_stem(path, labels.folder),
                dataset="",
                published=_side(path, file.path, labels.folder),
                group=f"{labels.folder.resolve().name}/{path.parent.stem}" if is_frame_path(path) else None,
            )
    if matched:
        labels.used.append(file)


def _recording_of(file: LabelFile, folder: Path) -> Path | None:
    """Returns the recording whose frames a label file describes: by its name, else the only one next to the file."""
    if not any(image.frame_index is not None for image in file.images.values()):
        return None
    found = list(recordings(folder))
    names = {composed(Path(image.file_name).name) for image in file.images.values()}
    named = [path for path in found if composed(path.name) in names or composed(path.stem) == composed(file.path.stem)]
    in_folder = [path for path in found if path.parent == file.path.parent]
    return next((paths[0] for paths in (named, in_folder) if len(paths) == 1), None)


def _why_not(image: LabelledImage, polyp: frozenset[str], has_polyps: bool) -> str:
    """Returns why the labels of a picture give no mask; "" if they do."""
    if image.problem_of(polyp):
        return _UNUSABLE
    if not has_polyps:
        return _UNKNOWN
    polyps = [each for each in image.objects if each.is_of(polyp)]
    return BOXES if any(not each.has_area for each in polyps) else ""


def _stem(path: Path, folder: Path) -> str:
    """Returns the picture's path in its dataset without suffix and without folders of images.

    A frame of a recording is named by the recording, without suffix, and its number.
    """
    if is_frame_path(path):
        return printable("/".join([*path.parent.relative_to(folder).with_suffix("").parts, path.name]))
    *folders, name = path.relative_to(folder).with_suffix("").parts
    kept = [part for part in folders if not ((found := folder_name(part)) and found.role == "images" and not found.tag)]
    return printable("/".join([*kept, name]))


def _side(path: Path, label_file: Path, folder: Path) -> Side | None:
    """Returns the side by a folder of the picture, or a word in the label file's name such as `instances_train2017`."""
    words = [*path.relative_to(folder).parts[:-1], *re.split(r"[^a-z]+", label_file.stem.casefold())]
    return next((side for word in words if (side := side_of(word))), None)


def _dataset(labels: _Labels, categories: frozenset[str]) -> FoundDataset:
    name = labels.folder.resolve().name
    others = {
        category: count
        for category, count in sorted(labels.categories.items())
        if category_key(category) not in (categories or POLYP_CATEGORIES)
    }
    problems = list(dict.fromkeys(labels.problems))
    notes = problems[:_MOST_PROBLEMS]
    if len(problems) > _MOST_PROBLEMS:
        more = len(problems) - _MOST_PROBLEMS
        notes.append(filled_n("{n} more label file cannot be read.", "{n} more label files cannot be read.", more))
    unusable = [
        joined((printable(each.path.name), each.detail))
        for each in labels.left_out.values()
        if each.reason == _UNUSABLE
    ]
    if unusable:
        named = first_of(unusable, _MOST_PROBLEMS, "; ")
        notes.append(filled("Pictures whose labels cannot be used: {pictures}.", pictures=named))
    if labels.missing:
        notes.append(
            filled_n(
                "{n} label is of a picture that does not exist: {first}.",
                "{n} labels are of pictures that do not exist, the first of them {first}.",
                len(labels.missing),
                first=labels.missing[0],
            )
        )
    if others:
        listed = ", ".join(f"{category} ({count})" for category, count in others.items())
        notes.append(
            filled(
                "These categories do not count as polyp: {listed}. If they should, list them in a dataset.toml: "
                'categories = ["{first}"].',
                listed=listed,
                first=next(iter(others)),
            )
        )
    if empty := len(labels.empty & labels.samples.keys()):
        notes.append(
            filled_n(
                "{n} picture is listed without an object, so its mask is empty.",
                "{n} pictures are listed without an object, so their masks are empty.",
                empty,
            )
        )
    boxes = sum(each.reason == BOXES for each in labels.left_out.values())
    if boxes:
        notes.append(
            filled_n(
                "{n} picture has boxes without a mask. A box is not used as a mask.",
                "{n} pictures have boxes without a mask. A box is not used as a mask.",
                boxes,
            )
        )
    titles = " and ".join(sorted({file.format.title for file in labels.used or labels.files}))
    label_path = labels.used[0].path if len(labels.used) == 1 else labels.folder / "labels"
    return FoundDataset(
        folders=PairFolders(name, titles, labels.folder, labels.folder, label_path),
        samples=tuple(sorted(labels.samples.values(), key=lambda sample: sample.stem)),
        left_out=tuple(labels.left_out.values()),
        notes=tuple(notes),
    )
