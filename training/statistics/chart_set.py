"""Makes the charts of the report and the viewer from the table."""

from dataclasses import replace
from datetime import date as Date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.display_text import as_is, filled, mark
from training.statistics.charts import (
    Axis,
    Bars,
    BoxPlot,
    Chart,
    Curves,
    HeatMap,
    Histogram,
    Numbers,
    Points,
    Scatter,
    box,
    format_source,
    stacked_histogram,
)
from training.statistics.measure import HISTOGRAM_BINS
from training.statistics.size_classes import EMPTINESS, NEARLY_EMPTY_COVERAGE, SIZE_CLASSES, emptiness, quartile_limits

_CHANNELS = (mark("red"), mark("green"), mark("blue"))
_FINGERPRINT_ROWS = 60
_PAIRS = Axis(mark("pairs"))
_COVERAGE = Axis(mark("coverage of the picture"), is_share=True, column="coverage")
_WIDTH, _HEIGHT = Axis(mark("width"), "px", column="width_px"), Axis(mark("height"), "px", column="height_px")
_ASPECT = Axis(mark("aspect ratio"), mark("width / height"), column="aspect_ratio")
_BRIGHTNESS = Axis(mark("brightness"), mark("mean luma, 0 to 255"), column="brightness")
_CONTRAST = Axis(mark("contrast"), mark("standard deviation of the luma"), column="contrast")
_SPECULAR = Axis(mark("specular share of the picture"), is_share=True, column="specular_share")
_LEVEL = Axis(mark("intensity"), mark("0 to 255"))
_MASK_KINDS = {
    "binary": mark("0 and 255 only"),
    "noisy": mark("with JPEG noise"),
    "grey": mark("values between"),
    "too dark": mark("none above 127"),
    "labels": mark("classes or colours"),
}


def make_charts(table: pd.DataFrame, date: Date | None = None) -> dict[str, Chart]:
    """Returns all charts of the pairs in `table` by key, in display order. `date` is by default today."""
    charts: list[Chart] = [
        _histogram(table, "width", mark("Width"), _WIDTH),
        _histogram(table, "height", mark("Height"), _HEIGHT),
        _histogram(table, "aspect_ratio", mark("Aspect ratio"), _ASPECT),
        _scatter(table, "width_and_height", mark("Width against height"), _WIDTH, _HEIGHT),
        _histogram(table, "coverage", mark("How much of the picture the mask covers"), _COVERAGE),
        _coverage_boxes(table),
        _size_classes(table),
        _empty_masks(table),
        *_intensities(table),
        _scatter(table, "brightness_and_contrast", mark("Brightness against contrast"), _BRIGHTNESS, _CONTRAST),
        _histogram(table, "specular_share", mark("Specular reflections"), _SPECULAR),
        *_fingerprints(table),
        _scatter(table, "aspect_ratio_and_coverage", mark("Aspect ratio against coverage"), _ASPECT, _COVERAGE),
        _scatter(table, "width_and_coverage", mark("Width against coverage"), _WIDTH, _COVERAGE),
        _mask_values(table),
    ]
    counts = {name: len(rows) for name, rows in _by_dataset(table).items()}
    return {
        chart.key: replace(chart, source=format_source(_count(chart, counts), date or Date.today())) for chart in charts
    }


def _count(chart: Chart, counts: dict[str, int]) -> int:
    """Returns how many pictures `chart` is of; `counts` are those of the datasets."""
    match chart:
        case Histogram():
            return int(sum(series.counts.sum() for series in chart.series))
        case Scatter():
            return sum(len(series.x) for series in chart.series)
        case BoxPlot():
            return sum(each.n for each in chart.boxes)
        case Bars():
            return sum(map(sum, chart.series.values()))
    return counts.get(chart.key.partition("_")[2], sum(counts.values()))


def _by_dataset(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {as_is(str(name)): rows for name, rows in table.groupby("dataset", sort=True)}


def _numbers(table: pd.DataFrame, axis: Axis) -> Numbers:
    return table[axis.column].to_numpy(np.float64)


def _histogram(table: pd.DataFrame, key: str, title: str, axis: Axis) -> Histogram:
    values = {name: _numbers(rows, axis) for name, rows in _by_dataset(table).items()}
    return stacked_histogram(key, title, axis, values, caption=mark("The lines mark the means."))


def _scatter(table: pd.DataFrame, key: str, title: str, x: Axis, y: Axis) -> Scatter:
    position = pd.Series(np.arange(len(table)), index=table.index)
    series = tuple(
        Points(name, _numbers(rows, x), _numbers(rows, y), position[rows.index].to_numpy(np.int64))
        for name, rows in _by_dataset(table).items()
    )
    return Scatter(key, title, x, y, series)


def _coverage_boxes(table: pd.DataFrame) -> BoxPlot:
    boxes = (box(name, _numbers(rows, _COVERAGE)) for name, rows in _by_dataset(table).items())
    caption = mark("Box: quartiles and median. Whiskers: up to 1.5 interquartile ranges. Diamond: mean.")
    return BoxPlot("coverage_box", mark("Coverage by dataset"), _COVERAGE, tuple(b for b in boxes if b), caption)


def _size_classes(table: pd.DataFrame) -> Bars:
    limits = quartile_limits(_numbers(table, _COVERAGE))
    series: dict[str, tuple[int, ...]] = {}
    caption: str = mark("No mask shows a polyp.")
    if limits is not None:
        series = {
            name: _counts(limits.classify(_numbers(rows, _COVERAGE)), SIZE_CLASSES)
            for name, rows in _by_dataset(table).items()
        }
        caption = filled(
            "Quartiles of the coverage of all masks that show a polyp: "
            "medium from {medium:.1f}%, large from {large:.1f}%, huge from {huge:.1f}%.",
            medium=100 * limits.medium,
            large=100 * limits.large,
            huge=100 * limits.huge,
        )
    axis = Axis(mark("size of the polyp"), column="size_class")
    return Bars("size_classes", mark("Size classes"), axis, _PAIRS, SIZE_CLASSES, SIZE_CLASSES, series, caption)


def _counts(values: NDArray[np.object_], categories: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int((values == category).sum()) for category in categories)


def _empty_masks(table: pd.DataFrame) -> Bars:
    series = {
        name: _counts(emptiness(_numbers(rows, _COVERAGE)), EMPTINESS) for name, rows in _by_dataset(table).items()
    }
    caption = filled("Nearly empty: a coverage above 0 and up to {limit}.", limit=NEARLY_EMPTY_COVERAGE)
    axis = Axis(mark("mask"), column="emptiness")
    return Bars("empty_masks", mark("Empty masks"), axis, _PAIRS, EMPTINESS, EMPTINESS, series, caption)


def _mask_values(table: pd.DataFrame) -> Bars:
    series = {
        name: _counts(rows["mask_kind"].to_numpy(object), tuple(_MASK_KINDS))
        for name, rows in _by_dataset(table).items()
    }
    caption = mark(
        "Masks are cut at 127 where they hold no classes. One with values between, or with none above 127, deserves a "
        "look."
    )
    axis, labels = Axis(mark("values"), column="mask_kind"), tuple(_MASK_KINDS.values())
    return Bars(
        "mask_values", mark("Values in the mask files"), axis, _PAIRS, labels, tuple(_MASK_KINDS), series, caption
    )


def _intensities(table: pd.DataFrame) -> list[Curves]:
    edges = _level_edges()
    charts = []
    sets = _by_dataset(table)
    everything = {"": table} if len(sets) != 1 else {}
    for name, rows in (everything | sets).items():
        shares = {channel: _channel_shares(rows, channel).mean(axis=0) for channel in _CHANNELS} if len(rows) else {}
        charts.append(
            Curves(
                f"intensity_{name}" if name else "intensity",
                filled("Red, green and blue in {dataset}", dataset=name)
                if name
                else filled("Red, green and blue in all pictures"),
                _LEVEL,
                Axis(mark("share of the pixels"), is_share=True),
                (edges[:-1] + edges[1:]) / 2,
                shares,
                mark("Mean of the pictures' own histograms, so that each picture counts alike."),
            )
        )
    return charts


def _fingerprints(table: pd.DataFrame) -> list[HeatMap]:
    charts = []
    for name, rows in _by_dataset(table).items():
        ordered = rows.sort_values("brightness", kind="stable")
        shares = np.mean([_channel_shares(ordered, channel) for channel in _CHANNELS], axis=0)
        strips = np.array_split(shares, min(_FINGERPRINT_ROWS, len(shares)))
        charts.append(
            HeatMap(
                f"fingerprint_{name}",
                filled("Intensity fingerprint of {dataset}", dataset=name),
                _LEVEL,
                Axis(mark("pictures, from dark to bright")),
                _level_edges(),
                np.array([strip.mean(axis=0) for strip in strips]),
                Axis(mark("share of the pixels"), is_share=True),
                mark("Each row is the histogram of pictures of like brightness; a dataset has a pattern of its own."),
            )
        )
    return charts


def _channel_shares(rows: pd.DataFrame, channel: str) -> Numbers:
    """Returns pairs x bins: the share of each picture's pixels in each bin."""
    counts = np.stack(rows[f"{channel}_histogram"].to_list()).astype(np.float64)
    return np.asarray(counts / counts.sum(axis=1, keepdims=True), np.float64)


def _level_edges() -> Numbers:
    return np.linspace(0, 256, HISTOGRAM_BINS + 1)
