"""Writes a DICOM structured report of findings (Comprehensive SR, PS3.3, A.35.3), with coded terms.

The tree is like that of TID 1500, without its claim: endoscopy has measurements that TID 1500 does not know. Terms that
neither DICOM nor SNOMED CT has are of the scheme 99POLYPVIEWER.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.uid import UID

from polyp_core.export.dicom.objects import POLYP, Code, Instance, Study, code_item, new_object
from polyp_core.review.site_codes import SITE_CODES

COMPREHENSIVE_SR = UID("1.2.840.10008.5.1.4.1.1.88.33")
_SCHEME = "99POLYPVIEWER"


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """What the report says about a finding: texts, numbers with their UCUM unit, and the pictures that show it."""

    state: str
    site: str
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[float, str]] = field(default_factory=dict)
    images: tuple[Instance, ...] = ()


def write_report(
    path: Path,
    study: Study,
    findings: Sequence[ReportedFinding],
    *,
    device: str,
    notice: str,
    reader: str,
    is_complete: bool,
) -> None:
    """Writes the report: `device` is the program with its model, `reader` who decided, if anyone. Raises OSError."""
    made = new_object(study, COMPREHENSIVE_SR, "SR", "Report of findings", 1)
    made.ReferencedPerformedProcedureStepSequence = []
    made.PerformedProcedureCodeSequence = []
    made.CompletionFlag, made.VerificationFlag = "COMPLETE" if is_complete else "PARTIAL", "UNVERIFIED"
    images = {each.uid: each for finding in findings for each in finding.images}
    if images:
        made.CurrentRequestedProcedureEvidenceSequence = [_evidence(study, list(images.values()))]
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = [code_item(("126000", "DCM", "Imaging Measurement Report"))]
    made.ContentSequence = [
        _code("HAS CONCEPT MOD", ("121049", "DCM", "Language of Content Item and Descendants"), _ENGLISH),
        _code("HAS OBS CONTEXT", ("121005", "DCM", "Observer Type"), ("121007", "DCM", "Device")),
        _uid("HAS OBS CONTEXT", ("121012", "DCM", "Device Observer UID"), study.made_uid("device", device)),
        _text("HAS OBS CONTEXT", ("121013", "DCM", "Device Observer Name"), device),
        *_reader(reader),
        _code("HAS CONCEPT MOD", ("121058", "DCM", "Procedure reported"), ("73761001", "SCT", "Colonoscopy")),
        _text("CONTAINS", ("121106", "DCM", "Comment"), notice),
        _container(("121070", "DCM", "Findings"), [_finding(n, each, study) for n, each in enumerate(findings, 1)]),
    ]
    made.save_as(path, enforce_file_format=True)


_ENGLISH: Code = ("en", "RFC5646", "English")


def _reader(reader: str) -> list[Dataset]:
    if not reader:
        return []
    return [
        _code("HAS OBS CONTEXT", ("121005", "DCM", "Observer Type"), ("121006", "DCM", "Person")),
        _person("HAS OBS CONTEXT", ("121008", "DCM", "Person Observer Name"), reader),
    ]


def _finding(number: int, finding: ReportedFinding, study: Study) -> Dataset:
    parts = [
        _text("HAS OBS CONTEXT", ("112039", "DCM", "Tracking Identifier"), f"Finding {number}"),
        _uid(
            "HAS OBS CONTEXT", ("112040", "DCM", "Tracking Unique Identifier"), study.made_uid("finding", str(number))
        ),
        _code("CONTAINS", ("121071", "DCM", "Finding"), POLYP),
        _code("CONTAINS", _own("Decision"), _own(finding.state.capitalize())),
    ]
    if (site := SITE_CODES.get(finding.site)) is not None:
        parts.append(_code("CONTAINS", ("363698007", "SCT", "Finding site"), (site[0], "SCT", site[1])))
    elif finding.site:
        parts.append(_text("CONTAINS", ("363698007", "SCT", "Finding site"), finding.site))
    parts += [_number(_own(name), value, unit) for name, (value, unit) in finding.numbers.items()]
    parts += [_text("CONTAINS", _own(name), text) for name, text in finding.texts.items()]
    parts += [_image(each) for each in finding.images]
    return _container(_own("Finding"), parts)


def _own(meaning: str) -> Code:
    """Returns a term of this program: its code is its meaning in capitals."""
    return meaning.upper().replace(" ", "_")[:16], _SCHEME, meaning


def _item(relation: str, kind: str, name: Code | None) -> Dataset:
    item = Dataset()
    item.RelationshipType, item.ValueType = relation, kind
    if name is not None:
        item.ConceptNameCodeSequence = [code_item(name)]
    return item


def _container(name: Code, content: list[Dataset]) -> Dataset:
    item = _item("CONTAINS", "CONTAINER", name)
    item.ContinuityOfContent = "SEPARATE"
    if content:
        item.ContentSequence = content
    return item


def _code(relation: str, name: Code, value: Code) -> Dataset:
    item = _item(relation, "CODE", name)
    item.ConceptCodeSequence = [code_item(value)]
    return item


def _text(relation: str, name: Code, text: str) -> Dataset:
    item = _item(relation, "TEXT", name)
    item.TextValue = text
    return item


def _person(relation: str, name: Code, person: str) -> Dataset:
    item = _item(relation, "PNAME", name)
    item.PersonName = person
    return item


def _uid(relation: str, name: Code, uid: str) -> Dataset:
    item = _item(relation, "UIDREF", name)
    item.UID = uid
    return item


def _number(name: Code, value: float, unit: str) -> Dataset:
    item = _item("CONTAINS", "NUM", name)
    measured = Dataset()
    measured.NumericValue = f"{value:.6g}"
    measured.MeasurementUnitsCodeSequence = [code_item((unit, "UCUM", unit))]
    item.MeasuredValueSequence = [measured]
    return item


def _image(instance: Instance) -> Dataset:
    item = _item("CONTAINS", "IMAGE", None)
    item.ReferencedSOPSequence = [instance.reference()]
    return item


def _evidence(study: Study, images: Sequence[Instance]) -> Dataset:
    """Returns the item that lists all objects to which the report refers, by series."""
    evidence = Dataset()
    evidence.StudyInstanceUID = study.tags.StudyInstanceUID
    series: dict[str, list[Instance]] = {}
    for each in images:
        series.setdefault(each.series_uid, []).append(Instance(each.sop_class, each.uid, each.series_uid))
    evidence.ReferencedSeriesSequence = []
    for uid, instances in series.items():
        item = Dataset()
        item.SeriesInstanceUID = uid
        item.ReferencedSOPSequence = [each.reference() for each in instances]
        evidence.ReferencedSeriesSequence.append(item)
    return evidence
