"""The German files are complete, agree with the code, and translate each text in one way."""

import copy
import errno
import json
import pickle
import re
from collections import defaultdict
from functools import partial
from pathlib import Path
from string import Formatter

import pytest
from PIL import Image

from app.translation import filled, tr, tr_error, tr_n, tr_value, use_texts
from app.translation.ts_files import Texts, read_texts
from polyp_core.errors import SourceError, unexpected_source_error
from polyp_core.files.atomic_files import write_error
from polyp_core.frames.open import open_source
from polyp_core.frames.reopening import ReopenableSource
from polyp_core.label_formats.label_files import labelled_mask
from polyp_core.label_formats.mask_paths import LabelPath
from polyp_core.review.masks import format_mask_count
from polyp_core.review.records import Recording
from resources import TRANSLATIONS
from resources.translations.extract import made_messages
from resources.translations.update import read_file, updated_files
from training.datasets.description import Description, preview

GERMAN = TRANSLATIONS / "de"
FILES = sorted(GERMAN.glob("*.ts"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def is_like(text: str, form: str) -> bool:
    """Whether a translation has the placeholders, the mnemonic, the dots and the line ends of its text."""
    return (
        placeholders(text) == placeholders(form)
        and len(re.findall(r"&\w", text)) == len(re.findall(r"&\w", form))
        and text.endswith("…") == form.endswith("…")
        and text.endswith(".") == form.endswith(".")
        and text.endswith("\n") == form.endswith("\n")
    )


def test_the_files_are_what_the_code_needs() -> None:
    """Else run `uv run python -m resources.translations.update`."""
    wanted = updated_files(GERMAN)
    assert [path.name for path in FILES] == sorted(path.name for path in wanted)
    assert [path.name for path, text in wanted.items() if path.read_text(encoding="utf-8") != text] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated(file) -> None:
    messages = read_file(file)
    assert [text for (text, _, _), forms in messages.items() if not (forms and all(forms))] == []
    unlike = {
        text: form
        for (text, _, numerus), forms in messages.items()
        for form in forms
        if not is_like(text, form) and not (numerus and placeholders(form) < placeholders(text))
    }
    assert unlike == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_number_is_separated_from_its_percent_sign(file) -> None:
    """The sign of the format `{share:.1%}` cannot be translated."""
    messages = read_file(file)
    assert [text for text, _, _ in messages for _, _, spec, _ in Formatter().parse(text) if "%" in (spec or "")] == []
    assert [form for forms in messages.values() for form in forms if re.search(r"[\d}]%", form)] == []


def test_a_text_has_one_translation() -> None:
    translations = defaultdict(set)
    for file in FILES:
        for key, forms in read_file(file).items():
            if all(forms):
                translations[key].add(forms)
    assert {key: forms for key, forms in translations.items() if len(forms) > 1} == {}


@pytest.fixture
def german():
    use_texts(read_texts(FILES))
    yield
    use_texts(Texts())


def test_texts_are_translated_and_unknown_ones_stay(german) -> None:
    assert tr("Settings…") == "Einstellungen…"
    assert tr("Nobody wrote this") == "Nobody wrote this"
    assert tr_n("{n} nobody", "{n} nobodies", 2) == "2 nobodies"


def test_a_text_with_values_is_english_and_translated_by_its_template(german) -> None:
    text = filled("{column}: {values}", column=filled("Size"), values=filled("{low} to {high}", low="Size", high=2000))
    assert text == "Size: Size to 2,000"
    assert tr(text) == "Größe: Size bis 2\u202f000"
    assert copy.deepcopy(text) == text and tr_value("Size") == "Size"


def test_messages_of_errors_are_english_and_translated_where_they_are_shown(german) -> None:
    error = SourceError("{path} is empty.", path=Path("caf\udce9.mp4"))
    assert str(error) == "caf\\xe9.mp4 is empty."
    again = pickle.loads(pickle.dumps(error))
    assert tr_error(again) == "caf\\xe9.mp4 ist leer." and str(again) == str(error)
    assert tr_error(SourceError("No images were chosen.")) == "Es wurden keine Bilder gewählt."
    assert tr_error(SourceError("{braces} of a file name")) == "{braces} of a file name"
    full = write_error(Path("a.csv"), OSError(errno.ENOSPC, "No space left on device"))
    assert tr_error(full) == "a.csv kann nicht geschrieben werden: der Datenträger ist voll."


def test_opening_a_file_that_is_no_recording_says_so_in_german(german, tmp_path: Path) -> None:
    (text := tmp_path / "notes.mp4").write_text("nothing to see")
    with pytest.raises(SourceError) as raised:
        open_source(text)
    assert tr_error(raised.value).startswith(f"{text} ist kein")
    assert str(raised.value).startswith(f"{text} is not")


def test_what_is_wrong_in_a_label_file_is_said_in_german(german, tmp_path: Path) -> None:
    shape = {"label": "polyp", "points": [[1, 1], [9, 9]], "shape_type": "line"}
    content = {"imagePath": "a.png", "imageHeight": 60, "imageWidth": 80, "shapes": [shape]}
    (file := tmp_path / "a.json").write_text(json.dumps(content))
    with pytest.raises(SourceError) as raised:
        labelled_mask(LabelPath(file, frozenset(), "a.png"))
    assert str(raised.value) == f"{file} has a shape that cannot be read (the shape line is no area) for a.png."
    reason = "eine Form, die nicht gelesen werden kann („line“ ist keine Fläche)"
    assert tr_error(raised.value) == f"{file} hat für a.png: {reason}."


def test_what_has_failed_unexpectedly_is_said_in_german(german) -> None:
    what = filled("Frame {index} of {path} cannot be shown", index="3", path=Path("caf\udce9.mp4"))
    error = unexpected_source_error(what, ValueError("unexpected"))
    assert str(error).startswith("Frame 3 of caf\\xe9.mp4 cannot be shown: an unexpected error occurred (ValueError).")
    assert tr_error(error).startswith("Bild 3 von caf\\xe9.mp4 kann nicht gezeigt werden: Ein unerwarteter Fehler")


def test_a_changed_picture_of_several_is_said_in_german(german, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.png", "b.png")]
    for path in paths:
        Image.new("RGB", (80, 60)).save(path)
    open_again = ReopenableSource(paths, partial(open_source, paths))
    open_again().close()
    Image.new("RGB", (80, 40)).save(paths[1])
    with pytest.raises(SourceError) as raised:
        open_again()
    assert tr_error(raised.value) == "Eines der 2 Bilder wurde seit dem Öffnen geändert. Erneut öffnen."


def test_notes_on_a_folder_of_pictures_are_german(german, tmp_path: Path) -> None:
    Image.new("RGB", (80, 60)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"no picture")
    (tmp_path / "c.png").mkdir()
    (tmp_path / "notes.txt").write_text("text")
    (tmp_path / "README").write_text("text")
    with open_source(tmp_path) as source:
        notes = [tr_value(note) for note in source.info.notes]
    assert notes == [
        "1 Bild kann nicht gelesen werden; an seiner Stelle steht ein schwarzes Bild: b.png.",
        "Ausgelassen, weil keine lesbaren Dateien: c.png (es ist ein Ordner, keine Datei).",
        "2 von 4 Dateien sind keine Bilder und werden ausgelassen: 1 .txt, 1 ohne Endung.",
    ]


def test_what_a_review_and_a_description_of_a_folder_say_is_german(german, tmp_path: Path) -> None:
    recording = Recording(key="a" * 64, frame_count=5, duration_s=1, width_px=80, height_px=60)
    difference = recording.format_difference(recording.model_copy(update={"key": "b" * 64, "frame_count": 2000}))
    assert difference == "It is of another recording: 2,000 frames instead of 5."
    assert tr_value(difference) == "Sie gehört zu einer anderen Aufnahme: 2\u202f000 Bilder statt 5."
    assert tr_value(format_mask_count(2, "Ada")) == "2 Bilder von Ada"
    for folder in ("images", "masks"):
        (tmp_path / folder).mkdir()
        Image.new("L", (80, 60), 255).save(tmp_path / folder / "a.png")
    lines, problems = preview(tmp_path, Description(images=("images/*", "more/*"), masks=("masks/*",)))
    assert f"{tmp_path.name}: 1 Paar, 0 Gruppen; 0 Training, 0 Validierung, 0 Test" in map(tr_value, lines)
    assert "  a: a.png mit a.png" in map(tr_value, lines)
    assert [tr_value(problem) for problem in problems] == ["Das Muster more/* trifft auf nichts zu."]


def test_no_text_of_the_window_is_made_so_that_it_cannot_be_translated() -> None:
    """Such as by an f-string; except in commands, whose messages stay English."""
    assert list(made_messages()) == []
