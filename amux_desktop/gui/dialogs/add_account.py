"""Sign in to an account: three steps that tick themselves off, while the browser does its part."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.copy_field import CopyField
from amux_desktop.gui.widgets.field import FieldBlock, SecretField, TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.logo import Icon
from amux_desktop.services.account_logins import LoginTicket
from amux_desktop.services.pools import PoolView
from amux_desktop.services.records import Account


class AddAccountDialog(Dialog):
    """Begins at once. Closing it ends the sign-in."""

    def __init__(self, context: PageContext, pool: PoolView) -> None:
        vendor = pool.vendor
        super().__init__(tr("Add a {vendor} account", vendor=vendor.title), width=500, icon="key-round")
        self._context = context
        self._vendor = vendor
        self._ticket: LoginTicket | None = None
        terms = tr(
            "You sign in at {company}; Amux never sees your password. The sign-in uses the OAuth client of {owner}; using "
            "it from another program may break the terms of {company}, and your account is your own risk.",
            company=vendor.company,
            owner=vendor.client_owner,
        )
        self.form.addWidget(Label(terms, "small", "text2", wrap=True))
        self._steps = [
            _Step(tr("A browser window opened on the sign-in page")),
            _Step(tr("Sign in and allow access")),
            _Step(tr("Amux saves the account and checks its quota")),
        ]
        for step in self._steps:
            self.form.addWidget(step)
        self._problem = Banner()
        self._problem.hide()
        self.form.addWidget(self._problem)
        self.code = CopyField("", icon="key-round", name=tr("Copy the code"))
        hint = tr("Type it in on the page below, on any device on which you are signed in.")
        self._code_block = FieldBlock(tr("Your code"), self.code, hint=hint)
        self._code_page = CopyField("", name=tr("Copy the address"))
        self._page_block = FieldBlock(tr("Page for the code"), self._code_page)
        for block in (self._code_block, self._page_block):
            block.hide()
            self.form.addWidget(block)
        self._address = CopyField("", name=tr("Copy the address"))
        self._address_block = FieldBlock(tr("Nothing opened? Copy this address"), self._address)
        self.form.addWidget(self._address_block)
        self.pasted = TextField(tr("Address of the last page"), mono=True)
        hint = tr("Only needed when the browser cannot come back to Amux, for instance from another computer.")
        self._paste_block = FieldBlock(tr("Address of the last page"), self.pasted, hint=hint, optional=True)
        self.form.addWidget(self._paste_block)
        self._waiting = Label("", "small", "text2", wrap=True)
        self.form.addWidget(self._waiting)
        self.device = Button(tr("Use a code instead"), "link")
        self.device.clicked.connect(self._on_device)
        self.device.setVisible(vendor.device is not None)
        self.left.addWidget(self.device)
        self.add_cancel()
        self._again = self.add_button(tr("Open browser again"), "secondary", self._open_browser)
        self._finish = self.add_button(tr("Use the address"), "primary", self._on_paste, default=True)
        self._finish.hide()
        self.pasted.textChanged.connect(lambda text: self._finish.setVisible(bool(text.strip())))
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self.finished.connect(lambda _result: self._end())

    def open_in(self, window: QWidget) -> None:
        super().open_in(window)
        settings = self._context.services.settings.current
        language = settings.appearance_language
        chosen = self.locale().name() if language == "system" else language
        work = self._context.services.accounts.begin_login(self._vendor.id, chosen)
        self._context.runner.run(work, owner=self, on_done=self._begun, on_error=self._failed)

    def _on_device(self) -> None:
        """A code typed in elsewhere, for machines whose browser cannot be used; the sign-in in this browser ends."""
        self.device.setEnabled(False)
        services = self._context.services
        old = self._ticket
        self._ticket = None

        async def work() -> LoginTicket:
            if old is not None:
                await services.accounts.cancel_login(old.id)
            return await services.accounts.begin_device_login(self._vendor.id)

        self._context.runner.run(work(), owner=self, on_done=self._device_begun, on_error=self._failed)

    def _device_begun(self, ticket: LoginTicket) -> None:
        self._ticket = ticket
        self.code.set_value(ticket.user_code)
        self._code_page.set_value(ticket.url)
        for widget in (self._address_block, self._paste_block, self.device, self._steps[0], self._problem):
            widget.hide()
        self._code_block.show()
        self._page_block.show()
        self._again.set_text(tr("Open the page here"))
        self._clock.start()
        self._tick()
        self._wait(ticket)
        self.refit()

    def _wait(self, ticket: LoginTicket) -> None:
        """An error of a sign-in that was given up for another one is nobody's business."""
        work = self._context.services.accounts.wait_login(ticket.id)

        def failed(error: AmuxError) -> None:
            if self._ticket is ticket:
                self._failed(error)

        self._context.runner.run(work, owner=self, on_done=self._done, on_error=failed)

    def _begun(self, ticket: LoginTicket) -> None:
        self._ticket = ticket
        self._address.set_value(ticket.url)
        self._clock.start()
        self._tick()
        if ticket.problem is not None:
            self._problem.show_text("warn", tr("The browser cannot come back by itself"), describe(ticket.problem))
            self._problem.show()
        self._wait(ticket)
        self._open_browser()
        self.refit()

    def _open_browser(self) -> None:
        if self._ticket is not None and QDesktopServices.openUrl(QUrl(self._ticket.url)):
            self._steps[0].set_done()

    def _on_paste(self) -> None:
        if self._ticket is None:
            return
        self._paste_block.set_error("")
        work = self._context.services.accounts.paste_login(self._ticket.id, self.pasted.text())
        self._context.runner.run(work, owner=self, on_done=lambda _account: None, on_error=self._not_this_address)

    def _not_this_address(self, error: AmuxError) -> None:
        self._paste_block.set_error(describe(error))
        self.refit()

    def _done(self, account: Account) -> None:
        for step in self._steps:
            step.set_done()
        self._ticket = None
        self.accept()
        self._context.shell.toast("ok", tr("{name} added", name=account.email or account.subject))

    def _failed(self, error: AmuxError) -> None:
        self._clock.stop()
        self._waiting.set_text("")
        self._problem.show_text("bad", tr("The sign-in did not work"), describe(error))
        self._problem.show()
        self._problem.announce()
        self.refit()

    def _tick(self) -> None:
        if self._ticket is None:
            return
        left = max(0, self._ticket.expires_ms - time.time_ns() // 1_000_000) // 1000
        expires = f"{left // 60}:{left % 60:02d}"
        waiting = tr("Waiting for the browser. Expires in {time}.", time=expires)
        if self._ticket.user_code:
            waiting = tr("Waiting for the code. Expires in {time}.", time=expires)
        self._waiting.set_text(waiting)

    def _end(self) -> None:
        self._clock.stop()
        if self._ticket is not None:
            self._context.runner.run(self._context.services.accounts.cancel_login(self._ticket.id), owner=self)


class ClientSecretDialog(Dialog):
    """A vendor whose OAuth client has a secret: the user brings it, Amux ships none."""

    def __init__(self, context: PageContext, pool: PoolView) -> None:
        vendor = pool.vendor
        super().__init__(tr("{vendor} needs a client secret", vendor=vendor.title), width=500, icon="key-round")
        self._context = context
        self._pool = pool
        text = tr(
            "{company} asks for the secret of the OAuth client besides your own sign-in. Amux ships none. You find it in the "
            "installed program {owner}, among the settings of its sign-in. Using another product's client may break the "
            "terms of {company}. The secret is stored sealed, or taken from the environment variable {variable}.",
            company=vendor.company,
            owner=vendor.client_owner,
            variable=vendor.secret_variable,
        )
        self.form.addWidget(Label(text, "body", "text2", wrap=True))
        self.field = SecretField(tr("Client secret"))
        self.form.addWidget(FieldBlock(tr("Client secret"), self.field))
        self.add_cancel()
        self.add_button(tr("Save and sign in"), "primary", self._on_save, default=True)

    def _on_save(self) -> None:
        secret = self.field.text().strip()
        if not secret:
            return
        work = self._context.services.settings.update({f"accounts.{self._pool.vendor.id}_client_secret": secret})
        self._context.runner.run(work, owner=self, on_done=lambda _settings: self._saved())

    def _saved(self) -> None:
        self.accept()
        AddAccountDialog(self._context, self._pool).open_in(self._context.shell.overlay_parent())


class _Step(QWidget):
    def __init__(self, text: object) -> None:
        super().__init__()
        self._icon = Icon("timer", "text3", 18)
        self._text = Label(text, "body")  # type: ignore[arg-type]  # a TextLike
        row = row_layout(self, spacing=10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)

    def set_done(self) -> None:
        self._icon.set_state("circle-check", "ok_text")
