"""What few providers need, folded away: extra headers, another path, waiting times, an own outgoing proxy, a CA file."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from amux_desktop.core.settings import is_proxy_url
from amux_desktop.gui.i18n import Text, tr
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.services.records import Provider, ProviderDraft, Timeouts

_TIMEOUTS: dict[str, Text] = {
    "connect_s": tr("Connect within"),
    "first_byte_s": tr("First answer within"),
    "idle_s": tr("Longest pause in a stream"),
}
_LONGEST_S = 3600.0


class AdvancedSection(QWidget):
    """Values of headers and the outgoing proxy are sealed: they are not shown, and kept until others are entered."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drop_headers = False
        self._drop_proxy = False
        self.fold = Button(tr("Advanced"), "ghost", icon="chevron-right")
        self.fold.clicked.connect(lambda: self.set_open(self._body.isHidden()))
        self._body: QWidget = QWidget()
        self._body.hide()
        body = column_layout(self._body, spacing=12)
        self._headers_note = Label("", "small", "text2", wrap=True)
        self.header_rows: list[tuple[TextField, TextField]] = []
        self._rows = column_layout(None, spacing=6)
        self.add_header = Button(tr("Add header"), icon="plus", size="sm")
        self.add_header.clicked.connect(self._add_header)
        self.drop_headers = Button(tr("Remove the stored ones"), "ghost", size="sm")
        self.drop_headers.clicked.connect(self._on_drop_headers)
        self.path = TextField(tr("Chat path"), mono=True)
        self.ca_file = TextField(tr("Further certificates"), mono=True)
        self.proxy = TextField(tr("Outgoing proxy"), mono=True)
        self.drop_proxy = Button(tr("Use the setting"), "link", size="sm")
        self.drop_proxy.clicked.connect(self._on_drop_proxy)
        self.proxy_block = FieldBlock(tr("Outgoing proxy"), self.proxy, beside=self.drop_proxy)
        self.times = {key: TextField(name) for key, name in _TIMEOUTS.items()}
        self.time_blocks = {
            key: FieldBlock(name, self.times[key], hint=tr("Seconds; empty takes the setting"))
            for key, name in _TIMEOUTS.items()
        }
        buttons = row_layout(None, spacing=8)
        buttons.addWidget(self.add_header)
        buttons.addWidget(self.drop_headers)
        buttons.addStretch(1)
        times = row_layout(None, spacing=14)
        for block in self.time_blocks.values():
            times.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        body.addWidget(Label(tr("Extra headers"), "small_m"))
        body.addWidget(self._headers_note)
        body.addLayout(self._rows)
        body.addLayout(buttons)
        body.addWidget(FieldBlock(tr("Chat path"), self.path, hint=tr("Instead of the usual one, such as /v2/chat")))
        body.addLayout(times)
        body.addWidget(self.proxy_block)
        body.addWidget(
            FieldBlock(tr("Further certificates"), self.ca_file, hint=tr("A PEM file of authorities to trust"))
        )
        column = column_layout(self, spacing=8)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        for field in (self.path, self.ca_file, self.proxy, *self.times.values()):
            field.textEdited.connect(self.changed)

    def set_open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")

    def show_provider(self, provider: Provider) -> None:
        self._drop_headers = self._drop_proxy = False
        clear_layout(self._rows)
        self.header_rows.clear()
        names = ", ".join(provider.header_names)
        self._headers_note.set_text(
            tr("Stored: {names}. New ones replace them all.", names=names) if names else tr("None yet")
        )
        self.drop_headers.setVisible(bool(names))
        self.path.setText(provider.chat_path)
        self.ca_file.setText(provider.ca_file)
        self.proxy.clear()
        self.proxy.setPlaceholderText(provider.outbound_proxy)
        self.drop_proxy.setVisible(bool(provider.outbound_proxy))
        self.proxy_block.set_hint(tr("none, or an address such as http://host:8080; empty keeps what is stored"))
        self.proxy_block.set_error("")
        for key, field in self.times.items():
            seconds = getattr(provider.timeouts, key)
            field.setText("" if seconds is None else f"{seconds:g}")
            self.time_blocks[key].set_error("")

    def check(self) -> bool:
        """Marks what cannot be saved, and opens the section to show it."""
        for key, field in self.times.items():
            bad = bool(field.text().strip()) and _seconds(field.text()) is None
            self.time_blocks[key].set_error(tr("Enter seconds from 0.1 to 3600") if bad else "")
        address = self.proxy.text().strip()
        bad_proxy = bool(address) and address not in ("none", "system") and not is_proxy_url(address)
        self.proxy_block.set_error(tr("This is no address of a proxy") if bad_proxy else "")
        fine = not any(block.error() for block in (self.proxy_block, *self.time_blocks.values()))
        if not fine:
            self.set_open(True)
        return fine

    def applied(self, draft: ProviderDraft) -> ProviderDraft:
        """The draft with what is entered here."""
        headers = {name.text().strip(): value.text().strip() for name, value in self.header_rows if name.text().strip()}
        address = self.proxy.text().strip()
        return dataclasses.replace(
            draft,
            chat_path=self.path.text().strip(),
            ca_file=self.ca_file.text().strip(),
            timeouts=Timeouts(**{key: _seconds(field.text()) for key, field in self.times.items()}),
            headers=headers if headers or self._drop_headers else None,
            outbound_proxy=address if address or self._drop_proxy else None,
        )

    def _add_header(self) -> None:
        name, value = TextField(tr("Header name"), mono=True), SecretField(tr("Header value"))
        name.setPlaceholderText("X-Example")
        row = row_layout(None, spacing=8)
        row.addWidget(name, 1)
        row.addWidget(value, 2)
        self._rows.addLayout(row)
        self.header_rows.append((name, value))
        name.textEdited.connect(self.changed)
        value.textEdited.connect(self.changed)
        name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drop_headers(self) -> None:
        self._drop_headers = True
        self._headers_note.set_text(tr("The stored ones go when you save."))
        self.drop_headers.hide()
        self.changed.emit()

    def _on_drop_proxy(self) -> None:
        self._drop_proxy = True
        self.proxy.clear()
        self.proxy.setPlaceholderText("")
        self.drop_proxy.hide()
        self.changed.emit()


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0.1 <= seconds <= _LONGEST_S else None
