"""Reads what is known of recordings from files: boxes as JSON, packed masks, reviews."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import filled, text_of_error
from polyp_core.errors import DatasetError
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.frame import SourceInfo
from polyp_core.masks.regions import Mask, bounding_box
from polyp_core.review.records import Decision, Recording
from polyp_core.review.review_json import ReaderRecords, read_review_json
from polyp_core.review.review_reading import read_content
from training.evaluation.recordings.box_rows import BoxRow, FileSays, build_truth
from training.evaluation.recordings.truth import RecordingTruth


@dataclass(frozen=True, slots=True)
class TruthOptions:
    """How truth files are read: `rate_fps` of recordings that do not say it, which `classes` are lesions, whether all
    boxes without a lesion's name show the same one, and whose review is used.
    """

    rate_fps: float | None = None
    classes: frozenset[str] = field(default_factory=frozenset)
    one_lesion: bool = False
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class TruthFile:
    """The truth of one recording before it is read.

    `recording` is the recording itself; None if only a table of predictions can be judged with this truth.
    `read(info)` returns the truth; `info` are the properties of the open recording, None if it is not open. It raises
    DatasetError or ReviewError.
    """

    name: str
    path: Path
    recording: SourcePath | None
    read: Callable[[SourceInfo | None], RecordingTruth]

    def read_for(self, info: SourceInfo | None) -> RecordingTruth:
        """As `read`; raises DatasetError if the truth does not fit the recording."""
        truth = self.read(info)
        if info is not None:
            check_fit(truth, info, self.path)
        return truth


def check_fit(truth: RecordingTruth, info: SourceInfo, path: Path) -> None:
    """Raises DatasetError if the truth read from `path` is not of the recording with these properties."""
    if truth.frame_count != info.frame_count:
        raise DatasetError(
            "{path} is the truth of a recording with {frames} frames, but {info} has {own_frames}.",
            path=path,
            frames=truth.frame_count,
            info=info.path,
            own_frames=info.frame_count,
        )
    if (truth.width_px, truth.height_px) != (info.width_px, info.height_px):
        raise DatasetError(
            "{path} is the truth of pictures with {width_px} x {height_px} pixels, but those of {info} have "
            "{own_width_px} x {own_height_px}.",
            path=path,
            width_px=str(truth.width_px),
            height_px=str(truth.height_px),
            info=info.path,
            own_width_px=str(info.width_px),
            own_height_px=str(info.height_px),
        )


def read_boxes(path: Path, options: TruthOptions, info: SourceInfo | None) -> RecordingTruth:
    """Reads boxes per frame from JSON: `{"width":, "height":, "fps":, "frames": [[{"bbox": [x0, y0, x1, y1]}], ...]}`.

    A frame that is null is of unknown state. A box may have a `lesion` (or `unique_id`) and a `label`. Raises
    DatasetError.
    """
    content = read_json_file(path)
    try:
        frames: list[Any] = content["frames"]
        rows, unknown = [], []
        for index, frame in enumerate(frames):
            if frame is None:
                unknown.append(index)
                continue
            for each in frame:
                left, top, right, bottom = map(float, each["bbox"])
                lesion = str(each.get("lesion", each.get("unique_id", "")))
                rows.append(BoxRow(index, (left, top, right, bottom), lesion, str(each.get("label", ""))))
        rate_fps = content.get("fps")
        says = FileSays(len(frames), int(content["width"]), int(content["height"]), _rate(rate_fps, options, info))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DatasetError(
            '{path} is not a list of boxes for each frame: {{"width": ..., "height": ..., "frames": [[{{"bbox": '
            "[left, top, right, bottom]}}, ...], ...]}}.",
            path=path,
        ) from error
    return build_truth(
        path.stem,
        says,
        rows,
        where=str(path),
        unknown=unknown,
        classes=options.classes,
        one_lesion=options.one_lesion,
    )


def read_packed_masks(path: Path, options: TruthOptions, info: SourceInfo | None) -> RecordingTruth:
    """Reads the masks of all frames from an NPZ file as `resources/demo/README.md` describes it.

    `bits` are the masks, `shape` is frames, height and width, and frames of one `scene` show the same lesion. Raises
    DatasetError.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            bits, shape = file["bits"], [int(number) for number in file["shape"]]
            scene = file["scene"]
        count, height_px, width_px = shape
        if bits.shape != (count, height_px, -(-width_px // 8)) or scene.shape != (count,):
            raise ValueError("the arrays do not fit their shape")
    except (OSError, ValueError, KeyError) as error:
        raise DatasetError("{path} cannot be read as packed masks: {reason}.", path=path, reason=error) from error

    def mask(frame: int) -> Mask:
        return np.unpackbits(bits[frame], axis=-1, count=width_px).view(np.bool_)

    rows = []
    for frame in np.flatnonzero(bits.any(axis=(1, 2))).tolist():
        rows.append(BoxRow(frame, _corners(mask(frame)), f"scene {scene[frame]}"))
    says = FileSays(count, width_px, height_px, _rate(None, options, info))
    truth = build_truth(path.stem, says, rows, where=str(path))
    return replace(truth, mask=mask)


def read_review(path: Path, options: TruthOptions, info: SourceInfo | None) -> RecordingTruth:
    """Reads a reader's decisions, from a review file or its JSON.

    Confirmed findings are lesions, rejected ones are none. The frames of unsure and undecided findings are of unknown
    state, as are all other frames until the review is signed off. A review has no box in each frame, so every alarm in
    a lesion's frames is a hit. Raises DatasetError and ReviewError.
    """
    recording, readers = _reviews(path)
    chosen = [each for each in readers if options.reader in (None, each.reader)]
    if len(chosen) != 1:
        names = ", ".join(each.reader for each in readers) or filled("nobody")
        raise DatasetError("{path} has the reviews of {names}. Choose one with --reader.", path=path, names=names)
    [own] = chosen
    count = recording.frame_count
    is_known = np.full(count, own.sign_off is not None)
    whole = (0.0, 0.0, float(recording.width_px), float(recording.height_px))
    rows = []
    # Later states prevail where findings overlap: what is unsure stays unknown.
    for state in ("rejected", "confirmed", "unsure", "undecided"):
        for decision in (each for each in own.decisions if each.state == state):
            frames = range(decision.extent.first_frame, decision.extent.last_frame + 1)
            is_known[frames.start : frames.stop] = state in ("rejected", "confirmed")
            if state == "confirmed":
                rows += [BoxRow(frame, whole, _lesion_name(decision, own.decisions)) for frame in frames]
    rate_fps = count / recording.duration_s if recording.duration_s else None
    says = FileSays(count, recording.width_px, recording.height_px, _rate(None, options, info) or rate_fps)
    notes = [f"{path}: a review has no box in each frame, so every alarm in the frames of a lesion counts as a hit."]
    if own.sign_off is None:
        notes.append(f"{path}: the review is not signed off, so only the frames of decided findings are judged.")
    unknown = np.flatnonzero(~is_known).tolist()
    truth = build_truth(path.stem, says, rows, where=str(path), unknown=unknown, notes=notes)
    return replace(truth, has_boxes=False)


def _reviews(path: Path) -> tuple[Recording, Sequence[ReaderRecords]]:
    if path.suffix.lower() == ".json":
        document = read_review_json(path)
        return document.recording, document.readers
    content = read_content(path)
    return content.recording, [ReaderRecords.of(review) for review in content.reviews.values()]


def _lesion_name(decision: Decision, decisions: Sequence[Decision]) -> str:
    first = next(number for number, each in enumerate(decisions, 1) if each.lesion_id == decision.lesion_id)
    return f"finding {first}"


def _rate(own: float | None, options: TruthOptions, info: SourceInfo | None) -> float | None:
    """Returns the rate that the truth, the video or the user states, in this order; pictures have none of their own."""
    if own:
        return float(own)
    return info.rate_fps if info is not None and info.kind == "video" else options.rate_fps


def _corners(mask: Mask) -> tuple[float, float, float, float]:
    box = bounding_box(mask)
    assert box is not None
    x, y, width, height = box
    return float(x), float(y), float(x + width), float(y + height)


def read_json_file(path: Path) -> Any:
    """Returns the content of a JSON file. Raises DatasetError."""
    try:
        return read_json(path)
    except OSError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=format_os_error(error)) from error
    except JsonError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=text_of_error(error)) from error
