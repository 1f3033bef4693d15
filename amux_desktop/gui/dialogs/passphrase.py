"""Ask for a passphrase: a new one twice, an existing one once."""

from __future__ import annotations

from collections.abc import Callable

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.field import FieldBlock, SecretField
from amux_desktop.gui.widgets.label import Label

MIN_LENGTH = 8


class PassphraseFields:
    """One or two fields; `text` is None, and the reason stands at the field, when they cannot be used."""

    def __init__(self, *, is_new: bool) -> None:
        self.first = SecretField(tr("Passphrase"))
        self.again = SecretField(tr("Repeat the passphrase"))
        hint: TextLike = tr("At least {count} characters. Without it nothing can be opened again.", count=MIN_LENGTH)
        self.block = FieldBlock(tr("Passphrase"), self.first, hint=hint if is_new else "")
        self.again_block = FieldBlock(tr("Repeat the passphrase"), self.again)
        self.again_block.setVisible(is_new)
        self._is_new = is_new
        self.column = column_layout(None, spacing=12)
        self.column.addWidget(self.block)
        self.column.addWidget(self.again_block)

    def text(self) -> str | None:
        text = self.first.text()
        self.block.set_error("")
        self.again_block.set_error("")
        if not text:
            self.block.set_error(tr("Enter a passphrase"))
        elif self._is_new and len(text) < MIN_LENGTH:
            self.block.set_error(tr("Use {count} characters or more", count=MIN_LENGTH))
        elif self._is_new and text != self.again.text():
            self.again_block.set_error(tr("The two are not the same"))
        else:
            return text
        return None


class PassphraseDialog(Dialog):
    """`run` gets the passphrase and what to call with an error; the dialog is closed by `accept`."""

    def __init__(
        self,
        title: TextLike,
        text: TextLike,
        verb: TextLike,
        run: Callable[[str, PassphraseDialog], object],
        *,
        is_new: bool,
    ) -> None:
        super().__init__(title, width=460, icon="lock")
        self._run = run
        if str(text):
            self.form.addWidget(Label(text, "body", "text2", wrap=True))
        self.fields = PassphraseFields(is_new=is_new)
        self.form.addLayout(self.fields.column)
        self.add_cancel()
        self.confirm = self.add_button(verb, "primary", self._on_confirm, default=True)

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def show_error(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self.fields.block.set_error(describe(error))
        self.refit()

    def _on_confirm(self) -> None:
        text = self.fields.text()
        self.refit()
        if text is not None:
            self.confirm.set_busy(True, tr("Working…"))
            self._run(text, self)
