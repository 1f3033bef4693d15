"""Every component in its states on one sheet, for looking at and for the visual regression test."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from amux_desktop.gui.i18n import tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.tokens import Radius, Role
from amux_desktop.gui.widgets.badge import Badge, KeyCap, StatusDot
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button, IconButton, Variant
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.check import CheckBox, Radio
from amux_desktop.gui.widgets.code_box import CodeBox
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import LogoTile, Mark
from amux_desktop.gui.widgets.progress import Bar
from amux_desktop.gui.widgets.segmented import Option, Segmented, Tabs
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.switch import Switch

_SWATCHES = (
    "window", "panel", "raised", "subtle", "sunken", "hover", "pressed", "line", "line_strong", "control", "text",
    "text2", "text3", "accent", "accent_hover", "accent_text", "accent_soft", "ok", "ok_soft", "warn", "warn_soft",
    "bad", "bad_soft", "info",
)  # fmt: skip
_ROLES: tuple[Role, ...] = ("h1", "h2", "h3", "body_m", "small", "cap_m", "mono", "num")


class Gallery(QWidget):
    """A single sheet, 1280 × 770."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1280, 770)
        column = column_layout(self, 35, 24, 35, 24, spacing=14)
        head = row_layout(None, spacing=12)
        head.addWidget(Mark(28))
        head.addWidget(Label("Amux", "h1"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(_Swatches())
        middle = row_layout(None, spacing=28)
        middle.addWidget(_types(), 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(_buttons(), 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(_fields(), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(middle)
        column.addWidget(Divider())
        lower = row_layout(None, spacing=28)
        lower.addWidget(_badges(), 0, Qt.AlignmentFlag.AlignTop)
        lower.addWidget(_notices(), 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(lower)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            painter.fillRect(self.rect(), c.window)
            draw_box(painter, self.rect().adjusted(8, 8, -8, -8), c.panel, c.line_strong, Radius.PANEL)


class _Swatch(QWidget):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedHeight(26)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour: QColor = colors().named(self._token)
        with painting(self) as painter:
            draw_box(painter, self.rect(), colour, colors().line, Radius.BADGE)


class _Swatches(QWidget):
    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(13)
        grid.setVerticalSpacing(4)
        for index, token in enumerate(_SWATCHES):
            row, place = divmod(index, 12)
            grid.addWidget(_Swatch(token), row * 2, place)
            grid.addWidget(Label(token, "cap", "text2"), row * 2 + 1, place)


def _types() -> QWidget:
    box = QWidget()
    column = column_layout(box, spacing=8)
    for role in _ROLES:
        column.addWidget(Label("12,481" if role == "num" else role, role))
    return box


def _buttons() -> QWidget:
    box = QWidget()
    column = column_layout(box, spacing=8)
    variants: tuple[Variant, ...] = ("primary", "secondary", "ghost", "danger", "danger_secondary", "soft")
    for variant in variants:
        row = row_layout(None, spacing=8)
        plain, down, off = (Button(variant, variant) for _ in range(3))
        down.setDown(True)
        off.setEnabled(False)
        for button in (plain, down, off):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
    row = row_layout(None, spacing=8)
    busy = Button(tr("Save"), "primary")
    busy.set_busy(True, tr("Saving…"))
    row.addWidget(busy)
    row.addWidget(Button(tr("Save"), icon="plus"))
    row.addWidget(Button(tr("Open"), "link", trailing="external-link"))
    row.addWidget(IconButton("copy", tr("Copy")))
    row.addWidget(IconButton("trash-2", tr("Delete"), variant="secondary"))
    column.addLayout(row)
    row = row_layout(None, spacing=10)
    on, off_switch, dead = (Switch("switch") for _ in range(3))
    on.set_on(True)
    dead.setEnabled(False)
    for switch in (on, off_switch, dead):
        row.addWidget(switch)
    check = CheckBox("check", "check")
    check.setChecked(True)
    radio = Radio("", "radio")
    radio.setChecked(True)
    for mark in (check, CheckBox("check", "check"), radio, Radio("", "radio")):
        row.addWidget(mark)
    row.addStretch(1)
    column.addLayout(row)
    return box


def _fields() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    plain = TextField("field")
    plain.setText("DeepSeek")
    secret = SecretField("secret")
    secret.setText("0123456789abcdef")
    fixed = TextField("fixed", mono=True)
    fixed.setText("api.example.com")
    fixed.setReadOnly(True)
    wrong = TextField("wrong")
    wrong.setText("sk-12")
    block = FieldBlock("API Key", wrong)
    block.set_error("sk-12?")
    grid.addWidget(plain, 0, 0)
    grid.addWidget(TextField("search", placeholder=tr("Search…"), icon="search"), 0, 1)
    grid.addWidget(secret, 1, 0)
    grid.addWidget(fixed, 1, 1)
    grid.addWidget(block, 2, 0)
    choices = [Choice("deepseek-chat", "deepseek-chat", "deepseek")]
    grid.addWidget(Select("model", choices, mono=True), 2, 1, Qt.AlignmentFlag.AlignBottom)
    options = [Option("a", "All"), Option("b", "OK", dot="ok"), Option("c", "Failed", dot="bad")]
    grid.addWidget(Segmented("state", options), 3, 0)
    tabs = Tabs("tabs", [Option("a", "Overview"), Option("b", "Response")])
    tabs.set_count("b", 41)
    grid.addWidget(tabs, 3, 1)
    grid.addWidget(CopyField("http://127.0.0.1:9527/proxies/kimi-openai"), 4, 0, 1, 2)
    return box


def _badges() -> QWidget:
    box = QWidget()
    column = column_layout(box, spacing=10)
    row = row_layout(None)
    for text, tone in (("200", "ok"), ("429", "warn"), ("502", "bad")):
        row.addWidget(Badge(text, tone))  # type: ignore[arg-type]  # literals of Tone
    row.addWidget(Badge("Live", "info", dot=True))
    row.addWidget(Badge("Off", dot=True))
    row.addWidget(Badge("Vision", icon="eye"))
    row.addWidget(Badge("In use", "accent", outline=True))
    row.addWidget(KeyCap("Ctrl"))
    row.addWidget(KeyCap("K"))
    row.addStretch(1)
    column.addLayout(row)
    row = row_layout(None)
    row.addWidget(StatusDot("running", "ok", halo=True))
    for token in ("ok", "warn", "bad", "text3"):
        row.addWidget(StatusDot(token, token))
    for logo in ("anthropic", "openai", "gemini", "deepseek", "moonshot", "qwen", "zhipu", ""):
        row.addWidget(LogoTile(logo, "Home", 32))
    column.addLayout(row)
    for share in (0.69, 0.14, 0.04):
        bar = Bar("quota", quota=True)
        bar.set_share(share)
        column.addWidget(bar)
    nodes = [Node("OpenAI Chat", "openai"), Node("Moonshot", "moonshot")]
    column.addWidget(Flow(nodes, [Node("DeepSeek", "deepseek"), Node("Qwen", "qwen")]))
    return box


def _notices() -> QWidget:
    box = QWidget()
    column = column_layout(box, spacing=8)
    column.addWidget(Banner("info", "Restart Codex once", "It reads its file only at start."))
    bad = Banner()
    bad.show_text("bad", "OpenAI rejected the key (401)", "", Button("Replace", size="sm"))
    column.addWidget(bad)
    code = CodeBox("json", fit=True)
    code.set_code('{ "model": "gpt-5.1", "stream": true, "max": 4096 }')
    column.addWidget(code)
    return box
