"""Adds a presence head to a trained network whose other weights stay as they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

from polyp_core.errors import TrainingError
from polyp_core.inference.torch_engine import load_network
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile
from polyp_core.model.network_spec import ENSEMBLE
from polyp_core.model.networks import build_network
from training.config.fit_config import AugmentConfig
from training.datasets.picture_hashes import hashes_of, join_hashes, picture_hashes
from training.datasets.sample import Sample
from training.datasets.splits import choose
from training.datasets.square_cache import SquareCache
from training.evaluation.false_alarms import kind_of_sample
from training.fit.augment import Augment
from training.fit.augmented_pairs import AugmentedPairs
from training.model.network_weights import network_weights
from training.packaging.ancestry import format_ancestor
from training.packaging.package import draft_card, write_run_model
from training.progress import OnProgress, ignore_progress
from training.runs.run_folder import RunFolder
from training.runs.run_samples import run_samples

PASSES = {"polyp": 1, "frame": 6, "upper_gi": 2, "patch": 2}
"""How often a picture is used: as it is first, then augmented. Full frames without a polyp are few and matter most."""

_INVERSE_REGULARISATION = 0.1
"""Chosen on the validation frames of resunet34 among 0.003 to 1; the area under the curve differs by 0.006 at most."""

_BATCH = 32

Features = NDArray[np.float32]
"""N x C: a picture's deepest encoder features, averaged over the picture."""


def add_presence_head(
    model: ModelFile, source: RunFolder, out: RunFolder, on_progress: OnProgress = ignore_progress
) -> ModelFile:
    """Makes the run `out` with the network of `model` and a presence head, trained on the training side of `source`.

    The head is a logistic regression on the average features of the encoder. Masks are those of `model`, unless the
    presence level of the card, which `finalize_run` chooses, suppresses them. Raises TrainingError if the network has
    such a head or no encoder, if the run has no pictures of one of both kinds or `out` is a run, and whatever reading
    the pairs raises.
    """
    record, split = source.read_record(), source.read_split()
    _refuse_unsuited(model.card)
    train = choose(split, run_samples(record)).train
    features, has_polyp = _features(model, train, record.config.augment, record.config.seed, on_progress)
    if has_polyp.all() or not has_polyp.any():
        raise TrainingError(
            "The training side of {path} needs pictures with and without a polyp; see fit --polyp-free.",
            path=source.path,
        )
    config = record.config.model_copy(
        update={
            **model.card.network.model_dump(include={"architecture", "encoder", "encoder_depth", "decoder_channels"}),
            "side_px": model.card.input_size,
            "start_from": model.path.resolve(),
            "presence_weight": record.config.presence_weight or 1.0,
        }
    )
    ancestry = format_ancestor(model, "A presence head was added to")
    out.create(record.model_copy(update={"config": config, "ancestry": ancestry}), split)
    pictures = join_hashes(picture_hashes(train) | hashes_of(model.card))
    card = draft_card(out.read_record(), train, split, 0, None, (model.card.mean, model.card.std), pictures)
    notes = (
        f"A logistic regression on {len(has_polyp)} pictures, some of them augmented, is the presence head. {ancestry}"
    )
    card = card.model_copy(update={"notes": notes, "name": model.card.name})
    return write_run_model(out, card, _with_head(model, *fit_linear(features, has_polyp)))


def fit_linear(features: Features, has_polyp: NDArray[np.bool_]) -> tuple[Features, float]:
    """Returns weights (C) and bias whose logit is above 0 where a polyp is likely, both kinds counting equally."""
    regression = LogisticRegression(C=_INVERSE_REGULARISATION, class_weight="balanced", max_iter=2000)
    scaler = StandardScaler()
    make_pipeline(scaler, regression).fit(features, has_polyp)
    weights = regression.coef_[0] / scaler.scale_
    return weights.astype(np.float32), float(regression.intercept_[0] - weights @ scaler.mean_)


def _refuse_unsuited(card: ModelCard) -> None:
    if card.presence_level is not None:
        raise TrainingError("{name} has a presence head.", name=card.name)
    if card.architecture in ("unet", ENSEMBLE):
        raise TrainingError("{name} has no encoder for a presence head.", name=card.name)


def _features(
    model: ModelFile, samples: Sequence[Sample], augment: AugmentConfig, seed: int, on_progress: OnProgress
) -> tuple[Features, NDArray[np.bool_]]:
    """Returns the features of all pictures in all PASSES, and whether each shows a polyp."""
    encoder = load_network(model).get_submodule("encoder")
    scale = 1 / (255 * torch.tensor(model.card.std)).view(1, 3, 1, 1)
    shift = -(torch.tensor(model.card.mean) / torch.tensor(model.card.std)).view(1, 3, 1, 1)
    # A crop without the polyp is no full frame, and the kinds are counted separately.
    varied = Augment(augment.model_copy(update={"polyp_free": 0.0}), seed)
    cache = SquareCache(model.card.input_size)
    bare, augmented = (AugmentedPairs(samples, cache, each) for each in (None, varied))
    kinds = ["polyp" if cache.get(sample)[..., 3].any() else kind_of_sample(sample) for sample in samples]
    keys = [(number, index) for index, kind in enumerate(kinds) for number in range(PASSES[kind])]
    features, has_polyp = [], []
    for start in range(0, len(keys), _BATCH):
        pairs = [(augmented if key[0] else bare)[key] for key in keys[start : start + _BATCH]]
        images = torch.from_numpy(np.stack([image for image, _ in pairs])).permute(0, 3, 1, 2).float()
        with torch.inference_mode():
            features.append(encoder(images * scale + shift)[-1].mean((2, 3)).numpy())
        has_polyp += [bool(truth.any()) for _, truth in pairs]
        on_progress(min(start + _BATCH, len(keys)), len(keys))
    return np.concatenate(features), np.array(has_polyp)


def _with_head(model: ModelFile, weights: Features, bias: float) -> dict[str, NDArray[Any]]:
    """Returns the weights of `model`, unchanged, and those of its head."""
    network = build_network(model.card.network.model_copy(update={"presence_head": True}))
    head = network.get_submodule("classification_head")
    linear = next(part for part in head.modules() if isinstance(part, nn.Linear))
    with torch.no_grad():
        linear.weight.copy_(torch.from_numpy(weights)[None])
        linear.bias.fill_(bias)
    added = {name: value for name, value in network_weights(network.state_dict()).items() if name.startswith("class")}
    return {**model.weights(), **added}
