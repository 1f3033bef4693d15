"""The sidebar: pages in groups, a search button, the server card. Below a width it becomes a rail of icons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import Text, TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, draw_dot, draw_hairline, draw_text, painting
from amux_desktop.gui.server_card import ServerCard
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Mark

FULL, RAIL = 222, 60
GROUPS: dict[str, Text] = {
    "routing": tr("Routing"),
    "access": tr("Access"),
    "observe": tr("Observe"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as the sidebar shows it."""

    key: str
    title: Text
    icon: str
    group: str


class NavItem(QRadioButton):
    """A radio button to assistive technology: one of the pages is chosen, arrows move between them."""

    focus_inside = True

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self._rail = False
        self._count = ""
        self._count_token = "text3"
        self._dot = ""
        self._spoken: TextLike = entry.title
        use_role(self, "body_m")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self.setAccessibleName, entry.title)

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        bind(self.setToolTip, self.entry.title if rail else "")
        self.update()

    def set_count(self, count: str, spoken: TextLike = "", *, bad: bool = False) -> None:
        """A number at the right; `spoken` is the name with the number in words."""
        self._count = count
        self._count_token = "bad_text" if bad else "text3"
        bind(self.setAccessibleName, spoken if str(spoken) else self.entry.title)
        self.update()

    def set_dot(self, token: str, spoken: TextLike = "") -> None:
        self._dot = token
        bind(self.setAccessibleName, spoken if str(spoken) else self.entry.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(Height.NAV))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        px = theme().px
        chosen = self.isChecked()
        with painting(self) as painter:
            if chosen:
                draw_box(painter, self.rect(), c.nav_sel, c.line_strong, Radius.CONTROL)
            elif self.underMouse():
                draw_box(painter, self.rect(), c.nav_hover, None, Radius.CONTROL)
            side = px(16)
            x = (self.width() - side) / 2 if self._rail else 11
            y = round((self.height() - side) / 2)
            draw_icon(painter, self.entry.icon, QRectF(x, y, side, side), c.accent_text if chosen else c.text2)
            if self._rail:
                token = self._dot or ("bad" if self._count_token == "bad_text" and self._count else "")
                if token:
                    draw_dot(painter, x + side, y + 1, px(7) + 4, c.window)
                    draw_dot(painter, x + side, y + 1, px(7), c.named(token))
                return
            painter.setFont(self.font())
            area = QRectF(22 + side, 0, self.width() - 22 - side - px(44), self.height())
            draw_text(painter, area, str(self.entry.title), c.text if chosen else c.text2)
            if self._count:
                painter.setFont(theme().font("cap_m"))
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                box = QRectF(self.width() - 54, 0, 44, self.height())
                draw_text(painter, box, self._count, c.named(self._count_token), right)
            elif self._dot:
                draw_dot(painter, self.width() - 14, self.height() / 2, px(7), c.named(self._dot))


class GroupCaption(QWidget):
    """The name of a group; a hairline in the rail."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text
        self._rail = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20, theme().px(13 if self._rail else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self._rail:
                draw_hairline(painter, 2, self.width() - 2, self.height() / 2)
                return
            painter.setFont(theme().font("cap_m"))
            area = QRectF(11, 6, self.width() - 11, self.height() - 6)
            draw_text(painter, area, str(self._text), colors().text3)


class SearchButton(Button):
    """Looks like a field, opens the command palette."""

    def __init__(self) -> None:
        self._rail = False
        super().__init__(tr("Search…"), icon="search")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self.setToolTip, tr("Search pages and actions"))

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(Height.MD)
        return QSize(side, side) if self._rail else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        px = theme().px
        with painting(self) as painter:
            fill = c.hover if self.underMouse() else c.nav_sel
            draw_box(painter, self.rect(), fill, c.line_strong, Radius.CONTROL)
            side = px(16)
            y = round((self.height() - side) / 2)
            x = (self.width() - side) / 2 if self._rail else 10
            draw_icon(painter, "search", QRectF(x, y, side, side), c.text2)
            if self._rail:
                return
            painter.setFont(theme().font("body"))
            draw_text(painter, QRectF(18 + side, 0, 90, self.height()), self.text(), c.text3)
            painter.setFont(theme().font("cap_m"))
            keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, QRectF(self.width() - 80, 0, 70, self.height()), keys, c.text3, right)


class Sidebar(QWidget):
    """`chosen` is the user's wish; the window confirms with `set_current`, so a page may refuse to be left."""

    chosen = Signal(str)
    search_requested = Signal()
    fold_requested = Signal()

    def __init__(self, entries: Sequence[Entry], card: ServerCard) -> None:
        super().__init__()
        self.card = card
        self.items: dict[str, NavItem] = {}
        self._captions: list[GroupCaption] = []
        self._group = QButtonGroup(self)
        self._current = ""
        self._mark = Mark(24)
        self._name = Label("Amux", "h3")
        self.fold = IconButton("panel-left", tr("Fold the sidebar"))
        self.fold.clicked.connect(self.fold_requested)
        self.search = SearchButton()
        self.search.clicked.connect(self.search_requested)
        self._head = row_layout(None, 4, 0, 0, 0, spacing=9)
        self._head.addWidget(self._mark)
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self.fold)
        column = self._column = column_layout(self, 10, 4, 8, 1, spacing=2)
        column.addLayout(self._head)
        column.addSpacing(10)
        column.addWidget(self.search)
        column.addSpacing(8)
        group = ""
        bottom = []
        for entry in entries:
            item = NavItem(entry)
            self.items[entry.key] = item
            self._group.addButton(item)
            item.clicked.connect(lambda _checked=False, key=entry.key: self._on_clicked(key))
            if entry.group == "bottom":
                bottom.append(item)
                continue
            if entry.group != group and entry.group in GROUPS:
                caption = GroupCaption(GROUPS[entry.group])
                self._captions.append(caption)
                column.addWidget(caption)
            group = entry.group
            column.addWidget(item)
        column.addStretch(1)
        for item in bottom:
            column.addWidget(item)
        column.addSpacing(6)
        column.addWidget(card)
        self.setFixedWidth(FULL)

    def set_current(self, key: str) -> None:
        self._current = key
        if key in self.items:
            self.items[key].setChecked(True)

    def set_rail(self, rail: bool) -> None:
        for item in self.items.values():
            item.set_rail(rail)
        for caption in self._captions:
            caption.set_rail(rail)
        self.search.set_rail(rail)
        self.card.set_rail(rail)
        self._name.setVisible(not rail)
        self.fold.setVisible(not rail)
        self._head.setContentsMargins(0 if rail else 4, 0, 0, 0)
        self._column.setContentsMargins(10, 4, 10 if rail else 8, 1)
        self.setFixedWidth(RAIL if rail else FULL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((item for item in self.items.values() if item.hasFocus()), None)
            if focused is not None:
                focused.click()
                return
        super().keyPressEvent(event)

    def _on_clicked(self, key: str) -> None:
        self.set_current(self._current)
        self.chosen.emit(key)
