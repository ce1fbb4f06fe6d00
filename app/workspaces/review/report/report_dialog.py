"""Dialog that writes the report on a review."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from app.services.paths import exports_dir
from app.services.settings import Settings
from app.services.source_history import source_name
from app.services.tasks import TaskHandle, Tasks
from app.translation import tr, tr_n
from app.widgets.layouts import hbox, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.workspaces.review.dicom_tags import DicomTags
from app.workspaces.review.export_target import ExportTarget
from app.workspaces.review.export_task_dialog import ExportTaskDialog
from app.workspaces.review.privacy_editor import format_privacy
from app.workspaces.review.report.report_export import (
    ReportFormat,
    ReportOptions,
    ReportResult,
    ReportSubject,
    existing_reports,
    export_report,
)
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.export.staging import ExistingOutputs
from polyp_core.inference.segmenter_thread import SegmenterThread


class ReportForm(QWidget):
    """What goes into the report, its formats, where to and under which name."""

    changed = Signal()

    def __init__(self, subject: ReportSubject, settings: Settings) -> None:
        super().__init__()
        self.formats: dict[ReportFormat, QCheckBox] = {
            "pdf": QCheckBox(tr("PDF, on A4")),
            "html": QCheckBox(tr("HTML, one file for a browser")),
        }
        self.formats["pdf"].setChecked(True)
        self.title = QLineEdit()
        self.title.setAccessibleName(tr("Title"))
        self.title.setPlaceholderText(source_name(subject.path))
        self.title_from_dicom = QPushButton(tr("From DICOM"))
        self.title_from_dicom.setToolTip(tr("Use the descriptions of study and series in the DICOM file"))
        self.title_from_dicom.setAutoDefault(False)
        self.pictures = QCheckBox(tr("Pictures of the best frames, without and with outline"))
        self.notes = QCheckBox(tr("Notes on findings"))
        self.bookmarks = QCheckBox(tr("Bookmarks"))
        parts = (self.pictures, self.notes, self.bookmarks)
        for box in parts:
            box.setChecked(True)
        self.target = ExportTarget(
            subject.path, settings.export_dir or exports_dir(), neutral_names=settings.export_neutral_names
        )
        privacy = f"{format_privacy(subject.privacy)} {tr('Change this under Export > Privacy.')}"
        self.setLayout(
            vbox(
                PlainLabel(format_status(subject), wrap=True, role="muted"),
                6,
                PlainLabel(tr("Title"), role="heading"),
                hbox(stretched(self.title), self.title_from_dicom),
                6,
                PlainLabel(tr("Format"), role="heading"),
                *self.formats.values(),
                6,
                PlainLabel(tr("Include"), role="heading"),
                *parts,
                6,
                PlainLabel(tr("Folder"), role="heading"),
                self.target,
                6,
                PlainLabel(tr("Privacy"), role="heading"),
                PlainLabel(privacy, role="muted", wrap=True),
                spacing=8,
                margins=0,
            )
        )
        for box in self.formats.values():
            box.toggled.connect(self.changed)
        self.target.changed.connect(self.changed)

    @property
    def options(self) -> ReportOptions | None:
        """What is chosen; None while a format or the folder is missing."""
        chosen = frozenset(name for name, box in self.formats.items() if box.isChecked())
        if not chosen or self.target.out_folder is None:
            return None
        return ReportOptions(
            title=self.title.text().strip(),
            formats=chosen,
            pictures=self.pictures.isChecked(),
            notes=self.notes.isChecked(),
            bookmarks=self.bookmarks.isChecked(),
            out_folder=self.target.out_folder,
            key_file=self.target.key_file,
        )


class ReportDialog(ExportTaskDialog):
    """Writes the report on a review; `export_completed` passes a ReportResult."""

    def __init__(
        self,
        subject: ReportSubject,
        settings: Settings,
        tasks: Tasks,
        segmenter: SegmenterThread,
        map_cache: ProbabilityMapCache | None,
        parent: QWidget | None = None,
    ) -> None:
        self._subject, self._settings = subject, settings
        self._segmenter, self._map_cache = segmenter, map_cache
        self.form = ReportForm(subject, settings)
        super().__init__(tr("Report on {name}").format(name=source_name(subject.path)), self.form, tasks, parent)
        set_page(self, "reviewing.md#reports")
        self.form.changed.connect(self.update_start)
        tags = DicomTags(tasks, lambda text: self.show_state(text, "muted"), self)
        self.form.title_from_dicom.clicked.connect(
            lambda: tags.read(subject.path, lambda found: self.form.title.setText(found.title))
        )

    @property
    def can_start(self) -> bool:
        return self.form.options is not None

    def _find_existing(self) -> Callable[[TaskHandle], ExistingOutputs]:
        options = self.form.options
        assert options is not None
        return partial(existing_reports, self._subject, options)

    def _export(self, *, overwrite: bool, keep_both: bool) -> Callable[[TaskHandle], ReportResult]:
        options = self.form.options
        assert options is not None
        self._settings.export_dir = options.out_folder
        self._settings.export_neutral_names = options.key_file is not None
        return partial(export_report, self._subject, options, self._segmenter, self._map_cache, overwrite, keep_both)


def format_status(subject: ReportSubject) -> str:
    """Whose review it is, how much is decided, and whether it is a draft, as sentences."""
    decided = sum(listed.state != "undecided" for listed in subject.findings)
    status = tr_n(
        "Review of {reader}: {decided} of {n} finding decided.",
        "Review of {reader}: {decided} of {n} findings decided.",
        len(subject.findings),
        reader=subject.review.reader,
        decided=decided,
    )
    draft = tr("It is called a draft until the review is signed off.")
    return status if subject.review.is_complete else f"{status} {draft}"
