"""Published results of other systems, to mark beside a model's own."""

from dataclasses import dataclass
from typing import Literal

from polyp_core.display_text import filled

Quantity = Literal["false_per_minute", "median_delay_s"]


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A result as published; `source` names the paper and `data` what it was measured on."""

    quantity: Quantity
    value: float
    system: str
    data: str
    source: str

    @property
    def label(self) -> str:
        return filled("{system}, {source}", system=self.system, source=self.source)


PUBLISHED = (
    PublishedValue("false_per_minute", 2.4, "GI Genius", "40 colonoscopies, a minute of withdrawal", "Hassan 2020"),
    PublishedValue("median_delay_s", 1.05, "GI Genius", "ENDOTEST, 10 recordings", "Fitting 2022"),
    PublishedValue("median_delay_s", 0.217, "ENDOMIND", "ENDOTEST, 10 recordings", "Fitting 2022"),
    PublishedValue("median_delay_s", 0.13, filled("ENDOMIND in use"), "41 colonoscopies", "Lux 2022"),
)
"""Measured on other recordings and by other definitions, so they show an order of magnitude and rank nothing."""


def published(quantity: Quantity) -> dict[str, float]:
    """Returns the published values of a quantity by their labels."""
    return {each.label: each.value for each in PUBLISHED if each.quantity == quantity}
