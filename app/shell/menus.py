"""The menu bar, made from the tables of actions."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from app.actions import ActionTable
from app.services.settings import Settings
from app.services.source_history import recent_name
from app.shell.opening import Opening, SourceOpener
from app.translation import tr, tr_value
from app.widgets.plain_text import control_text, tooltip
from polyp_core.frames.frame import SourceInfo

_LINE = "-"

_PLAYBACK = (
    "play step_forward step_back - forward_1s back_1s forward_10s back_10s go_start go_end go_to -"
    " shuttle_back shuttle_stop shuttle_forward faster slower normal_speed real_time - repeat"
)
_REVIEW = "report compare_readers - open_review save_review_copy - export_review import_review - suggest_frames learn"
_EXAMINATION = "caecum_reached withdrawal_begins withdrawal_ends - instrument washing outside_the_body"
_FINDINGS = (
    "next_finding previous_finding next_undecided loop_finding - confirm unsure reject take_back - edit_note edit_card"
    " card_from_dicom add_finding add_bookmark"
)
_MASKS = "edit_mask polyp_free - polyp_visible propagate propagate_forward propagate_back"
_ANALYSIS = (
    "overlay hold_to_hide_overlay raw_mask style_fill style_outline style_heatmap colour -"
    " more_opacity less_opacity higher_threshold lower_threshold larger_region smaller_region model_values -"
    " second_model next_difference previous_difference"
)


class Menus(QObject):
    """Fills a menu bar with the shell's actions and those of the Review workspace."""

    track_chosen = Signal(int)
    """The number of a video track."""

    def __init__(
        self, bar: QMenuBar, shell: ActionTable, review: ActionTable, settings: Settings, opener: SourceOpener
    ) -> None:
        super().__init__(bar)
        self._settings, self._opener = settings, opener
        self._clear_recent = shell["clear_recent"]
        file = bar.addMenu(tr("&File"))
        _fill(file, shell, "open_file open_folder open_demo")
        self.recent = file.addMenu(tr("Open &recent"))
        self.recent.setToolTipsVisible(True)
        self.recent.aboutToShow.connect(self._list_recent)
        _fill(file, shell, "close_source - settings - quit")
        view = bar.addMenu(tr("&View"))
        _fill(view, review, "zoom_in zoom_out zoom_fit zoom_actual - time_line_in time_line_out time_line_all - panel")
        self.tracks = view.addMenu(tr("Video &track"))
        self.tracks.setEnabled(False)
        self.series = view.addMenu(tr("&DICOM series"))
        self.series.setEnabled(False)
        _fill(view, shell, "- fullscreen")
        playback = bar.addMenu(tr("&Playback"))
        _fill(playback, review, _PLAYBACK)
        _fill(playback.addMenu(tr("&Range")), review, "loop_start loop_end loop_clear")
        findings = bar.addMenu(tr("Fi&ndings"))
        _fill(findings, review, _FINDINGS)
        _fill(findings.addMenu(tr("Cha&nge")), review, "trim_finding split_finding merge_findings best_frame")
        _fill(findings.addMenu(tr("&Masks")), review, _MASKS)
        _fill(findings, review, "- undo redo - hide_model complete_review")
        analysis = bar.addMenu(tr("&Analysis"))
        _fill(analysis, review, _ANALYSIS)
        _fill(analysis, shell, "- choose_model model_card")
        reviews = bar.addMenu(tr("&Review"))
        _fill(reviews.addMenu(tr("&Examination")), review, _EXAMINATION)
        _fill(reviews, shell, f"- {_REVIEW}")
        _fill(
            bar.addMenu(tr("&Export")),
            shell,
            "export add_to_dataset - snapshot snapshot_bare copy_frame copy_frame_bare - privacy",
        )
        _fill(bar.addMenu(tr("&Help")), shell, "manual tour shortcuts - whats_new show_log about")

    def show_tracks(self, info: SourceInfo | None) -> None:
        """Lists the video tracks of the open source if there are several."""
        self.tracks.clear()
        tracks = info.video_tracks if info is not None else ()
        self.tracks.setEnabled(len(tracks) > 1)
        group = QActionGroup(self.tracks)
        for track in tracks:
            text = tr("Track {number}: {description}").format(
                number=track.number, description=tr_value(track.description)
            )
            action = self.tracks.addAction(control_text(text))
            action.setCheckable(True)
            action.setChecked(info is not None and track.number == info.video_track)
            action.setEnabled(track.decodable)
            action.triggered.connect(lambda _=False, number=track.number: self.track_chosen.emit(number))
            group.addAction(action)

    def show_series(self, opening: Opening | None) -> None:
        """Lists the series of the DICOM medium from which the open source is, if there are several."""
        self.series.clear()
        series = opening.series if opening is not None else ()
        self.series.setEnabled(len(series) > 1)
        group = QActionGroup(self.series)
        for each in series:
            action = self.series.addAction(control_text(tr_value(each.label)))
            action.setCheckable(True)
            action.setChecked(opening is not None and each.source == opening.path)
            action.triggered.connect(lambda _=False, source=each.source: self._opener.open(source, series))
            group.addAction(action)

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self._settings.recent_files:
            action = self.recent.addAction(control_text(recent_name(path)))
            action.setToolTip(tooltip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._opener.open(path))
        if not self._settings.recent_files:
            self.recent.addAction(tr("None yet")).setEnabled(False)
        self.recent.addSeparator()
        self._clear_recent.setEnabled(bool(self._settings.recent_files))
        self.recent.addAction(self._clear_recent)


def _fill(menu: QMenu, table: ActionTable, names: str) -> None:
    menu.setToolTipsVisible(True)
    for name in names.split():
        if name == _LINE:
            menu.addSeparator()
        else:
            menu.addAction(table[name])
