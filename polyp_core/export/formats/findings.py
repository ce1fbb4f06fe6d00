"""Findings of a recording: a table, a JSON file, and for each finding a clip and stills of its best frame."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from polyp_core.display_text import filled
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.formats.export_format import (
    ExportFormat,
    ExportInfo,
    FindingOptions,
    FrameWriter,
)
from polyp_core.export.formats.located_findings import FindingMeasurements, LocatedFinding
from polyp_core.export.formats.videos import VideoWriter, fit_into
from polyp_core.export.frame_reader import ReadFrame
from polyp_core.export.images import encode_png
from polyp_core.export.provenance import program_version
from polyp_core.findings.policy import policy_label, policy_name
from polyp_core.frames.frame import SourceInfo
from polyp_core.review.finding_table import finding_rows, format_finding_table
from polyp_core.review.reconcile import ListedFinding
from polyp_core.review.records import RelativeBox

_FOLDER = "findings"


@contextmanager
def _open_findings(folder: Path, info: ExportInfo) -> Iterator[FrameWriter]:
    """Measures each frame; once all are measured, reads those of the findings again to write clips and stills."""
    (folder / _FOLDER).mkdir()
    measured = FindingMeasurements(info.reader.source.info, info.reader.map_cache)
    yield measured.add
    review = info.review
    found = measured.find(info.findings, review.decisions if review is not None else (), info.origin)
    source = info.reader.source.wait_for_index()
    stems = _stems(len(found))
    for number, frames in groupby(info.reader.read([each.clip for each in found]), attrgetter("range_number")):
        _write_pictures(folder / _FOLDER / stems[number], found[number], frames, info, source)
    rows = finding_rows([each.listed for each in found], review.reader if review is not None else "")
    content = _header(info, source, measured)
    table = format_finding_table(rows, content["analysed"]["share"])
    (folder / "findings.csv").write_text(table, encoding="utf-8", newline="")
    content["findings"] = [
        {**row, **_decision(each.listed), "file": each.file_name or None, "files": _file_names(stem, source)}
        for row, each, stem in zip(rows, found, stems, strict=True)
    ]
    (folder / "findings.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    proposed = sum(bool(each.listed.findings) for each in found)
    info.notes.append(_note(proposed, measured, source, info.findings))
    if review is not None:
        info.notes.append(filled("The decisions of {reader} are in the tables.", reader=review.reader))


def _stems(count: int) -> list[str]:
    """Names of the files of each finding without suffix: 01, 02 and so on, sorted as the findings are."""
    digits = max(2, len(str(count)))
    return [f"{number:0{digits}d}" for number in range(1, count + 1)]


def _file_names(stem: str, source: SourceInfo) -> dict[str, str]:
    names = {"bare": f"{_FOLDER}/{stem}_bare.png", "outlined": f"{_FOLDER}/{stem}_outlined.png"}
    return {"clip": f"{_FOLDER}/{stem}.mp4", **names} if source.is_recording else names


def _write_pictures(
    path: Path, found: LocatedFinding, frames: Iterator[ReadFrame], info: ExportInfo, source: SourceInfo
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


def _write_stills(path: Path, box: RelativeBox | None, result: AnnotatedFrame, info: ExportInfo) -> None:
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


def _header(info: ExportInfo, source: SourceInfo, measured: FindingMeasurements) -> dict[str, Any]:
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


def _note(count: int, measured: FindingMeasurements, source: SourceInfo, options: FindingOptions) -> str:
    values = {
        "policy": filled(policy_label(options.policy)),
        "frames": measured.frames,
        "total": source.frame_count,
        "held_back": filled("; {n} held back", n=measured.held_back) if measured.held_back else "",
    }
    one = filled("1 finding by the {policy} in {frames} of {total} frames{held_back}.", **values)
    several = filled("{n} findings by the {policy} in {frames} of {total} frames{held_back}.", n=count, **values)
    return one if count == 1 else several


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
