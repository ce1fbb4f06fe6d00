"""The form shows every field of the config, shows invalid values at the field, and follows the preset."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.model_fields import format_range
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.training.config_form import ConfigForm
from app.workspaces.training.new_run_page import NewRunPage
from training.config.fit_config import AugmentConfig, FitConfig
from training.config.make_config import make_config
from training.config.presets import PRESETS
from training.datasets.discovery import find_samples
from training.datasets.split_files import write_split
from training.datasets.splits import make_split

from .conftest import FRAMES


@pytest.fixture
def form(qtbot) -> ConfigForm:
    widget = ConfigForm()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def page(qtbot, tmp_path: Path) -> NewRunPage:
    widget = NewRunPage(Settings(training_roots=(tmp_path,)), Tasks())
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_every_setting_has_a_field(form: ConfigForm) -> None:
    names = set(FitConfig.model_fields) - {"preset", "augment"} | {f"augment.{n}" for n in AugmentConfig.model_fields}
    assert set(form.rows) == names


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_fills_the_fields_with_its_values(form: ConfigForm, preset) -> None:
    form.rows["epochs"].field.set_value("7")
    form.set_preset(preset)
    assert form.config == make_config(preset)
    assert form.problem == ""


def test_a_field_shows_its_description_its_range_and_the_presets_value(form: ConfigForm) -> None:
    form.set_preset("shipped")
    words = form.rows["validation_fraction"].field.toolTip()
    assert words == "Share of the pairs used for validation.\nAbove 0 to below 1.\nThe preset shipped has 0.08."
    assert form.rows["validation_fraction"].description.text() == "Share of the pairs used for validation."
    assert format_range(FitConfig.model_fields["side_px"]) == "From 32 to 1024, in steps of 32."


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("learning_rate", "3", "less than or equal to 1"),
        ("epochs", "many", "valid integer"),
        ("side_px", "100", "multiple of 32"),
        ("augment.blur", "-1", "greater than or equal to 0"),
        ("ema_decay", "1", "less than 1"),
        ("seed", "", "valid integer"),
        ("losses", "focl:1", "Did you mean focal? The losses are"),
        ("encoder", "resnet43", "There is no encoder resnet43. Did you mean resnet34"),
        ("decoder_channels", "96, x", "valid integer"),
        ("polyp_free_kinds", "1, 2", "Field required"),
    ],
)
def test_an_invalid_value_is_named_at_its_field(page: NewRunPage, name: str, text: str, message: str) -> None:
    row = page.form.rows[name]
    page.form.set_preset("light")
    row.field.set_value(text)
    assert message in row.problem.text() and row.problem.isVisible() and row.problem.property("role") == "error"
    assert not page.start.isEnabled() and row.label.text() in page.problem.text()
    assert [other.name for other in page.form.rows.values() if other.problem.text()] == [name]
    page.form.set_preset("baseline")
    assert not row.problem.isVisible() and page.start.isEnabled() and page.problem.text() == ""


@pytest.mark.parametrize(("width_px", "columns"), [(619, 1), (1159, 2)])
def test_nothing_is_cut_off_in_a_narrow_window(page: NewRunPage, qtbot, width_px: int, columns: int) -> None:
    """In a window of 900 x 600 the page is 619 pixels wide."""
    page.resize(width_px, 460)
    inside, viewport = page.area.widget(), page.area.viewport()
    left, right = page.form.rows["split"].field, page.form.rows["epochs"].field

    def start_of(widget: QWidget) -> int:
        return widget.mapTo(inside, widget.rect().topLeft()).x()

    qtbot.waitUntil(lambda: (start_of(left) < start_of(right)) == (columns == 2))
    assert inside.width() == viewport.width() and page.area.horizontalScrollBar().maximum() == 0
    for widget in (left, right, page.folders.add_button, page.preview.button, page.form.rows["augment.mosaic"].field):
        assert start_of(widget) + widget.width() < inside.width()
    for row in page.form.rows.values():
        assert row.label.width() >= row.label.sizeHint().width(), row.name


def test_a_conflict_of_settings_is_named_at_each_field(page: NewRunPage) -> None:
    for name in ("bce_weight", "dice_weight"):
        page.form.rows[name].field.set_value("0")
    for name in ("bce_weight", "dice_weight"):
        assert "nothing to learn from" in page.form.rows[name].problem.text()
    assert not page.start.isEnabled()


def test_optional_values_can_be_none(form: ConfigForm) -> None:
    form.set_preset("shipped")
    for name, text in (("ema_decay", "none"), ("patience", " 5 "), ("hold_out", "a, b:validation"), ("workers", "")):
        form.rows[name].field.set_value(text)
    form.rows["start_from"].field.set_value("model.safetensors")
    assert form.config is not None
    assert (form.config.ema_decay, form.config.patience, form.config.workers) == (None, 5, None)
    assert form.config.hold_out == ("a", "b:validation") and form.config.start_from == Path("model.safetensors")


def test_a_run_needs_a_folder(page: NewRunPage, qtbot, tmp_path: Path) -> None:
    page.folders.list.setCurrentRow(0)
    page.folders.remove_button.click()
    assert not page.start.isEnabled() and page.folders.problem.isVisible()
    page.folders.add(tmp_path, tmp_path)
    assert page.folders.folders == (tmp_path,)
    with qtbot.waitSignal(page.start_requested) as asked:
        page.start.click()
    assert asked.args == [(tmp_path,), make_config("enhanced")]


def test_an_invalid_value_in_a_list_is_named_at_its_field(form: ConfigForm) -> None:
    form.rows["scales"].field.set_value("0.75, wide")
    assert form.config is None
    assert form.problem == "To be corrected: Scales of the side."
    assert "valid number" in form.rows["scales"].problem.text()
    form.rows["scales"].field.set_value("0.75, 1.25")
    assert form.config is not None and form.config.scales == (0.75, 1.25)
    form.rows["scales"].field.set_value("0.01")
    assert "Scales of the side" in form.problem and "outside of 32 to 2048" in form.rows["scales"].problem.text()


def test_a_network_and_losses_are_chosen_by_name(form: ConfigForm) -> None:
    form.set_preset("enhanced")
    for name, text in (
        ("architecture", "FPN"),
        ("encoder", "tu-resnet18.a1_in1k"),
        ("losses", "focal, tversky:0.5"),
        ("schedule", "onecycle"),
        ("optimiser", "sgd"),
    ):
        form.rows[name].field.set_value(text)
    assert form.config is not None and form.problem == ""
    assert (form.config.network.title, form.config.losses) == ("FPN on tu-resnet18.a1_in1k", ("focal:1", "tversky:0.5"))
    form.rows["encoder"].field.set_value("")
    assert form.config is not None and form.config.encoder is None


def test_a_conflict_of_losses_is_named_at_each_field(form: ConfigForm) -> None:
    form.rows["losses"].field.set_value("focal:1")
    form.rows["bce_weight"].field.set_value("2")
    assert "write their weights there" in form.rows["losses"].problem.text()
    assert "write their weights there" in form.rows["bce_weight"].problem.text()


def test_a_setting_without_effect_is_disabled_with_the_reason(page: NewRunPage) -> None:
    page.preset.setCurrentText("Enhanced")
    rows = page.form.rows
    assert rows["plateau_epochs"].field.isEnabled() and not rows["step_epochs"].field.isEnabled()
    assert "schedule plateau does not use it" in rows["step_epochs"].field.toolTip()
    rows["schedule"].field.set_value("step")
    assert rows["step_epochs"].field.isEnabled() and not rows["plateau_epochs"].field.isEnabled()
    page.data.set_split_file(page.folders.folders[0] / "split.json")
    assert not rows["split"].field.isEnabled() and not page.data.list.isEnabled()
    rows["batch_size"].field.set_value("0")
    assert rows["batch_size"].problem.text() and not rows["split"].field.isEnabled()
    rows["batch_size"].field.set_value("8")
    page.data.clear.click()
    assert rows["split"].field.isEnabled()


def test_an_error_shifts_no_field(page: NewRunPage, qtbot) -> None:
    page.resize(1100, 700)
    page.preset.setCurrentText("Light")

    def places() -> list[int]:
        page.form.layout().activate()
        inside = page.area.widget()
        return [row.field.mapTo(inside, row.field.rect().topLeft()).y() for row in page.form.rows.values()]

    def settled() -> list[int]:
        found: list[list[int]] = []

        def same_again() -> bool:
            found.append(places())
            return len(found) > 1 and found[-1] == found[-2]

        qtbot.waitUntil(same_again)
        return found[-1]

    before, height = settled(), page.area.height()
    for name, value in (("encoder", "resnet43"), ("augment.blur", "-1"), ("teacher", "/nowhere.safetensors")):
        page.form.rows[name].field.set_value(value)
    assert page.form.rows["encoder"].problem.isVisible() and page.problem.isVisible()
    assert settled() == before and page.area.height() == height


def test_datasets_are_listed_with_counts_and_held_out_by_their_boxes(qtbot, tmp_path: Path) -> None:
    for name in ("first", "second"):
        shutil.copytree(FRAMES, tmp_path / "data" / name)
    page = NewRunPage(Settings(training_roots=(tmp_path / "data",)), Tasks())
    qtbot.addWidget(page)
    page.preset.setCurrentText("Baseline")
    page.show()
    panel = page.data
    qtbot.waitUntil(lambda: "for training" in panel.counts.text(), timeout=20_000)
    assert [panel.list.item(row).text() for row in range(2)] == ["first:  10 pairs", "second:  10 pairs"]
    assert panel.counts.text().startswith("16 for training, 4 for validation, 0 for tests")
    panel.list.item(1).setCheckState(Qt.CheckState.Checked)
    assert page.form.config.hold_out == ("second",)
    qtbot.waitUntil(lambda: panel.counts.text().startswith("8 for training, 2 for validation, 10 for tests"))
    page.form.rows["hold_out"].field.set_value("")
    assert panel.list.item(1).checkState() == Qt.CheckState.Unchecked

    split = make_split(find_samples([tmp_path / "data"]), "random", validation_fraction=0.5)
    write_split(tmp_path / "split.json", split)
    panel.set_split_file(tmp_path / "split.json")
    qtbot.waitUntil(lambda: panel.counts.text().startswith("10 for training, 10 for validation"))


def test_every_preset_is_described(page: NewRunPage) -> None:
    for place in range(page.preset.count()):
        page.preset.setCurrentIndex(place)
        assert page.form.preset == page.preset.itemData(place) and page.start.isEnabled()


def test_folders_of_polyp_free_pictures_are_remembered(qtbot, tmp_path: Path) -> None:
    settings = Settings(training_roots=(tmp_path,))
    page = NewRunPage(settings, Tasks())
    qtbot.addWidget(page)
    page.polyp_free.add(tmp_path / "clean colon")
    assert page.start.isEnabled() and not page.polyp_free.problem.isVisible()
    again = NewRunPage(settings, Tasks())
    qtbot.addWidget(again)
    assert again.polyp_free.folders == (tmp_path / "clean colon",)


def test_a_necessary_download_is_announced_before_the_start(page: NewRunPage, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    page.preset.setCurrentText("Baseline")
    assert not page.note.isVisible()
    page.preset.setCurrentText("Enhanced")
    assert page.note.isVisible() and "not on this machine" in page.note.text()
    assert page.start.isEnabled(), "with a connection it starts"
    page.form.rows["encoder_weights"].field.set_value("none")
    assert not page.note.isVisible()


def test_what_prevents_the_start_is_named_at_its_field(page: NewRunPage) -> None:
    page.preset.setCurrentText("Baseline")
    page.form.rows["teacher"].field.set_value("/nowhere/model.safetensors")
    assert not page.start.isEnabled()
    assert "no such model file" in page.form.rows["teacher"].problem.text()
    page.form.rows["teacher"].field.set_value(None)
    assert page.start.isEnabled()
