"""`evaluate` and `compare` report false alarms by kind of image, with intervals, at both settings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from polyp_core.model.card import AlarmPoint
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from training.cli import _app
from training.evaluation.evaluate import as_json, count_alarms, evaluate, summarise
from training.evaluation.intervals import share_interval


@pytest.fixture
def pictures(make_pairs: Callable[..., Path]) -> Path:
    """Ten pairs, two full frames, three upper GI images and four patches."""
    root = make_pairs("clinic")
    for count, kind in ((2, "stool"), (3, "upper gi"), (4, "patches")):
        folder = root / "polyp_free" / kind
        folder.mkdir(parents=True)
        for image in sorted((root / "images").iterdir())[:count]:
            shutil.copy(image, folder / f"{kind}{image.name}")
    return root


def test_kinds_are_counted_separately_and_presence_applies_at_card_settings_only(
    pictures: Path, tmp_path: Path, write_loud_model: Callable[[Path, float | None], ModelFile]
) -> None:
    model = write_loud_model(tmp_path / "loud.safetensors", 0.6)
    scored = evaluate(model.path, [pictures], saliency=False, device="cpu", engine="torch")
    assert scored.shown.presence_level == 0.6 and scored.table["presence"].to_numpy() == pytest.approx(0.5)
    empty = int((scored.table["coverage"] == 0).sum()) - 7
    found = {each.kind: (each.n, each.rate) for each in count_alarms(scored.table)}
    assert found == {"frame": (empty, 1), "upper_gi": (3, 1), "patch": (4, 1)}
    assert {each.rate for each in count_alarms(scored.table, "shown_")} == {0}
    comparable, shown = summarise(scored.table), summarise(scored.table, "shown_")
    assert comparable.dice > 0 and shown.dice == 0
    assert (comparable.empty_n, comparable.empty_false_positive_rate, shown.empty_false_positive_rate) == (empty, 1, 0)
    content = json.loads(json.dumps(as_json(scored), allow_nan=False))
    assert content["false_alarms"]["comparable"]["patch"]["n"] == 4
    assert content["false_alarms"]["card"]["frame"]["rate"] == 0


def test_the_commands_report_every_kind(
    pictures: Path, tmp_path: Path, write_loud_model: Callable[[Path, float | None], ModelFile]
) -> None:
    loud, quiet = (
        write_loud_model(tmp_path / f"{name}.safetensors", at).path for name, at in (("loud", 0.4), ("quiet", 0.6))
    )
    apart = tmp_path / "elsewhere"
    shutil.move(pictures / "polyp_free" / "patches", apart)
    options = ["--polyp-free", f"{apart}=patch", "--device", "cpu", "--engine", "torch"]
    printed = CliRunner().invoke(_app, ["evaluate", str(loud), str(pictures), *options]).stdout
    assert "Pictures without a polyp, of all datasets" in printed and "presence from 0.40" in printed
    assert printed.count("something is predicted on 100.0% (39.8% to 100.0%) of 4 patches without a polyp") == 2
    printed = CliRunner().invoke(_app, ["compare", str(loud), str(quiet), str(pictures), *options]).stdout
    after = printed.partition("False alarms at each model's own settings:")[2]
    assert "4 patches without a polyp: A 100.0% (39.8% to 100.0%), B 0.0% (0.0% to 60.2%)." in after
    assert "Too few groups for a conclusion (4; it needs 6): the false alarm rate of B is lower by 100.0%" in after
    assert "upper GI pictures: A" in after
    printed = CliRunner().invoke(_app, ["compare", str(loud), str(quiet), str(pictures), *options, "--json"]).stdout
    content = json.loads(printed)
    assert content["false_alarms"]["at_card"]["patch"]["difference"]["mean"] == -1
    assert content["datasets"]["clinic"]["at_card"]["dice_b"] == 0


def test_a_share_of_0_or_1_has_the_exact_interval_for_its_number_of_groups() -> None:
    none = np.zeros(30, np.bool_)
    alone = share_interval(none, [str(number) for number in range(30)])
    in_three = share_interval(none, [str(number % 3) for number in range(30)])
    assert alone.low == 0 and alone.high == pytest.approx(0.1157, abs=1e-3)
    assert in_three.low == 0 and in_three.high == pytest.approx(0.7076, abs=1e-3)


def test_a_card_has_its_alternative_settings_and_older_cards_have_none(
    tmp_path: Path, write_loud_model: Callable[[Path, float | None], ModelFile]
) -> None:
    model = write_loud_model(tmp_path / "loud.safetensors", 0.6)
    assert read_model_file(model.path).card.false_alarms == ()
    points = (AlarmPoint(threshold=0.5, min_region_fraction=0.01, presence_level=0.6, dice=0.8, false_alarm_rate=0.1),)
    made = write_model_file(model.path, model.card.model_copy(update={"false_alarms": points}), model.weights())
    assert read_model_file(made.path).card.false_alarms == points
