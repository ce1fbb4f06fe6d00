"""Paths of the shipped files: the model file, the demo clip and its masks."""

from pathlib import Path

_HERE = Path(__file__).parent

MODEL_FILE = _HERE / "models" / "resunet34.safetensors"
DEMO_CLIP = _HERE / "demo" / "demo.mp4"
DEMO_MASKS = _HERE / "demo" / "demo_masks.npz"
