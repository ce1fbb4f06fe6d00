"""Decides on the findings of an export once all its frames are measured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import ExportedFrame, FindingOptions
from polyp_core.findings.findings import Finding, FrameTable, find_findings
from polyp_core.findings.frame_quality import FrameFault, measure_quality
from polyp_core.findings.recording_table import FrameMeasures, RecordingTable
from polyp_core.frames.frame import SourceInfo
from polyp_core.masks.regions import area_fraction
from polyp_core.review.corrected_pictures import corrected_findings, replace_findings
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.reconcile import ListedFinding, follow_analysis, reconcile, with_corrected_areas
from polyp_core.review.records import Decision, Extent, Origin


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding, the frames of its clip and the time of the first, and the file name of its best frame, if any."""

    listed: ListedFinding
    clip: range
    clip_start_s: float
    file_name: str


class FindingMeasurements:
    """The regions of the exported frames, from which findings are decided after the last frame.

    Takes less than a kilobyte a frame, so that memory does not limit the length of a recording.
    """

    def __init__(self, source: SourceInfo, cache: ProbabilityMapCache | None) -> None:
        self._source, self._cache = source, cache
        self._index: list[int] = []
        self._time_s: list[float] = []
        self._table = RecordingTable()
        self._file_names: dict[int, str] = {}
        self._exported_share: dict[int, float] = {}
        self._corrected_areas: dict[int, float] = {}
        self._corrected_pictures: dict[int, tuple[Finding, ...]] = {}
        self.damaged_frames = 0
        self.held_back = 0
        self.faults = {fault: 0 for fault in FrameFault if fault != FrameFault.NONE}
        """Number of frames that cannot be judged, by fault; known after `find`."""

    @property
    def frames(self) -> int:
        """Number of frames that were measured."""
        return len(self._index)

    def add(self, exported: ExportedFrame) -> None:
        """Measures a frame, once if ranges overlap. An image that cannot be read does not count as analysed."""
        frame = exported.result.frame
        if self._index and frame.index <= self._index[-1]:
            return
        self.damaged_frames += frame.damaged
        if frame.damaged and self._source.kind != "video":
            return
        self._index.append(frame.index)
        self._time_s.append(frame.time_s)
        self._table.add(frame.index, self._measure(exported.result))
        self._file_names[frame.index] = exported.file_name
        self._exported_share[frame.index] = exported.result.exported_share
        if exported.result.mask_source == "predicted":
            return
        if self._source.is_recording:
            self._corrected_areas[frame.index] = area_fraction(exported.result.exported_mask)
        else:
            regions = corrected_findings(exported.result.mask, frame.index, frame.time_s)
            self._corrected_pictures[frame.index] = regions

    def _measure(self, result: AnnotatedFrame) -> FrameMeasures:
        """Returns the measures in the cache if they are of the exported picture, else measures it."""
        stored = self._cache.measures_at(result.frame.index) if self._cache is not None and result.is_whole else None
        if stored is not None and stored.quality is not None:
            return stored
        prediction, frame = result.prediction, result.frame
        return FrameMeasures(
            result.measure_regions(),
            measure_quality(frame.image),
            prediction.presence,
            prediction.presence_level,
            frame.damaged,
        )

    def find(
        self, options: FindingOptions, decisions: Sequence[Decision] = (), origin: Origin | None = None
    ) -> list[LocatedFinding]:
        """Decides on the findings, in order, and adds `decisions`; areas are shares of the exported picture.

        Frames of different ranges do not follow one another: they are decided on separately, and no clip leaves its
        range. A decision is left out if neither its best frame nor a finding that it answers is exported. As in the
        viewer's list, a decision made while the recording was analysed follows what `origin`, the model and policy of
        the export, finds now. Of unrelated pictures that a reader has corrected, the regions of the mask are the
        findings.
        """
        if not self._index:
            return []
        index = np.array(self._index, np.intp)
        count = self._index[-1] + 1
        time_s = np.full(count, np.nan)
        time_s[index] = self._time_s
        table = FrameTable.of(self._table.frames(count), time_s)
        self.faults = {fault: int(np.count_nonzero(table.fault == fault)) for fault in self.faults}
        regions = self._table.regions(count)
        spans = [table.select(rows) for rows in np.split(np.arange(len(index)), np.flatnonzero(np.diff(index) > 1) + 1)]
        found: list[Finding] = []
        for frames in spans:
            first, last = int(frames.index[0]), int(frames.index[-1])
            of_frames = regions[slice(*np.searchsorted(regions["frame"], (first, last + 1)))]
            decided = find_findings(of_frames, frames, options.policy, is_recording=self._source.is_recording)
            self.held_back += len(decided.held_back)
            corrected = {frame: each for frame, each in self._corrected_pictures.items() if first <= frame <= last}
            found += replace_findings(decided.findings, corrected)
        listed = []
        for each in reconcile(found, decisions, np.isfinite(time_s)):
            is_whole = not any(self._is_cut(finding, spans) for finding in each.findings)
            followed = follow_analysis(each, origin) if origin is not None and is_whole else each
            listed.append(self._within_export(followed))
        areas = MaskAreas(np.array([*self._corrected_areas], np.intp), np.array([*self._corrected_areas.values()]))
        exported = [each for each in listed if each is not None]
        shown = [_with_areas_divided(each, self._exported_share[each.extent.best_frame]) for each in exported]
        return [
            self._located(each, _span_of(each.extent, spans), options) for each in with_corrected_areas(shown, areas)
        ]

    def _is_cut(self, finding: Finding, spans: Sequence[FrameTable]) -> bool:
        """Whether a finding reaches an end of its range, beyond which the recording goes on."""
        frames = _span_of(Extent.of(finding), spans)
        first, last = int(frames.index[0]), int(frames.index[-1])
        return finding.first_frame == first > 0 or finding.last_frame == last < self._source.frame_count - 1

    def _within_export(self, listed: ListedFinding) -> ListedFinding | None:
        """Returns a finding whose best frame is exported, None if none of it is.

        If a reader decided about more of the recording than is exported, the decision holds for the part that is.
        """
        if listed.extent.best_frame in self._exported_share:
            return listed
        if not listed.findings or listed.decision is None:
            return None
        part = listed.findings[0]
        decision = listed.decision.replaced(
            extent=Extent.of(part), peak_area_fraction=part.peak_area_fraction, confidence=part.confidence
        )
        return replace(listed, decision=decision)

    def _located(self, listed: ListedFinding, frames: FrameTable, options: FindingOptions) -> LocatedFinding:
        extent = listed.extent
        start_s, end_s = extent.start_s, extent.end_s
        if self._source.is_recording:
            start_s, end_s = start_s - options.lead_in_s, end_s + options.lead_out_s
        first, stop = np.searchsorted(frames.time_s, start_s), np.searchsorted(frames.time_s, end_s, "right")
        clip = range(int(frames.index[first]), int(frames.index[stop - 1]) + 1)
        return LocatedFinding(listed, clip, float(frames.time_s[first]), self._file_names[extent.best_frame])


def _span_of(extent: Extent, spans: Sequence[FrameTable]) -> FrameTable:
    """Returns the range of exported frames that contains the best frame."""
    return next(frames for frames in spans if frames.index[0] <= extent.best_frame <= frames.index[-1])


def _with_areas_divided(listed: ListedFinding, share: float) -> ListedFinding:
    findings = tuple(replace(each, peak_area_fraction=each.peak_area_fraction / share) for each in listed.findings)
    decision = listed.decision
    if decision is not None and decision.peak_area_fraction is not None:
        decision = decision.replaced(peak_area_fraction=min(1.0, decision.peak_area_fraction / share))
    return replace(listed, findings=findings, decision=decision)
