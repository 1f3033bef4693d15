"""The frame of every dialog: header with icon, title and close; a scrolling body; a footer with one verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from amux_desktop.gui.i18n import TextLike, bind, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.tokens import Tone
from amux_desktop.gui.widgets.button import Button, IconButton, Variant
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.label import ElidedLabel, Label
from amux_desktop.gui.widgets.logo import Icon, IconTile
from amux_desktop.gui.widgets.overlay import Panel, first_focusable, height_for_width
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.segmented import Segmented
from amux_desktop.gui.widgets.select import Select

_PADDING = 20


class Dialog(Panel):
    """Subclasses fill `self.form` and the footer; `submit` is what Enter and the verb's button do."""

    guarded: ClassVar[bool] = False
    """Whether Esc or a click beside the dialog asks first once something was entered. Cancel and the cross never ask."""

    def __init__(self, title: TextLike, *, width: int = 520, icon: str = "", tone: Tone = "accent") -> None:
        super().__init__(width)
        self.title = Label(title, "h2")
        bind(self.setAccessibleName, title)
        self.head = row_layout(None, _PADDING, 14, 14, 14, spacing=12)
        if icon:
            self.head.addWidget(IconTile(icon, tone, 32))
        self.head.addWidget(self.title, 1)
        self.close_button = IconButton("x", tr("Close"))
        self.close_button.clicked.connect(self._on_close)
        self.head.addWidget(self.close_button)
        content = QWidget()
        self.form: QVBoxLayout = column_layout(content, _PADDING, 16, _PADDING, 18, spacing=14)
        self._content = content
        self.scroller = Scroller(content, gutter=_PADDING)
        self.footer = row_layout(None, _PADDING, 12, _PADDING, 12, spacing=8)
        left = QWidget()
        left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.left = row_layout(left, spacing=8)
        self.left.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.footer.addWidget(left, 1)
        self._entered: dict[QWidget, object] = {}
        self._leaving = False
        self._column = column_layout(self, 1, 1, 1, 1, spacing=0)
        self._column.addLayout(self.head)
        self._column.addWidget(Divider())
        self._column.addWidget(self.scroller, 1)
        self._column.addWidget(Divider())
        self._column.addLayout(self.footer)

    def add_button(
        self, text: TextLike, variant: Variant, run: Callable[[], object], *, default: bool = False
    ) -> Button:
        button = Button(text, variant)
        button.clicked.connect(lambda: run())
        if default:
            button.setDefault(True)
        self.footer.addWidget(button)
        return button

    def add_cancel(self) -> Button:
        return self.add_button(tr("Cancel"), "ghost", self._on_close)

    def wanted_height(self, width: int) -> int:
        body = height_for_width(self._content, width - 2)
        return body + self.head.sizeHint().height() + self.footer.sizeHint().height() + 4

    def first_focus(self) -> QWidget | None:
        """The first field of the form, not the close button in the header."""
        field = first_focusable(self._content)
        return field if field is not None else super().first_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(self.focusWidget(), QPlainTextEdit):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused.isEnabled():
                focused.click()
                return
            default = next((b for b in self.findChildren(Button) if b.isDefault() and b.isEnabled()), None)
            if default is not None:
                default.click()
            return
        super().keyPressEvent(event)

    def open_in(self, window: QWidget) -> None:
        super().open_in(window)
        self._entered = _inputs(self._content) if self.guarded else {}

    def wishes_to_close(self) -> bool:
        now = _inputs(self._content) if self._entered and not self._leaving else {}
        if all(now.get(field, value) == value for field, value in self._entered.items()):
            return True
        ConfirmDialog(
            tr("Discard what you entered?"),
            tr("It is not saved yet."),
            tr("Discard"),
            self.reject,
            stay=tr("Stay"),
        ).open_in(self.window())
        return False

    def _on_close(self) -> None:
        self._leaving = True
        if self.wishes_to_close():
            self.reject()
        self._leaving = False


def _inputs(form: QWidget) -> dict[QWidget, object]:
    """What each control of a form holds now."""
    found: dict[QWidget, object] = {}
    for widget in form.findChildren(QWidget):
        if isinstance(widget, QLineEdit):
            found[widget] = widget.text()
        elif isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
            found[widget] = widget.toPlainText()
        elif isinstance(widget, QCheckBox | QRadioButton):
            found[widget] = widget.isChecked()
        elif isinstance(widget, Select | Segmented):
            found[widget] = widget.key()
    return found


class ConfirmDialog(Dialog):
    """Only for what cannot be undone or breaks something else. The safe button has the focus."""

    def __init__(
        self,
        title: TextLike,
        body: TextLike,
        verb: TextLike,
        run: Callable[[], object],
        *,
        danger: bool = True,
        stay: TextLike = "",
    ) -> None:
        super().__init__(title, width=460)
        self.close_button.hide()
        self.form.addWidget(Label(body, "body", "text2", wrap=True))
        self.cancel = self.add_button(stay if str(stay) else tr("Cancel"), "secondary", self.reject)
        self.confirm = self.add_button(verb, "danger" if danger else "primary", self._confirmed)
        self._run = run

    def open_in(self, window: QWidget) -> None:
        super().open_in(window)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirmed(self) -> None:
        self.accept()
        self._run()


class ResultLine(QWidget):
    """The outcome of a test in the footer: a tick or a cross and one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("circle-check", "ok_text", 16)
        self._text = ElidedLabel("", "small", "ok_text")
        row = row_layout(self, spacing=7)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, theme().px(20))

    def show_result(self, ok: bool, text: TextLike) -> None:
        token = "ok_text" if ok else "bad_text"
        self._icon.set_state("circle-check" if ok else "circle-x", token)
        self._text.set_text(text)
        self._text.set_token(token)
        self.show()

    def text(self) -> str:
        return self._text.text()
