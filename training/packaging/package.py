"""Makes a model file of a run's best weights, with a model card on its origin."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from polyp_core.errors import TrainingError
from polyp_core.model.card import (
    FORMAT_VERSION,
    MAX_WEAK_POINT_LENGTH,
    MAX_WEAK_POINTS,
    Channels,
    ModelCard,
    Score,
    TrainingDataset,
)
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from training.datasets.sample import Sample
from training.datasets.splits import Split, choose, describe_split
from training.packaging.card_scores import card_scores, read_evaluation, with_scores
from training.runs.run_folder import RunFolder, RunRecord
from training.runs.run_samples import run_samples

TERMS: Mapping[str, tuple[str, str]] = {
    "kvasir-seg": ("research and education", "Jha et al. 2020, Kvasir-SEG: A Segmented Polyp Dataset"),
    "cvc-clinicdb": ("research and education", "Bernal et al. 2015, WM-DOVA maps for accurate polyp highlighting"),
    "polypgen": ("CC BY 4.0", "Ali et al. 2023, A multi-centre polyp detection and segmentation dataset"),
    "bkai-neopolyp": ("research only", "Lan et al. 2021, NeoUNet (BKAI-IGH NeoPolyp)"),
    "mpsd": ("see its provider", "Multi-source Polyp Segmentation Dataset"),
    "nerthus": ("research and education", "Pogorelov et al. 2017, Nerthus: A Bowel Preparation Quality Video Dataset"),
    "gastrovision": ("CC BY 4.0", "Jha et al. 2023, GastroVision"),
    "endo4ie": (
        "research use; its frames of HyperKvasir CC BY 4.0",
        "Garcia-Vega et al. 2022, Endo4IE; Borgli et al. 2020, HyperKvasir",
    ),
    "cp-child": ("research only", "Wang et al. 2020, CP-CHILD"),
}
"""Licence and citation of the datasets that are recognised by a part of their names."""

MODEL_LICENCE = "Research use only, under the terms of the training data"
UNKNOWN_TERMS = "unknown: ask the dataset's provider"
_PART = "the training side of a split"


def terms_of(dataset: str) -> tuple[str, str]:
    """Returns licence and citation of a dataset, or of a folder of its polyp-free pictures, by its name."""
    return next((terms for name, terms in TERMS.items() if name in dataset), (UNKNOWN_TERMS, ""))


def draft_card(
    record: RunRecord,
    train: Sequence[Sample],
    split: Split,
    epoch: int,
    score: Score | None,
    normalisation: tuple[Channels, Channels],
    training_pictures: str = "",
) -> ModelCard:
    """Returns the card of a run's model before calibration, with threshold 0.5 and no smallest region.

    `normalisation` is the mean and the standard deviation of the network's input, `training_pictures` as in the card.
    """
    config = record.config
    counts = Counter(sample.dataset for sample in train)
    data = []
    for name, count in sorted(counts.items()):
        licence, credit = terms_of(name)
        data.append(TrainingDataset(dataset=name, pairs=count, part=_PART, licence=licence, credit=credit))
    trained = f"Preset {config.preset}, epoch {epoch + 1} of {config.epochs}, seed {config.seed}."
    return ModelCard(
        name=f"{config.network.title} {config.preset}",
        architecture=config.network.architecture,
        encoder=config.network.encoder,
        encoder_depth=config.network.encoder_depth,
        decoder_channels=config.network.decoder_channels,
        input_size=config.side_px,
        mean=normalisation[0],
        std=normalisation[1],
        # Nothing is suppressed before the level is chosen.
        presence_level=0.0 if config.network.presence_head else None,
        training_data=tuple(data),
        training_pictures=training_pictures,
        split=describe_split(split) + (f" These are {', '.join(split.left_out)}." if split.left_out else ""),
        scores=(score,) if score else (),
        date=datetime.now(UTC).date(),
        licence=MODEL_LICENCE,
        notes=f"{trained} {record.ancestry}".rstrip(),
    )


def _with_known_terms(data: TrainingDataset) -> TrainingDataset:
    """Adds terms that were not known when the run started."""
    if data.licence != UNKNOWN_TERMS:
        return data
    licence, credit = terms_of(data.dataset)
    return data.model_copy(update={"licence": licence, "credit": credit})


def write_run_model(folder: RunFolder, card: ModelCard, weights: Mapping[str, NDArray[Any]]) -> ModelFile:
    """Writes the run's model file atomically. Raises ModelFileError, ExportError."""
    return write_model_file(folder.model_file, card, weights)


def package_model(
    folder: RunFolder,
    out: Path,
    *,
    name: str | None = None,
    licence: str | None = None,
    notes: str | None = None,
    evaluations: Sequence[str] = (),
    weak_points: Sequence[str] = (),
    quantise: bool = True,
) -> ModelFile:
    """Writes the run's model as `out`, with name, licence and scores from `evaluate --json` in its card.

    `notes` are appended to the card's notes; `weak_points`, if there are any, replace those of the card. With
    `quantise` the quantised graph for the viewer on CPUs is added unless the model has one, calibrated on the run's
    training pairs and checked on its test pairs, or validation pairs if there are none. Raises TrainingError if an
    evaluation is of another model, weak points are too many or too long or the graph costs too much Dice,
    ModelFileError, ExportError, and whatever reading the pairs raises.
    """
    model = read_model_file(folder.model_file)
    if len(weak_points) > MAX_WEAK_POINTS or any(not 0 < len(text) <= MAX_WEAK_POINT_LENGTH for text in weak_points):
        raise TrainingError(
            "A card has at most {count} weak points, each of 1 to {length} characters.",
            count=str(MAX_WEAK_POINTS),
            length=str(MAX_WEAK_POINT_LENGTH),
        )
    scores = model.card.scores
    for text in evaluations:
        scores = with_scores(scores, card_scores(read_evaluation(text, model)))
    changes: dict[str, Any] = {"format_version": FORMAT_VERSION, "name": name, "licence": licence, "scores": scores}
    changes["training_data"] = tuple(_with_known_terms(data) for data in model.card.training_data)
    if weak_points:
        changes["weak_points"] = tuple(weak_points)
    if notes:
        changes["notes"] = f"{model.card.notes} {notes}".strip()
    card = model.card.model_copy(update={key: value for key, value in changes.items() if value is not None})
    if quantise and not model.card.engines:
        # NNCF takes seconds to import, and every run imports this module.
        from training.packaging.quantise import add_quantised_graph

        samples = choose(folder.read_split(), run_samples(folder.read_record()))
        return add_quantised_graph(replace(model, card=card), out, samples.train, samples.test or samples.validation)
    extras = model.extras()
    if not extras:
        from training.packaging.choose_probe import choose_probe

        probe = choose_probe(model, quantised=False)
        extras |= probe.extras() if probe else {}
    return write_model_file(out, card, model.weights(), extras)
