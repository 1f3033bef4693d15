"""Tables with rows painted in one go: inset hover and selection, hairlines, no grid; fixed height, per-pixel scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, draw_hairline, draw_text
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.scroll import use_thin_bars

Cell = tuple[int, QRectF]
"""A column of the model and the room its content has in a row."""

RowPainter = Callable[[QPainter, int, Sequence[Cell]], None]

_INSET, _RADIUS, _HEAD = 6, 7, 34
_EDGE, _GAP = 16, 12
_CLOSED_WITHIN = 8
"""The last row needs no line of its own where the edge of the card around it is this near."""


class TableHeader(QHeaderView):
    """Small captions over a hairline; alignment comes from the model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(theme().px(_HEAD))
        self.setMinimumSectionSize(28)
        self.viewport().setAutoFillBackground(False)  # it would cover the round corners of the card around it

    def sizeHint(self) -> QSize:
        return QSize(100, theme().px(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        align = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        flags = align if isinstance(align, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.setFont(theme().font("small_m"))
        box = QRectF(rect).adjusted(_EDGE if self.sectionPosition(logicalIndex) == 0 else _GAP, 0, -_GAP, 0)
        draw_text(painter, box, text, colors().text3, flags | Qt.AlignmentFlag.AlignVCenter)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        draw_hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


class TableView(QTableView):
    """Row backgrounds are painted here, cell contents by the item delegate. `opened` for Enter and double click,
    `context_requested` with the event for the menu of the row under it, which becomes the current one."""

    opened = Signal(QModelIndex)
    current_changed = Signal(QModelIndex)
    delete_requested = Signal()
    rename_requested = Signal()
    context_requested = Signal(object)

    def __init__(self, name: TextLike, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind(self.setAccessibleName, name)
        use_thin_bars(self)
        # Qt asks a model for more at the bottom by the bar that it made itself, which is gone.
        self.verticalScrollBar().valueChanged.connect(self._fetch_ahead)
        self._hovered = -1
        self._row_painter: RowPainter | None = None
        palette = QPalette()  # the stock selection would cover ours
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        self.setHorizontalHeader(TableHeader(self))
        self.verticalHeader().hide()
        self.set_row_height(row_height)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
            corner.hide()
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.opened)

    def set_row_painter(self, paint: RowPainter) -> None:
        """For long tables: `paint` draws all cells of a row by its number, instead of a delegate that is called for each with an
        index and an option that are made for it. The log is painted in two thirds of the time so."""
        self._row_painter = paint

    def set_row_height(self, height: int) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(theme().px(height))
        header.setDefaultSectionSize(theme().px(height))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @contextmanager
    def kept_place(self) -> Iterator[None]:
        """What is on the screen stays there while rows come in above it or go. At the top the newest rows show."""
        bar = self.verticalScrollBar()
        model = self.model()
        row = self.rowAt(0)
        if bar.value() == 0 or row < 0:
            yield
            return
        anchor = QPersistentModelIndex(model.index(row, 0))
        shift = self.rowViewportPosition(row)
        yield
        self.updateGeometries()  # the bar's range follows the rows only later, which would cut the value
        if anchor.isValid():
            bar.setValue(self.verticalHeader().sectionPosition(anchor.row()) - shift)

    def _fetch_ahead(self, value: int) -> None:
        """Two screens before the end, so that a reader rarely comes to it."""
        model = cast("QAbstractItemModel | None", self.model())  # none before one is set, whatever the stubs say
        near = self.verticalScrollBar().maximum() - value < 2 * self.viewport().height()
        if near and model is not None and model.canFetchMore(self.rootIndex()):
            model.fetchMore(self.rootIndex())

    def hovered_row(self) -> int:
        return self._hovered

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.model().index(current.row(), current.column()) if current.isValid() else current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit(self.currentIndex())
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case Qt.Key.Key_F2:
                self.rename_requested.emit()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.context_requested.emit(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rows(painter, event.rect())
        painter.end()
        if self._row_painter is None:
            super().paintEvent(event)

    def _paint_rows(self, painter: QPainter, dirty: QRect) -> None:
        c = colors()
        model = self.model()
        if model is None:
            return
        width, room = self.viewport().width(), self.viewport().height()
        current, count = self.currentIndex().row(), model.rowCount()
        height = self.verticalHeader().defaultSectionSize()
        row = self.rowAt(max(0, dirty.top()))
        if row < 0:
            return
        top = self.rowViewportPosition(row)
        columns = self._visible_columns() if self._row_painter is not None else []
        while row < count and top <= dirty.bottom():
            box = QRectF(_INSET, top + 1, width - 2 * _INSET, height - 3)
            if row == current:
                border = c.accent_text if self.hasFocus() else None
                draw_box(painter, box, c.accent_soft, border, _RADIUS)
            elif row == self._hovered:
                draw_box(painter, box, c.hover, None, _RADIUS)
            closed = row == count - 1 and top + height >= room - _CLOSED_WITHIN
            if not closed:
                draw_hairline(painter, 0, width, top + height - 1)
            if self._row_painter is not None:
                self._row_painter(painter, row, [(column, QRectF(x, top, w, height)) for column, x, w in columns])
            row, top = row + 1, top + height

    def _visible_columns(self) -> list[tuple[int, float, float]]:
        """Column, left edge and width of what its cells may use."""
        header = self.horizontalHeader()
        found: list[tuple[int, float, float]] = []
        for place in range(header.count()):
            column = header.logicalIndex(place)
            if not header.isSectionHidden(column):
                left = _EDGE if header.sectionPosition(column) == 0 else _GAP
                found.append(
                    (column, header.sectionViewportPosition(column) + left, header.sectionSize(column) - left - _GAP)
                )
        return found

    def _set_hovered(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
