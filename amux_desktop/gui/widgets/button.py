"""Buttons: seven variants in two sizes, with icon, busy state and the keyboard of a stock QPushButton."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_icon
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius

Variant = Literal["primary", "secondary", "ghost", "danger", "danger_secondary", "soft", "link"]
Size = Literal["xs", "sm", "md", "lg"]

_HEIGHTS: dict[Size, int] = {"xs": Height.XS, "sm": Height.SM, "md": Height.MD, "lg": Height.LG}
_GAP = 6


class Button(QPushButton):
    """`busy` shows a spinner and ignores clicks but keeps focus and at least the width of the idle label."""

    def __init__(
        self,
        text: TextLike = "",
        variant: Variant = "secondary",
        *,
        icon: str = "",
        trailing: str = "",
        size: Size = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.variant: Variant = variant
        self.icon_name = icon
        self._trailing = trailing
        self._size: Size = size
        self._busy = False
        self._idle_text: TextLike = text
        self._reserved = 0
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._turn)
        use_role(self, "small_m" if size in ("xs", "sm") else "body_m")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if variant == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def set_text(self, text: TextLike) -> None:
        self._idle_text = text
        bind(self.setText, text)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def set_busy(self, busy: bool, text: TextLike | None = None) -> None:
        """`text` is the -ing form shown meanwhile."""
        if busy == self._busy:
            return
        self._reserved = self.sizeHint().width() if busy else 0
        self._busy = busy
        bind(self.setText, text if busy and text is not None else self._idle_text)
        if busy and not theme().reduce_motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.updateGeometry()
        self.update()

    def is_busy(self) -> bool:
        return self._busy

    def nextCheckState(self) -> None:
        if not self._busy:
            super().nextCheckState()

    def event(self, event: QEvent) -> bool:
        pressed = event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.KeyPress,
            QEvent.Type.Shortcut,
        )
        if self._busy and pressed and not _is_tab(event):
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        height = px(_HEIGHTS[self._size])
        text = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        icons = (1 if self.icon_name or self._busy else 0) + (1 if self._trailing else 0)
        if not text:
            return QSize(height, height)
        padding = 0 if self.variant == "link" else px(10 if self._size in ("xs", "sm") else 12)
        width = text + 2 * padding + icons * (px(16) + px(_GAP)) + 2
        return QSize(max(width, self._reserved), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, text, icon = self._colours()
        with painting(self) as painter:
            px = theme().px
            radius = Radius.CONTROL if self._size in ("md", "lg") else Radius.SMALL
            if fill is not None or border is not None:
                draw_box(painter, self.rect(), fill, border, radius)
            painter.setFont(self.font())
            advance = self.fontMetrics().horizontalAdvance(self.text())
            if self.variant == "link" and self.underMouse():
                font = self.font()
                font.setUnderline(True)
                painter.setFont(font)
            leading = bool(self.icon_name) or self._busy
            side = px(16 if self._size != "xs" else 14)
            total = advance + sum(side + (px(_GAP) if self.text() else 0) for on in (leading, self._trailing) if on)
            x = round((self.width() - total) / 2)
            y = round((self.height() - side) / 2)
            if leading:
                box = QRectF(x, y, side, side)
                if self._busy:
                    draw_spinner(painter, box, text, self._angle)
                else:
                    draw_icon(painter, self.icon_name, box, icon)
                x += side + px(_GAP)
            if self.text():
                painter.setPen(text)
                flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
                painter.drawText(QRectF(x, 0, advance + 2, self.height()), flags, self.text().replace("&&", "&"))
                x += advance + px(_GAP)
            if self._trailing:
                draw_icon(painter, self._trailing, QRectF(x, y, side, side), icon)

    def _turn(self) -> None:
        self._angle = (self._angle + 14) % 360
        self.update()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        """Fill, border, text and icon for the variant and state."""
        c = colors()
        down = self.isDown() or self.isChecked()
        over = self.underMouse() and self.isEnabled() and not self._busy
        if not self.isEnabled():
            filled = self.variant in ("primary", "danger", "soft")
            outlined = self.variant in ("secondary", "danger_secondary")
            fill = c.pressed if filled else c.subtle if outlined else None
            return fill, c.line if outlined else None, c.disabled, c.disabled
        if self.variant == "primary":
            return c.accent_press if down else c.accent_hover if over else c.accent, None, c.on_accent, c.on_accent
        if self.variant == "danger":
            return c.bad_hover if down or over else c.bad_fill, None, c.on_accent, c.on_accent
        if self.variant == "danger_secondary":
            return c.bad_soft if down or over else c.raised, c.bad_line, c.bad_text, c.bad_text
        if self.variant == "soft":
            return c.accent_soft, c.accent_line if over or down else None, c.accent_text, c.accent_text
        if self.variant == "link":
            return None, None, c.accent_text, c.accent_text
        if self.variant == "secondary":
            return c.pressed if down else c.hover if over else c.raised, c.line_strong, c.text, c.text2
        text = c.text if over or down else c.text2
        return c.pressed if down else c.hover if over else None, None, text, text


class IconButton(Button):
    """Only an icon, so it must have a name; the name is its tooltip too, with the shortcut where there is one."""

    def __init__(
        self,
        icon: str,
        name: TextLike,
        *,
        variant: Variant = "ghost",
        size: Size = "sm",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", variant, icon=icon, size=size, parent=parent)
        self.set_name(name)

    def set_name(self, name: TextLike) -> None:
        bind(self.setAccessibleName, name)
        bind(self.setToolTip, name)

    def minimumSizeHint(self) -> QSize:
        """Half an icon is no icon."""
        return self.sizeHint()


def draw_spinner(painter: QPainter, rect: QRectF, colour: QColor, angle: int) -> None:
    """A ring with a turning arc; under reduced motion it is drawn at a fixed angle."""
    ring = QColor(colour)
    ring.setAlphaF(0.3)
    box = rect.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 2))
    painter.drawEllipse(box)
    painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(box, -angle * 16, 100 * 16)


def _is_tab(event: QEvent) -> bool:
    key = getattr(event, "key", None)
    return callable(key) and key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)
