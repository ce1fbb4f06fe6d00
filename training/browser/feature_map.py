"""A map of pictures: the features of a model's encoder, projected to two dimensions by PCA or t-SNE."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from polyp_core.display_text import filled, mark
from polyp_core.errors import CancelledError, SourceError
from polyp_core.frames.stills.image_files import read_single_image
from polyp_core.inference.encoder_features import EncoderFeatures, Features
from polyp_core.model.model_file import ModelFile
from polyp_core.printable_names import path_of
from training.progress import OnFraction
from training.statistics.charts import Axis, Numbers, Points, Scatter

Projection = Literal["pca", "tsne"]
PROJECTIONS: Mapping[Projection, str] = {"pca": mark("Principal components (PCA)"), "tsne": mark("Neighbours (t-SNE)")}

_CHUNK = 16
_SEED = 0
_TSNE_INPUTS = 50  # components that t-SNE starts from, as its authors advise
_PERPLEXITY = 30.0
FEWEST = 4
"""Number of pictures that a map needs."""


@dataclass(frozen=True, slots=True, eq=False)
class PictureMap:
    """Where pictures lie on a map: `at` is N x 2, in the order of `image_paths`.

    `caption` says how the map was made and how to read it.
    """

    image_paths: tuple[str, ...]
    at: Numbers
    projection: Projection
    caption: str


def read_features(
    model: ModelFile,
    image_paths: Sequence[str],
    on_progress: OnFraction = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[list[str], Features]:
    """Returns the paths of the pictures that can be read, and their features (N x C). Raises DeviceError."""
    encoder = EncoderFeatures(model)
    read: list[str] = []
    rows: list[Features] = []
    with ThreadPoolExecutor(2, thread_name_prefix="map pictures") as pool:
        for start in range(0, len(image_paths), _CHUNK):
            if cancelled():
                raise CancelledError("The map was stopped.")
            chunk = image_paths[start : start + _CHUNK]
            images = [
                (path, image) for path, image in zip(chunk, pool.map(_read, chunk), strict=True) if image is not None
            ]
            if images:
                rows.append(encoder.of([image for _, image in images]))
                read += [path for path, _ in images]
            on_progress(min(1.0, (start + len(chunk)) / len(image_paths)))
    return read, np.concatenate(rows) if rows else np.empty((0, 1), np.float32)


def _read(image_path: str) -> NDArray[np.uint8] | None:
    try:
        return read_single_image(path_of(image_path))
    except SourceError:
        return None


def make_map(image_paths: Sequence[str], features: Features, projection: Projection) -> PictureMap:
    """Returns the map of at least FEWEST pictures; the same features give the same map."""
    # Imported here, since scikit-learn takes a second to import.
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from sklearn.preprocessing import StandardScaler

    scaled = StandardScaler().fit_transform(features.astype(np.float64))
    components = min(_TSNE_INPUTS, *scaled.shape)
    pca = PCA(max(2, components), random_state=_SEED).fit(scaled)
    at = pca.transform(scaled)
    if projection == "pca":
        shares = pca.explained_variance_ratio_[:2]
        caption = filled(
            "The two axes hold {first:.0f}% and {second:.0f}% of the variance of the features. Distances between "
            "far groups have a meaning.",
            first=100 * shares[0],
            second=100 * shares[1],
        )
        return PictureMap(tuple(image_paths), np.asarray(at[:, :2], np.float64), projection, caption)
    perplexity = min(_PERPLEXITY, (len(features) - 1) / 3)
    found = TSNE(2, init="pca", perplexity=perplexity, random_state=_SEED).fit_transform(at)
    caption = filled(
        "Pictures that look alike to the network are neighbours. Distances between groups have no meaning."
    )
    return PictureMap(tuple(image_paths), np.asarray(found, np.float64), projection, caption)


def map_chart(found: PictureMap, table: pd.DataFrame, column: str, names: Sequence[str], source: str = "") -> Scatter:
    """Returns the chart of the pictures of `table` that are on the map, one series for each of `names`.

    These are the values of `column`, also those without a picture, so that each keeps its colour. The rows of the
    points are positions in `table`.
    """
    place = {path: index for index, path in enumerate(found.image_paths)}
    places = table["image_path"].map(place)
    on_map = np.flatnonzero(places.notna())
    at = found.at[places.iloc[on_map].to_numpy(np.int64)]
    values = table[column].iloc[on_map].fillna("").astype(str).to_numpy()
    series = tuple(
        Points(value or mark("none"), at[values == value, 0], at[values == value, 1], on_map[values == value])
        for value in names
    )
    axes = (mark("first component"), mark("second component")) if found.projection == "pca" else ("t-SNE 1", "t-SNE 2")
    return Scatter("map", mark("Map of the pictures"), Axis(axes[0]), Axis(axes[1]), series, found.caption, source)
