"""Tunnels in the user's own Cloudflare account: sign in with an API token, set this device's tunnel up, list, delete."""

from __future__ import annotations

import contextlib
import dataclasses
import platform
import secrets
from collections.abc import AsyncIterator, Callable

from amux_desktop.core.errors import ConflictError, NotFoundError, UnavailableError
from amux_desktop.core.events import EventBus, TunnelConfigured
from amux_desktop.core.network import Network
from amux_desktop.core.redaction import Redactor
from amux_desktop.services.addresses import slug_from
from amux_desktop.services.store import Store
from amux_desktop.storage.records import TunnelConfig, TunnelConfigDraft
from amux_desktop.tunnel.cloudflare_api import CloudflareApi, RemoteTunnel, Zone
from amux_desktop.tunnel.provision import PREFIX, Provisioned, Removal, clean_hostname, provision, remove

__all__ = ["Provisioned", "RemoteTunnel", "Removal", "TunnelAccount", "Zone"]


class TunnelAccount:
    """Methods raise `cloudflare_signed_out`, `vault_locked` and what `CloudflareApi` raises. `is_on` tells whether the tunnel
    runs here or in another process."""

    def __init__(
        self,
        store: Store,
        bus: EventBus,
        network: Callable[[], Network],
        base: str,
        is_on: Callable[[], bool],
        redactor: Redactor,
    ) -> None:
        self._store = store
        self._bus = bus
        self._network = network
        self._base = base
        self._is_on = is_on
        self._hide = redactor.register

    async def login(self, token: str) -> tuple[Zone, ...]:
        """Stores the API token, sealed, when it can see a domain and its tunnels. Raises `cloudflare_no_zones`."""
        token = token.strip()
        self._hide(token)
        async with self._api(token) as api:
            zones = await api.zones()
            if not zones:
                raise NotFoundError("cloudflare_no_zones")
            await api.tunnels(zones[0].account_id, f"{PREFIX}none")
        await self._save(api_token=token)
        return zones

    async def logout(self) -> None:
        """Forgets the API token. A tunnel that exists stays, and cannot be started until somebody signs in again."""
        self._require_off()
        await self._save(api_token="")

    async def zones(self) -> tuple[Zone, ...]:
        """The domains to choose from."""
        async with self._signed_in() as api:
            return await api.zones()

    async def set_up(self, hostname: str, port: int, *, replace: bool = False) -> Provisioned:
        """Makes this device's tunnel, or finds it, and gives it `hostname`. Raises `field_invalid`,
        `cloudflare_zone_missing`, `cloudflare_dns_foreign`, `tunnel_running`."""
        self._require_off()
        name = clean_hostname(hostname)
        config = await self._config()
        device = str(config.options.get("device") or new_device_name())
        async with self._signed_in() as api:
            known = config.dns_record_id if config.hostname == name else ""
            made = await provision(api, device, name, service_at(port), known, replace=replace)
            if config.hostname and config.hostname != name and config.tunnel_id:
                await self._drop_name(api, config)
        await self._save(
            mode="account",
            hostname=name,
            tunnel_id=made.tunnel.id,
            tunnel_name=made.tunnel.name,
            cloudflare_account=made.zone.account_id,
            zone_id=made.zone.id,
            dns_record_id=made.record.id,
            options={"device": device, "port": port},
        )
        return made

    async def list(self) -> tuple[RemoteTunnel, ...]:
        """Amux's tunnels of the account, those of other devices too."""
        async with self._signed_in() as api:
            accounts = dict.fromkeys(zone.account_id for zone in await api.zones())
            found = [tunnel for account in accounts for tunnel in await api.tunnels(account)]
        return tuple(tunnel for tunnel in found if tunnel.name.startswith(PREFIX))

    async def remote(self) -> RemoteTunnel:
        """What Cloudflare knows of this device's tunnel. Raises `cloudflare_gone`, `tunnel_needs_hostname`."""
        config = await self._config()
        if not config.tunnel_id:
            raise NotFoundError("tunnel_needs_hostname")
        async with self._signed_in() as api:
            return await api.tunnel(config.cloudflare_account, config.tunnel_id)

    async def delete(self, ref: str = "") -> tuple[RemoteTunnel, Removal]:
        """This device's tunnel, or the one with this name or id, with the DNS records that lead to it. Raises `not_found`,
        `tunnel_running`."""
        config = await self._config()
        wanted = ref or config.tunnel_id
        async with self._signed_in() as api:
            accounts = dict.fromkeys(zone.account_id for zone in await api.zones())
            found = [
                (account, tunnel)
                for account in accounts
                for tunnel in await api.tunnels(account)
                if wanted and wanted in (tunnel.id, tunnel.name) and tunnel.name.startswith(PREFIX)
            ]
            ours = bool(config.tunnel_id) and (not found or found[0][1].id == config.tunnel_id)
            if not found and not (ours and not ref):
                raise NotFoundError("not_found", kind="tunnel", ref=wanted or "(of this device)")
            if ours:
                self._require_off()
            if found:
                account, tunnel = found[0]
            else:
                account, tunnel = config.cloudflare_account, RemoteTunnel(config.tunnel_id, config.tunnel_name)
            removal = await remove(api, account, tunnel.id)
        if ours:
            await self._forget()
        return tunnel, removal

    async def token(self, port: int) -> str:
        """What cloudflared signs in with; the tunnel leads to `port` afterwards."""
        config = await self._config()
        async with self._signed_in() as api:
            token = await api.tunnel_token(config.cloudflare_account, config.tunnel_id)
            if config.options.get("port") != port:
                await api.lead_to(config.cloudflare_account, config.tunnel_id, config.hostname, service_at(port))
                await self._save(options={"port": port})
        self._hide(token)
        return token

    # ------------------------------------------------------------------ inside

    async def _drop_name(self, api: CloudflareApi, config: TunnelConfig) -> None:
        """The name before; its record goes when it still leads to our tunnel."""
        for record in await api.records(config.zone_id, name=config.hostname):
            if record.content.startswith(config.tunnel_id):
                await api.delete_record(config.zone_id, record.id)

    async def _forget(self) -> None:
        """The device's name stays, so that a new tunnel is found under the old one's."""
        await self._save(
            mode="quick", hostname="", tunnel_id="", tunnel_name="", cloudflare_account="", zone_id="", dns_record_id="",
            options={"port": 0},
        )  # fmt: skip

    def _require_off(self) -> None:
        if self._is_on():
            raise ConflictError("tunnel_running")

    async def _config(self) -> TunnelConfig:
        return await self._store.read(lambda store: store.tunnel.get())

    async def _save(self, **changes: object) -> None:
        await self._store.write(lambda store: store.tunnel.save(changed(store.tunnel.get(), **changes)))
        self._bus.publish(TunnelConfigured())

    @contextlib.asynccontextmanager
    async def _signed_in(self) -> AsyncIterator[CloudflareApi]:
        secret = (await self._store.read(lambda store: store.tunnel.secrets())).api_token
        if not secret:
            raise UnavailableError("cloudflare_signed_out")
        self._hide(secret)
        async with self._api(secret) as api:
            yield api

    @contextlib.asynccontextmanager
    async def _api(self, token: str) -> AsyncIterator[CloudflareApi]:
        api = CloudflareApi(token, self._network(), self._base)
        try:
            yield api
        finally:
            await api.aclose()


def changed(config: TunnelConfig, **changes: object) -> TunnelConfigDraft:
    """The configuration with other values; `options` are added to those there are."""
    options = changes.pop("options", {})
    draft = dataclasses.replace(TunnelConfigDraft.of(config), **changes)  # type: ignore[arg-type]  # names of fields
    return dataclasses.replace(draft, options={**config.options, **options})  # type: ignore[dict-item]  # a mapping


def new_device_name() -> str:
    """Such as `amux-lins-laptop-3f9a1c`: readable in Cloudflare's list, and different for devices of the same name."""
    return f"{PREFIX}{slug_from(platform.node().partition('.')[0])[:30].strip('-._')}-{secrets.token_hex(3)}"


def service_at(port: int) -> str:
    return f"http://127.0.0.1:{port}"
