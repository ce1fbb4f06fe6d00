"""FrameSuggestions: finds the frames to label next, and opens them in the mask editor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from app.services.latest_task import LatestTask
from app.services.queue_service import QueueService
from app.services.tasks import TaskHandle
from app.shell.shell_context import ShellContext
from app.translation import tr, tr_error
from app.workspaces.review.labelling.suggestions_dialog import SuggestionsDialog
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.errors import PolypViewerError
from polyp_core.frames.frame import Deinterlace
from polyp_core.inference.segmenter import Segmenter
from polyp_core.labelling.frame_suggestions import Candidates, Suggestion, read_candidates, suggest_frames


@dataclass(frozen=True, slots=True)
class _Recording:
    source: SourcePath
    group: str = ""
    video_track: int | None = None
    store: ProbabilityMapCache | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    recordings: Sequence[_Recording]
    count: int
    segmenter: Segmenter
    second: Segmenter | None
    deinterlace: Deinterlace
    is_reserved: Callable[[str], bool]


class FrameSuggestions(QObject):
    """Opens the dialog, suggests in the background, and leads to a frame, also of another recording."""

    def __init__(self, context: ShellContext, queue: QueueService) -> None:
        super().__init__(context.window)
        self._context, self._review, self._queue = context, context.review, queue
        self._task = LatestTask(context.tasks, "Suggest frames", self)
        self._task.completed.connect(self._show)
        self._task.failed.connect(self._on_failed)
        self._awaited: Suggestion | None = None  # until its recording and its frame are on screen
        self.dialog: SuggestionsDialog | None = None
        context.actions.on("suggest_frames", self._open_dialog)
        self._review.decisions.changed.connect(self._edit_awaited)
        self._review.player.frame_changed.connect(lambda _: self._edit_awaited())
        self._review.source_failed.connect(self._forget)

    @Slot()
    def _open_dialog(self) -> None:
        if self.dialog is None:
            self.dialog = SuggestionsDialog(self._context.window)
            self.dialog.requested.connect(self._suggest)
            self.dialog.frame_chosen.connect(self._go_to)
        self.dialog.set_queue_length(len(self._queue.queue.entries))
        self.dialog.show()
        self.dialog.raise_()
        if self.dialog.suggest.isEnabled():
            self.dialog.suggest.click()

    @Slot(int, bool)
    def _suggest(self, count: int, from_list: bool) -> None:
        assert self.dialog is not None
        recordings, segmenter = self._recordings(from_list), self._review.session.segmenter
        if not recordings or segmenter is None:
            no_recording = tr("Open a recording first, or add some to Recordings.")
            self.dialog.show_notes([tr("Load a model first.") if recordings else no_recording])
            return
        self.dialog.show_busy(True)
        folder = self._context.settings.corrections_dir

        def is_reserved(key: str) -> bool:
            from training.corrections.reserved import is_reserved  # loads pandas

            return folder is not None and is_reserved(folder, key)

        second, deinterlace = self._review.comparison.second.segmenter, self._review.deinterlace
        self._task.request(_find, _Request(recordings, count, segmenter, second, deinterlace, is_reserved))

    def _recordings(self, from_list: bool) -> list[_Recording]:
        """Returns the open recording, and those of the list if they are wanted."""
        found = {}
        if from_list:
            found = {each.source: _Recording(each.source, each.group) for each in self._queue.queue.entries}
        opened, info = self._review.session.source, self._review.current_source
        if opened is not None and info is not None and info.is_recording:
            group = found[opened.path].group if opened.path in found else ""
            found[opened.path] = _Recording(opened.path, group, opened.video_track, self._review.session.store)
        return list(found.values())

    @Slot(object)
    def _show(self, found: tuple[list[Suggestion], list[str]]) -> None:
        if self.dialog is not None:
            self.dialog.show_busy(False)
            self.dialog.show_suggestions(*found)

    @Slot(str)
    def _on_failed(self, problem: str) -> None:
        if self.dialog is not None:
            self.dialog.show_busy(False)
            self.dialog.show_notes([problem])

    # -- Going to a frame ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _go_to(self, suggestion: Suggestion) -> None:
        self._review.mask_editor.set_active(False)
        self._awaited = suggestion
        opened = self._review.session.source
        if opened is None or opened.path != suggestion.source:
            self._context.opener.open(suggestion.source)
        else:
            self._edit_awaited()

    @Slot()
    def _edit_awaited(self) -> None:
        """Goes to the frame once its recording is open, and edits its mask once it is on screen."""
        awaited, review = self._awaited, self._review
        opened, shown = review.session.source, review.player.shown
        if awaited is None or opened is None or opened.path != awaited.source or not review.decisions.is_open:
            return
        if shown is None or shown.frame.index != awaited.frame_index:
            if review.player.position != awaited.frame_index:
                review.player.pause()
                review.player.seek(awaited.frame_index)
            return
        self._awaited = None
        review.mask_editor.set_active(True)

    @Slot()
    def _forget(self) -> None:
        self._awaited = None


def _find(handle: TaskHandle, request: _Request) -> tuple[list[Suggestion], list[str]]:
    """Returns the suggestions, and sentences on recordings that were left out, or on why there are none."""
    candidates: list[Candidates] = []
    notes: list[str] = []
    reserved = 0
    for number, each in enumerate(request.recordings):
        handle.raise_if_cancelled()
        handle.progress(number / len(request.recordings))
        try:
            found = read_candidates(
                each.source,
                request.segmenter,
                store=each.store,
                second=request.second,
                group=each.group,
                deinterlace=request.deinterlace,
                video_track=each.video_track,
                is_reserved=request.is_reserved,
            )
        except (PolypViewerError, OSError) as error:
            notes.append(tr_error(error))
            continue
        if found is None:
            reserved += 1
        else:
            candidates.append(found)
    count = len(request.recordings)
    unfinished = sum(each.analysed_share < 1 for each in candidates)
    if unfinished:
        notes.append(tr("Not analysed completely: {n} of {count} recordings.").format(n=unfinished, count=count))
    if reserved:
        notes.append(tr("Kept for the test: {n} of {count} recordings.").format(n=reserved, count=count))
    suggestions = suggest_frames(candidates, request.count)
    if not suggestions and any(each.analysed_share for each in candidates):
        notes.insert(0, tr("No frame is worth it: the model is sure of all that it has analysed."))
    return suggestions, notes
