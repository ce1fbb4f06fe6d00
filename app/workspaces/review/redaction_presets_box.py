"""RedactionPresetsBox: the part of the privacy editor that applies, saves, renames and deletes presets."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QInputDialog,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.services.settings import Settings
from app.translation import mark, tr
from app.widgets.layouts import hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from polyp_core.display_text import one_line
from polyp_core.export.privacy import Privacy
from polyp_core.export.redaction_presets import LONGEST_NAME, RedactionPreset

_NONE = mark("No preset yet")
_NAME_PX = 160  # so that the size fits, too


class RedactionPresetsBox(QWidget):
    """Edits `settings.redaction_presets`, and follows their changes.

    `size_px` is the picture's width and height: a preset of another size can be edited, but not applied. Dialogs do not
    block the event loop.
    """

    applied = Signal(object)
    """Privacy: what to hide from now on."""

    def __init__(self, settings: Settings, size_px: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._size_px, self._privacy = settings, size_px, Privacy()
        self.question: QMessageBox | None = None
        self.name_dialog: QInputDialog | None = None

        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Preset of redactions"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.currentIndexChanged.connect(self._show_choice)
        self.apply = _button("check", tr("Apply"), tr("Use the rectangles and the crop of this preset"))
        self.apply.clicked.connect(self._ask_and_apply)
        self.save = _button(
            "content-save-outline", tr("Save as…"), tr("Save the rectangles and the crop below as a preset")
        )
        self.save.clicked.connect(self._ask_for_name_to_save)
        self.rename = _button("pencil-outline", tr("Rename…"), tr("Rename this preset"))
        self.rename.clicked.connect(self._ask_for_new_name)
        self.delete = _button(
            "delete-outline", tr("Delete…"), tr("Delete this preset; recordings keep their rectangles and crop")
        )
        self.delete.clicked.connect(self._ask_and_delete)
        self.default = QCheckBox(tr("Apply to every new recording of this size"))
        self.default.setToolTip(
            tr("To recordings without rectangles and crop of their own; a notice reports it each time")
        )
        self.default.clicked.connect(self._set_default)
        self.note = PlainLabel(role="muted", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)

        first = hbox(stretched(self.choice), self.apply)
        second = hbox(self.save, self.rename, self.delete, spacer())
        self.setLayout(vbox(first, second, self.default, self.note, spacing=8, margins=0))
        self._list(settings.default_redaction_preset)
        settings.changed.redaction_presets.connect(self._on_presets)
        settings.changed.default_redaction_preset.connect(self._show_choice)

    def show_privacy(self, privacy: Privacy) -> None:
        """Sets what is hidden, which `Save as` saves."""
        self._privacy = privacy
        self._show_choice()

    @property
    def current(self) -> RedactionPreset | None:
        """The selected preset."""
        index = self.choice.currentIndex()
        presets = self._settings.redaction_presets
        return presets[index] if 0 <= index < len(presets) else None

    # -- List ---------------------------------------------------------------------------------------------------------

    def _on_presets(self) -> None:
        current = self.choice.currentData()
        self._list(current if isinstance(current, str) else "")

    def _list(self, selected: str) -> None:
        """Lists the presets and selects `selected`; if there is none of that name, the first that fits the picture."""
        presets = self._settings.redaction_presets
        self.choice.blockSignals(True)
        self.choice.clear()
        for index, preset in enumerate(presets):
            size, name = f"  ({preset.width_px} x {preset.height_px})", one_line(preset.name)
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
            self.choice.addItem(shown + size, preset.name)
            self.choice.setItemData(index, tooltip(name + size), Qt.ItemDataRole.ToolTipRole)
        if not presets:
            self.choice.addItem(tr(_NONE))
        names = [preset.name for preset in presets]
        fitting = next((index for index, preset in enumerate(presets) if preset.fits(self._size_px)), 0)
        self.choice.setCurrentIndex(names.index(selected) if selected in names else fitting)
        self.choice.blockSignals(False)
        self._show_choice()

    def _show_choice(self) -> None:
        preset, hides = self.current, self._privacy != Privacy()
        fits = preset is not None and preset.fits(self._size_px)
        same = preset is not None and preset.privacy == self._privacy
        self.choice.setEnabled(preset is not None)
        self.choice.setToolTip(self.choice.currentData(Qt.ItemDataRole.ToolTipRole) or "")
        self.apply.setEnabled(fits and not same)
        self.save.setEnabled(hides)
        for widget in (self.rename, self.delete, self.default):
            widget.setEnabled(preset is not None)
        self.default.setChecked(preset is not None and preset.name == self._settings.default_redaction_preset)
        width_px, height_px = self._size_px
        if preset is None:
            self.note.setText(tr("Draw rectangles or a crop below, then save them for this endoscope."))
        elif not fits:
            text = tr("This preset is for pictures of {size}; this recording has {own}.")
            size = f"{preset.width_px} x {preset.height_px}"
            self.note.setText(text.format(size=size, own=f"{width_px} x {height_px}"))
        else:
            self.note.setText(tr("This preset is applied.") if same else tr("This preset fits this recording."))

    # -- Apply ---------------------------------------------------------------------------------------------------------

    def _ask_and_apply(self) -> None:
        preset = self.current
        if preset is None:
            return
        saved = [each.privacy for each in self._settings.redaction_presets]
        if self._privacy == Privacy() or self._privacy in saved:
            self.applied.emit(preset.privacy)
            return
        question = self._ask(
            tr("Replace the rectangles and the crop?"),
            tr("The rectangles and the crop of this recording are not saved in any preset."),
            tr("Replace them by those of the preset, or add the preset's rectangles."),
        )
        replace_button = question.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        replace_button.clicked.connect(lambda: self.applied.emit(preset.privacy))
        add = question.addButton(tr("Add"), QMessageBox.ButtonRole.AcceptRole)
        add.clicked.connect(lambda: self.applied.emit(_both(self._privacy, preset.privacy)))
        question.setDefaultButton(add)
        question.open()

    # -- Edit ----------------------------------------------------------------------------------------------------------

    def _ask_for_name_to_save(self) -> None:
        width_px, height_px = self._size_px
        current = self.current
        suggestion = current.name if current is not None and current.fits(self._size_px) else ""
        named = tr("Endoscope {size}").format(size=f"{width_px} x {height_px}")
        self._ask_for_name(tr("Save as a preset"), suggestion or named, self._save)

    def _save(self, name: str) -> None:
        preset = RedactionPreset(*self._size_px, self._privacy, name)
        if all(each.name != name for each in self._settings.redaction_presets):
            self._put(preset, None)
            return
        question = self._ask(tr("Replace the preset?"), tr("A preset {name} exists already.").format(name=name), "")
        overwrite = question.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        overwrite.clicked.connect(lambda: self._put(preset, name))
        question.open()

    def _ask_for_new_name(self) -> None:
        if self.current is not None:
            self._ask_for_name(tr("Rename the preset"), self.current.name, self._rename)

    def _rename(self, name: str) -> None:
        before = self.current
        if before is None or name == before.name:
            return
        if any(each.name == name for each in self._settings.redaction_presets):
            self.note.setText(one_line(tr("A preset {name} exists already. Choose another name.").format(name=name)))
            return
        was_default = self._settings.default_redaction_preset == before.name
        self._put(replace(before, name=name), before.name)
        if was_default:
            self._settings.default_redaction_preset = name

    def _put(self, preset: RedactionPreset, instead_of: str | None) -> None:
        others = [each for each in self._settings.redaction_presets if each.name != instead_of]
        self._settings.redaction_presets = tuple(sorted((*others, preset), key=lambda each: each.name.casefold()))
        self._list(preset.name)

    def _ask_and_delete(self) -> None:
        preset = self.current
        if preset is None:
            return
        question = self._ask(
            tr("Delete the preset?"),
            tr("Delete the preset {name}?").format(name=preset.name),
            tr("This cannot be undone."),
        )
        delete = question.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(lambda: self._delete(preset.name))
        question.open()

    def _delete(self, name: str) -> None:
        if self._settings.default_redaction_preset == name:
            self._settings.default_redaction_preset = ""
        kept = [each for each in self._settings.redaction_presets if each.name != name]
        self._settings.redaction_presets = tuple(kept)

    def _set_default(self, wanted: bool) -> None:
        if self.current is not None:
            self._settings.default_redaction_preset = self.current.name if wanted else ""

    # -- Questions -----------------------------------------------------------------------------------------------------

    def _ask(self, title: str, text: str, more: str) -> QMessageBox:
        if self.question is not None:
            self.question.deleteLater()
        self.question = question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(title)
        question.setText(one_line(text))
        question.setInformativeText(more)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        return question

    def _ask_for_name(self, title: str, suggestion: str, then: Callable[[str], None]) -> None:
        if self.name_dialog is not None:
            self.name_dialog.deleteLater()
        self.name_dialog = dialog = QInputDialog(self)
        dialog.setWindowTitle(title)
        dialog.setLabelText(tr("Name, for example that of the endoscope:"))
        dialog.setTextValue(suggestion)
        dialog.textValueSelected.connect(lambda text: self._use_name(text, then))
        dialog.open()

    def _use_name(self, text: str, then: Callable[[str], None]) -> None:
        name = one_line(" ".join(text.split()))[:LONGEST_NAME].strip()
        if name:
            then(name)
        else:
            self.note.setText(tr("A preset needs a name."))


def _both(own: Privacy, added: Privacy) -> Privacy:
    """Returns all rectangles of both, and the crop of `own` if it has one, else that of `added`."""
    more = tuple(box for box in added.redactions if box not in own.redactions)
    return Privacy((*own.redactions, *more), own.crop or added.crop)


def _button(symbol: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(icon(symbol), text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
