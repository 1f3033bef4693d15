"""The `amux` command and its groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from inspect import getdoc
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from amux_desktop.cli import is_completing
from amux_desktop.cli.context import Host, host_of
from amux_desktop.core.links import is_link

#: Every command and group, in the order of the help: its module below `amux_desktop.cli`, and the function or the group in it.
_COMMANDS = {
    "serve": "serve:serve", "status": "status:status", "doctor": "doctor:doctor", "apply": "apply:apply", "run": "run_cli:run_tool",
    "autostart": "system:autostart", "links": "system:links", "open-link": "system:open_link", "chat": "chat:app", "code": "code:app",
    "accounts": "accounts:app", "pools": "pools:app", "providers": "providers:app", "proxies": "proxies:app", "tokens": "tokens:app",
    "tunnel": "tunnel:app", "logs": "logs:app", "data": "data:app", "prices": "prices:app", "settings": "settings:app",
    "update": "update:app", "vault": "vault:app",
}  # fmt: skip


#: Columns that the help of a group has for a command, with 80 in all.
_BRIEF = 62
#: What users of similar programs type, where no command is called so.
_OTHERWISE = {
    "version": "amux --version", "start": "amux serve", "stop": "Ctrl-C in amux serve, or Quit in the window", "ui": "amux",
    "config": "amux settings, or amux apply FILE", "keys": "amux tokens (for clients), amux providers add-key (of providers)",
    "use": "amux code enable TOOL", "switch": "amux code enable TOOL", "init": "amux providers add",
}  # fmt: skip


class _Root(TyperGroup):
    """Says where a word is a command, when it is none here."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}.{_meant(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


def _meant(word: str, commands: Mapping[str, Any]) -> str:
    """What to type instead; empty when nothing comes to mind."""
    if word in _OTHERWISE:
        return f" That is: {_OTHERWISE[word]}"
    if close := get_close_matches(word, commands):
        return f" Did you mean {' or '.join(map(repr, close))}?"
    places = [f"amux {name} {word}" for name, command in commands.items() if word in getattr(command, "commands", ())]
    return f" Perhaps: {', '.join(places)}" if places else ""


def build(names: Iterable[str] = tuple(_COMMANDS)) -> typer.Typer:
    """The command with these commands and groups. Loading and preparing all of them takes longer than most commands run."""
    root = typer.Typer(
        name="amux",
        cls=_Root,
        help="Use any LLM client with any LLM provider. Without a command, the window opens.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    root.callback(invoke_without_command=True)(_root)
    for name in names:
        module, _, attribute = _COMMANDS[name].partition(":")
        found = getattr(import_module(f"amux_desktop.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            for command in found.registered_commands:
                command.short_help = command.short_help or _brief(command.help or getdoc(command.callback) or "")
            root.add_typer(found, name=name, short_help=_brief(str(found.info.help or "")))
        else:
            root.command(name, short_help=_brief(getdoc(found) or ""))(found)
    return root


def _brief(text: str) -> str:
    """The first sentence, or as much of it as a line of the help has room for, cut where it may be cut."""
    sentence = " ".join(text.split("\n\n")[0].split()).split(". ")[0].rstrip(".")
    if len(sentence) > _BRIEF:
        parts = (sentence[:_BRIEF].rpartition(sign)[0] for sign in ("; ", ": ", " ("))
        sentence = next((part for part in parts if len(part) > _BRIEF // 8), sentence)
    return f"{sentence}."


def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    minimized: Annotated[bool, typer.Option("--minimized", help="Start in the tray, without a window.")] = False,
) -> None:
    host = host_of(ctx)
    if version:
        print(f"amux {host.version}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        raise typer.Exit(host.open_window(minimized=minimized))


def _needed(arguments: Sequence[str]) -> Iterable[str]:
    """The one command that is meant; all of them for the help, for completion, and where none is meant that exists."""
    if is_completing():
        return _COMMANDS
    meant = next((argument for argument in arguments if not argument.startswith("-")), None)
    if meant in _COMMANDS and arguments[0] == meant:
        return (meant,)
    return () if set(arguments) <= {"--version", "--minimized"} else _COMMANDS


def run(arguments: Sequence[str], host: Host) -> int:
    """See `amux_desktop.cli.run`."""
    if len(arguments) == 1 and is_link(arguments[0]):
        # What the operating system calls for a link; everything else about it is the window's business.
        return host.open_window(link=arguments[0])
    build(_needed(arguments))(list(arguments), prog_name="amux", obj=host)
    return 0
