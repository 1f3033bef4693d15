"""`amux autostart`, `amux links` and `amux open-link`: Amux's place in the operating system."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from amux_desktop.cli.context import Json, call
from amux_desktop.cli.output import print_fields, print_json, warn

if TYPE_CHECKING:
    from amux_desktop.services import AppServices
    from amux_desktop.services.deep_links import LinkProposal
    from amux_desktop.services.records import Provider
    from amux_desktop.services.system.autostart import AutostartStatus
    from amux_desktop.services.system.url_scheme import SchemeStatus


class Wish(StrEnum):
    ON = "on"
    OFF = "off"
    STATUS = "status"


WishArgument = Annotated[Wish, typer.Argument(metavar="on|off|status")]


def autostart(ctx: typer.Context, wish: WishArgument = Wish.STATUS, json: Json = False) -> None:
    """Start Amux in the tray when you sign in to this computer."""

    async def work(services: AppServices) -> AutostartStatus:
        if wish is Wish.STATUS:
            return await services.system.autostart()
        return await services.system.set_autostart(wish is Wish.ON)

    status = call(ctx, work)
    if json:
        print_json(status)
        return
    print(f"Amux {'starts' if status.enabled else 'does not start'} when you sign in ({status.place})")
    if status.enabled and not status.is_current:
        warn(f"amux: the entry starts another Amux ({status.program}). To start this one: amux autostart on")


def links(ctx: typer.Context, wish: WishArgument = Wish.STATUS, json: Json = False) -> None:
    """Open amux:// links of web pages with this Amux; it always asks before anything is added."""

    async def work(services: AppServices) -> SchemeStatus:
        if wish is Wish.STATUS:
            return await services.system.links()
        return await services.system.set_links(wish is Wish.ON)

    status = call(ctx, work)
    if json:
        print_json(status)
        return
    print(f"amux:// links {'open' if status.enabled else 'do not open'} in this Amux ({status.place})")
    if status.by_package and wish is not Wish.STATUS:
        warn("amux: on this system the installed application itself says which links it opens.")


def open_link(
    ctx: typer.Context,
    link: Annotated[str, typer.Argument(metavar="URL", help="A link that begins with amux://import?")],
    yes: Annotated[bool, typer.Option("--yes", help="Add it without asking.")] = False,
    json: Json = False,
) -> None:
    """Add the provider that an amux:// link proposes. Shows what it is and asks first."""

    async def look(services: AppServices) -> LinkProposal:
        return await services.links.read(link)

    proposal = call(ctx, look)
    if not json:
        _show(proposal)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Add this provider?", default=False)):
        print("Nothing was added. To add it: amux open-link --yes URL", file=sys.stderr)
        raise typer.Exit(1)

    async def work(services: AppServices) -> Provider:
        return await services.links.accept(proposal)

    provider = call(ctx, work)
    if json:
        print_json(provider)
    else:
        print(f"Added {provider.name} as {provider.slug}")


def _show(proposal: LinkProposal) -> None:
    from amux_desktop.services.deep_links import warning_text

    draft = proposal.draft
    print_fields(
        (
            ("name", draft.name),
            ("path", draft.slug),
            ("service", proposal.service),
            ("address", draft.base_url),
            ("host", proposal.host),
            ("models", ", ".join(model.id for model in draft.models) or "none"),
            ("key", proposal.key_hint or "none; add one afterwards"),
        )
    )
    for warning in proposal.warnings:
        warn(f"amux: {warning_text(warning, proposal)}")
