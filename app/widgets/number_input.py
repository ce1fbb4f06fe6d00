"""The fields for numbers: all take a point and a comma alike, whatever the system's language, and show a point."""

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtGui import QDoubleValidator, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QToolTip, QWidget

from app.widgets.number_text import REFUSED, has_separator, with_point


class NumberValidator(QDoubleValidator):
    """Turns a comma into a point as it is typed, for line edits whose text becomes a float."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())

    def validate(self, text: str, position: int) -> object:
        """Refuses what `with_point` refuses."""
        plain = with_point(text)
        return (
            (QValidator.State.Invalid, text, position)
            if plain is None
            else super().validate(plain, min(position, len(plain)))
        )


class NumberBox(QDoubleSpinBox):
    """A spin box that shows a point and takes a comma too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())
        # Else "1" of a refused "1,000" would count while it is typed.
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """What has separators for thousands stays as it was typed, and is no number."""
        plain = with_point(text, whole=self.decimals() == 0)
        if plain is None or (self.decimals() == 0 and has_separator(text)):
            return QValidator.State.Intermediate, text, position
        return super().validate(plain, min(position, len(plain)))

    def fixup(self, text: str) -> str:
        """Says why the typed text is not taken; the number before it comes back."""
        _explain(self, text, whole=self.decimals() == 0)
        return text  # not what Qt makes of it: that leaves the separators out


class WholeNumberBox(QSpinBox):
    """The same for whole numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())
        # Else "1" of a refused "1,000" would count while it is typed.
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """What has separators stays as it was typed, and is no number."""
        if has_separator(text):
            return QValidator.State.Intermediate, text, position
        return super().validate(with_point(text) or text, position)

    def fixup(self, text: str) -> str:
        """Says why the typed text is not taken; the number before it comes back."""
        _explain(self, text, whole=True)
        return text  # not what Qt makes of it: that leaves the separators out


def _plain_locale() -> QLocale:
    locale = QLocale.c()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator)
    return locale


def _explain(box: QWidget, text: str, *, whole: bool) -> None:
    if with_point(text, whole=whole) is None or (whole and has_separator(text)):
        QToolTip.showText(box.mapToGlobal(QPoint(0, box.height())), f"{text.strip()}? {REFUSED}", box)
