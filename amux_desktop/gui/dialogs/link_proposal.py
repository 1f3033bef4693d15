"""What an amux:// link wants to add: where it points, what is doubtful about it, and the question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.dialogs.change_list import tr_with
from amux_desktop.gui.i18n import Text, TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.card import Card, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.deep_links import LinkProposal
from amux_desktop.services.records import Provider

_WARNINGS: dict[str, Text] = {
    "unencrypted": tr("The key and everything you ask would travel unencrypted."),
    "lookalike": tr("The host has letters that can look like others. It is shown as {host}."),
    "other_address": tr("{host} is not an address of {service} itself."),
    "private_address": tr("{host} is on this computer or in your own network."),
    "unknown_service": tr("Amux does not know who runs {host}. Add it only if you trust them with what you ask."),
}
_SHOWN_MODELS = 12


class LinkProposalDialog(Dialog):
    """`added` carries the new provider's id. The safe button has the focus: a link comes when nobody expects it."""

    added = Signal(str)

    def __init__(self, context: PageContext, proposal: LinkProposal) -> None:
        super().__init__(tr("Add the provider of this link?"), width=560, icon="link")
        self._context = context
        self._proposal = proposal
        self.form.addWidget(
            Label(
                tr("A web page or another program asks Amux to add this. Nothing has been stored."),
                "body",
                "text2",
                wrap=True,
            )
        )
        if proposal.warnings:
            self.warning = Banner()
            texts = [
                str(tr_with(_WARNINGS[item], host=proposal.host, service=proposal.service))
                for item in proposal.warnings
            ]
            self.warning.show_text("warn", tr("Look twice"), "\n".join(texts))
            self.form.addWidget(self.warning)
        draft = proposal.draft
        card = Card()
        models = [model.id for model in draft.models]
        rest = len(models) - _SHOWN_MODELS
        shown: TextLike = ", ".join(models[:_SHOWN_MODELS]) or tr("none")
        if rest > 0:
            shown = tr("{models} and {count} more", models=shown, count=rest)
        rows: tuple[tuple[Text, TextLike], ...] = (
            (tr("Name"), draft.name),
            (tr("Service"), proposal.service),
            (tr("Base URL"), draft.base_url),
            (tr("Models"), shown),
            (tr("API Key"), proposal.key_hint or tr("none; add one afterwards")),
        )
        for title, value in rows:
            card.add_row(_row(title, value, mono=title.source in ("Base URL", "API Key")))
        self.form.addWidget(card)
        self.problem = Banner()
        self.problem.hide()
        self.form.addWidget(self.problem)
        self.cancel = self.add_button(tr("Cancel"), "secondary", self.reject)
        self.confirm = self.add_button(tr("Add provider"), "primary", self._on_add)

    def open_in(self, window: QWidget) -> None:
        super().open_in(window)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def wishes_to_close(self) -> bool:
        return not self.confirm.is_busy()

    def _on_add(self) -> None:
        self.confirm.set_busy(True, tr("Adding…"))
        work = self._context.services.links.accept(self._proposal)
        self._context.runner.run(work, owner=self, on_done=self._on_added, on_error=self._on_failed)

    def _on_added(self, provider: Provider) -> None:
        self.confirm.set_busy(False)
        self.accept()
        self._context.shell.toast("ok", tr("{name} was added", name=provider.name))
        self.added.emit(provider.id)

    def _on_failed(self, error: AmuxError) -> None:
        self.confirm.set_busy(False)
        self.problem.show_text("bad", tr("The provider was not added"), describe(error))
        self.problem.show()
        self.refit()


def _row(title: Text, value: TextLike, *, mono: bool) -> QWidget:
    row = QWidget()
    line = row_layout(row, 14, 9, 14, 9, spacing=12)
    name = Label(title, "small", "text2")
    name.setFixedWidth(theme().px(92))
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(value, "mono" if mono else "body", wrap=True), 1)
    return row
