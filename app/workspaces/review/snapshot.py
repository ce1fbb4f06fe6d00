"""The frame on screen as a picture to keep: a PNG file by one key, or the clipboard."""

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.canvas.picture_composition import TRUTH_STYLE
from app.services.tasks import TaskHandle, Tasks
from app.translation import tr
from app.widgets.qimages import to_qimage
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.images import encode_png
from polyp_core.export.output_folder import safe_name
from polyp_core.export.privacy import Privacy
from polyp_core.export.provenance import Provenance
from polyp_core.files.atomic_files import write_bytes, write_error
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.files.private_files import make_private_folder
from polyp_core.frames.frame import Image
from polyp_core.masks.overlay import SECOND_STYLE, OverlayStyle, draw_mask
from polyp_core.masks.regions import Mask

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frame of `source` as it is on screen.

    `provenance` is None while no model is loaded, `truth` (H x W) where no expert's mask is outlined on the screen.
    With `neutral_name` the name of the source is in no file name. With `model_hidden` no mask is drawn, as on the
    screen. `second` (H x W) is the mask of a second model, None where none is outlined.
    """

    source: str
    analysed: AnalysedFrame
    style: OverlayStyle
    privacy: Privacy
    provenance: Provenance | None
    with_overlay: bool
    truth: Mask | None = None
    neutral_name: bool = False
    model_hidden: bool = False
    second: Mask | None = None

    @property
    def name(self) -> str:
        """What the picture is called: by its source and its number, or by its own file where each frame is one."""
        frame = self.analysed.frame
        if frame.name is None or self.neutral_name:
            source = "snapshot" if self.neutral_name else self.source
            return f"{source}-{frame.index:06d}{'' if self.shows_mask else '-bare'}"
        return f"{Path(frame.name).stem}-{'overlay' if self.shows_mask else 'bare'}"

    @property
    def shows_mask(self) -> bool:
        """Whether a mask will be drawn: it was asked for, may be seen, and the frame has been analysed."""
        return self.with_overlay and not self.model_hidden and self.analysed.prediction is not None

    @property
    def missing_mask(self) -> str:
        """A sentence that says why there is no mask although one was asked for; "" otherwise."""
        if not self.with_overlay or self.shows_mask:
            return ""
        return (
            tr("The model is hidden: no overlay.")
            if self.model_hidden
            else tr("This frame has no mask yet: no overlay.")
        )

    @property
    def withheld(self) -> bool:
        """Whether redactions and crop do not fit the picture, so that all of it is hidden."""
        height_px, width_px = self.analysed.frame.image.shape[:2]
        return self.privacy.withholds(width_px, height_px)

    def render(self) -> Image:
        """The picture with redactions and crop applied, and the overlay where the frame has one: h x w x 3."""
        if not self.shows_mask:
            return self.privacy.redact_and_crop(self.analysed.frame.image)
        caption = self.provenance.caption if self.provenance is not None else ""
        analysed = self.analysed
        for mask, style in ((self.second, SECOND_STYLE), (self.truth, TRUTH_STYLE)):
            if mask is not None:
                outlined = draw_mask(analysed.frame.image, self.privacy.clear_hidden(mask), style)
                analysed = replace(analysed, frame=replace(analysed.frame, image=outlined))
        return AnnotatedFrame(analysed, self.style, self.privacy, caption).annotated


class SnapshotSaver(QObject):
    """Saves and copies images in a background thread."""

    saved = Signal(Path, str)
    """Where the picture went, and why it lacks the mask that was asked for, if it does."""
    copied = Signal(str)
    """The picture is on the clipboard; why it lacks the mask that was asked for, if it does."""
    failed = Signal(object)
    """The exception."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def save(self, snapshot: Snapshot, folder: Path, sources: Sequence[Path] = ()) -> None:
        """Writes the picture into `folder` under a name that is not taken; it may not lie inside one of `sources`."""
        self._run(
            "Save the picture",
            lambda: _write(snapshot, folder, sources),
            lambda path: self.saved.emit(path, snapshot.missing_mask),
        )

    def copy(self, snapshot: Snapshot) -> None:
        """Puts the picture on the clipboard."""

        def put(image: Image) -> None:
            QGuiApplication.clipboard().setImage(to_qimage(image))
            self.copied.emit(snapshot.missing_mask)

        self._run("Copy the picture", snapshot.render, put)

    def _run(self, name: str, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        def run(handle: TaskHandle) -> Result:
            return work()

        task = self._tasks.run(run, name)
        task.completed.connect(then)
        task.failed.connect(self.failed)


def _write(snapshot: Snapshot, folder: Path, sources: Sequence[Path] = ()) -> Path:
    name = safe_name(snapshot.name)
    refuse_overlap([folder / f"{name}.png"], sources)
    picture = encode_png(snapshot.render(), snapshot.provenance.comment if snapshot.provenance is not None else "")
    path = _take_path(folder, name)
    try:
        write_bytes(path, picture, private=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _take_path(folder: Path, name: str) -> Path:
    """Makes an empty file such as `clip-000123.png`, with a number behind it where that is taken.

    Raises ExportError.
    """
    path = folder / f"{name}.png"
    try:
        make_private_folder(folder)
        for number in itertools.count(2):
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                path = folder / f"{name}-{number}.png"
            else:
                break
    except OSError as error:
        raise write_error(path, error) from error
    return path
