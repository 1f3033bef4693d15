"""Typed events and the bus that carries them from services to whoever shows them.

Events are frozen and small: they say what changed, the receiver asks for the rest. Names are `NounVerbed`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from amux_desktop.core.errors import AmuxError

log = logging.getLogger(__name__)

Change = Literal["created", "updated", "deleted", "reordered"]
ProxyState = Literal["stopped", "starting", "running", "stopping", "failed"]
TunnelState = Literal["off", "starting", "running", "reconnecting", "stopping", "failed"]


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""


@dataclass(frozen=True, slots=True)
class ProviderChanged(Event):
    id: str
    change: Change = "updated"


@dataclass(frozen=True, slots=True)
class ProviderHealthChanged(Event):
    id: str


@dataclass(frozen=True, slots=True)
class ProxyChanged(Event):
    id: str
    change: Change = "updated"


@dataclass(frozen=True, slots=True)
class TokenChanged(Event):
    id: str
    change: Change = "updated"


@dataclass(frozen=True, slots=True)
class BudgetNearlySpent(Event):
    """A token passed 80 % of its budget for the running `period` (day or month); at 100 % requests are refused."""

    token_id: str
    name: str
    period: str
    percent: int


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConversationChanged(Event):
    id: str
    change: Change = "updated"


@dataclass(frozen=True, slots=True)
class CodeToolChanged(Event):
    tool: str


@dataclass(frozen=True, slots=True)
class CodeToolRepaired(Event):
    """What had drifted in a tool's files was set right at the start (or could not be)."""

    tool: str
    reason: Literal["address", "missing", "interrupted", "suspended"]
    ok: bool


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    id: str
    change: Change = "updated"


@dataclass(frozen=True, slots=True)
class TunnelStateChanged(Event):
    """`detail` is what cloudflared said last while it starts, or the code of the failure."""

    state: TunnelState
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TunnelConfigured(Event):
    """What the next start makes, or what the tunnel leads to, has changed."""


@dataclass(frozen=True, slots=True)
class TunnelAccessed(Event):
    """A request through the tunnel is over, whether it was let in or not; the service has the list."""


@dataclass(frozen=True, slots=True)
class TunnelLogged(Event):
    """cloudflared said something; the service has the lines."""


@dataclass(frozen=True, slots=True)
class TunnelProgramProgress(Event):
    """cloudflared is being fetched; `total` is 0 while it is not known."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class VaultStateChanged(Event):
    """`state` is that of `security.vault.VaultState`: open or locked."""

    state: str
    seal: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConfigurationChangedElsewhere(Event):
    """Another process (usually the command line) or an import wrote to the database: anything may have changed."""


@dataclass(frozen=True, slots=True)
class ProxyStateChanged(Event):
    """The proxy server itself; `error_code` and `error_params` name the reason of `failed`."""

    state: ProxyState
    host: str = ""
    port: int = 0
    error_code: str = ""
    error_message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSummary:
    """One request as a list shows it. Times are milliseconds; `cost_nanos` is 10^-9 US dollars, None when unknown."""

    id: str
    started_ms: int
    client: str = ""
    token_name: str = ""
    source: str = "local"
    route: str = ""
    proxy_id: str = ""
    provider_id: str = ""
    provider_name: str = ""
    inbound: str = ""
    outbound: str = ""
    source_model: str = ""
    target_model: str = ""
    stream: bool = False
    status: int = 0
    """HTTP status the client got; 0 while running."""
    outcome: str = "running"
    """running, ok, error or cancelled."""
    error_code: str = ""
    attempts: int = 1
    first_token_ms: int | None = None
    duration_ms: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_read_tokens: int | None = None
    cost_nanos: int | None = None


@dataclass(frozen=True, slots=True)
class RequestStarted(Event):
    summary: RequestSummary


@dataclass(frozen=True, slots=True)
class RequestFinished(Event):
    summary: RequestSummary


@dataclass(frozen=True, slots=True)
class LogsWritten(Event):
    """A batch of request logs is now in the database."""

    count: int
    body_bytes: int = 0
    """Of their bodies, before compression."""


@dataclass(frozen=True, slots=True)
class LogsHeldUp(Event):
    """Request logs cannot be written for now and are kept in memory; no error: they are written again."""

    error: AmuxError | None


@dataclass(frozen=True, slots=True)
class LogsDropped(Event):
    """The log queue was full; `total` counts all rows lost since the start."""

    count: int
    total: int


@dataclass(frozen=True, slots=True)
class UpdateFound(Event):
    """There is a newer version, and the user has not asked for silence about it."""

    version: str


@dataclass(frozen=True, slots=True)
class UpdateProgress(Event):
    """A newer version is being downloaded; `total` is 0 while it is not known."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LogsCleared(Event):
    """Rows were removed by retention or by the user."""

    count: int


E = TypeVar("E", bound=Event)


class EventBus:
    """Delivers each event in the publishing thread to every subscriber of its type or a base of it.

    Thread-safe. Handlers must be quick and must not block; one that raises is logged and does not disturb the others.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handlers: tuple[tuple[type[Event], Callable[[Event], None]], ...] = ()
        self._kinds: frozenset[type[Event]] = frozenset()

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> Callable[[], None]:
        """Call `handler` for every event of `kind` (use `Event` for all). Returns the function that ends it."""
        entry: tuple[type[Event], Callable[[Event], None]] = (kind, handler)  # type: ignore[assignment]  # kind guards it
        with self._lock:
            self._set((*self._handlers, entry))

        def unsubscribe() -> None:
            with self._lock:
                self._set(tuple(known for known in self._handlers if known is not entry))

        return unsubscribe

    def _set(self, handlers: tuple[tuple[type[Event], Callable[[Event], None]], ...]) -> None:
        self._handlers = handlers
        self._kinds = frozenset(kind for kind, _ in handlers)

    def has_listener(self, kind: type[Event]) -> bool:
        """Whether anybody would get an event of `kind`: what takes time to make is made only then."""
        return not self._kinds.isdisjoint(kind.__mro__)

    def publish(self, event: Event) -> None:
        for kind, handler in self._handlers:
            if isinstance(event, kind):
                try:
                    handler(event)
                except Exception:
                    log.exception("A subscriber of %s failed", type(event).__name__)
