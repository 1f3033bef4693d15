"""The options by which `amux logs` chooses requests, written once for all commands that take them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.records import LogFilter

Command = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    since: Annotated[str, typer.Option(metavar="WHEN", help="From this time on: 15m, 2h, 7d ago, or a date.")] = ""
    until: Annotated[str, typer.Option(metavar="WHEN", help="Before this time.")] = ""
    failed: Annotated[bool, typer.Option("--failed", help="Only those that failed.")] = False
    status: Annotated[list[int] | None, typer.Option("--status", help="Only this HTTP status; repeat.")] = None
    provider: Annotated[str, typer.Option("--provider", metavar="SLUG", help="Only this provider.")] = ""
    proxy: Annotated[str, typer.Option("--proxy", metavar="SLUG", help="Only this proxy.")] = ""
    client: Annotated[str, typer.Option("--client", help="Only this client, such as claude-code.")] = ""
    model: Annotated[str, typer.Option("--model", help="Only this model, asked for or used.")] = ""
    token: Annotated[str, typer.Option("--token", metavar="NAME", help="Only those let in by this API token.")] = ""
    session: Annotated[str, typer.Option("--session", metavar="ID", help="Only this conversation of a client.")] = ""
    tag: Annotated[str, typer.Option("--tag", help="Only those tagged so by x-amux-tag.")] = ""
    text: Annotated[str, typer.Option("--text", help="Only those with this text in route, model, error, ...")] = ""

    async def filter(self, services: AppServices) -> LogFilter:
        """Raises `not_found` for a provider, proxy or token that is not there."""
        from amux_desktop.services.records import LogFilter
        from amux_desktop.services.request_logs import since_text

        return LogFilter(
            since_ms=since_text(self.since) if self.since else None,
            until_ms=since_text(self.until) if self.until else None,
            outcomes=("error",) if self.failed else (),
            statuses=tuple(self.status or ()),
            provider_id=(await services.providers.get(self.provider)).id if self.provider else "",
            proxy_id=(await services.proxies.get(self.proxy)).id if self.proxy else "",
            client=self.client,
            model=self.model,
            token_id=(await services.tokens.get(self.token)).id if self.token else "",
            session=self.session,
            tag=self.tag,
            text=self.text,
        )


def with_choice(*without: str) -> Callable[[Command], Command]:
    """Gives a command one option for each field of `Choice` (but for those in `without`) where its parameter `choice` stands.

    Typer reads options from a function's signature and knows no groups of them, so the signature is put together here.
    """

    def decorate(command: Command) -> Command:
        own, own_types = inspect.signature(command).parameters, get_type_hints(command, include_extras=True)
        options = {
            name: parameter for name, parameter in inspect.signature(Choice).parameters.items() if name not in without
        }
        types = {**get_type_hints(Choice, include_extras=True), **own_types}
        parameters: list[inspect.Parameter] = []
        for name, parameter in own.items():
            parameters += options.values() if name == "choice" else [parameter]
        shown = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=types[parameter.name])
            for parameter in parameters
        ]

        @functools.wraps(command)
        def run(**values: Any) -> None:
            command(choice=Choice(**{name: values.pop(name) for name in options}), **values)

        run.__dict__["__signature__"] = inspect.Signature(shown)
        run.__annotations__ = {parameter.name: types[parameter.name] for parameter in shown}
        return run

    return decorate
