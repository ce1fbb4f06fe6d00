"""The tags of pictures, read and stored in the background."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.services.ordered_worker import OrderedWorker
from app.translation import tr_error
from polyp_core.errors import PolypViewerError
from polyp_core.paths import data_dir
from training.browser.tags import Tags, read_tags, toggled, write_tags

_FILE = "dataset_tags.json"


class PairTags(QObject):
    """Any picture may have tags, also while its dataset is not open."""

    changed = Signal()
    failed = Signal(str)
    """Why the tags could not be read or stored."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = data_dir() / _FILE
        self._tags: Tags = {}
        self._is_read = False
        self._worker = OrderedWorker("dataset tags", self)
        self._worker.run(lambda: read_tags(self._path), self._on_read, self._on_error)

    def of(self, image_path: str) -> frozenset[str]:
        """Returns the tags of a picture."""
        return self._tags.get(image_path, frozenset())

    def toggle(self, image_paths: Sequence[str], tag: str) -> None:
        """Sets a tag on these pictures, or removes it if all of them have it."""
        if not image_paths:
            return
        self._tags = tags = toggled(self._tags, image_paths, tag)
        self._store(tags)
        self.changed.emit()

    def _store(self, tags: Tags) -> None:
        if self._is_read:  # a file that cannot be read is not replaced
            self._worker.run(lambda: write_tags(self._path, tags), on_error=self._on_error)

    def close(self, timeout_s: float | None) -> bool:
        """Waits until all tags are stored; returns False if they are not within the time."""
        return self._worker.join(timeout_s)

    @Slot(object)
    def _on_read(self, tags: Tags) -> None:
        self._is_read = True
        set_meanwhile, self._tags = self._tags, {**tags, **self._tags}
        if set_meanwhile:
            self._store(self._tags)
        if tags:
            self.changed.emit()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.failed.emit(tr_error(error))
