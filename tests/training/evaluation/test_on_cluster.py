"""Evaluating pairs and recordings on the processes of a cluster gives the scores of a plain run."""

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from polyp_core.findings.policy import PRESETS
from training.evaluation.evaluate import evaluate
from training.evaluation.recordings.evaluate_recordings import as_json, evaluate_recordings
from training.evaluation.recordings.truth_files import TruthOptions
from training.evaluation.recordings.truth_folders import find_truths

pytest.importorskip("distributed")
PAIRS = Path(__file__).parents[2] / "data" / "polypgen"


def test_pairs_are_scored_as_in_a_plain_run(write_loud_model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.evaluation.evaluate._PART", 4)
    model = write_loud_model(tmp_path / "loud.safetensors", None).path
    plain = evaluate(model, [PAIRS], device="cpu")
    own = evaluate(model, [PAIRS], device="cpu", cluster="local:1")
    pd.testing.assert_frame_equal(own.table, plain.table)
    assert own.engine == plain.engine


def test_recordings_are_scored_as_in_a_plain_run(tmp_path: Path) -> None:
    boxes = [[{"bbox": [100, 100, 200, 200], "lesion": "a"}] if 40 <= index < 80 else [] for index in range(200)]
    for name in ("one", "two"):
        content = {"width": 640, "height": 480, "fps": 25, "frames": boxes}
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "tables").mkdir()
    for name in ("one", "two"):
        rows = [f"{frame},100,100,200,200,0.9" for frame in range(50, 80)]
        text = "\n".join(["frame,left,top,right,bottom,score", *rows]) + "\n"
        (tmp_path / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")
    truths = find_truths([str(tmp_path / "one.json"), str(tmp_path / "two.json")], TruthOptions())
    evaluate_all = partial(evaluate_recordings, tmp_path / "tables", truths, policy=PRESETS["every region"])
    messages: list[str] = []
    own = evaluate_all(validation=truths, cluster="local:1", on_message=messages.append)
    assert as_json(own) == as_json(evaluate_all(validation=truths))
    assert own.summary.recordings == 2 and not messages
