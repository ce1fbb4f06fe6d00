"""FindingListing: the findings of the open source as the reader sees them, and the curve on the time line."""

from collections.abc import Sequence
from dataclasses import replace

from app.services.settings import Settings
from app.workspaces.review.review_session import ReviewSession
from polyp_core.findings.curve import Curve
from polyp_core.findings.findings import Finding
from polyp_core.review.corrected_pictures import CorrectedPictures, replace_findings
from polyp_core.review.mask_index import MaskAreas
from polyp_core.review.reconcile import ListedFinding, follow_analysis, reconcile, with_corrected_areas
from polyp_core.review.records import Decision, Extent, Origin


class FindingListing:
    """Combines what the model proposes with what the reader decides and draws; `update` makes the list anew."""

    def __init__(self, session: ReviewSession, settings: Settings) -> None:
        self._session, self._settings = session, settings
        self.listed: tuple[ListedFinding, ...] = ()
        """The findings as the reader sees them, in order of time."""
        self.mask_areas = MaskAreas()
        """How large the reader's masks of a recording are, as measured last."""
        self.pictures = CorrectedPictures()
        """The unrelated pictures that the reader has corrected, as far as they are known."""
        self._findings: tuple[Finding, ...] = ()

    @property
    def curve(self) -> Curve:
        """The curve that the window shows: the areas of the reader's masks count instead of the model's.

        In unrelated pictures their regions are the findings; the findings of a recording stay those of the model.
        """
        session, pictures = self._session, self.pictures
        curve = session.shown_curve
        if not pictures.by_frame:
            return curve.with_areas(self.mask_areas.frames, self.mask_areas.fractions)
        findings = replace_findings(curve.findings, pictures.findings(session.times_s))
        return replace(curve.with_areas(pictures.areas.frames, pictures.areas.fractions), findings=findings)

    @property
    def is_outdated(self) -> bool:
        """Whether the analysis has got further than `listed`."""
        return any(each.awaits_analysis for each in self.listed) or self.curve.findings != self._findings

    def update(self, decisions: Sequence[Decision]) -> None:
        """Lists the findings with these decisions of the reader."""
        origin, analysed = self.origin(), self._session.shown_curve.analysed
        self._findings = self.curve.findings
        listed = reconcile(self._findings, decisions, analysed)
        self.listed = with_corrected_areas([follow_analysis(each, origin) for each in listed], self.mask_areas)

    def extents(self) -> list[Extent]:
        return [each.extent for each in self.listed]

    def decision_on(self, listed: ListedFinding) -> Decision:
        """Returns the decision on a listed finding; a new and undecided one for a proposal without any."""
        return listed.decision or Decision.on(listed.findings[0], self.origin())

    def origin(self) -> Origin:
        """Returns the model in use and the policy, as the origin of what is stored now."""
        segmenter = self._session.segmenter
        policy = self._session.curve.policy or self._settings.alarm_policy
        return Origin.of(segmenter.model.card.name, segmenter.model.sha256, policy) if segmenter else Origin()
