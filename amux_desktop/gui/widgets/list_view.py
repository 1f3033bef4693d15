"""Lists with painted rows: hover, selection, keyboard, and rows that can be dragged into another order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.widgets.scroll import use_thin_bars

_DRAG_FROM = 6


class ListView(QListView):
    """`current_changed` follows the selection; `moved(row, to)` is a wish to reorder; Del and F2 are signals."""

    current_changed = Signal(QModelIndex)
    moved = Signal(int, int)
    delete_requested = Signal()
    rename_requested = Signal()

    def __init__(self, name: TextLike, *, reorder: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind(self.setAccessibleName, name)
        use_thin_bars(self)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._reorder = reorder
        self._press: QPoint | None = None
        self._dragged = -1
        self._target = -1

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.model().index(current.row(), current.column()) if current.isValid() else current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self._reorder and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(row, row + (-1 if event.key() == Qt.Key.Key_Up else 1))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._reorder and event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._press is not None and (place - self._press).manhattanLength() > _DRAG_FROM:
            self._dragged = self.indexAt(self._press).row()
            self._target = self._gap_at(place)
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, gap = self._dragged, self._target
        self._press, self._dragged, self._target = None, -1, -1
        self.viewport().update()
        if dragged >= 0 and gap >= 0:
            to = gap if gap < dragged else gap - 1
            if to != dragged:
                self.moved.emit(dragged, to)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target < 0:
            return
        model = self.model()
        last = self._target >= model.rowCount()
        box = self.visualRect(model.index(model.rowCount() - 1 if last else self._target, 0))
        y = box.bottom() + 1 if last else box.top()
        with painting(self.viewport()) as painter:
            painter.fillRect(box.x() + 4, y - 1, box.width() - 8, 2, colors().accent)

    def _gap_at(self, place: QPoint) -> int:
        """The row before which a dragged one would land."""
        index = self.indexAt(place)
        if not index.isValid():
            return self.model().rowCount() if place.y() > 0 else 0
        box = self.visualRect(index)
        return index.row() + (1 if place.y() > box.center().y() else 0)
