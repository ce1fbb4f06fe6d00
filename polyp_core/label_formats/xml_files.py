"""Reads and writes the XML of label files."""

import xml.etree.ElementTree as ET
from pathlib import Path

from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular


def read_xml(path: Path, title: str, tag: str) -> ET.Element:
    """Returns the root of an XML file. Raises DatasetError if it is not one with the root `tag`."""
    try:
        root = ET.fromstring(read_regular(path))
    except OSError as error:
        raise DatasetError(
            "The labels {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (ET.ParseError, LookupError, ValueError) as error:
        raise DatasetError(
            "{path} is not a {title} file, or is damaged: {error}.", path=path, title=title, error=str(error)
        ) from error
    if root.tag != tag:
        raise DatasetError(
            "{path} is not a {title} file: it is <{tag}>, not <{tag_2}>.",
            path=path,
            title=title,
            tag=root.tag,
            tag_2=tag,
        )
    return root


def write_xml(path: Path, root: ET.Element) -> None:
    """Writes an XML file, indented. Raises OSError."""
    ET.indent(root)
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
