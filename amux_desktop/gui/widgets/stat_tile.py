"""A number of the dashboard with its trend; a click opens what is behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Radius
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.sparkline import Sparkline

_HEIGHT = 104


class StatTile(QPushButton):
    def __init__(self, icon: str, label: TextLike, trend: str) -> None:
        super().__init__()
        self._label = label
        self._value = Label("–", "num")
        self._unit = Label("", "body", "text2")
        self._note = ElidedLabel("", "small", "text2")
        self._trend = Sparkline(trend)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = column_layout(self, 14, 11, 14, 13, spacing=0)
        head = row_layout(None, spacing=6)
        head.addWidget(Icon(icon, "text2", 14))
        head.addWidget(ElidedLabel(label, "small_m", "text2"), 1)
        column.addLayout(head)
        column.addStretch(1)
        middle = row_layout(None, spacing=4)
        figures = row_layout(None, spacing=4)
        figures.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addStretch(1)
        middle.addLayout(figures, 1)
        middle.addWidget(self._trend, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(middle)
        column.addWidget(self._note)
        column.addStretch(1)
        for child in (self._value, self._unit, self._note):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_value(self, value: TextLike, unit: TextLike, note: TextLike, tone: str = "text2") -> None:
        self._value.set_text(value)
        self._unit.set_text(unit)
        self._unit.setContentsMargins(0, 0, 0, 4)
        self._note.set_text(note)
        self._note.set_token(tone)
        spoken = tr("{label}: {value} {unit}, {note}", label=self._label, value=value, unit=unit, note=note)
        bind(self.setAccessibleName, spoken)

    def show_trend(self, values: Sequence[float]) -> None:
        self._trend.set_values(values)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            over = self.underMouse()
            draw_box(painter, self.rect(), c.hover if self.isDown() else c.raised, c.line, Radius.CARD)
            if over:
                draw_box(painter, self.rect(), None, c.line_strong, Radius.CARD)
