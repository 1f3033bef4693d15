"""One provider: connection, models, passthrough path. Edits wait for Save; switches act at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.formats import decimal, duration
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.pages.provider_advanced import AdvancedSection
from amux_desktop.gui.pages.provider_keys import KeysSection
from amux_desktop.gui.pages.provider_models import ModelsSection
from amux_desktop.gui.widgets.badge import Badge, KeyCap, StatusDot
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, Divider, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import LogoTile
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.services.balance import Balance
from amux_desktop.services.probe import ProbeResult
from amux_desktop.services.records import BridgeProxy, Provider, ProviderDraft

_PADDING = 28


class ProviderDetail(QWidget):
    rename_requested = Signal()
    duplicate_requested = Signal()
    delete_requested = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._provider: Provider | None = None
        self._loading = False
        content = QWidget()
        column = column_layout(content, _PADDING, 20, _PADDING, 24, spacing=14)
        column.addLayout(self._build_head())
        self.banner = Banner()
        self.banner.hide()
        column.addWidget(self.banner)
        column.addWidget(Label(tr("Connection"), "h3"))
        self.keys = KeysSection(context)
        self.keys.changed.connect(self._on_edited)
        self.keys.test_requested.connect(self.test)
        column.addWidget(self.keys)
        self.url = TextField(tr("Base URL"), mono=True)
        self.url.textEdited.connect(self._on_edited)
        reset = self.url.add_button("rotate-ccw", tr("Reset to the preset's address"))
        reset.triggered.connect(self._reset_url)
        self._url_block = FieldBlock(tr("Base URL"), self.url)
        column.addWidget(self._url_block)
        self.models = ModelsSection(context)
        self.models.changed.connect(self._on_edited)
        self.models.failed.connect(self._on_fetch_failed)
        column.addWidget(self.models)
        column.addWidget(self._build_passthrough())
        self.advanced = AdvancedSection()
        self.advanced.changed.connect(self._on_edited)
        column.addWidget(self.advanced)
        column.addStretch(1)
        outer = column_layout(self, spacing=0)
        outer.addWidget(Scroller(content, gutter=_PADDING), 1)
        self.bar = self._build_bar()
        outer.addWidget(self.bar)

    # ------------------------------------------------------------------ what the page asks

    def provider_id(self) -> str:
        return self._provider.id if self._provider else ""

    def show_provider(self, provider: Provider) -> None:
        """Shows a record. Unsaved edits of the same provider stay."""
        same = self.provider_id() == provider.id
        keep = same and self.is_changed()
        if not same:
            self.banner.hide()
        self._provider = provider
        self._show_head(provider)
        if not keep:
            self._load(provider)
        self.refresh_uses()
        if not same:
            self._show_balance(provider)

    def is_changed(self) -> bool:
        return not self.bar.isHidden()

    def discard(self) -> None:
        if self._provider is not None:
            self._load(self._provider)

    def save(self, done: Callable[[], object] | None = None) -> None:
        """Saves edits; a refused field is marked and `done` is not called."""
        provider = self._provider
        if provider is None or not self.is_changed() or not self.advanced.check():
            return
        draft, key = self._draft(provider), self.keys.new_secret()
        self._save_button.set_busy(True, tr("Saving…"))

        async def work() -> None:
            await self._context.services.providers.edit(provider.id, draft)
            if key:
                await self._context.services.providers.set_key(provider.id, key)

        def saved(_nothing: None) -> None:
            self._save_button.set_busy(False)
            self._set_changed(False)
            self.keys.clear_typed()
            if done is not None:
                done()

        self._context.runner.run(work(), owner=self, on_done=saved, on_error=self._on_save_failed)

    def refresh_uses(self) -> None:
        if self._provider is not None:
            self._context.runner.run(
                self._context.services.providers.uses(self._provider.id), owner=self, on_done=self._show_uses
            )

    def test(self) -> None:
        """A real request with what is in the form now, saved or not."""
        provider = self._provider
        if provider is None or not self.advanced.check():
            return
        self.keys.test_button.set_busy(True, tr("Testing…"))
        providers = self._context.services.providers
        work = (
            providers.test_draft(self._draft(provider), self.keys.new_secret() or None, provider.id)
            if self.is_changed()
            else providers.test(provider.id)
        )
        self._context.runner.run(work, owner=self, on_done=self._show_test, on_error=self._on_test_failed)

    # ------------------------------------------------------------------ head

    def _build_head(self) -> QHBoxLayout:
        self._logo = LogoTile(size=44)
        self._name = ElidedLabel("", "h2")
        self._adapter = Badge()
        self._uses = ElidedLabel("", "small", "text2")
        self._balance = Badge("", "neutral")
        self._balance.hide()
        self.enabled = Switch(tr("Enabled"))
        self.enabled.clicked.connect(self._on_enabled)
        self._more = IconButton("ellipsis", tr("More actions"))
        self._more.clicked.connect(self._open_menu)
        titles = row_layout(None, spacing=9)
        titles.addWidget(self._name)
        titles.addWidget(self._adapter)
        titles.addWidget(self._balance)
        titles.addStretch(1)
        texts = column_layout(None, spacing=3)
        texts.addLayout(titles)
        texts.addWidget(self._uses)
        head = row_layout(None, spacing=14)
        head.addWidget(self._logo)
        head.addLayout(texts, 1)
        head.addWidget(Label(tr("Enabled"), "body", "text2"))
        head.addWidget(self.enabled)
        head.addWidget(self._more)
        return head

    def _show_head(self, provider: Provider) -> None:
        self._logo.set_logo(provider.logo, provider.name)
        self._name.set_text(provider.name)
        self._adapter.set_text(adapter_title(provider.adapter))
        self.enabled.set_on(provider.enabled)
        self._passthrough.set_on(provider.passthrough)
        self._address.set_value(f"{self._context.services.base_url()}/providers/{provider.slug}")
        self._address.setVisible(provider.passthrough)

    def _show_uses(self, proxies: tuple[BridgeProxy, ...]) -> None:
        if proxies:
            names = ", ".join(proxy.name or proxy.slug for proxy in proxies[:3])
            self._uses.set_text(tr("%n proxies use it: {names}", n=len(proxies), names=names))
        else:
            self._uses.set_text(tr("No proxy uses it"))

    def _show_balance(self, provider: Provider) -> None:
        self._balance.hide()
        if not (provider.keys and provider.enabled and self._context.services.providers.has_balance(provider)):
            return

        def show(balance: Balance | None) -> None:
            if balance is not None and self.provider_id() == provider.id:
                amount = decimal(float(balance.amount), 2)
                text = tr("{amount} {currency} left", amount=amount, currency=balance.currency)
                self._balance.set_state(text, "warn" if balance.low else "neutral")
                self._balance.show()

        self._context.runner.run(
            self._context.services.providers.balance(provider.id), owner=self, on_done=show, on_error=lambda _e: None
        )

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(tr("Rename"), self.rename_requested.emit, icon="pencil", shortcut="F2")
        menu.add(tr("Duplicate"), self.duplicate_requested.emit, icon="copy")
        menu.addSeparator()
        menu.add(tr("Delete"), self.delete_requested.emit, icon="trash-2", shortcut="Del", danger=True)
        menu.open_below(self._more)

    def _on_enabled(self, on: bool) -> None:
        provider = self._provider
        if provider is None:
            return

        def failed(error: AmuxError) -> None:
            self.enabled.set_on(not on)
            self._context.shell.toast("bad", tr("{name} was not changed", name=provider.name), describe(error))

        work = self._context.services.providers.set_enabled(provider.id, on)
        self._context.runner.run(work, owner=self, on_error=failed)

    # ------------------------------------------------------------------ form

    def _load(self, provider: Provider) -> None:
        self._loading = True
        self.keys.show_provider(provider)
        self.url.setText(provider.base_url)
        self._url_block.set_error("")
        self.models.show_models(provider)
        self.advanced.show_provider(provider)
        self._path.setText(provider.slug)
        self._loading = False
        self._set_changed(False)
        self._show_target()

    def _draft(self, provider: Provider) -> ProviderDraft:
        draft = dataclasses.replace(
            ProviderDraft.of(provider), base_url=self.url.text().strip(), models=self.models.models()
        )
        return self.advanced.applied(draft)

    def _on_edited(self) -> None:
        if not self._loading:
            self._set_changed(True)
            self._show_target()

    def _set_changed(self, changed: bool) -> None:
        self.bar.setVisible(changed)

    def _reset_url(self) -> None:
        if self._provider is None or not self._provider.preset:
            return
        preset = self._context.services.presets.get(self._provider.preset)
        if preset.base_url and preset.base_url != self.url.text():
            self.url.setText(preset.base_url)
            self._on_edited()

    def _show_target(self) -> None:
        """A provider that signs in with accounts has its address from them."""
        provider = self._provider
        url = ""
        if provider is not None:
            url = self._context.services.providers.request_url(self._draft(provider))
        self._url_block.set_hint(tr("Requests go to {url}", url=url) if url else "")

    def _on_save_failed(self, error: AmuxError) -> None:
        self._save_button.set_busy(False)
        if error.code.startswith("field_") and "base" in str(error.params.get("field", "")).lower():
            self._url_block.set_error(describe(error))
        else:
            self._context.shell.toast("bad", tr("Not saved"), describe(error))

    def _on_fetch_failed(self, error: AmuxError) -> None:
        self.banner.show_text("bad", tr("The list of models could not be fetched"), describe(error))
        self.banner.show()

    # ------------------------------------------------------------------ test

    def _show_test(self, result: ProbeResult) -> None:
        self.keys.test_button.set_busy(False)
        show_probe(self.banner, result, *self._next_steps(result))
        self.banner.show()
        self.banner.announce()

    def _next_steps(self, result: ProbeResult) -> list[Button]:
        """At most two: what was sent and answered, and where the reason most likely is."""
        steps = []
        if result.request_id:
            details = Button(tr("Details"), "ghost", size="sm")
            details.clicked.connect(lambda: self._context.shell.open_page("logs", result.request_id))
            steps.append(details)
        if result.status in (401, 403):
            key = Button(tr("Replace key"), size="sm")
            key.clicked.connect(self.keys.focus)
            steps.append(key)
        elif result.status not in (402, 429):
            address = Button(tr("Check address"), size="sm")
            address.clicked.connect(self._focus_url)
            steps.append(address)
        return steps

    def _focus_url(self) -> None:
        self.url.setFocus(Qt.FocusReason.OtherFocusReason)
        self.url.selectAll()

    def _on_test_failed(self, error: AmuxError) -> None:
        self.keys.test_button.set_busy(False)
        self.banner.show_text("bad", tr("The test could not run"), describe(error))
        self.banner.show()

    # ------------------------------------------------------------------ passthrough and the bar at the foot

    def _build_passthrough(self) -> QWidget:
        card = Card()
        self._passthrough = Switch(tr("Passthrough proxy"))
        self._passthrough.clicked.connect(self._on_passthrough)
        card.column.addWidget(
            SettingRow(
                tr("Passthrough proxy"),
                tr("Forward requests as they are, with Amux adding the key, logs and limits."),
                self._passthrough,
            )
        )
        self._address = CopyField(name=tr("Copy the passthrough address"))
        self._path = TextField(tr("Path"), mono=True)
        self._path.hide()
        self._path.returnPressed.connect(self._save_path)
        self._edit_path = Button(tr("Edit path"))
        self._edit_path.clicked.connect(self._on_edit_path)
        row = row_layout(None, 16, 0, 16, 14, spacing=8)
        row.addWidget(self._address, 1)
        row.addWidget(self._path, 1)
        row.addWidget(self._edit_path)
        card.column.addLayout(row)
        return card

    def _on_passthrough(self, on: bool) -> None:
        provider = self._provider
        if provider is None:
            return

        def failed(error: AmuxError) -> None:
            self._passthrough.set_on(not on)
            self._context.shell.toast("bad", tr("{name} was not changed", name=provider.name), describe(error))

        draft = dataclasses.replace(ProviderDraft.of(provider), passthrough=on)
        self._context.runner.run(self._context.services.providers.edit(provider.id, draft), owner=self, on_error=failed)

    def _on_edit_path(self) -> None:
        if self._path.isHidden():
            self._address.hide()
            self._path.show()
            self._path.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit_path.set_text(tr("Save path"))
        else:
            self._save_path()

    def _save_path(self) -> None:
        provider = self._provider
        if provider is None:
            return
        draft = dataclasses.replace(ProviderDraft.of(provider), slug=self._path.text().strip())

        def saved(_provider: Provider) -> None:
            self._path.hide()
            self._path.set_error(False)
            self._address.show()
            self._edit_path.set_text(tr("Edit path"))

        def failed(error: AmuxError) -> None:
            self._path.set_error(True)
            self._context.shell.toast("bad", tr("The path was not changed"), describe(error))

        work = self._context.services.providers.edit(provider.id, draft)
        self._context.runner.run(work, owner=self, on_done=saved, on_error=failed)

    def _build_bar(self) -> QFrame:
        bar = QFrame()
        column = column_layout(bar, spacing=0)
        column.addWidget(Divider())
        row = row_layout(None, _PADDING, 10, _PADDING, 10, spacing=8)
        row.addWidget(StatusDot("", "warn"))
        row.addWidget(Label(tr("Unsaved changes"), "body_m"), 1)
        discard = Button(tr("Discard"), "ghost")
        discard.clicked.connect(self.discard)
        self._save_button = Button(tr("Save"), "primary")
        self._save_button.clicked.connect(lambda: self.save())
        row.addWidget(discard)
        row.addWidget(self._save_button)
        for key in ("Ctrl", "S"):
            row.addWidget(KeyCap(key))
        column.addLayout(row)
        bar.hide()
        return bar


def adapter_title(adapter: str) -> TextLike:
    """The format of a provider in a badge."""
    if adapter in ("anthropic", "custom-anthropic"):
        return tr("Anthropic format")
    if adapter in ("gemini", "custom-gemini"):
        return tr("Gemini format")
    if adapter in ("openai-responses", "custom-openai-responses"):
        return tr("OpenAI Responses")
    return tr("OpenAI-compatible")


def show_probe(banner: Banner, result: ProbeResult, *buttons: Button) -> None:
    """The outcome of a connection test: what worked, or who failed, the provider's own words and what to do next."""
    if result.ok:
        banner.show_text(
            "ok",
            tr("Connected in {time}", time=duration(result.duration_ms)),
            tr("{model} answered.", model=result.model),
        )
    else:
        banner.show_text("bad", _failure(result), result.message, *buttons)


def _failure(result: ProbeResult) -> TextLike:
    name = result.provider_name
    if not name:
        return tr("The provider did not answer the test")
    match result.status:
        case 401 | 403:
            return tr("{name} rejected the key ({status})", name=name, status=str(result.status))
        case 402 | 429:
            return tr("{name} is at its limit ({status})", name=name, status=str(result.status))
        case 404:
            return tr("{name} does not know this address or model ({status})", name=name, status="404")
        case _:
            return tr("{name} did not answer the test ({status})", name=name, status=str(result.status or "–"))
