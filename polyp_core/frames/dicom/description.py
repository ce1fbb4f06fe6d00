"""What the tags of a DICOM file say about a recording that a user may want to take over: its title and the site."""

from dataclasses import dataclass
from pathlib import Path

from polyp_core.display_text import one_line
from polyp_core.frames.dicom.header import dicom_errors, header_of
from polyp_core.frames.file_kinds import is_dicom, read_head


@dataclass(frozen=True, slots=True)
class DicomDescription:
    """`title` has the descriptions of study and series, `site_code` and `site` the anatomic region; "" if not there.

    The code is of SNOMED CT, "" for one of another scheme. Descriptions may name a patient if someone wrote that there.
    """

    title: str
    site_code: str
    site: str


def describe_dicom(path: Path) -> DicomDescription | None:
    """Returns the description of a file; None if it is no DICOM file. Raises SourceError if it cannot be read."""
    if not is_dicom(read_head(path), path):
        return None
    tags = header_of(path).tags
    with dicom_errors(path):
        parts = [one_line(str(tags.get(name) or "")).strip() for name in ("StudyDescription", "SeriesDescription")]
        regions = tags.get("AnatomicRegionSequence") or ()
        region = regions[0] if regions else None
        code, meaning = "", ""
        if region is not None:
            is_snomed = str(region.get("CodingSchemeDesignator", "")) == "SCT"
            code = str(region.get("CodeValue", "")) if is_snomed else ""
            meaning = one_line(str(region.get("CodeMeaning") or "")).strip()
    return DicomDescription(", ".join(dict.fromkeys(filter(None, parts))), code, meaning)
