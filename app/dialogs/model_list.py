"""The models to choose from: scores, false alarms, speed on this computer and weak points of each."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QWidget

from app.dialogs.model_row import ModelRow
from app.services.model_choice import ModelChoice
from app.services.model_name import model_name
from app.services.speed_measurement import SpeedMeasurement
from app.translation import mark, tr
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.file_dialogs import ask_for_file
from app.widgets.layouts import container, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from resources import MODEL_FOLDER

_WIDTH_PX = 780
_AUTOMATIC = mark("Choose automatically")
_EXPLANATION = mark(
    "Dice at threshold 0.5 with 95 % intervals, on test pictures; “as shown” is with the model's own settings. "
    "False alarms are the share of frames without a polyp that get a mask. "
    "Speed is in frames of 1920 x 1080 a second, without decoding."
)
_WAITING = mark("measured when idle")
_MEASURING = mark("is being measured")


class ModelListDialog(QDialog):
    """Lists the shipped models and the one that runs. Accepting uses the selected one, from now on."""

    def __init__(self, models: ModelChoice, speeds: SpeedMeasurement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models, self._speeds = models, speeds
        self.setWindowTitle(tr("Choose a model"))
        set_page(self, "model_card.md")
        self.resize(_WIDTH_PX, 100)
        self._group = QButtonGroup(self)
        self.automatic = ModelRow(tr(_AUTOMATIC))
        self.rows = {model.sha256: ModelRow(model_name(model), model) for model in speeds.candidates}
        rows = (self.automatic, *self.rows.values())
        for row in rows:
            self._group.addButton(row.radio)
            row.double_clicked.connect(self.accept)
        content = container(vbox(*rows, spacer(), spacing=10, margins=(0, 0, 4, 0)))

        explanation = PlainLabel(tr(_EXPLANATION), role="muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = buttons.addButton(tr("Use this model"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.open_file = buttons.addButton(tr("Open file…"), QDialogButtonBox.ButtonRole.ResetRole)
        self.again = buttons.addButton(tr("Measure again"), QDialogButtonBox.ButtonRole.ResetRole)
        for button in (self.open_file, self.again):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.open_file.clicked.connect(self._ask_for_file)
        self.again.clicked.connect(speeds.measure_again)
        self.setLayout(vbox(stretched(ScrollBody(content)), explanation, buttons, spacing=12, margins=(20, 18, 20, 14)))
        self.use.setDefault(True)  # which a button remembers only once it is in a dialog

        self._show_facts()
        running = models.model.sha256 if models.model is not None else ""
        selected = self.automatic if models.is_automatic else self.rows.get(running, self.automatic)
        selected.radio.setChecked(True)
        selected.radio.setFocus()
        models.listed.connect(self._show_facts)
        speeds.changed.connect(self._show_facts)
        fit_height(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_height(self)  # once more: only now are the fonts those of the style sheet

    def accept(self) -> None:
        row = next(row for row in (self.automatic, *self.rows.values()) if row.radio.isChecked())
        if row.model is None:
            self._models.choose_automatically()
        else:
            self._models.choose(row.model.path)
        super().accept()

    @Slot()
    def _show_facts(self) -> None:
        speeds, recommended = self._models.models.speeds, self._models.models.recommended
        running = self._models.model
        self.again.setEnabled(self._speeds.measured is None)
        if recommended is not None:
            text = tr("The best model that plays recordings on this computer with every mask. At present: {model}.")
            self.automatic.show_text(text.format(model=model_name(recommended)))
        for sha256, row in self.rows.items():
            assert row.model is not None
            waiting = _MEASURING if self._speeds.measured == sha256 else _WAITING
            note = self._speeds.failures.get(sha256, tr(waiting))
            row.show_facts(row.model.card, speeds.get(sha256), note)
            row.show_state(
                is_in_use=running is not None and running.sha256 == sha256,
                is_recommended=recommended is not None and recommended.sha256 == sha256,
            )

    @Slot()
    def _ask_for_file(self) -> None:
        running = self._models.model
        folder = None if running is None or running.path.parent == MODEL_FOLDER else running.path.parent
        if path := ask_for_file(self, tr("Open a model file"), tr("Model files (*.safetensors)"), folder):
            self._models.choose(path)
            self.reject()
