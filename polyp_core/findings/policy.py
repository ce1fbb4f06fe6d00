"""AlarmPolicy: decides which tracks of regions are findings."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from polyp_core.findings.region_table import LEVELS


def _is_measured(level: float) -> float:
    if level not in LEVELS:
        raise ValueError(f"regions are measured at {', '.join(map(str, LEVELS))}")
    return level


class AlarmPolicy(BaseModel):
    """When a track becomes a finding, and when it ends. Times are in seconds, so frame rates do not matter.

    A track opens in frames where its largest probability reaches `open_level`, and goes on while it reaches
    `keep_level` (hysteresis). It becomes a finding once it was open for `hold_back_s` in an uninterrupted stretch.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    open_level: float = Field(0.75, ge=0.2, le=1, description="Largest probability that a region needs for a finding.")
    keep_level: Annotated[float, AfterValidator(_is_measured)] = Field(
        0.4, description="Probability down to which a region is followed from frame to frame."
    )
    hold_back_s: float = Field(0.3, ge=0, le=10, description="How long a region must stay before it becomes a finding.")
    join_gap_s: float = Field(
        0.5, ge=0, le=60, description="A region that comes back at the same place within this time is the same finding."
    )
    smallest_area_fraction: float = Field(
        0.002, ge=0, le=0.2, description="Smallest part of the picture that becomes a finding."
    )
    presence_level: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Probability of a polyp in the frame that is needed, where the model predicts it; by default what "
        "the model card says.",
    )
    ignore_bad_frames: bool = Field(
        True,
        description="Frames that are blurred, dark, overexposed or outside the body neither open nor end a finding.",
    )

    @model_validator(mode="after")
    def _check_levels(self) -> Self:
        # A track is followed at the keep level, so regions between the two would open none.
        if self.open_level < self.keep_level:
            raise ValueError(f"open_level ({self.open_level:g}) must not be below keep_level ({self.keep_level:g})")
        return self


PRESETS: Mapping[str, AlarmPolicy] = {
    "every region": AlarmPolicy(open_level=0.5, keep_level=0.5, hold_back_s=0, smallest_area_fraction=0),
    "balanced": AlarmPolicy(),
    "strict": AlarmPolicy(open_level=0.9, keep_level=0.5, hold_back_s=0.5, smallest_area_fraction=0.005),
}
"""Policies by name, from the most to the fewest findings."""


def policy_name(policy: AlarmPolicy) -> str | None:
    """Returns the name of `policy` among the PRESETS, or None."""
    return next((name for name, preset in PRESETS.items() if preset == policy), None)


def policy_label(policy: AlarmPolicy) -> str:
    """Returns what a sentence calls the policy, such as "balanced policy"."""
    return f"{policy_name(policy) or 'own'} policy"
