"""What a policy finds in the analysed frames of a recording: for the viewer, exports, reports and evaluation."""

import numpy as np
from numpy.typing import NDArray

from polyp_core.analysis.analysis_order import OVERVIEW_REACH_S, is_near
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import FrameTable, find_findings
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.findings.region_table import REGION, measure_regions, regions_at


def recording_curve(
    store: ProbabilityMapCache, time_s: NDArray[np.float64], policy: AlarmPolicy, *, is_recording: bool = True
) -> Curve:
    """Returns what `policy` finds in the frames that are analysed in `store`, and which these are.

    `time_s` (n,) are the times of all frames of the recording, as of `FrameSource.times_s`. The result's
    `analysed_share` says which share of them the findings rest on. `is_recording` is false if the frames are unrelated
    pictures, whose regions are not linked.
    """
    count = len(time_s)
    measured, presence = np.zeros(count, bool), np.full(count, np.nan, np.float32)
    tables = [np.zeros(0, REGION)]
    for index in np.flatnonzero(store.analysed(count)):
        if (prediction := store.get(int(index))) is not None:
            measured[index] = True
            presence[index] = np.nan if prediction.presence is None else prediction.presence
            tables.append(measure_regions(prediction))
    index = np.flatnonzero(measured)
    regions = np.concatenate(tables)
    found = find_findings(regions, FrameTable(index, time_s[index], presence[index]), policy, is_recording=is_recording)
    kept = regions_at(regions, policy.keep_level)
    area = np.where(measured, np.float32(0), np.float32(np.nan))
    np.add.at(area, kept["frame"], kept["area"])
    suspicious = np.unique(kept["frame"][kept["peak"] >= policy.open_level]).astype(np.intp)
    sampled = is_near(time_s, time_s[index], OVERVIEW_REACH_S)
    return Curve(area, store.damaged(count), found.findings, found.held_back, sampled, suspicious, policy=policy)
