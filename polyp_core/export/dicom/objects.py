"""What all DICOM outputs of an export share: study, patient, codes, and references to the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from polyp_core.analysis.source_identity import content_key
from polyp_core.errors import SourceError
from polyp_core.export.provenance import program_version
from polyp_core.frames.dicom.header import dicom_errors
from polyp_core.frames.file_kinds import is_dicom, read_head

VIDEO_ENDOSCOPIC = UID("1.2.840.10008.5.1.4.1.1.77.1.1.1")
_IDENTITY = (
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyInstanceUID", "StudyDate", "StudyTime"),
    *("ReferringPhysicianName", "StudyID", "AccessionNumber"),
)
"""Of the patient and the study (type 2 at least); only copied where the user asks for it."""
_REFERENCED = ("SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID")

Code = tuple[str, str, str]
"""Value, scheme and meaning."""

POLYP: Code = ("68496003", "SCT", "Polyp of colon")
COLON: Code = ("71854001", "SCT", "Colon structure")


@dataclass(frozen=True, slots=True)
class Instance:
    """A DICOM object that others refer to; `frame` is the number of a frame in it, from 1, None if it has only one."""

    sop_class: str
    uid: str
    series_uid: str
    frame: int | None = None

    def reference(self) -> Dataset:
        """Returns an item of a sequence that refers to it."""
        item = Dataset()
        item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = self.sop_class, self.uid
        if self.frame is not None:
            item.ReferencedFrameNumber = self.frame
        return item


class Study:
    """The patient and study to which the outputs of one export belong, and the files of its source.

    Without `identify`, patient and study are empty, and all identifiers are made from the content of the files: they
    are the same in all outputs of a source, and lead back to it only who has it. Raises SourceError or OSError.
    """

    def __init__(self, files: Sequence[Path], *, identify: bool) -> None:
        self._files, self._identify = tuple(files), identify
        self._instances: dict[Path, Instance] = {}
        self._series: dict[str, UID] = {}
        self.made_at = datetime.now()
        self.tags = Dataset()
        for name in _IDENTITY:
            setattr(self.tags, name, "")
        own = _read(self._files[0], _IDENTITY) if identify else None
        self.is_identified = own is not None
        if own is not None:
            self.tags.update(own)
        else:
            self.tags.PatientName, self.tags.PatientID = "Anonymous", "Anonymous"
            self.tags.PatientIdentityRemoved = "YES"
            self.tags.DeidentificationMethod = "Nothing of the source was copied"
        if not self.tags.StudyInstanceUID:
            self.tags.StudyInstanceUID = self.made_uid("study")

    @cached_property
    def key(self) -> str:
        """The identity of the source by its content."""
        return content_key(self._files[0] if len(self._files) == 1 else self._files)

    def made_uid(self, *purpose: str) -> UID:
        """Returns an identifier that is the same for the same source and purpose."""
        return generate_uid(entropy_srcs=["polyp-viewer", self.key, *purpose])

    def new_series(self, name: str) -> UID:
        """Returns the identifier of a series of this export."""
        return self._series.setdefault(name, generate_uid())

    def source(self, frame_index: int) -> Instance:
        """Returns the frame of the source: of a recording, or the file of a still."""
        is_recording = len(self._files) == 1
        file = self._files[0 if is_recording else frame_index]
        if file not in self._instances:
            self._instances[file] = self._instance(file)
        found = self._instances[file]
        return Instance(found.sop_class, found.uid, found.series_uid, frame_index + 1 if is_recording else None)

    def _instance(self, file: Path) -> Instance:
        own = _read(file, _REFERENCED)
        sop_class = str(own.SOPClassUID) if own is not None and "SOPClassUID" in own else str(VIDEO_ENDOSCOPIC)
        if self._identify and own is not None:
            return Instance(sop_class, str(own.SOPInstanceUID), str(own.SeriesInstanceUID))
        return Instance(sop_class, self.made_uid("instance", content_key(file)), self.made_uid("series"))


def new_object(study: Study, sop_class: UID, modality: str, series: str, number: int) -> Dataset:
    """Returns an object of the study in a series of its own for each `series`; `number` is that of the instance."""
    made = Dataset()
    made.update(study.tags)
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.SOPClassUID = made.file_meta.MediaStorageSOPClassUID = sop_class
    made.SOPInstanceUID = made.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    made.Modality = modality
    made.SeriesInstanceUID = study.new_series(series)
    made.SeriesNumber, made.InstanceNumber = {"SEG": 901, "SR": 903}.get(modality, 902), number
    made.SeriesDescription, made.BodyPartExamined = series, "COLON"
    made.Manufacturer, made.ManufacturerModelName = "Polyp Viewer", "Polyp Viewer"
    made.DeviceSerialNumber, made.SoftwareVersions = "none", program_version()[:64]
    made.ContentDate, made.ContentTime = study.made_at.strftime("%Y%m%d"), study.made_at.strftime("%H%M%S")
    made.SpecificCharacterSet = "ISO_IR 192"
    return made


def code_item(code: Code) -> Dataset:
    """Returns the item of a sequence of codes."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code
    return item


def _read(file: Path, names: Sequence[str]) -> Dataset | None:
    """Returns the tags `names` of a DICOM file; None for another file."""
    if not is_dicom(read_head(file), file):
        return None
    with dicom_errors(file):
        found = dcmread(file, stop_before_pixels=True, force=True, specific_tags=list(names))
        kept = Dataset()
        for name in names:
            if name in found:
                setattr(kept, name, found[name].value)
        if "SOPInstanceUID" in names and ("SOPInstanceUID" not in kept or "SeriesInstanceUID" not in kept):
            raise SourceError("{file} is a DICOM file without identifiers, to which no other can refer.", file=file)
        return kept
