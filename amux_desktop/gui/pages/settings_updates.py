"""A newer Amux: what is in it, the verified download, or silence about it."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, UpdateFound, UpdateProgress
from amux_desktop.gui.formats import bytes_size
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import Card, SettingRow, column_layout, row_layout
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.markdown_view import MarkdownView
from amux_desktop.gui.widgets.progress import Bar
from amux_desktop.services.updates.service import UpdateStatus


class UpdateSection(QWidget):
    """`on_event` takes the news that the page hears."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._updates = context.services.updates
        self._page = ""
        self._saved = Path()
        self.check = Button(tr("Check now"), icon="refresh-cw")
        self.check.clicked.connect(self._on_check)
        self.state = SettingRow(tr("This version"), context.services.version, self.check)
        top = Card()
        top.add_row(self.state)
        self.news = self._build_news()
        self.news.hide()
        column = column_layout(self, spacing=10)
        column.addWidget(top)
        column.addWidget(self.news)
        self._load()

    def on_event(self, event: Event) -> None:
        if isinstance(event, UpdateFound):
            self._load()
        elif isinstance(event, UpdateProgress) and event.total:
            self.bar.set_share(event.done / event.total)
            self.progress.set_text(tr("{done} of {total}", done=bytes_size(event.done), total=bytes_size(event.total)))

    # ------------------------------------------------------------------ parts

    def _build_news(self) -> Card:
        card = Card()
        inside = QWidget()
        column = column_layout(inside, 16, 14, 16, 14, spacing=10)
        self.title = Label("", "h3")
        self.date = Label("", "small", "text2")
        self.notes = MarkdownView(tr("What is new"))
        self.bar = Bar(tr("Download"))
        self.progress = Label("", "small", "text2")
        self.result = Label("", "small", "text2", wrap=True)
        for widget in (self.title, self.date, self.notes, self.bar, self.progress, self.result):
            column.addWidget(widget)
        for widget in (self.bar, self.progress, self.result):
            widget.hide()
        self.download = Button(tr("Download"), "primary", icon="download")
        self.download.clicked.connect(self._on_download)
        self.stop = Button(tr("Stop the download"))
        self.stop.clicked.connect(self._on_stop)
        self.show_file = Button(tr("Open folder"), "primary", icon="folder-open")
        self.show_file.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent))))
        self.open_page = Button(tr("Release page"), icon="external-link")
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._page)))
        self.later = Button(tr("In a week"), "ghost")
        self.later.clicked.connect(lambda: self._quiet(self._updates.snooze()))
        self.skip = Button(tr("Skip this version"), "ghost")
        self.skip.clicked.connect(lambda: self._quiet(self._updates.skip()))
        buttons = row_layout(None, spacing=8)
        for button in (self.download, self.stop, self.show_file, self.open_page):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.later, self.skip):
            buttons.addWidget(button)
        column.addLayout(buttons)
        card.add_row(inside)
        return card

    # ------------------------------------------------------------------ what is known

    def _load(self) -> None:
        self._context.runner.run(self._updates.status(), owner=self, on_done=self._show)

    def _show(self, status: UpdateStatus) -> None:
        self.check.set_busy(False)
        release = status.release
        self.news.setVisible(release is not None)
        if release is None:
            newest = tr("{version}, the newest one", version=status.current)
            self.state.set_description(newest if status.is_newest else status.current)
            return
        self.state.set_description(status.current)
        self._page = release.page
        self.title.set_text(tr("Amux {version} is out", version=release.version))
        self.date.set_text(release.published)
        self.date.setVisible(bool(release.published))
        # A release's headings are made for a page of their own.
        self.notes.set_markdown(re.sub(r"(?m)^#+ ", "#### ", release.notes))
        self.notes.setVisible(bool(release.notes))
        self.open_page.setVisible(bool(release.page))
        self._show_buttons(can_download=bool(status.package))
        self.later.setVisible(not status.is_quiet)
        self.skip.setVisible(not status.is_quiet)
        if status.installation == "python":
            self._say(tr("This Amux runs from Python: update it the way it was installed, such as pipx upgrade amux."))
        elif not status.package:
            self._say(tr("It has no package for this installation. See its release page."))
        elif status.is_quiet:
            self._say(tr("You will not be told about it again."))

    def _show_buttons(self, *, can_download: bool, running: bool = False, saved: bool = False) -> None:
        self.download.setVisible(can_download and not running and not saved)
        self.stop.setVisible(running)
        self.show_file.setVisible(saved)
        self.bar.setVisible(running)
        self.progress.setVisible(running)

    def _say(self, text: TextLike) -> None:
        self.result.set_text(text)
        self.result.show()

    # ------------------------------------------------------------------ actions

    def _on_check(self) -> None:
        self.check.set_busy(True, tr("Looking…"))

        def failed(error: AmuxError) -> None:
            self.check.set_busy(False)
            self.state.set_description(describe(error))

        self._context.runner.run(self._updates.check(), owner=self, on_done=self._show, on_error=failed)

    def _on_download(self) -> None:
        self.bar.set_share(0)
        self.progress.set_text("")
        self.result.hide()
        self._show_buttons(can_download=True, running=True)

        def done(path: Path) -> None:
            self._saved = path
            self._show_buttons(can_download=True, saved=True)
            self._say(tr("Verified and saved as {path}. Quit Amux and open it to install.", path=path))

        self._context.runner.run(self._updates.download(), owner=self, on_done=done, on_error=self._failed)

    def _on_stop(self) -> None:
        def stopped(_none: object) -> None:
            self._show_buttons(can_download=True)

        self._context.runner.run(self._updates.cancel_download(), owner=self, on_done=stopped)

    def _failed(self, error: AmuxError) -> None:
        self._show_buttons(can_download=True)
        self._say(describe(error))

    def _quiet(self, work: Coroutine[Any, Any, UpdateStatus]) -> None:
        self._context.runner.run(work, owner=self, on_done=self._show, on_error=self._failed)
