"""The labels of the settings of a run."""

AUGMENT = "augment."
"""The prefix of the names of augmentation settings."""

_LABELS = {
    "encoder_depth": "Encoder's depth",
    "decoder_channels": "Decoder's channels",
    "side_px": "Side of the square (px)",
    "encoder_weights": "Encoder's first weights",
    "start_from": "Start from a model",
    "scales": "Scales of the side",
    "teacher": "Teacher's model",
    "logger": "Further logs",
    "passes": "Passes per epoch",
    "batch_size": "Batch size",
    "encoder_rate": "Encoder's share of the rate",
    "plateau_epochs": "Patience of the plateau (epochs)",
    "warmup": "Warm-up",
    "step_epochs": "Epochs between steps",
    "rate_factor": "Factor of the rate",
    "rate_power": "Power of polynomial",
    "ema_decay": "Decay of the average",
    "patience": "Stop after no gain (epochs)",
    "bce_weight": "Cross-entropy weight",
    "positive_weight": "Polyp pixels' weight",
    "edge_weight": "Borders' added weight",
    "dice_smoothing_px": "Dice smoothing (px)",
    "polyp_free_share": "Share among all drawn",
    "polyp_free_kinds": "Shares of the kinds",
    "polyp_free_validation": "Full frames that validate",
    "validation_fraction": "Share for validation",
    "hold_out": "Datasets held out",
    "balance": "Balance of datasets",
    "devices": "Processes per machine",
    "nodes": "Machines",
    "workers": "Loading processes",
    "augment.rotate_deg": "Rotation (°)",
    "augment.jpeg": "JPEG artefacts",
    "augment.border": "Endoscope's border",
    "augment.polyp_free": "Polyp-free view",
    "augment.light": "Change of light",
    "augment.colour": "Change of colour",
    "augment.affine": "Affine",
}


def label_of(name: str) -> str:
    """Returns the label of the setting `name`, such as `epochs` or `augment.blur`."""
    return _LABELS.get(name, name.removeprefix(AUGMENT).replace("_", " ").capitalize())


def full_label_of(name: str) -> str:
    """Returns the label for a place without a heading of the section."""
    return f"Augmentation: {label_of(name)}" if name.startswith(AUGMENT) else label_of(name)
