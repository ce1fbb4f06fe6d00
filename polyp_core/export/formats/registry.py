"""Registry of export formats, from which the command line, the export dialog and the documentation take them."""

from collections.abc import Iterable

from polyp_core.errors import ExportError
from polyp_core.export.formats import dicom, findings, labels, pictures, tables, videos
from polyp_core.export.formats.export_format import ExportFormat

FORMATS: dict[str, ExportFormat] = {
    each.name: each
    for each in (
        *videos.FORMATS,
        *pictures.FORMATS,
        *tables.FORMATS,
        *findings.FORMATS,
        *labels.FORMATS,
        *dicom.FORMATS,
    )
}
"""All export formats by name, in the order in which they are listed and written."""


def select_formats(names: Iterable[str]) -> list[ExportFormat]:
    """The formats of those names, in the order of FORMATS. Raises ExportError for no or unknown names."""
    chosen = dict.fromkeys(names)
    if unknown := [name for name in chosen if name not in FORMATS]:
        raise ExportError(
            "There is no output {unknown}. Choose from {formats}.",
            unknown=", ".join(unknown),
            formats=", ".join(FORMATS),
        )
    if not chosen:
        raise ExportError("No output was chosen. Choose from {formats}.", formats=", ".join(FORMATS))
    return [each for each in FORMATS.values() if each.name in chosen]


def output_names(names: Iterable[str]) -> list[str]:
    """Names of the files and folders that an export of those formats writes. Raises ExportError."""
    return [file for each in select_formats(names) for file in each.files]
