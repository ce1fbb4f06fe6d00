"""FindingsComparison: what the model in use finds in the open recording, next to what another side says."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.playback.background_closer import BackgroundCloser
from app.playback.player import Player
from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from app.services.diagnostics import describe
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.translation import tr_error
from app.workspaces.review.comparison.compared_findings import (
    ComparedFinding,
    Side,
    compare_findings,
    findings_csv,
    frames_that_differ,
)
from app.workspaces.review.comparison.compared_model import ComparedModel
from app.workspaces.review.findings_panel.review_controller import ReviewController
from app.workspaces.review.review_session import ReviewSession
from polyp_core.analysis.recording_curve import CurveUpdater
from polyp_core.files.atomic_files import write_text
from polyp_core.findings.curve import Curve
from polyp_core.findings.policy import AlarmPolicy, policy_label
from polyp_core.inference.segmenter import DeviceChoice

_NOTHING = np.zeros(0, np.bool_)


class FindingsComparison(QObject):
    """Compares the findings of the model in use with those of a second model, of another policy, or of the reader.

    It follows the session and the review. While the model is hidden from the reader, there is nothing to compare.
    """

    changed = Signal()
    """`sides`, `findings` or `differences` has changed."""
    differences_changed = Signal(object)
    """As `differences`."""
    saved = Signal(object)
    """The path of a table that was written."""
    ended = Signal()
    """Nothing is compared any more."""

    def __init__(
        self, session: ReviewSession, player: Player, decisions: ReviewController, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._player, self._decisions, self._settings = session, player, decisions, settings
        self.second = ComparedModel(session, player, settings, self)
        self._second_name = ""
        self._policy: AlarmPolicy | None = None
        self._policy_curve = Curve.empty(0)
        self._updater: CurveUpdater | None = None
        self._with_reader = False
        self.sides: tuple[Side, Side] | None = None
        """The model in use, and what it is compared with; None if nothing is compared, or shown."""
        self.findings: tuple[ComparedFinding, ...] = ()
        """The findings of both sides, in order of time."""
        self.differences: NDArray[np.bool_] = _NOTHING
        """The frames (n,) in which only one side has a finding; empty if nothing is compared."""
        self._tasks, self._closer, self._latest = Tasks(self), BackgroundCloser(), Latest(self)
        self._latest.arrived.connect(self._on_policy_curve)
        self.second.chosen.connect(self._on_second_chosen)
        self.second.curve_changed.connect(self._update)
        session.maps_changed.connect(self._follow_maps)
        session.curve_changed.connect(self._on_curve)
        session.model_hidden_changed.connect(self._update)
        decisions.changed.connect(self._update)

    @property
    def is_active(self) -> bool:
        """Whether something is compared."""
        return self.second.is_active or self._policy is not None or self._with_reader

    @property
    def frame_names(self) -> tuple[str, ...]:
        """The file names of all frames if they are unrelated pictures."""
        return self._player.info.frame_names if self._player.info is not None else ()

    def with_model(self, path: Path, device: DeviceChoice = "auto") -> None:
        """Compares with the model at `path`, as soon as it is open; `second.notice` says if it cannot be."""
        self._forget()
        self.second.choose(path, device)

    def with_policy(self, policy: AlarmPolicy) -> None:
        """Compares with what the same model finds by `policy`."""
        self._forget()
        self._policy = policy
        self._follow_maps()

    def with_reader(self) -> None:
        """Compares with the decisions of the reader."""
        self._forget()
        self._with_reader = True
        self._update()

    def end(self) -> None:
        """Compares with nothing."""
        self._forget()
        self._update()
        self.ended.emit()

    def next_difference(self, index: int, step: int) -> int | None:
        """Returns the first frame of the next stretch in which the sides differ, after `index`; before for -1."""
        starts = np.flatnonzero(self.differences & ~np.concatenate([[False], self.differences[:-1]]))
        later = starts[starts > index] if step > 0 else starts[starts < index][::-1]
        return int(later[0]) if len(later) else None

    def save(self, path: Path) -> None:
        """Writes the findings of both sides as CSV; `saved` or `second.notice` follows."""
        if self.sides is None:
            return
        text = findings_csv(self.findings, *self.sides)
        task = self._tasks.run(lambda handle: write_text(path, text), "Save the compared findings")
        task.completed.connect(lambda _: self.saved.emit(path))
        task.failed.connect(lambda error: self.second.notice.emit(describe(error).message))

    def shutdown(self, deadline: Deadline) -> None:
        """Stops all threads, waiting no longer than `deadline`."""
        self._forget()
        self.second.shutdown(deadline)
        deadline.note(self._tasks.shutdown(deadline.remaining_s))
        deadline.note(self._closer.join(deadline.remaining_s))

    def _forget(self) -> None:
        self._policy, self._with_reader, self._second_name = None, False, ""
        self._close_updater()
        if self.second.is_active:
            self.second.choose(None)

    @Slot(str)
    def _on_second_chosen(self, name: str) -> None:
        self._second_name = name
        self._update()
        if not self.is_active:
            self.ended.emit()

    # -- Another policy ------------------------------------------------------------------------------------------------

    @Slot()
    def _follow_maps(self) -> None:
        """Decides on findings by the other policy too, from the maps of the model in use."""
        self._close_updater()
        store, info = self._session.store, self._player.info
        if self._policy is not None and store is not None and info is not None:
            self._updater = CurveUpdater(
                store,
                self._session.times_s,
                self._policy,
                is_recording=info.is_recording,
                on_curve=lambda curve: self._latest.put("curve", curve),
                on_error=lambda error: self.second.notice.emit(tr_error(error)),
            )
        self._update()

    def _close_updater(self) -> None:
        self._closer.close(self._updater)
        self._updater, self._policy_curve = None, Curve.empty(0)

    @Slot(object, object)
    def _on_policy_curve(self, _: object, curve: Curve) -> None:
        if self._updater is not None:
            self._policy_curve = curve
            self._update()

    @Slot()
    def _on_curve(self) -> None:
        if self._policy is not None:
            if self._updater is None:
                self._follow_maps()
            else:
                self._updater.set_times(self._session.times_s)
        self._update()

    # -- What differs --------------------------------------------------------------------------------------------------

    @Slot()
    def _update(self, *_: object) -> None:
        self.sides = None if self._session.model_hidden else self._sides()
        differences, self.findings = _NOTHING, ()
        if self.sides is not None:
            differences, self.findings = frames_that_differ(*self.sides), compare_findings(*self.sides)
        if not np.array_equal(differences, self.differences):
            self.differences = differences
            self.differences_changed.emit(differences)
        self.changed.emit()

    def _sides(self) -> tuple[Side, Side] | None:
        segmenter, curve = self._session.segmenter, self._session.curve
        if segmenter is None:
            return None
        own = segmenter.model.card.name
        if self.second.curve is not None:
            other = self._second_name if self._second_name != own else f"{own} (2)"
            return Side.of_curve(own, curve), Side.of_curve(other, self.second.curve)
        if self._policy is not None:
            names = [policy_label(policy).capitalize() for policy in (self._settings.alarm_policy, self._policy)]
            if names[0] == names[1]:
                names[1] = f"{names[1]} (2)"
            return Side.of_curve(names[0], curve), Side.of_curve(names[1], self._policy_curve)
        if self._with_reader:
            return Side.of_curve(own, curve), Side.of_review(self._decisions.review, len(curve.analysed))
        return None
