"""Which reader's review an export without a window uses."""

from pathlib import Path

import numpy as np
import pytest

from polyp_core.analysis.source_identity import content_key
from polyp_core.errors import ExportError
from polyp_core.export.reader_review import find_review
from polyp_core.review import changes
from polyp_core.review.records import Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from resources import DEMO_CLIP


def bookmark(*readers: str) -> None:
    recording = Recording(key=content_key(DEMO_CLIP), frame_count=9, duration_s=1, width_px=9, height_px=9)
    with ReviewFile(review_path(recording), recording) as file:
        for reader in readers:
            file.apply(reader, changes.add_bookmark(file.review(reader), 3, np.arange(9.0)))


def test_the_only_reader_is_used_and_one_of_several_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path))
    assert find_review(DEMO_CLIP, None, None) is None
    with pytest.raises(ExportError, match=r"Ada has not reviewed .* Readers: none"):
        find_review(DEMO_CLIP, None, "Ada")
    bookmark("Ada")
    found = find_review(DEMO_CLIP, None, None)
    assert found is not None and found.review.reader == "Ada" and len(found.review.bookmarks) == 1
    assert find_review(DEMO_CLIP, 2, None) is None, "another video track is another recording"
    bookmark("Bo")
    with pytest.raises(ExportError, match=r"reviewed by Ada, Bo\. Choose one of them \(--reader\)"):
        find_review(DEMO_CLIP, None, None)
    found = find_review(DEMO_CLIP, None, "Bo")
    assert found is not None and found.review.reader == "Bo"
