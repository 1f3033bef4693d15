"""Rows of the Proxies page."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from amux_desktop.gui.dialogs.target_rules import target_note
from amux_desktop.gui.formats import number, percent
from amux_desktop.gui.i18n import Text, bind, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import Card, ClickableRow, column_layout, row_layout
from amux_desktop.gui.widgets.copy_field import CopyButton
from amux_desktop.gui.widgets.flow import Flow, Node
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon, LogoTile
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.sparkline import Sparkline
from amux_desktop.gui.widgets.switch import Switch
from amux_desktop.gui.wire_formats import LOGOS, SHORT
from amux_desktop.services.records import BridgeProxy, Provider, ProxyTarget, UsageTotals

_HEIGHT = 72
_AMBER, _RED = 0.01, 0.05


class ProxyRow(Card):
    """A conversion proxy. `action` carries what was chosen from the menu."""

    opened = Signal()
    switched = Signal(bool)
    action = Signal(str)
    focus_radius = Radius.CARD

    def __init__(
        self, proxy: BridgeProxy, proxies: Sequence[BridgeProxy], providers: Mapping[str, Provider], url: str
    ) -> None:
        super().__init__()
        self.proxy = proxy
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        name = proxy.name or proxy.slug
        bind(self.setAccessibleName, tr("Proxy {name}", name=name))
        self.switch = Switch(tr("{name} is on", name=name))
        self.switch.set_on(proxy.enabled)
        self.switch.clicked.connect(self.switched)
        path = row_layout(None, spacing=2)
        path.addWidget(ElidedLabel(f"/proxies/{proxy.slug}", "mono", "text2"))
        path.addWidget(CopyButton(url, tr("Copy the address of {name}", name=name)))
        path.addStretch(1)
        texts = column_layout(None, spacing=0)
        texts.addStretch(1)
        texts.addWidget(ElidedLabel(name, "body_m", "text" if proxy.enabled else "text2"))
        texts.addLayout(path)
        texts.addStretch(1)
        self._mappings = Label(mappings_text(proxy), "small", "text2")
        self._mappings.setFixedWidth(theme().px(84))
        self._trend = Sparkline(width=66, height=28)
        self._count = Label("0", "body_s")
        self._failed = Label("", "small", "text2")
        for label in (self._count, self._failed):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figures = column_layout(None, spacing=0)
        figures.addStretch(1)
        figures.addWidget(self._count)
        figures.addWidget(self._failed)
        figures.addStretch(1)
        numbers = QWidget()
        numbers.setLayout(figures)
        numbers.setFixedWidth(theme().px(84))
        self._more = IconButton("ellipsis", tr("More actions for {name}", name=name))
        self._more.clicked.connect(self._open_menu)
        row = row_layout(None, 15, 0, 10, 0, spacing=14)
        row.addWidget(self.switch)
        left = QWidget()
        left.setLayout(texts)
        row.addWidget(left, 10)
        row.addWidget(Flow(*flow_of(proxy, proxies, providers)), 16)
        row.addWidget(self._mappings)
        row.addWidget(self._trend)
        row.addWidget(numbers)
        row.addWidget(self._more)
        self.column.addLayout(row)

    def set_narrow(self, narrow: bool) -> None:
        self._mappings.setVisible(not narrow)
        self._trend.setVisible(not narrow)

    def set_numbers(self, totals: UsageTotals | None, trend: Sequence[float]) -> None:
        requests = totals.requests if totals else 0
        rate = totals.failed / requests if totals and requests else 0.0
        self._count.set_text(number(requests))
        self._count.set_token("text" if self.proxy.enabled else "text2")
        if not self.proxy.enabled:
            self._failed.set_text(tr("off", "proxy"))
        else:
            self._failed.set_text(tr("{share} failed", share=percent(rate)))
        self._failed.set_token("bad_text" if rate >= _RED else "warn_text" if rate >= _AMBER else "text2")
        self._trend.set_values(trend)

    def sizeHint(self) -> QSize:
        return QSize(500, theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme().px(_HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Space:
                self.switch.click()
            case Qt.Key.Key_Delete:
                self.action.emit("delete")
            case _:
                super().keyPressEvent(event)

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(tr("Edit"), lambda: self.action.emit("edit"), icon="pencil")
        menu.add(tr("Test"), lambda: self.action.emit("test"), icon="plug-zap")
        menu.add(tr("Duplicate"), lambda: self.action.emit("duplicate"), icon="copy")
        menu.add(tr("Show in Logs"), lambda: self.action.emit("logs"), icon="scroll-text")
        menu.addSeparator()
        menu.add(tr("Delete"), lambda: self.action.emit("delete"), icon="trash-2", shortcut="Del", danger=True)
        menu.open_below(self._more)


class PassthroughRow(ClickableRow):
    """A provider that is reachable as it is; opens the page that owns it."""

    focus_inside = True

    def __init__(self, provider: Provider, url: str) -> None:
        super().__init__()
        bind(self.setAccessibleName, tr("Passthrough of {name}", name=provider.name))
        row = row_layout(self, 15, 0, 16, 0, spacing=10)
        row.addWidget(LogoTile(provider.logo, provider.name, 28))
        row.addWidget(Label(provider.name, "body_m"))
        row.addWidget(Label(f"/providers/{provider.slug}", "mono", "text2"))
        row.addWidget(CopyButton(url, tr("Copy the address of {name}", name=provider.name)))
        row.addStretch(1)
        row.addWidget(Icon("chevron-right", "text2", 16))
        self.setFixedHeight(theme().px(42))


def mappings_text(proxy: BridgeProxy) -> Text:
    """How many names are mapped."""
    rows = [mapping for mapping in proxy.mappings if mapping.kind != "default"]
    return tr("%n mappings", n=len(rows)) if rows else tr("all names")


def flow_of(
    proxy: BridgeProxy, proxies: Sequence[BridgeProxy], providers: Mapping[str, Provider]
) -> tuple[list[Node], list[Node]]:
    """Format and first target as stations, the further targets as fallbacks."""
    by_id = {item.id: item for item in proxies}
    stations = [Node(SHORT[proxy.inbound], LOGOS[proxy.inbound])]
    targets = [_noted(target, proxy, by_id, providers) for target in proxy.targets if target.enabled]
    if targets:
        stations.append(targets[0])
    return stations, targets[1:]


def _noted(
    target: ProxyTarget, proxy: BridgeProxy, proxies: Mapping[str, BridgeProxy], providers: Mapping[str, Provider]
) -> Node:
    """With its share and its rules behind the name."""
    node = node_of(target, proxies, providers)
    return dataclasses.replace(node, label=f"{node.label}{target_note(target, proxy)}")


def node_of(target: ProxyTarget, proxies: Mapping[str, BridgeProxy], providers: Mapping[str, Provider]) -> Node:
    """A target as a station; a proxy in the chain is an accent node."""
    if target.kind == "proxy":
        proxy = proxies.get(target.target_id)
        return Node(proxy.slug if proxy else "?", "icon:route", accent=True)
    provider = providers.get(target.target_id)
    return Node(provider.name, provider.logo) if provider else Node("?", "")
