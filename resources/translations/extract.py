"""Collects the texts to translate: literals of `tr`, `tr_n`, `mark`, `filled`, `filled_n`, errors, and registries."""

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from resources.translations.registries import REGISTRIES

ROOT = Path(__file__).parents[2]
_SCANNED = ("app", "polyp_core", "training")
_IN_TEMPLATE = re.compile(r'\btr\("([^"]+)"\)')
_FUNCTIONS = ("tr", "tr_n", "mark", "filled", "filled_n")
_OF_TWO_FORMS = ("tr_n", "filled_n")
_ERROR_BASE = "PolypViewerError"
_CLASS = re.compile(r"^ *class (\w+)\(([^)]*)\)", re.MULTILINE)
_OPTION = re.compile(r"(?<!\w)--\w|polyp-train|polyp-annotate")
_COMMANDS = (
    "polyp_core/annotate_command.py",
    "polyp_core/archive/",
    "polyp_core/cli.py",
    "training/cluster_environment.py",
    "training/commands/",
)
"""Errors of these modules that name an option of a command stay English: the window does not run them."""
_TEXT_ARGUMENTS = {"unexpected_error": 0, "unexpected_source_error": 0, "set_problem": 1, "pause_because": 0}
"""Functions with the place of their argument that the window shows."""
_TEXT_MAKERS = frozenset({"filled", "filled_n", "joined", "as_is", "first_of"})
_TWO_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_DEPTH_OF_A_PACKAGE = {"app": 4, "polyp_core": 1, "training": 1}
"""How many folders deep a package has a file of translations of its own; deeper ones share it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate. One with a number has its plural as `text`, and its `singular`."""

    text: str
    comment: str = ""
    singular: str = ""
    modules: tuple[str, ...] = ()
    """The files with the text, relative to the root; empty for a registry's."""

    @property
    def key(self) -> tuple[str, str, bool]:
        """What tells messages apart: text, comment, and whether there is a number."""
        return self.text, self.comment, bool(self.singular)


def messages_by_package() -> dict[str, list[Message]]:
    """Returns the texts of each package, such as "app.shell", in the order of the code. Raises SyntaxError."""
    found: dict[str, dict[tuple[str, str, bool], Message]] = {}
    for package, texts in REGISTRIES.items():
        _add(found.setdefault(package, {}), (Message(text) for text in texts() if text))
    for top in _SCANNED:
        for file in sorted([*(ROOT / top).rglob("*.py"), *(ROOT / top).rglob("templates/*.html")]):
            folders = file.parent.relative_to(ROOT).parts[: _DEPTH_OF_A_PACKAGE[top]]
            package = ".".join(name for name in folders if name != "templates")
            _add(found.setdefault(package, {}), messages_in(file))
    return {package: list(messages.values()) for package, messages in sorted(found.items()) if messages}


def _add(found: dict[tuple[str, str, bool], Message], messages: Iterable[Message]) -> None:
    for message in messages:
        before = found.get(message.key, message)
        found[message.key] = replace(before, modules=tuple(dict.fromkeys((*before.modules, *message.modules))))


def messages_in(file: Path) -> Iterator[Message]:
    """Yields the texts of a module or a template.

    Raises SyntaxError for a call whose text cannot be found, or that runs before a language is chosen.
    """
    module = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    if file.suffix == ".html":
        texts = _IN_TEMPLATE.findall(file.read_text(encoding="utf-8"))
        yield from (Message(text, modules=(module,)) for text in texts)
        return
    for call, in_function in _calls(ast.parse(file.read_text(encoding="utf-8")), in_function=False):
        assert isinstance(call.func, ast.Name)
        name, place = call.func.id, f"{module}:{call.lineno}"
        if name in error_classes():
            yield from (Message(text, modules=(module,)) for text in _message_of_error(call, module))
            continue
        texts = [_literal(each, place) for each in call.args[: 2 if name in _OF_TWO_FORMS else 1]]
        if name in ("tr", "tr_n") and not in_function:
            raise SyntaxError(f"{place}: {name}() runs before a language is chosen: mark() the text and tr() it later.")
        if None in texts:
            continue  # the text of a registry or of mark()
        comment = _comment(call, place)
        if name == "tr_n":
            yield Message(texts[1] or "", comment, texts[0] or "", modules=(module,))
        else:
            yield from (Message(text, comment, modules=(module,)) for text in texts if text)


@functools.cache
def error_classes() -> frozenset[str]:
    """Returns the names of the project's classes that are derived from PolypViewerError, and its own."""
    bases = {
        name: set(re.findall(r"\w+", own))
        for top in _SCANNED
        for file in (ROOT / top).rglob("*.py")
        for name, own in _CLASS.findall(file.read_text(encoding="utf-8"))
    }
    found = {_ERROR_BASE}
    while more := {name for name, own in bases.items() if own & found} - found:
        found |= more
    return frozenset(found)


def _message_of_error(call: ast.Call, module: str) -> Iterator[str]:
    """Yields the message of an error that is a literal, unless it is one of a command."""
    match call.args:
        case [ast.Constant(value=str(text))] if not (module.startswith(_COMMANDS) and _OPTION.search(text)):
            yield text


def made_messages() -> Iterator[str]:
    """Yields "module:line" for texts of the window that are made so that they cannot be translated; not of commands."""
    for top in _SCANNED:
        for file in sorted((ROOT / top).rglob("*.py")):
            if not file.relative_to(ROOT).as_posix().startswith(_COMMANDS):
                yield from made_messages_in(file)


def made_messages_in(file: Path) -> Iterator[str]:
    """As `made_messages`, of a module: messages of errors that an f-string makes, and plain texts as their values.

    Also arguments of the functions in `_TEXT_ARGUMENTS`, and values of the name `what`, that are not made by `filled`.
    """
    module = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from (f"{module}:{call.lineno}" for call, scope in _calls_with_scope(tree, tree) if _is_made(call, scope))


def _is_made(call: ast.Call, scope: ast.AST) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    if (place := _TEXT_ARGUMENTS.get(name)) is not None:
        return not all(_is_translated(each, scope) for each in call.args[place : place + 1])
    if name not in error_classes() and name not in ("filled", "filled_n"):
        return False
    if call.args and isinstance(call.args[0], ast.JoinedStr):
        return True
    given = [(each.arg, each.value) for each in call.keywords]
    return any(not _is_translated(value, scope) for key, value in given if key == "what") or any(
        _holds_words(value, scope) for _, value in given
    )


def _is_translated(value: ast.expr, scope: ast.AST, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a text is empty or a FilledText, as far as its expression and assignments in `scope` tell."""
    match value:
        case ast.Constant(value=text):
            return text == ""
        case ast.Call(func=func):
            return ast.unparse(func).rpartition(".")[2] in _TEXT_MAKERS
        case ast.Attribute(attr="text"):  # of an error
            return True
        case ast.IfExp(body=one, orelse=other):
            return _is_translated(one, scope, seen) and _is_translated(other, scope, seen)
        case ast.BoolOp(values=values):
            return all(_is_translated(each, scope, seen) for each in values)
        case ast.Name(id=name) if name not in seen:
            if any("FilledText" in each for each in _annotations(name, scope)):
                return True  # which mypy checks
            assigned = list(_assigned(name, scope))
            return bool(assigned) and all(_is_translated(each, scope, seen | {name}) for each in assigned)
    return False


def _holds_words(value: ast.expr, scope: ast.AST, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a value is or may be a plain literal or f-string of two words or more."""
    match value:
        case ast.Constant(value=str(text)):
            return bool(_TWO_WORDS.search(text))
        case ast.JoinedStr(values=parts):
            return any(_holds_words(each, scope, seen) for each in parts if isinstance(each, ast.Constant))
        case ast.IfExp(body=one, orelse=other):
            return _holds_words(one, scope, seen) or _holds_words(other, scope, seen)
        case ast.BoolOp(values=values):
            return any(_holds_words(each, scope, seen) for each in values)
        case ast.Name(id=name) if name not in seen:
            return any(_holds_words(each, scope, seen | {name}) for each in _assigned(name, scope))
    return False


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yields what is assigned to the variable `name` in `scope`."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from (v for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name) and n.id == name)
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                yield value
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                yield value
            case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                yield value


def _annotations(name: str, scope: ast.AST) -> Iterator[str]:
    for node in ast.walk(scope):
        match node:
            case ast.arg(arg=found, annotation=ast.expr() as annotation) if found == name:
                yield ast.unparse(annotation)
            case ast.AnnAssign(target=ast.Name(id=found), annotation=annotation) if found == name:
                yield ast.unparse(annotation)


def _calls_with_scope(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Yields the calls under `node`, each with the function that it is in, or the module."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, scope
        is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _calls_with_scope(child, child if is_function else scope)


def _comment(call: ast.Call, place: str) -> str:
    second = call.args[1:2] if ast.unparse(call.func) == "tr" else []
    given = [*second, *(keyword.value for keyword in call.keywords if keyword.arg == "comment")]
    return (_literal(given[0], place) or "") if given else ""


def _calls(node: ast.AST, *, in_function: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Yields the calls of the functions under `node`, and whether each is inside a function."""
    for child in ast.iter_child_nodes(node):
        if (
            isinstance(child, ast.Call)
            and isinstance(child.func, ast.Name)
            and (child.func.id in _FUNCTIONS or child.func.id in error_classes())
        ):
            yield child, in_function
        inside = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _calls(child, in_function=inside)


def _literal(argument: ast.expr, place: str) -> str | None:
    """Returns a literal, None for a variable. Raises SyntaxError for an f-string and other texts made there."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    made = isinstance(argument, ast.JoinedStr | ast.BinOp | ast.IfExp)
    if made or (isinstance(argument, ast.Call) and ast.unparse(argument.func).endswith(("'.format", '".format'))):
        raise SyntaxError(f'{place}: pass a literal, and fill in values by tr("{{name}}").format(name=name).')
    return None


_WORDS = re.compile(r"[a-z] [A-Za-z]|^[A-Z][a-z]{2,}\b")
_NAMES = re.compile(r"[a-z0-9_ -]*_[a-z0-9_ -]*")
_NOT_SHOWN = {
    "ActionSpec",
    "A",
    "Control",
    "Field",
    "TypeVar",
    "setObjectName",
    "setProperty",
    "setStyleSheet",
    "getLogger",
}
_NOT_SHOWN |= {"debug", "info", "warning", "error", "exception"}


def unmarked(package: str) -> Iterator[str]:
    """Yields "module:line: text" for literals in `package` that look like texts of the window but are not translated.

    Left out are docstrings, messages of errors and logs, and the arguments of tables that `registries.py` lists.
    """
    for file in sorted((ROOT / package.replace(".", "/")).glob("*.py")):
        for node in _shown(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if not _WORDS.search(node.value) or _NAMES.fullmatch(node.value):
                    continue
                yield f"{file.relative_to(ROOT)}:{node.lineno}: {node.value!r}"


def _shown(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Raise | ast.Assert):
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func).split(".")[-1] in {
            *_FUNCTIONS,
            *_NOT_SHOWN,
        }:
            continue
        yield child
        yield from _shown(child)
