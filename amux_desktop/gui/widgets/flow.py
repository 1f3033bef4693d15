"""The picture of a request's way: app format, provider, fallbacks. Drawn the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius

_NODE, _LOGO, _ARROW, _TILE = 28, 16, 18, 24
_SHOWN_FALLBACKS = 3


@dataclass(frozen=True, slots=True)
class Node:
    """One station. `accent` marks Amux itself or a chained proxy; `logo` may be `icon:name`."""

    label: TextLike
    logo: str = ""
    accent: bool = False


class Flow(QLabel):
    """`nodes` are joined by solid arrows (always); `fallbacks` by dashed ones (only after a failure)."""

    def __init__(
        self,
        nodes: Sequence[Node] = (),
        fallbacks: Sequence[Node] = (),
        *,
        live: bool = False,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._nodes: tuple[Node, ...] = ()
        self._fallbacks: tuple[Node, ...] = ()
        self._live = live
        self._wide = wide
        use_role(self, "small_m")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_nodes(nodes, fallbacks)

    def set_nodes(self, nodes: Sequence[Node], fallbacks: Sequence[Node] = (), *, live: bool | None = None) -> None:
        self._nodes, self._fallbacks = tuple(nodes), tuple(fallbacks)
        if live is not None:
            self._live = live
        way = " → ".join(str(node.label) for node in self._nodes)
        backup = ", ".join(str(node.label) for node in self._fallbacks)
        spoken = tr("{way}, if it fails {backup}", way=way, backup=backup) if backup else way
        bind(self.setAccessibleName, spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [self._node_width(node) for node in self._nodes]
        arrows = max(0, len(widths) - 1) * self._arrow()
        return QSize(sum(widths) + arrows + self._fallback_width() + 2, theme().px(_NODE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_NODE))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(self.font())
            share = self._share()
            x = 0.0
            for index, node in enumerate(self._nodes):
                if index:
                    x = self._draw_arrow(painter, x, dashed=False)
                width = self._node_width(node) * share
                self._draw_node(painter, node, QRectF(x, 0, width, self.height()))
                x += width
            self._draw_fallbacks(painter, x, share)

    def _share(self) -> float:
        """How far the stations must shrink to fit; arrows and tiles keep their size."""
        drawn = [*self._nodes, *(self._fallbacks if self._wide else ())]
        stations = sum(self._node_width(node) for node in drawn)
        fixed = self.sizeHint().width() - stations
        return min(1.0, max(0.2, (self.width() - fixed) / max(1, stations)))

    def _draw_fallbacks(self, painter: QPainter, x: float, share: float) -> None:
        if not self._fallbacks:
            return
        px = theme().px
        if self._wide:
            for node in self._fallbacks:
                x = self._draw_arrow(painter, x, dashed=True)
                width = self._node_width(node) * share
                self._draw_node(painter, node, QRectF(x, 0, width, self.height()))
                x += width
            return
        x = self._draw_arrow(painter, x, dashed=True)
        c = colors()
        for node in self._fallbacks[:_SHOWN_FALLBACKS]:
            side = px(_TILE)
            box = QRectF(x, (self.height() - side) / 2, side, side)
            draw_box(painter, box, c.subtle, c.line, Radius.BADGE)
            self._draw_logo(painter, node, box.center())
            x += side + 4
        more = len(self._fallbacks) - _SHOWN_FALLBACKS
        if more > 0:
            draw_text(painter, QRectF(x, 0, 40, self.height()), f"+{more}", c.text3)

    def _draw_node(self, painter: QPainter, node: Node, box: QRectF) -> None:
        c = colors()
        px = theme().px
        height = px(_NODE)
        box = QRectF(box.x(), (box.height() - height) / 2, box.width(), height)
        draw_box(
            painter,
            box,
            c.accent_soft if node.accent else c.subtle if theme().mode == "light" else c.pressed,
            c.accent_line if node.accent else c.line_strong,
            Radius.CONTROL,
        )
        side = px(_LOGO)
        self._draw_logo(painter, node, QPointF(box.x() + px(7) + side / 2, box.center().y()))
        left = box.x() + px(7) + side + px(6)
        draw_text(painter, QRectF(left, box.y(), box.right() - left - px(7), box.height()), str(node.label), c.text)

    @staticmethod
    def _draw_logo(painter: QPainter, node: Node, centre: QPointF) -> None:
        side = theme().px(_LOGO)
        box = QRectF(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
        if node.logo.startswith("icon:"):
            draw_icon(painter, node.logo[5:], box, colors().accent_text if node.accent else colors().text2)
        else:
            draw_logo(painter, node.logo, str(node.label), box, tile=False)

    def _draw_arrow(self, painter: QPainter, x: float, *, dashed: bool) -> float:
        c = colors()
        draw_arrow(painter, x + 4, x + self._arrow() - 4, self.height() / 2, c.ok if self._live else c.text2, dashed)
        return x + self._arrow()

    def _arrow(self) -> int:
        return theme().px(40 if self._wide else 24)

    def _node_width(self, node: Node) -> int:
        px = theme().px
        metrics = QFontMetrics(self.font())
        return px(7) + px(_LOGO) + px(6) + metrics.horizontalAdvance(str(node.label)) + px(9)

    def _fallback_width(self) -> int:
        if not self._fallbacks:
            return 0
        if self._wide:
            return sum(self._arrow() + self._node_width(node) for node in self._fallbacks)
        shown = min(len(self._fallbacks), _SHOWN_FALLBACKS)
        more = 28 if len(self._fallbacks) > _SHOWN_FALLBACKS else 0
        return self._arrow() + shown * (theme().px(_TILE) + 4) + more


def draw_arrow(painter: QPainter, x1: float, x2: float, y: float, colour: QColor, dashed: bool = False) -> None:
    """An arrow with an open head; dashed means only after a failure."""
    y = round(y) + 0.5
    pen = QPen(colour, 1.4)
    if dashed:
        pen.setDashPattern([2.6, 2.2])
    painter.setPen(pen)
    painter.drawLine(QPointF(x1, y), QPointF(x2, y))
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x2 - 4, y - 3.5), QPointF(x2, y), QPointF(x2 - 4, y + 3.5)]))
