"""The public address as a picture, for a phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.qr_code import QrCode


class QrCodeDialog(Dialog):
    def __init__(self, url: str) -> None:
        super().__init__(tr("Scan the address"), width=440, icon="qr-code")
        self.code = QrCode(url, tr("QR code of {url}", url=url))
        self.form.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.form.addWidget(CopyField(url, icon="lock", name=tr("Copy the address")))
        note = tr("The code holds the address only. An app on the phone still needs a token that may use the tunnel.")
        self.form.addWidget(Label(note, "small", "text2", wrap=True))
        self._done = self.add_button(tr("Close"), "secondary", self.accept, default=True)

    def first_focus(self) -> QWidget:
        return self._done
