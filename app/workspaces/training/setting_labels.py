"""The labels of the settings of a run."""

from app.translation import mark, tr

AUGMENT = "augment."
"""The prefix of the names of augmentation settings."""

_LABELS = {
    "encoder_depth": mark("Encoder's depth"),
    "decoder_channels": mark("Decoder's channels"),
    "side_px": mark("Side of the square (px)"),
    "encoder_weights": mark("Encoder's first weights"),
    "start_from": mark("Start from a model"),
    "scales": mark("Scales of the side"),
    "teacher": mark("Teacher's model"),
    "logger": mark("Further logs"),
    "passes": mark("Passes per epoch"),
    "batch_size": mark("Batch size"),
    "encoder_rate": mark("Encoder's share of the rate"),
    "plateau_epochs": mark("Patience of the plateau (epochs)"),
    "warmup": mark("Warm-up"),
    "step_epochs": mark("Epochs between steps"),
    "rate_factor": mark("Factor of the rate"),
    "rate_power": mark("Power of polynomial"),
    "ema_decay": mark("Decay of the average"),
    "patience": mark("Stop after no gain (epochs)"),
    "bce_weight": mark("Cross-entropy weight"),
    "positive_weight": mark("Polyp pixels' weight"),
    "edge_weight": mark("Borders' added weight"),
    "dice_smoothing_px": mark("Dice smoothing (px)"),
    "polyp_free_share": mark("Share among all drawn"),
    "polyp_free_kinds": mark("Shares of the kinds"),
    "polyp_free_validation": mark("Full frames that validate"),
    "validation_fraction": mark("Share for validation"),
    "hold_out": mark("Datasets held out"),
    "balance": mark("Balance of datasets"),
    "devices": mark("Processes per machine"),
    "nodes": mark("Machines"),
    "workers": mark("Loading processes"),
    "augment.rotate_deg": mark("Rotation (°)"),
    "augment.jpeg": mark("JPEG artefacts"),
    "augment.border": mark("Endoscope's border"),
    "augment.polyp_free": mark("Polyp-free view"),
    "augment.light": mark("Change of light"),
    "augment.colour": mark("Change of colour"),
    "augment.affine": mark("Affine"),
}


def english_label_of(name: str) -> str:
    """Returns the label of the setting `name`, such as `epochs` or `augment.blur`, before it is translated."""
    return _LABELS.get(name, name.removeprefix(AUGMENT).replace("_", " ").capitalize())


def label_of(name: str) -> str:
    """Returns the label of the setting `name`, such as `epochs` or `augment.blur`."""
    return tr(english_label_of(name))


def full_label_of(name: str) -> str:
    """Returns the label for a place without a heading of the section."""
    label = label_of(name)
    return tr("Augmentation: {setting}").format(setting=label) if name.startswith(AUGMENT) else label
