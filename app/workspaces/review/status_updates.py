"""StatusUpdates: fills the status line, and lets the session do what has to be done now and then."""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from app.playback.playback_range import Destination
from app.playback.player import Player
from app.translation import format_count, mark, tr, tr_n
from app.workspaces.review.finding_text import format_finding_at
from app.workspaces.review.findings_panel.list_rows import FindingRow, Row
from app.workspaces.review.frame_times import format_time
from app.workspaces.review.overlay_panel import OverlayPanel
from app.workspaces.review.review_session import ReviewSession
from app.workspaces.review.status_line import StatusLine
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.analysis_order import OVERVIEW_REACH_S
from polyp_core.analysis.recording_predictions import RecordingPredictions
from polyp_core.masks.probability_levels import PROBABILITIES
from polyp_core.masks.regions import area_fraction, mask_at
from polyp_core.review.masks import StoredMask
from polyp_core.review.records import MaskSource
from polyp_core.time_text import format_about

_INTERVAL_MS = 250
_ESTIMATE_EVERY_S = 1.0
SOURCE_LABELS: Mapping[MaskSource, str] = {
    MaskSource.CORRECTED: mark("corrected"),
    MaskSource.PROPAGATED: mark("carried over"),
    MaskSource.POINTED: mark("pointed at"),
    MaskSource.VERIFIED_EMPTY: mark("verified as polyp-free"),
}


class StatusUpdates(QObject):
    """Facts about the frame on screen appear at once while paused, and a few times a second during playback."""

    def __init__(
        self,
        line: StatusLine,
        player: Player,
        session: ReviewSession,
        panel: OverlayPanel,
        findings: Callable[[], Sequence[FindingRow]],
        current: Callable[[], Row | None],
        stored_mask: Callable[[int], StoredMask | None],
    ) -> None:
        """`findings` returns the reader's list, `current` the row on which the reader decides, and `stored_mask` the
        reader's mask of a frame, None for the model's."""
        super().__init__(line)
        self._line, self._player, self._session, self._panel = line, player, session, panel
        self._findings, self._current, self._stored_mask = findings, current, stored_mask
        self._measured: tuple[AnalysedFrame, object, object] | None = None
        self._estimated: tuple[RecordingPredictions | None, float, tuple[float | None, float | None]]
        self._estimated = (None, 0.0, (None, None))
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        player.mask_state_changed.connect(line.show_mask_state)
        player.awaited_changed.connect(lambda _: self.show_indexing())
        player.frame_changed.connect(self._on_frame)
        session.curve_changed.connect(lambda _: self.refresh())
        line.pause.toggled.connect(session.set_analysis_paused)
        session.analysis_paused_changed.connect(line.pause.setChecked)

    def stop(self) -> None:
        self._timer.stop()

    @Slot(object)
    def _on_frame(self, analysed: AnalysedFrame) -> None:
        self._line.show_file(analysed.frame.name)
        stored = self._stored_mask(analysed.frame.index)
        is_of_model = stored is None and not self._session.model_hidden
        self._line.show_presence(analysed.prediction if is_of_model else None)
        if not self._player.playing:
            self.show_frame()

    @Slot()
    def show_frame(self) -> None:
        """Shows what is marked in the frame on screen."""
        shown, style = self._player.shown, self._panel.style_now
        if shown is None:
            self._line.show_file(None)
            self._line.show_presence(None)
        if shown is None or self._session.model_hidden:
            self._measured = None
            self._line.show_mask(None)
            self._line.show_finding("")
            return
        self._line.show_finding(
            format_finding_at(self._findings(), self._session.shown_curve, shown.frame.index, self._current())
        )
        stored = self._stored_mask(shown.frame.index)
        if self._measured == (shown, style, stored):
            return
        self._measured = (shown, style, stored)
        self._line.show_presence(shown.prediction if stored is None else None)  # it does not suppress a reader's mask
        if stored is not None:
            self._line.show_mask(
                area_fraction(stored.mask),
                source=tr("{source} by {reader}").format(source=tr(SOURCE_LABELS[stored.source]), reader=stored.reader),
            )
            return
        if shown.prediction is None:
            self._line.show_mask(None)
            return
        # At the resolution of the map, which takes a fraction of the time.
        levels = shown.prediction.cropped_levels
        mask = mask_at(levels, style.threshold, style.min_region_fraction)
        area = area_fraction(mask)
        self._line.show_mask(area, float(PROBABILITIES[levels[mask]].mean()) if area else 0.0)

    def show_indexing(self) -> None:
        """Shows how far the index is, and the target of a seek that waits for it."""
        info, awaited = self._player.info, self._player.awaited
        self._line.show_indexing(
            info.index_fraction if info is not None and info.indexing else None,
            "" if awaited is None else _destination_label(awaited),
        )

    @Slot()
    def refresh(self) -> None:
        """Updates everything."""
        line, player, session, curve = self._line, self._player, self._session, self._session.curve
        info, segmenter, thread = player.info, session.segmenter, session.segmenter_thread
        session.report_notices()
        session.follow_engine()
        session.update_analysis()
        line.show_rate(
            info.rate_fps if info is not None else None,
            info.variable_rate if info is not None else False,
            player.rate_fps,
            info.rate_fps * player.speed if info is not None else 0.0,
        )
        device = f"{segmenter.device.upper()}, {segmenter.engine}" if segmenter is not None else ""
        line.show_engine(device, thread.seconds_per_frame if thread is not None else None)
        if info is not None and info.indexing:
            self.show_indexing()
        else:
            self._show_analysis()
        line.show_counts(player.skipped, int(curve.damaged.sum()))
        self.show_frame()

    def _show_analysis(self) -> None:
        curve, predictions = self._session.curve, self._session.predictions
        analysed, count = int(curve.analysed.sum()), len(curve.area_fraction)
        if predictions is None or not self._session.analyses_recording or analysed >= count:
            self._estimated = (None, 0.0, (None, None))  # the predictions of a closed recording use memory
            self._line.show_analysed(format_progress(analysed, count))
            return
        text = format_progress(
            analysed,
            count,
            *self._estimate(predictions),
            paused=self._session.analysis_paused,
            waits=self._session.analysis_waits,
            slowed=self._session.analysis_slowed,
            overview_step_s=predictions.overview_step_s,
        )
        frames = tr_n(
            "{done} of {n} frame analysed", "{done} of {n} frames analysed", count, done=format_count(analysed)
        )
        explanation = f"{text[:1].upper()}{text[1:]}\n{frames}"
        if self._session.analysis_waits:
            explanation += "\n" + tr("Playback comes first. Pause it (Space) to analyse at full speed.")
        self._line.show_analysed(text, can_pause=True, explanation=explanation)

    def _estimate(self, predictions: RecordingPredictions) -> tuple[float | None, float | None]:
        """Seconds until the overview and the analysis are complete; new once a second, as it takes milliseconds."""
        of, until_s, estimate = self._estimated
        if of is not predictions or time.monotonic() > until_s:
            estimate = predictions.overview_remaining_s, predictions.remaining_s
            self._estimated = (predictions, time.monotonic() + _ESTIMATE_EVERY_S, estimate)
        return estimate


def format_progress(
    analysed: int,
    frame_count: int,
    overview_s: float | None = None,
    remaining_s: float | None = None,
    *,
    paused: bool = False,
    waits: bool = False,
    slowed: bool = False,
    overview_step_s: float | None = None,
) -> str:
    """Returns how much of a recording is analysed, or how long the overview and the rest will take, in seconds.

    `waits` is True while playback needs the processor, `slowed` if the overview goes on nevertheless.
    `overview_step_s` is the distance of the overview's frames, mentioned if it is more than about a second, since the
    recording has so few keyframes.

    >>> format_progress(450, 45_000, 20.0, 360.0)
    'overview in 20 s, complete in 6 min'
    """
    if not frame_count:
        return ""
    if analysed >= frame_count:
        return tr("Analysed")
    share = tr("{percent} % analysed").format(percent=100 * analysed // frame_count)
    if paused:
        return tr("{share}, paused").format(share=share)
    if slowed:
        return tr("{share}, slowly during playback").format(share=share)
    if waits:
        return tr("{share}, waits for playback").format(share=share)
    if not analysed:
        return ""
    if remaining_s is None:
        return share
    complete = tr("complete in {time}").format(time=format_about(remaining_s))
    if not overview_s:
        return f"{share}, {complete}"
    sparse = overview_step_s is not None and overview_step_s > OVERVIEW_REACH_S
    keyframes = f" ({tr('keyframes {step} s apart').format(step=f'{overview_step_s:.2g}')})" if sparse else ""
    return f"{tr('overview in {time}').format(time=format_about(overview_s))}, {complete}{keyframes}"


def _destination_label(destination: Destination) -> str:
    if destination.frame is not None:
        return tr("frame {number}").format(number=destination.frame)
    return tr("the end") if destination.time_s is None else format_time(destination.time_s)
