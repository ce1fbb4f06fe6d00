"""What the keys, menus and buttons of the Review workspace do."""

import math
from collections.abc import Callable, Sequence

from app.actions import ActionTable
from app.canvas.canvas import Canvas
from app.playback.playback_range import Destination
from app.playback.player import Player
from app.playback.shuttle import Shuttle
from app.services.settings import Settings
from app.translation import tr, tr_n
from app.workspaces.review.findings_panel.decision_actions import DecisionActions
from app.workspaces.review.findings_panel.findings_panel import FindingsPanel
from app.workspaces.review.findings_panel.model_hiding import ModelHiding
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.review_session import ReviewSession
from app.workspaces.review.time_line import TimeLine
from polyp_core.findings.curve import Curve
from polyp_core.review.records import Extent

LONGEST_GAP_S = 3.0
"""Longest stretch without an analysed frame that counts as seen; the overview has one a second, or a keyframe."""
_ZOOM_STEP = 1.25
_TIME_LINE_STEP = 1.6

NEED_A_SOURCE = (
    *("play", "step_forward", "step_back", "forward_1s", "back_1s", "forward_10s", "back_10s", "go_start", "go_end"),
    *("shuttle_back", "shuttle_stop", "shuttle_forward"),
    *("go_to", "loop_start", "loop_end", "loop_clear", "next_finding", "previous_finding"),
    *("hold_to_hide_overlay", "raw_mask"),
    *("edit_mask", "polyp_free", "polyp_visible", "propagate", "propagate_forward", "propagate_back"),
    *("zoom_in", "zoom_out", "zoom_fit", "zoom_actual", "time_line_in", "time_line_out", "time_line_all"),
)
"""The actions that mean nothing without a source."""


def connect_player(actions: ActionTable, player: Player, settings: Settings) -> None:
    """Play, step, seek, speed, pace and loop."""
    on = actions.on
    on("play", player.toggle)
    on("step_forward", lambda: player.step(1))
    on("step_back", lambda: player.step(-1))
    for seconds in (1, 10):
        on(f"forward_{seconds}s", lambda _=False, seconds=seconds: player.skip_seconds(seconds))
        on(f"back_{seconds}s", lambda _=False, seconds=seconds: player.skip_seconds(-seconds))
    on("go_start", lambda: player.seek(0))
    on("go_end", lambda: player.go_to(Destination()))
    on("faster", lambda: player.change_speed(up=True))
    on("slower", lambda: player.change_speed(up=False))
    on("normal_speed", lambda: player.set_speed(1.0))
    on("real_time", lambda checked: setattr(settings, "mode", "real_time" if checked else "every_frame"))
    shuttle = Shuttle(player)
    # A connection to a bound method would not keep the shuttle alive.
    on("shuttle_back", lambda: shuttle.back())
    on("shuttle_stop", lambda: shuttle.stop())
    on("shuttle_forward", lambda: shuttle.forward())
    on("loop_start", lambda: player.set_loop_start())
    on("loop_end", lambda: player.set_loop_end())
    on("loop_clear", player.clear_loop)
    on("repeat", player.set_repeat)


def connect_time_line(actions: ActionTable, time_line: TimeLine, controller: ReviewController) -> None:
    """Zoom of the time line, and the decisions and marks on it."""
    controller.changed.connect(lambda: time_line.set_review(controller.listed, controller.review.marks))
    actions.on("time_line_in", lambda: time_line.zoom_by(_TIME_LINE_STEP))
    actions.on("time_line_out", lambda: time_line.zoom_by(1 / _TIME_LINE_STEP))
    actions.on("time_line_all", time_line.show_all)


def connect_canvas(actions: ActionTable, canvas: Canvas) -> None:
    """Zoom."""
    actions.on("zoom_in", lambda: canvas.zoom_by(_ZOOM_STEP))
    actions.on("zoom_out", lambda: canvas.zoom_by(1 / _ZOOM_STEP))
    actions.on("zoom_fit", canvas.zoom_to_fit)
    actions.on("zoom_actual", lambda: canvas.zoom_to_actual())


def connect_findings(
    actions: ActionTable,
    player: Player,
    curve: Callable[[], Curve],
    extents: Callable[[], Sequence[Extent]],
    say: Callable[[str], None],
    *,
    to_best_frame: Callable[[], bool] = lambda: False,
) -> None:
    """Connects the keys of findings, which go to their first or their best frames.

    `extents` are those of the reader's list. `say` reports that there is none, or that frames before it are not
    analysed.
    """

    def go(forward: bool) -> None:
        found, info, index = curve(), player.info, player.position
        finding = neighbour(extents(), index, forward=forward, best=to_best_frame())
        gaps = found.unanalysed(max(1, round(LONGEST_GAP_S * info.rate_fps)) if info is not None else 1)
        gap = gap_before(gaps, index, finding, forward=forward)
        if gap is not None:
            player.seek(gap.start if forward else gap.stop - 1)
            say(_format_gap(len(gap), forward=forward))
        elif finding is not None:
            player.seek(target_frame(finding, best=to_best_frame()))
            if any(index in gap for gap in gaps):
                say(tr("Frames between here and the last place have not been analysed yet."))
        else:
            text = _format_none(forward=forward, so_far=any(index in gap for gap in gaps))
            is_to_check = any(
                each.first_frame > index if forward else each.first_frame < index for each in found.to_check
            )
            say(f"{text} {tr('Places marked in grey are still to be checked.')}" if is_to_check else text)

    actions.on("next_finding", lambda: go(True))
    actions.on("previous_finding", lambda: go(False))


def _format_gap(count: int, *, forward: bool) -> str:
    """Returns a sentence about `count` frames that are not analysed yet."""
    if forward:
        return tr_n(
            "The next {n} later frame has not been analysed yet.",
            "The next {n} later frames have not been analysed yet.",
            count,
        )
    return tr_n(
        "The next {n} earlier frame has not been analysed yet.",
        "The next {n} earlier frames have not been analysed yet.",
        count,
    )


def _format_none(*, forward: bool, so_far: bool) -> str:
    """Returns a sentence that says that there is no further finding."""
    if so_far:
        later = tr("No later finding in what has been analysed so far.")
        return later if forward else tr("No earlier finding in what has been analysed so far.")
    return tr("No later finding.") if forward else tr("No earlier finding.")


def connect_decisions(
    actions: ActionTable,
    panel: FindingsPanel,
    controller: ReviewController,
    session: ReviewSession,
    player: Player,
    settings: Settings,
) -> None:
    """Decisions, and what hides the model from the reader."""
    DecisionActions(actions, panel, controller, player, settings)
    hiding = ModelHiding(controller, session, player, settings)
    panel.show_model.clicked.connect(hiding.show_model)


def gap_before(gaps: Sequence[range], index: int, finding: Extent | None, *, forward: bool) -> range | None:
    """The first of `gaps` on the way from frame `index` to `finding` (None: to the end) that `index` is not in."""
    if forward:
        stop = finding.first_frame if finding is not None else math.inf
        return next((gap for gap in gaps if index < gap.start < stop), None)
    start = finding.last_frame if finding is not None else -1
    return next((gap for gap in reversed(gaps) if start < gap.stop - 1 < index), None)


def neighbour(findings: Sequence[Extent], index: int, *, forward: bool, best: bool = False) -> Extent | None:
    """The finding whose first (or `best`) frame is the next after frame `index`, or the last before it."""

    def target(finding: Extent) -> int:
        return target_frame(finding, best=best)

    if forward:
        return min((finding for finding in findings if target(finding) > index), key=target, default=None)
    return max((finding for finding in findings if target(finding) < index), key=target, default=None)


def target_frame(finding: Extent, *, best: bool) -> int:
    """The best frame of a finding, or its first."""
    return finding.best_frame if best else finding.first_frame
