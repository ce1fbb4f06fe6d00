"""SNOMED CT codes of the sites of a lesion card, for DICOM."""

from collections.abc import Mapping

SITE_CODES: Mapping[str, tuple[str, str]] = {
    "anus": ("53505006", "Anal structure"),
    "rectum": ("34402009", "Rectum structure"),
    "sigmoid": ("60184004", "Sigmoid colon structure"),
    "descending colon": ("32622004", "Descending colon structure"),
    "splenic flexure": ("72592005", "Splenic flexure of colon structure"),
    "transverse colon": ("485005", "Transverse colon structure"),
    "hepatic flexure": ("48338005", "Hepatic flexure of colon structure"),
    "ascending colon": ("9040008", "Ascending colon structure"),
    "caecum": ("32713005", "Cecum structure"),
    "ileo-caecal valve": ("23153004", "Structure of ileocecal valve"),
    "terminal ileum": ("85774003", "Terminal ileum structure"),
}
"""Value and meaning by site; an anastomosis has none."""

_WHOLE_COLON = frozenset({"71854001", "14742008"})
_SITES = {code: site for site, (code, _) in SITE_CODES.items()}


def site_of_code(code: str, meaning: str) -> str:
    """Returns the site for a SNOMED CT code, or else its meaning; "" for the colon as a whole, which is no site."""
    if code in _WHOLE_COLON:
        return ""
    return _SITES.get(code, meaning.removesuffix(" structure").lower())
