"""Writes the report on datasets: a self-contained report.html, charts as PNG, summary.json and table.parquet."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version
from polyp_core.files.atomic_files import atomic_write, write_bytes, write_text
from polyp_core.frames.frame import Image
from training.statistics.report.figures import to_png
from training.statistics.report.report_page import report_page
from training.statistics.report.sample_pictures import contact_sheet
from training.statistics.report_data import Description
from training.statistics.summary import summarise, summarise_hypotheses


def write_report(description: Description, out: Path) -> dict[str, Any]:
    """Writes all files into `out` and returns the content of `summary.json`. Raises ExportError."""
    charts = {key: to_png(chart) for key, chart in description.charts.items()}
    for key, data in charts.items():
        write_bytes(out / "charts" / f"{key}.png", data)
    for size, pictures in description.pictures.items():
        if pictures:
            write_bytes(out / "samples" / f"{size}.png", _png(contact_sheet([p.overlay for p in pictures])))
            write_bytes(out / "samples" / f"{size}_zoomed.png", _png(contact_sheet([p.zoom for p in pictures])))
    summary = summarise_description(description)
    write_text(out / "summary.json", json.dumps(summary, indent=1, allow_nan=False) + "\n")
    # Arrow accepts only paths that are valid UTF-8.
    with atomic_write(out / "table.parquet") as temporary, temporary.open("wb") as file:
        description.table.drop(columns="thumbnail").to_parquet(file, index=False)
    write_text(out / "report.html", report_page(description, charts))
    return summary


def summarise_description(description: Description) -> dict[str, Any]:
    """Returns the numbers of the report as plain values, by dataset and for all together.

    The answers for all together are `pooled_hypotheses`. They are also in `hypotheses` as `all`, unless a dataset has
    that name.
    """
    limits = description.limits
    hypotheses = {name: summarise_hypotheses(own) for name, own in description.hypotheses.items()}
    pooled = summarise_hypotheses(description.pooled) if description.pooled else None
    return {
        "notice": RESEARCH_USE_ONLY,
        "version": program_version(),
        "all": summarise(description.table, limits),
        "datasets": {
            str(name): summarise(own, limits) for name, own in description.table.groupby("dataset", sort=True)
        },
        "size_limits": {"medium": limits.medium, "large": limits.large, "huge": limits.huge} if limits else None,
        "hypotheses": ({"all": pooled} if pooled else {}) | hypotheses,
        "pooled_hypotheses": pooled,
        "near_copies": description.near_copy_count,
        "leaks": len(description.leaks),
        "unusable_pairs": {d.name: list(d.problems) for d in description.datasets},
        "images_without_mask": {d.name: len(d.images_without_mask) for d in description.datasets},
        "masks_without_image": {d.name: len(d.masks_without_image) for d in description.datasets},
    }


def _png(image: Image) -> bytes:
    _, data = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    return np.asarray(data, np.uint8).tobytes()
