"""Provenance written into every export: program version, model, settings and the research-use notice."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from polyp_core.frames.frame import SourceInfo

RESEARCH_USE_ONLY = "Research use only. Not for diagnosis."


@dataclass(frozen=True, slots=True)
class Provenance:
    """Model and settings of an export. `model` is the model's name with the first digits of its SHA-256.

    `second_model` is the model whose masks are outlined in violet, "" without one.
    `video_track` is (number of the exported track, number of tracks), or None if the file has only one. `corrections`
    says how many masks are a reader's instead of the model's, such as "12 frames by Ada", "" without any.
    """

    model: str
    threshold: float
    min_region_percent: float
    video_track: tuple[int, int] | None = None
    second_model: str = ""
    corrections: str = ""

    @property
    def notice(self) -> str:
        """The research-use notice, with the video track if the file has several."""
        if self.video_track is None:
            return RESEARCH_USE_ONLY
        number, count = self.video_track
        return f"{RESEARCH_USE_ONLY} Video track {number} of {count}."

    @property
    def comment(self) -> str:
        """All of it in one line, for file metadata."""
        corrections = f", corrected masks of {self.corrections}" if self.corrections else ""
        return (
            f"{self.notice} Polyp Viewer {program_version()}, model {self.model}, threshold {self.threshold:g}, "
            f"minimum region {self.min_region_percent:g} %{self._second}{corrections}"
        )

    @property
    def caption(self) -> str:
        """The line drawn on annotated pictures."""
        return f"{RESEARCH_USE_ONLY}  Model {self.model}, threshold {self.threshold:g}{self._second}"

    @property
    def _second(self) -> str:
        return f"; in violet {self.second_model}" if self.second_model else ""


def exported_track(info: SourceInfo) -> tuple[int, int] | None:
    """(Number of the selected track, number of tracks) if the file has several video tracks, else None."""
    if info.video_track is None or len(info.video_tracks) < 2:
        return None
    return info.video_track, len(info.video_tracks)


def program_version() -> str:
    """The version of this program."""
    try:
        return version("polyp-viewer")
    except PackageNotFoundError:
        return "(not installed)"
