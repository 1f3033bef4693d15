"""Providers: the list in the user's order at the left, the chosen one with its key, models and path at the right."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError, ConflictError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    Event,
    ProviderChanged,
    ProviderHealthChanged,
    ProxyChanged,
    RequestFinished,
)
from amux_desktop.gui.dialogs.add_provider import AddProviderDialog
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.import_config import ImportConfigDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.dialogs.unsaved import UnsavedDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.providers import RECORD, ProviderListModel
from amux_desktop.gui.pages.base import Page, PageContext, WidthWatcher
from amux_desktop.gui.pages.provider_detail import ProviderDetail
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.gui.widgets.list_view import ListView
from amux_desktop.gui.widgets.provider_rows import ProviderDelegate
from amux_desktop.services.importing.service import Detected
from amux_desktop.services.providers import RemovedProvider
from amux_desktop.services.records import Bucket, Provider, ProviderDraft

_LATENCIES = 200
_LIST_WIDTH, _LIST_NARROW, _NARROW_BELOW = 292, 248, 960


class ProvidersPage(Page):
    key = "providers"
    title = tr("Providers")
    icon = "boxes"
    group = "routing"
    wide = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._wanted = ""
        self._tests: list[str] = []
        self.test_all = Button(tr("Test all"), icon="plug-zap")
        self.test_all.clicked.connect(self._on_test_all)
        self.header.add_action(self._import_button())
        self.header.add_action(self.test_all)
        self.model = ProviderListModel(self)
        self.list = ListView(tr("Providers"), reorder=True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ProviderDelegate(self.list))
        self.list.current_changed.connect(self._on_current_changed)
        self.list.moved.connect(self._on_moved)
        self.list.delete_requested.connect(self.delete_current)
        self.list.rename_requested.connect(self.rename_current)
        self.filter = TextField(tr("Filter providers"), placeholder=tr("Filter providers"), icon="search")
        self.filter.textChanged.connect(self._on_filter)
        self.detail = ProviderDetail(context)
        self.detail.rename_requested.connect(self.rename_current)
        self.detail.duplicate_requested.connect(self.duplicate_current)
        self.detail.delete_requested.connect(self.delete_current)
        self._summary = ElidedLabel("", "small", "text3")
        self._left = self._build_left()
        self._stack = QStackedLayout()
        self._split = QWidget()
        row = row_layout(self._split, spacing=0)
        row.addWidget(self._left)
        row.addWidget(Divider(vertical=True))
        row.addWidget(self.detail, 1)
        add = Button(tr("Add provider"), "primary", icon="plus")
        add.clicked.connect(self.new)
        self._empty = EmptyState(
            "boxes",
            tr("No providers yet"),
            tr("A provider is a service that answers requests, such as Anthropic, DeepSeek or a server of your own."),
            add,
            self._import_button(),
        )
        self._stack.addWidget(self._split)
        self._stack.addWidget(self._empty)
        self.body.addLayout(self._stack, 1)
        WidthWatcher(self, _NARROW_BELOW, self._set_narrow)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self.run(self.services.providers.list(), self._show)
        self.run(self.services.dashboard.ranking("1h", "provider", _LATENCIES), self._show_latency)

    def _show_latency(self, buckets: tuple[Bucket, ...]) -> None:
        known = {bucket.key: bucket.totals.duration_median_ms for bucket in buckets}
        self.model.set_latency({key: median for key, median in known.items() if median is not None})

    def on_event(self, event: Event) -> None:
        if isinstance(event, ProviderChanged | ProviderHealthChanged | ConfigurationChangedElsewhere):
            self.refresh()
        elif isinstance(event, ProxyChanged):
            self.detail.refresh_uses()
        elif isinstance(event, RequestFinished) and event.summary.duration_ms is not None:
            self.model.note_latency(event.summary.provider_id, event.summary.duration_ms)

    def select(self, target: str) -> None:
        self._wanted = target
        self._choose(target)

    def new(self) -> None:
        dialog = AddProviderDialog(self.context)
        dialog.added.connect(self.select)
        dialog.open_in(self.context.shell.overlay_parent())

    def import_config(self) -> None:
        """Takes over the configuration of another gateway; what is at its usual place is offered."""

        def show(detected: tuple[Detected, ...]) -> None:
            dialog = ImportConfigDialog(self.context, detected)
            dialog.imported.connect(self.refresh)
            dialog.open_in(self.context.shell.overlay_parent())

        self.run(self.services.importers.detect(), show)

    def _import_button(self) -> Button:
        button = Button(tr("Import…"), icon="download")
        button.clicked.connect(self.import_config)
        return button

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        self.detail.save()

    def may_leave(self, go_on: Callable[[], None]) -> None:
        if not self.detail.is_changed():
            go_on()
            return

        def discard() -> None:
            self.detail.discard()
            go_on()

        dialog = UnsavedDialog(lambda: self.detail.save(go_on), discard)
        dialog.open_in(self.context.shell.overlay_parent())

    # ------------------------------------------------------------------ list

    def _build_left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(theme().px(_LIST_WIDTH))
        add = IconButton("plus", tr("Add provider"), variant="primary", size="md")
        add.clicked.connect(self.new)
        top = row_layout(None, spacing=8)
        top.addWidget(self.filter, 1)
        top.addWidget(add)
        column = column_layout(left, 12, 12, 12, 10, spacing=10)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._summary)
        return left

    def _set_narrow(self, narrow: bool) -> None:
        self._left.setFixedWidth(theme().px(_LIST_NARROW if narrow else _LIST_WIDTH))

    def _show(self, providers: tuple[Provider, ...]) -> None:
        current = self.list.currentIndex().data(RECORD)
        wanted = self._wanted or (current.id if isinstance(current, Provider) else "")
        self.model.set_providers(providers)
        self._stack.setCurrentWidget(self._split if providers else self._empty)
        self.test_all.setEnabled(bool(providers))
        on = sum(provider.enabled for provider in providers)
        waiting = sum(self.model.state(provider).token == "warn" for provider in providers if provider.enabled)
        off = len(providers) - on
        if waiting:
            self._summary.set_text(tr("{on} on, {off} off, {waiting} incomplete", on=on, off=off, waiting=waiting))
        else:
            self._summary.set_text(tr("{on} on, {off} off", on=on, off=off))
        self._choose(wanted)

    def _choose(self, provider_id: str) -> None:
        row = self.model.row_of(provider_id)
        if row < 0 and self.model.rowCount():
            row = max(0, self.list.currentIndex().row())
            row = min(row, self.model.rowCount() - 1)
        if row < 0:
            return
        if self.model.row_of(provider_id) >= 0:
            self._wanted = ""
        self.list.setCurrentIndex(self.model.index(row))
        provider = self.model.at(row)
        if provider is not None:
            self.detail.show_provider(provider)

    def _on_current_changed(self, index: QModelIndex) -> None:
        provider = index.data(RECORD) if index.isValid() else None
        if not isinstance(provider, Provider) or provider.id == self.detail.provider_id():
            return
        if not self.detail.is_changed():
            self.detail.show_provider(provider)
            return
        stay = self.model.row_of(self.detail.provider_id())
        self.list.setCurrentIndex(self.model.index(stay))
        self.may_leave(lambda: self.select(provider.id))

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._choose(self.detail.provider_id())

    def _on_moved(self, row: int, to: int) -> None:
        provider = self.model.at(row)
        order = self.model.moved(provider.id, to) if provider is not None else None
        if order is None or provider is None:
            return
        by_id = {item.id: item for item in self.model.providers()}
        self.model.set_providers([by_id[key] for key in order])
        self._choose(provider.id)
        self.run(self.services.providers.reorder(order), None, self._on_reorder_failed)

    def _on_reorder_failed(self, error: AmuxError) -> None:
        self.context.shell.toast("bad", tr("The order was not saved"), describe(error))
        self.refresh()

    # ------------------------------------------------------------------ actions on the chosen provider

    def _current(self) -> Provider | None:
        return self.model.at(self.list.currentIndex().row())

    def rename_current(self) -> None:
        provider = self._current()
        if provider is None:
            return

        def rename(name: str) -> None:
            draft = dataclasses.replace(ProviderDraft.of(provider), name=name)
            self.run(self.services.providers.edit(provider.id, draft))

        RenameDialog(tr("Rename {name}", name=provider.name), provider.name, rename).open_in(
            self.context.shell.overlay_parent()
        )

    def duplicate_current(self) -> None:
        provider = self._current()
        if provider is not None:
            self.run(self.services.providers.duplicate(provider.id), lambda copy: self.select(copy.id))

    def delete_current(self) -> None:
        """Deletes at once and offers Undo; a provider in use says by whom instead."""
        provider = self._current()
        if provider is not None:
            self.detail.discard()
            self.run(self.services.providers.remove(provider.id), self._on_removed, self._on_remove_refused)

    def _on_removed(self, removed: RemovedProvider) -> None:
        def undo() -> None:
            self.run(self.services.providers.restore(removed), lambda provider: self.select(provider.id))

        self.context.shell.toast("ok", tr("{name} was deleted", name=removed.provider.name), action=(tr("Undo"), undo))

    def _on_remove_refused(self, error: AmuxError) -> None:
        if not isinstance(error, ConflictError):
            self.context.shell.toast("bad", tr("The provider was not deleted"), describe(error))
            return
        dialog = ConfirmDialog(
            tr("This provider is still in use"),
            describe(error),
            tr("Open proxies"),
            lambda: self.context.shell.open_page("proxies"),
            danger=False,
        )
        dialog.open_in(self.context.shell.overlay_parent())

    # ------------------------------------------------------------------ Test all

    def _on_test_all(self) -> None:
        """One after another, so that a slow one is seen and no vendor is flooded."""
        self._tests = [provider.id for provider in self.model.providers() if provider.enabled]
        self.test_all.set_busy(bool(self._tests), tr("Testing…"))
        self._test_next()

    def _test_next(self) -> None:
        if not self._tests:
            self.test_all.set_busy(False)
            return
        provider_id = self._tests.pop(0)

        def tested(result: object) -> None:
            latency = getattr(result, "duration_ms", None)
            if getattr(result, "ok", False) and latency is not None:
                self.model.note_latency(provider_id, latency)
            self._test_next()

        self.run(self.services.providers.test(provider_id), tested, lambda _error: self._test_next())
