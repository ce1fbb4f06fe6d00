"""The comparison of a run's model with the viewer's previous model, and a button to return to that one."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.translation import tr
from app.widgets.layouts import hbox, stretched
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon
from app.workspaces.training.use_in_viewer import UseInViewer
from training.runs.model_comparison import ModelComparison

_ICON_PX = 20


class ModelComparisonPanel(QFrame):
    """Visible if the run has a comparison; a warning while the viewer uses a model that is worse than the previous."""

    def __init__(self, viewer: UseInViewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._folder: Path | None = None
        self._is_active = False
        self.setProperty("role", "panel")
        self._symbol = PlainLabel()
        self.message = PlainLabel(wrap=True, selectable=True)
        self.back = QPushButton(icon("undo"), "")
        self.back.hide()  # until there is a model to go back to
        self.back.clicked.connect(self._on_back)
        self.setLayout(hbox(self._symbol, stretched(self.message), self.back, spacing=10, margins=(14, 10, 14, 10)))
        viewer.changed.connect(self._refresh)
        self._refresh()

    def show_run(self, folder: Path, *, is_active: bool) -> None:
        """Shows the comparison of the run in `folder`, if there is one; its end may have made one."""
        if (folder, is_active) != (self._folder, self._is_active):
            self._folder, self._is_active = folder, is_active
            self._viewer.look_up(folder)
            self._refresh()

    @property
    def _comparison(self) -> ModelComparison | None:
        return self._viewer.comparison(self._folder) if self._folder is not None else None

    @Slot()
    def _refresh(self) -> None:
        comparison = self._comparison
        self.setVisible(comparison is not None)
        if comparison is None:
            return
        in_use = self._viewer.is_in_use(comparison.folder)
        warns = in_use and comparison.is_worse
        symbol = icon("alert-outline", "warning") if warns else icon("scale-balance", "muted")
        self._symbol.setPixmap(symbol.pixmap(_ICON_PX, _ICON_PX))
        where = (
            ""
            if in_use or not comparison.known
            else " " + tr("The viewer uses {model}.").format(model=self._viewer.name_in_use)
        )
        self.message.setText(tr(comparison.words) + where)
        self.message.setProperty("role", "warning" if warns else "muted")
        self.message.style().polish(self.message)
        self.back.setText(control_text(tr("Go back to {model}").format(model=comparison.name_before)))
        self.back.setToolTip(
            tooltip(tr("Make {model} the model that the viewer runs again").format(model=comparison.before))
        )
        self.back.setVisible(in_use)

    @Slot()
    def _on_back(self) -> None:
        if self._comparison is not None:
            self._viewer.go_back(self._comparison)
