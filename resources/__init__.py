"""Paths of the shipped files: the model file, the demo clip and its masks."""

from pathlib import Path

_HERE = Path(__file__).parent

MODEL_FOLDER = _HERE / "models"
MODEL_FILE = MODEL_FOLDER / "resunet34.safetensors"
"""The reference model, whichever is the default."""
DEMO_CLIP = _HERE / "demo" / "demo.mp4"
DEMO_MASKS = _HERE / "demo" / "demo_masks.npz"
