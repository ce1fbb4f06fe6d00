"""Names for screen readers of controls that are made of several widgets."""

from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

_CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def set_name(widget: QWidget, name: str) -> None:
    """Gives `widget` and the controls in it that have neither text nor name of their own the accessible name `name`."""
    widget.setAccessibleName(name)
    for part in widget.findChildren(QWidget):
        is_button_with_text = isinstance(part, QAbstractButton) and part.text()
        if isinstance(part, _CONTROLS) and not part.accessibleName() and not is_button_with_text:
            part.setAccessibleName(name)
