"""LesionCard: what a reader notes about a lesion, in the terms of endoscopy.

Sites are those of the Minimal Standard Terminology 3.0 (Aabakken et al., Endoscopy 41, 2009) for the colon.
"""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

SizeClass = Literal["1-5 mm", "6-9 mm", "10-19 mm", "20 mm or more"]
"""Diminutive, small, large, and large enough for piecemeal resection (ESGE guideline, Ferlitsch et al. 2017)."""

Paris = Literal["0-Ip", "0-Isp", "0-Is", "0-IIa", "0-IIb", "0-IIc", "0-IIa+IIc", "0-IIa+Is", "0-IIc+IIa", "0-III"]
"""Morphology of superficial lesions (Paris classification 2002, with the revision of 2005)."""

Nice = Literal["1", "2", "3"]
"""NBI International Colorectal Endoscopic classification (Hewett et al. 2012)."""

Jnet = Literal["1", "2A", "2B", "3"]
"""Classification by magnified NBI of the Japan NBI Expert Team (Sano et al. 2016)."""

SIZE_CLASSES: tuple[SizeClass, ...] = get_args(SizeClass)
PARIS_TYPES: tuple[Paris, ...] = get_args(Paris)
NICE_TYPES: tuple[Nice, ...] = get_args(Nice)
JNET_TYPES: tuple[Jnet, ...] = get_args(Jnet)

SITES = (
    "anus",
    "rectum",
    "sigmoid",
    "descending colon",
    "splenic flexure",
    "transverse colon",
    "hepatic flexure",
    "ascending colon",
    "caecum",
    "ileo-caecal valve",
    "terminal ileum",
    "anastomosis",
)
"""Sites of the Minimal Standard Terminology, from the anus upwards; other text is allowed."""

RESECTIONS = ("not resected", "biopsy", "cold snare", "hot snare", "mucosal resection", "submucosal dissection")
"""Usual answers to how a lesion was removed; other text is allowed."""

HISTOLOGIES = (
    "hyperplastic polyp",
    "sessile serrated lesion",
    "sessile serrated lesion with dysplasia",
    "traditional serrated adenoma",
    "tubular adenoma",
    "tubulovillous adenoma",
    "villous adenoma",
    "adenoma with high-grade dysplasia",
    "adenocarcinoma",
    "inflammatory polyp",
    "normal mucosa",
)
"""Usual results of histology (WHO Classification of Tumours, 5th edition, 2019); other text is allowed."""

_ShortText = Field("", max_length=200)


class LesionCard(BaseModel):
    """What a reader notes about a lesion; every field is optional: "" or None."""

    model_config = ConfigDict(frozen=True)

    site: str = _ShortText
    size: SizeClass | None = None
    paris: Paris | None = None
    nice: Nice | None = None
    jnet: Jnet | None = None
    resected: str = _ShortText
    histology: str = _ShortText

    def filled_from(self, other: "LesionCard") -> "LesionCard":
        """Returns this card, with its empty fields taken from `other`."""
        return self.model_copy(update={name: value or getattr(other, name) for name, value in self})
