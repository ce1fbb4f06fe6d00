"""ActionSpec describes an action; ActionTable makes the QActions of a list of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.translation import tr
from app.widgets.theme import icon


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    `keys` are portable key names; menus show the first. `icon` is a name of Material Design Icons. `tip` is a phrase
    without a full stop, to which the keys are added. Text, tip and group are translated where they are shown.
    `repeats`: holding the key down repeats the action.
    """

    name: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str | None = None
    group: str = "General"
    checkable: bool = False
    repeats: bool = False

    @property
    def key_text(self) -> str:
        """The keys as this platform writes them, such as "Ctrl+O or F2"."""
        native = QKeySequence.SequenceFormat.NativeText
        return tr(" or ", "between keys").join(QKeySequence(key).toString(native) for key in self.keys)

    @property
    def tooltip(self) -> str:
        return f"{tr(self.tip)} ({self.key_text})" if self.keys else tr(self.tip)


def group(name: str, *specs: ActionSpec) -> tuple[ActionSpec, ...]:
    return tuple(replace(spec, group=name) for spec in specs)


class ActionTable(QObject):
    """The QActions of `specs`, added to `widget` so that their keys work wherever the focus is in its window.

    An action is enabled unless `set_enabled` disables it or `set_suspended` suspends it while its page is hidden.
    """

    def __init__(self, widget: QWidget, specs: tuple[ActionSpec, ...]) -> None:
        super().__init__(widget)
        self.specs = specs
        self._actions: dict[str, QAction] = {}
        self._disabled: set[str] = set()
        self._suspended: set[str] = set()
        self._suspended_keys: frozenset[str] = frozenset()
        for spec in specs:
            action = QAction(tr(spec.text), widget)
            action.setObjectName(spec.name)
            action.setToolTip(spec.tooltip)
            action.setStatusTip(tr(spec.tip))
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.repeats)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            widget.addAction(action)
            self._actions[spec.name] = action
            if spec.icon:
                action.setIcon(icon(spec.icon))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def on(self, name: str, slot: Callable[..., object]) -> QAction:
        """Connects `slot` (checkable actions pass their new state) and returns the action."""
        action = self._actions[name]
        action.triggered.connect(slot)
        return action

    def set_enabled(self, names: Iterable[str], enabled: bool) -> None:
        """Enables or disables the actions `names`."""
        for name in names:
            self._disabled = self._disabled - {name} if enabled else self._disabled | {name}
            self._refresh(name)

    def set_suspended(self, names: Iterable[str], suspended: bool) -> None:
        """Suspends or resumes the actions `names`, which have no effect while their page is hidden."""
        for name in names:
            self._suspended = self._suspended | {name} if suspended else self._suspended - {name}
            self._refresh(name)

    def suspend_keys(self, keys: Iterable[str] = ()) -> None:
        """Makes `keys`, and no others, have no effect for now; buttons and menus work, tooltips name the other keys."""
        before, self._suspended_keys = self._suspended_keys, frozenset(keys)
        for spec in self.specs:
            if before.intersection(spec.keys) or self._suspended_keys.intersection(spec.keys):
                left = replace(spec, keys=tuple(key for key in spec.keys if key not in self._suspended_keys))
                self._actions[spec.name].setShortcuts([QKeySequence(key) for key in left.keys])
                self._actions[spec.name].setToolTip(left.tooltip)

    def _refresh(self, name: str) -> None:
        self._actions[name].setEnabled(name not in self._disabled and name not in self._suspended)
