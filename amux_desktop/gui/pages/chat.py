"""Chat: conversations with any provider or proxy, on the path that the user's apps take."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import (
    ConfigurationChangedElsewhere,
    ConversationChanged,
    Event,
    ProviderChanged,
    ProxyChanged,
)
from amux_desktop.gui.dialogs.chat_compare import ChatCompareDialog
from amux_desktop.gui.dialogs.chat_options import ChatOptionsDialog
from amux_desktop.gui.highlighting import lexer_of
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.pages.base import Page, PageContext
from amux_desktop.gui.pages.chat_bar import ChatBar
from amux_desktop.gui.pages.chat_empty import ChatEmpty
from amux_desktop.gui.pages.chat_files import FileIntake
from amux_desktop.gui.pages.chat_list import ConversationList
from amux_desktop.gui.pages.chat_thread import Thread
from amux_desktop.gui.widgets.banner import Banner
from amux_desktop.gui.widgets.button import Button, IconButton
from amux_desktop.gui.widgets.card import Divider, column_layout, row_layout
from amux_desktop.gui.widgets.chat_answer import Face
from amux_desktop.gui.widgets.chat_composer import Composer
from amux_desktop.gui.widgets.empty_state import EmptyState
from amux_desktop.gui.widgets.label import ElidedLabel
from amux_desktop.services.chat import Asked, Sent
from amux_desktop.services.chat_files import NewFile
from amux_desktop.services.chat_library import ConversationView, NewChat
from amux_desktop.services.chat_targets import ChatTarget
from amux_desktop.services.records import ConversationDraft, Message

_NARROW_BELOW = 1100
_DRAFT_PAUSE_MS = 500
_THUMBNAIL = 960


class ChatPage(Page):
    key = "chat"
    title = tr("Chat")
    icon = "message-square"
    wide = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.header.hide()
        self._id = ""
        self._view: ConversationView | None = None
        self._loads = self._shown = 0
        """Numbers of the last load that was asked for, and of the last that is on screen: answers may come in any order."""
        self._targets: tuple[ChatTarget, ...] | None = None
        self._fresh: tuple[str, Mapping[str, Any]] = ("", {})
        """System prompt and options of a chat that does not exist yet."""
        self._compared: tuple[Asked, ...] = ()
        self._files: dict[str, tuple[NewFile, ...]] = {}
        self._is_narrow = False
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_PAUSE_MS)
        self._draft_timer.timeout.connect(self._save_draft)
        self.conversations = ConversationList(context)
        self.conversations.chosen.connect(self.open_conversation)
        self.conversations.new_requested.connect(self.new)
        self.bar = ChatBar()
        self.bar.picker.picked.connect(self._on_target)
        self.bar.options_requested.connect(self.open_options)
        self.bar.compare_requested.connect(self.open_compare)
        self.bar.logs_requested.connect(self._on_logs)
        self.bar.help_requested.connect(self.open_help)
        self.help = self.bar.help  # the header with the usual one is hidden
        self.bar.list_requested.connect(self._toggle_list)
        self.files = FileIntake(context, self, self._attach, self._say)
        self.messages = Thread(self._face_of, self.services.chat.live, self.files.load_picture)
        self.messages.edited.connect(self._on_edited)
        self.messages.again_requested.connect(self._on_again)
        self.messages.branch_requested.connect(self._on_branch)
        self.messages.details_requested.connect(lambda request_id: context.shell.open_page("logs", request_id))
        self.composer = Composer()
        self.composer.submitted.connect(self.send)
        self.composer.stop_requested.connect(self.stop)
        self.composer.attach_requested.connect(self.files.choose)
        self.composer.files_dropped.connect(self.files.add_files)
        self.composer.image_pasted.connect(self.files.add_image)
        self.composer.tools_toggled.connect(self._on_tools)
        self.composer.changed.connect(self._draft_timer.start)
        self.notice = Banner("bad")
        self.notice.hide()
        self._build()
        # Loading the colours of code takes longer than one frame, so another thread does it before they are needed.
        self.run(asyncio.to_thread(lexer_of, "python"))

    def _build(self) -> None:
        self._starters = ChatEmpty()
        self._starters.compare_requested.connect(self.open_compare)
        self._starters.tool_requested.connect(self._begin_tool_call)
        self._starters.image_requested.connect(self.files.choose)
        add = Button(tr("Add provider"), "primary", icon="plus")
        add.clicked.connect(lambda: self.context.shell.open_page("providers"))
        self._no_provider = EmptyState(
            "message-square",
            tr("Nothing to talk to yet"),
            tr("Add a provider, or switch one on, to talk to its models."),
            add,
        )
        self._stack = QStackedLayout()
        for widget in (self._starters, self.messages, self._no_provider):
            self._stack.addWidget(widget)
        self._compare_row = QWidget()
        line = row_layout(self._compare_row, 2, 0, 2, 0, spacing=6)
        self._compare_text = ElidedLabel("", "small_m", "accent_text")
        end = IconButton("x", tr("Compare no more"), size="xs")
        end.clicked.connect(lambda: self._set_compared(()))
        line.addWidget(self._compare_text, 1)
        line.addWidget(end)
        self._compare_row.hide()
        self._bottom = QWidget()
        self._bottom_column = column_layout(self._bottom, 20, 0, 20, 16, spacing=8)
        self._bottom_column.addWidget(self.notice)
        self._bottom_column.addWidget(self._compare_row)
        self._bottom_column.addWidget(self.composer)
        right = QWidget()
        column = column_layout(right, spacing=0)
        column.addWidget(self.bar)
        column.addLayout(self._stack, 1)
        column.addWidget(self._bottom)
        self._divider = Divider(vertical=True)
        split = row_layout(None, spacing=0)
        split.addWidget(self.conversations)
        split.addWidget(self._divider)
        split.addWidget(right, 1)
        self.body.addLayout(split, 1)

    # ------------------------------------------------------------------ Page

    def refresh(self) -> None:
        self.conversations.refresh()
        self._load_targets()
        if self._id:
            self._load()
        elif not self.composer.text():
            self._load_new()

    def activate(self) -> None:
        """Another process (`amux chat`) may have added something, which no event tells of."""
        self._stale = True
        super().activate()
        self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)  # ready to type

    def on_event(self, event: Event) -> None:
        if isinstance(event, ConversationChanged):
            self.conversations.refresh()
            if event.id == self._id and event.change == "deleted":
                self.new()
            elif event.id == self._id:
                self._load()
        elif isinstance(event, ProviderChanged | ProxyChanged):
            self._load_targets()
        elif isinstance(event, ConfigurationChangedElsewhere):
            self.refresh()

    def select(self, target: str) -> None:
        self.open_conversation(target)

    def new(self) -> None:
        """An empty chat; it is stored with its first message."""
        self._leave()
        self._id, self._view, self._fresh = "", None, ("", {})
        self.composer.set_tools(False)
        self.conversations.set_current("")
        self.messages.clear()
        self._show_content()
        self._load_new()
        self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        if self.conversations.isHidden():
            self._toggle_list()
        self.conversations.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_running():
            self.stop()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._save_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(self.window().width() < _NARROW_BELOW)
        most = self.messages.column_width()
        width = self.width() - (0 if self.conversations.isHidden() else self.conversations.width())
        edge = max(20, round((width - most) / 2))
        self._bottom_column.setContentsMargins(edge, 0, edge, 16)

    # ------------------------------------------------------------------ one conversation

    @property
    def conversation_id(self) -> str:
        return self._id

    def open_conversation(self, conversation_id: str) -> None:
        if conversation_id == self._id and self._view is not None:
            return
        self._leave()
        self._id, self._view = conversation_id, None
        self.conversations.set_current(conversation_id)
        if self._is_narrow:
            self.conversations.hide()
            self._divider.hide()
        self._load(first=True)

    def _leave(self) -> None:
        """What was typed and attached stays with the chat that is left."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self._save_draft()
        self._files[self._id] = self.composer.files()
        self.composer.clear()
        self._set_compared(())
        self.notice.hide()

    def _load(self, *, first: bool = False) -> None:
        wanted = self._id
        self._loads += 1
        number = self._loads

        def show(view: ConversationView) -> None:
            if wanted == self._id and number > self._shown:
                self._shown = number
                self._show_view(view, first=first)

        def gone(error: AmuxError) -> None:
            if wanted == self._id:
                self.new()
                self._say(error)

        self.run(self.services.chat.get(wanted), show, gone)

    def _load_new(self) -> None:
        def show(new: NewChat) -> None:
            if not self._id:
                self.bar.picker.choose(new.route, new.model)
                self._fill_composer(new.draft)
                self._show_content()

        self.run(self.services.chat.new_chat(), show)

    def _show_view(self, view: ConversationView, *, first: bool = False) -> None:
        self._view = view
        if first:
            self._fill_composer(view.conversation.draft)
            self.bar.picker.choose(view.conversation.route, view.conversation.model)
        self.composer.set_tools(view.conversation.options.get("tools") is True)
        self.messages.show_view(view)
        self._show_content()

    def _fill_composer(self, draft: str) -> None:
        """What was left unsent, unless the user is writing already."""
        if self.composer.text() or self.composer.files():
            return
        self.composer.set_text(draft)
        for file in self._files.get(self._id, ()):
            self.composer.add_file(file)

    def _show_content(self) -> None:
        has_messages = self._view is not None and bool(self._view.tree.messages)
        if has_messages or self._id:
            self._stack.setCurrentWidget(self.messages)
        elif self._targets is not None and not self._targets:
            self._stack.setCurrentWidget(self._no_provider)
        else:
            self._stack.setCurrentWidget(self._starters)
        self._show_running()
        model = self.bar.picker.chosen()[1]
        self.composer.set_placeholder(tr("Message {model}", model=model) if model else tr("Message"))

    def _show_running(self) -> None:
        running = self._is_running()
        self.composer.set_running(running)
        self.bar.streaming.setVisible(running)

    def _is_running(self) -> bool:
        return bool(self._id) and bool(self.services.chat.running(self._id))

    # ------------------------------------------------------------------ asking

    def send(self, text: str) -> None:
        """Sends what was written, in a new chat if there is none."""
        route, model = self.bar.picker.chosen()
        system_prompt, options = self._fresh
        draft = ConversationDraft(route=route, model=model, system_prompt=system_prompt, options=options)
        chat, conversation_id, files, to = self.services.chat, self._id, self.composer.files(), self._compared

        async def work() -> Sent:
            if conversation_id:
                return await chat.send(conversation_id, text, files, to=to)
            made = await chat.create(draft)
            try:
                sent = await chat.send(made.id, text, files, to=to)
            except AmuxError:
                await chat.remove(made.id)
                raise
            await chat.set_draft("", "")
            return sent

        def sent(result: Sent) -> None:
            if self._id == conversation_id:
                self._draft_timer.stop()
                self.composer.clear()
                self._files.pop(conversation_id, None)
            self._follow(result, conversation_id)

        self.notice.hide()
        self.composer.set_running(True)
        self.run(work(), sent, self._refused)

    def stop(self) -> None:
        """The request to the provider ends at once; what came stays."""
        if self._id:
            self.run(self.services.chat.stop_all(self._id))

    def _follow(self, sent: Sent, was: str) -> None:
        if self._id != was:
            return
        if self._id != sent.conversation_id:
            self._id = sent.conversation_id
            self.conversations.set_current(self._id)
        self.messages.jump_to_end()
        self._load()

    def _refused(self, error: AmuxError) -> None:
        self._show_running()
        self._say(error)

    def _say(self, error: AmuxError) -> None:
        close = Button(tr("Close"), "ghost", size="sm")
        close.clicked.connect(self.notice.hide)
        self.notice.show_text("bad", tr("That was not sent"), describe(error), close)
        self.notice.show()
        self.notice.announce()

    def _on_edited(self, message_id: str, text: str) -> None:
        was = self._id
        work = self.services.chat.edit(message_id, text, to=[self.bar.picker.chosen()])
        self.run(work, lambda sent: self._follow(sent, was), self._refused)

    def _on_again(self, message_id: str) -> None:
        """Asks whoever is chosen above; an answer of a comparison asks its own model again."""
        was = self._id
        answer = self._view.tree.get(message_id) if self._view is not None else None
        to = self.bar.picker.chosen()
        if answer is not None and answer.comparison and self._compared:
            to = (answer.route, answer.model)
        work = self.services.chat.regenerate(message_id, to=[to])
        self.run(work, lambda sent: self._follow(sent, was), self._refused)

    def _on_branch(self, message_id: str) -> None:
        self.run(self.services.chat.choose(message_id), self._show_view)

    # ------------------------------------------------------------------ what is asked, and how

    def _load_targets(self) -> None:
        def show(targets: tuple[ChatTarget, ...]) -> None:
            self._targets = targets
            self.bar.picker.set_targets(targets)
            self._show_content()

        self.run(self.services.chat.targets(), show)

    def _on_target(self, route: str, model: str) -> None:
        self._show_content()
        if self._id:
            self.run(self.services.chat.set_target(self._id, route, model))

    def _current_options(self) -> tuple[str, Mapping[str, Any]]:
        if self._view is not None:
            return self._view.conversation.system_prompt, self._view.conversation.options
        return self._fresh

    def open_options(self) -> None:
        dialog = ChatOptionsDialog(self.context, *self._current_options(), self._set_options)
        dialog.open_in(self.context.shell.overlay_parent())

    def _set_options(self, system_prompt: str, options: Mapping[str, Any]) -> None:
        if self._id:
            self.run(self.services.chat.set_options(self._id, system_prompt, options))
        else:
            self._fresh = (system_prompt, options)

    def _on_tools(self, on: bool) -> None:
        system_prompt, options = self._current_options()
        others = {name: value for name, value in options.items() if name != "tools"}
        self._set_options(system_prompt, others | ({"tools": True} if on else {}))

    def _begin_tool_call(self) -> None:
        self.composer.tools.setChecked(True)
        self.composer.set_text(str(tr("What time is it in Tokyo, and what is 17 * 23?")))
        self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_compare(self) -> None:
        chosen: Sequence[Asked] = self._compared or [self.bar.picker.chosen()]
        dialog = ChatCompareDialog(self._targets or (), chosen, self._set_compared)
        dialog.open_in(self.context.shell.overlay_parent())

    def _set_compared(self, chosen: tuple[Asked, ...]) -> None:
        self._compared = chosen
        self._compare_row.setVisible(bool(chosen))
        names = ", ".join(model for _route, model in chosen)
        self._compare_text.set_text(tr("Compares {models}", models=names))
        self.bar.picker.setEnabled(not chosen)

    def _attach(self, file: NewFile) -> None:
        """Sent with the next message; a model that is not known to take it is a warning, no refusal."""
        self.composer.add_file(file)
        route, chosen = self.bar.picker.chosen()
        target = next((item for item in self._targets or () if item.route == route), None)
        model = target.model(chosen) if target is not None else None
        needed = "vision" if file.is_image else "files" if file.media_type == "application/pdf" else ""
        if needed and model is not None and model.capabilities and needed not in model.capabilities:
            what = tr("{model} may not be able to read {name}", model=chosen, name=file.name)
            self.notice.show_text("warn", what, tr("Choose a model that takes such files, or send it anyway."))
            self.notice.show()

    # ------------------------------------------------------------------ inside

    def _save_draft(self) -> None:
        text, conversation_id = self.composer.text(), self._id
        self.run(self.services.chat.set_draft(conversation_id, text), None, lambda _error: None)

    def _face_of(self, message: Message) -> Face:
        target = next((item for item in self._targets or () if item.route == message.route), None)
        model = target.model(message.model) if target is not None else None
        name = target.name if target is not None and target.kind == "proxy" else message.provider_name
        provider = next((item for item in self._targets or () if item.name == message.provider_name), None)
        logo = model.logo if model is not None else provider.logo if provider is not None else ""
        return Face(logo, tr("via {name}", name=name) if name else "")

    def _on_logs(self) -> None:
        branch = self._view.tree.branch() if self._view is not None else ()
        last = next((item.request_id for item in reversed(branch) if item.request_id), "")
        self.context.shell.open_page("logs", last)

    def _set_narrow(self, narrow: bool) -> None:
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.bar.list_button.setVisible(narrow)
            self.conversations.setVisible(not narrow)
            self._divider.setVisible(not narrow)
            self.composer.set_narrow(self.width() < 560)

    def _toggle_list(self) -> None:
        shown = self.conversations.isHidden()
        self.conversations.setVisible(shown)
        self._divider.setVisible(shown)
