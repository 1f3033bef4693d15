"""The bar of the chat: what is talked to, which model, and the ways to parameters, comparison and logs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.formats import compact
from amux_desktop.gui.i18n import Formatted, Text, TextLike, tr
from amux_desktop.gui.paint import draw_hairline, painting
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.services.chat_targets import ChatModel, ChatTarget

_HEIGHT = 57
_TARGET_WIDTH = 230
_ANY_WIDTH = 16_777_215
"""Qt's own limit of a width."""
_CAPABILITIES: dict[str, Text] = {
    "vision": tr("images", "capability"),
    "files": tr("files", "capability"),
    "tools": tr("tools", "capability"),
    "reasoning": tr("reasoning", "capability"),
    "audio": tr("audio", "capability"),
    "web_search": tr("web search", "capability"),
}


class TargetPicker(QWidget):
    """A proxy or provider, and one of its models (any other name may be typed). `picked` for the user's choices."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._targets: tuple[ChatTarget, ...] = ()
        self.target = Select(tr("Talk to"), placeholder=tr("Choose a provider"))
        self.model = Select(tr("Model"), mono=True, free_text=True, placeholder=tr("Choose a model"), notes=True)
        for select, most in ((self.target, _TARGET_WIDTH), (self.model, 260)):
            select.setMaximumWidth(theme().px(most))
            select.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.target.picked.connect(self._on_target)
        self.model.picked.connect(lambda _model: self._emit())
        row = row_layout(self, spacing=8)
        row.addWidget(self.target)
        row.addWidget(self.model, 1)

    def fill_row(self) -> None:
        """Takes the whole width it is given, as one of several rows under each other."""
        self.target.setFixedWidth(theme().px(_TARGET_WIDTH))
        self.model.setMaximumWidth(_ANY_WIDTH)

    def set_targets(self, targets: Sequence[ChatTarget]) -> None:
        """Keeps what is chosen."""
        route, model = self.chosen()
        self._targets = tuple(targets)
        self.target.set_choices([Choice(item.route, _name(item), item.logo or "provider") for item in targets])
        self.choose(route, model)

    def chosen(self) -> tuple[str, str]:
        return self.target.key(), self.model.key()

    def choose(self, route: str, model: str) -> None:
        """Shows a choice without emitting it; the first possible one where nothing is named."""
        target = next((item for item in self._targets if item.route == route), None)
        if target is None and not route and self._targets:
            target = next((item for item in self._targets if item.models), self._targets[0])
        self.target.set_key(target.route if target else route)
        models = target.models if target else ()
        self.model.set_choices([Choice(item.id, item.id, item.logo or "provider", facts(item)) for item in models])
        self.model.set_key(model or (models[0].id if models else ""))
        self.target.updateGeometry()
        self.model.updateGeometry()

    def _on_target(self, route: str) -> None:
        target = next((item for item in self._targets if item.route == route), None)
        same = target is not None and target.model(self.model.key()) is not None
        self.choose(route, self.model.key() if same else "")
        self._emit()

    def _emit(self) -> None:
        self.picked.emit(*self.chosen())


class ChatBar(QWidget):
    list_requested = Signal()
    options_requested = Signal()
    compare_requested = Signal()
    logs_requested = Signal()
    help_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list_button = IconButton("panel-left", tr("Show the chats"))
        self.list_button.clicked.connect(self.list_requested)
        self.list_button.hide()
        self.picker = TargetPicker()
        self.streaming = Badge(tr("Streaming"), "ok", dot=True)
        self.streaming.hide()
        self.compare = IconButton("columns-2", tr("Compare models side by side"))
        self.compare.clicked.connect(self.compare_requested)
        self.options = IconButton("sliders-horizontal", tr("System prompt and parameters"))
        self.options.clicked.connect(self.options_requested)
        self.logs = IconButton("scroll-text", tr("Show in Logs"))
        self.logs.clicked.connect(self.logs_requested)
        self.help = IconButton("circle-question-mark", tr("Help for this page"))
        self.help.clicked.connect(self.help_requested)
        row = row_layout(self, 20, 0, 16, 1, spacing=8)
        row.addWidget(self.list_button)
        row.addWidget(self.picker)
        row.addStretch(1)
        row.addWidget(self.streaming)
        for button in (self.compare, self.options, self.logs, self.help):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_hairline(painter, 0, self.width(), self.height() - 1)


def _name(target: ChatTarget) -> TextLike:
    return tr("Proxy {name}", name=target.name) if target.kind == "proxy" else target.name


def facts(model: ChatModel) -> TextLike:
    """Context size and what the model can, as far as it is known."""

    def write(_locale: object) -> str:
        words = [str(_CAPABILITIES[name]) for name in model.capabilities if name in _CAPABILITIES]
        size = [str(compact(model.context_tokens))] if model.context_tokens else []
        return ", ".join(size + words)

    return Formatted(write)
