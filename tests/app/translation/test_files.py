"""The German files are complete, agree with the code, and translate each text in one way."""

import copy
import re
from collections import defaultdict
from string import Formatter

import pytest

from app.translation import filled, tr, tr_n, tr_value, use_texts
from app.translation.ts_files import Texts, read_texts
from resources import TRANSLATIONS
from resources.translations.update import read_file, updated_files

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
