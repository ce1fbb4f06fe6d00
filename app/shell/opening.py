"""From the wish to open something to the workspace that shows it, with what is remembered of it in place."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.settings import Settings
from app.services.source_history import Remembered, SourcePath, look_up, remember
from app.services.tasks import Task, TaskHandle, Tasks
from polyp_core.errors import ExportError, SourceError
from polyp_core.export.privacy import Privacy
from polyp_core.frames.file_kinds import IMAGE_SUFFIXES, VIDEO_SUFFIXES
from resources import DEMO_CLIP

_log = logging.getLogger(__name__)

_VIDEO_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
_IMAGE_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
_FILTERS = (
    f"Videos and images ({_VIDEO_PATTERNS} {_IMAGE_PATTERNS});;Videos ({_VIDEO_PATTERNS});;"
    f"Images ({_IMAGE_PATTERNS});;All files (*)"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A source that is about to be shown. `key` is None where the file could not be read for one.

    `notice` is a sentence about what is remembered, where the user has to check it; "" otherwise.
    """

    path: SourcePath
    key: str | None
    remembered: Remembered
    notice: str = ""


class SourceOpener(QObject):
    """Knows the source on screen by its content, and keeps where it was left and what is hidden in its exports.

    What is remembered is read before a source opens: nothing can be exported of it while its redactions are unknown.
    """

    ready = Signal(object)
    """An Opening: show it now."""

    def __init__(self, settings: Settings, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._tasks, self._window = settings, tasks, window
        self._looking: Task | None = None
        self._current: Opening | None = None

    @property
    def current(self) -> Opening | None:
        """The source that is shown or about to be."""
        return self._current

    def ask_for_file(self) -> None:
        """Lets the person choose a video or an image, and opens it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open a video or an image", self._folder(), _FILTERS)
        if path:
            self.open(Path(path))

    def ask_for_folder(self) -> None:
        """Lets the person choose a folder of images, and opens it."""
        path = QFileDialog.getExistingDirectory(self._window, "Open a folder of frames", self._folder())
        if path:
            self.open(Path(path))

    def open_demo(self) -> None:
        """Opens the clip that ships with the program."""
        self.open(DEMO_CLIP)

    def open_all(self, paths: Sequence[Path]) -> None:
        """Opens what was dropped or named: one source, or several images as one."""
        self.open(paths[0] if len(paths) == 1 else tuple(paths))

    def open(self, path: SourcePath) -> None:
        """Opens a source; `ready` follows. Of several calls the latest counts."""
        self.abandon()
        path = path.absolute() if isinstance(path, Path) else tuple(each.absolute() for each in path)
        self._looking = self._tasks.run(_look_up, "Look up a source", path)
        self._looking.completed.connect(self._on_found)

    def abandon(self) -> None:
        """Forgets a wish that is still being looked up."""
        if self._looking is not None:
            self._looking.cancel()
            # It may have ended already, with its answer on the way.
            self._looking.completed.disconnect(self._on_found)
            self._looking = None

    def opened(self) -> None:
        """To be called when the current source is on screen: it is now a recent file."""
        path = self._current.path if self._current is not None else None
        if isinstance(path, Path) and path != DEMO_CLIP:
            self._settings.add_recent(path)

    def left(self, frame_index: int, privacy: Privacy) -> None:
        """To be called when the current source is left, or what is hidden in it has changed."""
        if self._current is not None:
            self._keep(replace(self._current.remembered, frame_index=frame_index), privacy)

    def keep_privacy(self, privacy: Privacy) -> None:
        """To be called when what is hidden in the current source is set before a frame of it is on screen."""
        if self._current is not None:
            self._keep(self._current.remembered, privacy)

    def choose_video_track(self, track: int | None) -> None:
        """To be called when another video track of the current source is to be shown from now on."""
        if self._current is not None and track != self._current.remembered.video_track:
            remembered = replace(self._current.remembered, video_track=track)
            self._keep(remembered, remembered.privacy)

    def _keep(self, remembered: Remembered, privacy: Privacy) -> None:
        assert self._current is not None
        chosen = remembered.privacy_chosen or privacy != remembered.privacy
        remembered = replace(remembered, privacy=privacy, privacy_chosen=chosen)
        self._current = replace(self._current, remembered=remembered)
        if self._current.key is None:
            return
        try:
            remember(self._current.key, remembered)
        except ExportError as error:
            _log.warning("What is remembered of a source could not be kept: %s", error)

    def forget_current(self) -> None:
        """To be called when no source is on screen any more."""
        self._current = None

    def _on_found(self, opening: Opening) -> None:
        self._looking = None
        self.ready.emit(opening)
        self._current = opening

    def _folder(self) -> str:
        recent = self._settings.recent_files
        return str(recent[0].parent) if recent else ""


def _look_up(handle: TaskHandle, path: SourcePath) -> Opening:
    try:
        found = look_up(path)
        opening = Opening(path, found.key, found.remembered, found.notice)
    except (OSError, SourceError):
        # Opening it will say what is wrong, in words for the person.
        opening = Opening(path, None, Remembered())
    handle.raise_if_cancelled()
    return opening
