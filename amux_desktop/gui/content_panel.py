"""The inset panel that holds the pages; pages are built on their first visit and kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from amux_desktop.core.events import Event
from amux_desktop.gui.pages.base import Page, PageContext
from amux_desktop.gui.pages.registry import PageEntry
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.card import column_layout


class ContentPanel(QFrame):
    """Empty until `context` is set: a page needs services to be built."""

    def __init__(self, kinds: dict[str, PageEntry]) -> None:
        super().__init__()
        self.context: PageContext | None = None
        self._kinds = kinds
        self._pages: dict[str, Page] = {}
        # A bare QStackedLayout ignores its margins and would cover the panel's border.
        self._stack = QStackedWidget()
        column_layout(self, 1, 1, 1, 1).addWidget(self._stack)

    def current(self) -> Page | None:
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def page(self, key: str) -> Page:
        """The page, built if this is its first visit."""
        page = self._pages.get(key)
        if page is None:
            if self.context is None:
                raise RuntimeError("pages are built when the services are open")
            page = self._pages[key] = self._kinds[key].load()(self.context)
            self._stack.addWidget(page)
        return page

    def built(self) -> list[Page]:
        return list(self._pages.values())

    def show_page(self, key: str, done: Callable[[Page], None]) -> None:
        """Asks the page in front whether it may be left, then shows the other."""
        current = self.current()

        def go_on() -> None:
            page = self.page(key)
            self._stack.setCurrentWidget(page)
            page.activate()
            done(page)

        if current is None or current.key == key:
            go_on()
        else:
            current.may_leave(go_on)

    def deliver(self, event: Event) -> None:
        for page in self._pages.values():
            page.deliver(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            border = c.line if theme().mode == "dark" else c.line_strong
            draw_box(painter, self.rect(), c.panel, border, Radius.PANEL)
