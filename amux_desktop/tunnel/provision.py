"""The tunnel of this device in the user's own Cloudflare account: one per device, under a name that stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amux_desktop.core.errors import AmuxError, ConflictError, InvalidInputError, NotFoundError
from amux_desktop.tunnel.cloudflare_api import TUNNEL_DOMAIN, CloudflareApi, DnsRecord, RemoteTunnel, Zone

PREFIX = "amux-"
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_ADDRESSES = frozenset({"A", "AAAA", "CNAME"})
"""Records that decide where a name leads; a CNAME excludes all others of these."""


@dataclass(frozen=True, slots=True)
class Provisioned:
    zone: Zone
    tunnel: RemoteTunnel
    record: DnsRecord


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken away: the tunnel, unless it was gone already, and how many DNS records. A record that leads elsewhere by
    now is not ours any more and stays."""

    tunnel: bool
    records: int


def clean_hostname(text: str) -> str:
    """`https://API.Example.com/` as `api.example.com`. Raises `field_invalid`."""
    name = text.strip().lower().removeprefix("https://").removeprefix("http://").partition("/")[0].rstrip(".")
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise InvalidInputError(
            "field_invalid", field="hostname", value=text.strip()[:100], reason="Give a name such as amux.example.com"
        )
    return name


async def find_zone(api: CloudflareApi, hostname: str) -> Zone:
    """The zone that a name belongs to: the longest of its parents that the account has. Raises `cloudflare_zone_missing`."""
    labels = hostname.split(".")
    for start in range(len(labels) - 1):
        zones = await api.zones(".".join(labels[start:]))
        if zones:
            return zones[0]
    raise NotFoundError("cloudflare_zone_missing", hostname=hostname)


async def provision(
    api: CloudflareApi, name: str, hostname: str, service: str, known_record: str = "", *, replace: bool = False
) -> Provisioned:
    """Finds or creates the tunnel, leads it to `service`, and gives it `hostname`. May be repeated.

    `known_record` is the id of the record of an earlier call. A record of somebody else's with that name is left alone, which
    is an error (`cloudflare_dns_foreign`) unless the user said `replace`; it is looked at before anything is created.
    """
    zone = await find_zone(api, hostname)
    account = zone.account_id
    tunnels = await api.tunnels(account, name)
    target = f"{tunnels[0].id}.{TUNNEL_DOMAIN}" if tunnels else ""
    standing = [item for item in await api.records(zone.id, name=hostname) if item.type in _ADDRESSES]
    ours = next((item for item in standing if target and item.content.rstrip(".").lower() == target), None)
    others = [item for item in standing if item is not ours]
    foreign = [item for item in others if item.id != known_record]
    if foreign and not replace:
        first = foreign[0]
        raise ConflictError("cloudflare_dns_foreign", hostname=hostname, type=first.type, content=first.content)
    tunnel = tunnels[0] if tunnels else await api.create_tunnel(account, name)
    try:
        await api.lead_to(account, tunnel.id, hostname, service)
        for item in others:
            await api.delete_record(zone.id, item.id)
        if ours is None:
            comment = f"Tunnel {name}, made by Amux"
            ours = await api.create_cname(zone.id, hostname, f"{tunnel.id}.{TUNNEL_DOMAIN}", comment)
    except AmuxError:
        if not tunnels:
            await api.delete_tunnel(account, tunnel.id)
        raise
    return Provisioned(zone, tunnel, ours)


async def remove(api: CloudflareApi, account: str, tunnel_id: str) -> Removal:
    """Deletes a tunnel and every DNS record that leads to it; what is gone already is no error."""
    target = f"{tunnel_id}.{TUNNEL_DOMAIN}"
    records = 0
    for zone in await api.zones():
        if zone.account_id != account:
            continue
        for item in await api.records(zone.id, content=target):
            await api.delete_record(zone.id, item.id)
            records += 1
    try:
        await api.delete_tunnel(account, tunnel_id)
    except NotFoundError:
        return Removal(tunnel=False, records=records)
    return Removal(tunnel=True, records=records)
