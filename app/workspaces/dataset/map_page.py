"""The map of the pictures by what the model's encoder sees; a lasso chooses pairs."""

from datetime import date as Date

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.plots.plot import Plot
from app.services.model_name import model_name
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import mark, tr, tr_error, tr_n
from app.widgets.buttons import push_button
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.model_slots import SLOTS, ModelSlots
from app.workspaces.dataset.no_pairs import NoPairs
from polyp_core.errors import CancelledError, PolypViewerError
from polyp_core.model.model_file import ModelFile
from training.browser.columns import column_of
from training.browser.feature_map import (
    FEWEST,
    PROJECTIONS,
    PictureMap,
    Projection,
    make_map,
    map_chart,
    read_features,
)
from training.statistics.charts import format_source

_COLOURED_BY = ("dataset", "side", "size_class", "emptiness", "near_copy", "tags")
_HINT = mark("Hold Shift and draw around pictures to choose their pairs.")

_Features = tuple[str, list[str], NDArray[np.float32]]
"""The SHA-256 of the model, the paths of pictures, and their features."""


class MapPage(QWidget):
    """Computes the features of the chosen pairs with the first model, and draws their map."""

    working = Signal(object)
    """A Task that was just started."""
    failed = Signal(str)

    def __init__(self, session: DatasetSession, slots: ModelSlots, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._slots, self._tasks = session, slots, tasks
        self._features: _Features | None = None
        self._map: PictureMap | None = None
        self._task: Task | None = None
        self.button = push_button(tr("Map pairs"), "map-outline", tr("Computes the encoder's features of each picture"))
        self.button.clicked.connect(self.compute)
        self.projection = QComboBox()
        self.projection.setAccessibleName(tr("Projection of the map"))
        for projection, text in PROJECTIONS.items():
            self.projection.addItem(tr(text), projection)
        self.projection.activated.connect(self.compute)
        self.colour = QComboBox()
        self.colour.setAccessibleName(tr("Colours of the map"))
        for key in _COLOURED_BY:
            self.colour.addItem(tr(column_of(key).title), key)
        self.colour.activated.connect(self._draw)
        self.message = PlainLabel(role="muted", wrap=True)
        self.plot = Plot()
        self.plot.log_button.hide()  # coordinates of a map are negative, too
        self.plot.protected_folders = lambda: session.dataset_folders
        self.plot.lasso_selected.connect(self._on_lasso)
        self.plot.failed.connect(self.failed)
        policy = self.plot.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.plot.setSizePolicy(policy)
        top = hbox(
            *(self.button, self.projection, PlainLabel(tr("Coloured by"), role="muted"), self.colour, spacer()),
            spacing=8,
        )
        view = vbox(top, self.message, stretched(self.plot), spacing=10, margins=16)
        self.setLayout(vbox(NoPairs(session, container(view)), margins=0))
        session.rows_changed.connect(self._draw)
        slots.changed.connect(self._draw)
        self._draw()

    def compute(self) -> None:
        """Maps the chosen pairs; features that were computed before are used again."""
        model = self._model
        if model is None or self._task is not None or len(self._session.rows) < FEWEST:
            return
        known = self._features if self._features is not None and self._features[0] == model.sha256 else None
        paths = self._session.chosen["image_path"].tolist()
        projection: Projection = self.projection.currentData()
        self._task = self._tasks.run(_compute, tr("Mapping pictures"), model, paths, known, projection)
        self._task.completed.connect(self._on_map)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.working.emit(self._task)
        self._draw()

    @property
    def _model(self) -> ModelFile | None:
        return next((model for slot in SLOTS if (model := self._slots[slot]) is not None), None)

    @Slot(object)
    def _on_map(self, result: tuple[_Features, PictureMap]) -> None:
        self._features, self._map = result

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        if not isinstance(error, CancelledError):
            self.failed.emit(tr_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self._draw()

    @Slot()
    def _draw(self) -> None:
        model, chosen = self._model, self._session.chosen
        count = len(self._session.rows)
        self.button.setText(tr_n("Map {n} pair", "Map {n} pairs", count) if count else tr("Map pairs"))
        self.button.setEnabled(model is not None and count >= FEWEST and self._task is None)
        shown = self._map is not None and count and set(chosen["image_path"]) & set(self._map.image_paths)
        if self._task is not None:
            self.message.setText(tr("The features are being computed…"))
        elif model is None:
            self.message.setText(tr("Choose a model above."))
        elif not shown or self._map is None:
            text = tr("Pictures that look alike to the encoder of {model} will be neighbours.").format(
                model=model_name(model)
            )
            few = tr("A map needs at least {count} pairs.").format(count=FEWEST) if count < FEWEST else ""
            self.message.setText(f"{text} {few}".rstrip())
        else:
            self.message.setText(f"{tr(self._map.caption)} {tr(_HINT)}")
        self.plot.setVisible(bool(shown))
        if not shown or self._map is None:
            self.plot.show_chart(None)
            return
        pairs = chosen.reset_index(drop=True)
        on_map = int(pairs["image_path"].isin(self._map.image_paths).sum())
        column = self.colour.currentData()
        source = format_source(on_map, Date.today())
        names = sorted(set(self._session.table[column].fillna("").astype(str)))
        self.plot.show_chart(map_chart(self._map, pairs, column, names, source))

    @Slot(object)
    def _on_lasso(self, rows: NDArray[np.int64]) -> None:
        if len(rows):
            ids = frozenset(pd.Series(self._session.chosen["id"]).iloc[rows])
            self._session.set_filter(self._session.filter.with_choice("id", ids))


def _compute(
    handle: TaskHandle, model: ModelFile, paths: list[str], known: _Features | None, projection: Projection
) -> tuple[_Features, PictureMap]:
    places = {path: place for place, path in enumerate(known[1])} if known is not None else {}
    missing = [path for path in paths if path not in places]
    read, features = known[1:] if known is not None else ([], np.empty((0, 0), np.float32))
    if missing:
        more, found = read_features(model, missing, handle.progress, lambda: handle.cancelled)
        read, features = [*read, *more], np.concatenate([features, found]) if len(features) else found
        places = {path: place for place, path in enumerate(read)}
    own = [path for path in paths if path in places]
    if len(own) < FEWEST:
        raise PolypViewerError("A map needs at least {fewest} pictures that can be read.", fewest=FEWEST)
    made = make_map(own, features[[places[path] for path in own]], projection)
    handle.raise_if_cancelled()
    return (model.sha256, read, features), made
