"""What is configured for the tunnel, and what has to hold before it may start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from amux_desktop.core.clock import Clock
from amux_desktop.core.errors import AccessError, AmuxError, ConflictError, InvalidInputError, UnavailableError
from amux_desktop.core.events import EventBus, TunnelConfigured
from amux_desktop.core.redaction import Redactor
from amux_desktop.core.settings import Settings
from amux_desktop.proxy.tunnel_access import ANY_PROXY
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.tunnel_account import changed
from amux_desktop.storage.records import ApiToken, TunnelConfig
from amux_desktop.tunnel.command import check_token

Mode = Literal["quick", "token", "account"]


class TunnelSetup:
    """`is_on` tells whether the tunnel runs, here or in another process."""

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        bus: EventBus,
        redactor: Redactor,
        clock: Clock,
        is_on: Callable[[], bool],
    ) -> None:
        self._store = store
        self._settings = settings
        self._bus = bus
        self._redactor = redactor
        self._clock = clock
        self._is_on = is_on

    async def config(self) -> TunnelConfig:
        return await self._store.read(lambda store: store.tunnel.get())

    async def config_and_tokens(self) -> tuple[TunnelConfig, tuple[ApiToken, ...]]:
        """The tokens are those that may use the tunnel now."""
        return await self._store.read(lambda store: (store.tunnel.get(), self._usable_tokens(store)))

    async def save(self, **changes: object) -> TunnelConfig:
        def work(store: Repositories) -> TunnelConfig:
            return store.tunnel.save(changed(store.tunnel.get(), **changes))

        config = await self._store.write(work)
        self._bus.publish(TunnelConfigured())
        return config

    # ------------------------------------------------------------------ changes

    async def configure(self, mode: Mode) -> TunnelConfig:
        """Raises `tunnel_running`."""
        self._require_off()
        return await self.save(mode=mode)

    async def use_token(self, text: str, hostname: str) -> TunnelConfig:
        """Raises `tunnel_token_invalid`, `tunnel_running`."""
        from amux_desktop.tunnel.provision import clean_hostname

        self._require_off()
        token = check_token(text)
        self._redactor.register(token)
        name = clean_hostname(hostname) if hostname else ""
        return await self.save(mode="token", token=token, hostname=name)

    async def expose(self, routes: Sequence[str]) -> TunnelConfig:
        """Raises `tunnel_route_unknown`."""
        known = await self.routes()
        for route in routes:
            if route not in known:
                raise InvalidInputError("tunnel_route_unknown", route=route, known=known)
        return await self.save(routes=tuple(dict.fromkeys(routes)))

    async def routes(self) -> tuple[str, ...]:
        """Everything that can be exposed."""

        def read(store: Repositories) -> tuple[str, ...]:
            found = [f"proxies/{proxy.slug}" for proxy in store.proxies.list()]
            found += [f"providers/{provider.slug}" for provider in store.providers.list() if provider.passthrough]
            found += [f"code/{tool.tool}" for tool in store.code_tools.list()]
            return (ANY_PROXY, *found, "v1")

        return await self._store.read(read)

    # ------------------------------------------------------------------ what has to hold

    def problem(self, config: TunnelConfig, tokens: Sequence[ApiToken]) -> AmuxError | None:
        """The first reason why it cannot be started now."""
        settings = self._settings()
        if not settings.proxy_auth_required:
            return AccessError("tunnel_auth_off")
        if not tokens:
            return AccessError("tunnel_no_token")
        if not config.routes:
            return InvalidInputError("tunnel_no_routes")
        if config.mode == "token" and not config.has_token:
            return InvalidInputError("tunnel_needs_token")
        if config.mode == "token" and not settings.tunnel_port:
            return InvalidInputError("tunnel_needs_port")
        if config.mode == "account" and not config.has_api_token:
            return UnavailableError("cloudflare_signed_out")
        if config.mode == "account" and not config.tunnel_id:
            return InvalidInputError("tunnel_needs_hostname")
        return None

    async def checked(self) -> TunnelConfig:
        """Raises what `problem` finds."""
        config, tokens = await self.config_and_tokens()
        problem = self.problem(config, tokens)
        if problem is not None:
            raise problem
        return config

    def _require_off(self) -> None:
        if self._is_on():
            raise ConflictError("tunnel_running")

    def _usable_tokens(self, store: Repositories) -> tuple[ApiToken, ...]:
        now = self._clock.now_ms()
        return tuple(
            token
            for token in store.tokens.list()
            if token.enabled and "tunnel" in token.permissions and (token.expires_ms is None or token.expires_ms > now)
        )
