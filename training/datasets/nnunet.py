"""The classes of a dataset of nnU-Net, from its `dataset.json`."""

from pathlib import Path

from polyp_core.files.json_files import JsonError, read_json
from polyp_core.label_formats.label_format import POLYP_CATEGORIES

NNUNET = "nnU-Net"


def polyp_label(folder: Path) -> str:
    """Returns the values of the classes called polyp, separated by commas; "" if the file does not say."""
    try:
        labels = read_json(folder / "dataset.json")["labels"]
        # Version 1 has names by number, version 2 numbers by name.
        pairs = [(name, number) if str(number).isdigit() else (number, name) for name, number in labels.items()]
        return ",".join(str(number) for name, number in pairs if str(name).casefold() in POLYP_CATEGORIES)
    except (OSError, JsonError, KeyError, TypeError, AttributeError):
        return ""
