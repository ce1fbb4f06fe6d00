"""Predicts recordings with a model, or takes what was predicted of them before."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.frame_pipeline import decode_ahead, segment_frames
from polyp_core.analysis.measures_cache import cache_measures, cached_measures
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache, open_map_cache
from polyp_core.cache import MAPS, prune
from polyp_core.display_text import counted
from polyp_core.errors import DatasetError
from polyp_core.findings.findings import FrameTable
from polyp_core.frames.frame import Frame, FrameSource
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter_thread import Priority, SegmenterThread
from polyp_core.masks.regions import Mask
from training.evaluation.recordings.prediction import RecordingPrediction
from training.evaluation.recordings.truth import RecordingTruth
from training.evaluation.recordings.truth_files import TruthFile
from training.progress import OnProgress, ignore_progress

_MEMORY_MB = 64.0


@contextmanager
def predict_recording(
    truth_file: TruthFile, segmenter: SegmenterThread, on_progress: OnProgress = ignore_progress
) -> Iterator[tuple[RecordingTruth, RecordingPrediction]]:
    """Yields the truth of a recording and what the model predicts of it; frames that are stored are not run again.

    Raises SourceError, DatasetError, ReviewError, DeviceError and ModelFileError.
    """
    if truth_file.recording is None:
        raise DatasetError(
            "The recording of {path} is not next to it. Give both: {path}=RECORDING.", path=truth_file.path
        )
    with open_source(truth_file.recording) as source, pruned_maps():
        info = source.wait_for_index()
        truth = truth_file.read_for(info)
        model = segmenter.opened.result()
        with open_map_cache(truth_file.recording, model, deinterlace="auto", memory_mb=_MEMORY_MB) as store:
            frames, regions = _measures(source, segmenter, store, on_progress)
            # Pictures have no times of their own.
            times_s = source.times_s() if info.kind == "video" else np.arange(info.frame_count) / truth.rate_fps
            card = model.model.card

            def mask(frame: int) -> Mask:
                found = store.get(frame) or segmenter.submit(source.read(frame), Priority.EXPORT).result()
                return found.mask_at(card.threshold, card.min_region_fraction, (truth.width_px, truth.height_px))

            damaged = int(frames["damaged"].sum())
            notes = [f"{truth.name}: {counted(damaged, 'frame')} could not be decoded fully."] if damaged else []
            yield (
                truth,
                RecordingPrediction(
                    FrameTable.of(frames, times_s),
                    regions,
                    truth.width_px,
                    truth.height_px,
                    mask=mask,
                    notes=(*notes, *([store.problem] if store.problem else [])),
                ),
            )


@contextmanager
def pruned_maps() -> Iterator[None]:
    """Keeps the cache of maps within its cap after each recording: those of many would fill the disk."""
    try:
        yield
    finally:
        prune(MAPS)


def _measures(
    source: FrameSource, segmenter: SegmenterThread, store: ProbabilityMapCache, on_progress: OnProgress
) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """Returns what is measured on all frames, of recordings that are complete from a cache that outlives the maps."""
    count = source.info.frame_count
    if (cached := cached_measures(store.key, count)) is not None:
        return cached
    _analyse(source, segmenter, store, on_progress)
    frames, regions = store.measures(count)
    if frames["is_measured"].all():
        cache_measures(store.key, frames, regions)
    return frames, regions


def _analyse(
    source: FrameSource, segmenter: SegmenterThread, store: ProbabilityMapCache, on_progress: OnProgress
) -> None:
    total = source.info.frame_count
    known = store.frames(total)
    for index in np.flatnonzero(known["has_map"] & ~known["is_measured"]).tolist():
        store.get(index)  # measures what an earlier version has stored
    missing = np.flatnonzero(~store.frames(total)["is_measured"]).tolist()

    def frames() -> Iterator[Frame]:
        for index in missing:
            yield source.read(index)

    done = total - len(missing)
    on_progress(done, total)
    for _ in segment_frames(decode_ahead(frames()), segmenter, store=store):
        done += 1
        on_progress(done, total)
