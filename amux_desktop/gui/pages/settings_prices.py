"""What models cost: the bundled table with its sources, and prices of one's own that win over it."""

from __future__ import annotations

import dataclasses
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.price_form import PriceDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.prices import (
    CACHED,
    INPUT,
    MODEL,
    ONLY_FOR,
    OUTPUT,
    SOURCE,
    PriceRow,
    PriceTableModel,
    rows_of,
)
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Height
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Section, column_layout, row_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.price_rows import PriceDelegate
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.table_view import TableView

if TYPE_CHECKING:
    from amux_desktop.services.price_table import Price, Source
    from amux_desktop.services.records import ModelPrice, Provider

    Loaded = tuple[tuple[ModelPrice, ...], list[tuple[str, Price, Source | None]], tuple[Provider, ...], str]

_WIDTHS = {ONLY_FOR: 104, INPUT: 82, OUTPUT: 88, CACHED: 88, SOURCE: 142}
_ROWS = 9
_NARROW_BELOW = 680


class PriceSection(QWidget):
    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._own: tuple[ModelPrice, ...] = ()
        self._providers: tuple[Provider, ...] = ()
        self._heading = Section(tr("Prices of models"), "")
        self.add = Button(tr("Add price…"), icon="plus", size="sm")
        self.add.clicked.connect(lambda: self._open())
        self._heading.add_control(self.add)
        self.filter = TextField(tr("Search prices"), placeholder=tr("Search models and providers"), icon="search")
        self.filter.textChanged.connect(self._on_filter)
        self.which = Segmented(tr("Which prices"), [Option("all", tr("All")), Option("own", tr("Yours", "price"))])
        self.which.chosen.connect(self._on_filter)
        self.edit = Button(tr("Change…"))
        self.edit.clicked.connect(lambda: self._open(self.current()))
        self.remove = IconButton("trash-2", tr("Remove this price"), variant="secondary")
        self.remove.clicked.connect(self._on_remove)
        tools = row_layout(None, spacing=8)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.which)
        tools.addWidget(self.edit)
        tools.addWidget(self.remove)
        column = column_layout(self, spacing=10)
        column.addWidget(self._heading)
        column.addLayout(tools)
        column.addWidget(self._build_table())
        self._show_current()
        self.refresh()

    def _build_table(self) -> QWidget:
        self.model = PriceTableModel()
        self.table = TableView(tr("Prices of models"), Height.ROW_TABLE)
        self.table.setModel(self.model)
        self.table.setItemDelegate(PriceDelegate(self.table))
        self.table.opened.connect(lambda _index: self._open(self.current()))
        self.table.delete_requested.connect(self._on_remove)
        self.table.context_requested.connect(self._open_menu)
        self.table.current_changed.connect(lambda _index: self._show_current())
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(MODEL, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme().px(width))
        card = Card()
        card.column.setContentsMargins(1, 1, 1, 2)
        card.column.addWidget(self.table)
        clear = Button(tr("Show all prices"))
        clear.clicked.connect(self._on_clear)
        self._none = EmptyState(
            "coins", tr("No price like this"), tr("Search for something else, or add a price."), clear
        )
        holder = QWidget()
        holder.setFixedHeight(theme().px(Height.ROW_TABLE) * _ROWS + theme().px(34) + 4)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(card)
        self._stack.addWidget(self._none)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the cached price gives way to the name of the model; it is in the row's tooltip."""
        super().resizeEvent(event)
        self.table.setColumnHidden(CACHED, event.size().width() < theme().px(_NARROW_BELOW))

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        services = self._context.services

        async def load() -> Loaded:
            table = services.pricing.table
            rows = [(model, price, table.source(price.source)) for model, price in table.rows()]
            return await services.pricing.list(), rows, await services.providers.list(), table.updated

        self._context.runner.run(load(), owner=self, on_done=self._show)

    def current(self) -> PriceRow | None:
        return self.model.at(self.table.currentIndex().row())

    def _show(self, loaded: Loaded) -> None:
        self._own, table, self._providers, updated = loaded
        chosen = self.current()
        self._heading.set_description(
            tr(
                "Per million tokens, bundled prices as of {day}. Yours win over them from the next request on; what was "
                "logged keeps its cost.",
                day=updated,
            )
        )
        self.model.set_rows(rows_of(self._own, table, {item.id: item.name for item in self._providers}))
        self._after_filter()
        if chosen is not None and chosen.own is not None:
            self._select(chosen.own)

    def _on_filter(self, _text: str = "") -> None:
        self.model.set_filter(self.filter.text(), self.which.key() == "own")
        self._after_filter()

    def _after_filter(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._show_current()

    def _on_clear(self) -> None:
        self.filter.clear()
        self.which.set_key("all")
        self._on_filter()

    def _show_current(self) -> None:
        row = self.current()
        own = row is not None and row.own is not None
        self.edit.setEnabled(row is not None)
        self.edit.set_text(tr("Change…") if own or row is None else tr("Set my own…"))
        self.remove.setEnabled(own)

    def _select(self, price: ModelPrice) -> None:
        place = self.model.place_of(price.model, price.provider_id)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, MODEL))
            self.table.scrollTo(self.model.index(place, MODEL))

    # ------------------------------------------------------------------ changing

    def _open(self, row: PriceRow | None = None) -> None:
        """The form: empty, with the user's price, or with the table's as a beginning."""
        own = row.own if row is not None else None
        like = (row.model, row.price) if row is not None and own is None else None
        dialog = PriceDialog(self._context, self._providers, self._own, own, like)
        dialog.saved.connect(lambda price: self._on_saved(price, own))
        dialog.open_in(self._context.shell.overlay_parent())

    def _on_saved(self, price: ModelPrice, before: ModelPrice | None) -> None:
        def undo() -> None:
            pricing = self._context.services.pricing
            if before is None:
                self._change(pricing.remove(price.id))
            else:
                self._change(pricing.save(before))

        title = tr("{model} has a price of yours", model=price.model)
        self._context.shell.toast("ok", title, action=(tr("Undo"), undo))
        self.filter.clear()
        self.refresh()

    def _on_remove(self) -> None:
        row = self.current()
        if row is None or row.own is None:
            return
        own = row.own

        def undo() -> None:
            self._change(self._context.services.pricing.save(dataclasses.replace(own, id="")))

        def done(_nothing: object) -> None:
            title = tr("Your price of {model} was removed", model=own.model)
            self._context.shell.toast("ok", title, action=(tr("Undo"), undo))
            self.refresh()

        work = self._context.services.pricing.remove(own.id)
        self._context.runner.run(work, owner=self, on_done=done, on_error=self._failed)

    def _change(self, work: Coroutine[Any, Any, object]) -> None:
        self._context.runner.run(work, owner=self, on_done=lambda _done: self.refresh(), on_error=self._failed)

    def _failed(self, error: AmuxError) -> None:
        self._context.shell.toast("bad", tr("That did not work"), describe(error))
        self.refresh()

    def _open_menu(self, event: QContextMenuEvent) -> None:
        row = self.current()
        if row is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = row.own is not None
        menu.add(tr("Change…") if own else tr("Set my own…"), lambda: self._open(row), icon="pencil")
        menu.add(tr("Copy the model's name"), lambda: QGuiApplication.clipboard().setText(row.model), icon="copy")
        if own:
            menu.addSeparator()
            menu.add(tr("Remove"), self._on_remove, icon="trash-2", shortcut="Del", danger=True)
        menu.popup(event.globalPos())
