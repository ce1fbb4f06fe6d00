"""Takes over what the tags of a DICOM file say, where the user asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.tasks import TaskHandle, Tasks
from app.translation import mark, tr, tr_error
from polyp_core.analysis.source_identity import SourcePath

if TYPE_CHECKING:
    from polyp_core.frames.dicom.description import DicomDescription

_NO_DICOM = mark("The recording is no DICOM file, so it has no tags.")


class DicomTags(QObject):
    """Reads the description of a source in the background."""

    def __init__(self, tasks: Tasks, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._say = tasks, say

    def read(self, path: SourcePath, use: "Callable[[DicomDescription], object]") -> None:
        """Calls `use` with the description of the source; says why if there is none."""
        task = self._tasks.run(_describe, "Read the tags of a DICOM file", path)
        task.completed.connect(lambda found: self._say(tr(_NO_DICOM)) if found is None else use(found))
        task.failed.connect(lambda error: self._say(tr_error(error)))


def _describe(handle: TaskHandle, path: SourcePath) -> "DicomDescription | None":
    from polyp_core.frames.dicom.description import describe_dicom  # imports pydicom

    return describe_dicom(path if not isinstance(path, tuple) else path[0])
