"""StillMasks: the reader's masks of the pictures of a folder or a list, which have no review of a recording."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.mask_editing.picture_masks import PictureMasks
from app.playback.player import Player
from app.services.settings import Settings
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.review_session import ReviewSession
from polyp_core.review.masks import StoredMask
from polyp_core.review.picture_review import PictureFileMasks


class StillMasks(QObject):
    """Reads the mask of the picture on screen while nothing plays; changes are undone with those of the review."""

    arrived = Signal()
    """The picture on screen has another mask, or its mask has been read."""

    def __init__(
        self, session: ReviewSession, player: Player, controller: ReviewController, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._player, self._controller = session, player, controller
        self.masks = PictureMasks(settings, self, controller.undo_stack)
        self._frames: dict[Path, int] = {}
        """Where the pictures are that were on screen."""
        self.masks.changed.connect(self.arrived)
        self.masks.lost.connect(lambda _: self.arrived.emit())
        self.masks.notice.connect(controller.notice)
        self.masks.applied.connect(self._go_to)
        player.info_changed.connect(lambda _: self._frames.clear())
        player.playing_changed.connect(lambda playing: None if playing else self.arrived.emit())

    @property
    def is_used(self) -> bool:
        """Whether unrelated pictures are open, and not a recording."""
        return self._controller.situation == "pictures"

    def at(self, frame_index: int) -> StoredMask | None:
        """Returns the reader's mask of the picture on screen; None if there is none, or until `arrived`."""
        picture = self._picture_at(frame_index)
        if picture is None:
            return None
        self._frames[picture] = frame_index
        shown = self._player.shown
        if shown is not None and not self._player.playing:
            height_px, width_px = shown.frame.image.shape[:2]
            self.masks.open(picture, (width_px, height_px))
        known = self.masks.known(picture)
        return known.stored if known is not None else None

    def is_read(self, frame_index: int) -> bool:
        """Whether the mask of the picture on screen has been read."""
        picture = self._picture_at(frame_index)
        return picture is not None and self.masks.known(picture) is not None

    def frame_of(self, picture: Path) -> int | None:
        """Returns the number of a picture that was on screen."""
        return self._frames.get(picture)

    def stored(self) -> PictureFileMasks | None:
        """The reader's masks of all these pictures, for exports; waits until changes are stored."""
        source = self._session.source
        if source is None:
            return None
        self.masks.wait_until_stored()
        return PictureFileMasks(source.path, self._controller.reader)

    def _picture_at(self, frame_index: int) -> Path | None:
        """Returns the file of the picture on screen; None if it is not that of `frame_index`."""
        shown, source = self._player.shown, self._session.source
        if not self.is_used or shown is None or source is None or shown.frame.index != frame_index:
            return None
        if isinstance(source.path, tuple):
            return source.path[frame_index]
        return source.path / shown.frame.name if source.path.is_dir() and shown.frame.name else source.path

    @Slot(Path)
    def _go_to(self, picture: Path) -> None:
        """Goes to the picture whose mask is undone or redone."""
        if (index := self._frames.get(picture)) is not None and index != self._player.position:
            self._player.seek(index)
