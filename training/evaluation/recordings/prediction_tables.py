"""Reads predictions that another system made, from a table of boxes (CSV) or a label file such as COCO."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from polyp_core.display_text import filled
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import decode_text, format_os_error, read_regular
from polyp_core.label_formats.label_files import read_label_file
from polyp_core.label_formats.label_format import LabelledImage
from polyp_core.masks.regions import Mask
from polyp_core.printable_names import composed
from training.evaluation.recordings.box_rows import BoxRow, check_frames, of_classes, outside_notes, place_boxes
from training.evaluation.recordings.prediction import RecordingPrediction, frames_without_quality, regions_of_boxes
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_labels import box_rows

_FRAME = ("frame", "frame_index", "frame_number")
_FILE = ("file", "file_name", "filename", "image")
_RECORDING = ("recording", "video", "video_name")
_SCORE = ("score", "confidence", "max_probability", "probability")
_LABEL = ("label", "class", "category")
_CORNERS = (("left", "top", "right", "bottom"), ("x0", "y0", "x1", "y1"), ("xmin", "ymin", "xmax", "ymax"))
_SIZES = (("x", "y", "width", "height"), ("x", "y", "w", "h"))


@dataclass(frozen=True, slots=True)
class _Row:
    """A box of a table, whose frame is a number or the stem of a file."""

    frame: int | str
    box: tuple[float, float, float, float]
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class PredictionTable:
    """Predictions of one or several recordings.

    `rows` are by the name of the recording in the normal form NFC; "" if the table does not name them.
    """

    path: Path
    rows: Mapping[str, Sequence[_Row]]
    images: Sequence[LabelledImage] = field(default=())

    def prediction(self, truth: RecordingTruth, classes: frozenset[str], *, is_only: bool) -> RecordingPrediction:
        """Returns the predictions of the recording that `truth` is about.

        A table that does not name recordings is of the only one (`is_only`). Raises DatasetError if it does not fit.
        """
        if "" in self.rows and not is_only:
            raise DatasetError(
                "{path} does not say which recording a box is of. Add a column named recording, or give a folder "
                "with a table of the name of each truth.",
                path=self.path,
            )
        where = f"{self.path}, {truth.name}" if "" not in self.rows else str(self.path)
        own = self.rows.get("", self.rows.get(composed(truth.name), ()))
        names = _frames_by_name(truth)
        rows = [_placed(row, names, truth.name, where) for row in own]
        rows = list(of_classes(rows, classes, where=where))
        check_frames([row.frame for row in rows], truth.frame_count, where=where)
        found, is_inside = place_boxes(rows, truth.width_px, truth.height_px)
        boxes = found[is_inside]
        boxes = boxes[np.argsort(boxes["frame"], kind="stable")]
        notes = outside_notes(found, is_inside, truth.width_px, truth.height_px, where=where)
        if not rows:
            notes.append(f"{where}: there is no box of this recording.")
        return RecordingPrediction(
            frames_without_quality(truth.frame_count, truth.rate_fps),
            regions_of_boxes(boxes, truth.width_px, truth.height_px),
            truth.width_px,
            truth.height_px,
            boxes,
            _masks(self.images, truth) if self.images else None,
            tuple(notes),
        )


def _placed(row: _Row, names: Mapping[str, int], recording: str, where: str) -> BoxRow:
    """Returns the row with the number of its frame, by `names` if it has a name. Raises DatasetError."""
    frame = row.frame
    if isinstance(frame, str):
        if composed(frame) not in names:
            raise DatasetError(
                "{where} has boxes of the file {frame}, which is no frame of {name}.",
                where=where,
                frame=frame,
                name=recording,
            )
        frame = names[composed(frame)]
    return BoxRow(frame, row.box, "", row.label, row.score)


def _frames_by_name(truth: RecordingTruth) -> dict[str, int]:
    return {composed(name): index for index, name in enumerate(truth.frame_names)}


def is_table(path: Path) -> bool:
    """True if `path` is a table of predictions, or a folder of them, and no model file."""
    return path.is_dir() or path.suffix.lower() in (".csv", ".json")


def read_table(path: Path) -> PredictionTable:
    """Reads a CSV or label file, or all CSV files in a folder, each named after its recording. Raises DatasetError."""
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix.lower() == ".csv")
        if not files:
            raise DatasetError("{path} has no table of predictions (CSV).", path=path)
        return PredictionTable(path, {composed(file.stem): _read_csv(file).get("", ()) for file in files})
    if path.suffix.lower() == ".csv":
        return PredictionTable(path, _read_csv(path))
    images = list(read_label_file(path).images.values())
    rows = []
    for image in images:
        lost = (each.problem for each in image.objects if each.problem and (each.has_area or each.box_xywh is None))
        if problem := image.problem or next(lost, ""):
            raise DatasetError(
                "{file} has {problem} for {picture}.", file=path, problem=problem, picture=image.file_name
            )
        frame = Path(image.file_name).stem if image.frame_index is None else image.frame_index
        for row in box_rows(0, image):
            rows.append(_Row(frame, row.box, row.label, _checked_score(row.score, path)))
    has_areas = any(image.areas for image in images)
    return PredictionTable(path, {"": rows}, images if has_areas else ())


def _read_csv(path: Path) -> dict[str, list[_Row]]:
    try:
        text = decode_text(read_regular(path))
    except OSError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=format_os_error(error)) from error
    except UnicodeDecodeError as error:
        raise DatasetError("{path} cannot be read: {reason}.", path=path, reason=filled("it is not text")) from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    columns = {name.strip().lower(): name for name in reader.fieldnames or () if name}
    frame, file = _first(columns, _FRAME), _first(columns, _FILE)
    recording, score, label = (_first(columns, names) for names in (_RECORDING, _SCORE, _LABEL))
    corners = next((names for names in _CORNERS if set(names) <= set(columns)), None)
    sizes = next((names for names in _SIZES if set(names) <= set(columns)), None)
    places = corners or sizes
    if places is None or (frame is None and file is None):
        raise DatasetError(
            "{path} lacks columns. A table of boxes has frame (from 0) or file, and left, top, right, bottom or x, "
            "y, width, height in pixels; score, recording and label are optional. It has: {columns}.",
            path=path,
            columns=", ".join(columns) or "none",
        )
    rows: dict[str, list[_Row]] = defaultdict(list)
    for line, row in enumerate(reader, 2):
        try:
            first, second, third, fourth = (float(row[columns[name]]) for name in places)
            place = int(row[frame]) if frame is not None else Path(row[str(file)]).stem
            value = float(row[score]) if score is not None else 1.0
        except (TypeError, ValueError) as error:
            raise DatasetError(
                "Line {line} of {path} is not a box: a number is missing or is not one.", line=str(line), path=path
            ) from error
        if corners is None:
            third, fourth = first + third, second + fourth
        box = (first, second, third, fourth)
        if not np.isfinite(box).all():
            raise DatasetError(
                "Line {line} of {path} is not a box: a number is out of range.", line=str(line), path=path
            )
        name = row[recording].strip() if recording is not None else ""
        text_label = row[label].strip() if label is not None else ""
        rows[composed(name)].append(_Row(place, box, text_label, _checked_score(value, path)))
    return dict(rows) or {"": []}


def _first(columns: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((columns[name] for name in names if name in columns), None)


def _checked_score(score: float, path: Path) -> float:
    if not 0 <= score <= 1:
        raise DatasetError("{path} has a score of {score}. Scores are between 0 and 1.", path=path, score=f"{score:g}")
    return score


def _masks(images: Sequence[LabelledImage], truth: RecordingTruth) -> Callable[[int], Mask]:
    names = _frames_by_name(truth)
    by_frame = {
        names.get(composed(Path(image.file_name).stem)) if image.frame_index is None else image.frame_index: image
        for image in images
    }

    def mask(frame: int) -> Mask:
        image = by_frame.get(frame)
        return np.zeros((truth.height_px, truth.width_px), bool) if image is None else image.mask()

    return mask
