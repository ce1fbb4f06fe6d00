"""A model learns from corrected frames, and is compared with the one before on recordings kept for the test."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from polyp_core.model.card import TrainingDataset
from polyp_core.model.model_file import ModelFile, write_model_file
from tests.colour_model import write_colour_model
from training.corrections.reserved import reserve_recordings
from training.datasets.discovery import find_samples
from training.fit.learning_plan import plan_learning
from training.packaging.ancestry import format_ancestor
from training.runs.model_comparison import read_model_comparison
from training.runs.run_folder import RunFolder

from .conftest import EMPTY, POLYP, MakeRecording

QUICK = ("epochs=1", "passes=1", "batch_size=4", "workers=0", "device=cpu", "precision=float32")


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    return write_colour_model(tmp_path / "before.safetensors", has_graph=False)


@pytest.fixture
def dataset(add, make_recording: MakeRecording, tmp_path: Path) -> Path:
    add(*(make_recording(number, {0: POLYP, 1: POLYP, 2: EMPTY}) for number in range(5)))
    return tmp_path / "corrections"


def group_names(dataset: Path, ids: tuple[str, ...]) -> set[str]:
    groups = {sample.id: sample.group for sample in find_samples([dataset])}
    return {str(groups[id]).partition("/")[2] for id in ids}


def test_learn_compares_on_recordings_that_are_kept_for_the_test(
    polyp_train, model: ModelFile, dataset: Path, tmp_path: Path
) -> None:
    before, out = model.path.read_bytes(), tmp_path / "run"
    settings = [part for text in QUICK for part in ("--set", text)]
    ran = polyp_train("learn", dataset, "--from", model.path, "--out", out, *settings)
    assert ran.code == 0, ran.err
    run = RunFolder(out)
    split, record = run.read_split(), run.read_record()
    sides = [group_names(dataset, ids) for ids in (split.train, split.validation, split.test)]
    assert [len(side) for side in sides] == [2, 1, 2] and len(set().union(*sides)) == 5
    assert sides[2] == reserve_recordings(dataset)
    assert record.config.teacher == record.config.start_from == model.path

    found = json.loads(run.comparison_file.read_text(encoding="utf-8"))
    assert (found["before"]["sha256"], found["groups"], found["dice"]["n"]) == (model.sha256, 2, 4)
    assert found["dice"]["difference"]["low"] is not None and found["false_alarms"]["frame"]["n"] == 2
    assert found["time_spent"] == {"frames": 15, "timed": 15, "total_s": 187.5, "median_s": 12.5}
    shown = read_model_comparison(out)
    assert shown is not None and shown.known and shown.before == model.path
    for text in ("4 test images of 2 recordings", "False alarms on 2 full frames", "15 frames were labelled in 3 min"):
        assert text in shown.words and text in ran.out
    assert model.path.read_bytes() == before


def test_too_few_recordings_are_refused_in_a_sentence(
    polyp_train, add, make_recording: MakeRecording, model: ModelFile, tmp_path: Path
) -> None:
    ran = polyp_train("learn", tmp_path / "none", "--from", model.path, "--out", tmp_path / "run")
    assert ran.code == 2 and "holds no dataset of corrected frames" in ran.err and ran.err.count("\n") == 1
    add(*(make_recording(number, {0: POLYP}) for number in range(3)))
    ran = polyp_train("learn", tmp_path / "corrections", "--from", model.path, "--out", tmp_path / "run")
    assert ran.code == 2 and "are of 3 recordings, and 4 are needed" in ran.err and ran.err.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_a_sample_of_what_the_model_has_learned_from_trains_too(
    model: ModelFile, dataset: Path, make_pairs: Callable[..., Path], tmp_path: Path
) -> None:
    learned, other = make_pairs("kvasir-seg"), make_pairs("other")
    (learned / "test.txt").write_text("\n".join(path.stem for path in sorted((learned / "images").iterdir())[:3]))
    with pytest.raises(DatasetError, match="hold no data that colour has learned from"):
        plan_learning(dataset, model, [learned, other])
    data = TrainingDataset(dataset="kvasir-seg", pairs=9, licence="research")
    first = model.card.model_copy(update={"training_data": (data,)})
    notes = format_ancestor(write_model_file(tmp_path / "first.safetensors", first, model.weights()))
    # The model has learned from it through the one that it started from.
    model = write_model_file(model.path, model.card.model_copy(update={"notes": notes}), model.weights())
    plan = plan_learning(dataset, model, [learned, other], ["epochs=3"])
    assert plan.config.teacher is None and plan.config.epochs == 3
    replayed = [id for id in plan.split.train if not id.startswith(("corrections/", "polyp_free-corrections/"))]
    published = {sample.id: sample.published for sample in find_samples([learned])}
    assert replayed and {published[id] for id in replayed} == {"train"}
    assert not any(id.startswith("kvasir") for id in (*plan.split.validation, *plan.split.test))
