"""Finds the series on a DICOM medium: in a folder of DICOM files, or listed in a DICOMDIR."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from polyp_core.display_text import FilledText, filled, filled_n, first_of, joined, one_line
from polyp_core.errors import SourceError
from polyp_core.files.regular_files import format_os_error
from polyp_core.frames.file_kinds import DICOM_INDEX, has_image_suffix, is_dicom, may_be_dicom, read_head
from polyp_core.frames.stills.image_sequence import natural_key

if TYPE_CHECKING:
    from polyp_core.frames.dicom.header import DicomHeader

_SHOWN = 8  # series in an error


@dataclass(frozen=True, slots=True)
class DicomSeries:
    """What is opened together: one recording of a series, or all its stills in order.

    `label` describes it for the user, such as "Series 2: Colonoscopy, video, 1280 x 720, 4,500 frames".
    """

    files: tuple[Path, ...]
    label: str
    is_recording: bool

    @property
    def source(self) -> Path | tuple[Path, ...]:
        """The file or files, as `open_source` takes them."""
        return self.files[0] if len(self.files) == 1 else self.files


def is_dicom_medium(path: Path) -> bool:
    """True for a DICOMDIR, and for a folder without pictures of its own with DICOM files, also in folders in it."""
    if not path.is_dir():
        return path.name.upper() == DICOM_INDEX and path.is_file()
    try:
        has_images = any(has_image_suffix(each) for each in path.iterdir())
    except OSError:
        return False
    return not has_images and any(True for _ in _dicom_files_below(path))


def find_series(path: Path) -> list[DicomSeries]:
    """Returns the series of a medium by study date and number. Raises SourceError if there is none that can be read."""
    files = list(_dicom_files_below(path)) if path.is_dir() else _listed_files(path)
    return series_of_files(files, path)


def main_series(series: Sequence[DicomSeries]) -> DicomSeries:
    """Returns the first recording of a medium, or else its first stills."""
    return next((each for each in series if each.is_recording), series[0])


def choose_series(path: Path, number: int | None) -> Path | tuple[Path, ...]:
    """Returns the source of the series `number` (from 1) of a medium, by default of its only one.

    `path` itself if it is no medium. Raises SourceError if there are several and `number` is None.
    """
    if not is_dicom_medium(path):
        if number is not None:
            raise SourceError(
                "{path} is no DICOM folder or DICOMDIR, so it has no series. Leave --series out.", path=path
            )
        return path
    series = find_series(path)
    if number is None and len(series) > 1:
        listed = first_of([f"{place}: {each.label}" for place, each in enumerate(series, start=1)], _SHOWN, "; ")
        raise SourceError(
            "{path} has several DICOM series ({listed}). Choose one (--series).", path=path, listed=listed
        )
    if not 1 <= (number or 1) <= len(series):
        has = filled("one DICOM series") if len(series) == 1 else filled("{n} DICOM series", n=len(series))
        raise SourceError("{path} has {has}: there is no series {number}.", path=path, has=has, number=str(number))
    return series[(number or 1) - 1].source


def series_of_files(files: Iterable[Path], path: Path) -> list[DicomSeries]:
    """As `find_series`, for `files` of the medium at `path`."""
    from polyp_core.frames.dicom.header import header_of  # imports pydicom

    headers: list[DicomHeader] = []
    failure: SourceError | None = None
    for file in files:
        try:
            headers.append(header_of(file))
        except SourceError as error:  # reports and the like, which have no pictures; damaged files
            failure = failure or error
    if not headers:
        raise failure or SourceError("{path} lists no DICOM file with pictures that is there.", path=path)
    found: dict[str, list[DicomHeader]] = {}
    for header in sorted(headers, key=_place):
        found.setdefault(str(header.tags.get("SeriesInstanceUID", header.path.parent)), []).append(header)
    return [series for of_series in found.values() for series in _split(of_series)]


def dicom_files(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Yields the files of those names in `folder` that are DICOM, except a DICOMDIR."""
    for name in names:
        if name.startswith(".") or name.upper() == DICOM_INDEX or not may_be_dicom(name):
            continue
        path = folder / name
        try:
            if path.is_file() and is_dicom(read_head(path), path):
                yield path
        except SourceError:
            continue  # not readable


def _dicom_files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from dicom_files(Path(parent), sorted(names))


def _listed_files(index: Path) -> list[Path]:
    """Returns the files that a DICOMDIR lists and that are there."""
    from pydicom import dcmread

    from polyp_core.frames.dicom.header import dicom_errors

    try:
        with dicom_errors(index):
            records = dcmread(index, force=True, specific_tags=["DirectoryRecordSequence"]).get(
                "DirectoryRecordSequence", ()
            )
            names = [record.get("ReferencedFileID") for record in records]
    except OSError as error:
        raise SourceError("Cannot read {index}: {reason}.", index=str(index), reason=format_os_error(error)) from error
    paths = [index.parent.joinpath(*([name] if isinstance(name, str) else name)) for name in names if name]
    return [path for path in paths if path.is_file() and path.resolve().is_relative_to(index.parent.resolve())]


def _place(header: "DicomHeader") -> tuple[object, ...]:
    """Returns the sort key of a file: study date, series, number in the series, and its path in natural order."""
    from polyp_core.frames.dicom.header import as_number

    tags = header.tags
    numbers = [as_number(tags.get(name), int) or 0 for name in ("SeriesNumber", "InstanceNumber")]
    uid = str(tags.get("SeriesInstanceUID", ""))
    return str(tags.get("StudyDate", "")), numbers[0], uid, numbers[1], natural_key(str(header.path))


def _split(headers: list["DicomHeader"]) -> Iterator[DicomSeries]:
    """Yields each recording of a series, then its stills together."""
    stills = [header for header in headers if not header.is_video and header.frame_count == 1]
    for header in headers:
        if header not in stills:
            values = {"title": _title(header), "size": _size(header), "frames": _frames(header.frame_count)}
            video = filled("{title}, video{size}, {frames}", **values)
            yield DicomSeries(
                (header.path,),
                video if header.is_video else filled("{title}, frames{size}, {frames}", **values),
                True,
            )
    if stills:
        title, size = _title(stills[0]), _size(stills[0])
        one = filled("{title}, 1 still{size}", title=title, size=size)
        several = filled("{title}, {n} stills{size}", title=title, n=len(stills), size=size)
        yield DicomSeries(tuple(header.path for header in stills), one if len(stills) == 1 else several, False)


def _frames(count: int) -> FilledText:
    return filled_n("{n} frame", "{n} frames", count)


def _title(header: "DicomHeader") -> str:
    tags = header.tags
    number = tags.get("SeriesNumber")
    text = one_line(str(tags.get("SeriesDescription") or tags.get("StudyDescription") or ""))
    name = filled("Series") if number is None else filled("Series {number}", number=str(number))
    return joined((name, text), ": ") if text else name


def _size(header: "DicomHeader") -> str:
    tags = header.tags
    return f", {tags.Columns} x {tags.Rows}" if tags.get("Rows") and tags.get("Columns") else ""
