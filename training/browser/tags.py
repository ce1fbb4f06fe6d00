"""Tags that the user gives to pictures, by the path of the image, stored outside of the datasets."""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from polyp_core.errors import DatasetError
from polyp_core.files.atomic_files import write_text
from polyp_core.files.json_files import JsonError, read_json
from polyp_core.files.regular_files import format_os_error

Tags = Mapping[str, frozenset[str]]
"""The tags of each picture that has any."""

_FORMAT = 1


def toggled(tags: Tags, image_paths: Collection[str], tag: str) -> dict[str, frozenset[str]]:
    """Returns `tags` with `tag` on all of these pictures, or on none of them if all have it."""
    everywhere = all(tag in tags.get(path, ()) for path in image_paths)
    changed = dict(tags)
    for path in image_paths:
        own = tags.get(path, frozenset())
        changed[path] = own - {tag} if everywhere else own | {tag}
    return {path: own for path, own in changed.items() if own}


def read_tags(path: Path) -> dict[str, frozenset[str]]:
    """Returns the tags in a file; none if there is no such file. Raises DatasetError."""
    if not os.path.lexists(path):
        return {}
    try:
        content = read_json(path)
        return {str(image): frozenset(map(str, own)) for image, own in content["tags"].items()}
    except OSError as error:
        raise DatasetError(
            "The tags in {path} cannot be read: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except (JsonError, AttributeError, KeyError, TypeError) as error:
        raise DatasetError("The tags in {path} cannot be read: the file is damaged.", path=path) from error


def write_tags(path: Path, tags: Tags) -> None:
    """Writes the tags. Raises ExportError."""
    content = {"format": _FORMAT, "tags": {image: sorted(own) for image, own in tags.items()}}
    write_text(path, json.dumps(content, indent=1) + "\n")
