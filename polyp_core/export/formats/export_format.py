"""What an export format is: its name, texts, needs and files, and the function that opens its writer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.export.annotated_frame import AnnotatedFrame
from polyp_core.export.frame_reader import FrameReader
from polyp_core.export.provenance import Provenance
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.model.model_file import ModelFile
from polyp_core.review.records import Origin
from polyp_core.review.review import Review


@dataclass(frozen=True, slots=True)
class FindingOptions:
    """The policy that decides on findings, and how much a clip shows before and after its finding, in seconds."""

    policy: AlarmPolicy = field(default_factory=AlarmPolicy)
    lead_in_s: float = 2.0
    lead_out_s: float = 2.0


@dataclass(frozen=True, slots=True)
class ExportInfo:
    """What is known of an export before its first frame.

    `width_px` and `height_px` are the size of the exported video, `rate_fps` is the frame rate of the source.
    `recording` is the name of the source in outputs, `review` what a reader decided about it, if known. `reader` and
    `render` read and render frames again, for what is only known after the last one. `notes` are sentences for the
    user, to which a writer may add. `source_files` are the recording's file, or those of images. `identify_source`:
    outputs in DICOM name the patient of a DICOM source.
    """

    width_px: int
    height_px: int
    rate_fps: float
    provenance: Provenance
    model: ModelFile
    recording: str
    reader: FrameReader
    render: Callable[[AnalysedFrame], AnnotatedFrame]
    findings: FindingOptions
    review: Review | None = None
    source_files: tuple[Path, ...] = ()
    identify_source: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        """The model and the policy that propose the findings of this export."""
        return Origin.of(self.model.card.name, self.model.sha256, self.findings.policy)


@dataclass(frozen=True, slots=True)
class ExportedFrame:
    """A rendered frame with the names used in the outputs.

    `video_time_s` is its time in the exported video, `picture_name` the file name of its exported pictures.
    `file_name` is its name in tables: its source file or neutral name, "" for video frames. `is_own_file` is true if
    `file_name` names a source file.
    """

    result: AnnotatedFrame
    video_time_s: float
    picture_name: str
    file_name: str
    is_own_file: bool


FrameWriter = Callable[[ExportedFrame], None]
"""Adds a frame to an output, in increasing order of frames. Raises OSError on write failures, or ExportError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """An output of an export.

    `name` is its name on the command line and in settings, `title` and `description` are shown to the user, `files` are
    the names of the files and folders it writes. An image that cannot be read fails an export that needs its picture.

    `open_writer(folder, info)` creates the files in `folder`; leaving the context finishes them, or discards them after
    an exception. It raises OSError or ExportError, and what `info.reader` raises if it reads frames once more.
    """

    name: str
    title: str
    description: str
    files: tuple[str, ...]
    open_writer: Callable[[Path, ExportInfo], AbstractContextManager[FrameWriter]]
    needs_picture: bool = True
    needs_mask: bool = True
    has_overlay: bool = False
    has_frame_rate: bool = False
    has_findings: bool = False
    has_identity: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `polyp-annotate` that change this output."""
        return (
            *(("--threshold", "--min-region", "--masks") if self.needs_mask else ()),
            *(("--style", "--pattern", "--opacity", "--caption") if self.has_overlay else ()),
            *(("--fps",) if self.has_frame_rate else ()),
            *(("--policy", "--lead-in", "--lead-out", "--reader") if self.has_findings else ()),
            *(("--dicom-identity",) if self.has_identity else ()),
        )
