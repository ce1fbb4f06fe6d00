"""The texts of the Live workspace: delay, signal, recording and findings."""

from datetime import datetime

from app.translation import tr, tr_value
from polyp_core.cache import format_size
from polyp_core.findings.findings import Finding
from polyp_core.live.live_view import LiveState
from polyp_core.live.recorder import RecorderState
from polyp_core.time_text import format_span

_IN_VIEW_S = 1.0


def format_delay(state: LiveState) -> str:
    """Returns how far masks are behind, or why there are none."""
    if state.problem:
        return tr_value(state.problem)
    if state.delay_s is None or state.delay_99_s is None:
        return tr("Waiting for the model") if state.input.frames else ""
    return tr("Mask {delay} ms behind the picture (99 %: {delay_99} ms)").format(
        delay=round(1000 * state.delay_s), delay_99=round(1000 * state.delay_99_s)
    )


def format_warning(state: LiveState, name: str) -> str:
    """Returns why the picture is not live; "" if it is."""
    match state.input.signal:
        case "live":
            return ""
        case "connecting":
            return tr_value(state.input.problem) or tr("Waiting for {name}").format(name=name)
    assert state.input.since_s is not None
    since = tr("No picture for {seconds} s").format(seconds=round(state.input.since_s))
    return f"{since}. {tr_value(state.input.problem)}" if state.input.problem else since


def format_input(state: LiveState) -> str:
    """Returns size and rate of what arrives, and the share of pictures that get a mask."""
    own = state.input
    if not own.frames:
        return ""
    parts = [f"{own.width_px} x {own.height_px}", tr("{rate} frames/s").format(rate=f"{own.frames_per_s:.1f}")]
    if state.analysed:
        parts.append(tr("{share}% with a mask").format(share=round(100 * state.analysed / own.frames)))
    if own.connections > 1:
        parts.append(tr("connected {count} times").format(count=own.connections))
    return ", ".join(parts)


def format_recording(recorder: RecorderState | None) -> str:
    """Returns how much is recorded; "" without a recording."""
    if recorder is None:
        return ""
    if recorder.problem:
        return tr_value(recorder.problem)
    if not recorder.parts:
        return tr("Recording begins with the next keyframe")
    return tr("Recording {time}, {size}").format(
        time=format_span(recorder.recorded_s), size=format_size(recorder.size_bytes)
    )


def format_finding(finding: Finding, state: LiveState) -> str:
    """Returns a finding as a line, with the time of the clock."""
    at = datetime.fromtimestamp(state.started + finding.start_s)
    is_in_view = state.time_s - finding.end_s < _IN_VIEW_S and state.input.signal == "live"
    length = tr("in view") if is_in_view else f"{finding.end_s - finding.start_s:.1f} s"
    probability = tr("probability {share}%").format(share=round(100 * (finding.confidence or 0)))
    return f"{at:%H:%M:%S}  {length}, {probability}"
