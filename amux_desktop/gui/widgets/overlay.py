"""Dialogs inside the window: a scrim over the page, the panel centred on it, focus kept inside and given back."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEasingCurve, QEvent, QObject, QRect, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from amux_desktop.gui.paint import Elevation, draw_box, draw_shadow, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Motion, Radius

_EDGE = 24


class Panel(QDialog):
    """A dialog drawn as a child of an Overlay: `open_in(window)`, then `finished`. Never `exec`."""

    def __init__(self, width: int) -> None:
        super().__init__(None, Qt.WindowType.Widget)
        self.wanted_width = width
        self.top: int | None = None
        self._overlay: Overlay | None = None

    def open_in(self, window: QWidget) -> None:
        self._overlay = Overlay(window, self)
        self._overlay.open()

    def wanted_height(self, width: int) -> int:
        return height_for_width(self, width)

    def wishes_to_close(self) -> bool:
        """Asked by Esc and by a click on the scrim; a dialog with unsaved edits may refuse and ask first."""
        return True

    def first_focus(self) -> QWidget | None:
        """What has the focus when the dialog opens."""
        return first_focusable(self)

    def refit(self) -> None:
        """Call after the content changed its height."""
        if self._overlay is not None:
            self._overlay.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.wishes_to_close():
                self.reject()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            border = c.line_strong if theme().mode == "dark" else c.line
            draw_box(painter, self.rect(), c.panel, border, Radius.DIALOG)


def height_for_width(widget: QWidget, width: int) -> int:
    """The height a widget's layout needs at a width; its hint where it does not depend on the width."""
    layout = widget.layout()
    if layout is None:
        return widget.sizeHint().height()
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


class Overlay(QWidget):
    """Covers the window while a Panel is open."""

    closed = Signal()

    def __init__(self, window: QWidget, panel: Panel) -> None:
        super().__init__(window)
        self._panel = panel
        self._opacity = 0.0
        self._return_to = QApplication.focusWidget()
        panel.setParent(self, Qt.WindowType.Widget)
        panel.finished.connect(self._close)
        window.installEventFilter(self)

    def open(self) -> None:
        self.arrange()
        self.show()
        self.raise_()
        self._panel.show()
        self.arrange()
        first = self._panel.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        duration = theme().duration(Motion.DIALOG)
        if not duration:
            self._fade(1.0)
            return
        animation = QVariantAnimation(self)
        animation.setDuration(duration)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.setStartValue(0.0)
        animation.setEndValue(1.0)
        animation.valueChanged.connect(self._fade)
        animation.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)

    def dismiss(self) -> None:
        """Closes without asking; for the end of the window and for pictures."""
        self._panel.done(0)

    def arrange(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        room = QSize(window.width() - 2 * _EDGE, window.height() - 2 * _EDGE)
        width = min(theme().px(self._panel.wanted_width), room.width())
        height = min(self._panel.wanted_height(width), room.height())
        box = QRect(0, 0, width, height)
        box.moveCenter(self.rect().center())
        if self._panel.top is not None:
            box.moveTop(self._panel.top)
        self._panel.setGeometry(box)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keeps Tab inside the dialog."""
        chain = [widget for widget in self._panel.findChildren(QWidget) if _accepts_tab(widget)]
        if not chain:
            return True
        ordered = _tab_order(self._panel, chain)
        current = QApplication.focusWidget()
        index = ordered.index(current) if current in ordered else (-1 if forward else 0)
        target = ordered[(index + (1 if forward else -1)) % len(ordered)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = self._panel.geometry().contains(event.position().toPoint())
        if not inside and self._panel.wishes_to_close():
            self._panel.reject()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setOpacity(self._opacity)
            painter.fillRect(self.rect(), colors().scrim)
            draw_shadow(painter, self._panel.geometry(), Radius.DIALOG, Elevation.DIALOG)

    def _fade(self, share: object) -> None:
        self._opacity = float(share)  # type: ignore[arg-type]  # the animation runs between two floats
        self.update()

    def _close(self, _result: int) -> None:
        self.hide()
        target = self._return_to
        self.closed.emit()
        self.deleteLater()
        if target is not None and shiboken6.isValid(target) and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _accepts_tab(widget: QWidget) -> bool:
    return bool(widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def first_focusable(panel: QWidget) -> QWidget | None:
    return next((widget for widget in panel.findChildren(QWidget) if _accepts_tab(widget)), None)


def _tab_order(panel: QWidget, chain: list[QWidget]) -> list[QWidget]:
    """The widgets in Qt's focus chain order."""
    wanted = set(chain)
    ordered: list[QWidget] = []
    widget = panel.nextInFocusChain()
    while widget is not None and widget is not panel and len(ordered) < len(wanted):
        if widget in wanted:
            ordered.append(widget)
        widget = widget.nextInFocusChain()
    return ordered
