"""The command palette: everything that can be opened or done, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from amux_desktop.gui.i18n import Text, TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.paint import draw_box, draw_text
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.badge import KeyCap
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.overlay import Panel
from amux_desktop.gui.widgets.scroll import use_thin_bars

COMMAND = Qt.ItemDataRole.UserRole
_WIDTH, _TOP, _ROW, _CAPTION = 620, 72, 37, 26
_PER_GROUP, _RECENT = 8, 5

GROUPS: dict[str, Text] = {
    "recent": tr("Recent"),
    "actions": tr("Actions"),
    "pages": tr("Pages"),
    "records": tr("Proxies and providers"),
    "models": tr("Models"),
    "settings": tr("Settings"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One entry. `logo` may be `icon:name`; `words` are further terms it is found by."""

    id: str
    group: str
    title: TextLike
    run: Callable[[], object]
    detail: TextLike = ""
    logo: str = "icon:arrow-right"
    words: str = ""


def score(query: str, text: str) -> int:
    """How well `text` matches: 0 not at all, more when letters stand together and at the start of words."""
    query, text = query.lower().strip(), text.lower()
    if not query:
        return 1
    start = text.find(query)
    if start >= 0:
        at_word = start == 0 or not text[start - 1].isalnum()
        return 1000 - start + (500 if at_word else 0)
    total, place = 0, -1
    for letter in query:
        found = text.find(letter, place + 1)
        if found < 0:
            return 0
        begins = found == 0 or not text[found - 1].isalnum()
        total += 12 if begins else 8 if found == place + 1 else 1
        place = found
    # Scattered letters are a match only when most of them begin words or stand together.
    return total if total >= 6 * len(query) else 0


def find(commands: Iterable[Command], query: str, recent: Sequence[str] = ()) -> list[tuple[str, list[Command]]]:
    """Matches by group, best first, at most eight a group. An empty query gives the last commands, then the pages."""
    everything = list(commands)
    if not query.strip():
        by_id = {command.id: command for command in everything}
        last = [by_id[key] for key in recent if key in by_id][:_RECENT]
        rest = [(group, [c for c in everything if c.group == group][:_PER_GROUP]) for group in ("actions", "pages")]
        return [(group, found) for group, found in [("recent", last), *rest] if found]
    groups: dict[str, list[tuple[int, Command]]] = {}
    for command in everything:
        points = max(score(query, str(command.title)), score(query, command.words) // 2)
        points = max(points, score(query, str(command.detail)) // 3)
        if points:
            groups.setdefault(command.group, []).append((points, command))
    found = []
    for group in GROUPS:
        matches = sorted(groups.get(group, []), key=lambda match: -match[0])[:_PER_GROUP]
        if matches:
            found.append((group, [command for _points, command in matches]))
    return found


class Palette(Panel):
    """`recent` is shared with the window and gets the id of what was run at its front."""

    def __init__(self, commands: Sequence[Command], recent: list[str]) -> None:
        super().__init__(_WIDTH)
        self.top = theme().px(_TOP)
        self._commands = list(commands)
        self._recent = recent
        self._search = QLineEdit()
        self._search.setFrame(False)
        use_role(self._search, "chat")
        bind(self._search.setPlaceholderText, tr("Type a command, page, proxy or model"))
        bind(self._search.setAccessibleName, tr("Search pages and actions"))
        self._search.textChanged.connect(self._fill)
        self._search.installEventFilter(self)
        palette = self._search.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self._search.setPalette(palette)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        bind(self._list.setAccessibleName, tr("Results"))
        use_thin_bars(self._list)
        self._list.entered.connect(self._hover)
        self._list.clicked.connect(self._run)
        self._count = Label("", "small", "text2")
        head = row_layout(None, 18, 12, 15, 12, spacing=14)
        head.addWidget(Icon("search", "text2", 18))
        head.addWidget(self._search, 1)
        head.addWidget(KeyCap("Esc"))
        column = column_layout(self, 1, 1, 1, 1, spacing=0)
        column.addLayout(head)
        column.addWidget(Divider())
        body = column_layout(None, 7, 6, 7, 6)
        body.addWidget(self._list)
        column.addLayout(body, 1)
        column.addWidget(Divider())
        column.addWidget(self._footer())
        self._fill("")

    def add(self, commands: Sequence[Command]) -> None:
        """More to find, loaded after the palette was opened."""
        self._commands += commands
        self._fill(self._search.text())

    def wanted_height(self, width: int) -> int:
        px = theme().px
        rows = sum(px(_ROW) if item is not None else px(_CAPTION) for item in self._rows())
        return min(px(560), max(px(180), rows + px(52) + px(36) + 16))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._step(1)
                case Qt.Key.Key_Up:
                    self._step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run(self._list.currentIndex())
                case _:
                    return False
            return True
        return False

    def _footer(self) -> QWidget:
        foot = QWidget()
        row = row_layout(foot, 15, 8, 15, 8, spacing=4)
        for keys, text in ((("↑", "↓"), tr("move", "keys")), (("↵",), tr("run", "keys"))):
            for key in keys:
                row.addWidget(KeyCap(key))
            row.addSpacing(2)
            row.addWidget(Label(text, "small", "text2"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(self._count)
        return foot

    def _rows(self) -> list[Command | None]:
        return [self._model.item(row).data(COMMAND) for row in range(self._model.rowCount())]

    def _fill(self, query: str) -> None:
        self._model.clear()
        total = 0
        for group, commands in find(self._commands, query, self._recent):
            caption = QStandardItem(str(GROUPS[group]))
            caption.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(caption)
            for command in commands:
                item = QStandardItem(f"{command.title} {command.detail}".strip())
                item.setData(command, COMMAND)
                self._model.appendRow(item)
                total += 1
        self._count.set_text(tr("%n result(s)", n=total))
        self._step(1, start=-1)
        self.refit()

    def _step(self, by: int, start: int | None = None) -> None:
        rows = self._rows()
        places = [index for index, command in enumerate(rows) if command is not None]
        if not places:
            return
        current = self._list.currentIndex().row() if start is None else start
        index = places.index(current) + by if current in places else 0
        target = places[index % len(places)]
        self._list.setCurrentIndex(self._model.index(target, 0))
        if target == places[0]:
            self._list.scrollToTop()

    def _hover(self, index: QModelIndex) -> None:
        if index.data(COMMAND) is not None:
            self._list.setCurrentIndex(index)

    def _run(self, index: QModelIndex) -> None:
        command = index.data(COMMAND) if index.isValid() else None
        if not isinstance(command, Command):
            return
        if command.id in self._recent:
            self._recent.remove(command.id)
        self._recent.insert(0, command.id)
        self.accept()
        command.run()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, theme().px(_ROW if index.data(COMMAND) is not None else _CAPTION))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = colors()
        command = index.data(COMMAND)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(command, Command):
            painter.setFont(theme().font("cap_m"))
            draw_text(painter, rect.adjusted(10, 4, 0, 0), str(index.data()), c.text2)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            draw_box(painter, rect.adjusted(0, 0, 0, -1), c.accent_soft, None, Radius.CONTROL)
        side = theme().px(20)
        tile = QRectF(rect.x() + 10, round(rect.center().y() - side / 2), side, side)
        if command.logo.startswith("icon:"):
            inner = theme().px(16)
            box = QRectF(tile.x() + (side - inner) / 2, round(rect.center().y() - inner / 2), inner, inner)
            draw_icon(painter, command.logo[5:], box, c.accent_text if chosen else c.text2)
        else:
            draw_logo(painter, command.logo, str(command.title), tile)
        painter.setFont(theme().font("body_m"))
        x = tile.right() + 11
        title = str(command.title)
        room = rect.right() - x - 40
        width = min(painter.fontMetrics().horizontalAdvance(title) + 1, room)
        draw_text(painter, QRectF(x, rect.y(), width, rect.height()), title, c.text)
        painter.setFont(theme().font("small"))
        x += width + 9
        draw_text(painter, QRectF(x, rect.y(), rect.right() - x - 40, rect.height()), str(command.detail), c.text2)
        if chosen:
            box = QRectF(rect.right() - 32, round(rect.center().y() - 10), 20, 20)
            draw_box(painter, box, c.raised, c.line_strong, Radius.KEY_CAP)
            draw_icon(painter, "corner-down-left", QRectF(box.x() + 4, box.y() + 4, 12, 12), c.text2)
        painter.restore()
