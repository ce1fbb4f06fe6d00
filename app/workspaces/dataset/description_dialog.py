"""The dialog that describes a dataset of any layout: it shows what the description matches while the user types."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from app.services.model_fields import Control
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import tr, tr_error, tr_value
from app.widgets.form_fields import TextField
from app.widgets.layouts import container, hbox, scrolled, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.model_form import FieldRow
from app.widgets.plain_text import PlainLabel
from polyp_core.errors import PolypViewerError
from polyp_core.printable_names import printable
from training.datasets.description import (
    Description,
    parse_description,
    preview,
    read_description,
    write_description,
)
from training.datasets.layouts import DESCRIPTION_FILE

_PAUSE_MS = 300
"""Time without typing after which the files are matched again."""

_FORM_PX = 440
_FIELD_PX = 240


class DescriptionDialog(QDialog):
    """Edits the `dataset.toml` of `folder`; accepted once it is written."""

    def __init__(self, folder: Path, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Describe {name}").format(name=printable(folder.name)))
        set_page(self, "datasets.md#dataset-description")
        self.resize(1040, 680)
        self._folder, self._tasks = folder, tasks
        self._task: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._match)
        self.rows = {
            name: FieldRow(name, info, Control(label=info.title or name), label_in_row=info.annotation is not bool)
            for name, info in Description.model_fields.items()
        }
        for row in self.rows.values():
            if isinstance(row.field, TextField):
                row.field.setMinimumWidth(_FIELD_PX)
        self.problem = PlainLabel(role="error", wrap=True)
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setAccessibleName(tr("What the description matches"))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._lay_out(buttons)
        self._show_values()
        for row in self.rows.values():
            row.edited.connect(self._pause.start)
        self._match()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        about = PlainLabel(
            tr(
                "The description is saved as {file} in the folder; nothing else is changed. Several patterns or "
                "values are separated by commas. An image and a mask are a pair if the wildcards match the same."
            ).format(file=DESCRIPTION_FILE),
            role="muted",
            wrap=True,
        )
        form = scrolled(container(vbox(*self.rows.values(), spacer(), spacing=12, margins=(0, 0, 12, 0))))
        form.setMinimumWidth(_FORM_PX)
        right = container(
            vbox(PlainLabel(tr("Matches"), role="heading"), stretched(self.preview), self.problem, spacing=8, margins=0)
        )
        body = hbox(form, stretched(right), spacing=16)
        self.setLayout(vbox(about, stretched(body), buttons, spacing=12, margins=(16, 16, 16, 14)))

    def _show_values(self) -> None:
        """Shows the description that the folder has, or the usual patterns."""
        path = self._folder / DESCRIPTION_FILE
        description = Description(images=("images/*",), masks=("masks/*",))
        if path.is_file():
            try:
                description = read_description(path)
            except PolypViewerError as error:
                self.problem.setText(tr_error(error))
        for name, row in self.rows.items():
            row.show_value(getattr(description, name))

    def description(self) -> Description:
        """Returns what the fields say. Raises DatasetError."""
        values = {name: row.field.value() for name, row in self.rows.items()}
        return parse_description(values, self._folder / DESCRIPTION_FILE)

    @Slot()
    def _match(self) -> None:
        """Matches the files in a background thread; a newer call supersedes a running one."""
        if self._task is not None:
            self._task.silence()
            self._task.cancel()
            self._task = None
        try:
            description = self.description()
        except PolypViewerError as error:
            self._show_problem(tr_error(error))
            return
        self.preview.setPlaceholderText(tr("Matching…"))
        self._task = self._tasks.run(_preview, tr("Matching files"), self._folder, description)
        self._task.completed.connect(self._show_match)
        self._task.failed.connect(lambda error: self._show_problem(tr_error(error)))

    @Slot(object)
    def _show_match(self, found: tuple[Sequence[str], Sequence[str]]) -> None:
        lines, problems = found
        self.preview.setPlainText(printable("\n".join(map(tr_value, lines))))
        self._show_problem(" ".join(map(tr_value, problems)))

    def _show_problem(self, reason: str) -> None:
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        self.save.setEnabled(not reason)

    def accept(self) -> None:
        """Writes the description."""
        try:
            write_description(self._folder / DESCRIPTION_FILE, self.description())
        except PolypViewerError as error:
            self._show_problem(tr_error(error))
            return
        super().accept()

    def done(self, result: int) -> None:
        """Stops matching before the dialog closes."""
        self._pause.stop()
        if self._task is not None:
            self._task.silence()
            self._task.cancel()
        super().done(result)


def _preview(handle: TaskHandle, folder: Path, description: Description) -> tuple[Sequence[str], Sequence[str]]:
    return preview(folder, description)
