"""Curve: what was found in a recording, frame by frame."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import AlarmPolicy


@dataclass(frozen=True, slots=True)
class Curve:
    """What was found in a recording of n frames, by a policy.

    `area_fraction` (n,) is the area of all regions at the keep level of the policy (float32, 0..1, NaN if the frame is
    not analysed). `damaged` (n,) marks damaged frames, `sampled` (n,) frames near an analysed one; empty if unknown.
    `suspicious` are the frames with a region that reaches the open level. `fault` (n,) says why a frame cannot be
    judged (FrameFault, uint8); empty if unknown. `held_back` and `to_check` are as in `Findings`. `settled` is false
    while cached frames are not measured yet. `policy` is what the findings follow from; None if nothing was measured.
    """

    area_fraction: NDArray[np.float32]
    damaged: NDArray[np.bool_]
    findings: tuple[Finding, ...] = ()
    held_back: tuple[Finding, ...] = ()
    to_check: tuple[Finding, ...] = ()
    sampled: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    suspicious: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    fault: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    settled: bool = True
    policy: AlarmPolicy | None = None

    @classmethod
    def empty(cls, frame_count: int) -> "Curve":
        return cls(np.full(frame_count, np.nan, np.float32), np.zeros(frame_count, bool))

    def without_findings(self) -> "Curve":
        """Returns a curve that shows which frames are analysed, but nothing of what was found in them."""
        area_fraction = np.where(self.analysed, np.float32(0), np.float32(np.nan))
        nothing = np.zeros(0, np.intp)
        return replace(self, area_fraction=area_fraction, findings=(), held_back=(), to_check=(), suspicious=nothing)

    def with_areas(self, frames: NDArray[np.intp], fractions: NDArray[np.float64]) -> "Curve":
        """Returns a curve for the screen, with the areas of a reader's masks: of `frames` (n,) the `fractions` (n,).

        Its findings stay those of the model, and a frame with a mask counts as analysed.
        """
        inside = frames < len(self.area_fraction)
        if not inside.any():
            return self
        area_fraction = self.area_fraction.copy()
        area_fraction[frames[inside]] = fractions[inside]
        return replace(self, area_fraction=area_fraction)

    @property
    def analysed(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.area_fraction)

    @property
    def analysed_share(self) -> float:
        """The share of the frames that is analysed, 0..1; 0 without frames."""
        return float(self.analysed.mean()) if len(self.area_fraction) else 0.0

    def unanalysed(self, frame_count: int) -> list[range]:
        """Returns the stretches of at least `frame_count` successive frames that are not analysed, in order."""
        edges = np.diff(np.concatenate([[False], ~self.analysed, [False]]).astype(np.int8))
        starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        return [
            range(int(start), int(stop))
            for start, stop in zip(starts, stops, strict=True)
            if stop - start >= frame_count
        ]

    def covered_share(self, longest_gap: int) -> float:
        """Returns the share of the frames (0..1) outside of stretches of `longest_gap` or more unanalysed frames.

        A frame of the overview stands for its neighbours, so it covers the time between them.
        """
        if not self.analysed.any():
            return 0.0
        return 1 - sum(map(len, self.unanalysed(longest_gap))) / len(self.area_fraction)
