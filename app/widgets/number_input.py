"""Input fields for numbers: they take a point or a comma in every system language, and show a point."""

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QDoubleValidator, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QToolTip, QWidget

from app.translation import tr
from app.widgets.number_text import REFUSED, has_separator, with_point


class NumberValidator(QDoubleValidator):
    """Replaces a comma by a point while typing, for line edits whose text becomes a float."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())

    def validate(self, text: str, position: int) -> object:
        """Rejects what `with_point` rejects."""
        plain = with_point(text)
        return (
            (QValidator.State.Invalid, text, position)
            if plain is None
            else super().validate(plain, min(position, len(plain)))
        )


class NumberBox(QDoubleSpinBox):
    """A spin box that shows a point and also takes a comma."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())
        # Otherwise the "1" of a rejected "1,000" would apply while typing.
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Leaves a text with thousands separators as it is, without making a number of it."""
        plain = with_point(text, whole=self.decimals() == 0)
        if plain is None or (self.decimals() == 0 and has_separator(text)):
            return QValidator.State.Intermediate, text, position
        return super().validate(plain, min(position, len(plain)))

    def fixup(self, text: str) -> str:
        """Shows why the typed text is rejected; the previous number returns."""
        _explain(self, text, whole=self.decimals() == 0)
        return text  # unchanged: Qt would remove the separators

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change the numbers under the pointer."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class WholeNumberBox(QSpinBox):
    """A spin box for whole numbers, which takes no separators."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(_plain_locale())
        # Otherwise the "1" of a rejected "1,000" would apply while typing.
        self.setKeyboardTracking(False)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Leaves a text with separators as it is, without making a number of it."""
        if has_separator(text):
            return QValidator.State.Intermediate, text, position
        return super().validate(with_point(text) or text, position)

    def fixup(self, text: str) -> str:
        """Shows why the typed text is rejected; the previous number returns."""
        _explain(self, text, whole=True)
        return text  # unchanged: Qt would remove the separators


def _plain_locale() -> QLocale:
    locale = QLocale.c()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator)
    return locale


def _explain(box: QWidget, text: str, *, whole: bool) -> None:
    if with_point(text, whole=whole) is None or (whole and has_separator(text)):
        QToolTip.showText(box.mapToGlobal(QPoint(0, box.height())), f"{text.strip()}? {tr(REFUSED)}", box)
