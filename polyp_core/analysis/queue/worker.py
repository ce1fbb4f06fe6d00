"""QueueWorker: analyses the recordings of the queue one after the other, in a background thread."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from polyp_core.analysis.queue.discovery import check_same_content, describe_info, find_moved, identify, is_present
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.analysis.recording_predictions import OpenedSource, RecordingPredictions
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.display_text import filled, joined
from polyp_core.errors import DeviceError, ModelFileError, PolypViewerError, unexpected_error
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.frame import Deinterlace, FrameSource, SourceInfo
from polyp_core.frames.open import open_source
from polyp_core.frames.reopening import ReopenableSource
from polyp_core.inference.segmenter_thread import SegmenterThread

_log = logging.getLogger(__name__)

_TICK_S = 1.0
_CHECK_FILES_S = 10.0
_STALLED_S = 60.0
_COUNT_AFTER_S = 2.0  # sliders move in small steps
_MEMORY_MB = 64.0


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """How recordings are opened and analysed: as the viewer does, so that both use the same stored maps."""

    policy: AlarmPolicy = field(default_factory=AlarmPolicy)
    deinterlace: Deinterlace = "auto"
    image_rate_fps: float = 25.0


@dataclass(frozen=True, slots=True)
class Viewed:
    """The recording that is open in the viewer and analysed there; the queue leaves it alone meanwhile.

    `needs_processor` is true while its playback or analysis needs the processor, for which the queue waits.
    """

    source: SourcePath
    needs_processor: bool = True
    info: SourceInfo | None = None
    share_analysed: float = 0.0
    finding_count: int = 0
    policy: AlarmPolicy | None = None
    """Policy of `finding_count`."""
    is_complete: bool = False


class QueueWorker:
    """Works through a queue while this process owns it, with the segmenter that it is given.

    What was analysed before is in the store of probability maps and is not analysed again. `chosen_track` returns the
    video track to analyse of the source with a content key, None for the main one.
    """

    def __init__(
        self, queue: RecordingQueue, *, chosen_track: Callable[[str], int | None] = lambda content_key: None
    ) -> None:
        self._queue, self._chosen_track = queue, chosen_track
        self._segmenter: SegmenterThread | None = None
        self._options, self._options_since_s = AnalysisOptions(), 0.0
        self._viewed: Viewed | None = None
        self._is_live = False
        self._changed = threading.Condition()
        self._is_woken = self._is_interrupted = self._closed = False
        self._source: FrameSource | None = None  # of the entry under way; closed to end waiting for its index
        self._current_id = ""
        self._checked_files_s = float("-inf")
        self._analysed_frames, self._analysed_in_s = 0, 0.0  # since the start of the program
        self._thread = threading.Thread(target=self._run, name="recording-queue", daemon=True)

    # -- For other threads ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the thread, which opens the queue; once."""
        self._thread.start()

    def set_segmenter(self, segmenter: SegmenterThread | None) -> None:
        """Sets the segmenter; a recording under way is continued with it. Without one the queue waits."""
        if segmenter is not self._segmenter:
            self._segmenter = segmenter
            self._interrupt()

    def set_options(self, options: AnalysisOptions) -> None:
        """Changes how recordings are analysed."""
        self._options, self._options_since_s = options, time.monotonic()
        self.wake()

    def set_viewed(self, viewed: Viewed | None) -> None:
        """Sets what is open in the viewer; to be called again when it changes."""
        if viewed != self._viewed:
            self._viewed = viewed
            entry = self._queue.entry(self._current_id)
            if viewed is not None and entry is not None and entry.source == viewed.source:
                self._interrupt()
            self.wake()

    def set_live(self, is_live: bool) -> None:
        """Sets whether a live picture is watched, which needs the processor: the queue waits for its end."""
        self._is_live = is_live
        self.wake()

    def wake(self) -> None:
        """Has the thread look at the queue now, for example after an edit."""
        with self._changed:
            self._is_woken = True
            self._changed.notify_all()

    def check_files(self) -> None:
        """Looks for missing files now."""
        self._checked_files_s = float("-inf")
        self.wake()

    @property
    def model_sha256(self) -> str:
        """SHA-256 of the model in use; "" without one."""
        return self._segmenter.opened.result().model.sha256 if self._segmenter is not None else ""

    @property
    def is_live(self) -> bool:
        """True while a live picture is watched."""
        return self._is_live

    @property
    def viewed(self) -> Viewed | None:
        """What is open in the viewer."""
        return self._viewed

    @property
    def remaining_s(self) -> float | None:
        """Seconds until all recordings of known length are analysed; None before this can be estimated."""
        left = [entry.frames_left for entry in self._queue.entries if entry.is_left]
        if not self._analysed_frames:
            return None
        return sum(frames or 0 for frames in left) * self._analysed_in_s / self._analysed_frames

    def close(self, timeout_s: float | None = None) -> bool:
        """Stops the thread, stores the queue and lets another process own it. Returns whether it ended in time."""
        self._closed = True
        self._interrupt()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _interrupt(self) -> None:
        """Ends the analysis under way, also while it waits for the index."""
        self._is_interrupted = True
        if (source := self._source) is not None:
            threading.Thread(target=source.close, name="queue-closer", daemon=True).start()  # a drive may be slow
        self.wake()

    # -- The thread ----------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._closed:
                if self._queue.access == "own" or self._queue.open():
                    self._work()
                else:
                    self._wait()
        except Exception as error:  # noqa: BLE001 - reported to the user; the queue would otherwise stop silently
            _log.error("Uncaught exception in the queue of recordings", exc_info=error)
            failure = unexpected_error(filled("The queue of recordings has stopped"), error)
            self._queue.set_problem("worker", joined((failure.text,)))
        finally:
            self._queue.close()

    def _work(self) -> None:
        """Looks at the files, takes over what the viewer has analysed, and analyses the next recording, if any."""
        self._check_files()
        self._update_viewed()
        self._queue.save()
        self._is_interrupted = False
        segmenter, entry = self._segmenter, self._next_entry()
        if segmenter is None or entry is None or self._must_wait():
            self._wait()
            return
        self._current_id = entry.id
        try:
            self._analyse(entry, segmenter)
        except (DeviceError, ModelFileError) as error:
            # Of the model, not of the recording, which the next model goes on with.
            if segmenter is self._segmenter and not self._closed:
                _log.warning("The queue waits for another model: %s", error)
                self._segmenter = None
        except Exception as error:  # noqa: BLE001 - shown as the reason; the next recordings may be fine
            if not is_present(entry):
                self._queue.update(entry.id, missing=True)
            elif self._may_go_on(entry, segmenter):  # else the source was closed to interrupt it
                if not isinstance(error, PolypViewerError):
                    _log.error("Uncaught exception during the analysis of a queued recording", exc_info=error)
                reason = unexpected_error(filled("The analysis has stopped"), error).text
                self._queue.update(entry.id, state="failed", reason=reason)
        finally:
            self._source, self._current_id = None, ""
            if (now := self._queue.entry(entry.id)) is not None and now.state == "analysing":
                self._queue.update(entry.id, state="waiting")

    def _next_entry(self) -> QueueEntry | None:
        """The next entry to count findings of, as the policy has changed, or else to analyse."""
        entries = [entry for entry in self._queue.entries if not self._is_viewed(entry)]
        left = next((entry for entry in entries if entry.is_left), None)
        if time.monotonic() - self._options_since_s < _COUNT_AFTER_S:
            return left
        return next((entry for entry in entries if self._is_outdated(entry)), left)

    def _is_outdated(self, entry: QueueEntry) -> bool:
        is_of_this_model = entry.model_sha256 == self.model_sha256 != ""
        is_complete = entry.state == "complete" and not entry.missing
        return is_complete and is_of_this_model and entry.policy != self._options.policy

    def _is_viewed(self, entry: QueueEntry) -> bool:
        return (viewed := self._viewed) is not None and viewed.source == entry.source

    def _must_wait(self) -> bool:
        return self._queue.paused or self._is_live or ((viewed := self._viewed) is not None and viewed.needs_processor)

    def _may_go_on(self, entry: QueueEntry, segmenter: SegmenterThread) -> bool:
        """False once the recording under way was removed or opened in the viewer, or the model was changed."""
        if self._closed or self._is_interrupted or segmenter is not self._segmenter:
            return False
        return self._queue.entry(entry.id) is not None and not self._is_viewed(entry)

    def _analyse(self, entry: QueueEntry, segmenter: SegmenterThread) -> None:
        """Analyses one recording until it is complete or may not go on. Raises PolypViewerError."""
        model = segmenter.opened.result().model
        if entry.state != "complete":
            self._queue.update(entry.id, state="analysing")
        self._queue.update(entry.id, reason="", model_name=model.card.name, model_sha256=model.sha256)
        if entry.content_key:
            check_same_content(entry, entry.source)
        else:  # it could not be read when it was added
            self._queue.update(entry.id, **identify(entry.source))
        options = self._options
        track = self._chosen_track(entry.content_key)
        open_frames = ReopenableSource(
            entry.source,
            partial(
                open_source,
                entry.source,
                deinterlace=options.deinterlace,
                image_rate_fps=options.image_rate_fps,
                video_track=track,
            ),
        )
        opened = OpenedSource(entry.source, options.deinterlace, track, open_frames)
        with open_frames() as source:
            self._source = source
            if not self._may_go_on(entry, segmenter):
                return
            info = source.wait_for_index()
            self._queue.update(entry.id, **describe_info(info))
            self._analyse_frames(entry, opened, source, info, segmenter)

    def _analyse_frames(
        self,
        entry: QueueEntry,
        opened: OpenedSource,
        source: FrameSource,
        info: SourceInfo,
        segmenter: SegmenterThread,
    ) -> None:
        errors: list[PolypViewerError] = []

        def on_error(error: PolypViewerError) -> None:
            errors.append(error)
            self.wake()

        policy = self._options.policy
        predictions = RecordingPredictions(
            opened, segmenter, policy, memory_mb=_MEMORY_MB, on_curve=self.wake, on_error=on_error
        )
        try:
            predictions.set_times(source.times_s()[: info.frame_count], is_recording=info.is_recording)
            active_s = time.monotonic()
            while self._may_go_on(entry, segmenter) and predictions.engine == segmenter.opened.result().engine:
                if errors:
                    raise errors[0]
                must_wait = self._must_wait()
                predictions.set_analysing(True, paused=must_wait)
                if policy != self._options.policy:
                    policy = self._options.policy
                    predictions.set_policy(policy)
                frames_before, started_s = len(predictions.store), time.monotonic()
                self._wait()
                new_frames = len(predictions.store) - frames_before
                if not must_wait:
                    self._analysed_frames += max(0, new_frames)
                    self._analysed_in_s += time.monotonic() - started_s
                if self._report(entry, predictions, policy):
                    return
                if new_frames or must_wait or predictions.stage is not None:
                    active_s = time.monotonic()
                elif time.monotonic() - active_s > _STALLED_S:
                    return  # stored maps turned out to be damaged: opened again, their frames are analysed anew
                self._check_files()
                self._update_viewed()
                self._queue.save()
        finally:
            predictions.close()

    def _report(self, entry: QueueEntry, predictions: RecordingPredictions, policy: AlarmPolicy) -> bool:
        """Stores how far the analysis is. True if it has ended."""
        if not predictions.store.is_saved:
            self._queue.pause_because(joined((filled("The queue is paused."), predictions.store.problem)))
            return True
        curve = predictions.curve
        if curve.policy != policy or not curve.settled:
            return False  # not all stored maps are measured yet
        found = {"share_analysed": curve.analysed_share, "finding_count": len(curve.findings), "policy": policy}
        if predictions.notes:
            found["notes"] = predictions.notes
        if not curve.analysed.all():
            self._queue.update(entry.id, state="analysing", **found)
            return False
        predictions.close()  # so that all maps are stored before the state says so
        self._queue.update(entry.id, state="complete", **found)
        self._queue.save(progress=True)
        return True

    def _update_viewed(self) -> None:
        """Takes over how far the viewer has analysed the recording that is open there."""
        viewed, segmenter = self._viewed, self._segmenter
        if viewed is None or segmenter is None or viewed.info is None or viewed.info.indexing:
            return
        model = segmenter.opened.result().model
        for entry in self._queue.entries:
            if entry.source == viewed.source and viewed.share_analysed > 0:
                self._queue.update(
                    entry.id,
                    state="complete" if viewed.is_complete else "waiting",
                    reason="",
                    share_analysed=viewed.share_analysed,
                    finding_count=viewed.finding_count,
                    policy=viewed.policy,
                    model_name=model.card.name,
                    model_sha256=model.sha256,
                    **describe_info(viewed.info),
                )

    def _check_files(self) -> None:
        """Marks recordings whose files are missing, and finds renamed and moved ones by their content."""
        if time.monotonic() - self._checked_files_s < _CHECK_FILES_S:
            return
        self._checked_files_s = time.monotonic()
        folders = {path.parent for entry in self._queue.entries for path in entry.paths}
        for entry in self._queue.entries:
            if entry.id == self._current_id:
                continue
            if is_present(entry):
                self._queue.update(entry.id, missing=False)
            elif (path := find_moved(entry, folders)) is not None:
                self._queue.update(entry.id, missing=False, paths=(path,))
            else:
                self._queue.update(entry.id, missing=True)

    def _wait(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_woken or self._closed, _TICK_S)
            self._is_woken = False
