"""The page of a run warns if its model is worse than the previous one, and can restore that one."""

import os

from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.runs.model_comparison import read_model_comparison
from training.runs.run_folder import RunFolder

TIMEOUT_MS = 90_000


def test_a_worse_model_is_warned_of_while_the_viewer_uses_it(
    qtbot, context, open_workspace, make_run, write_loud_model
) -> None:
    workspace, folder, other = open_workspace(), make_run("spoilt"), make_run("other")
    write_loud_model(RunFolder(folder).model_file, None)
    with qtbot.waitSignal(context.models.chosen, timeout=TIMEOUT_MS):
        context.models.start(MODEL_FILE)
    for run in (other, folder):
        workspace.runs.add(run)
    workspace.list.select(folder)
    page, comparison = workspace.page, workspace.page.comparison
    qtbot.waitUntil(page.use.isEnabled, timeout=TIMEOUT_MS)
    assert not comparison.isVisible()
    page.use.click()
    qtbot.waitUntil(lambda: "is lower than" in comparison.message.text(), timeout=TIMEOUT_MS)
    assert comparison.message.property("role") == "warning"
    assert comparison.back.text() == f"Go back to {read_model_file(MODEL_FILE).card.name}"

    # It is of this run only, and still there afterwards.
    workspace.list.select(other)
    assert not comparison.isVisible()
    workspace.list.select(folder)
    assert comparison.isVisible() and comparison.back.isVisible()

    # So it is after a restart, while the model is the one that was judged.
    workspace = open_workspace()
    workspace.list.select(folder)
    comparison = workspace.page.comparison
    qtbot.waitUntil(comparison.isVisible, timeout=TIMEOUT_MS)
    assert comparison.message.property("role") == "warning" and comparison.back.isVisible()

    with qtbot.waitSignal(context.models.chosen, timeout=TIMEOUT_MS):
        comparison.back.click()
    assert context.models.model.path == MODEL_FILE
    assert "is lower than" in comparison.message.text() and comparison.message.property("role") == "muted"
    assert not comparison.back.isVisible()
    os.utime(RunFolder(folder).model_file)
    assert read_model_comparison(folder) is None


def test_an_invalid_comparison_file_is_ignored(make_run, write_loud_model) -> None:
    folder = make_run("odd")
    write_loud_model(RunFolder(folder).model_file, None)
    for content in ("", "[]", '{"words": 1}', '{"before": "x", "surprise": 1}'):
        (folder / "verdict.json").write_text(content)
        assert read_model_comparison(folder) is None
