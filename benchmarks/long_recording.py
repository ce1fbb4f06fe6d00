"""Makes a long recording with polyps at known times from the scenes of the demo clip: 1280 x 720, H.264, 25 fps."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from polyp_core.frames.open import open_source
from resources import DEMO_CLIP

FPS = 25
KEYFRAME_FRAMES = 50
_WIDTH, _HEIGHT = 1280, 720
_PARTS = 8  # keyframe intervals of each scene

# Frames of the demo clip without the crossfades between its scenes.
_BARE_SCENES = (range(4, 92), range(217, 291), range(401, 465))
_POLYP_SCENES = (range(100, 209), range(299, 393), range(473, 576))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds during which a polyp is in view."""

    start_s: float
    end_s: float


def make_recording(path: Path, frame_count: int, polyps: Sequence[Stretch]) -> list[Stretch]:
    """Writes a recording of `frame_count` frames to `path` and returns the exact stretches with a polyp.

    Each scene is encoded once per length and its packets are repeated, so that half an hour takes a minute. Stretches
    are moved to whole keyframe intervals.
    """
    wanted = [
        (round(polyp.start_s * FPS / KEYFRAME_FRAMES), round(polyp.end_s * FPS / KEYFRAME_FRAMES)) for polyp in polyps
    ]
    intervals = frame_count // KEYFRAME_FRAMES
    scenes = _scenes()
    with tempfile.TemporaryDirectory() as folder:
        pieces = [_encode(Path(folder) / f"{number}.mp4", frames) for number, frames in enumerate(scenes)]
        _join(path, pieces, _order(intervals, wanted))
    return [Stretch(first * KEYFRAME_FRAMES / FPS, last * KEYFRAME_FRAMES / FPS) for first, last in wanted]


def _order(intervals: int, polyps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields (scene, keyframe interval within it) for each keyframe interval of the recording."""
    bare = cycle((scene, part) for scene in range(len(_BARE_SCENES)) for part in range(_PARTS))
    of_polyp = {
        interval: (len(_BARE_SCENES) + number % len(_POLYP_SCENES), (interval - first) % _PARTS)
        for number, (first, last) in enumerate(polyps)
        for interval in range(first, last)
    }
    for interval in range(intervals):
        yield of_polyp[interval] if interval in of_polyp else next(bare)


def _scenes() -> list[list[NDArray[np.uint8]]]:
    """Returns the frames of each scene, played forwards and backwards until it lasts _PARTS keyframe intervals."""
    with open_source(DEMO_CLIP) as source:
        scenes = []
        for scene in (*_BARE_SCENES, *_POLYP_SCENES):
            there_and_back = [*scene, *reversed(scene[1:-1])]
            pictures = {index: _enlarge(source.read(index).image) for index in scene}
            scenes.append([pictures[index] for index in islice(cycle(there_and_back), _PARTS * KEYFRAME_FRAMES)])
        return scenes


def _enlarge(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Returns the picture at the full height of the recording, with black at its sides as in many processors."""
    width = round(image.shape[1] * _HEIGHT / image.shape[0])
    picture = np.zeros((_HEIGHT, _WIDTH, 3), np.uint8)
    left = (_WIDTH - width) // 2
    picture[:, left : left + width] = cv2.resize(image, (width, _HEIGHT), interpolation=cv2.INTER_LINEAR)
    return picture


def _encode(path: Path, frames: Sequence[NDArray[np.uint8]]) -> Path:
    with av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = _WIDTH, _HEIGHT, "yuv420p"
        stream.options = {
            "preset": "veryfast",
            "crf": "23",
            "g": str(KEYFRAME_FRAMES),
            "keyint_min": str(KEYFRAME_FRAMES),
            "sc_threshold": "0",
            "x264-params": "open-gop=0",
        }
        for frame in frames:
            target.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        target.mux(stream.encode())
    return path


def _join(path: Path, pieces: Sequence[Path], order: Iterator[tuple[int, int]]) -> None:
    """Writes keyframe intervals of `pieces` one after another, without encoding again."""
    intervals = [_intervals(piece) for piece in pieces]
    with av.open(str(path), "w") as target, av.open(str(pieces[0])) as first:
        stream = target.add_stream_from_template(first.streams.video[0])
        length = round(KEYFRAME_FRAMES / FPS / first.streams.video[0].time_base)
        for number, (scene, part) in enumerate(order):
            for data, pts, dts, is_keyframe in intervals[scene][part]:
                packet = av.Packet(data)
                packet.pts, packet.dts = pts + (number - part) * length, dts + (number - part) * length
                packet.time_base = first.streams.video[0].time_base
                packet.is_keyframe = is_keyframe
                packet.stream = stream
                target.mux(packet)


def _intervals(piece: Path) -> list[list[tuple[bytes, int, int, bool]]]:
    """Returns the packets of each keyframe interval as (data, pts, dts, is_keyframe)."""
    intervals: list[list[tuple[bytes, int, int, bool]]] = []
    with av.open(str(piece)) as source:
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is None or packet.pts is None:
                continue
            if packet.is_keyframe:
                intervals.append([])
            intervals[-1].append((bytes(packet), packet.pts, packet.dts, packet.is_keyframe))
    return intervals
