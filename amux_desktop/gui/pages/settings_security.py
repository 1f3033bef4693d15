"""The store of keys: how it is sealed, whether it is open, a passphrase, and a new key for everything in it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import ConfirmDialog
from amux_desktop.gui.dialogs.passphrase import PassphraseDialog
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.badge import Badge
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, Section, SettingRow, column_layout
from amux_desktop.services.vault import VaultStatus

_SEALS: dict[str, Text] = {
    "keyring": tr("The master key is in your system keyring"),
    "passphrase": tr("The master key is protected by your passphrase"),
    "file": tr("This computer has no keyring: the master key is a file in the data folder"),
}


class SecuritySection(QWidget):
    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._banner = Banner()
        self._banner.hide()
        self._state = Badge("", "ok", dot=True)
        self._seal = SettingRow(tr("Stored keys"), "", self._state)
        self._move = Button(tr("Move to the keyring"))
        self._move.clicked.connect(self._on_move)
        self._seal.row.insertWidget(1, self._move)
        self.passphrase = Button(tr("Set…"))
        self.passphrase.clicked.connect(self._on_passphrase)
        self._protect = SettingRow(tr("Protect with a passphrase"), "", self.passphrase)
        self._rotate = Button(tr("New key"))
        self._rotate.clicked.connect(self._on_rotate)
        card = Card()
        card.add_row(self._seal)
        card.add_row(self._protect)
        card.add_row(
            SettingRow(
                tr("Encrypt everything anew"), tr("With a new data key. Stored keys stay as they are."), self._rotate
            )
        )
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Encryption"), tr("Keys and headers are sealed with AES-256-GCM.")))
        column.addWidget(self._banner)
        column.addWidget(card)
        self.refresh()

    def refresh(self) -> None:
        status: VaultStatus = self._context.services.vault.status
        self._state.set_state(
            tr("Open", "key store") if status.is_open else tr("Locked"), "ok" if status.is_open else "bad"
        )
        self._seal.set_description(_SEALS.get(status.seal, ""))
        sealed = status.seal == "passphrase"
        self._move.setVisible(status.is_open and (status.is_weak or sealed))
        self.passphrase.setEnabled(status.is_open)
        self.passphrase.set_text(tr("Change…") if sealed else tr("Set…"))
        self._protect.set_description(
            tr("It is asked for at each start, or read from the file in AMUX_PASSPHRASE_FILE")
            if sealed
            else tr("In the place of the keyring. It is then asked for at each start.")
        )
        self._rotate.setEnabled(status.is_open)
        self._banner.setVisible(not status.is_open)
        if not status.is_open:
            again = Button(tr("Try again"), size="sm")
            again.clicked.connect(lambda: self._on_unlock(status))
            reset = Button(tr("Reset…"), "danger_secondary", size="sm")
            reset.clicked.connect(self._on_reset)
            self._banner.show_text("bad", tr("The stored keys are locked"), status.explanation, reset, again)

    def _on_unlock(self, status: VaultStatus) -> None:
        if status.seal != "passphrase":
            self._run_unlock()
            return
        work = self._context.services.vault.unlock
        self._ask(tr("Unlock the stored keys"), "", tr("Unlock"), work, is_new=False)

    def _on_passphrase(self) -> None:
        vault = self._context.services.vault
        text = tr("The stored keys open only with it. If you forget it, every API key must be entered again.")

        def work(passphrase: str) -> Coroutine[Any, Any, VaultStatus]:
            return vault.change_seal("passphrase", passphrase)

        self._ask(tr("Protect with a passphrase"), text, tr("Protect"), work, is_new=True)

    def _ask(
        self,
        title: Text,
        text: TextLike,
        verb: Text,
        work: Callable[[str], Coroutine[Any, Any, VaultStatus]],
        *,
        is_new: bool,
    ) -> None:
        def run(passphrase: str, dialog: PassphraseDialog) -> None:
            def done(_status: VaultStatus) -> None:
                dialog.accept()
                self.refresh()

            self._context.runner.run(work(passphrase), owner=dialog, on_done=done, on_error=dialog.show_error)

        PassphraseDialog(title, text, verb, run, is_new=is_new).open_in(self._context.shell.overlay_parent())

    def _run_unlock(self) -> None:
        self._context.runner.run(
            self._context.services.vault.unlock(), owner=self, on_done=lambda _s: self.refresh(), on_error=self._failed
        )

    def _on_move(self) -> None:
        work = self._context.services.vault.change_seal("keyring")
        self._context.runner.run(work, owner=self, on_done=lambda _s: self.refresh(), on_error=self._failed)

    def _on_rotate(self) -> None:
        self._rotate.set_busy(True, tr("Encrypting…"))

        def done(count: int) -> None:
            self._rotate.set_busy(False)
            self._context.shell.toast("ok", tr("%n secret(s) encrypted anew", n=count))

        self._context.runner.run(self._context.services.vault.rotate(), owner=self, on_done=done, on_error=self._failed)

    def _on_reset(self) -> None:
        vault = self._context.services.vault
        ConfirmDialog(
            tr("Give up all stored keys?"),
            tr("Every API key must be entered again. Providers, proxies and logs stay. This cannot be undone."),
            tr("Reset stored keys"),
            lambda: self._context.runner.run(
                vault.reset(), owner=self, on_done=lambda _s: self.refresh(), on_error=self._failed
            ),
        ).open_in(self._context.shell.overlay_parent())

    def _failed(self, error: AmuxError) -> None:
        self._rotate.set_busy(False)
        self._context.shell.toast("bad", tr("That did not work"), describe(error))
