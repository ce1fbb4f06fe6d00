"""Actions on review files: the report, copies, JSON, the comparison of readers, and the list on the welcome page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.services.diagnostics import describe
from app.services.paths import exports_dir
from app.services.reviews import FoundReview, find_reviews
from app.services.source_history import find_recording
from app.services.tasks import Task, TaskHandle
from app.shell.export_actions import ExportActions, show_folder, show_running
from app.shell.shell_context import ShellContext
from app.translation import mark, tr
from app.widgets.file_dialogs import ask_for_file, ask_where_to_save
from app.workspaces.review.dicom_tags import DicomTags
from app.workspaces.review.readers.compare_dialog import CompareDialog
from app.workspaces.review.report.report_dialog import ReportDialog
from app.workspaces.review.report.report_export import ReportResult, ReportSubject
from app.workspaces.review.welcome import WelcomePage
from polyp_core.analysis.source_identity import content_key
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from polyp_core.review.review_json import import_reviews, read_review_json, write_review_json
from polyp_core.review.review_reading import read_content
from polyp_core.review.site_codes import site_of_code
from resources import DEMO_CLIP

if TYPE_CHECKING:
    from polyp_core.frames.dicom.description import DicomDescription

_COPIES = mark("Reviews (*.sqlite);;All files (*)")
_JSON = mark("Reviews as JSON (*.json);;All files (*)")
_NEED_A_REVIEW = ("report", "compare_readers", "save_review_copy", "export_review", "import_review")


class ReviewActions(QObject):
    """Does what the Review menu offers, and lists the reviews on the welcome page."""

    recording_requested = Signal(Path)
    """The recording of a review is to be opened."""

    def __init__(self, context: ShellContext, exports: ExportActions, welcome: WelcomePage) -> None:
        super().__init__(context.window)
        self._context, self._exports, self._welcome = context, exports, welcome
        self._review, self._controller = context.review, context.review.decisions
        self._settings, self._tasks, self._notices = context.settings, context.tasks, context.notices
        self._awaited: tuple[Path, Recording] | None = None
        self._listing: Task | None = None
        self.report_dialog: ReportDialog | None = None
        for name, slot in (
            ("report", self.report),
            ("compare_readers", self.compare),
            ("open_review", self._ask_for_review),
            ("save_review_copy", self._ask_where_to_save),
            ("export_review", self._ask_where_to_export),
            ("import_review", self._ask_what_to_import),
        ):
            context.actions.on(name, slot)
        self._tags = DicomTags(self._tasks, self._notices.show_notice, self)
        self._review.actions_table.on("card_from_dicom", self._fill_card)
        self._controller.changed.connect(self._on_changed)
        self._welcome.shown.connect(self.list_reviews)
        self._controller.file_closed.connect(self._on_file_closed)
        self._welcome.review_chosen.connect(self.open_listed)
        self._on_changed()

    # -- The review that is open ---------------------------------------------------------------------------------------

    def report(self) -> None:
        """Opens the dialog that writes the report."""
        if show_running(self.report_dialog):
            return
        if not self._exports.may_export():
            return
        thread, subject = self._review.segmenter_thread, self._subject()
        if thread is None or subject is None:
            self._notices.warn(tr("The report needs the model that proposed the findings. Choose one under Analysis."))
            return
        dialog = ReportDialog(
            subject, self._settings, self._tasks, thread, self._review.map_store, self._context.window
        )
        dialog.export_completed.connect(self._on_reported)
        self._exports.show_dialog(dialog, self.report_dialog)
        self.report_dialog = dialog

    def _fill_card(self) -> None:
        """Takes the site of the current finding's lesion card from the tags of the DICOM file, if it is empty."""
        details, opening = self._review.findings_panel.details, self._context.opener.current

        def fill(found: "DicomDescription") -> None:
            site = site_of_code(found.site_code, found.site)
            if site:
                details.fill_card(LesionCard(site=site))
            else:
                self._notices.show_notice(tr("The tags of the DICOM file name no part of the colon."))

        if opening is not None:
            self._tags.read(opening.path, fill)

    def _subject(self) -> ReportSubject | None:
        review, controller, opening = self._review, self._controller, self._context.opener.current
        segmenter, provenance, open_frames = (
            review.session.segmenter,
            self._exports.provenance(),
            review.session.open_frames,
        )
        if segmenter is None or provenance is None or open_frames is None:
            return None
        if opening is None or controller.recording is None:
            return None
        curve, masks = review.session.curve, controller.stored_masks()
        return ReportSubject(
            path=opening.path,
            open_frames=open_frames,
            recording=controller.recording,
            review=controller.review,
            findings=controller.listed,
            provenance=replace(provenance, corrections=masks.label() if masks is not None else ""),
            masks=masks,
            model_sha256=segmenter.model.sha256,
            policy=curve.policy or self._settings.alarm_policy,
            style=review.overlay_style,
            privacy=review.privacy,
            analysed_fraction=curve.analysed_share,
            model_hidden=review.session.model_hidden,
        )

    def _on_reported(self, result: ReportResult) -> None:
        folder = result.outputs[0].parent
        names = ", ".join(path.name for path in result.outputs)
        text = tr("Wrote {names} into {folder}.").format(names=names, folder=folder)
        if result.is_draft:
            text = f"{text} {tr('It is a draft, as the review is not signed off.')}"
        self._notices.show_notice(text, action=(tr("Show folder"), lambda: show_folder(folder)), stays=True)

    def compare(self) -> None:
        """Opens the comparison of two readers."""
        reviews = {reader: review for reader, review in self._controller.reviews.items() if review.decisions}
        if len(reviews) < 2:
            self._notices.show_notice(
                tr(
                    "Only one reader has decided on findings of this recording. Import another reader's review, or "
                    "change the reader in the Findings panel."
                ),
                action=(tr("Import…"), self._ask_what_to_import),
            )
            return
        dialog = CompareDialog(reviews, self._controller.reader, self._context.window)
        dialog.frame_chosen.connect(self._review.player.seek)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def save_copy(self, path: Path) -> None:
        """Saves the review file with its history to `path`."""
        self._write(lambda file: file.save_copy(path), path)

    def export_json(self, path: Path) -> None:
        """Writes the reviews of all readers to `path`."""
        self._write(lambda file: write_review_json(file, path), path)

    def import_json(self, path: Path) -> None:
        """Adds the reviews in a JSON file to the open one; a notice says whose, or why it is refused."""

        def on_imported(readers: list[str]) -> None:
            self._controller.reload()
            text = tr("Imported the review of {readers}.") if readers else tr("The file holds the review of no reader.")
            self._notices.show_notice(text.format(readers=", ".join(readers)))

        self._controller.use_file(lambda file: import_reviews(file, read_review_json(path)), on_imported)

    def _write(self, work: Callable[[ReviewFile], object], path: Path) -> None:
        self._controller.use_file(
            work,
            lambda _: self._notices.show_notice(
                tr("Saved {path}.").format(path=path), action=(tr("Show folder"), lambda: show_folder(path.parent))
            ),
        )

    def _ask_where_to_save(self) -> None:
        if path := self._ask_where(tr("Save a copy of the review"), ".sqlite", _COPIES):
            self.save_copy(path)

    def _ask_where_to_export(self) -> None:
        if path := self._ask_where(tr("Export the review as JSON"), ".json", _JSON):
            self.export_json(path)

    def _ask_what_to_import(self) -> None:
        window = self._context.window
        if path := ask_for_file(window, tr("Import a review from JSON"), tr(_JSON), self._folder()):
            self.import_json(path)

    def _ask_where(self, title: str, suffix: str, kinds: str) -> Path | None:
        opening, neutral = self._context.opener.current, self._settings.export_neutral_names
        source = opening.path.stem if opening is not None and isinstance(opening.path, Path) and not neutral else ""
        suggested = self._folder() / f"{source}{'-' if source else ''}review{suffix}"
        return ask_where_to_save(self._context.window, title, suggested, tr(kinds), suffix)

    def _folder(self) -> Path:
        return self._settings.export_dir or exports_dir()

    # -- Reviews of other recordings -----------------------------------------------------------------------------------

    def list_reviews(self) -> None:
        """Lists the reviews on the welcome page, once they are read."""
        if self._listing is not None:
            self._listing.cancel()
        self._listing = task = self._tasks.run(find_reviews, "List the reviews", self._settings.recent_files)
        task.completed.connect(lambda found: self._on_listed(task, found))

    def _on_listed(self, task: Task, found: list[FoundReview]) -> None:
        if task is self._listing:  # else a later listing has the result
            self._listing = None
            self._welcome.show_reviews(found)

    def open_listed(self, found: FoundReview) -> None:
        """Opens the recording of a listed review, and with it the review; asks where it is if it is not found."""
        if (reader := found.summary.reader) != self._settings.reader:
            text = tr(
                "This is the review of {reader}, and you decide as {own}. Change the reader in the Findings panel, or "
                "see both under Review > Compare readers."
            )
            self._notices.show_notice(text.format(reader=reader, own=self._settings.reader))
        self._open(found.summary.path, found.summary.recording, found.recording)

    def open_copy(self, path: Path) -> None:
        """Opens a review file: in place of the one of the open recording, or else together with its recording."""
        task = self._tasks.run(_identify, "Read the review", path, self._settings.recent_files)
        task.completed.connect(lambda found: self._open(path, *found))
        task.failed.connect(lambda error: self._notices.warn(describe(error).message))

    def _open(self, path: Path, recording: Recording, file: Path | None) -> None:
        if self._is_open(recording):
            self._controller.open_file(path)
        elif file is not None:
            self._awaited = path, recording
            self.recording_requested.emit(file)
        else:
            self._ask_for_recording(path, recording)

    def _ask_for_recording(self, path: Path, recording: Recording) -> None:
        title = tr("Where is the recording of this review?")
        chosen = ask_for_file(self._context.window, title, start=self._folder())
        if chosen is None:
            return
        task = self._tasks.run(_matches, "Identify the recording", chosen, recording)
        task.completed.connect(lambda matches: self._on_located(path, recording, chosen, matches))
        task.failed.connect(lambda error: self._notices.warn(describe(error).message))

    def _on_located(self, path: Path, recording: Recording, file: Path, matches: bool) -> None:
        if matches:
            self._open(path, recording, file)
        else:
            self._notices.warn(tr("{name} is not the recording of this review.").format(name=file.name))

    def _ask_for_review(self) -> None:
        if path := ask_for_file(self._context.window, tr("Open a review"), tr(_COPIES), self._folder()):
            self.open_copy(path)

    def _on_changed(self) -> None:
        self._context.actions.set_enabled(_NEED_A_REVIEW, self._controller.is_open)
        if self._awaited is None or not self._controller.is_open:
            return
        (path, recording), self._awaited = self._awaited, None
        if self._is_open(recording) and path != review_path(recording):
            self._controller.open_file(path)

    def _on_file_closed(self) -> None:
        if self._welcome.isVisible():  # its list may lack what was stored last
            self.list_reviews()

    def _is_open(self, recording: Recording) -> bool:
        own = self._controller.recording
        return self._controller.is_open and own is not None and not own.format_difference(recording)


def _identify(handle: TaskHandle, path: Path, recent: tuple[Path, ...]) -> tuple[Recording, Path | None]:
    recording = read_content(path).recording
    return recording, find_recording(recording.key, (*recent, DEMO_CLIP))


def _matches(handle: TaskHandle, file: Path, recording: Recording) -> bool:
    return content_key(file) == recording.key
