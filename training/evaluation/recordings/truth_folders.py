"""Finds recordings with their truth: single files, folders of frames with masks, REAL-Colon and SUN."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from polyp_core.display_text import counted, filled
from polyp_core.errors import DatasetError, SourceError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.frames.file_kinds import VIDEO_SUFFIXES
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.stills.image_files import image_size
from polyp_core.frames.stills.image_sequence import images_in, natural_key
from polyp_core.frames.stills.published_recordings import (
    PublishedRecording,
    published_recording,
    published_recordings,
)
from polyp_core.label_formats.label_files import label_format_of
from polyp_core.label_formats.mask_files import read_mask
from polyp_core.label_formats.mask_labels import PLAIN, MaskReading
from polyp_core.masks.regions import Mask, find_regions
from polyp_core.printable_names import composed
from training.datasets.discovery import find_datasets
from training.datasets.folder_walk import walk_files
from training.datasets.mask_answers import NO_ANSWERS
from training.datasets.mask_decision import sample_reading
from training.evaluation.recordings.box_rows import BoxRow, FileSays, build_truth
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_files import (
    TruthFile,
    TruthOptions,
    read_boxes,
    read_json_file,
    read_packed_masks,
    read_review,
)
from training.evaluation.recordings.truth_labels import read_labels, real_colon_truth

TRUTH_SUFFIXES = (".json", ".npz", ".sqlite", ".xml")
"""Suffixes of files with the truth of a recording, in lower case."""

_SUN_LINE = re.compile(r"(?P<name>\S+?)[,\s]+(?P<box>-?\d+,-?\d+,-?\d+,-?\d+),(?P<class>\d+)\s*")


def find_truths(arguments: Iterable[str], options: TruthOptions) -> list[TruthFile]:
    """Returns the truths that a command line names, each as FILE, FILE=RECORDING or FOLDER.

    Without a recording, that of a file is the video or folder of the same name next to it. Raises DatasetError if
    something is no truth, and if two recordings have the same name.
    """
    found = [truth for argument in arguments for truth in _find(argument, options)]
    names = [truth.name for truth in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DatasetError(
            "Several recordings have the same name: {names}. Rename one of their truth files.", names=", ".join(twice)
        )
    return found


def _find(argument: str, options: TruthOptions) -> list[TruthFile]:
    path, recording = Path(argument), None
    if not path.exists() and "=" in argument:
        file, _, name = argument.rpartition("=")
        path, recording = Path(file), Path(name)
        if not recording.exists():
            raise DatasetError("The recording {recording} does not exist.", recording=recording)
    if not path.exists():
        raise DatasetError("The truth {path} does not exist.", path=path)
    if path.is_dir():
        return _in_folder(path, options)
    return [_read_by(path, recording or _recording_of(path, _recordings_in(path.parent)), options)]


def _read_by(path: Path, recording: Path | None, options: TruthOptions) -> TruthFile:
    """Returns the truth in one file; raises DatasetError if it is none."""
    suffix = path.suffix.lower()
    if suffix == ".npz":
        return TruthFile(path.stem, path, recording, partial(read_packed_masks, path, options))
    if suffix == ".sqlite":
        return TruthFile(path.stem, path, recording, partial(read_review, path, options))
    if label_format_of(path) is not None:
        frames = images_in(recording) if recording is not None and recording.is_dir() else None
        return TruthFile(path.stem, path, recording, partial(read_labels, path, frames, options))
    if suffix == ".json":
        content = read_json_file(path)
        is_review = isinstance(content, dict) and content.get("format") == "polyp-viewer-review"
        read = read_review if is_review else read_boxes
        return TruthFile(path.stem, path, recording, partial(read, path, options))
    raise DatasetError(
        "{path} is no truth of a recording. Give boxes (JSON), a review, masks (NPZ) or a folder.", path=path
    )


def _recordings_in(folder: Path) -> dict[str, Path]:
    """Returns what may be a recording by the name that its truth file has before the suffix.

    Videos, MP4 first, come before folders and files without a suffix. A name is also found in lower case, unless
    another recording has it.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda each: (each.suffix.lower() != ".mp4", each.name))
    except OSError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=folder, reason=format_os_error(error)) from error
    names = {composed(each.name): each for each in reversed(entries)}
    videos = {composed(each.stem): each for each in reversed(entries) if each.suffix.lower() in VIDEO_SUFFIXES}
    exact = names | videos
    return {name.lower(): path for found in (names, videos) for name, path in found.items()} | exact


def _recording_of(path: Path, recordings: dict[str, Path]) -> Path | None:
    name = composed(path.stem)
    found = recordings.get(name) or recordings.get(name.lower())
    return found if found != path else None


def _in_folder(folder: Path, options: TruthOptions) -> list[TruthFile]:
    if published := published_recordings(folder):
        return [_published_truth(each) for each in published]
    named = []  # such as clip.json next to clip.mp4
    for parent, names in walk_files(folder):
        files = [parent / name for name in names if Path(name).suffix.lower() in TRUTH_SUFFIXES]
        recordings = _recordings_in(parent) if files else {}
        found = ((path, _recording_of(path, recordings)) for path in files)
        named += [(path, recording) for path, recording in found if recording is not None]
    return [_read_by(path, recording, options) for path, recording in named] or _clips_with_masks(folder, options)


def truth_of_frames(frames: Path) -> TruthFile | None:
    """Returns the truth of a folder of frames in a tree of REAL-Colon, SUN or SUN-SEG; None for other folders.

    Raises DatasetError if the tree cannot be read.
    """
    recording = published_recording(frames)
    return _published_truth(recording) if recording is not None else None


def _published_truth(recording: PublishedRecording) -> TruthFile:
    if recording.kind == "REAL-Colon":
        return real_colon_truth(recording)
    name, frames, labels = recording.name, recording.frames, recording.labels
    if not frames.is_dir():
        raise DatasetError("The frames of {path} are missing: there is no folder {frames}.", path=labels, frames=frames)
    if recording.kind == "SUN":
        return TruthFile(name, labels, frames, partial(_read_sun_case, recording))
    # Masks have the names of their frames.
    by_stem = {composed(path.stem): path for path in images_in(labels)}
    images = images_in(frames)
    masks = {image: by_stem.get(composed(image.stem)) for image in images}
    options = TruthOptions(rate_fps=recording.read_rate(), one_lesion=True)
    return TruthFile(name, labels, frames, partial(_read_clip, name, lambda: PLAIN, images, masks, options))


def _read_sun_case(recording: PublishedRecording, info: SourceInfo | None) -> RecordingTruth:
    """Reads the boxes of the frames in a case of SUN; each case shows one lesion."""
    path, images = recording.labels, images_in(recording.frames)
    numbers = {composed(image.stem): number for number, image in enumerate(images)}
    try:
        lines = [line for line in read_regular_text(path).splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        reason = format_os_error(error) if isinstance(error, OSError) else filled("it is not text")
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=reason) from error
    rows, missing = [], []
    for number, line in enumerate(lines, 1):
        if (parts := _SUN_LINE.fullmatch(line)) is None:
            raise DatasetError(
                "Line {number} of {path} is not a file name and a box: {text}",
                number=str(number),
                path=path,
                text=line[:60],
            )
        left, top, right, bottom = map(float, parts["box"].split(","))
        stem = composed(Path(parts["name"]).stem)
        if stem in numbers:
            rows.append(BoxRow(numbers[stem], (left, top, right, bottom), path.stem))
        else:
            missing.append(stem)
    notes = [_missing_note(str(path), missing)] if missing else []
    width_px, height_px = _picture_size(images, recording.frames)
    says = FileSays(len(images), width_px, height_px, recording.read_rate())
    truth = build_truth(path.stem, says, rows, where=str(path), notes=notes)
    return replace(truth, frame_names=tuple(numbers))


def _clips_with_masks(folder: Path, options: TruthOptions) -> list[TruthFile]:
    """Folders of frames with masks, as datasets are found; each folder of frames is a recording.

    Full frames declared polyp-free show no lesion; other frames without a mask file are of unknown state.
    """
    found = []
    for dataset in find_datasets([folder]):
        masks: dict[Path, dict[Path, Path | None]] = defaultdict(dict)
        for sample in dataset.samples:
            masks[sample.image_path.parent][sample.image_path] = sample.mask_path
        polyp_free = frozenset(sample.image_path for sample in dataset.samples if sample.polyp_free == "frame")
        for image in dataset.images_without_mask:
            masks[image.parent][image] = None
        for parent, own in masks.items():
            images = tuple(sorted(own, key=lambda image: natural_key(image.name)))
            name = parent.name if len(masks) > 1 else dataset.name
            reading = partial(sample_reading, dataset, NO_ANSWERS)
            read = partial(_read_clip, name, reading, images, own, options, polyp_free=polyp_free)
            found.append(TruthFile(name, parent, images, read))
    return found


def _read_clip(
    name: str,
    decide_reading: Callable[[], MaskReading],
    images: Sequence[Path],
    masks: dict[Path, Path | None],
    options: TruthOptions,
    info: SourceInfo | None,
    polyp_free: Collection[Path] = (),
) -> RecordingTruth:
    reading = decide_reading()
    width_px, height_px = _picture_size(images, images[0].parent)

    def read(path: Path) -> Mask:
        found = read_mask(path, reading)
        if found.shape != (height_px, width_px):
            size = f"{found.shape[1]} x {found.shape[0]}"
            raise DatasetError(
                "The mask {path} has {size} pixels, but the frames of {name} have {width_px} x {height_px}.",
                path=path,
                size=size,
                name=name,
                width_px=str(width_px),
                height_px=str(height_px),
            )
        return found

    rows, unknown = [], []
    for number, image in enumerate(images):
        if (path := masks[image]) is None:
            if image not in polyp_free:
                unknown.append(number)
            continue
        for region in find_regions(read(path)):
            x, y, width, height = map(float, region.box_xywh)
            rows.append(BoxRow(number, (x, y, x + width, y + height)))
    verbs = "has no mask and is" if len(unknown) == 1 else "have no mask and are"
    notes = [f"{name}: {len(unknown):,} of {len(images):,} frames {verbs} left out."] if unknown else []
    says = FileSays(len(images), width_px, height_px, options.rate_fps)
    truth = build_truth(name, says, rows, where=name, unknown=unknown, one_lesion=options.one_lesion, notes=notes)

    def mask(frame: int) -> Mask:
        path = masks[images[frame]]
        return np.zeros((height_px, width_px), np.bool_) if path is None else read(path)

    return replace(truth, mask=mask, frame_names=tuple(image.stem for image in images))


def _picture_size(images: Sequence[Path], folder: Path) -> tuple[int, int]:
    for image in images:
        if (size_px := image_size(image)) is not None:
            return size_px
    raise SourceError("{folder} has no frame that can be read.", folder=folder)


def _missing_note(where: str, missing: Sequence[str]) -> str:
    boxes = counted(len(missing), "box is", "boxes are")
    return f"{where}: {boxes} left out, of frames that are not there, such as {missing[0]}."
