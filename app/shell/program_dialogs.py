"""ProgramDialogs: opens the dialogs on the program itself: its models, settings, keys and version."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from app.actions import ALL_ACTIONS, SHELL_ACTIONS
from app.dialogs.error_dialog import show_log
from app.services.model_choice import ModelChoice
from app.services.speed_measurement import SpeedMeasurement
from app.shell.shell_context import ShellContext
from app.widgets.dialog_sizing import fit_screen


class ProgramDialogs(QObject):
    """Imports each dialog when it is first shown, for a faster start."""

    def __init__(self, context: ShellContext, models: ModelChoice, speeds: SpeedMeasurement) -> None:
        super().__init__(context.window)
        self._context, self._models, self._speeds = context, models, speeds
        for name, slot in (
            ("choose_model", self.show_models),
            ("model_card", self.show_model_card),
            ("settings", self.show_settings),
            ("shortcuts", self.show_shortcuts),
            ("show_log", show_log),
            ("about", self.show_about),
        ):
            context.actions.on(name, slot)

    def show_models(self) -> None:
        """Opens the list of models."""
        from app.dialogs.model_list import ModelListDialog

        _open(ModelListDialog(self._models, self._speeds, self._context.window))

    def show_model_card(self) -> None:
        """Opens the card of the model in use."""
        from app.dialogs.model_card import ModelCardDialog

        if (model := self._context.review.session.model) is not None:
            _open(ModelCardDialog(model, self._context.window))

    def show_settings(self) -> None:
        """Opens the settings."""
        from app.dialogs.settings_dialog import SettingsDialog

        context, model = self._context, self._context.review.session.model
        card = model.card if model is not None else None
        _open(SettingsDialog(context.settings, card, context.window, tasks=context.tasks))

    def show_shortcuts(self) -> None:
        """Opens the list of keys."""
        from app.dialogs.shortcut_sheet import ShortcutSheet

        hidden = {spec.name for spec in SHELL_ACTIONS if not self._context.actions[spec.name].isVisible()}
        _open(ShortcutSheet(self._context.window, [spec for spec in ALL_ACTIONS if spec.name not in hidden]))

    def show_about(self) -> None:
        """Opens what the program is and its licences."""
        from app.dialogs.about import AboutDialog

        _open(AboutDialog(self._context.window))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fit_screen(dialog)
    dialog.open()
