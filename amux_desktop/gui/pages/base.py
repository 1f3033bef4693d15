"""What every page has: a place in the sidebar, a header, and its way to the services and the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event
from amux_desktop.gui.help import help_url, open_help
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.paint import draw_hairline, painting
from amux_desktop.gui.tasks import TaskRunner
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height, Tone
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.window_state import WindowState

if TYPE_CHECKING:
    from amux_desktop.services import AppServices

T = TypeVar("T")
Group = Literal["", "routing", "access", "observe", "bottom"]


class Shell(Protocol):
    """What a page may ask of the window around it."""

    state: WindowState
    """What the window remembers of how its user arranged things."""

    def toast(
        self,
        tone: Tone,
        title: TextLike,
        body: TextLike = "",
        *,
        action: tuple[TextLike, Callable[[], object]] | None = None,
    ) -> object: ...

    def open_page(self, key: str, target: str = "") -> None:
        """Shows a page; `target` is the id of the record to select there."""

    def open_onboarding(self) -> None:
        """The first steps, over the whole window."""

    def reopen(self, work: Callable[[], T], told: Callable[[Shell, T], object], *, fresh: bool = False) -> None:
        """Ends the services and the window, runs `work` on the closed data in a thread of its own, and opens both again;
        `told` gets the new window and what `work` returned. `fresh`: also what the window remembers is forgotten."""

    def overlay_parent(self) -> QWidget:
        """Where dialogs are laid over."""


@dataclass(frozen=True, slots=True)
class PageContext:
    services: AppServices
    runner: TaskRunner
    shell: Shell


class Page(QWidget):
    """Subclasses set the class attributes, fill `self.body` and override what they need.

    `refresh` is called when the page is shown and when its data may have changed while it was hidden.
    """

    key: ClassVar[str]
    title: ClassVar[Text]
    icon: ClassVar[str]
    group: ClassVar[Group] = ""
    wide: ClassVar[bool] = False
    """Master and detail pages fill the panel edge to edge, with a hairline under the header."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.services = context.services
        self._stale = True
        self.header = Header(self.title, line=self.wide)
        self.help = IconButton("circle-question-mark", tr("Help for this page"))
        self.help.clicked.connect(self.open_help)
        self.header.set_last(self.help)
        self.body = column_layout(None, spacing=0)
        outer = column_layout(self, spacing=0)
        outer.addWidget(self.header)
        outer.addLayout(self.body, 1)

    def run(
        self,
        work: Coroutine[Any, Any, T],
        on_done: Callable[[T], object] | None = None,
        on_error: Callable[[AmuxError], object] | None = None,
    ) -> None:
        """Runs a coroutine of a service; the callbacks come on the Qt thread while this page exists."""
        self.context.runner.run(work, owner=self, on_done=on_done, on_error=on_error)

    def refresh(self) -> None:
        """Loads what the page shows."""

    def on_event(self, event: Event) -> None:
        """One event of the services. Called only while the page is visible; a hidden page is refreshed when shown."""

    def select(self, target: str) -> None:
        """Selects the record with this id, when another page links to it."""

    def new(self) -> None:
        """Ctrl+N on this page."""

    def focus_filter(self) -> None:
        """Ctrl+F on this page."""

    def save(self) -> None:
        """Ctrl+S on this page."""

    def open_help(self) -> None:
        """Shift+F1 on this page: what the documentation says of it."""
        if not open_help(self.key):
            self.context.shell.toast("info", tr("Help for this page"), help_url(self.key))

    def may_leave(self, go_on: Callable[[], None]) -> None:
        """Asked before another page is shown; a page with unsaved edits asks the user and calls `go_on` later."""
        go_on()

    def deliver(self, event: Event) -> None:
        if self.isVisible():
            self.on_event(event)
        else:
            self._stale = True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.header.updateGeometry()

    def activate(self) -> None:
        """Called each time the page comes to the front."""
        if self._stale:
            self._stale = False
            self.refresh()


class Header(QWidget):
    """Title, one line about the page, actions at the right on the same centre line."""

    def __init__(self, title: TextLike, *, line: bool = False) -> None:
        super().__init__()
        self._line = line
        self._title = Label(title, "h1")
        self._subtitle = ElidedLabel("", "body", "text2")
        self._subtitle.hide()
        texts = column_layout(None, spacing=2)
        texts.addStretch(1)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        texts.addStretch(1)
        self._row = row_layout(self, 24, 5, 24, 0, spacing=8)
        self._row.addLayout(texts, 1)
        self._actions = row_layout(None, spacing=8)
        self._row.addLayout(self._actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_subtitle(self, text: TextLike) -> None:
        self._subtitle.set_text(text)
        self._subtitle.setVisible(bool(str(text)))
        self.updateGeometry()

    def set_last(self, widget: QWidget) -> None:
        """At the right end, after all actions."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, widget: QWidget) -> None:
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        height = Height.HEADER if not self._subtitle.isHidden() else Height.HEADER_PLAIN
        return QSize(super().sizeHint().width(), theme().px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line:
            with painting(self) as painter:
                draw_hairline(painter, 0, self.width(), self.height() - 1)


class WidthWatcher(QObject):
    """Calls back when a widget becomes narrower or wider than a limit, for layouts with two shapes."""

    def __init__(self, widget: QWidget, limit: int, narrow: Callable[[bool], None]) -> None:
        super().__init__(widget)
        self._limit = limit
        self._callback = narrow
        self._narrow: bool | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            narrow = event.size().width() < self._limit
            if narrow != self._narrow:
                self._narrow = narrow
                self._callback(narrow)
        return False
