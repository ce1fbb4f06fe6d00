"""Settings without effect are named with the reason."""

from training.config.idle_settings import idle_settings
from training.config.make_config import make_config


def test_settings_that_another_one_makes_idle_are_named() -> None:
    baseline = idle_settings(make_config("baseline"))
    assert "study's network" in baseline["encoder_depth"] and "no encoder" in baseline["encoder_weights"]
    assert {"warmup", "plateau_epochs", "step_epochs", "rate_factor", "rate_power", "teacher_weight"} <= set(baseline)
    assert not {"epochs", "learning_rate", "bce_weight", "dice_smoothing_px", "augment.scale"} & set(baseline)
    focal = idle_settings(make_config("baseline", ["losses=focal", "schedule=step", "augment.affine=0"]))
    assert {"bce_weight", "positive_weight", "dice_smoothing_px", "edge_weight", "augment.scale"} <= set(focal)
    assert not {"step_epochs", "rate_factor"} & set(focal)


def test_settings_that_the_data_make_idle_are_named() -> None:
    config = make_config("light")
    assert not {"split", "hold_out", "balance", "polyp_free_share"} & set(idle_settings(config))
    found = idle_settings(config, has_split_file=True, datasets=1, has_polyp_free=False)
    assert found["split"] == found["validation_fraction"] == "The split file decides this."
    assert found["balance"] == "There is only one dataset." and "polyp_free_kinds" in found
