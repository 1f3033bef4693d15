"""A drop-down: a stock QComboBox for role and keyboard, with its own look and a popup that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.widgets.card import column_layout
from amux_desktop.gui.widgets.scroll import use_thin_bars

KEY = Qt.ItemDataRole.UserRole
LOGO = Qt.ItemDataRole.UserRole + 1
NOTE = Qt.ItemDataRole.UserRole + 2
_SEARCH_FROM = 8
_ROW = 28


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry; a disabled one says why in `note`."""

    key: str
    text: TextLike
    logo: str = ""
    note: TextLike = ""
    enabled: bool = True


class Select(QComboBox):
    """`picked` is emitted only for the user's choices, with the key. With `free_text` any typed name is a choice too; with
    `notes` the list shows each choice's note at its right."""

    picked = Signal(str)

    def __init__(
        self,
        name: TextLike,
        choices: Sequence[Choice] = (),
        *,
        mono: bool = False,
        free_text: bool = False,
        placeholder: TextLike = "",
        notes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._free = free_text
        self.shows_notes = notes
        self._typed = ""
        self._placeholder = placeholder
        self._error = False
        self._popup: _Popup | None = None
        use_role(self, "mono" if mono else "body")
        bind(self.setAccessibleName, name)
        self.setModel(QStandardItemModel(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replaces the entries and keeps the chosen key where it still exists."""
        current = self.key()
        self._choices = tuple(choices)
        model = self._items()
        model.clear()
        for choice in self._choices:
            item = QStandardItem()
            item.setData(choice.key, KEY)
            item.setData(choice.logo, LOGO)
            item.setEnabled(choice.enabled)
            model.appendRow(item)
        self._retext("")
        for choice in self._choices:
            if not isinstance(choice.text, str):
                bind(self._retext, choice.text)
        self.set_key(current)
        if self.currentIndex() < 0 and not self._typed and self._choices and not str(self._placeholder):
            self.setCurrentIndex(0)

    def _retext(self, _text: str) -> None:
        for row, choice in enumerate(self._choices):
            item = self._items().item(row)
            item.setText(str(choice.text))
            item.setData(str(choice.note), NOTE)
            item.setToolTip(str(choice.note))
        self.update()

    def _items(self) -> QStandardItemModel:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def key(self) -> str:
        if self._typed:
            return self._typed
        index = self.currentIndex()
        return self._choices[index].key if 0 <= index < len(self._choices) else ""

    def set_key(self, key: str) -> None:
        """Shows a choice without emitting it. A key that is not offered is shown as typed text when free text is allowed."""
        self._typed = ""
        for row, choice in enumerate(self._choices):
            if choice.key == key:
                self.setCurrentIndex(row)
                self.update()
                return
        self.setCurrentIndex(-1)
        if self._free:
            self._typed = key
        self.update()

    def set_error(self, error: bool) -> None:
        self._error = error
        self.update()

    def choose(self, key: str) -> None:
        """As if the user had picked it."""
        self.set_key(key)
        self.picked.emit(self.key())

    def _on_activated(self, _index: int) -> None:
        self._typed = ""
        self.picked.emit(self.key())

    def sizeHint(self) -> QSize:
        texts = [str(choice.text) for choice in self._choices] or [str(self._placeholder)]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        return QSize(max(theme().px(150), min(widest + theme().px(64), theme().px(320))), theme().px(Height.MD))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(90), theme().px(Height.MD))

    def showPopup(self) -> None:
        popup = _Popup(self, search=len(self._choices) > _SEARCH_FROM or self._free, free=self._free)
        self._popup = popup
        popup.open_below()

    def hidePopup(self) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        super().hidePopup()

    def wheelEvent(self, event: object) -> None:
        """Scrolling a page must not change a value that happens to be under the mouse."""
        event.ignore()  # type: ignore[attr-defined]  # a QWheelEvent

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            enabled = self.isEnabled()
            border, width = (c.control, 1.0) if enabled else (c.line_strong, 1.0)
            if self._error:
                border, width = c.bad, 1.5
            elif self.hasFocus():
                border, width = c.accent, 1.5
            draw_box(painter, self.rect(), c.raised if enabled else c.sunken, border, Radius.CONTROL, width)
            px = theme().px
            x: float = 10
            index = self.currentIndex()
            choice = self._choices[index] if 0 <= index < len(self._choices) and not self._typed else None
            side = px(16)
            if choice is not None and choice.logo:
                box = QRectF(x, round((self.height() - side) / 2), side, side)
                draw_logo(painter, choice.logo, str(choice.text), box, tile=False)
                x += side + 7
            text = self._typed or (str(choice.text) if choice else "")
            words = not text or (choice is not None and not choice.key)  # a sentence, not the name of a model
            painter.setFont(theme().font("body") if words else self.font())
            colour = (c.text if text else c.text3) if enabled else c.disabled
            area = QRectF(x, 0, self.width() - x - px(30), self.height())
            draw_text(painter, area, text or str(self._placeholder), colour)
            arrow = px(14)
            box = QRectF(self.width() - arrow - 10, round((self.height() - arrow) / 2), arrow, arrow)
            draw_icon(painter, "chevrons-up-down", box, c.text2 if enabled else c.disabled)


class _Popup(QFrame):
    """The list under a Select; a search field on top when there are many entries or free text is allowed."""

    def __init__(self, select: Select, *, search: bool, free: bool) -> None:
        super().__init__(select, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._select = select
        self._free = free
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ChoiceDelegate(self._list, notes=select.shows_notes))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        bind(self._list.setAccessibleName, tr("Choices"))
        use_thin_bars(self._list)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        self._search = QLineEdit(self)
        self._search.setFrame(False)
        bind(self._search.setPlaceholderText, tr("Search or type a name…") if free else tr("Search…"))
        bind(self._search.setAccessibleName, tr("Search or type a name…") if free else tr("Search…"))
        self._search.setFixedHeight(theme().px(Height.SM))
        self._search.textEdited.connect(self._fill)
        self._search.installEventFilter(self)
        self._search.setVisible(search)
        column = column_layout(self, 5, 5, 5, 5, spacing=4)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self._fill("")
        (self._search if search else self._list).setFocus()
        self._list.installEventFilter(self)

    def open_below(self) -> None:
        rows = min(10, max(1, len(self._select._choices)))
        search = theme().px(Height.SM) + 4 if not self._search.isHidden() else 0
        least = theme().px(400 if self._select.shows_notes else 180)
        size = QSize(max(self._select.width(), least), rows * theme().px(_ROW) + 12 + search)
        origin = self._select.mapToGlobal(QPoint(0, self._select.height() + 4))
        screen = self._select.screen().availableGeometry()
        if origin.y() + size.height() > screen.bottom():
            origin = self._select.mapToGlobal(QPoint(0, -size.height() - 4))
        self.setGeometry(QRect(origin, size))
        self.show()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._list.currentIndex())
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and watched is self._search:
                row = self._list.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)
                self._list.setCurrentIndex(self._model.index(row % max(1, self._model.rowCount()), 0))
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.raised, c.line_strong, Radius.CARD)

    def _fill(self, typed: str) -> None:
        self._model.clear()
        wanted = typed.strip().lower()
        for choice in self._select._choices:
            if wanted and wanted not in str(choice.text).lower():
                continue
            item = QStandardItem(str(choice.text))
            item.setData(choice.key, KEY)
            item.setData(choice.logo, LOGO)
            item.setData(str(choice.note), NOTE)
            item.setToolTip(str(choice.note))
            item.setEnabled(choice.enabled)
            self._model.appendRow(item)
        if self._free and typed.strip() and not any(choice.key == typed.strip() for choice in self._select._choices):
            item = QStandardItem(str(tr("Use {name}", name=typed.strip())))
            item.setData(typed.strip(), KEY)
            item.setData("icon:plus", LOGO)
            self._model.appendRow(item)
        current = self._select.key()
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(KEY) == current and not wanted:
                self._list.setCurrentIndex(self._model.index(row, 0))
                return
        self._list.setCurrentIndex(self._model.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            key = str(index.data(KEY))
            self.close()
            self._select.choose(key)


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, *, notes: bool) -> None:
        super().__init__(parent)
        self._notes = notes

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, theme().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = colors()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, option.rect, c.accent_soft, None, Radius.BADGE)
        x = option.rect.x() + 8
        logo = str(index.data(LOGO) or "")
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if logo:
            side = theme().px(16)
            box = QRectF(x, round(option.rect.center().y() - side / 2), side, side)
            if logo.startswith("icon:"):
                draw_icon(painter, logo[5:], box, c.text2)
            else:
                draw_logo(painter, logo, str(index.data()), box, tile=False, faded=not enabled)
            x += side + 8
        painter.setFont(theme().font("body"))
        area = QRectF(x, option.rect.y(), option.rect.right() - x - 6, option.rect.height())
        note = str(index.data(NOTE) or "") if self._notes else ""
        if note:
            painter.setFont(theme().font("small"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, area, note, c.text3, right)
            area.setWidth(max(40, area.width() - painter.fontMetrics().horizontalAdvance(note) - 12))
            painter.setFont(theme().font("body"))
        draw_text(painter, area, str(index.data()), c.text if enabled else c.disabled)
        painter.restore()
