"""First steps: choose a service and its key, test it, connect something, done. Lies over the whole window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from amux_desktop.core.events import Event, RequestFinished
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.onboarding_check import CheckStep
from amux_desktop.gui.onboarding_connect import ConnectStep
from amux_desktop.gui.onboarding_done import DoneStep
from amux_desktop.gui.onboarding_key import KeyStep
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.paint import painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Mark
from amux_desktop.gui.widgets.scroll import Scroller
from amux_desktop.gui.widgets.step_bar import StepBar
from amux_desktop.services.records import Provider

_COLUMN = 640
KEY, CHECK, CONNECT, DONE = range(4)


class Onboarding(QWidget):
    """`closed` with True when the user went through to the end, False when it was skipped. Nothing is stored before the
    key was tested, or the user went on in spite of a failed test."""

    closed = Signal(bool)
    theme_requested = Signal()
    language_requested = Signal()

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self.key = KeyStep(context)
        self.check = CheckStep(context)
        self.connect_step = ConnectStep(context)
        self.done_step = DoneStep(context)
        self.bar = StepBar((tr("Add a key"), tr("Test it"), tr("Point a tool"), tr("Done", "step")))
        self._stack = QStackedWidget()
        for step in (self.key, self.check, self.connect_step, self.done_step):
            self._stack.addWidget(step)
        content = QWidget()
        inner = QWidget()
        inner.setMaximumWidth(theme().px(_COLUMN))
        column = column_layout(inner, 0, 24, 0, 12, spacing=24)
        column.addWidget(self.bar)
        column.addWidget(self._stack)
        column.addStretch(1)
        middle = row_layout(content, 24, 0, 24, 0)
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        outer = column_layout(self, spacing=0)
        outer.addLayout(self._build_head())
        outer.addWidget(Scroller(content), 1)
        outer.addWidget(Divider())
        outer.addLayout(self._build_foot())
        self.key.submitted.connect(self._forward)
        self.key.imported.connect(lambda: self.leave(True))
        self.check.finished.connect(self._on_checked)
        self.check.stored.connect(self._on_stored)
        window.installEventFilter(self)
        self._fit()
        self.show_step(KEY)

    def step(self) -> int:
        return self._stack.currentIndex()

    def on_event(self, event: Event) -> None:
        if isinstance(event, RequestFinished) and self.step() == DONE:
            self.done_step.show_request(event.summary)

    # ------------------------------------------------------------------ parts

    def _build_head(self) -> QHBoxLayout:
        head = row_layout(None, 20, 14, 24, 6, spacing=12)
        head.addWidget(Mark(24))
        head.addWidget(Label("Amux", "h3"), 1)
        self.language = Button("English / 中文", "ghost", icon="languages")
        self.language.clicked.connect(self.language_requested)
        switch = IconButton("moon", tr("Switch between light and dark"))
        switch.clicked.connect(self.theme_requested)
        head.addWidget(self.language)
        head.addWidget(switch)
        return head

    def _build_foot(self) -> QHBoxLayout:
        foot = row_layout(None, 24, 12, 24, 12, spacing=8)
        self.skip = Button(tr("Skip setup"), "ghost")
        self.skip.clicked.connect(self._on_skip)
        self.back = Button(tr("Back"))
        self.back.clicked.connect(self._on_back)
        self.next = Button("", "primary")
        self.next.setDefault(True)
        self.next.clicked.connect(self._forward)
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        return foot

    def show_step(self, step: int) -> None:
        """Without the work that leads to it."""
        names: tuple[TextLike, ...] = (
            tr("Test the key"),
            tr("Continue"),
            tr("Continue"),
            tr("Open the dashboard"),
        )
        self._stack.setCurrentIndex(step)
        self.bar.set_step(step)
        self.next.set_text(names[step])
        self.skip.setVisible(step != DONE)
        self.skip.set_text(tr("Not now") if step == CONNECT else tr("Skip setup"))
        self.back.setVisible(step == CHECK)
        self.back.set_text(tr("Change the key"))
        if (shown := self._stack.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ the way

    def _forward(self) -> None:
        step = self.step()
        if step == KEY:
            draft = self.key.draft()
            if draft is not None:
                self.show_step(CHECK)
                self._test()
        elif step == CHECK:
            if self.check.passed:
                self._store()
            else:
                self._test()
        elif step == CONNECT:
            self.done_step.show_way(self.connect_step.connected(), self.connect_step.provider())
            self.show_step(DONE)
        else:
            self.leave(True)

    def _test(self) -> None:
        draft = self.key.draft()
        if draft is not None:
            self.next.set_busy(True, tr("Testing…"))
            self.check.test(draft, self.key.secret())

    def _on_checked(self, passed: bool) -> None:
        self.next.set_busy(False)
        self.next.set_text(tr("Continue") if passed else tr("Test again"))
        self.skip.set_text(tr("Skip setup") if passed else tr("Continue anyway"))

    def _store(self) -> None:
        draft = self.key.draft()
        if draft is not None:
            self.next.set_busy(True, tr("Adding…"))
            self.check.store(draft, self.key.secret())

    def _on_stored(self, provider: object, proxy_id: str) -> None:
        self.next.set_busy(False)
        if isinstance(provider, Provider):
            self.connect_step.show_provider(provider, proxy_id)
            self.show_step(CONNECT)

    def _on_back(self) -> None:
        if not self.next.is_busy():
            self.show_step(KEY)

    def _on_skip(self) -> None:
        if self.next.is_busy():
            return
        if self.step() == CHECK and not self.check.passed:
            self._store()
        elif self.step() == CONNECT:
            self._forward()
        else:
            self.leave(False)

    def leave(self, finished: bool = False) -> None:
        self.hide()
        self.closed.emit(finished)
        self.deleteLater()

    # ------------------------------------------------------------------ Qt

    def _fit(self) -> None:
        self._fill()
        self.raise_()

    def _fill(self) -> None:
        if (parent := self.parentWidget()) is not None:
            self.setGeometry(parent.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fill()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_skip()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._forward()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), colors().panel)
