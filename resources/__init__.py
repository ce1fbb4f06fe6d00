"""Paths of the shipped files: the model files, the demo clip and its masks, the translations, the manual."""

from pathlib import Path

_HERE = Path(__file__).parent

MODEL_FOLDER = _HERE / "models"
MODEL_FILE = MODEL_FOLDER / "resunet34.safetensors"
"""The reference model, whichever is the default."""
DEMO_CLIP = _HERE / "demo" / "demo.mp4"
DEMO_MASKS = _HERE / "demo" / "demo_masks.npz"

TRANSLATIONS = _HERE / "translations"
"""A folder of Qt Linguist's files for each language."""

_INSTALLED_MANUAL = _HERE / "manual"
MANUAL_FOLDER = _INSTALLED_MANUAL if _INSTALLED_MANUAL.is_dir() else _HERE.parent / "docs"
"""The pages of the manual: part of an installation, `docs` of a working copy."""
