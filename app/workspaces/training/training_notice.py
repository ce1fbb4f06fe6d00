"""Says that training is not part of this installation, and how it is added; hidden where it is."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.translation import tr
from app.widgets.buttons import push_button
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from training.installation import INSTALL_COMMAND, can_train


class TrainingNotice(QFrame):
    """A panel at the top of what trains. F1 in it opens the manual's page on installing."""

    changed = Signal()
    """Training has been found after it was missing, or is still missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        set_page(self, "installing.md#without-python")
        text = tr(
            "Training needs PyTorch, which would make this program five times as large. Run this command once in a "
            "terminal with an internet connection, then look again. Existing runs can be looked at without it, "
            "and models can be used and scored."
        )
        self.command = QLineEdit(INSTALL_COMMAND)
        self.command.setReadOnly(True)
        self.command.setAccessibleName(tr("Command that adds training"))
        self.copy = push_button(tr("Copy"), "content-copy", tr("Copy the command"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(INSTALL_COMMAND))
        self.again = push_button(tr("Look again"), "refresh", tr("Look for training once the command has finished"))
        self.again.clicked.connect(self.refresh)
        for button in (self.copy, self.again):
            button.setAutoDefault(False)
        self.state = PlainLabel(role="muted")
        title = PlainLabel(tr("Training is not part of this installation"), role="heading")
        row = hbox(stretched(self.command), self.copy, self.again, spacing=8)
        self.setLayout(vbox(title, PlainLabel(text, wrap=True), row, self.state, spacing=8, margins=(16, 12, 16, 12)))
        self.state.hide()
        self.setHidden(can_train())

    @property
    def is_missing(self) -> bool:
        """True while nothing can be trained."""
        return not self.isHidden()

    @Slot()
    def refresh(self) -> None:
        """Looks for training again, and says if it is still missing."""
        self.setHidden(can_train())
        self.state.setText(tr("Training has not been found yet."))
        self.state.show()
        self.changed.emit()
