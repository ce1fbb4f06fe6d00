"""Reads boxes of recordings from label files of other programs, such as COCO and CVAT, and those of REAL-Colon."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from polyp_core.display_text import counted
from polyp_core.errors import DatasetError
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.stills.image_sequence import images_in, natural_key
from polyp_core.frames.stills.published_recordings import PublishedRecording
from polyp_core.label_formats.label_files import read_label_file
from polyp_core.label_formats.label_format import POLYP_CATEGORIES, LabelledImage, LabelledObject, category_key
from polyp_core.label_formats.voc import read_voc
from polyp_core.masks.regions import bounding_box
from polyp_core.printable_names import composed
from training.evaluation.recordings.box_rows import BoxRow, FileSays, build_truth
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_files import TruthFile, TruthOptions


def read_labels(
    path: Path, frames: Sequence[Path] | None, options: TruthOptions, info: SourceInfo | None
) -> RecordingTruth:
    """Reads a label file whose images are the frames of one recording: by number, or by the names of `frames`.

    Frames that the file does not list are of unknown state, as are those whose labels cannot be used. Raises
    DatasetError.
    """
    images = list(read_label_file(path).images.values())
    names = {composed(frame.stem): index for index, frame in enumerate(frames or ())}
    numbered = [(_number_of(image, names, path), image) for image in images]
    if not numbered:
        raise DatasetError("{path} lists no frame.", path=path)
    count = info.frame_count if info is not None else len(names) or max(number for number, _ in numbered) + 1
    width_px, height_px = images[0].width_px, images[0].height_px
    own_rate = info.rate_fps if info is not None and info.kind == "video" else options.rate_fps
    lesions = {category_key(name) for name in options.classes} or POLYP_CATEGORIES | {
        category_key(each.category) for image in images for each in image.objects if not each.problem
    }
    unusable = [(number, problem) for number, image in numbered if (problem := image.problem_of(lesions))]
    known = {number for number, _ in numbered} - {number for number, _ in unusable}
    notes = []
    if unusable:
        first, problem = unusable[0]
        notes.append(
            f"{path}: the labels of {counted(len(unusable), 'frame')} cannot be used, the first of frame {first:,} "
            f"({problem})."
        )
    if len(known) < count:
        unlisted = count - len(known)
        verbs = "is not listed and is" if unlisted == 1 else "are not listed and are"
        notes.append(f"{path}: {unlisted:,} of {count:,} frames {verbs} left out.")
    truth = build_truth(
        path.stem,
        FileSays(count, width_px, height_px, own_rate),
        [row for number, image in numbered if number in known for row in box_rows(number, image)],
        where=str(path),
        unknown=set(range(count)) - known,
        classes=options.classes,
        one_lesion=options.one_lesion,
        notes=notes,
    )
    return replace(truth, frame_names=tuple(names))


def box_rows(frame: int, image: LabelledImage) -> list[BoxRow]:
    """Returns the boxes of the objects in an image; of an object with an area alone, that around the area."""
    found = []
    for each in image.objects:
        if each.box_xywh is None and each.problem:
            continue
        if (box := _box_of(each, image)) is not None:
            x, y, width, height = map(float, box)
            score = 1.0 if each.score is None else each.score
            found.append(BoxRow(frame, (x, y, x + width, y + height), each.lesion, each.category, score))
    return found


def real_colon_truth(recording: PublishedRecording) -> TruthFile:
    """Returns the truth of a recording of REAL-Colon, a VOC file for each frame. Raises DatasetError."""
    frames = recording.frames if recording.frames.is_dir() else None
    read = partial(_read_real_colon, recording.name, recording.labels, frames, recording.read_rate())
    return TruthFile(recording.name, recording.labels, frames, read)


def _read_real_colon(
    name: str, labels: Path, frames: Path | None, rate_fps: float, info: SourceInfo | None
) -> RecordingTruth:
    files = {composed(path.stem): path for path in labels.glob("*.xml")}
    # Without the frames, as for a table of predictions, the recording is what is annotated.
    stems = [composed(path.stem) for path in images_in(frames)] if frames else sorted(files, key=natural_key)
    if not files or not stems:
        raise DatasetError("{folder} is empty.", folder=labels if not files else frames)
    rows, unknown, problems, width_px, height_px = [], [], [], 0, 0
    for number, stem in enumerate(stems):
        if stem not in files:
            unknown.append(number)
            continue
        [image] = read_voc(files[stem])
        width_px, height_px = width_px or image.width_px, height_px or image.height_px
        if problem := image.problem_of():
            problems.append(f"{files[stem].name}: {problem}")
        if problem or (image.width_px, image.height_px) != (width_px, height_px):
            unknown.append(number)
        else:
            rows += box_rows(number, image)
    if not width_px or not height_px:
        raise DatasetError("The annotations in {labels} do not say how large the frames are.", labels=labels)
    notes = []
    if unknown:
        verbs = "has no usable annotation and is" if len(unknown) == 1 else "have no usable annotation and are"
        notes.append(f"{name}: {len(unknown):,} of {len(stems):,} frames {verbs} left out.")
    if problems:
        annotations = counted(len(problems), "annotation")
        notes.append(f"{name}: {annotations} cannot be used, the first of them {problems[0]}.")
    if strangers := files.keys() - set(stems):
        annotations = counted(len(strangers), "annotation is", "annotations are")
        notes.append(f"{name}: {annotations} of frames that are missing, such as {min(strangers)}.")
    says = FileSays(len(stems), width_px, height_px, rate_fps)
    truth = build_truth(name, says, rows, where=name, unknown=unknown, notes=notes)
    return replace(truth, frame_names=tuple(stems))


def _number_of(image: LabelledImage, names: Mapping[str, int], path: Path) -> int:
    if image.frame_index is not None:
        return image.frame_index
    stem = composed(re.split(r"[/\\]", image.file_name)[-1].rpartition(".")[0])
    if stem not in names:
        raise DatasetError(
            "{path} has labels of {name}, which is no frame of the recording.", path=path, name=image.file_name
        )
    return names[stem]


def _box_of(each: LabelledObject, image: LabelledImage) -> tuple[float, float, float, float] | None:
    if each.box_xywh is not None:
        return each.box_xywh
    return bounding_box(each.mask(image.height_px, image.width_px)) if each.has_area else None
