"""Updates the files of Qt Linguist from the code: `uv run python -m resources.translations.update`.

Each package has a file for each language. New texts come in as unfinished, with the translation that another package
has of the same text; texts that the code no longer contains are removed. Prints what is left to translate.
"""

import argparse
from collections.abc import Iterator
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from resources import TRANSLATIONS
from resources.translations.extract import ROOT, Message, messages_by_package, unmarked

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{language}">\n'

Translation = tuple[str, ...]
"""One form, or two of a text with a number; empty texts if it is not translated."""


def main() -> None:
    """Writes the files of all languages and prints which texts have no translation; or lists unmarked literals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unmarked", metavar="PACKAGE", help="list texts in PACKAGE, such as app.shell, without tr()")
    if package := parser.parse_args().unmarked:
        print("\n".join(unmarked(package)))  # noqa: T201
        return
    for folder in sorted({file.parent for file in TRANSLATIONS.glob("*/*.ts")}):
        files = updated_files(folder)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        for path in set(folder.glob("*.ts")) - set(files):
            path.unlink()
        for path in files:
            if missing := sum(not all(forms) for forms in read_file(path).values()):
                print(f"{path.relative_to(ROOT)}: {missing} to translate")  # noqa: T201


def updated_files(folder: Path) -> dict[Path, str]:
    """Returns the files of a language with their content as the code wants them: one for each package with texts."""
    known = {path: read_file(path) for path in sorted(folder.glob("*.ts"))}
    elsewhere = {key: forms for file in known.values() for key, forms in file.items() if all(forms)}
    files = {}
    for package, messages in messages_by_package().items():
        path = folder / f"{package}.ts"
        translated = {**elsewhere, **{key: forms for key, forms in known.get(path, {}).items() if all(forms)}}
        body = "".join(_message_xml(each, translated.get(each.key, ())) for each in messages)
        head = _HEAD.format(language=folder.name)
        files[path] = f"{head}<context>\n    <name>{package}</name>\n{body}</context>\n</TS>\n"
    return files


def read_file(path: Path) -> dict[tuple[str, str, bool], Translation]:
    """Returns the translation of each message, by text, comment and whether there is a number.

    A message may be in the file twice, as after a merge: the one with a translation counts.
    """
    found: dict[tuple[str, str, bool], Translation] = {}
    for key, forms in _messages(path):
        if key not in found or all(forms):
            found[key] = forms
    return found


def _messages(path: Path) -> Iterator[tuple[tuple[str, str, bool], Translation]]:
    for message in ElementTree.parse(path).iter("message"):
        numerus = message.get("numerus") == "yes"
        forms = message.findall("translation/numerusform" if numerus else "translation")
        key = message.findtext("source", ""), message.findtext("comment", ""), numerus
        yield key, tuple(form.text or "" for form in forms)


def _message_xml(message: Message, forms: Translation) -> str:
    """Returns a message as Qt Linguist writes it; without line numbers, which would change with every edit."""
    lines = [f'        <location filename="../../../{module}"/>' for module in message.modules]
    lines.append(f"        <source>{_quoted(message.text)}</source>")
    if message.comment:
        lines.append(f"        <comment>{_quoted(message.comment)}</comment>")
    if message.singular:
        lines.append(f"        <extracomment>Singular: {_quoted(message.singular)}</extracomment>")
    state = "" if forms and all(forms) else ' type="unfinished"'
    if message.singular:
        numbers = "".join(f"            <numerusform>{_quoted(form)}</numerusform>\n" for form in forms or ("", ""))
        lines.append(f"        <translation{state}>\n{numbers}        </translation>")
    else:
        lines.append(f"        <translation{state}>{_quoted(forms[0] if forms else '')}</translation>")
    start = '    <message numerus="yes">' if message.singular else "    <message>"
    return "\n".join([start, *lines, "    </message>\n"])


def _quoted(text: str) -> str:
    return escape(text).replace("&#x27;", "&apos;")


if __name__ == "__main__":
    main()
