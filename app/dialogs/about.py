"""The About dialog: version, caution and credits."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QWidget

from app.translation import mark, tr
from app.widgets.layouts import vbox
from app.widgets.manual_pages import set_page
from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version

_PARAGRAPHS = (
    mark(
        "Plays colonoscopy recordings with the polyp masks that a neural network predicts over them, and exports both."
    ),
    mark("The masks miss polyps and mark other tissue. They are no medical advice and must not guide patient care."),
    mark("Demo clip: made from still images of PolypGen (Ali et al., <i>Scientific Data</i> 10, 75, 2023), CC BY 4.0."),
    mark("Nothing leaves this computer: the program opens no network connection."),
)


class AboutDialog(QDialog):
    """Shows version, caution and credits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Polyp Viewer"))
        set_page(self, "index.md#settings-keys-and-errors")
        self.setFixedWidth(480)
        title = QLabel("Polyp Viewer")
        title.setProperty("role", "title")
        versions = QLabel(tr("Version {version} · Qt {qt} (LGPL)").format(version=program_version(), qt=qVersion()))
        versions.setProperty("role", "muted")
        caution = QLabel(tr(RESEARCH_USE_ONLY))
        caution.setProperty("role", "caution")
        line = QFrame()
        line.setProperty("role", "line")
        text = QLabel("".join(f"<p>{tr(paragraph)}</p>" for paragraph in _PARAGRAPHS))
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(vbox(title, versions, caution, line, text, 8, buttons, spacing=10, margins=(24, 22, 24, 16)))
