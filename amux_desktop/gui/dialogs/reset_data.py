"""Delete everything: what goes is said, the word is typed, coding tools get their settings back first."""

from __future__ import annotations

from functools import partial

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.field import FieldBlock, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.reset import take_leave, wipe

_WORD = tr("delete", "typed to confirm")


class ResetDataDialog(Dialog):
    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Delete all data?"), width=500, icon="trash-2", tone="bad")
        self._context = context
        body = tr(
            "Providers, keys, proxies, tokens, accounts, conversations, logs and backups are deleted. Coding tools get "
            "their own settings back first. There is no way back; export first if you may want it again."
        )
        self.form.addWidget(Label(body, "body", "text2", wrap=True))
        self.word = TextField(tr("Confirmation"))
        self.word.textChanged.connect(lambda _text: self._on_typed())
        self.form.addWidget(FieldBlock(tr("Type “{word}” to go on", word=_WORD), self.word))
        self.problem = Banner()
        self.problem.hide()
        self.form.addWidget(self.problem)
        self.add_cancel()
        self.confirm = self.add_button(tr("Delete all data"), "danger", self._on_confirm, default=True)
        self._on_typed()

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def _on_typed(self) -> None:
        typed = self.word.text().strip().casefold()
        self.confirm.setEnabled(typed in (str(_WORD).casefold(), _WORD.source))

    def _on_confirm(self, anyway: bool = False) -> None:
        self.problem.hide()
        self.confirm.set_busy(True, tr("Deleting…"))
        work = take_leave(self._context.services, anyway=anyway)
        self._context.runner.run(work, owner=self, on_done=self._on_given_back, on_error=self._on_failed)

    def _on_given_back(self, _tools: tuple[str, ...]) -> None:
        shell, paths = self._context.shell, self._context.services.paths
        shell.reopen(
            partial(wipe, paths), lambda window, _names: window.toast("ok", tr("All data was deleted")), fresh=True
        )

    def _on_failed(self, error: AmuxError) -> None:
        """A tool keeps our keys, for example because its file cannot be written."""
        self.confirm.set_busy(False)
        anyway = Button(tr("Delete anyway"), "danger_secondary", size="sm")
        anyway.clicked.connect(lambda: self._on_confirm(anyway=True))
        self.problem.show_text("bad", tr("Nothing was deleted"), describe(error), anyway)
        self.problem.show()
        self.problem.announce()
        self.refit()
