"""Findings as a table, JSON, clips and stills, decided after the last frame and cut in a second pass."""

import csv
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.errors import CancelledError
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.export.frame_reader import ExportProgress
from polyp_core.export.images import encode_png
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.run_export import AnnotateOptions, AnnotateResult, annotate
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review import changes
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import Decision, Extent, Origin
from polyp_core.review.review import Review

from ...conftest import BrightnessEngine

COLUMNS = (
    "finding,first_frame,last_frame,best_frame,start_s,end_s,best_s,peak_area_fraction,confidence,state,reader,site,"
    "size,paris,note,analysed_share"
)
RED = (255, 0, 0)
OPTIONS = AnnotateOptions(
    style=OverlayStyle(threshold=0.5, opacity=1.0, colour=RED), outputs=frozenset({"findings"}), caption=False
)
SIZE_PX = (160, 120)
FPS = 10.0


def picture(*corners: tuple[int, int], side: int = 32) -> NDArray[np.uint8]:
    """A grey picture with a white square, which the engine takes for a polyp, at each of `corners`."""
    image = np.full((SIZE_PX[1], SIZE_PX[0], 3), 40, np.uint8)
    for x, y in corners:
        image[y : y + side, x : x + side] = 250
    return image


def write_recording(path: Path, shown: dict[range, tuple[int, int]], count: int = 100) -> Path:
    """A recording of 10 frames a second that shows a square at each corner in that range of frames."""
    with VideoWriter(path, *SIZE_PX, FPS, comment="", crf=4) as video:
        for index in range(count):
            corners = [corner for frames, corner in shown.items() if index in frames]
            video.write(picture(*corners), index / FPS)
    return path


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Squares in frames 30 to 49 and 70 to 79; the second is larger than a fifth of the redaction tests' crops."""
    return write_recording(tmp_path / "patient.mp4", {range(30, 50): (20, 20), range(70, 80): (100, 60)})


def export(source: Path, out: Path, thread: SegmenterThread, options: AnnotateOptions = OPTIONS, **more: Any) -> Path:
    return annotate(source, out, options, thread, **more).folder


def read_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "findings.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_content(folder: Path) -> Any:
    return json.loads((folder / "findings.json").read_text(encoding="utf-8"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "findings").iterdir())


def length(clip: Path) -> int:
    with open_source(clip) as video:
        return video.wait_for_index().frame_count


def is_red(image: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.abs(image.astype(int) - RED).max(axis=-1) < 60


def test_each_finding_is_a_row_with_the_columns_that_a_reader_fills_left_empty(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    folder = export(recording, tmp_path / "out", segmenter_thread)
    assert (folder / "findings.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    rows = read_rows(folder)
    assert [(row["finding"], row["first_frame"], row["last_frame"]) for row in rows] == [
        ("1", "30", "49"),
        ("2", "70", "79"),
    ]
    assert [(row["start_s"], row["end_s"]) for row in rows] == [("3.0", "4.9"), ("7.0", "7.9")]
    for row in rows:
        assert float(row["peak_area_fraction"]) == pytest.approx(32 * 32 / (160 * 120), rel=0.15)
        assert float(row["confidence"]) > 0.8
        assert not any(row[column] for column in ("state", "reader", "site", "size", "paris", "note"))


def test_the_json_file_names_recording_model_policy_and_the_share_analysed(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    content = read_content(export(recording, tmp_path / "out", segmenter_thread))
    model = segmenter_thread.opened.result().model
    assert content["notice"] == "Research use only. Not for diagnosis."
    assert content["recording"] == {"name": "patient", "frames": 100, "duration_s": 10.0, "rate_fps": FPS}
    faults = {"dark": 0, "overexposed": 0, "outside the body": 0, "blurred": 70}  # frames without any detail
    assert content["analysed"] == {"frames": 100, "share": 1.0, "damaged": 0, "faults": faults}
    assert content["model"] == {"name": model.card.name, "sha256": model.sha256}
    assert content["policy"] == {"name": "balanced", **AlarmPolicy().model_dump()}
    assert [list(finding)[:15] for finding in content["findings"]] == [COLUMNS.split(",")[:15]] * 2
    assert content["findings"][1]["state"] is None
    for finding in content["findings"]:
        assert all((tmp_path / "out" / "patient" / name).is_file() for name in finding["files"].values())


def test_clips_have_a_lead_in_and_a_lead_out_and_stills_show_the_best_frame(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    options = replace(OPTIONS, findings=FindingOptions(lead_in_s=1.0, lead_out_s=3.0))
    folder = export(recording, tmp_path / "out", segmenter_thread, options)
    assert names(folder) == [
        *("01.mp4", "01_bare.png", "01_outlined.png"),
        *("02.mp4", "02_bare.png", "02_outlined.png"),
    ]
    assert length(folder / "findings" / "01.mp4") == 10 + 20 + 30
    with open_source(folder / "findings" / "02.mp4") as clip:
        assert clip.wait_for_index().frame_count == 10 + 10 + 20, "the recording ends two seconds after the finding"
        assert clip.time_s(39) == pytest.approx(3.9)
        shows = [is_red(clip.read(index).image[60:92, 100:132]).mean() > 0.8 for index in range(40)]
    assert shows == [False] * 10 + [True] * 10 + [False] * 20
    best = int(read_rows(folder)[0]["best_frame"])
    with open_source(recording) as source:
        frame = source.read(best).image
    assert np.array_equal(read_image(folder / "findings" / "01_bare.png"), frame)
    changed = (read_image(folder / "findings" / "01_outlined.png") != frame).any(axis=-1)
    rows, columns = np.nonzero(changed)
    box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    assert box == pytest.approx([20, 20, 52, 52], abs=3)
    assert not changed[30:42, 30:42].any()


def test_the_policy_decides_and_the_threshold_of_the_overlay_does_not(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    patient = FindingOptions(AlarmPolicy(hold_back_s=1.5))
    result = annotate(recording, tmp_path / "own", replace(OPTIONS, findings=patient), segmenter_thread)
    assert [row["first_frame"] for row in read_rows(result.folder)] == ["30"]
    assert "1 finding by the own policy in 100 of 100 frames; 1 held back." in result.notes
    assert read_content(result.folder)["policy"]["name"] is None
    assert read_content(result.folder)["held_back"] == 1
    high = replace(OPTIONS, style=replace(OPTIONS.style, threshold=1.0))
    folder = export(recording, tmp_path / "high", segmenter_thread, high)
    assert len(read_rows(folder)) == 2
    still = folder / "findings" / "01_outlined.png"
    assert is_red(read_image(still)).any(), "outlined at the keep level"
    assert b"threshold 0.4" in still.read_bytes() and b"threshold 1," in (folder / "findings" / "01.mp4").read_bytes()


def test_a_recording_without_findings_has_an_empty_table(tmp_path: Path, segmenter_thread: SegmenterThread) -> None:
    path = write_recording(tmp_path / "bare wall.mp4", {}, count=10)
    result = annotate(path, tmp_path / "out", OPTIONS, segmenter_thread)
    assert read_rows(result.folder) == [] == read_content(result.folder)["findings"] == names(result.folder)
    assert "0 findings by the balanced policy in 10 of 10 frames." in result.notes


def test_findings_and_clips_stay_inside_the_exported_ranges(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    ranges = (range(20, 40), range(35, 45), range(55, 76))
    folder = export(recording, tmp_path / "out", segmenter_thread, replace(OPTIONS, ranges=ranges))
    assert [(row["first_frame"], row["last_frame"]) for row in read_rows(folder)] == [("30", "44"), ("70", "75")]
    analysed = read_content(folder)["analysed"]
    assert (analysed["frames"], analysed["share"]) == (46, 0.46)
    assert {row["analysed_share"] for row in read_rows(folder)} == {"0.46"}
    assert [length(folder / "findings" / name) for name in ("01.mp4", "02.mp4")] == [25, 21]


def test_redactions_apply_to_clips_and_stills_and_what_they_hide_is_no_finding(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    privacy = Privacy(redactions=(Box(0, 0, 80, 60), Box(80, 60, 80, 8)), crop=Box(0, 0, 160, 100))
    folder = export(recording, tmp_path / "out", segmenter_thread, replace(OPTIONS, privacy=privacy))
    (row,) = read_rows(folder)
    assert row["first_frame"] == "70"
    assert float(row["peak_area_fraction"]) == pytest.approx(32 * 24 / (160 * 100), rel=0.15)
    for name in ("01_bare.png", "01_outlined.png"):
        still = read_image(folder / "findings" / name)
        assert still.shape == (100, 160, 3)
        assert not still[:60, :80].any() and not still[60:68, 80:].any()
        assert still[80, 116].any()
    with open_source(folder / "findings" / "01.mp4") as clip:
        for index in range(clip.wait_for_index().frame_count):
            image = clip.read(index).image
            assert image.shape == (100, 160, 3)
            assert image[4:56, 4:76].max() < 20, "the first square lies under the redaction"


def test_images_have_a_finding_for_each_region_and_no_clips(tmp_path: Path, segmenter_thread: SegmenterThread) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for name, image in (("a.png", picture((10, 10), (110, 70))), ("b.png", picture()), ("d.png", picture((60, 60)))):
        (folder / name).write_bytes(encode_png(image))
    (folder / "c.png").write_bytes(b"not a picture")
    result = export(folder, tmp_path / "out", segmenter_thread)
    rows, content = read_rows(result), read_content(result)
    assert [row["best_frame"] for row in rows] == ["0", "0", "3"]
    assert [finding["file"] for finding in content["findings"]] == ["a.png", "a.png", "d.png"]
    analysed = content["analysed"]
    assert (analysed["frames"], analysed["share"], analysed["damaged"]) == (3, 0.75, 1)
    assert names(result) == [f"{number:02d}_{kind}.png" for number in (1, 2, 3) for kind in ("bare", "outlined")]
    outlines = [is_red(read_image(result / "findings" / f"{number:02d}_outlined.png")) for number in (1, 2)]
    left = [bool(outline[:, :80].any()) for outline in outlines]
    right = [bool(outline[:, 80:].any()) for outline in outlines]
    assert sorted(zip(left, right, strict=True)) == [(False, True), (True, False)], "each outlines its own polyp"


def test_a_single_still_has_findings(tmp_path: Path, segmenter_thread: SegmenterThread) -> None:
    (tmp_path / "still.png").write_bytes(encode_png(picture((60, 60))))
    folder = export(tmp_path / "still.png", tmp_path / "out", segmenter_thread)
    assert len(read_rows(folder)) == 1
    assert names(folder) == ["01_bare.png", "01_outlined.png"]


def test_neutral_names_keep_the_source_out_of_every_file(tmp_path: Path, segmenter_thread: SegmenterThread) -> None:
    folder = tmp_path / "Mustermann"
    folder.mkdir()
    (folder / "Mustermann 1950.png").write_bytes(encode_png(picture((60, 60))))
    result = export(folder, tmp_path / "out", segmenter_thread, replace(OPTIONS, key_file=tmp_path / "key.csv"))
    assert read_content(result)["recording"]["name"] == "recording-001"
    assert read_content(result)["findings"][0]["file"] == "image-0001.png"
    for path in result.rglob("*"):
        assert "Mustermann" not in path.name
        assert path.is_dir() or b"Mustermann" not in path.read_bytes()


def test_an_overwritten_export_leaves_no_file_of_a_finding_that_is_gone(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    folder = export(recording, tmp_path / "out", segmenter_thread)
    (folder / "findings" / "note.txt").write_text("mine")
    fewer = replace(OPTIONS, overwrite=True, findings=FindingOptions(AlarmPolicy(hold_back_s=1.5)))
    assert export(recording, tmp_path / "out", segmenter_thread, fewer) == folder
    assert names(folder) == ["01.mp4", "01_bare.png", "01_outlined.png", "note.txt"]


def test_progress_never_steps_back_and_cancelling_the_second_pass_leaves_nothing(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    options = replace(OPTIONS, findings=FindingOptions(PRESETS["balanced"], 0.5, 0.5))
    seen: list[ExportProgress] = []
    export(recording, tmp_path / "out", segmenter_thread, options, on_progress=seen.append)
    assert [(now.done, now.total) for now in seen[:100]] == [(done, 100) for done in range(1, 101)]
    assert [(now.done, now.total) for now in seen[100:]] == [(done, 50) for done in range(1, 51)]
    fractions = [now.fraction for now in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert (seen[99].label, seen[100].label) == ("Frame 100 of 100", "Clips and stills of findings, frame 1 of 50")

    stop = threading.Event()

    def stop_in_second_pass(now: ExportProgress) -> None:
        if now.is_again and now.done == 20:
            stop.set()

    with pytest.raises(CancelledError):
        export(recording, tmp_path / "new", segmenter_thread, options, on_progress=stop_in_second_pass, cancelled=stop)
    assert not (tmp_path / "new").exists()


def test_maps_in_the_cache_are_not_computed_again(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread, engine: BrightnessEngine
) -> None:
    with ProbabilityMapCache("key", engine=segmenter_thread.opened.result().engine) as cache:
        export(recording, tmp_path / "out", segmenter_thread, map_cache=cache)
    assert sum(engine.batches) == 100


def test_findings_of_a_whole_recording_are_those_without_other_outputs(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    alone: AnnotateResult = annotate(recording, tmp_path / "alone", OPTIONS, segmenter_thread)
    options = replace(OPTIONS, outputs=frozenset({"findings", "video", "csv", "coco"}))
    together = annotate(recording, tmp_path / "together", options, segmenter_thread)
    assert read_rows(alone.folder) == read_rows(together.folder)
    assert alone.frames == together.frames == 100
    assert length(together.folder / "annotated.mp4") == 100


def test_many_findings_keep_their_order_by_name(tmp_path: Path, segmenter_thread: SegmenterThread) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for number in range(101):
        small = cv2.resize(picture((60, 60)), (40, 30), interpolation=cv2.INTER_AREA)
        (folder / f"{number:03d}.png").write_bytes(encode_png(np.asarray(small, np.uint8)))
    result = export(folder, tmp_path / "out", segmenter_thread)
    assert names(result)[0] == "001_bare.png" and names(result)[-1] == "101_outlined.png"
    assert [finding["best_frame"] for finding in read_content(result)["findings"]] == list(range(101))


@pytest.fixture
def review() -> Review:
    """The first square is split into a confirmed finding and a rejected one; one was added where nothing is seen."""
    times_s = np.arange(100) / FPS
    review = Review("Ada")
    review = review.apply(changes.add_by_hand(review, 30, 49, times_s, box=(0.125, 1 / 6, 0.325, 0.43)))
    review = review.apply(changes.split(review, review.decisions[0], 40, times_s))
    card = LesionCard(site="caecum", nice="2")
    review = review.apply(changes.set_card(review, review.decisions[0], card))
    review = review.apply(changes.set_state(review, review.decisions[1], "rejected"))
    review = review.apply(changes.add_by_hand(review, 90, 95, times_s))
    return review.apply(changes.set_note(review, review.decisions[2], "Missed"))


def test_findings_carry_the_decisions_of_a_review(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread, review: Review
) -> None:
    folder = export(recording, tmp_path / "out", segmenter_thread, replace(OPTIONS, review=review))
    rows = read_rows(folder)
    shown = [(row["first_frame"], row["last_frame"], row["state"], row["reader"], row["site"]) for row in rows]
    assert shown == [
        ("30", "39", "confirmed", "Ada", "caecum"),
        ("40", "49", "rejected", "Ada", ""),
        ("70", "79", "undecided", "Ada", ""),
        ("90", "95", "confirmed", "Ada", ""),
    ]
    assert rows[3]["note"] == "Missed" and rows[3]["confidence"] == ""
    content = read_content(folder)
    assert content["review"] == {"reader": "Ada", "complete": False}
    assert content["findings"][0]["card"]["nice"] == "2" and content["findings"][3]["added_by_reader"] is True
    assert "card" not in content["findings"][2]
    assert len(names(folder)) == 12, "each has a clip and two stills"


def test_decisions_outside_the_exported_frames_are_left_out(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread, review: Review
) -> None:
    options = replace(OPTIONS, review=review, ranges=(range(25, 60),))
    rows = read_rows(export(recording, tmp_path / "out", segmenter_thread, options))
    assert [row["first_frame"] for row in rows] == ["30", "40"]


def origin_of(thread: SegmenterThread) -> Origin:
    model = thread.opened.result().model
    return Origin.of(model.card.name, model.sha256, OPTIONS.findings.policy)


def proposed(recording: Path, folder: Path, thread: SegmenterThread) -> list[Decision]:
    """Undecided decisions on the two findings that an export of everything lists."""
    found = read_content(export(recording, folder, thread))["findings"]
    fields = ("first_frame", "last_frame", "best_frame", "start_s", "end_s", "best_s")
    extents = [Extent(**{name: each[name] for name in fields}) for each in found]
    origin = origin_of(thread)
    return [
        Decision(extent=extent, origin=origin, proposals=(extent,), peak_area_fraction=0.01, confidence=0.5)
        for extent in extents
    ]


def states(rows: list[dict[str, str]]) -> list[tuple[int, int, str]]:
    return [(int(row["first_frame"]), int(row["last_frame"]), row["state"]) for row in rows]


def test_a_decision_made_during_the_analysis_is_exported_as_it_is_listed(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    first = proposed(recording, tmp_path / "plain", segmenter_thread)[0]
    part = first.extent.model_copy(update={"first_frame": 38, "last_frame": 41, "start_s": 3.8, "end_s": 4.1})
    part = part.model_copy(update={"best_frame": 40, "best_s": 4.0})
    early = first.replaced(extent=part, proposals=(part,))
    review = Review("Ada")
    review = review.apply(changes.set_state(review, early, "confirmed"))
    options = replace(OPTIONS, review=review)
    rows = read_rows(export(recording, tmp_path / "all", segmenter_thread, options))
    assert states(rows)[0] == (30, 49, "confirmed")
    assert float(rows[0]["peak_area_fraction"]) > 0.04 and float(rows[0]["confidence"]) > 0.5
    # What the range cuts off does not shorten a decision.
    whole = Review("Ada").apply(changes.set_state(Review("Ada"), first, "confirmed"))
    ranged = replace(OPTIONS, review=whole, ranges=(range(25, first.extent.best_frame + 1),))
    assert states(read_rows(export(recording, tmp_path / "part", segmenter_thread, ranged)))[0] == (30, 49, "confirmed")


def test_ranges_neither_double_merged_findings_nor_forget_rejected_ones(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    first, second = proposed(recording, tmp_path / "plain", segmenter_thread)
    review = Review("Ada")
    review = review.apply(changes.merge(review, [first, second]))
    review = review.apply(changes.set_state(review, review.decisions[0], "confirmed"))
    ranges = (range(30, 50), range(70, 80))
    merged = replace(OPTIONS, review=review, ranges=ranges)
    assert states(read_rows(export(recording, tmp_path / "merged", segmenter_thread, merged))) == [
        (30, 79, "confirmed")
    ]
    late = first.extent.model_copy(update={"best_frame": 48, "best_s": 4.8})
    review = Review("Ada")
    review = review.apply(changes.set_state(review, first.replaced(extent=late, proposals=(late,)), "rejected"))
    cut = replace(OPTIONS, review=review, ranges=(range(25, 46),))
    assert states(read_rows(export(recording, tmp_path / "cut", segmenter_thread, cut))) == [(30, 45, "rejected")]


def test_frames_of_overlapping_ranges_are_written_once(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread
) -> None:
    options = replace(OPTIONS, outputs=frozenset({"csv", "coco"}), ranges=(range(40, 60), range(30, 50), range(60, 62)))
    folder = export(recording, tmp_path / "out", segmenter_thread, options)
    with (folder / "frames.csv").open(newline="", encoding="utf-8") as file:
        assert [int(row["frame"]) for row in csv.DictReader(file)] == list(range(30, 62))


def test_what_is_in_the_cache_is_not_measured_again(
    recording: Path, tmp_path: Path, segmenter_thread: SegmenterThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProbabilityMapCache("key", engine=segmenter_thread.opened.result().engine) as cache:
        first = read_rows(export(recording, tmp_path / "first", segmenter_thread, map_cache=cache))
        measured: list[object] = []
        monkeypatch.setattr("polyp_core.export.annotated_frame.measure_regions", lambda *each: measured.append(each))
        assert read_rows(export(recording, tmp_path / "second", segmenter_thread, map_cache=cache)) == first
        assert not measured
