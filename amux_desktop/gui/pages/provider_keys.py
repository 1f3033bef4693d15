"""The keys of a provider: one field for the usual single key, a list once there are several."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.add_key import AddKeyDialog
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.formats import ago
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Card, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.field import FieldBlock, SecretField
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.services.records import NewProviderKey, Provider, ProviderKey

_SHOWN_MS = 20_000
_STATES: dict[str, tuple[Text, Tone]] = {
    "ok": (tr("Works", "API key"), "ok"),
    "limited": (tr("Rate limited"), "warn"),
    "invalid": (tr("Rejected", "API key"), "bad"),
    "failed": (tr("Failing"), "bad"),
}


class KeysSection(QWidget):
    """`new_secret` is a key that was typed and is not saved yet."""

    changed = Signal()
    test_requested = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._provider: Provider | None = None
        self.field = SecretField(tr("API Key"), placeholder=tr("Paste a key"))
        self.field.textEdited.connect(self.changed)
        self.field.reveal_wanted.connect(self._reveal_only)
        self._add = Button(tr("Add another key"), "link", size="sm")
        self._add.clicked.connect(self._on_add)
        self._block = FieldBlock(tr("API Key"), self.field, hint=tr("Sealed on this computer"), beside=self._add)
        self.test_button = Button(tr("Test connection"), icon="plug-zap")
        self.test_button.clicked.connect(self.test_requested)
        self._list = Card()
        self._list.hide()
        top = row_layout(None, spacing=10)
        top.addWidget(self._block, 1)
        side = column_layout(None, 0, 24, 0, 0)
        side.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignTop)
        side.addStretch(1)
        top.addLayout(side)
        column = column_layout(self, spacing=8)
        column.addLayout(top)
        column.addWidget(self._list)

    def show_provider(self, provider: Provider) -> None:
        self._provider = provider
        self.clear_typed()
        several = len(provider.keys) > 1
        self.field.setVisible(not several)
        first = provider.keys[0] if provider.keys else None
        place: TextLike = tr("Stored key ending in {hint}", hint=first.hint) if first else tr("Paste a key")
        self.field.setPlaceholderText(str(place))
        self._add.setVisible(bool(provider.keys))
        self._list.clear_rows()
        self._list.setVisible(several)
        if several:
            for key in provider.keys:
                self._list.add_row(self._key_row(provider, key))

    def new_secret(self) -> str:
        return self.field.text().strip()

    def focus(self) -> None:
        """Where the next key is typed: the field, or with several keys the button for another one."""
        target = self.field if self.field.isVisible() else self._add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_typed(self) -> None:
        self.field.clear()
        self.field.hide_text()

    def _key_row(self, provider: Provider, key: ProviderKey) -> QWidget:
        switch = Switch(tr("Use the key {name}", name=key.label or key.hint))
        switch.set_on(key.enabled)
        services = self._context.services.providers
        switch.clicked.connect(lambda on: self._run(services.edit_key(provider.id, key.id, enabled=on)))
        reveal = IconButton("eye", tr("Show the key"))
        remove = IconButton("trash-2", tr("Delete the key"))
        remove.clicked.connect(lambda: self._ask_remove(provider, key))
        used = tr("last used {when}", when=ago(key.last_used_ms)) if key.last_used_ms else tr("not used yet")
        row = SettingRow(key.label or f"••••{key.hint}", used)
        if key.state in _STATES:
            text, tone = _STATES[key.state]
            badge = Badge(text, tone)
            badge.setToolTip(plain(key.state_reason))
            row.row.addWidget(badge)
        reveal.clicked.connect(lambda: self._reveal(provider, key, row))
        for widget in (reveal, remove, switch):
            row.row.addWidget(widget)
        return row

    def _ask_remove(self, provider: Provider, key: ProviderKey) -> None:
        """A key that is gone cannot be brought back: it is stored nowhere else."""
        services = self._context.services.providers
        ConfirmDialog(
            tr("Delete the key {name}?", name=key.label or f"••••{key.hint}"),
            tr("Requests to {name} use the other keys. The deleted one cannot be brought back.", name=provider.name),
            tr("Delete key"),
            lambda: self._run(services.remove_key(provider.id, key.id)),
        ).open_in(self._context.shell.overlay_parent())

    def _reveal_only(self) -> None:
        """The one stored key, in the empty field, for a short while."""
        provider = self._provider
        if provider is None or len(provider.keys) != 1 or self.new_secret():
            return
        key, hidden = provider.keys[0], self.field.placeholderText()

        def show(secret: str) -> None:
            if self._provider is provider:
                self.field.setPlaceholderText(secret)
                QTimer.singleShot(_SHOWN_MS, self, hide)

        def hide() -> None:
            if self._provider is provider:
                self.field.setPlaceholderText(hidden)

        work = self._context.services.providers.reveal_key(provider.id, key.id)
        self._context.runner.run(work, owner=self, on_done=show)

    def _reveal(self, provider: Provider, key: ProviderKey, row: SettingRow) -> None:
        """Shows a stored key for a short while."""

        def show(secret: str) -> None:
            row.title.set_text(secret)
            QTimer.singleShot(_SHOWN_MS, row, lambda: row.title.set_text(key.label or f"••••{key.hint}"))

        self._context.runner.run(
            self._context.services.providers.reveal_key(provider.id, key.id), owner=row, on_done=show
        )

    def _on_add(self) -> None:
        provider = self._provider
        if provider is None:
            return

        def add(secret: str, label: str) -> None:
            key = NewProviderKey(secret=secret, label=label)
            self._run(self._context.services.providers.add_key(provider.id, key))

        AddKeyDialog(add).open_in(self._context.shell.overlay_parent())

    def _run(self, work: object) -> None:
        def failed(error: AmuxError) -> None:
            self._context.shell.toast("bad", tr("The keys were not changed"), describe(error))

        self._context.runner.run(work, owner=self, on_error=failed)  # type: ignore[arg-type]  # a coroutine of any result
