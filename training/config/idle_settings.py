"""Which settings of a run have no effect, because of other settings or of the data, and why."""

from polyp_core.display_text import filled, mark
from polyp_core.model.network_spec import STUDY_NETWORKS
from training.config.fit_config import DECIDED_BY_SPLIT, FitConfig

_WARMED_UP = ("cosine", "linear", "polynomial")
_SCHEDULES = {
    "warmup": _WARMED_UP,
    "plateau_epochs": ("plateau",),
    "step_epochs": ("step",),
    "rate_factor": ("plateau", "step", "exponential"),
    "rate_power": ("polynomial",),
}
"""The schedules of the learning rate that use a setting."""
_AUGMENTATIONS = {
    "rotate_deg": "affine",
    "scale": "affine",
    "shift": "affine",
    "brightness": "light",
    "hue": "colour",
    "saturation": "colour",
}
"""The probability without which a size of the augmentation has no effect."""


def idle_settings(
    config: FitConfig, *, has_split_file: bool = False, datasets: int | None = None, has_polyp_free: bool | None = None
) -> dict[str, str]:
    """Returns the reason by setting, such as `warmup` or `augment.scale`.

    `datasets` is the number of datasets to train on, and `has_polyp_free` whether there are pictures without a polyp;
    None if that is not known.
    """
    found: dict[str, str] = {}
    if has_split_file:
        found |= dict.fromkeys(DECIDED_BY_SPLIT, mark("The split file decides this."))
    if datasets == 1:
        found |= dict.fromkeys(("balance", "hold_out"), mark("There is only one dataset."))
    if has_polyp_free is False:
        names = ("polyp_free_share", "polyp_free_kinds", "polyp_free_validation")
        found |= dict.fromkeys(names, mark("There are no polyp-free pictures."))
    elif config.polyp_free_share == 0:
        found["polyp_free_kinds"] = mark("No polyp-free pictures are drawn.")
    return found | _of_network(config) | _of_training(config) | _of_losses(config) | _of_augmentation(config)


def _of_network(config: FitConfig) -> dict[str, str]:
    found: dict[str, str] = {}
    if config.architecture in STUDY_NETWORKS:
        fixed = filled("{network} is the study's network, which is fixed.", network=config.architecture)
        found |= dict.fromkeys(("encoder_depth", "decoder_channels"), fixed)
    if config.network.encoder is None:
        found |= dict.fromkeys(("encoder_weights", "encoder_rate"), mark("This network has no encoder."))
    if config.start_from is not None:
        found["encoder_weights"] = mark("All weights come from the model that the training starts from.")
    if config.teacher is None:
        found |= dict.fromkeys(("teacher_weight", "teacher_temperature"), mark("There is no teacher."))
    return found


def _of_training(config: FitConfig) -> dict[str, str]:
    reason = filled("The schedule {schedule} does not use it.", schedule=config.schedule)
    return {name: reason for name, schedules in _SCHEDULES.items() if config.schedule not in schedules}


def _of_losses(config: FitConfig) -> dict[str, str]:
    used = {name for name, weight in config.loss_weights.items() if weight}
    found: dict[str, str] = {}
    if config.losses:
        found |= dict.fromkeys(("bce_weight", "dice_weight"), mark("The weights are those of the losses named above."))
    if "bce" not in used:
        found["positive_weight"] = mark("The cross-entropy is not used.")
    if "dice" not in used:
        found["dice_smoothing_px"] = mark("The Dice loss is not used.")
    if not used & {"bce", "dice"}:
        found["edge_weight"] = mark("Neither the cross-entropy nor the Dice loss is used.")
    return found


def _of_augmentation(config: FitConfig) -> dict[str, str]:
    augment = config.augment.model_dump()
    return {
        f"augment.{name}": filled("The probability of {change} is 0.", change=of)
        for name, of in _AUGMENTATIONS.items()
        if not augment[of]
    }
