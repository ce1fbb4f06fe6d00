"""What every export says of itself: the program, the model, the settings, and what it must not be used for."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from polyp_core.frames.frame import SourceInfo

RESEARCH_USE_ONLY = "Research use only. Not for diagnosis."


@dataclass(frozen=True, slots=True)
class Provenance:
    """`model` is the name of the model with the head of its SHA-256.

    `video_track` is the number of the exported track and that of all, where a file has several; None otherwise.
    """

    model: str
    threshold: float
    min_region_percent: float
    video_track: tuple[int, int] | None = None

    @property
    def notice(self) -> str:
        """What goes with everything that is written."""
        if self.video_track is None:
            return RESEARCH_USE_ONLY
        number, count = self.video_track
        return f"{RESEARCH_USE_ONLY} Video track {number} of {count}."

    @property
    def comment(self) -> str:
        """All of it in a line, for a file's metadata."""
        return (
            f"{self.notice} Polyp Viewer {program_version()}, model {self.model}, threshold {self.threshold:g}, "
            f"minimum region {self.min_region_percent:g} %"
        )

    @property
    def caption(self) -> str:
        """The line drawn on annotated pictures."""
        return f"{RESEARCH_USE_ONLY}  Model {self.model}, threshold {self.threshold:g}"


def exported_track(info: SourceInfo) -> tuple[int, int] | None:
    """The number of the track that is shown and how many there are, where a file has several video tracks."""
    if info.video_track is None or len(info.video_tracks) < 2:
        return None
    return info.video_track, len(info.video_tracks)


def program_version() -> str:
    """The version of this program."""
    try:
        return version("polyp-viewer")
    except PackageNotFoundError:
        return "(not installed)"
