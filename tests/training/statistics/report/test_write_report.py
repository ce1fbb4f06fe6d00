"""The report is complete, self-contained and has the research notice."""

import json
import re
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path

import cv2
import numpy as np
import pandas as pd
import pytest

from training.datasets.discovery import find_datasets
from training.statistics.report.sample_pictures import sample_pictures, zoom_on
from training.statistics.report.write_report import write_report
from training.statistics.report_data import ReportData, make_report_data
from training.statistics.scan import scan

pytestmark = pytest.mark.filterwarnings("error")
RealFrame = tuple[str, np.ndarray, np.ndarray]


@pytest.fixture
def description(make_pairs: Callable[..., Path], tmp_path: Path, write_image: Callable[..., Path]) -> ReportData:
    make_pairs("data/first")
    second = make_pairs("data/second <b>")
    (second / "groups.csv").write_text("frame,group\n100H0050,anna\nEndoCV2021_001233,anna\n")
    (second / "images" / "EndoCV2021_001354.png").write_bytes(b"broken")
    datasets = find_datasets([tmp_path / "data"])
    return make_report_data(datasets, scan(datasets, cache_folder=tmp_path / "cache"))


def test_a_report_is_complete_and_self_contained_and_has_the_notice(description: ReportData, tmp_path: Path) -> None:
    out = tmp_path / "report"
    summary = write_report(description, out)
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == json.loads(json.dumps(summary))
    assert summary["all"]["pairs"] == 19
    assert {name: part["pairs"] for name, part in summary["datasets"].items()} == {"first": 10, "second <b>": 9}
    assert summary["datasets"]["first"]["truly_empty"] == {"count": 2, "share": 0.2}
    assert summary["unusable_pairs"]["first"] == []
    assert "EndoCV2021_001354.png" in summary["unusable_pairs"]["second <b>"][0]
    assert summary["hypotheses"]["all"][1]["by_frame"]["undefined"].startswith("There is no portrait picture")
    assert {name: own[0]["left_out"] for name, own in summary["hypotheses"].items()} == {
        "all": 4,
        "first": 2,
        "second <b>": 2,
    }
    assert summary["pooled_hypotheses"] == summary["hypotheses"]["all"]
    own = summary["hypotheses"]["first"][0]
    assert own["by_frame"] == own["by_frame_without_empty"] and own["by_frame_with_empty"]["n"] == (10,)
    assert summary["date"] == Date.today().isoformat()
    assert {each["key"] for each in summary["differences"]} >= {"pixels", "brightness", "red_share", "coverage"}
    kept = pd.read_parquet(out / "table.parquet")
    assert list(kept["id"]) == list(description.table["id"])
    assert np.array_equal(kept["red_histogram"][3], description.table["red_histogram"][3])
    assert {path.stem for path in (out / "charts").iterdir()} == set(description.charts)
    for size in ("small", "medium", "large", "huge"):
        assert cv2.imread(str(out / "samples" / f"{size}_zoomed.png")) is not None

    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("Research use only. Not for diagnosis.") >= 2
    sources = re.findall(r'src="([^"]{0,30})', page)
    assert len(sources) >= len(description.charts) + 16
    assert all(source.startswith("data:image/") for source in sources)
    assert "http" not in re.sub(r"base64,[^\"]*", "", page)
    assert "<li>first: 2 frames that show no polyp are left out.</li>" in page
    assert "<b>" not in page and "second &lt;b&gt;" in page
    assert "nan" not in re.sub(r"base64,[^\"]*", "", page)
    assert f"Measured on {Date.today().isoformat()}." in page and "frame, empty masks included" in page
    for heading in ("Datasets", "Differences", "Hypotheses", "Near copies", "Empty masks"):
        assert f"<h2>{heading}</h2>" in page


def test_frames_in_both_datasets_are_near_copies_and_leaks(description: ReportData) -> None:
    assert len(description.leaks) == description.near_copy_count == 9
    groups = description.table.set_index("id")["group"]
    assert groups["first/100H0050"] == groups["second <b>/100H0050"] == groups["second <b>/EndoCV2021_001233"]
    assert description.pooled is not None and description.pooled[0].warning is not None


def test_a_dataset_named_all_is_not_confused_with_the_total(
    make_pairs: Callable[..., Path], tmp_path: Path, write_image: Callable[..., Path]
) -> None:
    make_pairs("data/all")
    other = make_pairs("data/other")
    for image in sorted((other / "images").iterdir())[:4]:
        image.unlink()
    datasets = find_datasets([tmp_path / "data"])
    summary = write_report(
        make_report_data(datasets, scan(datasets, cache_folder=tmp_path / "cache")), tmp_path / "report"
    )

    def asked(answers: list[dict]) -> int:
        return answers[0]["by_frame"]["n"][0] + answers[0]["left_out"]

    assert asked(summary["pooled_hypotheses"]) == 16
    assert {name: asked(answers) for name, answers in summary["hypotheses"].items()} == {"all": 10, "other": 6}
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert page.count("<td>All datasets</td>") == 1 + 4


def test_a_single_dataset_has_no_pooled_row(make_pairs: Callable[..., Path], tmp_path: Path) -> None:
    datasets = find_datasets([make_pairs()])
    described = make_report_data(datasets, scan(datasets, cache_folder=tmp_path / "cache"))
    assert described.pooled is None
    summary = write_report(described, tmp_path / "report")
    assert summary["pooled_hypotheses"] is None and list(summary["hypotheses"]) == ["clinic"]


def test_samples_show_each_size_class_with_its_outline(description: ReportData) -> None:
    pictures = sample_pictures(description.table, per_class=2)
    assert [len(pictures[size]) for size in ("small", "medium", "large", "huge")] == [2, 2, 2, 2]
    again = sample_pictures(description.table, per_class=2)
    for size, shown in pictures.items():
        assert [p.id for p in shown] == [p.id for p in again[size]]
        assert [p.coverage for p in shown] == sorted(p.coverage for p in shown)
        for p in shown:
            assert (p.overlay == (0, 255, 140)).all(axis=2).sum() > 20, f"no outline in {p.id}"
            assert p.zoom.shape == (200, 200, 3)


def test_the_zoom_shows_the_largest_region(real_frames: list[RealFrame]) -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    mask = np.zeros((100, 200), bool)
    mask[10:14, 10:14] = True
    mask[40:80, 150:190] = True
    image[mask] = 255
    zoom = zoom_on(image, mask, 68)
    assert zoom[34, 34].tolist() == [255] * 3
    assert (zoom > 0).all(axis=2).mean() == pytest.approx((40 / 68) ** 2, rel=0.1)
