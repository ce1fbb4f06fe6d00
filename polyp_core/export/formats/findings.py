"""Findings of a recording: a table, a JSON file, and for each finding a clip and stills of its best frame."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import (
    ExportedFrame,
    ExportFormat,
    ExportInfo,
    FindingOptions,
    FrameWriter,
)
from polyp_core.export.formats.videos import VideoWriter, fit_into
from polyp_core.export.frame_reader import ReadFrame
from polyp_core.export.images import encode_png
from polyp_core.export.provenance import program_version
from polyp_core.findings.findings import FrameTable, find_findings
from polyp_core.findings.frame_quality import FrameFault, measure_quality
from polyp_core.findings.policy import policy_label, policy_name
from polyp_core.findings.recording_table import FrameMeasures, RecordingTable
from polyp_core.frames.frame import SourceInfo
from polyp_core.review.finding_table import finding_rows, format_finding_table
from polyp_core.review.reconcile import ListedFinding, reconcile
from polyp_core.review.records import Box, Decision

_FOLDER = "findings"


@dataclass(frozen=True, slots=True)
class _Located:
    """A finding, the frames of its clip and the time of the first, and the file name of its best frame, if any."""

    listed: ListedFinding
    clip: range
    clip_start_s: float
    file_name: str


class _Measurements:
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

    def find(self, options: FindingOptions, decisions: Sequence[Decision]) -> list[_Located]:
        """Decides on the findings, in order, and adds `decisions`; areas are shares of the exported picture.

        Frames of different ranges do not follow one another: they are decided on separately, and no clip leaves its
        range. Decisions on frames that are not exported are left out.
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
        found: list[_Located] = []
        for rows in np.split(np.arange(len(index)), np.flatnonzero(np.diff(index) > 1) + 1):
            frames = table.select(rows)
            of_frames = regions[slice(*np.searchsorted(regions["frame"], (index[rows[0]], index[rows[-1]] + 1)))]
            decided = find_findings(of_frames, frames, options.policy, is_recording=self._source.is_recording)
            self.held_back += len(decided.held_back)
            exported = set(frames.index.tolist())
            inside = [each for each in decisions if each.extent.best_frame in exported]
            found += [self._located(each, frames, options) for each in reconcile(decided.findings, inside)]
        return found

    def _located(self, listed: ListedFinding, frames: FrameTable, options: FindingOptions) -> _Located:
        extent = listed.extent
        start_s, end_s = extent.start_s, extent.end_s
        if self._source.is_recording:
            start_s, end_s = start_s - options.lead_in_s, end_s + options.lead_out_s
        first, stop = np.searchsorted(frames.time_s, start_s), np.searchsorted(frames.time_s, end_s, "right")
        clip = range(int(frames.index[first]), int(frames.index[stop - 1]) + 1)
        shown = _with_areas_divided(listed, self._exported_share[extent.best_frame])
        return _Located(shown, clip, float(frames.time_s[first]), self._file_names[extent.best_frame])


def _with_areas_divided(listed: ListedFinding, share: float) -> ListedFinding:
    findings = tuple(replace(each, peak_area_fraction=each.peak_area_fraction / share) for each in listed.findings)
    decision = listed.decision
    if decision is not None and decision.peak_area_fraction is not None:
        decision = decision.replaced(peak_area_fraction=min(1.0, decision.peak_area_fraction / share))
    return ListedFinding(findings, decision)


@contextmanager
def _open_findings(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    """Measures each frame; once all are measured, reads those of the findings again to write clips and stills."""
    (folder / _FOLDER).mkdir()
    measured = _Measurements(info.reader.source.info, info.reader.map_cache)
    yield measured.add
    review = info.review
    found = measured.find(info.findings, review.decisions if review is not None else ())
    source = info.reader.source.wait_for_index()
    stems = _stems(len(found))
    for number, frames in groupby(info.reader.read([each.clip for each in found]), attrgetter("range_number")):
        _write_pictures(folder / _FOLDER / stems[number], found[number], frames, info, source)
    rows = finding_rows([each.listed for each in found], review.reader if review is not None else "")
    (folder / "findings.csv").write_text(format_finding_table(rows), encoding="utf-8", newline="")
    content = _header(info, source, measured)
    content["findings"] = [
        {**row, **_decision(each.listed), "file": each.file_name or None, "files": _file_names(stem, source)}
        for row, each, stem in zip(rows, found, stems, strict=True)
    ]
    (folder / "findings.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    proposed = sum(bool(each.listed.findings) for each in found)
    info.notes.append(_note(proposed, measured, source, info.findings))
    if review is not None:
        info.notes.append(f"The decisions of {review.reader} are in the tables.")


def _stems(count: int) -> list[str]:
    """Names of the files of each finding without suffix: 01, 02 and so on, sorted as the findings are."""
    digits = max(2, len(str(count)))
    return [f"{number:0{digits}d}" for number in range(1, count + 1)]


def _file_names(stem: str, source: SourceInfo) -> dict[str, str]:
    names = {"bare": f"{_FOLDER}/{stem}_bare.png", "outlined": f"{_FOLDER}/{stem}_outlined.png"}
    return {"clip": f"{_FOLDER}/{stem}.mp4", **names} if source.is_recording else names


def _write_pictures(
    path: Path, found: _Located, frames: Iterator[ReadFrame], info: ExportInfo, source: SourceInfo
) -> None:
    """Writes the stills of the best frame, and the clip if `source` is a recording; `path` has no suffix yet."""
    size_px = info.width_px, info.height_px
    with ExitStack() as stack:
        clip: VideoWriter | None = None
        if source.is_recording:
            video = VideoWriter(path.with_suffix(".mp4"), *size_px, info.rate_fps, comment=info.provenance.comment)
            clip = stack.enter_context(video)
        for read in frames:
            result = info.render(read.analysed)
            if clip is not None:
                clip.write(fit_into(result.annotated, *size_px), result.frame.time_s - found.clip_start_s)
            if result.frame.index == found.listed.extent.best_frame:
                _write_stills(path, found.listed.extent.box, result, info)


def _write_stills(path: Path, box: Box | None, result: AnnotatedFrame, info: ExportInfo) -> None:
    mask, threshold = result.finding_mask(box, info.findings.policy.keep_level)
    shown = replace(info.provenance, threshold=threshold)
    outlined = result.outlined(mask, shown.caption)
    path.with_name(f"{path.name}_bare.png").write_bytes(encode_png(result.picture, info.provenance.comment))
    path.with_name(f"{path.name}_outlined.png").write_bytes(encode_png(outlined, shown.comment))


def _decision(listed: ListedFinding) -> dict[str, Any]:
    """What a reader decided beyond the columns of the table; nothing without a decision."""
    decision = listed.decision
    if decision is None:
        return {}
    return {"card": decision.card.model_dump(), "added_by_reader": decision.origin.is_by_hand}


def _header(info: ExportInfo, source: SourceInfo, measured: _Measurements) -> dict[str, Any]:
    policy, review = info.findings.policy, info.review
    return {
        "notice": info.provenance.notice,
        "program": f"Polyp Viewer {program_version()}",
        "recording": {
            "name": info.recording,
            "frames": source.frame_count,
            "duration_s": round(source.duration_s, 3),
            "rate_fps": source.rate_fps,
        },
        "analysed": {
            "frames": measured.frames,
            "share": round(measured.frames / source.frame_count, 6),
            "damaged": measured.damaged_frames,
            "faults": {fault.label: count for fault, count in measured.faults.items()},
        },
        "model": {"name": info.model.card.name, "sha256": info.model.sha256},
        "policy": {"name": policy_name(policy), **policy.model_dump()},
        "held_back": measured.held_back,
        "review": None if review is None else {"reader": review.reader, "complete": review.is_complete},
        "clips": {
            "lead_in_s": info.findings.lead_in_s,
            "lead_out_s": info.findings.lead_out_s,
            "threshold": info.provenance.threshold,
            "min_region_percent": info.provenance.min_region_percent,
        },
    }


def _note(count: int, measured: _Measurements, source: SourceInfo, options: FindingOptions) -> str:
    held_back = f"; {measured.held_back} held back" if measured.held_back else ""
    return (
        f"{count} finding{'' if count == 1 else 's'} by the {policy_label(options.policy)} in {measured.frames} of "
        f"{source.frame_count} frames{held_back}."
    )


FORMATS = (
    ExportFormat(
        name="findings",
        title="Findings",
        description="A table (CSV and JSON), and a clip and stills of each finding",
        files=("findings.csv", "findings.json", _FOLDER),
        open_writer=_open_findings,
        needs_picture=False,  # an image that cannot be read shows no finding
        has_overlay=True,
        has_findings=True,
    ),
)
