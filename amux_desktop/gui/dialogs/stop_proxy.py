"""Asked when stopping the proxy would cut requests."""

from __future__ import annotations

from collections.abc import Callable

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.label import Label


class StopProxyDialog(Dialog):
    def __init__(self, running: int, when_done: Callable[[], object], now: Callable[[], object]) -> None:
        super().__init__(tr("Stop the proxy?"), width=480)
        self.close_button.hide()
        self.form.addWidget(Label(tr("%n request(s) are running.", n=running), "body", "text2", wrap=True))
        self.add_cancel()
        self.add_button(tr("Stop now"), "danger_secondary", lambda: self._choose(now))
        self.add_button(tr("Stop when they finish"), "primary", lambda: self._choose(when_done), default=True)

    def _choose(self, action: Callable[[], object]) -> None:
        self.accept()
        action()
