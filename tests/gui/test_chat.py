"""The chat page driven by hand over a strict provider."""

from __future__ import annotations

import dataclasses
import datetime
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.dialogs.chat_compare import ChatCompareDialog
from amux_desktop.gui.dialogs.chat_options import ChatOptionsDialog
from amux_desktop.gui.dialogs.rename import RenameDialog
from amux_desktop.gui.image_bytes import png_of
from amux_desktop.gui.main_window import MainWindow
from amux_desktop.gui.markdown_blocks import BlockSplitter
from amux_desktop.gui.models.conversations import ConversationListModel, group_of
from amux_desktop.gui.slices import slices
from amux_desktop.gui.widgets.chat_answer import Comparison
from amux_desktop.gui.widgets.chat_composer import FileChip
from amux_desktop.gui.widgets.chat_text import AnswerText, CodeBlock, Prose
from amux_desktop.gui.widgets.fold import Fold
from amux_desktop.gui.widgets.markdown_view import MarkdownView
from amux_desktop.services.records import Conversation, NewProviderKey
from tests.helpers.upstream import ANSWER, Upstream
from tests.helpers.window import dialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from amux_desktop.services import AppServices

WAIT_MS = 10_000
WHOLE = "".join(ANSWER)


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with Upstream("openai-chat") as running:
        yield running


@pytest.fixture
def page(window: MainWindow, services: AppServices, call: Any, qtbot: QtBot, upstream: Upstream) -> Any:
    draft = services.providers.draft_of_preset(
        services.presets.get("custom-openai"),
        name="Loop",
        slug="loop",
        base_url=upstream.base,
        models=["big-model", "small-model"],
    )
    call(services.providers.add(draft, [NewProviderKey(secret="upstream-key")]))
    window.open_page("chat")
    found: Any = window.panel.page("chat")
    qtbot.waitUntil(lambda: found.bar.picker.chosen() == ("providers/loop", "big-model"), timeout=WAIT_MS)
    return found


def write(page: Any, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(page.composer.field, text)
    qtbot.keyClick(page.composer.field, Qt.Key.Key_Return)


def wait_for(page: Any, qtbot: QtBot, answers: int = 1) -> None:
    """Until so many answers are on screen and nothing is being written."""

    def done() -> bool:
        shown = page.messages.answers()
        settled = all(answer.message.state != "interrupted" and not answer.is_live for answer in shown)
        return len(shown) == answers and settled and page.composer.send.isVisible()

    qtbot.waitUntil(done, timeout=WAIT_MS)


def ask(page: Any, qtbot: QtBot, text: str, answers: int = 1) -> None:
    write(page, qtbot, text)
    wait_for(page, qtbot, answers)


def test_a_question_is_answered_on_screen(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    assert page.conversation_id == ""
    ask(page, qtbot, "Weather?")
    (answer,) = page.messages.answers()
    (question,) = page.messages.questions()
    assert (question.text(), answer.text()) == ("Weather?", WHOLE)
    assert "11 in, 7 out" in answer.figures.text()
    assert page.composer.text() == ""
    qtbot.waitUntil(lambda: [item.title for item in page.conversations.model.conversations()] == ["Weather?"])
    answer.copy_button.click()
    assert QApplication.clipboard().text() == WHOLE


def test_text_appears_while_it_is_written_and_stop_keeps_it(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.hold = threading.Event()
    write(page, qtbot, "Weather?")
    qtbot.waitUntil(lambda: bool(page.messages.answers()) and bool(page.messages.findChildren(Prose)), timeout=WAIT_MS)
    assert page.composer.stop.isVisible()
    assert page.bar.streaming.isVisible()
    prose = page.messages.findChildren(Prose)[-1]
    qtbot.waitUntil(lambda: prose.toPlainText().startswith("It is"), timeout=WAIT_MS)
    began = time.monotonic()
    qtbot.keyClick(page.composer.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(upstream.left.is_set, timeout=WAIT_MS)
    assert time.monotonic() - began < 0.5, "with the way through the window; the service's own test is stricter"
    wait_for(page, qtbot)
    (answer,) = page.messages.answers()
    assert (answer.message.state, answer.text()) == ("stopped", ANSWER[0])
    assert answer.figures.text().startswith("Stopped after")


def test_enter_sends_unless_an_input_method_is_composing(page: Any, qtbot: QtBot) -> None:
    field = page.composer.field
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.composer.text() == "one\n"
    QApplication.sendEvent(field, QInputMethodEvent("ni", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.messages.questions() == []
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_for(page, qtbot)


def test_edit_and_ask_again_make_versions_to_switch_between(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.answer = lambda _body: [f"answer {len(upstream.asked)}"]
    ask(page, qtbot, "One")
    page.messages.answers()[0].again.click()
    qtbot.waitUntil(lambda: page.messages.answers()[0].text() == "answer 2", timeout=WAIT_MS)
    wait_for(page, qtbot)
    assert page.messages.answers()[0].switch.label.text() == "2/2"
    page.messages.answers()[0].switch.previous.click()
    qtbot.waitUntil(lambda: page.messages.answers()[0].text() == "answer 1", timeout=WAIT_MS)
    (question,) = page.messages.questions()
    question.edit_button.click()
    qtbot.keyClick(question.editor().field, Qt.Key.Key_Escape)
    assert question.editor() is None
    question.edit_button.click()
    editor = question.editor()
    editor.field.setPlainText("Other")
    editor.confirm.click()
    qtbot.waitUntil(lambda: [item.text() for item in page.messages.questions()] == ["Other"], timeout=WAIT_MS)
    wait_for(page, qtbot)
    assert page.messages.answers()[0].text() == "answer 3"
    assert page.messages.questions()[0].switch.label.text() == "2/2"
    page.messages.questions()[0].switch.previous.click()
    qtbot.waitUntil(lambda: page.messages.questions()[0].text() == "One", timeout=WAIT_MS)
    assert page.messages.answers()[0].text() == "answer 2", "a branch is shown where it was left"


def test_models_are_compared_side_by_side(page: Any, qtbot: QtBot, window: MainWindow, upstream: Upstream) -> None:
    upstream.behaviour.answer = lambda body: [f"I am {body['model']}"]
    page.bar.compare.click()
    form = dialog(window, ChatCompareDialog)
    assert [row.chosen() for row in form.rows] == [("providers/loop", "big-model"), ("providers/loop", "small-model")]
    form.more.click()
    assert len(form.rows) == 3
    form._remove(form.rows[2])
    form.confirm.click()
    ask(page, qtbot, "Who are you?", answers=2)
    (comparison,) = [row for row in page.messages.rows() if isinstance(row, Comparison)]
    first, second = comparison.answers
    assert (first.text(), second.text()) == ("I am big-model", "I am small-model")
    assert "first token" in first.figures.text()
    first.pick.click()
    qtbot.waitUntil(lambda: not first.pick.isEnabled(), timeout=WAIT_MS)
    page._set_compared(())
    write(page, qtbot, "Sure?")
    qtbot.waitUntil(lambda: len(page.messages.questions()) == 2, timeout=WAIT_MS)
    wait_for(page, qtbot, answers=2)
    assert upstream.last.body["messages"][1]["content"] == "I am big-model"
    assert not [row for row in page.messages.rows() if isinstance(row, Comparison)]
    assert page.messages.answers()[0].switch.label.text() == "1/2"


def test_a_failure_says_what_now_and_is_tried_again(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.status = 429
    ask(page, qtbot, "Hello")
    (answer,) = page.messages.answers()
    assert answer.banner.isVisible()
    assert "Loop did not answer. scripted failure\nTry again" in answer.banner.accessibleName()
    upstream.behaviour.status = 200
    next(
        button
        for button in answer.banner.findChildren(
            type(answer.pick) if hasattr(answer, "pick") else type(page.composer.stop)
        )
        if button.text() == "Try again"
    ).click()
    qtbot.waitUntil(lambda: page.messages.answers()[0].text() == WHOLE, timeout=WAIT_MS)
    assert not page.messages.answers()[0].banner.isVisible()
    assert not page.messages.answers()[0].switch.isVisible()


def test_what_cannot_be_sent_is_said_above_the_field(
    page: Any, qtbot: QtBot, services: AppServices, call: Any, tmp_path: Path
) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00")
    page.files.add_files([tmp_path / "a.bin"])
    qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=WAIT_MS)
    assert "a.bin cannot be sent" in page.notice.accessibleName()
    provider = call(services.providers.get("loop"))
    call(services.providers.set_enabled(provider.id, False))
    qtbot.waitUntil(lambda: page._no_provider.isVisible(), timeout=WAIT_MS)
    write(page, qtbot, "Hello")
    qtbot.waitUntil(lambda: "Choose what to talk to" in page.notice.accessibleName(), timeout=WAIT_MS)
    assert page.composer.text() == "Hello", "nothing that was typed is lost"
    assert call(services.chat.list()) == ()


def test_parallel_chats_do_not_mix(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.hold = threading.Event()
    upstream.behaviour.answer = lambda body: [f"<{body['messages'][-1]['content']}>", "!"]
    for text in ("alpha", "beta"):
        page.new()
        write(page, qtbot, text)
        qtbot.waitUntil(lambda text=text: text in [item.text() for item in page.messages.questions()], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(page.conversations.model.conversations()) == 2, timeout=WAIT_MS)
    upstream.behaviour.hold.set()
    wait_for(page, qtbot)
    assert page.messages.answers()[0].text() == "<beta>!"
    other = next(item for item in page.conversations.model.conversations() if item.title == "alpha")
    page.conversations.list.setCurrentIndex(page.conversations.model.index(page.conversations.model.row_of(other.id)))
    qtbot.waitUntil(lambda: [item.text() for item in page.messages.questions()] == ["alpha"], timeout=WAIT_MS)
    wait_for(page, qtbot)
    assert page.messages.answers()[0].text() == "<alpha>!"


def test_unsent_text_stays_with_its_chat(page: Any, qtbot: QtBot, services: AppServices, call: Any) -> None:
    ask(page, qtbot, "One")
    first = page.conversation_id
    qtbot.keyClicks(page.composer.field, "half a sentence")
    page.new()
    qtbot.waitUntil(lambda: call(services.chat.get(first)).conversation.draft == "half a sentence", timeout=WAIT_MS)
    assert page.composer.text() == ""
    qtbot.keyClicks(page.composer.field, "another")
    page.open_conversation(first)
    qtbot.waitUntil(lambda: page.composer.text() == "half a sentence", timeout=WAIT_MS)
    page.new()
    qtbot.waitUntil(lambda: page.composer.text() == "another", timeout=WAIT_MS)


def test_files_come_by_drop_and_paste_and_go_along(
    page: Any, qtbot: QtBot, services: AppServices, call: Any, upstream: Upstream, tmp_path: Path
) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    (tmp_path / "red.png").write_bytes(png_of(image))
    (tmp_path / "a.txt").write_text("some text", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("red.png", "a.txt")])
    page.composer.field.insertFromMimeData(data)
    qtbot.waitUntil(lambda: [file.name for file in page.composer.files()] == ["red.png", "a.txt"], timeout=WAIT_MS)
    picture = QMimeData()
    picture.setImageData(image)
    page.composer.field.insertFromMimeData(picture)
    qtbot.waitUntil(lambda: len(page.composer.files()) == 3, timeout=WAIT_MS)

    def chips() -> list[FileChip]:
        return [chip for chip in page.composer.findChildren(FileChip) if chip.isVisible()]

    qtbot.waitUntil(lambda: len(chips()) == 3, timeout=WAIT_MS)  # they are shown by a later event
    chips()[-1].removed.emit()
    assert len(page.composer.files()) == 2
    ask(page, qtbot, "What is this?")
    content = upstream.last.body["messages"][0]["content"]
    assert {part["type"] for part in content} == {"image_url", "text"}
    assert "some text" in str(content)
    (question,) = page.messages.questions()
    assert question.findChildren(FileChip)
    assert page.composer.files() == ()


def test_tools_are_offered_run_and_shown(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    page.composer.tools.click()
    ask(page, qtbot, "What time is it?")
    titles = [fold.head.text() for fold in page.messages.answers()[0].findChildren(Fold)]
    assert titles == ["current_time", "Result of current_time"]
    fold = page.messages.answers()[0].findChildren(Fold)[0]
    fold.head.click()
    assert "Paris" in fold.content().text()  # type: ignore[union-attr]  # it is open now
    assert len(upstream.asked) == 2


def test_thoughts_are_folded(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.thoughts = ("Let me ", "think.")
    ask(page, qtbot, "Hello")
    (fold,) = page.messages.answers()[0].findChildren(Fold)
    assert fold.head.text().startswith("Though")
    assert fold.content() is None
    fold.head.click()
    qtbot.waitUntil(
        lambda: [item.toPlainText() for item in fold.findChildren(Prose)] == ["Let me think."], timeout=WAIT_MS
    )
    assert page.messages.answers()[0].text() == WHOLE


def test_parameters_and_presets(page: Any, qtbot: QtBot, window: MainWindow, upstream: Upstream) -> None:
    page.bar.options.click()
    form = dialog(window, ChatOptionsDialog)
    qtbot.waitUntil(lambda: form.preset.count() >= 4, timeout=WAIT_MS)
    form.preset.choose("builtin:engineer")
    assert "engineer" in form.prompt.text()
    form.temperature.setText("9")
    form.confirm.click()
    assert form.temperature_block.error() == "Enter a number from 0 to 2"
    form.temperature.setText("0.7")
    form.prompt.set_text("Be kind.")
    form.keep.click()
    rename = dialog(window, RenameDialog)
    rename.field.setText("Kind")
    qtbot.keyClick(rename.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.preset.currentText() == "Kind", timeout=WAIT_MS)
    assert form.remove.isVisible()
    form.confirm.click()
    ask(page, qtbot, "Hello")
    assert upstream.last.body["messages"][0] == {"role": "system", "content": "Be kind."}
    assert upstream.last.body["temperature"] == 0.7
    page.bar.options.click()
    form = dialog(window, ChatOptionsDialog)
    assert (form.prompt.text(), form.temperature.text()) == ("Be kind.", "0.7")
    qtbot.waitUntil(lambda: form.preset.count() == 5, timeout=WAIT_MS)
    form.preset.choose(form._presets[-1].id)
    form.remove.click()
    qtbot.waitUntil(lambda: form.preset.count() == 4, timeout=WAIT_MS)
    form.reject()


def test_the_list_searches_renames_pins_exports_and_deletes(
    page: Any, qtbot: QtBot, window: MainWindow, services: AppServices, call: Any, tmp_path: Path
) -> None:
    ask(page, qtbot, "Tell me of Fermat")
    page.new()
    ask(page, qtbot, "Something else")
    model = page.conversations.model
    qtbot.waitUntil(lambda: len(model.conversations()) == 2, timeout=WAIT_MS)
    page.focus_filter()
    qtbot.keyClicks(page.conversations.search, "fermat")
    qtbot.waitUntil(lambda: [item.title for item in model.conversations()] == ["Tell me of Fermat"], timeout=WAIT_MS)
    page.conversations.search.clear()
    qtbot.waitUntil(lambda: len(model.conversations()) == 2, timeout=WAIT_MS)
    fermat = next(item for item in model.conversations() if item.title == "Tell me of Fermat")
    page.conversations._rename(fermat)
    rename = dialog(window, RenameDialog)
    rename.field.setText("Last theorem")
    qtbot.keyClick(rename.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Last theorem" in [item.title for item in model.conversations()], timeout=WAIT_MS)
    menu = page.conversations._menu(fermat)
    next(action for action in menu.actions() if action.text() == "Pin").trigger()
    qtbot.waitUntil(lambda: model.conversations()[0].pinned, timeout=WAIT_MS)
    assert str(model.index(0).data()) == "Pinned"
    page.conversations.export_to(fermat.id, "markdown", tmp_path / "a.md")
    qtbot.waitUntil((tmp_path / "a.md").is_file, timeout=WAIT_MS)
    assert "## You" in (tmp_path / "a.md").read_text(encoding="utf-8")
    page.conversations.list.setCurrentIndex(model.index(model.row_of(fermat.id)))
    qtbot.waitUntil(lambda: page.conversation_id == fermat.id)
    qtbot.keyClick(page.conversations.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(model.conversations()) == 1 and page.conversation_id == "", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: any(toast.action is not None for toast in window.toasts.toasts()), timeout=WAIT_MS)
    next(toast.action for toast in window.toasts.toasts() if toast.action is not None).click()
    qtbot.waitUntil(lambda: page.conversation_id == fermat.id and bool(page.messages.answers()), timeout=WAIT_MS)


def test_the_model_is_remembered_and_can_be_typed(page: Any, qtbot: QtBot, upstream: Upstream) -> None:
    upstream.behaviour.models = ("big-model", "new-model")
    page.bar.picker.model.choose("new-model")
    ask(page, qtbot, "Hello")
    assert upstream.last.body["model"] == "new-model"
    page.new()
    qtbot.waitUntil(lambda: page.bar.picker.chosen() == ("providers/loop", "new-model"), timeout=WAIT_MS)


def test_a_long_chat_shows_its_end_and_more_on_request(
    page: Any, qtbot: QtBot, services: AppServices, call: Any
) -> None:
    ask(page, qtbot, "One")
    own = page.conversation_id

    async def lengthen() -> None:
        from amux_desktop.services.records import Message

        view = await services.chat.get(own)
        removed = await services.chat.remove(own)
        messages: list[Message] = list(removed.messages)
        for number in range(60):
            last = messages[-1]
            messages.append(
                dataclasses.replace(
                    last,
                    id=f"{number:032x}",
                    parent_id=last.id,
                    role="user" if number % 2 == 0 else "assistant",
                    created_ms=last.created_ms + 1,
                )
            )
        head = dataclasses.replace(view.conversation, head_id=messages[-1].id)
        await services.chat.restore(dataclasses.replace(removed, conversation=head, messages=tuple(messages)))

    call(lengthen())
    qtbot.waitUntil(lambda: page.conversation_id == "", timeout=WAIT_MS)
    page.open_conversation(own)
    qtbot.waitUntil(lambda: len(page.messages.rows()) == 24, timeout=WAIT_MS)
    assert page.messages.earlier.isVisible()
    last = page.messages.rows()[-1]
    page.messages.earlier.click()
    assert len(page.messages.rows()) == 62
    assert page.messages.rows()[-1] is last, "what was on screen is kept"
    assert not page.messages.earlier.isVisible()


def test_narrow_window_puts_the_list_behind_a_button(page: Any, qtbot: QtBot, window: MainWindow) -> None:
    assert page.conversations.isVisible()
    window.resize(960, 640)
    qtbot.waitUntil(lambda: not page.conversations.isVisible())
    page.bar.list_button.click()
    assert page.conversations.isVisible()


# ---------------------------------------------------------------------- text


def shown(text: str, qtbot: QtBot, piece: int = 7) -> AnswerText:
    view = AnswerText()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    for start in range(0, len(text), piece):
        view.feed(text[start : start + piece])
    view.finish()
    qtbot.waitUntil(lambda: view.is_settled, timeout=WAIT_MS)
    return view


def test_code_has_its_language_colours_and_a_copy_button(qtbot: QtBot) -> None:
    view = shown("Look:\n\n```python\ndef f():\n    return 'x'  # why\n```\nDone.", qtbot)
    prose, code, end = view.widgets()
    assert isinstance(code, CodeBlock)
    assert (prose.toPlainText().strip(), end.toPlainText()) == ("Look:", "Done.")  # type: ignore[union-attr]  # prose
    assert code.text() == "def f():\n    return 'x'  # why"
    code.copy_button.click()
    assert QApplication.clipboard().text() == code.text()
    qtbot.waitUntil(lambda: not code.highlighter.is_busy)
    formats = code.edit.document().findBlockByNumber(1).layout().formats()
    assert len({span.format.foreground().color().name() for span in formats}) >= 3


def test_tables_are_tables_and_html_is_text(qtbot: QtBot) -> None:
    view = shown("| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>bold</b> <script>x</script>", qtbot)
    (prose,) = view.widgets()
    assert isinstance(prose, Prose)
    tables = [frame for frame in prose.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [(table.rows(), table.columns()) for table in tables] == [(2, 2)]
    assert "<script>x</script>" in prose.toPlainText()


def test_pictures_of_an_answer_become_links_and_nothing_is_fetched(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "amux_desktop.gui.widgets.markdown_view.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    view = shown(
        "![chart](http://127.0.0.1:1/track.png) and [bad](javascript:alert(1)) and [f](file:///etc/passwd)", qtbot
    )
    prose: Any = view.widgets()[0]
    assert "Image: chart" in prose.toPlainText()
    assert "￼" not in prose.toPlainText()
    for link in ("http://127.0.0.1:1/track.png", "javascript:alert(1)", "file:///etc/passwd"):
        prose.anchorClicked.emit(QUrl(link))
    assert opened == ["http://127.0.0.1:1/track.png"]


@pytest.mark.parametrize("made", [Prose, lambda: MarkdownView("notes")], ids=["chat", "notes"])
def test_a_picture_that_names_a_file_is_not_opened(
    made: Callable[[], MarkdownView], qtbot: QtBot, tmp_path: Path
) -> None:
    """On Windows the name may be one of another computer, which would learn the user's name and password hash."""
    picture = tmp_path / "tall.png"
    image = QImage(40, 900, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(picture))
    view = made()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_markdown(
        f"a ![x]({picture})![x]({picture}) b\n\n| h |\n|-|\n| [![y]({picture.as_uri()})](https://b.example) |"
    )
    assert view.height() < 300
    picture.unlink()  # what was opened is remembered
    for name in (QUrl(str(picture)), QUrl.fromLocalFile(str(picture))):
        assert view.document().resource(QTextDocument.ResourceType.ImageResource.value, name) is None
    assert "a Image: x" in view.toPlainText()
    assert "Image: y" in view.toPlainText()
    assert "\ufffc" not in view.toPlainText()
    view.set_markdown("no picture")
    assert view.toPlainText() == "no picture"


def test_a_long_answer_is_laid_out_in_small_pieces() -> None:
    """What has to be laid out again for a further word does not grow with the answer."""
    paragraph = "Paragraph with **bold** words and `code` here, and some more of it.\n\n"
    splitter = BlockSplitter()
    splitter.feed(paragraph * 1500)
    splitter.feed("x" * 200 + "\n" + "- item\n" * 2000)
    blocks = splitter.blocks
    assert sum(len(block.text) for block in blocks) > 100_000
    assert max(len(block.text) for block in blocks) < 4500
    assert [block.open for block in blocks].count(True) == 1


@pytest.mark.slow
def test_a_hundred_kilobytes_never_hold_the_window_up(qtbot: QtBot) -> None:
    text = ("Paragraph with **bold** words and `code` here. " * 6 + "\n\n" + "- a list item\n" * 10) * 250
    view = AnswerText()
    qtbot.addWidget(view)
    view.resize(700, 800)
    view.show()
    steps = []
    for start in range(0, len(text), 400):
        view.feed(text[start : start + 400])
        began = time.perf_counter()
        slices()._work()
        steps.append(time.perf_counter() - began)
    steps.sort()
    assert steps[int(len(steps) * 0.95)] < 0.016


def test_conversations_are_grouped_by_day(qtbot: QtBot) -> None:
    today = datetime.date(2026, 5, 20)

    def made(days: int, **fields: Any) -> Conversation:
        moment = datetime.datetime(2026, 5, 20, 12).astimezone() - datetime.timedelta(days=days)
        ms = int(moment.timestamp() * 1000)
        return Conversation(id=str(days), head_id=None, created_ms=ms, updated_ms=ms, title=f"d{days}", **fields)

    groups = [group_of(made(days), today) for days in (0, 1, 5, 20, 200)]
    assert groups == ["today", "yesterday", "week", "month", "older"]
    assert group_of(made(200, pinned=True), today) == "pinned"
    model = ConversationListModel()
    model.set_conversations([made(0), made(1)], today)
    assert [str(model.index(row).data()) for row in range(model.rowCount())] == ["Today", "d0", "Yesterday", "d1"]
    assert model.at(0) is None
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
