"""A live picture over a loopback stream: newest pictures, signal, recording and findings."""

import socket
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from polyp_core.errors import SourceError
from polyp_core.findings.findings import FrameTable, find_findings
from polyp_core.findings.frame_quality import FrameQuality, frame_faults
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.recording_table import FrameMeasures
from polyp_core.findings.region_table import LEVELS, REGION
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.live.address import LiveAddress, parse_address
from polyp_core.live.live_findings import LiveFindings
from polyp_core.live.live_view import LivePicture, LiveView

from ...live_sender import LiveSender, free_port, send_garbage


def wait_until(is_so: Callable[[], object], timeout_s: float = 90.0) -> None:
    end_s = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < end_s, "not in time"
        time.sleep(0.05)


def frames_in(part: Path) -> int:
    with open_source(part) as source:
        info = source.wait_for_index()
        assert not source.read(info.frame_count // 2).damaged
        return info.frame_count


def test_a_stream_that_stops_sends_garbage_and_comes_back_in_another_size(write_loud_model, tmp_path: Path) -> None:
    model = write_loud_model(tmp_path / "loud.safetensors", None).path
    port, pictures = free_port(), []

    def show(picture: LivePicture) -> None:
        view.shown(picture)
        pictures.append(picture)

    def has(width_px: int) -> bool:
        latest = pictures[-1].analysed if pictures else None
        return latest is not None and latest.frame.image.shape[1] == width_px and latest.prediction is not None

    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        SegmenterThread(lambda: Segmenter.open(model, "cpu")) as segmenter,
        LiveView(parse_address(f"udp://127.0.0.1:{port}"), segmenter, AlarmPolicy(), show) as view,
    ):
        view.start_recording(tmp_path / "parts")
        assert view.state.input.signal == "connecting"
        with LiveSender(port):
            wait_until(lambda: has(320) and view.state.recorder.recorded_s > 2)
            state = view.state
            assert state.input.signal == "live" and not state.input.problem
            assert 0 < state.delay_s <= state.delay_99_s
            assert state.analysed <= state.input.frames
            (first,) = state.recorder.parts
            # What a kill at this moment leaves.
            (tmp_path / "killed.mkv").write_bytes(first.read_bytes())
        wait_until(lambda: view.state.input.signal == "lost")
        send_garbage(port, f"http://127.0.0.1:{other.getsockname()[1]}/x.ts")
        with LiveSender(port, width_px=480, height_px=272):
            wait_until(lambda: has(480) and len(view.state.recorder.parts) == 2)
            wait_until(lambda: view.state.recorder.recorded_s > state.recorder.recorded_s + 2)
        recorded = view.stop_recording()
        other.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has asked for what the garbage names
            other.accept()
    assert recorded is not None and not recorded.problem
    assert frames_in(tmp_path / "killed.mkv") >= 3
    counts = [frames_in(part) for part in recorded.parts]
    assert sum(counts) >= 25 * (recorded.recorded_s - 1)
    with av.open(str(recorded.parts[1])) as part:
        assert (part.streams.video[0].width, part.streams.video[0].codec_context.name) == (480, "h264")


def test_unencoded_pictures_are_recorded_and_a_full_disk_ends_only_the_recording(tmp_path: Path) -> None:
    # As a capture card sends them.
    address = LiveAddress("card", "testsrc=size=160x120:rate=25,realtime", "lavfi")
    pictures: list[LivePicture] = []
    with LiveView(address, None, AlarmPolicy(), pictures.append) as view:
        view.start_recording(tmp_path / "parts")
        wait_until(lambda: (view.state.recorder.recorded_s or 0) > 0.6)
        (part,) = view.stop_recording().parts
        assert frames_in(part) >= 10
        (tmp_path / "file").write_text("no folder")
        view.start_recording(tmp_path / "file" / "parts")
        wait_until(lambda: view.state.recorder.problem)
        assert "The recording has stopped. Cannot write" in view.state.recorder.problem
        seen = len(pictures)
        wait_until(lambda: len(pictures) > seen)


@pytest.mark.parametrize("ignore_bad_frames", [True, False])
def test_findings_as_they_come_are_those_of_the_whole(ignore_bad_frames: bool) -> None:
    seed = int(np.random.default_rng().integers(2**31))
    print("seed", seed)
    chance = np.random.default_rng(seed)
    policy = AlarmPolicy(ignore_bad_frames=ignore_bad_frames)
    live = LiveFindings(policy)
    rows, regions, kept = [], [], 0
    polyp, is_blurred = 0.0, False  # probability of the polyp in view, which is not seen in blurred pictures
    for index in range(2500):
        if chance.random() < 0.012:
            polyp = chance.choice([0.0, 0.0, 0.5, 0.95])
        is_blurred = not is_blurred if chance.random() < 0.04 else is_blurred
        quality = FrameQuality(0.9, 4.0 if is_blurred else 30.0, 90.0, 1.4)
        left = 0.3 + 0.1 * np.sin(index / 40)
        own = [
            (index, level, (left, 0.4, left + 0.2, 0.6), 0.04, polyp, polyp)
            for level, at in enumerate(LEVELS)
            if at <= polyp and not is_blurred and chance.random() < 0.99
        ]
        own = own if len(own) == sum(at <= polyp for at in LEVELS) else []
        found = np.array(own, REGION)
        live.add(index, index / 25, FrameMeasures(found, quality))
        kept = max(kept, len(live._rows))
        rows.append(quality)
        regions.append(found)
    time_s = np.arange(2500) / 25
    values = [np.array(column, np.float32) for column in zip(*rows, strict=True)]
    unknown = np.full(2500, np.nan, np.float32)
    table = FrameTable(
        np.arange(2500), time_s, np.diff(time_s, append=np.nan), unknown, unknown * 0, values[1], frame_faults(*values)
    )
    expected = find_findings(np.concatenate(regions), table, policy).findings
    own = (*live.ended, *live.current)
    assert expected
    assert [(each.first_frame, each.last_frame, each.best_frame) for each in own] == [
        (each.first_frame, each.last_frame, each.best_frame) for each in expected
    ]
    assert kept < 2500


def test_addresses() -> None:
    assert parse_address("/dev/video2", "linux").format == "v4l2"
    assert parse_address("0", "linux").url == "/dev/video0"
    assert parse_address("video=Magewell", "win32").url == "video=Magewell"
    assert parse_address("1", "darwin").format == "avfoundation"
    assert parse_address("udp://127.0.0.1:5000").format == "mpegts"
    secret = parse_address("rtsp://user:secret@camera.local/stream")
    assert "secret" not in secret.name and "secret" in secret.url
    for other in ("", "http://example.org/a.m3u8", "file:///etc/passwd", "udp://127.0.0.1", "rtsp://", "a b"):
        with pytest.raises(SourceError, match="is no capture device or stream"):
            parse_address(other, "linux")
