"""An on/off switch. A check box to assistive technology and the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QRectF, QSize, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Motion
from amux_desktop.gui.widgets.button import draw_spinner

_WIDTH, _HEIGHT, _KNOB = 36, 20, 16


class Switch(QCheckBox):
    """`clicked` is the user's wish; `set_on` shows a state without emitting it. `set_waiting` puts a spinner in the knob."""

    def __init__(self, name: TextLike, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind(self.setAccessibleName, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._position = 0.0
        self._waiting = False
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._turn)
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._move)
        self.toggled.connect(self._slide)

    def set_on(self, on: bool) -> None:
        """Shows a state that came from elsewhere; nothing is emitted and nothing slides."""
        blocked = self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(blocked)
        self._animation.stop()
        self._move(1.0 if on else 0.0)

    def set_waiting(self, waiting: bool) -> None:
        self._waiting = waiting
        if waiting and not theme().reduce_motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(_WIDTH), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            track = _blend(c.switch_off, c.accent, self._position)
            if not self.isEnabled():
                painter.setOpacity(0.45)
            elif self.underMouse() and self.isChecked():
                track = c.accent_hover
            radius = self.height() / 2
            draw_box(painter, self.rect(), track, None, radius)
            px = theme().px
            knob = px(_KNOB)
            margin = (self.height() - knob) / 2
            x = margin + self._position * (self.width() - knob - 2 * margin)
            box = QRectF(x, margin, knob, knob)
            draw_box(painter, box, c.knob, None, knob / 2)
            if self._waiting:
                draw_spinner(painter, box.adjusted(2, 2, -2, -2), c.accent, self._angle)

    def _slide(self, on: bool) -> None:
        self._animation.stop()
        end = 1.0 if on else 0.0
        duration = theme().duration(Motion.SWITCH)
        if not duration or not self.isVisible():
            self._move(end)
            return
        self._animation.setDuration(duration)
        self._animation.setStartValue(self._position)
        self._animation.setEndValue(end)
        self._animation.start()

    def _move(self, position: object) -> None:
        self._position = float(position)  # type: ignore[arg-type]  # the animation runs between two floats
        self.update()

    def _turn(self) -> None:
        self._angle = (self._angle + 14) % 360
        self.update()


def _blend(first: QColor, second: QColor, share: float) -> QColor:
    def mix(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(mix(first.red(), second.red()), mix(first.green(), second.green()), mix(first.blue(), second.blue()))
