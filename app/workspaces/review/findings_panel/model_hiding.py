"""ModelHiding: decides whether the reader may see what the model found."""

from PySide6.QtCore import QObject, Slot

from app.playback.player import Player
from app.services.settings import Settings
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.recording_predictions import OpenedSource


class ModelHiding(QObject):
    """Hides the model, if that is the setting, until the reader shows it or has decided on one of its findings."""

    def __init__(
        self, controller: ReviewController, session: ReviewSession, player: Player, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._session, self._player, self._settings = controller, session, player, settings
        self._shown_for: OpenedSource | None = None
        for signal in (controller.changed, player.info_changed, settings.changed.hide_model):
            signal.connect(self._update)

    def show_model(self) -> None:
        """Shows the model for the open recording."""
        self._shown_for = self._session.source
        self._update()

    @Slot()
    def _update(self) -> None:
        session, info, review = self._session, self._player.info, self._controller.review
        self._session.set_model_hidden(
            self._settings.hide_model
            and session.source is not None
            and session.source is not self._shown_for
            and (info is None or info.is_recording)
            and not review.is_complete
            and all(decision.origin.is_by_hand for decision in review.decisions)
        )
