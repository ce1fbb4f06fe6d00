"""The form of the export dialog, and the source that it exports."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.services.source_history import source_name
from app.translation import mark, tr, tr_n
from app.widgets.layouts import hbox, spacer
from app.widgets.number_input import NumberBox
from app.widgets.plain_text import PlainLabel, control_text
from app.workspaces.review.export_target import ExportTarget
from app.workspaces.review.privacy_editor import format_privacy
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.formats.registry import FORMATS
from polyp_core.export.frame_reader import SecondModel
from polyp_core.export.privacy import Privacy
from polyp_core.export.run_export import merge_ranges
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy, policy_label
from polyp_core.frames.frame import Deinterlace, FrameSource, SourceInfo
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.review.masks import ReviewMasks
from polyp_core.review.picture_review import PictureFileMasks
from polyp_core.review.review import Review
from polyp_core.time_text import format_span

Stretch = Literal["frame", "loop", "findings", "all"]

_MODES = {"fill": mark("filled"), "outline": mark("outline"), "heatmap": mark("heat map")}
_PATTERNS = {"plain": "{style}", "stripes": mark("{style} with stripes"), "dots": mark("{style} with dots")}


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """The source and the view settings at the time when the dialog opens.

    `open_frames` opens the source again with the same frame numbers; None opens the file or folder at `path`.
    `review` is what the reader decided, if anything, `masks` are those that the reader corrected. While `model_hidden`,
    `findings` is empty. `second` is the model that is compared with the one in use, if any.
    """

    path: SourcePath
    info: SourceInfo
    frame_index: int
    loop: tuple[int, int] | None
    findings: tuple[Finding, ...]
    analysed_whole: bool
    policy: AlarmPolicy
    style: OverlayStyle
    overlay_visible: bool
    privacy: Privacy
    deinterlace: Deinterlace
    open_frames: Callable[[], FrameSource] | None = None
    review: Review | None = None
    masks: ReviewMasks | PictureFileMasks | None = None
    model_hidden: bool = False
    second: SecondModel | None = None

    @property
    def name(self) -> str:
        """Name of the source for the user."""
        return source_name(self.path)

    def ranges(self, stretch: Stretch) -> tuple[range, ...] | None:
        """Frame ranges of a stretch; None for all frames."""
        match stretch:
            case "frame":
                return (range(self.frame_index, self.frame_index + 1),)
            case "loop" if self.loop is not None:
                return (range(self.loop[0], self.loop[1] + 1),)
            case "findings":
                return merge_ranges(range(finding.first_frame, finding.last_frame + 1) for finding in self.findings)
            case _:
                return None

    def available(self, stretch: Stretch) -> bool:
        """True if the stretch contains frames."""
        return {"loop": self.loop is not None, "findings": bool(self.findings)}.get(stretch, True)

    def label(self, stretch: Stretch) -> str:
        """Name and length of a stretch."""
        if not self.available(stretch):
            findings = tr("Findings: the model is hidden") if self.model_hidden else tr("Findings: none so far")
            return {"loop": tr("Range: none is marked"), "findings": findings}[stretch]
        if stretch == "all" and self.info.indexing:
            return tr("Everything")
        ranges = self.ranges(stretch)
        frames = self.info.frame_count if ranges is None else sum(len(part) for part in ranges)
        duration = format_span(frames / self.info.rate_fps)
        length = tr_n("{n} frame, {duration}", "{n} frames, {duration}", frames, duration=duration)
        match stretch:
            case "frame":
                return tr("This frame ({number})").format(number=self.frame_index)
            case "loop":
                assert self.loop is not None
                text = tr("Range: frames {first} to {last} ({length})")
                return text.format(first=self.loop[0], last=self.loop[1], length=length)
            case "findings":
                if not self.analysed_whole:
                    length = tr("{length}, of what is analysed so far").format(length=length)
                return tr_n("{n} finding ({length})", "{n} findings ({length})", len(self.findings), length=length)
            case _:
                return tr("Everything ({length})").format(length=length)


class ExportForm(QWidget):
    """What to export, where to and under which names; `changed` is emitted after every change."""

    changed = Signal()

    def __init__(self, subject: ExportSubject, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._stretches: dict[Stretch, QRadioButton] = {}
        stretches = QVBoxLayout()
        stretches.setSpacing(6)
        group = QButtonGroup(self)
        names: tuple[Stretch, ...] = ("all", "findings", "loop", "frame")
        for stretch in names:
            button = QRadioButton(subject.label(stretch))
            button.setEnabled(subject.available(stretch))
            group.addButton(button)
            stretches.addWidget(button)
            self._stretches[stretch] = button
        self.choose_stretch("loop" if subject.loop is not None else "all")

        self._outputs: dict[str, QCheckBox] = {}
        outputs = QGridLayout()
        outputs.setHorizontalSpacing(24)
        outputs.setVerticalSpacing(6)
        for number, (name, each) in enumerate(FORMATS.items()):
            box = QCheckBox(tr(each.title))
            box.setToolTip(f"{tr(each.description)}: {', '.join(each.files)}")
            outputs.addWidget(box, number // 2, number % 2)
            self._outputs[name] = box
        self._outputs["video"].setChecked(True)

        self.target = ExportTarget(subject.path, folder)
        self.lead_in, self.lead_out = (
            _seconds_box(tr("Clip before the finding, in seconds")),
            _seconds_box(tr("Clip after the finding, in seconds")),
        )
        self.identity = QCheckBox(tr("Name the patient and the study of a DICOM source in DICOM outputs"))
        self.identity.setToolTip(tr("Otherwise nothing in the outputs identifies the source"))
        self.clips = QWidget()
        self.clips.setLayout(
            hbox(
                PlainLabel(tr("Clips from")), self.lead_in, PlainLabel(tr("s before a finding to")), self.lead_out,
                PlainLabel(tr("s after it, within the chosen frames")), spacer(), spacing=6, margins=0,
            )
        )  # fmt: skip
        self.clips.setVisible(subject.info.is_recording)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for title, part in ((tr("Frames"), stretches), (tr("Outputs"), outputs)):
            layout.addWidget(PlainLabel(title, role="heading"))
            layout.addLayout(part)
            layout.addSpacing(6)
        layout.addWidget(PlainLabel(tr("Folder"), role="heading"))
        layout.addWidget(self.target)
        layout.addWidget(PlainLabel(tr("Overlay"), role="heading"))
        layout.addWidget(_muted(format_style(subject.style, visible=subject.overlay_visible)))
        self.second = QCheckBox()
        self.second.setVisible(subject.second is not None)
        if subject.second is not None:
            text = tr("{name} in violet, with columns in the table of frames").format(name=subject.second.name)
            self.second.setText(control_text(text))
            self.second.setChecked(True)
        layout.addWidget(self.second)
        layout.addWidget(PlainLabel(tr("Findings"), role="heading"))
        policy = _muted(format_policy(subject))
        policy.setProperty("role", "warning" if subject.model_hidden else "muted")
        layout.addWidget(policy)
        layout.addWidget(self.clips)
        layout.addWidget(PlainLabel(tr("Privacy"), role="heading"))
        not_exported = tr(
            "Predictions in hidden pixels, sound and metadata are not exported. Text in the picture outside the "
            "rectangles stays visible. Change this under Export > Privacy."
        )
        layout.addWidget(_muted(f"{format_privacy(subject.privacy)} {not_exported}"))
        layout.addWidget(self.identity)
        for box in self._outputs.values():
            box.toggled.connect(self.changed)
        self.changed.connect(self._enable_options)
        self._enable_options()
        self.target.changed.connect(self.changed)

    @property
    def stretch(self) -> Stretch:
        """The chosen frames."""
        return next(stretch for stretch, button in self._stretches.items() if button.isChecked())

    @property
    def outputs(self) -> frozenset[str]:
        """Names of the chosen export formats."""
        return frozenset(name for name, box in self._outputs.items() if box.isChecked())

    @property
    def complete(self) -> bool:
        """True if an export can start."""
        return bool(self.outputs) and self.target.out_folder is not None

    def _enable_options(self) -> None:
        """Clips are written with the findings alone."""
        self.clips.setEnabled(any(FORMATS[name].has_findings for name in self.outputs))
        self.identity.setEnabled(any(FORMATS[name].has_identity for name in self.outputs))

    def show_subject(self, subject: ExportSubject) -> None:
        """Shows the source after its length has become known."""
        self._subject = subject
        for stretch, button in self._stretches.items():
            button.setText(subject.label(stretch))

    def choose_stretch(self, stretch: Stretch) -> None:
        """Selects the frames."""
        self._stretches[stretch].setChecked(True)

    def choose_outputs(self, outputs: frozenset[str]) -> None:
        """Selects export formats by name."""
        for name, box in self._outputs.items():
            box.setChecked(name in outputs)


def format_style(style: OverlayStyle, *, visible: bool) -> str:
    """The overlay's style as a sentence; `visible` is true if the viewer shows the overlay."""
    shown = tr("As on the screen") if visible else tr("Hidden on the screen, but exported")
    text = tr("{shown}: {style}, opacity {opacity} %, threshold {threshold}, regions from {area} % of the picture.")
    return text.format(
        shown=shown,
        style=tr(_PATTERNS[style.pattern]).format(style=tr(_MODES[style.mode])),
        opacity=f"{style.opacity * 100:.0f}",
        threshold=f"{style.threshold:g}",
        area=f"{style.min_region_fraction * 100:g}",
    )


def format_policy(subject: ExportSubject) -> str:
    """The policy, what it finds in the viewer, and what an export of findings contains, as sentences."""
    if subject.model_hidden:
        return tr(
            "The model is hidden from you, but the files contain what it found: do not look at them before you decide."
        )
    count = len(subject.findings)
    frames = tr("all frames") if subject.analysed_whole else tr("the frames analysed so far")
    policy = tr(policy_label(subject.policy).capitalize())
    found = tr_n(
        "{policy}: {n} finding in {frames}.", "{policy}: {n} findings in {frames}.", count, policy=policy, frames=frames
    )
    sentences = [found]
    if not subject.analysed_whole:
        sentences.append(tr("An export analyses all frames chosen above."))
    if subject.review is not None:
        sentences.append(tr("The tables carry the decisions of {reader}.").format(reader=subject.review.reader))
    return " ".join(sentences)


def _seconds_box(name: str) -> NumberBox:
    box = NumberBox()
    box.setRange(0, 600)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setAccessibleName(name)
    return box


def _muted(text: str) -> QLabel:
    label = PlainLabel(text, role="muted", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
