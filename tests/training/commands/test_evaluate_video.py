"""`evaluate-video` on tables of boxes made by hand, with truths of every kind."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

REVIEW = Path(__file__).parents[2] / "data" / "reviews" / "version_1.json"
LESION, WALL = [100, 100, 200, 200], [400, 300, 450, 350]


def write_truth(path, **changes):
    """Boxes of one lesion in 200 frames at 25 frames a second."""
    boxes = [[{"bbox": LESION, "lesion": "a"}] if 40 <= index < 80 else [] for index in range(200)]
    path.write_text(json.dumps({"width": 640, "height": 480, "fps": 25, "frames": boxes} | changes), encoding="utf-8")
    return path


def write_table(path, *boxes, header="frame,left,top,right,bottom,score"):
    rows = [",".join(map(str, (frame, *box, score))) for frames, box, score in boxes for frame in frames]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def by_hand(tmp_path):
    """A table that finds the lesion after 10 frames and shows 5 frames of bare wall."""
    return write_table(tmp_path / "boxes.csv", (range(50, 80), LESION, 0.9), (range(120, 125), WALL, 0.9))


def judge(polyp_train, *arguments):
    done = polyp_train("evaluate-video", *arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_table_of_boxes_made_by_hand_is_judged(polyp_train, tmp_path, by_hand) -> None:
    truth, table = write_truth(tmp_path / "colon.json"), tmp_path / "lesions.csv"
    found = judge(polyp_train, by_hand, truth, "--policy", "every-region", "--table", table)
    own = found["summary"]["policy"]
    assert own["sensitivity"]["value"] == 30 / 40
    assert own["false_positive_rate"]["value"] == 5 / 160
    assert own["delays"]["median"]["value"] == 10 / 25
    assert own["found_within"] == {
        "1 s": {"value": 1.0, "interval": [None, None]},
        "3 s": {"value": 1.0, "interval": [None, None]},
        "5 s": {"value": 1.0, "interval": [None, None]},
    }
    alarms = found["summary"]["alarms"]
    assert alarms["durations"]["0.1 to 0.5 s"] == 1 == alarms["false_alarms"]
    assert alarms["false_per_minute"]["value"] == pytest.approx(1 / (8 / 60))
    assert found["sha256"] is None and found["policy"]["name"] == "every region"
    row = pd.read_csv(table).iloc[0]
    assert (row["recording"], row["lesion"], row["delay_s"], row["false_alarms"]) == ("colon", "a", 0.4, 1)
    text = polyp_train("evaluate-video", by_hand, truth, "--policy", "every-region").out
    assert "1 of 1 lesion found, 0.40 s (median) after they came into view; 7.5 false alarms a minute." in text


def test_a_folder_is_read_by_the_names_of_its_videos(polyp_train, tmp_path, by_hand) -> None:
    """Truths named as a video or folder of frames next to them; other JSON files are none."""
    study = tmp_path / "study" / "day 1"
    study.mkdir(parents=True)
    (study / "frames.json").write_text('{"no": "truth"}')
    shutil.copy(by_hand, study / "colon.csv")
    write_truth(study / "colon.json")
    (study / "colon.mp4").touch()  # is not opened, as the prediction is a table
    found = judge(polyp_train, by_hand, tmp_path / "study", "--policy", "every-region")
    assert [each["name"] for each in found["recordings"]] == ["colon"]
    assert found["summary"]["policy"]["lesions"] == 1


def test_a_hold_back_of_the_policy_removes_the_short_false_alarm(polyp_train, tmp_path, by_hand) -> None:
    found = judge(polyp_train, by_hand, write_truth(tmp_path / "colon.json"), "--policy", "balanced")
    assert found["summary"]["alarms"]["false_alarms"] == 0
    assert found["summary"]["policy"]["delays"]["median"]["value"] == 17 / 25


def test_several_recordings_in_one_table_and_in_a_folder_of_tables(polyp_train, tmp_path) -> None:
    truths = [write_truth(tmp_path / f"{name}.json") for name in ("first", "second")]
    header = "recording,frame,x,y,w,h,confidence"
    rows = [f"first,{frame},100,100,100,100,0.9" for frame in range(40, 60)]
    rows += [f"second,{frame},100,100,100,100,0.9" for frame in range(40, 80)]
    (tmp_path / "both.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    (tmp_path / "tables").mkdir()
    write_table(tmp_path / "tables" / "first.csv", (range(40, 60), LESION, 0.9))
    write_table(tmp_path / "tables" / "second.csv", (range(40, 80), LESION, 0.9))
    results = [
        judge(polyp_train, tmp_path / name, *truths, "--policy", "every-region") for name in ("both.csv", "tables")
    ]
    assert results[0]["summary"] == results[1]["summary"]
    assert [each["policy"]["hits"] for each in results[0]["recordings"]] == [20, 40]
    assert results[0]["summary"]["policy"]["sensitivity"]["interval"] == pytest.approx([0, 1], abs=0.01)  # of two


def test_the_threshold_of_single_frames_is_matched_on_validation_recordings(polyp_train, tmp_path) -> None:
    test, held_out = write_truth(tmp_path / "test.json"), write_truth(tmp_path / "held out.json")
    (tmp_path / "tables").mkdir()
    scores = [((index,), WALL, round(0.3 + index / 1000, 3)) for index in range(100, 120)]
    for name in ("test", "held out"):
        write_table(tmp_path / "tables" / f"{name}.csv", (range(40, 80), LESION, 0.5), *scores)
    found = judge(polyp_train, tmp_path / "tables", test, "--validation", held_out)
    # 7 of 160 clean frames are below 0.045, 8 of 160 are not.
    assert found["threshold"] == found["operating_point"]["threshold"] == 0.413
    assert found["operating_point"]["is_matched"]
    assert found["summary"]["single"]["false_positive_rate"]["value"] == 7 / 160
    assert found["summary"]["single"]["sensitivity"]["value"] == 1


def test_a_review_is_a_truth_without_places(polyp_train, tmp_path) -> None:
    review = shutil.copy(REVIEW, tmp_path / "review.json")
    table = write_table(tmp_path / "boxes.csv", (range(110, 150), WALL, 0.9), (range(900, 910), WALL, 0.9))
    ambiguous = polyp_train("evaluate-video", table, review)
    assert ambiguous.code == 2 and "--reader" in ambiguous.err
    found = judge(polyp_train, table, review, "--reader", "Ada", "--policy", "every-region")
    assert found["summary"]["policy"]["lesions"] >= 1
    assert found["recordings"][0]["policy"]["lesions"][0]["first_hit"] == 110
    assert found["summary"]["policy"]["sensitivity_at_iou"]["0.5"]["value"] is None
    assert any("no box in each frame" in note for note in found["notes"])


def test_a_review_file_is_read_like_its_json_and_not_written(polyp_train, tmp_path) -> None:
    review = Path(shutil.copy(REVIEW.with_suffix(".sqlite"), tmp_path / "review.sqlite"))
    table = write_table(tmp_path / "boxes.csv", (range(110, 150), WALL, 0.9))
    content = review.read_bytes()
    found = [judge(polyp_train, table, truth, "--reader", "Ada")["summary"] for truth in (review, REVIEW)]
    assert found[0] == found[1]
    assert review.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boxes.csv", "review.sqlite"]


def test_frames_of_sun_with_their_boxes(polyp_train, tmp_path, write_image) -> None:
    for number in range(60):
        write_image(tmp_path / "case1" / f"case_M_image{number:04}.png", np.full((48, 64, 3), 90, np.uint8))
    lines = [f"case_M_image{number:04}.png 10,10,30,30,0" for number in range(30, 60)]
    (tmp_path / "annotation_txt").mkdir()
    (tmp_path / "annotation_txt" / "case1.txt").write_text("\n".join([*lines, "case_M_image0099.png 1,1,2,2,0"]))
    rows = [f"case_M_image{number:04}.png,10,10,30,30,0.9" for number in range(40, 60)]
    (tmp_path / "boxes.csv").write_text("\n".join(["file,left,top,right,bottom,score", *rows]))
    found = judge(polyp_train, tmp_path / "boxes.csv", tmp_path, "--policy", "every-region")
    assert found["summary"]["policy"]["sensitivity"]["value"] == 20 / 30
    assert found["summary"]["policy"]["delays"]["median"]["value"] == 10 / 30
    assert any("1 box is left out, of frames that are not there" in note for note in found["notes"])


def test_polyp_free_frames_count_and_those_of_other_kinds_are_unknown(polyp_train, tmp_path, write_image) -> None:
    for name in ("stool", "upper_gi"):
        for number in range(50):
            image = np.full((48, 64, 3), 90 + number, np.uint8)
            write_image(tmp_path / "data" / "polyp_free" / name / f"{name}_{number:02}.png", image)
    rows = [f"polyp_free-{name},{number},10,10,30,30,0.9" for name in ("stool", "upper_gi") for number in range(20, 30)]
    (tmp_path / "boxes.csv").write_text("\n".join(["recording,frame,left,top,right,bottom,score", *rows]))
    found = judge(polyp_train, tmp_path / "boxes.csv", tmp_path / "data", "--fps", 25, "--policy", "every-region")
    assert {each["name"]: each["known_frames"] for each in found["recordings"]} == {
        "polyp_free-stool": 50,
        "polyp_free-upper_gi": 0,
    }
    assert found["summary"]["alarms"]["false_alarms"] == 1
    assert found["summary"]["policy"]["false_positive_rate"]["value"] == 10 / 50
    assert any("upper_gi: 50 of 50 frames have no mask and are left out" in note for note in found["notes"])
    assert not any("stool" in note for note in found["notes"])


def refusal(polyp_train, *arguments):
    done = polyp_train("evaluate-video", *arguments)
    assert done.code == 2 and done.err.startswith("error: "), (done.out, done.err)
    return done.err


def test_what_does_not_fit_is_named_and_not_guessed(polyp_train, tmp_path, by_hand) -> None:
    truth = write_truth(tmp_path / "colon.json")
    late = write_table(tmp_path / "late.csv", ((199, 200, 201), LESION, 0.9))
    assert "2 frames that the recording does not have, such as frame 200 of 200" in refusal(polyp_train, late, truth)
    percent = write_table(tmp_path / "percent.csv", ((1,), LESION, 90))
    assert "a score of 90" in refusal(polyp_train, percent, truth)
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("frame,score\n1,0.5\n")
    assert "lacks columns" in refusal(polyp_train, nothing, truth)
    assert "Give --fps" in refusal(polyp_train, by_hand, write_truth(tmp_path / "unknown rate.json", fps=None))
    both = [write_truth(tmp_path / f"{name}.json") for name in ("first", "second")]
    assert "Add a column named recording" in refusal(polyp_train, by_hand, *both)
    boxes = [[{"bbox": LESION, "label": "polyp"}, {"bbox": WALL, "label": "instrument"}]] * 10
    classes = write_truth(tmp_path / "classes.json", frames=boxes)
    short = write_table(tmp_path / "short.csv", ((1,), LESION, 0.9))
    assert "polyp (10), instrument (10)" in refusal(polyp_train, short, classes)
    found = judge(polyp_train, short, classes, "--classes", "polyp", "--policy", "every-region")
    assert found["summary"]["policy"]["frames_with_lesion"] == 10
    assert "no truth" in refusal(polyp_train, by_hand, by_hand)
    assert "not a list of boxes" in refusal(
        polyp_train, by_hand, write_truth(tmp_path / "odd.json", frames=[[{"x": 1}]])
    )
    assert "does not exist" in refusal(polyp_train, by_hand, tmp_path / "absent.json")


def test_a_threshold_that_validation_recordings_would_replace_is_refused(polyp_train, tmp_path, by_hand) -> None:
    truth = write_truth(tmp_path / "colon.json")
    error = refusal(polyp_train, by_hand, truth, "--validation", truth, "--threshold", "0.5")
    assert error == "error: The recordings of --validation decide the threshold. Leave out --threshold.\n"


def test_unknown_frames_and_boxes_outside_the_picture_are_counted(polyp_train, tmp_path, by_hand) -> None:
    boxes = [[] for _ in range(200)]
    boxes[0] = boxes[1] = None
    boxes[2] = [{"bbox": [700, 0, 800, 50]}]
    boxes[3] = [{"bbox": [600, 0, 700, 50]}]
    found = judge(polyp_train, by_hand, write_truth(tmp_path / "colon.json", frames=boxes))
    assert found["summary"]["known_frames"] == 197
    assert found["summary"]["policy"]["frames_with_lesion"] == 1
    assert found["summary"]["policy"]["lesions"] == 0
    notes = "\n".join(found["notes"])
    assert "1 box reaches beyond the picture, the first in frame 3" in notes
    assert "1 box has no area inside the picture, the first in frame 2" in notes
    assert "2 boxes do not say which lesion they show" in notes


def test_recordings_without_a_lesion_have_false_alarms_and_no_sensitivity(polyp_train, tmp_path, by_hand) -> None:
    found = judge(polyp_train, by_hand, write_truth(tmp_path / "clean.json", frames=[[]] * 200))
    assert found["summary"]["policy"]["sensitivity"]["value"] is None
    assert found["summary"]["alarms"]["false_alarms"] == 1


VOC = """<annotation><filename>{name}.jpg</filename><size><width>64</width><height>48</height><depth>3</depth></size>
{boxes}</annotation>"""
VOC_BOX = """<object><name>lesion</name><unique_id>{lesion}</unique_id>
<bndbox><xmin>10</xmin><xmax>30</xmax><ymin>10</ymin><ymax>30</ymax></bndbox></object>"""


def test_real_colon_by_its_voc_files_lesion_ids_and_rates(polyp_train, tmp_path) -> None:
    root = tmp_path / "real_colon"
    rows = []
    for video in ("001-001", "002-001"):
        (root / f"{video}_annotations").mkdir(parents=True)
        for frame in range(100):
            boxes = VOC_BOX.format(lesion=f"{video}_1") if frame >= 50 else ""
            text = VOC.format(name=f"{video}_{frame}", boxes=boxes)
            (root / f"{video}_annotations" / f"{video}_{frame}.xml").write_text(text)
        rows += [f"{video},{video}_{frame}.jpg,10,10,20,20,0.9" for frame in range(65, 100)]
    (root / "video_info.csv").write_text("unique_video_name,fps,num_frames\n001-001,25,100\n002-001,30,100\n")
    (tmp_path / "boxes.csv").write_text("\n".join(["recording,file,x,y,w,h,score", *rows]))
    found = judge(polyp_train, tmp_path / "boxes.csv", root, "--policy", "every-region")
    assert found["summary"]["policy"]["lesions"] == 2
    assert found["summary"]["policy"]["sensitivity"]["value"] == 35 / 50
    lesions = [lesion for each in found["recordings"] for lesion in each["policy"]["lesions"]]
    assert [(each["lesion"], each["first_hit"]) for each in lesions] == [("001-001_1", 65), ("002-001_1", 65)]
    assert found["summary"]["policy"]["delays"]["median"]["value"] == pytest.approx((15 / 25 + 15 / 30) / 2)
    (root / "video_info.csv").write_text("unique_video_name,fps\n002-001,30\n")
    assert "does not list the recording 001-001" in refusal(polyp_train, tmp_path / "boxes.csv", root)


def coco(frames, boxes, score=None):
    images = [{"id": n, "file_name": f"{n}.png", "width": 640, "height": 480, "frame_index": n} for n in frames]
    annotations = [
        {"id": n, "image_id": frame, "category_id": 1, "bbox": [100, 100, 100, 100], "area": 10000, "iscrowd": 0}
        | ({} if score is None else {"score": score})
        for n, frame in enumerate(boxes, 1)
    ]
    return json.dumps({"images": images, "annotations": annotations, "categories": [{"id": 1, "name": "polyp"}]})


def test_coco_files_as_truth_and_as_prediction(polyp_train, tmp_path) -> None:
    (tmp_path / "truth.json").write_text(coco(range(5, 100), range(40, 80)))
    (tmp_path / "found.json").write_text(coco(range(100), range(50, 90), 0.9))
    found = judge(
        polyp_train, tmp_path / "found.json", tmp_path / "truth.json", "--fps", 25, "--policy", "every-region"
    )
    assert found["summary"]["known_frames"] == 95
    assert found["summary"]["policy"]["frames_with_lesion"] == 40
    assert found["summary"]["policy"]["sensitivity"]["value"] == 30 / 40
    assert found["summary"]["policy"]["false_positive_rate"]["value"] == 10 / 55
    assert found["summary"]["policy"]["lesions"] == 0
    once = judge(polyp_train, tmp_path / "found.json", tmp_path / "truth.json", "--fps", 25, "--one-lesion")
    assert once["summary"]["policy"]["lesions"] == 1


def test_two_tables_and_two_policies_are_compared(polyp_train, tmp_path, by_hand) -> None:
    truth = write_truth(tmp_path / "colon.json")
    other = write_table(
        tmp_path / "other.csv", (range(50, 80), [110, 110, 210, 210], 0.9), (range(150, 160), WALL, 0.9)
    )
    done = polyp_train("compare-video", by_hand, other, truth, "--policy", "every-region", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert [(each["side"], each["first_frame"], each["last_frame"]) for each in found["disagreements"]["colon"]] == [
        ("only A", 120, 124),
        ("only B", 150, 159),
    ]
    by_name = {each["measure"]: each for each in found["differences"]}
    assert by_name["frame sensitivity"]["difference"] == {"value": 0.0, "interval": [None, None]}
    assert by_name["frame false-positive rate"]["difference"]["value"] == pytest.approx(5 / 160)
    text = polyp_train(
        "compare-video", by_hand, by_hand, truth, "--policy", "every-region", "--policy-b", "balanced"
    ).out
    assert "colon, 2.00 to 2.28 s: only A" in text and "colon, 4.80 to 5.00 s: only A" in text
    assert "time to first detection, median: A 0.40 s, B 0.68 s" in text
