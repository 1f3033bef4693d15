"""`amux chat`: ask any provider or proxy from a terminal, and the conversations that are kept of it."""

from __future__ import annotations

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from amux_desktop.cli.context import Json, call
from amux_desktop.cli.output import duration, money, print_json, print_table, seen, to_json, warn, when
from amux_desktop.core.errors import InvalidInputError

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.chat_library import ConversationView, ExportForm
    from amux_desktop.services.chat_live import LiveAnswer
    from amux_desktop.services.records import Message

_ASK = "ask"
_SHORT_ID = 8


class _Group(TyperGroup):
    """What is no command is a question: `amux chat Hello` is `amux chat ask Hello`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, "--help", "-h"}
        if (args and args[0] not in known) or (not args and not sys.stdin.isatty()):
            args = [_ASK, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    help="Talk to any provider or proxy: amux chat PROMPT [OPTIONS], see amux chat ask --help.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    cls=_Group,
)

Ref = Annotated[str, typer.Argument(metavar="CHAT", help="Id, or its first or last characters.")]


class Form(StrEnum):
    """Form of an export."""

    MARKDOWN = "markdown"
    JSON = "json"


class Effort(StrEnum):
    """How much the model thinks."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@app.command(_ASK)
def ask(
    ctx: typer.Context,
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="Added before what is piped in.")] = "",
    model: Annotated[str, typer.Option("--model", "-m", help="Model to ask; the last one used if not given.")] = "",
    provider: Annotated[str, typer.Option("--provider", metavar="SLUG", help="Ask this provider.")] = "",
    proxy: Annotated[str, typer.Option("--proxy", metavar="SLUG", help="Ask through this proxy.")] = "",
    system: Annotated[str, typer.Option("--system", help="System prompt.")] = "",
    file: Annotated[
        list[Path] | None, typer.Option("--file", "-f", help="Picture, PDF or text to send along; repeat.")
    ] = None,
    go_on: Annotated[str, typer.Option("--continue", metavar="CHAT", help="Go on with this conversation.")] = "",
    temperature: Annotated[float | None, typer.Option(min=0, max=2)] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Longest answer, in tokens.")] = None,
    effort: Annotated[Effort | None, typer.Option(help="Reasoning effort.")] = None,
    tools: Annotated[bool, typer.Option("--tools", help="Offer the example tools (clock, calculator).")] = False,
    json: Json = False,
) -> None:
    """Ask, and print the answer while it comes. Ctrl-C stops it; what came is kept.

    The prompt may also be piped in. Amux need not be running.
    """
    if provider and proxy:
        raise typer.BadParameter("give --provider or --proxy, not both")
    text = "\n\n".join(part for part in (prompt.strip(), _piped()) if part)
    if not text and not file:
        raise typer.BadParameter("say what to ask, as an argument or piped in")
    options: dict[str, Any] = {"temperature": temperature, "max_tokens": max_tokens}
    options |= {"effort": effort.value if effort else None, "tools": tools or None}
    chosen = {name: value for name, value in options.items() if value is not None}
    route = f"providers/{provider}" if provider else f"proxies/{proxy}" if proxy else ""

    async def work(services: AppServices) -> Message:
        chat = services.chat
        files = [await chat.read_file(path) for path in file or ()]
        conversation_id = await _conversation(services, go_on, route, model, system, chosen)
        try:
            sent = await chat.send(conversation_id, text, files)
        except BaseException:
            if not go_on:
                await chat.remove(conversation_id)
            raise
        live = sent.answers[0]
        try:
            await _print_while_written(live, quiet=json)
        except asyncio.CancelledError:
            await chat.stop(live.message_id)
            warn(f"\namux: stopped; kept as {conversation_id[-_SHORT_ID:]}")
            raise
        answer = (await chat.get(conversation_id)).tree.get(live.message_id)
        assert answer is not None
        return answer

    answer = call(ctx, work)
    if json:
        print_json(_message_json(answer))
    else:
        _print_figures(answer)
    if answer.state == "failed":
        raise InvalidInputError("chat_failed", reason=answer.error)


@app.command("list")
def list_chats(ctx: typer.Context, json: Json = False) -> None:
    """All conversations, pinned ones first."""
    found = call(ctx, lambda services: services.chat.list())
    if json:
        print_json(found)
        return
    rows = [(item.id[-_SHORT_ID:], item.title, item.model, when(item.updated_ms)) for item in found]
    print_table(("id", "title", "model", "changed"), rows, "No chats yet. Begin one with: amux chat PROMPT")


@app.command("show")
def show(ctx: typer.Context, chat: Ref, json: Json = False) -> None:
    """One conversation, the branch that shows."""
    view = call(ctx, lambda services: services.chat.find(chat))
    if json:
        branch = [_message_json(message) for message in view.tree.branch()]
        print_json(to_json(view.conversation) | {"messages": branch})
        return
    from amux_desktop.services.chat_export import to_markdown

    print(seen(to_markdown(view.conversation, view.tree)), end="")


@app.command("search")
def search(ctx: typer.Context, text: Annotated[str, typer.Argument(metavar="TEXT")], json: Json = False) -> None:
    """Conversations with these words in their title or in what was said."""
    found = call(ctx, lambda services: services.chat.search(text))
    if json:
        print_json(found)
        return
    rows = [(item.conversation.id[-_SHORT_ID:], item.conversation.title, item.excerpt) for item in found]
    print_table(("id", "title", "found"), rows, "Nothing found.")


@app.command("export")
def export(
    ctx: typer.Context,
    chat: Ref,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Printed if not given; .json gives JSON.")] = None,
    form: Annotated[Form | None, typer.Option("--form", help="Else by the file's ending.")] = None,
    json: Json = False,
) -> None:
    """Write a conversation as Markdown (the branch that shows) or JSON (all branches)."""
    by_ending = Form.JSON if json or (file is not None and file.suffix.lower() == ".json") else Form.MARKDOWN
    wanted: ExportForm = "json" if (form or by_ending) is Form.JSON else "markdown"

    async def work(services: AppServices) -> str:
        view = await services.chat.find(chat)
        if file is None:
            return await services.chat.export(view.conversation.id, wanted)
        await services.chat.export_to(view.conversation.id, wanted, file)
        return ""

    text = call(ctx, work)
    if file is None:
        print(seen(text), end="")
    elif json:
        print_json({"file": str(file)})
    else:
        print(f"Wrote {file}")


@app.command("delete")
def delete(ctx: typer.Context, chat: Ref, json: Json = False) -> None:
    """Delete a conversation with its files."""

    async def work(services: AppServices) -> ConversationView:
        view = await services.chat.find(chat)
        await services.chat.remove(view.conversation.id)
        return view

    removed = call(ctx, work).conversation
    if json:
        print_json({"deleted": removed.title, "id": removed.id})
    else:
        print(f"Deleted {removed.title or removed.id}")


async def _conversation(
    services: AppServices, go_on: str, route: str, model: str, system: str, options: dict[str, Any]
) -> str:
    """The conversation to write into: the named one (changed as asked), else a new one."""
    from amux_desktop.services.records import ConversationDraft

    chat = services.chat
    if go_on:
        own = (await chat.find(go_on)).conversation
        if route or model:
            await chat.set_target(own.id, *await _target(services, route or own.route, model or own.model))
        if system or options:
            await chat.set_options(own.id, system or own.system_prompt, {**own.options, **options})
        return own.id
    chosen = await _target(services, route, model)
    draft = ConversationDraft(route=chosen[0], model=chosen[1], system_prompt=system, options=options)
    return (await chat.create(draft)).id


async def _target(services: AppServices, route: str, model: str) -> tuple[str, str]:
    """What was named; else the last one used, the one that offers the model, or the first there is.
    Raises `chat_no_target`, `model_unknown`."""
    targets = await services.chat.targets()
    last = await services.chat.new_chat()
    if not route and model:
        offers = [target.route for target in targets if target.model(model) is not None]
        # A provider is the plain choice; a proxy only where it was used last.
        plain = [offer for offer in offers if offer.startswith("providers/")] or offers
        route = last.route if last.route in offers else plain[0] if plain else ""
        if not route:
            raise InvalidInputError("model_unknown", model=model)
    if not route:
        known = {target.route for target in targets}
        usable = [target.route for target in targets if target.models and target.kind == "provider"]
        route = last.route if last.route in known else next(iter(usable), "")
        model = last.model if route == last.route else ""
    if not model:
        target = next((item for item in targets if item.route == route), None)
        model = last.model if last.route == route else target.models[0].id if target and target.models else ""
    return route, model


async def _print_while_written(live: LiveAnswer, *, quiet: bool) -> None:
    """The text as it comes; thoughts and tool calls are one line each on standard error."""
    shown: list[int] = []
    while True:
        live.changed.clear()
        for place, part in enumerate(live.parts):
            if place == len(shown):
                shown.append(0)
                if not quiet and part.kind in ("reasoning", "tool_call") and sys.stderr.isatty():
                    warn(f"[{'thinking' if part.kind == 'reasoning' else part.name}]")
            end = len(part.chunks)
            if part.kind == "text" and end > shown[place] and not quiet:
                print(seen("".join(part.chunks[shown[place] : end])), end="", flush=True)
            shown[place] = end
        if live.stored.is_set():
            break
        if not live.is_running:
            await live.stored.wait()
        else:
            await live.changed.wait()
    if live.text() and not quiet:
        print(flush=True)


def _piped() -> str:
    return "" if sys.stdin.isatty() else sys.stdin.read().strip()


def _print_figures(answer: Message) -> None:
    """What it took, for people at a terminal only."""
    if not sys.stderr.isatty() or answer.state == "failed":
        return
    tokens = (answer.usage.get("input_tokens"), answer.usage.get("output_tokens"))
    parts = [
        answer.model,
        duration(answer.duration_ms),
        f"{tokens[0]} in, {tokens[1]} out" if all(tokens) else "",
        money(answer.cost_nanos),
        f"chat {answer.conversation_id[-_SHORT_ID:]}",
    ]
    warn("· ".join(["", *(part for part in parts if part)]).strip())


def _message_json(message: Message) -> dict[str, Any]:
    value: dict[str, Any] = to_json(message)
    value["parts"] = [{name: item for name, item in part.items() if name != "native"} for part in value["parts"]]
    text = [part["text"] for part in value["parts"] if part.get("type") == "text"]
    return {"conversation_id": value["conversation_id"], "text": "\n\n".join(text)} | value
