"""The config of a run that continues the training of a model on a few labelled frames."""

from collections.abc import Sequence

from polyp_core.errors import TrainingError
from polyp_core.model.model_file import ModelHeader
from training.config.fit_config import FitConfig
from training.config.make_config import make_config

_PRESENCE_WEIGHT = 0.3  # as in the preset `light`


def fine_tuning_config(model: ModelHeader, *, distils: bool, assignments: Sequence[str] = ()) -> FitConfig:
    """Returns the config of a run that starts from `model`, with `assignments` (`field=value`) applied.

    With `distils` the model also teaches the run, so that it keeps what the labelled frames do not show. Decision 0037
    has the measurements behind these values. Raises TrainingError for an ensemble, and for a wrong assignment.
    """
    card = model.card
    if card.ensemble is not None:
        raise TrainingError(
            "{name} is an ensemble of networks, which cannot learn. Choose a model that is no ensemble.", name=card.name
        )
    return make_config(
        "enhanced",
        assignments,
        architecture=card.architecture,
        encoder=card.encoder,
        encoder_depth=card.encoder_depth,
        decoder_channels=card.decoder_channels,
        side_px=card.input_size,
        presence_weight=_PRESENCE_WEIGHT if card.network.presence_head else 0.0,
        encoder_weights="none",
        start_from=model.path,
        teacher=model.path if distils else None,
        teacher_weight=2.0,
        positive_weight=1.0,
        schedule="cosine",
        learning_rate=3e-5,
        epochs=6,
        batch_size=8,
        passes=2,
        balance=0.5,
        split="grouped",
        validation_fraction=0.25,
    )
