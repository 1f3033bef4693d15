"""One ring per window around whatever has the keyboard's focus; not shown for focus by mouse."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors
from amux_desktop.gui.tokens import Radius

_OUTSIDE, _WIDTH = 2, 2
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
# These show focus themselves: fields by their border, lists and tables by the row.
_OWN_FOCUS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


class FocusRing(QWidget):
    """Transparent to the mouse, above everything in its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target: QWidget | None = None
        self._keyboard = False
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        window.installEventFilter(self)

    def target(self) -> QWidget | None:
        return self._target

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A dialog that closes takes its focused button along.
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = None
        self.hide()
        if new is None or new.window() is not self.window() or isinstance(new, _OWN_FOCUS):
            return
        self._target = new
        new.installEventFilter(self)
        if self._keyboard:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusIn:
            if event.reason() in _KEYBOARD:
                self._keyboard = True
                self._place()
            elif event.reason() == Qt.FocusReason.MouseFocusReason:
                self._keyboard = False
                self.hide()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self.hide()
        elif watched is self._target:
            if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
                self._place()
            elif kind in (QEvent.Type.Hide, QEvent.Type.Destroy):
                self.hide()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not self._keyboard or not target.isVisible():
            return
        inside = bool(getattr(target, "focus_inside", False))
        margin = 0 if inside else _OUTSIDE + _WIDTH
        box = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        self.setGeometry(box.adjusted(-margin, -margin, margin, margin))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        target = self._target
        if target is None:
            return
        radius = float(getattr(target, "focus_radius", Radius.CONTROL))
        if target.height() <= 22 and not isinstance(target, QTabBar):
            radius = target.height() / 2
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), None, colors().accent_text, radius + 3, _WIDTH)
