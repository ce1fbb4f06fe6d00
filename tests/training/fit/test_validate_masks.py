from pathlib import Path

from polyp_core.label_formats.mask_files import read_mask
from training.datasets.discovery import find_samples
from training.fit.validate_masks import count_with_polyp

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


def test_pairs_with_a_polyp_are_counted() -> None:
    samples = find_samples([FRAMES])
    shown = sum(bool(read_mask(sample.mask_path).any()) for sample in samples)
    assert 0 < shown < len(samples)
    assert count_with_polyp(samples) == shown
