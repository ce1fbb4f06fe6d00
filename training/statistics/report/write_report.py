"""Writes the report on datasets: a self-contained report.html, charts as PNG, summary.json and table.parquet."""

import json
from pathlib import Path
from typing import Any

from polyp_core.export.images import encode_png
from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version
from polyp_core.files.atomic_files import atomic_write, write_bytes, write_text
from training.statistics.report.figures import to_png
from training.statistics.report.report_page import report_page
from training.statistics.report.sample_pictures import contact_sheet
from training.statistics.report_data import ReportData
from training.statistics.summary import summarise, summarise_differences, summarise_hypotheses


def write_report(data: ReportData, out: Path) -> dict[str, Any]:
    """Writes all files into `out` and returns the content of `summary.json`. Raises ExportError."""
    charts = {key: to_png(chart) for key, chart in data.charts.items()}
    for key, png in charts.items():
        write_bytes(out / "charts" / f"{key}.png", png)
    for size, pictures in data.pictures.items():
        if pictures:
            write_bytes(out / "samples" / f"{size}.png", encode_png(contact_sheet([p.overlay for p in pictures])))
            write_bytes(out / "samples" / f"{size}_zoomed.png", encode_png(contact_sheet([p.zoom for p in pictures])))
    summary = summarise_report(data)
    write_text(out / "summary.json", json.dumps(summary, indent=1, allow_nan=False) + "\n")
    # Arrow accepts only paths that are valid UTF-8.
    with atomic_write(out / "table.parquet") as temporary, temporary.open("wb") as file:
        data.table.drop(columns="thumbnail").to_parquet(file, index=False)
    write_text(out / "report.html", report_page(data, charts))
    return summary


def summarise_report(data: ReportData) -> dict[str, Any]:
    """Returns the numbers of the report as plain values, by dataset and for all together.

    The answers for all together are `pooled_hypotheses`. They are also in `hypotheses` as `all`, unless a dataset has
    that name.
    """
    limits = data.limits
    hypotheses = {name: summarise_hypotheses(own) for name, own in data.hypotheses.items()}
    pooled = summarise_hypotheses(data.pooled) if data.pooled else None
    return {
        "notice": RESEARCH_USE_ONLY,
        "version": program_version(),
        "date": data.date.isoformat(),
        "all": summarise(data.table, limits),
        "datasets": {str(name): summarise(own, limits) for name, own in data.table.groupby("dataset", sort=True)},
        "size_limits": {"medium": limits.medium, "large": limits.large, "huge": limits.huge} if limits else None,
        "hypotheses": ({"all": pooled} if pooled else {}) | hypotheses,
        "pooled_hypotheses": pooled,
        "differences": summarise_differences(data.differences),
        "near_copies": data.near_copy_count,
        "leaks": len(data.leaks),
        "unusable_pairs": {d.name: list(d.problems) for d in data.datasets},
        "images_without_mask": {d.name: len(d.images_without_mask) for d in data.datasets},
        "masks_without_image": {d.name: len(d.masks_without_image) for d in data.datasets},
    }
