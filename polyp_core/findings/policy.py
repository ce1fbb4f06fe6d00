"""AlarmPolicy: decides which tracks of regions are findings."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Probability = Annotated[float, Field(ge=0, le=1)]


class AlarmPolicy(BaseModel):
    """When a track becomes a finding, and when it ends. Times are in seconds, so frame rates do not matter.

    A track opens in frames where its largest probability reaches `open_level`, and goes on while it reaches
    `keep_level` (hysteresis). It becomes a finding once it was open for `hold_back_s` in an uninterrupted stretch.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    open_level: Probability = Field(0.75, description="Largest probability that a region needs to raise an alarm.")
    keep_level: Literal[0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9] = Field(
        0.4, description="Probability at which the outline of a region is followed from frame to frame."
    )
    hold_back_s: float = Field(0.2, ge=0, le=10, description="How long a region must stay before it raises an alarm.")
    join_gap_s: float = Field(
        0.5, ge=0, le=60, description="Longest time out of view after which a region at the same place is the same one."
    )
    smallest_area_fraction: float = Field(
        0.002, ge=0, le=1, description="Smallest part of the picture that raises an alarm."
    )
    presence_level: Probability = Field(
        0.0, description="Lowest presence of a polyp in the frame, where the model tells it, that raises an alarm."
    )
    ignore_bad_frames: bool = Field(True, description="Skip frames that are blurred, overexposed, dark or outside.")


PRESETS: dict[str, AlarmPolicy] = {
    "every region": AlarmPolicy(
        open_level=0.5, keep_level=0.5, hold_back_s=0, smallest_area_fraction=0, ignore_bad_frames=False
    ),
    "balanced": AlarmPolicy(),
    "strict": AlarmPolicy(open_level=0.9, keep_level=0.5, hold_back_s=0.5, smallest_area_fraction=0.005),
}
