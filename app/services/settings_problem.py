"""Why the settings could not be read, as a sentence in the language that they choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.translation import tr


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """The reason if the whole file is unusable, else the labels of unusable settings; and where the file is kept."""

    reason: str
    unusable: Sequence[str]
    backup: Path | None

    def format(self) -> str:
        """Returns a sentence for the user."""
        if self.reason:
            text = tr("The settings could not be read ({reason}): all have their defaults.")
        else:
            text = tr("Some settings could not be read and have their defaults: {names}.")
        text = text.format(reason=tr(self.reason), names=", ".join(map(tr, self.unusable)))
        if self.backup is not None:
            text = f"{text} {tr('The previous file is kept as {path}.').format(path=self.backup)}"
        return text
