"""Which models get the next messages side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from amux_desktop.gui.dialogs.base import Dialog, ResultLine
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.pages.chat_bar import TargetPicker
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.chat import Asked
from amux_desktop.services.chat_targets import ChatTarget

_LEAST, _MOST = 2, 4


class ChatCompareDialog(Dialog):
    """`done` gets two to four places to ask; none when comparing is switched off."""

    def __init__(
        self, targets: Sequence[ChatTarget], chosen: Sequence[Asked], done_with: Callable[[tuple[Asked, ...]], None]
    ) -> None:
        super().__init__(tr("Compare models"), width=600, icon="columns-2")
        self._targets = tuple(targets)
        self._done_with = done_with
        self.rows: list[TargetPicker] = []
        self._lines: dict[TargetPicker, QWidget] = {}
        self.form.addWidget(
            Label(
                tr("Your next messages go to all of these. Their answers stand side by side, with time and price."),
                "body",
                "text2",
                wrap=True,
            )
        )
        self._area = column_layout(None, spacing=8)
        self.form.addLayout(self._area)
        self.more = Button(tr("Add a model"), "ghost", icon="plus", size="sm")
        self.more.clicked.connect(lambda: self._add_row(*self._proposal()))
        self.form.addWidget(self.more)
        self.result_line = ResultLine()
        self.left.addWidget(self.result_line, 1)
        if len(chosen) >= _LEAST:
            self.add_button(tr("Compare no more"), "ghost", lambda: self._finish(()))
        self.add_cancel()
        self.confirm = self.add_button(tr("Compare"), "primary", self._on_confirm, default=True)
        for route, model in chosen:
            self._add_row(route, model)
        while len(self.rows) < _LEAST:
            self._add_row(*self._proposal())

    def _proposal(self) -> Asked:
        """Something that is not in the list yet, of another provider where there is one."""
        taken = {row.chosen() for row in self.rows}
        routes = {route for route, _model in taken}
        offers = [(target.route, model.id) for target in self._targets for model in target.models]
        fresh = [offer for offer in offers if offer not in taken]
        return next((offer for offer in fresh if offer[0] not in routes), fresh[0] if fresh else ("", ""))

    def _add_row(self, route: str, model: str) -> None:
        picker = TargetPicker()
        picker.fill_row()
        picker.set_targets(self._targets)
        picker.choose(route, model)
        remove = IconButton("x", tr("Remove"))
        remove.clicked.connect(lambda: self._remove(picker))
        holder = QWidget()
        line = row_layout(holder, spacing=8)
        line.addWidget(picker, 1)
        line.addWidget(remove)
        self.rows.append(picker)
        self._lines[picker] = holder
        self._area.addWidget(holder)
        self._show_limits()

    def _remove(self, picker: TargetPicker) -> None:
        if len(self.rows) <= _LEAST:
            return
        self.rows.remove(picker)
        line = self._lines.pop(picker)
        self._area.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._show_limits()

    def _show_limits(self) -> None:
        self.more.setVisible(len(self.rows) < _MOST)
        self.refit()

    def _on_confirm(self) -> None:
        chosen = tuple(row.chosen() for row in self.rows)
        if not all(route and model for route, model in chosen):
            self.result_line.show_result(False, tr("Choose a model in every row"))
            return
        self._finish(chosen)

    def _finish(self, chosen: tuple[Asked, ...]) -> None:
        self.accept()
        self._done_with(chosen)
