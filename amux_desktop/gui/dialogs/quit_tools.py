"""Asked when Amux ends while coding tools still point at it: nobody should be left with a dead port by surprise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.label import Label


class QuitToolsDialog(Dialog):
    def __init__(self, tools: Sequence[str], give_back: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__(tr("Quit Amux?"), width=520, icon="square-terminal")
        names = ", ".join(tools)
        text = tr(
            "{tools} cannot work while Amux does not run. Give back the original settings until the next start?",
            tools=names,
        )
        self.form.addWidget(Label(text, "body", "text2", wrap=True))
        self.add_cancel()
        self.add_button(tr("Quit anyway"), "secondary", lambda: self._choose(leave))
        self.add_button(tr("Give back and quit"), "primary", lambda: self._choose(give_back), default=True)

    def _choose(self, action: Callable[[], object]) -> None:
        self.accept()
        action()
