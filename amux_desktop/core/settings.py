"""Every setting of the app in one typed table, and the immutable snapshot that code reads.

`Settings` is the table: a field is a setting, its metadata a `Setting`. Code reads `settings.proxy_port`; the database,
the command line and the settings page use the key `proxy.port`. Values travel as text only through `Setting.parse` and
`Setting.format`, so that there is one place where a value can be refused.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from amux_desktop.core.errors import InvalidInputError

Value = bool | int | float | str | tuple[str, ...]
Place = Literal["database", "file"]
Check = Literal["", "host", "proxy_url", "database_url", "shared_state_url"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The declaration of one setting."""

    key: str
    default: Value
    description: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    check: Check = ""
    secret: bool = False
    """Holds credentials: sealed in the database, masked in every listing."""
    restart: bool = False
    """Takes effect when the proxy (or the app) is started again."""
    place: Place = "database"
    since: str = "0.1.0"

    @property
    def field(self) -> str:
        """Name of the attribute on `Settings`."""
        return self.key.replace(".", "_")

    @property
    def section(self) -> str:
        return self.key.partition(".")[0]

    @property
    def allowed(self) -> str:
        """What the setting accepts, in words."""
        if self.choices:
            return ", ".join(self.choices)
        if isinstance(self.default, bool):
            return "on, off"
        if isinstance(self.default, int | float):
            kind = "a whole number" if isinstance(self.default, int) else "a number"
            low = "" if self.minimum is None else f" from {self.minimum:g}"
            high = "" if self.maximum is None else f" up to {self.maximum:g}"
            return f"{kind}{low}{high}{f' ({self.unit})' if self.unit else ''}"
        if isinstance(self.default, tuple):
            return "a list separated by commas"
        return _CHECK_TEXT[self.check]

    def parse(self, text: str) -> Value:
        """Value from text as the command line and the database give it. Raises `setting_invalid`."""
        cleaned = text.strip()
        if isinstance(self.default, bool):
            if cleaned.lower() not in _BOOLEANS:
                raise self._refused(text)
            return _BOOLEANS[cleaned.lower()]
        if isinstance(self.default, tuple):
            return self.validate(tuple(item.strip() for item in cleaned.split(",") if item.strip()))
        if isinstance(self.default, str):
            return self.validate(cleaned)
        try:
            number = int(cleaned) if isinstance(self.default, int) else float(cleaned)
        except ValueError:
            raise self._refused(text) from None
        return self.validate(number)

    def validate(self, value: object) -> Value:
        """The value, if its type and range are right. Raises `setting_invalid`."""
        if isinstance(self.default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if isinstance(value, list):
            value = tuple(value)
        if type(value) is not type(self.default):
            raise self._refused(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._check_range(value)
        elif isinstance(value, str):
            if self.choices and value not in self.choices:
                raise self._refused(value)
            self._check_text(value)
        elif isinstance(value, tuple):
            for item in value:
                if not isinstance(item, str) or not item or "," in item or item != item.strip():
                    raise self._refused(value)
                self._check_text(item)
        return value

    def format(self, value: Value) -> str:
        """Text that `parse` turns back into the same value."""
        if isinstance(value, bool):
            return "on" if value else "off"
        if isinstance(value, tuple):
            return ",".join(value)
        return repr(value) if isinstance(value, float) else str(value)

    def masked(self, value: Value) -> Value:
        """The value as a listing may show it."""
        return mask_url(value) if self.secret and isinstance(value, str) else value

    def _check_range(self, number: float) -> None:
        if not math.isfinite(number):
            raise self._refused(number)
        if self.minimum is not None and number < self.minimum:
            raise self._refused(number)
        if self.maximum is not None and number > self.maximum:
            raise self._refused(number)

    def _check_text(self, text: str) -> None:
        if not text.isprintable() or len(text) > 2000 or not _CHECKS[self.check](text):
            raise self._refused(text)

    def _refused(self, value: object) -> InvalidInputError:
        shown = "that value" if self.secret else repr(value) if isinstance(value, str) else str(value)
        return InvalidInputError("setting_invalid", key=self.key, value=shown, allowed=self.allowed)


def mask_url(url: str) -> str:
    """The URL without its user name and password; text that is no URL is returned as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "***"
    if "@" not in parts.netloc:
        return url
    return parts._replace(netloc="***@" + parts.netloc.rpartition("@")[2]).geturl()


def is_proxy_url(text: str) -> bool:
    """Whether `text` is a usable outgoing proxy address: http, https, socks4(a), socks5(h) with a host."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in _PROXY_SCHEMES and bool(parts.hostname)


def _is_host(text: str) -> bool:
    return bool(text) and not any(char in text for char in " /@?#") and text.count(":") != 1


def _is_database_url(text: str) -> bool:
    scheme, separator, rest = text.partition("://")
    return text == "" or bool(scheme and separator and rest)


def _is_shared_state_url(text: str) -> bool:
    scheme, separator, rest = text.partition("://")
    return text == "" or bool(scheme in _SHARED_STATE_SCHEMES and separator and rest)


_SHARED_STATE_SCHEMES = frozenset({"redis", "rediss", "valkey", "valkeys", "unix"})
_PROXY_SCHEMES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
_BOOLEANS = dict.fromkeys(("on", "true", "yes", "1"), True) | dict.fromkeys(("off", "false", "no", "0"), False)
_CHECKS = {
    "": lambda _text: True,
    "host": _is_host,
    "proxy_url": lambda text: text in ("system", "none") or is_proxy_url(text),
    "database_url": _is_database_url,
    "shared_state_url": _is_shared_state_url,
}
_CHECK_TEXT = {
    "": "text",
    "host": "a host name or address without port",
    "proxy_url": "system, none, or an address such as http://host:8080 or socks5://host:1080",
    "database_url": "empty for the built-in SQLite file, or a URL such as postgresql+psycopg://user@host/name",
    "shared_state_url": "empty, or a URL such as valkey://host:6379/0, valkeys:// with TLS, or unix:///run/valkey.sock",
}


def _setting(key: str, default: Any, description: str, **more: Any) -> Any:
    """A dataclass field with its `Setting`; `Any` because dataclasses type a field by its annotation."""
    return field(
        default=default, metadata={"setting": Setting(key=key, default=default, description=description, **more)}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Immutable snapshot of all settings."""

    # appearance
    appearance_theme: Literal["system", "light", "dark"] = _setting(
        "appearance.theme", "system", "Colours of the window.", choices=("system", "light", "dark")
    )
    appearance_language: Literal["system", "en", "zh_CN"] = _setting(
        "appearance.language", "system", "Language of the window.", choices=("system", "en", "zh_CN")
    )
    appearance_text_size: int = _setting(
        "appearance.text_size", 100, "Size of all text.", minimum=80, maximum=200, unit="percent"
    )
    appearance_reduce_motion: Literal["system", "on", "off"] = _setting(
        "appearance.reduce_motion", "system", "Show no animation.", choices=("system", "on", "off")
    )
    appearance_compact_tables: bool = _setting("appearance.compact_tables", False, "Lower rows in tables.")
    appearance_start_page: str = _setting(
        "appearance.start_page",
        "dashboard",
        "Page shown when the window opens.",
        choices=("dashboard", "providers", "proxies", "code_switch", "accounts", "tokens", "tunnel", "logs"),
    )
    # app
    app_start_minimized: bool = _setting("app.start_minimized", False, "Start in the tray without a window.")
    app_close_to_tray: bool = _setting("app.close_to_tray", True, "Closing the window keeps Amux running in the tray.")
    app_notify_proxy_stopped: bool = _setting(
        "app.notify_proxy_stopped", True, "Notify when the proxy stops by itself."
    )
    app_notify_tunnel_lost: bool = _setting("app.notify_tunnel_lost", True, "Notify when the tunnel fails by itself.")
    app_log_level: Literal["debug", "info", "warning", "error"] = _setting(
        "app.log_level", "info", "Detail of Amux's own log file.", choices=("debug", "info", "warning", "error")
    )
    # proxy server
    proxy_host: str = _setting("proxy.host", "127.0.0.1", "Address the proxy listens on.", check="host", restart=True)
    proxy_port: int = _setting(
        "proxy.port", 9527, "Port the proxy listens on; 0 picks a free one.", minimum=0, maximum=65535, restart=True
    )
    proxy_auto_start: bool = _setting("proxy.auto_start", True, "Start the proxy with the app.")
    proxy_auth_required: bool = _setting("proxy.auth_required", True, "Demand an API token from every client.")
    proxy_allowed_hosts: tuple[str, ...] = _setting(
        "proxy.allowed_hosts", (), "Further Host names that requests may carry.", check="host"
    )
    proxy_allowed_origins: tuple[str, ...] = _setting(
        "proxy.allowed_origins", (), "Web pages (origins) that may call the proxy."
    )
    proxy_connect_timeout_s: float = _setting(
        "proxy.connect_timeout_s", 10.0, "Time to connect to a provider.", minimum=0.1, maximum=300, unit="seconds"
    )
    proxy_first_byte_timeout_s: float = _setting(
        "proxy.first_byte_timeout_s",
        600.0,
        "Time until a provider begins to answer.",
        minimum=1,
        maximum=3600,
        unit="seconds",
    )
    proxy_idle_timeout_s: float = _setting(
        "proxy.idle_timeout_s", 300.0, "Longest silence within an answer.", minimum=1, maximum=3600, unit="seconds"
    )
    proxy_keepalive_s: float = _setting(
        "proxy.keepalive_s",
        15.0,
        "Pause between keep-alive comments in a silent stream; 0 is off.",
        minimum=0,
        maximum=300,
        unit="seconds",
    )
    proxy_max_body_mb: int = _setting(
        "proxy.max_body_mb", 32, "Largest request accepted.", minimum=1, maximum=1024, unit="MB"
    )
    proxy_max_concurrency: int = _setting(
        "proxy.max_concurrency", 0, "Requests at the same time; 0 is no limit.", minimum=0, maximum=100000
    )
    proxy_max_attempts: int = _setting(
        "proxy.max_attempts", 3, "Attempts for one request over all targets.", minimum=1, maximum=20
    )
    proxy_cooldown_s: float = _setting(
        "proxy.cooldown_s",
        60.0,
        "Rest of a limited target that names no time itself.",
        minimum=0,
        maximum=86400,
        unit="seconds",
    )
    proxy_breaker_failures: int = _setting(
        "proxy.breaker_failures", 5, "Failures in a row that set a target aside.", minimum=1, maximum=1000
    )
    proxy_breaker_reset_s: float = _setting(
        "proxy.breaker_reset_s",
        30.0,
        "Time until a target set aside is tried again.",
        minimum=1,
        maximum=86400,
        unit="seconds",
    )
    proxy_sticky_minutes: int = _setting(
        "proxy.sticky_minutes",
        60,
        "How long a conversation stays on its target; 0 is off.",
        minimum=0,
        maximum=10080,
        unit="minutes",
    )
    proxy_outbound_proxy: str = _setting(
        "proxy.outbound_proxy", "system", "Proxy used to reach providers.", check="proxy_url", secret=True
    )
    proxy_ca_file: str = _setting("proxy.ca_file", "", "Further certificate authorities (PEM file) to trust.")
    # request logs
    logs_enabled: bool = _setting("logs.enabled", True, "Keep a record of each request.")
    logs_bodies: bool = _setting("logs.bodies", False, "Keep the bodies of requests and answers too.")
    logs_body_cap_kb: int = _setting(
        "logs.body_cap_kb", 1024, "Bodies are cut at this size.", minimum=1, maximum=65536, unit="KB"
    )
    logs_retention_days: int = _setting(
        "logs.retention_days",
        30,
        "Requests older than this are removed; 0 keeps them.",
        minimum=0,
        maximum=3650,
        unit="days",
    )
    logs_body_retention_days: int = _setting(
        "logs.body_retention_days",
        7,
        "Bodies older than this are removed; 0 keeps them.",
        minimum=0,
        maximum=3650,
        unit="days",
    )
    logs_retention_mb: int = _setting(
        "logs.retention_mb",
        2048,
        "The oldest bodies go when all exceed this; 0 is no limit.",
        minimum=0,
        maximum=1048576,
        unit="MB",
    )
    responses_retention_days: int = _setting(
        "responses.retention_days",
        7,
        "How long stored Responses can be continued.",
        minimum=0,
        maximum=365,
        unit="days",
    )
    pricing_cny_per_usd: float = _setting(
        "pricing.cny_per_usd",
        7.1,
        "Yuan for a US dollar, to add up prices in both; a fixed rate, changed by you.",
        minimum=0.1,
        maximum=100,
    )
    # security
    security_clear_clipboard: bool = _setting(
        "security.clear_clipboard", True, "Clear a copied token after 60 seconds."
    )
    # data
    database_url: str = _setting(
        "database.url", "", "Database to use.", check="database_url", secret=True, restart=True, place="file"
    )
    shared_state_url: str = _setting(
        "shared_state.url",
        "",
        "Valkey or Redis server through which machines with one database share limits.",
        check="shared_state_url",
        secret=True,
        restart=True,
        place="file",
    )
    backup_interval_h: int = _setting(
        "backup.interval_h", 24, "Pause between automatic backups; 0 is off.", minimum=0, maximum=8760, unit="hours"
    )
    backup_keep: int = _setting("backup.keep", 7, "Automatic backups kept.", minimum=1, maximum=100)
    # updates and privacy
    updates_check: bool = _setting("updates.check", True, "Look once a day whether there is a newer Amux.")
    updates_channel: Literal["stable", "preview"] = _setting(
        "updates.channel", "stable", "Which versions to hear of.", choices=("stable", "preview")
    )
    privacy_analytics: bool = _setting(
        "privacy.analytics", False, "Send anonymous usage figures; see docs/privacy.md for every one of them."
    )
    # code switch
    code_switch_on_quit: Literal["ask", "restore", "keep"] = _setting(
        "code_switch.on_quit", "ask", "What to do with redirected tools on quit.", choices=("ask", "restore", "keep")
    )
    # account pools
    accounts_affinity_minutes: int = _setting(
        "accounts.affinity_minutes",
        60,
        "How long a conversation stays on its account.",
        minimum=0,
        maximum=10080,
        unit="minutes",
    )
    accounts_protect_percent: int = _setting(
        "accounts.protect_percent",
        5,
        "Quota left at which an account is spared.",
        minimum=0,
        maximum=100,
        unit="percent",
    )
    accounts_antigravity_client_secret: str = _setting(
        "accounts.antigravity_client_secret",
        "",
        "Secret of the OAuth client for Antigravity accounts.",
        secret=True,
    )
    accounts_refresh_minutes: int = _setting(
        "accounts.refresh_minutes", 15, "Pause between quota look-ups.", minimum=1, maximum=1440, unit="minutes"
    )

    # tunnel
    tunnel_port: int = _setting(
        "tunnel.port",
        9528,
        "Port that cloudflared sends the tunnel's requests to; 0 picks a free one.",
        minimum=0,
        maximum=65535,
    )
    tunnel_resume: bool = _setting("tunnel.resume", False, "Start the tunnel with Amux when it was on at the end.")
    tunnel_requests_per_minute: int = _setting(
        "tunnel.requests_per_minute",
        120,
        "Requests of one address through the tunnel; 0 is no limit.",
        minimum=0,
        maximum=100000,
    )
    tunnel_cloudflared_path: str = _setting(
        "tunnel.cloudflared_path", "", "The program cloudflared to use; empty finds it."
    )

    @classmethod
    def from_text(cls, stored: Mapping[str, str]) -> tuple[Settings, tuple[InvalidInputError, ...]]:
        """Snapshot from stored text. Unusable or unknown entries are reported and keep their default, so that a bad
        row can never stop the app from starting."""
        values: dict[str, Any] = {}
        problems: list[InvalidInputError] = []
        for key, text in stored.items():
            try:
                declared = setting(key)
                values[declared.field] = declared.parse(text)
            except InvalidInputError as error:
                problems.append(error)
        return cls(**values), tuple(problems)

    def get(self, key: str) -> Value:
        """Value by key. Raises `setting_unknown`."""
        return cast("Value", getattr(self, setting(key).field))

    def with_values(self, changes: Mapping[str, object]) -> Settings:
        """Copy with validated changes, by key. All or nothing. Raises `setting_unknown` or `setting_invalid`."""
        values: dict[str, Any] = {setting(key).field: setting(key).validate(value) for key, value in changes.items()}
        return dataclasses.replace(self, **values)

    def changed_keys(self, other: Settings) -> frozenset[str]:
        return frozenset(key for key in SETTINGS if self.get(key) != other.get(key))


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {declared.key: declared for declared in (item.metadata["setting"] for item in dataclasses.fields(Settings))}
)
"""All declarations by key, in the order of the table."""


def setting(key: str) -> Setting:
    """The declaration of `key`. Raises `setting_unknown`, naming the closest keys."""
    try:
        return SETTINGS[key]
    except KeyError:
        close = difflib.get_close_matches(key, SETTINGS, n=3)
        hint = f" Did you mean {' or '.join(close)}?" if close else " See: amux settings list."
        raise InvalidInputError("setting_unknown", key=key, hint=hint) from None
