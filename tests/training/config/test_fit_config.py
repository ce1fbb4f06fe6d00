"""`FitConfig`: presets, assignments, validation and files."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from polyp_core.errors import TrainingError
from training.cli import _app
from training.config.make_config import ConfigError, changed, checked_config, make_config, read_config
from training.config.presets import PRESETS
from training.runs.run_folder import RunFolder


def test_presets_have_their_characteristic_settings() -> None:
    baseline, enhanced, shipped = (make_config(name) for name in ("baseline", "enhanced", "shipped"))
    assert (baseline.architecture, baseline.epochs) == ("unet", 100)
    assert (baseline.optimiser, baseline.learning_rate, baseline.schedule) == ("adam", 1e-4, "constant")
    assert (baseline.bce_weight, baseline.dice_weight, baseline.positive_weight) == (1, 1, 1)
    assert (enhanced.architecture, enhanced.encoder_weights, enhanced.positive_weight) == ("resunet", "imagenet", 2)
    assert (enhanced.optimiser, enhanced.learning_rate, enhanced.weight_decay) == ("adamw", 1e-4, 1e-4)
    assert (enhanced.schedule, enhanced.gradient_clip, enhanced.epochs) == ("plateau", 1.0, 20)
    assert shipped.ema_decay is not None
    assert shipped.augment.border > 0 == baseline.augment.border


def test_every_field_can_be_assigned() -> None:
    config = make_config("shipped", ["epochs=3", "augment.blur=0", "ema_decay=none", "hold_out=a,b:validation"])
    assert (config.epochs, config.augment.blur, config.ema_decay) == (3, 0, None)
    assert config.hold_out == ("a", "b:validation")
    assert config.augment.border == PRESETS["shipped"]["augment"]["border"]


def test_changing_settings_keeps_the_others() -> None:
    config = make_config("shipped", ["augment.noise=0.5"])
    assert changed(config, ["epochs=7"]).model_dump() == config.model_dump() | {"epochs": 7}


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("epoch=3", "no setting epoch. The settings are preset, architecture"),
        ("epochs=many", "The setting epochs cannot be many"),
        ("epochs=0", "The setting epochs cannot be 0"),
        ("augment.blurr=1", "no setting augment.blurr. The settings of augment are flip"),
        ("augment.blur=2", "The setting augment.blur cannot be 2"),
        ("architecture=vgg", "The setting architecture cannot be vgg"),
        ("side_px=100", "The setting side_px cannot be 100"),
        ("epochs", "Write it as field=value"),
    ],
)
def test_an_invalid_setting_is_named(assignment: str, message: str) -> None:
    with pytest.raises(TrainingError, match=message.replace(".", r"\.")):
        make_config("shipped", [assignment])


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("optimiser=adamv", "Did you mean adam"),
        ("schedule=cosinus", "Did you mean cosine"),
        ("losses=focl:1", "there is no loss focl. Did you mean focal? The losses are bce, dice, focal"),
        ("losses=focal:x", "the weight of focal is a number"),
        ("losses=focal:0", "the weight of focal is above 0"),
        ("losses=focal,focal:2", "focal is named twice"),
        ("architecture=Unett", "Did you mean Unet"),
        ("epoch=3", "Did you mean epochs"),
        ("augment.blurr=1", "Did you mean augment.blur"),
        ("decoder_channels=96,x", "The setting decoder_channels cannot be x"),
    ],
)
def test_an_unknown_name_is_refused_with_similar_names(assignment: str, message: str) -> None:
    with pytest.raises(TrainingError) as error:
        make_config("shipped", [assignment])
    assert message in str(error.value)
    assert ".." not in str(error.value) and "?." not in str(error.value)


def test_an_unknown_preset_is_refused_with_a_similar_name() -> None:
    with pytest.raises(TrainingError, match=r"Did you mean enhanced\?$"):
        make_config("enhenced")


def test_losses_are_named_with_their_weights() -> None:
    config = make_config("shipped", ["losses=Focal:2, tversky:0.5,dice"])
    assert config.losses == ("focal:2", "tversky:0.5", "dice:1")
    assert config.loss_weights == {"focal": 2.0, "tversky": 0.5, "dice": 1.0}
    assert changed(config, ["losses=none"]).loss_weights == {"bce": 1.0, "dice": 1.0}
    assert checked_config(config.model_dump(mode="json")) == config
    with pytest.raises(TrainingError, match="write their weights there"):
        changed(config, ["bce_weight=2"])


def test_pytorch_spelling_of_names_is_accepted() -> None:
    config = make_config("shipped", ["optimiser=AdamW", "schedule=OneCycle"])
    assert (config.optimiser, config.schedule) == ("adamw", "onecycle")


def test_an_unknown_preset_is_named() -> None:
    with pytest.raises(TrainingError, match=r"no preset best\. The presets are baseline, enhanced, shipped"):
        make_config("best")


def test_a_run_needs_a_loss() -> None:
    with pytest.raises(TrainingError, match="nothing to learn from"):
        make_config("shipped", ["bce_weight=0", "dice_weight=0"])


def test_each_invalid_setting_is_reported() -> None:
    with pytest.raises(ConfigError) as error:
        checked_config({"epochs": "0", "batch_size": "8", "augment": {"blur": "x"}})
    assert [problem.field for problem in error.value.problems] == ["epochs", "augment.blur"]
    for problem in error.value.problems:
        assert problem.reason in problem.sentence and problem.sentence in str(error.value)
    with pytest.raises(ConfigError) as error:
        checked_config({"bce_weight": "0", "dice_weight": "0"})
    (together,) = error.value.problems
    assert together.field == "" and "bce_weight" in together.reason


def test_a_config_round_trips_through_its_file(tmp_path: Path) -> None:
    config = make_config("shipped", ["epochs=7", "hold_out=a,b", "start_from=some/model.safetensors"])
    file = tmp_path / "config.json"
    file.write_text(config.model_dump_json(), encoding="utf-8")
    assert read_config(file) == config
    shown = CliRunner().invoke(_app, ["fit", "--config", str(file), "--set", "epochs=8", "--show-config"])
    file.write_text(shown.stdout, encoding="utf-8")
    assert read_config(file) == changed(config, ["epochs=8"])
    refused = CliRunner().invoke(_app, ["fit", "--config", str(file), "--hold-out", "a", "--show-config"])
    assert "The config file sets this" in str(refused.exception)


def test_the_config_of_a_run_is_accepted(one_epoch: RunFolder) -> None:
    assert read_config(one_epoch.record_file) == one_epoch.read_record().config


def test_an_unknown_setting_lists_the_known_ones_once() -> None:
    with pytest.raises(ConfigError) as error:
        checked_config({"format": 1, "created": 2, "augment": {"blurr": 0}})
    assert str(error.value).startswith("There is no setting augment.blurr. There is no setting format. There is no")
    assert str(error.value).count("The settings are preset") == str(error.value).count("of augment are flip") == 1


@pytest.mark.parametrize(
    ("content", "message"), [("{", "JSON"), ("[]", "fields and their values"), (None, "cannot be read")]
)
def test_a_file_that_is_not_a_config_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    file = tmp_path / "config.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingError, match=message) as error:
        read_config(file)
    assert str(file) in str(error.value)
