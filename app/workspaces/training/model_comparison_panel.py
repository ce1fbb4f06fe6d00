"""What is known of a run's model beside the one that the viewer ran before it, and the way back to that one."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon
from app.workspaces.training.use_in_viewer import UseInViewer
from training.runs.model_comparison import ModelComparison

_ICON_PX = 20


class ModelComparisonPanel(QFrame):
    """Stays as long as there is a verdict on the run; a warning while a worse model is the one that the viewer runs."""

    def __init__(self, viewer: UseInViewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._folder: Path | None = None
        self.setProperty("role", "panel")
        self._symbol = PlainLabel()
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back = QPushButton(icon("undo"), "")
        self.back.clicked.connect(self._on_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(self._symbol)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        viewer.changed.connect(self._refresh)
        self._refresh()

    def show_run(self, folder: Path) -> None:
        """Follows the run in `folder` from now on."""
        if folder != self._folder:
            self._folder = folder
            self._viewer.look_up(folder)
            self._refresh()

    @property
    def _verdict(self) -> ModelComparison | None:
        return self._viewer.verdict(self._folder) if self._folder is not None else None

    @Slot()
    def _refresh(self) -> None:
        verdict = self._verdict
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        in_use = self._viewer.is_in_use(verdict.folder)
        warns = in_use and verdict.is_worse
        symbol = icon("alert-outline", "warning") if warns else icon("scale-balance", "muted")
        self._symbol.setPixmap(symbol.pixmap(_ICON_PX, _ICON_PX))
        where = "" if in_use or not verdict.known else " The viewer runs another model now."
        self.words.setText(verdict.words + where)
        self.words.setProperty("role", "warning" if warns else "muted")
        self.words.style().polish(self.words)
        self.back.setText(control_text(f"Go back to {verdict.name_before}"))
        self.back.setToolTip(tooltip(f"Make {verdict.before} the model that the viewer runs again"))
        self.back.setVisible(in_use)

    @Slot()
    def _on_back(self) -> None:
        if self._verdict is not None:
            self._viewer.go_back(self._verdict)
