"""Toasts: short news at the bottom right, at most three, with an optional action such as Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QRect, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.paint import Elevation, draw_box, draw_shadow, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Motion, Radius, Tone
from amux_desktop.gui.widgets.banner import ICONS, announce
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.gui.widgets.overlay import height_for_width

_WIDTH, _EDGE, _GAP, _MARGIN, _MOST = 340, 20, 10, 26, 3
_PLAIN_MS, _ACTION_MS = 5_000, 10_000


class Toast(QFrame):
    """Goes by itself; failures stay until closed, and the mouse over it stops the clock."""

    def __init__(self, tone: Tone, title: TextLike, body: TextLike, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = tone
        self.action: Button | None = None
        row = row_layout(self, 14, 10, 10, 10, spacing=10)
        row.addWidget(Icon(ICONS[tone], f"{tone}_text"), 0, Qt.AlignmentFlag.AlignTop)
        texts = column_layout(None, spacing=1)
        self._title = Label(title, "body_m", wrap=True)
        self._body = Label(body, "small", "text2", wrap=True)
        self._body.setVisible(bool(str(body)))
        texts.addWidget(self._title)
        texts.addWidget(self._body)
        row.addLayout(texts, 1)
        self._actions = row_layout(None)
        row.addLayout(self._actions)
        self.close_button = IconButton("x", tr("Close"), size="xs")
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)

    def add_action(self, text: TextLike, run: Callable[[], object]) -> None:
        self.action = Button(text, size="sm")
        self.action.clicked.connect(run)
        self._actions.addWidget(self.action)

    def spoken(self) -> str:
        return f"{self._title.text()}. {self._body.text()}" if self._body.text() else self._title.text()

    def start_clock(self) -> None:
        if self.tone != "bad":
            self.timer.start(_ACTION_MS if self.action else _PLAIN_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self.start_clock()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_box(painter, self.rect(), c.raised, c.line_strong, Radius.CARD)


class Toasts(QWidget):
    """Lies over the bottom right corner of a window, as large as its toasts and their shadows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._toasts: list[Toast] = []
        self._more = Label("", "small_m", "text2", parent=self)
        self._more.hide()
        window.installEventFilter(self)
        self.hide()

    def show_toast(
        self,
        tone: Tone,
        title: TextLike,
        body: TextLike = "",
        *,
        action: tuple[TextLike, Callable[[], object]] | None = None,
    ) -> Toast:
        toast = Toast(tone, title, body, self)
        if action is not None:
            text, run = action
            toast.add_action(text, run)
            assert toast.action is not None
            toast.action.clicked.connect(lambda: self.remove(toast))
        toast.close_button.clicked.connect(lambda: self.remove(toast))
        toast.timer.timeout.connect(lambda: self.remove(toast))
        self._toasts.append(toast)
        toast.start_clock()
        self._arrange(sliding=toast)
        announce(self.window(), toast.spoken(), urgent=tone == "bad")
        return toast

    def toasts(self) -> list[Toast]:
        return list(self._toasts)

    def remove(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._toasts:
            self._arrange()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            for toast in self._toasts:
                if toast.isVisible():
                    draw_shadow(painter, toast.geometry(), Radius.CARD, Elevation.FLOATING)

    def _arrange(self, sliding: Toast | None = None) -> None:
        window = self.parentWidget()
        if window is None or not self._toasts:
            self.hide()
            return
        width = theme().px(_WIDTH)
        shown = self._toasts[-_MOST:]
        for toast in self._toasts[:-_MOST]:
            toast.hide()
        heights = [max(theme().px(44), height_for_width(toast, width)) for toast in shown]
        hidden = len(self._toasts) - len(shown)
        top = 24 if hidden else 0
        total = sum(heights) + _GAP * (len(shown) - 1) + top
        box = QRect(0, 0, width + 2 * _MARGIN, total + 2 * _MARGIN)
        box.moveBottomRight(QPoint(window.width() - 1 - _EDGE + _MARGIN, window.height() - 1 - _EDGE + _MARGIN))
        self.setGeometry(box)
        self._more.setVisible(bool(hidden))
        if hidden:
            self._more.set_text(f"+{hidden}")
            self._more.setGeometry(_MARGIN, _MARGIN, width, 20)
        y = _MARGIN + top
        for toast, height in zip(shown, heights, strict=True):
            toast.setGeometry(_MARGIN, y, width, height)
            toast.show()
            y += height + _GAP
        self.show()
        self.raise_()
        self.update()
        if sliding is not None and theme().duration(Motion.TOAST):
            self._slide(sliding)

    def _slide(self, toast: Toast) -> None:
        end = toast.pos()
        animation = QVariantAnimation(toast)
        animation.setDuration(Motion.TOAST)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.setStartValue(16.0)
        animation.setEndValue(0.0)
        animation.valueChanged.connect(lambda offset: toast.move(end.x() + round(offset), end.y()))
        animation.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)
