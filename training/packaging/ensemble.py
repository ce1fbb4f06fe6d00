"""Joins trained networks to an ensemble, a model whose output is the mean of theirs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from numpy.typing import NDArray

from polyp_core.errors import TrainingError
from polyp_core.model.card import MAX_WEAK_POINTS, ModelCard, TrainingDataset
from polyp_core.model.model_file import ModelFile
from polyp_core.model.network_spec import ENSEMBLE, EnsembleSpec, MemberSpec
from training.datasets.picture_hashes import hashes_of, join_hashes
from training.datasets.splits import describe_split
from training.packaging.ancestry import format_ancestors
from training.packaging.package import MODEL_LICENCE, write_run_model
from training.runs.run_folder import RunFolder


def make_ensemble(
    models: Sequence[ModelFile], sides_px: Sequence[int], source: RunFolder, out: RunFolder, *, mirrored: bool = False
) -> ModelFile:
    """Makes the run `out`, with the pictures of the run `source`, whose model is the ensemble of `models`.

    Each member receives the picture at its side of `sides_px`; the output has the largest of these sides. With
    `mirrored` each member also segments the mirror image of the picture. Raises TrainingError if the members do not fit
    together or `out` is a run, ModelFileError, ExportError.
    """
    record, split = source.read_record(), source.read_split()
    cards = [model.card for model in models]
    spec = _ensemble_of(cards, sides_px, mirrored)
    ancestry = format_ancestors((model, "A member is") for model in models)
    config = record.config.model_copy(update={"side_px": max(sides_px), "start_from": None, "teacher": None})
    out.create(record.model_copy(update={"config": config, "ancestry": ancestry}), split)
    views = ", each of the picture and of its mirror image" if mirrored else ""
    known = [hashes_of(card) for card in cards]
    card = ModelCard(
        name=f"ensemble of {spec.title}",
        architecture=ENSEMBLE,
        encoder=None,
        ensemble=spec,
        input_size=max(sides_px),
        mean=cards[0].mean,
        std=cards[0].std,
        presence_level=0.0 if spec.presence_head else None,
        training_data=_joined_data(cards),
        training_pictures=join_hashes(frozenset[str]().union(*known)) if all(known) else "",
        split=describe_split(split),
        scores=(),
        weak_points=tuple(dict.fromkeys(point for card in cards for point in card.weak_points))[:MAX_WEAK_POINTS],
        date=datetime.now(UTC).date(),
        licence=MODEL_LICENCE,
        notes=f"The mean of the outputs of {len(models)} networks{views}. {ancestry}",
    )
    weights: dict[str, NDArray[Any]] = {}
    for place, model in enumerate(models):
        weights |= {f"members.{place}.{name}": value for name, value in model.weights().items()}
    return write_run_model(out, card, weights)


def _ensemble_of(cards: Sequence[ModelCard], sides_px: Sequence[int], mirrored: bool) -> EnsembleSpec:
    """Returns the specification of the ensemble. Raises TrainingError if the members do not fit together."""
    if len(sides_px) != len(cards):
        raise TrainingError(
            "Give one side for each of the {models} models, not {sides}.", models=len(cards), sides=len(sides_px)
        )
    for card in cards:
        if card.ensemble is not None:
            raise TrainingError("{name} is an ensemble. Name its members instead.", name=card.name)
        if (card.presence_level is None) != (cards[0].presence_level is None):
            with_head = card if cards[0].presence_level is None else cards[0]
            raise TrainingError(
                "Only {name} has a presence head. Add one to the other with polyp-train add-presence.",
                name=with_head.name,
            )
    members = [
        MemberSpec(**card.network.model_dump(), input_size=side_px, mean=card.mean, std=card.std)
        for card, side_px in zip(cards, sides_px, strict=True)
    ]
    return EnsembleSpec(members=tuple(members), mirrored=mirrored)


def _joined_data(cards: Sequence[ModelCard]) -> tuple[TrainingDataset, ...]:
    """Returns the training data of all members; of a dataset in several cards the entry with the most pairs."""
    joined: dict[str, TrainingDataset] = {}
    for data in (data for card in cards for data in card.training_data):
        if data.dataset not in joined or data.pairs > joined[data.dataset].pairs:
            joined[data.dataset] = data
    return tuple(joined[name] for name in sorted(joined))
