"""The traffic card: requests, tokens, latency or cost over the period as a chart or as a table, in total or split."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from amux_desktop.gui.i18n import Text, TextLike, bind, tr
from amux_desktop.gui.models.chart_table import ChartTableModel, as_csv
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius
from amux_desktop.gui.tooltips import plain
from amux_desktop.gui.widgets.banner import announce
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import TitledCard, clear_layout, column_layout, row_layout
from amux_desktop.gui.widgets.chart import Chart, Series
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.table_view import TableView
from amux_desktop.gui.widgets.traffic_series import SPLITS, Measure, Traffic, traffic
from amux_desktop.services.dashboard import Picture

_HEIGHT = 288
_LEGEND = 24
_SPLIT_WIDTH = 124
_MEASURES: dict[Measure, Text] = {
    "requests": tr("Requests"),
    "tokens": tr("Tokens", "model units"),
    "latency": tr("Latency"),
    "cost": tr("Cost"),
}


class LegendEntry(QPushButton):
    """Switches its series off and on. A check button, so that a screen reader tells which are shown."""

    def __init__(self, entry: Series, shown: bool) -> None:
        super().__init__()
        self._token = entry.token
        use_role(self, "small")
        bind(self.setText, entry.name)
        self.setCheckable(True)
        self.setChecked(shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        bind(self._set_tip, entry.name)

    def _set_tip(self, name: str) -> None:
        self.setToolTip(plain(name))

    def sizeHint(self) -> QSize:
        return QSize(min(self.fontMetrics().horizontalAdvance(self.text()), theme().px(150)) + 24, theme().px(_LEGEND))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, theme().px(_LEGEND))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            if self.underMouse():
                draw_box(painter, self.rect(), c.hover, None, Radius.BADGE)
            shown = self.isChecked()
            swatch = QRectF(5, round(self.height() / 2) - 4, 8, 8)
            draw_box(painter, swatch, c.named(self._token) if shown else None, None if shown else c.control, 2)
            font = self.font()
            font.setStrikeOut(not shown)
            painter.setFont(font)
            draw_text(
                painter, QRectF(18, 0, self.width() - 20, self.height()), self.text(), c.text2 if shown else c.text3
            )


class TrafficCard(TitledCard):
    """`split_chosen` asks for another picture; everything else is drawn from the one that is there."""

    split_chosen = Signal(str)
    explore_wanted = Signal(object)
    """The `Traffic` in view, to be shown large."""
    changed = Signal()
    """What is worth remembering: the measure."""

    def __init__(self) -> None:
        super().__init__(tr("Traffic"))
        self._picture: Picture | None = None
        self._traffic: Traffic | None = None
        self._hidden: set[str] = set()
        self.split = Select(tr("Split the chart"), [Choice(key, text) for key, text in SPLITS.items()])
        self.split.setFixedWidth(theme().px(_SPLIT_WIDTH))
        self.split.picked.connect(self._on_split)
        self.measure = Segmented(
            tr("What the chart shows"), [Option(key, text) for key, text in _MEASURES.items()], small=True
        )
        self.measure.chosen.connect(lambda _key: self._on_measure())
        self._more = IconButton("ellipsis", tr("More actions"))
        self._more.clicked.connect(self._open_menu)
        self.trailing.addStretch(1)
        for widget in (self.split, self.measure, self._more):
            self.trailing.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.legend = row_layout(None, 11, 0, 12, 2, spacing=2)
        self.column.addLayout(self.legend)
        self.chart = Chart(tr("Traffic"))
        self.model = ChartTableModel()
        self.table = TableView(tr("Traffic"), Height.ROW_COMPACT)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Cells(self.table))
        self._stack = QStackedLayout()
        holder = QWidget()
        column_layout(holder, 10, 0, 12, 8).addWidget(self.chart)
        self._stack.addWidget(holder)
        self._stack.addWidget(self.table)
        self.column.addLayout(self._stack, 1)

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().px(_HEIGHT))

    def show_picture(self, picture: Picture) -> None:
        if self._picture is not None and self._picture.split != picture.split:
            self._hidden.clear()
        self._picture = picture
        self._draw()

    def is_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def show_as_table(self, table: bool) -> None:
        """The same numbers to read, select and copy."""
        self._stack.setCurrentIndex(1 if table else 0)
        (self.table if table else self.chart).setFocus(Qt.FocusReason.OtherFocusReason)

    def title_of_measure(self) -> Text:
        return _MEASURES[next(key for key in _MEASURES if key == self.measure.key())]

    def csv(self) -> str:
        """Of the shown series."""
        if self._traffic is None:
            return ""
        return as_csv(self._shown(), self._traffic.starts)

    # ------------------------------------------------------------------ drawing

    def _on_split(self, key: str) -> None:
        self._hidden.clear()
        self.split_chosen.emit(key)

    def _on_measure(self) -> None:
        self._hidden.clear()
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        if self._picture is None:
            return
        measure = next(key for key in _MEASURES if key == self.measure.key())
        self._traffic = traffic(self._picture, measure)
        self._show_legend()
        self._show_series()

    def _shown(self) -> list[Series]:
        assert self._traffic is not None
        return [entry for entry in self._traffic.series if str(entry.name) not in self._hidden]

    def _show_series(self) -> None:
        assert self._traffic is not None
        drawn, series = self._traffic, self._shown()
        hidden: TextLike = tr("Every part of the chart is switched off")
        empty = tr("No requests in this period") if series or not self._traffic.series else hidden
        self.chart.show_series(series, drawn.starts, drawn.step_ms, drawn.write, empty=empty)
        self.model.show(series, drawn.starts, drawn.write)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def _show_legend(self) -> None:
        """Rebuilt only when its entries are others, so that the focus stays on one while numbers come in."""
        assert self._traffic is not None
        entries = [entry for entry in self._traffic.series if any(entry.values) or str(entry.name) in self._hidden]
        wanted = [(str(entry.name), entry.token) for entry in entries]
        shown = [(item.text(), item._token) for item in self.legend_entries()]
        if wanted == shown:
            return
        clear_layout(self.legend)
        for entry in entries:
            item = LegendEntry(entry, str(entry.name) not in self._hidden)
            item.toggled.connect(lambda on, name=str(entry.name): self._toggle(name, on))
            self.legend.addWidget(item)
        self.legend.addStretch(1)

    def legend_entries(self) -> list[LegendEntry]:
        widgets = (item.widget() for place in range(self.legend.count()) if (item := self.legend.itemAt(place)))
        return [widget for widget in widgets if isinstance(widget, LegendEntry)]

    def _toggle(self, name: str, on: bool) -> None:
        (self._hidden.discard if on else self._hidden.add)(name)
        self._show_series()

    # ------------------------------------------------------------------ menu

    def _open_menu(self) -> None:
        menu = Menu(self)
        table = self.is_table()
        menu.add(
            tr("Show as chart") if table else tr("Show as table"),
            lambda: self.show_as_table(not table),
            icon="activity" if table else "columns-3",
        )
        menu.add(tr("Explore…"), self._explore, icon="zoom-in")
        menu.add(tr("Copy as CSV"), self._copy, icon="copy")
        menu.open_below(self._more)

    def _explore(self) -> None:
        if self._traffic is not None:
            self.explore_wanted.emit(replace(self._traffic, series=tuple(self._shown())))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.csv())
        announce(self, str(tr("Copied")))


class _Cells(QStyledItemDelegate):
    """Times at the left, figures at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        first = index.column() == 0
        painter.setFont(theme().font("small"))
        align = Qt.AlignmentFlag.AlignLeft if first else Qt.AlignmentFlag.AlignRight
        box = QRectF(option.rect).adjusted(16 if first else 12, 0, -12, 0)
        draw_text(painter, box, str(index.data()), colors().text2, align | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.fontMetrics.horizontalAdvance(str(index.data())) + 40
        return QSize(width, theme().px(Height.ROW_COMPACT))
