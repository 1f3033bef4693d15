"""The left side of the chat: search, new chat, and the conversations by day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.models.conversations import RECORD, ConversationListModel
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import column_layout, row_layout
from amux_desktop.gui.widgets.conversation_rows import ConversationDelegate
from amux_desktop.gui.widgets.field import TextField
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.list_view import ListView
from amux_desktop.gui.widgets.menu import Menu
from amux_desktop.services.chat_library import ExportForm, RemovedConversation
from amux_desktop.services.records import Conversation, ConversationMatch

_WIDTH = 256
_SEARCH_PAUSE_MS = 200
_ENDINGS: dict[ExportForm, str] = {"markdown": "md", "json": "json"}


class ConversationList(QWidget):
    """`chosen` carries the id of a conversation that the user wants to see, `new_requested` asks for an empty one."""

    chosen = Signal(str)
    new_requested = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._current = ""
        self.model = ConversationListModel()
        self.search = TextField(tr("Search chats"), placeholder=tr("Search chats"), icon="search")
        self.search.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.new = IconButton("square-pen", tr("New chat"), variant="secondary", size="md")
        self.new.clicked.connect(self.new_requested)
        self.list = ListView(tr("Conversations"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ConversationDelegate(self.list))
        self.list.current_changed.connect(self._on_current)
        self.list.delete_requested.connect(lambda: self._delete(self._selected()))
        self.list.rename_requested.connect(lambda: self._rename(self._selected()))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._nothing = Label("", "small", "text2", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(theme().px(_WIDTH))
        top = row_layout(None, spacing=8)
        top.addWidget(self.search, 1)
        top.addWidget(self.new)
        column = column_layout(self, 12, 12, 12, 10, spacing=6)
        column.addLayout(top)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)

    # ------------------------------------------------------------------ content

    def refresh(self) -> None:
        wanted = self.search.text().strip()
        chat = self._context.services.chat
        if wanted:

            def found(matches: tuple[ConversationMatch, ...]) -> None:
                if wanted == self.search.text().strip():
                    self.model.set_matches(matches)
                    self._show_rows()

            self._context.runner.run(chat.search(wanted), owner=self, on_done=found)
            return

        def loaded(conversations: tuple[Conversation, ...]) -> None:
            if not self.search.text().strip():
                self.model.set_conversations(conversations)
                self._show_rows()

        self._context.runner.run(chat.list(), owner=self, on_done=loaded)

    def set_current(self, conversation_id: str) -> None:
        """Marks a conversation without emitting `chosen`; an empty id marks none."""
        self._current = conversation_id
        self._select()

    def open_menu_at(self, conversation: Conversation, place: QPoint) -> Menu:
        menu = self._menu(conversation)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
        return menu

    # ------------------------------------------------------------------ inside

    def _show_rows(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
        else:
            searching = bool(self.search.text().strip())
            self._nothing.set_text(tr("Nothing found.") if searching else tr("Your chats will be listed here."))
            self._stack.setCurrentWidget(self._nothing)
        self._select()

    def _select(self) -> None:
        row = self.model.row_of(self._current)
        blocked = self.list.blockSignals(True)
        self.list.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self.list.blockSignals(blocked)
        self.list.viewport().update()

    def _selected(self) -> Conversation | None:
        return self.model.at(self.list.currentIndex().row())

    def _on_current(self, index: QModelIndex) -> None:
        conversation = index.data(RECORD) if index.isValid() else None
        if isinstance(conversation, Conversation) and conversation.id != self._current:
            self._current = conversation.id
            self.chosen.emit(conversation.id)

    def _open_menu(self, place: QPoint) -> None:
        conversation = self.list.indexAt(place).data(RECORD)
        if isinstance(conversation, Conversation):
            self.open_menu_at(conversation, self.list.viewport().mapToGlobal(place))

    def _menu(self, conversation: Conversation) -> Menu:
        menu = Menu(self)
        pinned = conversation.pinned
        menu.add(tr("Rename"), lambda: self._rename(conversation), icon="pencil", shortcut="F2")
        menu.add(tr("Ask the model for a title"), lambda: self._ask_for_title(conversation), icon="brain")
        menu.add(
            tr("Unpin") if pinned else tr("Pin"),
            lambda: self._run(self._context.services.chat.set_pinned(conversation.id, not pinned)),
            icon="pin-off" if pinned else "pin",
        )
        menu.addSeparator()
        menu.add(tr("Export as Markdown…"), lambda: self._export(conversation, "markdown"), icon="download")
        menu.add(tr("Export as JSON…"), lambda: self._export(conversation, "json"), icon="download")
        menu.addSeparator()
        menu.add(tr("Delete"), lambda: self._delete(conversation), icon="trash-2", shortcut="Del", danger=True)
        return menu

    def _rename(self, conversation: Conversation | None) -> None:
        if conversation is None:
            return

        def rename(title: str) -> None:
            self._run(self._context.services.chat.rename(conversation.id, title))

        dialog = RenameDialog(tr("Rename the chat"), conversation.title, rename)
        dialog.open_in(self._context.shell.overlay_parent())

    def _ask_for_title(self, conversation: Conversation) -> None:
        shell = self._context.shell
        self._context.runner.run(
            self._context.services.chat.suggest_title(conversation.id),
            owner=self,
            on_error=lambda error: shell.toast("bad", tr("The title was not changed"), describe(error)),
        )

    def _delete(self, conversation: Conversation | None) -> None:
        """At once, with a way back."""
        if conversation is None:
            return
        chat, shell = self._context.services.chat, self._context.shell

        def removed(what: RemovedConversation) -> None:
            def undo() -> None:
                self._context.runner.run(chat.restore(what), owner=self, on_done=lambda back: self.chosen.emit(back.id))

            title = what.conversation.title or str(tr("New chat"))
            shell.toast("ok", tr("{name} was deleted", name=title), action=(tr("Undo"), undo))

        self._context.runner.run(chat.remove(conversation.id), owner=self, on_done=removed)

    def _export(self, conversation: Conversation, form: ExportForm) -> None:
        name = (
            "".join(char if char.isalnum() or char in " -_" else "-" for char in conversation.title).strip() or "chat"
        )
        dialog = QFileDialog(self, str(tr("Export the chat")), str(Path.home() / f"{name}.{_ENDINGS[form]}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.export_to(conversation.id, form, Path(path)))
        dialog.open()

    def export_to(self, conversation_id: str, form: ExportForm, path: Path) -> None:
        shell = self._context.shell
        self._context.runner.run(
            self._context.services.chat.export_to(conversation_id, form, path),
            owner=self,
            on_done=lambda _n: shell.toast("ok", tr("The chat was exported"), str(path)),
            on_error=lambda error: shell.toast("bad", tr("The chat was not exported"), describe(error)),
        )

    def _run(self, work: object) -> None:
        self._context.runner.run(work, owner=self)  # type: ignore[arg-type]  # a coroutine of the chat service
