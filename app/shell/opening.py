"""Opens sources: looks up what is remembered of a source before it is shown, and stores it afterwards."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.settings import Settings
from app.services.source_history import Remembered, find_moved, look_up, remember, source_name
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import mark, tr, tr_value
from app.widgets.file_dialogs import ask_for_file, ask_for_folder
from polyp_core.analysis.queue.discovery import holds_only_videos
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import one_line
from polyp_core.errors import ExportError, SourceError
from polyp_core.export.privacy import Privacy
from polyp_core.frames.dicom.series import DicomSeries, find_series, is_dicom_medium, main_series
from polyp_core.frames.file_kinds import DICOM_INDEX, DICOM_SUFFIXES, IMAGE_SUFFIXES, VIDEO_SUFFIXES
from resources import DEMO_CLIP

_log = logging.getLogger(__name__)

_VIDEO_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
_IMAGE_PATTERNS = " ".join(f"*{suffix}" for suffix in sorted(IMAGE_SUFFIXES))
_DICOM_PATTERNS = " ".join([*(f"*{suffix}" for suffix in sorted(DICOM_SUFFIXES)), DICOM_INDEX])
_FILTERS = {
    mark("Videos and images"): f"{_VIDEO_PATTERNS} {_IMAGE_PATTERNS} {_DICOM_PATTERNS}",
    mark("Videos"): _VIDEO_PATTERNS,
    mark("Images"): _IMAGE_PATTERNS,
    mark("DICOM"): _DICOM_PATTERNS,
    mark("All files"): "*",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """A source that is about to be shown. `key` is None if the file could not be read.

    `notice` is a sentence for the user if what is remembered has to be checked, or if the file was found again under
    another path than `moved_from`; "" otherwise. `series` are those of the DICOM medium on which it lies.
    """

    path: SourcePath
    key: str | None
    remembered: Remembered
    notice: str = ""
    moved_from: Path | None = None
    series: tuple[DicomSeries, ...] = ()

    @property
    def series_note(self) -> str:
        """A sentence if there are other series on the medium; "" otherwise."""
        shown = next((tr_value(each.label) for each in self.series if each.source == self.path), "")
        if len(self.series) < 2 or not shown:
            return ""
        text = tr("Of {count} DICOM series, {shown}, is shown. Choose another under View > DICOM series.")
        return text.format(count=len(self.series), shown=shown)


class SourceOpener(QObject):
    """Identifies the open source by its content, and stores its position, redactions and crop.

    They are read before a source opens, so that nothing of it can be exported without its redactions.
    """

    ready = Signal(object)
    """An Opening: show it now."""
    recordings_found = Signal(list)
    """list[Path] with a folder that holds no images but recordings, which are no source together."""

    def __init__(self, settings: Settings, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._tasks, self._window = settings, tasks, window
        self._lookup: Task | None = None
        self._current: Opening | None = None

    @property
    def current(self) -> Opening | None:
        """The source that is shown or about to be shown."""
        return self._current

    def ask_for_file(self) -> None:
        """Opens a video or an image that the user chooses."""
        filters = ";;".join(f"{tr(kind)} ({patterns})" for kind, patterns in _FILTERS.items())
        if path := ask_for_file(self._window, tr("Open a video or an image"), filters, self._folder()):
            self.open(path)

    def ask_for_folder(self) -> None:
        """Opens a folder of images that the user chooses."""
        if path := ask_for_folder(self._window, tr("Open a folder of frames"), self._folder()):
            self.open(path)

    def open_demo(self) -> None:
        """Opens the clip that ships with the program."""
        self.open(DEMO_CLIP)

    def open_all(self, paths: Sequence[Path]) -> None:
        """Opens one source, or several images as one."""
        self.open(paths[0] if len(paths) == 1 else tuple(paths))

    def open(self, path: SourcePath, series: tuple[DicomSeries, ...] = ()) -> None:
        """Looks up a source; `ready` follows. A newer call supersedes a pending one.

        A recent file that was renamed, or moved to the folder of another one, is found by its content. Of a folder of
        DICOM files or a DICOMDIR, the main series is opened. `series` are those of the medium on which `path` lies.
        """
        self.cancel()
        path = path.absolute() if isinstance(path, Path) else tuple(each.absolute() for each in path)
        self._lookup = self._tasks.run(_look_up, "Look up a source", path, self._settings.recent_files, series)
        self._lookup.completed.connect(self._on_found)

    def cancel(self) -> None:
        """Cancels the pending `open`."""
        if self._lookup is not None:
            self._lookup.cancel()
            # It may have ended already, with its signal still queued.
            self._lookup.completed.disconnect(self._on_found)
            self._lookup = None

    def opened(self) -> None:
        """Adds the current source to the recent files; called when it is on screen."""
        path = self._current.path if self._current is not None else None
        if self._current is not None and (former := self._current.moved_from) is not None:
            self._settings.recent_files = tuple(other for other in self._settings.recent_files if other != former)
        if isinstance(path, Path) and path != DEMO_CLIP:
            self._settings.add_recent(path)

    def left(self, frame_index: int, privacy: Privacy) -> None:
        """Stores the position and privacy of the current source; called when it is left or they change."""
        if self._current is not None:
            self._keep(replace(self._current.remembered, frame_index=frame_index), privacy)

    def keep_privacy(self, privacy: Privacy) -> None:
        """Stores the privacy of the current source; called before its first frame is on screen."""
        if self._current is not None:
            self._keep(self._current.remembered, privacy)

    def keep_text_checked(self) -> None:
        """Stores that the user has looked at the rectangles proposed for text in the current source."""
        if self._current is not None:
            remembered = replace(self._current.remembered, text_checked=True)
            self._keep(remembered, remembered.privacy)

    def choose_video_track(self, track: int | None) -> None:
        """Stores the video track of the current source; None is the main one."""
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
            _log.warning("The settings of a source could not be stored: %s", error)

    def forget_current(self) -> None:
        """Called when no source is shown any more."""
        self._current = None

    def _on_found(self, opening: Opening | list[Path]) -> None:
        self._lookup = None
        if isinstance(opening, list):
            self.recordings_found.emit(opening)
            return
        self.ready.emit(opening)
        self._current = opening

    def _folder(self) -> Path | None:
        recent = self._settings.recent_files
        return recent[0].parent if recent else None


def _look_up(
    handle: TaskHandle, path: SourcePath, recent: tuple[Path, ...], series: tuple[DicomSeries, ...]
) -> Opening | list[Path]:
    moved_from = None
    try:
        if isinstance(path, Path) and is_dicom_medium(path):
            series = tuple(find_series(path))
            path = main_series(series).source
        if isinstance(path, Path) and path in recent and not path.exists():
            folders = dict.fromkeys(each.parent for each in (path, *recent))
            if (moved := find_moved(path, folders)) is not None:
                path, moved_from = moved, path
        if isinstance(path, Path) and holds_only_videos(path):
            return [path]
        found = look_up(path)
        notice = found.notice
        if moved_from is not None:
            moved_notice = tr("{former} is now {path}.").format(
                former=source_name(moved_from), path=one_line(str(path))
            )
            notice = f"{moved_notice} {notice}".strip()
        opening = Opening(path, found.key, found.remembered, notice, moved_from, series)
    except (OSError, SourceError):
        # Opening the source will show what is wrong.
        opening = Opening(path, None, Remembered())
    handle.raise_if_cancelled()
    return opening
