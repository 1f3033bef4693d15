"""Sends the figures of the catalogue with Google Analytics 4's measurement protocol, if the user said yes.

https://developers.google.com/analytics/devguides/collection/protocol/ga4 . The id is random, belongs to nothing, and is
forgotten as soon as the switch is off; with it on again there is a new one. A figure that cannot be sent is lost.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import sys
import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import CodeToolChanged, Event, EventBus, ProviderChanged, ProxyChanged, SettingsChanged
from amux_desktop.services.analytics.catalog import cleaned
from amux_desktop.services.build_data import BuildData
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Store
from amux_desktop.services.updates.packages import installation
from amux_desktop.services.web import Web, WebError
from bridge.errors import ConfigurationError

log = logging.getLogger(__name__)
ENDPOINT = "https://www.google-analytics.com/mp/collect"
_ID = "analytics.id"
_SWITCH = "privacy.analytics"
_SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}
_QUEUE = 50


class AnalyticsService:
    """`run` is for the process that stays; until it runs, nothing is collected."""

    def __init__(
        self,
        store: Store,
        configuration: Configuration,
        bus: EventBus,
        build: BuildData,
        version: str,
        *,
        endpoint: str = ENDPOINT,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._bus = bus
        self._build = build
        self._version = version
        self._endpoint = endpoint
        self._session = str(secrets.randbelow(1 << 40))
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(_QUEUE)

    @property
    def is_possible(self) -> bool:
        """Whether this build has anywhere to send figures."""
        return self._build.has_analytics

    @property
    def is_on(self) -> bool:
        return self.is_possible and self._configuration.settings.privacy_analytics

    async def run(self) -> None:
        """Until cancelled."""
        loop = asyncio.get_running_loop()

        def heard(event: Event) -> None:
            loop.call_soon_threadsafe(self._put, event)

        kinds: tuple[type[Event], ...] = (ProviderChanged, ProxyChanged, CodeToolChanged, SettingsChanged)
        ends: list[Callable[[], None]] = [self._bus.subscribe(kind, heard) for kind in kinds]
        self._put(None)
        try:
            while True:
                await self._take(await self._queue.get())
                self._queue.task_done()
        finally:
            for end in ends:
                end()

    async def settled(self) -> None:
        """Until everything heard so far was dealt with."""
        await self._queue.join()

    def _put(self, event: Event | None) -> None:
        if not self._queue.full():
            self._queue.put_nowait(event)

    async def _take(self, event: Event | None) -> None:
        """None is the start."""
        try:
            if event is None or (isinstance(event, SettingsChanged) and _SWITCH in event.keys):
                await self._forget_if_off()
            if self.is_on:
                await self._tell(event)
        except (AmuxError, WebError) as error:
            log.debug("A usage figure was lost: %s", error)

    async def _tell(self, event: Event | None) -> None:
        match event:
            case None:
                await self._send(
                    "app_started",
                    version=self._version,
                    system=_SYSTEMS.get(sys.platform, ""),
                    installation=installation(),
                    language=self._configuration.settings.appearance_language,
                )
            case ProviderChanged(provider_id, "created"):
                adapter = (await self._store.read(lambda store: store.providers.get(provider_id))).adapter
                await self._send("provider_added", format=self._format_of(adapter))
            case ProxyChanged(proxy_id, "created"):
                inbound = (await self._store.read(lambda store: store.proxies.get(proxy_id))).inbound
                await self._send("proxy_added", format=inbound)
            case CodeToolChanged(tool):
                await self._send("tool_changed", tool=tool)
            case _:
                return

    def _format_of(self, adapter: str) -> str:
        try:
            return self._configuration.registry.get(adapter).format
        except ConfigurationError:
            return ""

    async def _send(self, name: str, **parameters: str) -> None:
        body = {
            "client_id": await self._id(),
            "non_personalized_ads": True,
            "events": [
                {
                    "name": name,
                    "params": cleaned(name, parameters) | {"session_id": self._session, "engagement_time_msec": 1},
                }
            ],
        }
        query = urlencode({"measurement_id": self._build.analytics_id, "api_secret": self._build.analytics_secret})
        # Without the version: Google sees what the body says, and nothing else of ours.
        async with Web(self._configuration.settings, "") as web:
            await web.post(f"{self._endpoint}?{query}", json.dumps(body).encode())

    async def _id(self) -> str:
        known = await self._store.read(lambda store: store.app_state.get(_ID))
        if isinstance(known, str):
            return known
        made = str(uuid.uuid4())
        await self._store.write(lambda store: store.app_state.set(_ID, made), configuration=False)
        return made

    async def _forget_if_off(self) -> None:
        if self._configuration.settings.privacy_analytics:
            return
        known = await self._store.read(lambda store: store.app_state.get(_ID))
        if known is not None:
            await self._store.write(lambda store: store.app_state.set(_ID, None), configuration=False)
