"""A new token, shown this once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.banner import Banner, announce
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.services.api_tokens import CreatedToken

_CLIPBOARD_MS = 60_000


class TokenOnceDialog(Dialog):
    """No close button, and Esc does nothing: only "I saved it" ends it."""

    def __init__(self, context: PageContext, created: CreatedToken, slug: str) -> None:
        super().__init__(tr("“{name}” is ready", name=created.token.name), width=540, icon="circle-check", tone="ok")
        self._context = context
        self._text = created.text
        self.close_button.hide()
        warning = tr("Amux keeps a fingerprint of it, not the token. Lost it? Make a new one.")
        self.form.addWidget(Banner("warn", tr("This is the only time the full token is shown"), warning))
        self.copy = Button(tr("Copy"), "primary", icon="copy")
        self.copy.clicked.connect(self._on_copy)
        self.form.addWidget(_TokenBox(self._text, self.copy))
        self.form.addWidget(Label(tr("Try it"), "body_m"))
        code = CodeBox("curl", syntax="shell", fit=True)
        base = context.services.base_url()
        code.set_code(f'curl {base}/proxies/{slug}/v1/models \\\n  -H "Authorization: Bearer $AMUX_TOKEN"')
        self.form.addWidget(code)
        self.add_button(tr("I saved it"), "secondary", self.accept)

    def open_in(self, window: QWidget) -> None:
        super().open_in(window)
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def wishes_to_close(self) -> bool:
        return False

    def _on_copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(self._text)
        self.copy.set_icon("check")
        self.copy.set_text(tr("Copied"))
        announce(self, str(tr("Copied")))
        if self._context.services.settings.current.security_clear_clipboard:
            text = self._text

            def clear() -> None:
                if clipboard.text() == text:
                    clipboard.clear()

            QTimer.singleShot(_CLIPBOARD_MS, clipboard, clear)


class _TokenBox(QFrame):
    def __init__(self, text: str, copy: Button) -> None:
        super().__init__()
        row = row_layout(self, 14, 11, 11, 11, spacing=12)
        label = ElidedLabel(text, "mono", mode=Qt.TextElideMode.ElideMiddle)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 1)
        row.addWidget(copy)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.accent_soft, c.accent_line, Radius.CARD)
