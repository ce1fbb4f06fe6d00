"""The data of the charts matches the table, and every chart can be drawn."""

from collections.abc import Callable
from datetime import date as Date
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest

from training.datasets.discovery import find_datasets
from training.statistics.chart_set import make_charts
from training.statistics.charts import Axis, Bars, BoxPlot, Curves, HeatMap, Histogram, Scatter, box, stacked_histogram
from training.statistics.report.figures import to_png
from training.statistics.scan import scan
from training.statistics.size_classes import quartile_limits

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def table(make_pairs: Callable[..., Path], tmp_path: Path) -> pd.DataFrame:
    """Two datasets of the same ten frames, the second without three of them."""
    make_pairs("data/first")
    second = make_pairs("data/second")
    for name in ("100H0050", "EndoCV2021_001233", "11_endocv2021_positive_1344"):
        (second / "images" / f"{name}.png").unlink()
    return scan(find_datasets([tmp_path / "data"]), cache_folder=tmp_path / "cache").table


def test_every_pair_is_counted_once_in_each_chart(table: pd.DataFrame) -> None:
    charts = make_charts(table)
    for chart in charts.values():
        if isinstance(chart, Histogram):
            assert {series.name: series.counts.sum() for series in chart.series} == {"first": 10, "second": 7}
        elif isinstance(chart, Scatter):
            rows = np.concatenate([series.rows for series in chart.series])
            assert sorted(rows) == list(range(17))
    points = charts["width_and_coverage"]
    assert isinstance(points, Scatter)
    for series in points.series:
        assert (table["dataset"].to_numpy()[series.rows] == series.name).all()
        assert (table["coverage"].to_numpy()[series.rows] == series.y).all()


def test_charts_say_of_how_many_pictures_they_are_and_when_they_were_made(table: pd.DataFrame) -> None:
    sources = {key: chart.source for key, chart in make_charts(table, Date(2026, 11, 28)).items()}
    assert sources["coverage"] == sources["width_and_height"] == sources["intensity"] == "n = 17, 2026-11-28"
    assert sources["fingerprint_second"] == sources["intensity_second"] == "n = 7, 2026-11-28"
    assert sources["size_classes"] == "n = 14, 2026-11-28"


def test_empty_masks_and_size_classes_are_counted(table: pd.DataFrame) -> None:
    charts = make_charts(table)
    empty, sizes, values = (charts[key] for key in ("empty_masks", "size_classes", "mask_values"))
    assert isinstance(empty, Bars) and isinstance(sizes, Bars) and isinstance(values, Bars)
    assert empty.categories == ("truly empty", "nearly empty", "with a polyp")
    assert empty.series == {"first": (2, 0, 8), "second": (1, 0, 6)}
    assert [sum(counts) for counts in zip(*sizes.series.values(), strict=True)] == [4, 2, 4, 4]
    assert values.series == {"first": (10, 0, 0, 0, 0), "second": (7, 0, 0, 0, 0)}


def test_intensities_are_shares_of_the_pixels(table: pd.DataFrame) -> None:
    charts = make_charts(table)
    assert {key for key in charts if key.startswith("intensity")} == {
        "intensity",
        "intensity_first",
        "intensity_second",
    }
    for chart in charts.values():
        if isinstance(chart, Curves):
            assert all(shares.sum() == pytest.approx(1) for shares in chart.series.values())
        elif isinstance(chart, HeatMap):
            assert chart.values.sum(axis=1) == pytest.approx(np.ones(len(chart.values)))
    reds = np.stack(table["red_histogram"].to_list())
    curves = charts["intensity"]
    assert isinstance(curves, Curves)
    assert curves.series["red"] == pytest.approx((reds / reds.sum(axis=1, keepdims=True)).mean(axis=0))


def test_every_chart_can_be_printed(table: pd.DataFrame) -> None:
    for chart in make_charts(table).values():
        drawn = cv2.imdecode(np.frombuffer(to_png(chart), np.uint8), cv2.IMREAD_COLOR)
        assert drawn.shape[1] > 900
        assert (drawn < 128).any(), f"{chart.key} is blank"


@pytest.mark.parametrize("pairs", [1, 2])
def test_a_dataset_of_very_few_pairs_is_charted(table: pd.DataFrame, pairs: int) -> None:
    for chart in make_charts(table.iloc[:pairs]).values():
        assert to_png(chart).startswith(b"\x89PNG")


def test_whiskers_end_at_values_within_their_range() -> None:
    values = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 50])
    summary = box("a", values)
    assert summary is not None
    assert (summary.median, summary.low_whisker, summary.high_whisker) == (5.5, 1, 9)
    assert summary.outliers.tolist() == [50]
    assert box("b", np.array([])) is None


def test_equal_values_get_a_single_bin() -> None:
    histogram = stacked_histogram("k", "t", Axis("width", "px"), {"a": np.full(5, 384.0)})
    assert len(histogram.edges) == 2 and histogram.edges[0] < 384 < histogram.edges[1]
    assert histogram.series[0].counts.tolist() == [5]
    assert histogram.series[0].mean == 384


def test_the_coverage_chart_has_the_means(table: pd.DataFrame) -> None:
    charts = make_charts(table)
    coverage, boxes = charts["coverage"], charts["coverage_box"]
    assert isinstance(coverage, Histogram) and isinstance(boxes, BoxPlot)
    means = table.groupby("dataset")["coverage"].mean()
    assert {series.name: series.mean for series in coverage.series} == pytest.approx(means.to_dict())
    assert {summary.name: summary.mean for summary in boxes.boxes} == pytest.approx(means.to_dict())


def test_size_classes_are_quartiles_of_pairs_with_a_polyp() -> None:
    coverage = np.concatenate([np.zeros(7), np.linspace(0.01, 0.4, 40)])
    limits = quartile_limits(coverage)
    assert limits is not None
    classes = list(limits.classify(coverage))
    assert [classes.count(size) for size in ("small", "medium", "large", "huge", None)] == [10, 10, 10, 10, 7]
    assert quartile_limits(np.zeros(3)) is None
