"""The model in use and the processor it runs on, as two buttons in the footer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.actions import ActionTable
from app.services.model_choice import ModelChoice, Processors
from app.services.model_name import model_name
from app.services.settings import Device
from app.translation import mark, tr
from app.widgets.layouts import hbox
from app.widgets.plain_text import control_text, tooltip
from app.widgets.theme import icon
from polyp_core.model.model_file import ModelFile

_LONGEST_NAME = 28
_LOADING = mark("Loading the model…")


class ModelPicker(QWidget):
    """Shows what a ModelChoice has chosen; the model's button opens the list of models, the other one a menu."""

    def __init__(self, choice: ModelChoice, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.model_button = _button("cube-outline", tr("The model that finds the polyps"))
        self.model_button.setText(tr(_LOADING))
        self.model_button.clicked.connect(actions["choose_model"].trigger)

        self.device_button = _button("chip", tr("The processor that runs the model"))
        self.device_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        device_menu = QMenu(self)
        device_menu.setToolTipsVisible(True)
        group = QActionGroup(device_menu)
        self.devices: dict[Device, QAction] = {}
        for device in ("auto", "cuda", "cpu"):
            action = device_menu.addAction(tr(_LABELS[device]))
            action.setCheckable(True)
            action.setChecked(device == choice.device)
            action.triggered.connect(lambda _=False, device=device: choice.choose_device(device))
            group.addAction(action)
            self.devices[device] = action
        self.device_button.setMenu(device_menu)

        self.setLayout(hbox(self.model_button, self.device_button, spacing=2, margins=(0, 0, 4, 0)))
        choice.chosen.connect(lambda _: self.model_button.setText(tr(_LOADING)))
        choice.device_chosen.connect(self.show_device)
        choice.processors_known.connect(self._show_processors)
        self.show_device()

    def show_model(self, model: ModelFile | None) -> None:
        """Shows the name of the model that runs, or that there is none."""
        if model is None:
            self.model_button.setText(tr("No model"))
            self.model_button.setToolTip(tr("Choose a model to see predicted polyps"))
            return
        name = model_name(model)
        self.model_button.setText(control_text(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"))
        self.model_button.setToolTip(
            tooltip(f"{tr('The model that finds the polyps: {name}').format(name=name)}\n{model.path}")
        )

    def show_device(self) -> None:
        """Shows the chosen processor on the button and ticks it in the menu."""
        self.devices[self._choice.device].setChecked(True)
        self.device_button.setText(tr(_SHORT[self._choice.device]))

    def _show_processors(self, processors: Processors) -> None:
        self.devices["cpu"].setText(f"CPU: {processors.cpu}")
        self.devices["auto"].setText(tr("Automatic: {processor}").format(processor="GPU" if processors.cuda else "CPU"))
        if processors.cuda is None:
            self.devices["cuda"].setText(tr("GPU: no NVIDIA graphics driver or card was found"))
            self.devices["cuda"].setEnabled(False)
        else:
            self.devices["cuda"].setText(f"GPU: {processors.cuda}")


_LABELS: dict[Device, str] = {"auto": mark("Automatic"), "cuda": "GPU (CUDA)", "cpu": "CPU"}
_SHORT: dict[Device, str] = {"auto": mark("Automatic"), "cuda": "GPU", "cpu": "CPU"}


def _button(icon_name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(icon_name, "muted"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
