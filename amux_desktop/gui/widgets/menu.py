"""Pop-up menus: rounded, with icons and shortcuts; the destructive entry last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from amux_desktop.gui.i18n import TextLike
from amux_desktop.gui.icons import tinted_icon
from amux_desktop.gui.stylesheets import menu_sheet
from amux_desktop.gui.theme import theme


class Menu(QMenu):
    """Built when it is opened, so texts and colours are always current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFont(theme().font("body"))
        self.setStyleSheet(menu_sheet())

    def add(
        self,
        text: TextLike,
        run: Callable[[], object],
        *,
        icon: str = "",
        shortcut: str = "",
        danger: bool = False,
        checked: bool | None = None,
        enabled: bool = True,
    ) -> QAction:
        """An entry; the shortcut is only shown here, the page or window owns the key."""
        action = QAction(str(text), self)
        if icon:
            action.setIcon(tinted_icon(icon, "bad_text" if danger else "text2"))
        if shortcut:
            action.setText(f"{text}\t{QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}")
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.setEnabled(enabled)
        action.triggered.connect(lambda: run())
        self.addAction(action)
        return action

    def open_below(self, anchor: QWidget, *, align_right: bool = True) -> None:
        """Shows the menu under a button and returns at once."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size: QSize = self.sizeHint()
        x = anchor.width() - size.width() if align_right else 0
        self.popup(anchor.mapToGlobal(QPoint(x, anchor.height() + 4)))
