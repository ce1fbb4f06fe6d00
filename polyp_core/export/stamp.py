"""What every export says of itself: the program, the model, the settings, and what it must not be used for."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

RESEARCH_USE_ONLY = "Research use only. Not for diagnosis."


@dataclass(frozen=True, slots=True)
class Stamp:
    """`model` is the name of the model with the head of its SHA-256."""

    model: str
    threshold: float
    min_region_percent: float

    @property
    def notice(self) -> str:
        """The sentence that goes with everything."""
        return RESEARCH_USE_ONLY

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
        return f"{self.notice}  Model {self.model}, threshold {self.threshold:g}"


def program_version() -> str:
    """The version of this program."""
    try:
        return version("polyp-viewer")
    except PackageNotFoundError:
        return "(not installed)"
