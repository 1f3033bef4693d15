"""Asked when something else would replace a form with unsaved edits."""

from __future__ import annotations

from collections.abc import Callable

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.label import Label


class UnsavedDialog(Dialog):
    def __init__(self, save: Callable[[], object], discard: Callable[[], object]) -> None:
        super().__init__(tr("Save your changes?"), width=460)
        self._save, self._discard = save, discard
        self.close_button.hide()
        self.form.addWidget(Label(tr("What you changed here is not saved yet."), "body", "text2", wrap=True))
        self.add_button(tr("Stay"), "ghost", self.reject)
        self.add_button(tr("Discard"), "secondary", self._on_discard)
        self.add_button(tr("Save"), "primary", self._on_save, default=True)

    def _on_discard(self) -> None:
        self.accept()
        self._discard()

    def _on_save(self) -> None:
        self.accept()
        self._save()
