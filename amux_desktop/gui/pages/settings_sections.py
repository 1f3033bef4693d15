"""Which settings stand where, and how they are called. Every setting of the table is here but the theme, which has pictures
of its own (`settings_theme`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from amux_desktop.gui.i18n import Text, TextLike, tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `choices` names the values of a closed set; `percent` and the like go into `unit`."""

    key: str
    title: Text
    description: TextLike = ""
    choices: dict[str, TextLike] = field(default_factory=dict)
    unit: TextLike = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: Text
    entries: tuple[Entry, ...]
    description: TextLike = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    key: str
    title: Text
    icon: str
    groups: tuple[Group, ...] = ()


_SECONDS = tr("seconds")
_DAYS = tr("days")
_MINUTES = tr("minutes")
_NOT_AT_ALL = tr("0 switches it off")

SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(
        "appearance",
        tr("Appearance"),
        "palette",
        (
            Group(
                tr("Language and text"),
                (
                    Entry(
                        "appearance.language",
                        tr("Language"),
                        tr("Changes at once, no restart"),
                        {"system": tr("Follow system"), "en": "English", "zh_CN": "简体中文"},
                    ),
                    Entry(
                        "appearance.text_size",
                        tr("Text size"),
                        tr("Scales the whole window"),
                        {"90": "90%", "100": "100%", "110": "110%", "125": "125%"},
                    ),
                ),
            ),
            Group(
                tr("Motion and density"),
                (
                    Entry(
                        "appearance.reduce_motion",
                        tr("Reduce motion"),
                        tr("Switches and toasts appear without sliding"),
                        {"system": tr("Follow system"), "on": tr("On", "setting"), "off": tr("Off", "setting")},
                    ),
                    Entry("appearance.compact_tables", tr("Compact tables"), tr("30-pixel rows in Logs")),
                    Entry(
                        "appearance.start_page",
                        tr("Open Amux on"),
                        "",
                        {
                            "dashboard": tr("Dashboard"),
                            "providers": tr("Providers"),
                            "proxies": tr("Proxies"),
                            "code_switch": tr("Code Switch"),
                            "accounts": tr("OAuth Accounts"),
                            "tokens": tr("Tokens"),
                            "tunnel": tr("Tunnel"),
                            "logs": tr("Logs"),
                        },
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "general",
        tr("General"),
        "app-window",
        (
            Group(
                tr("Window"),
                (
                    Entry(
                        "app.close_to_tray",
                        tr("Keep running when the window is closed"),
                        tr("Quit with Ctrl+Q or from the tray"),
                    ),
                    Entry("app.start_minimized", tr("Start in the tray"), tr("Without opening the window")),
                ),
            ),
            Group(
                tr("System notifications"),
                (
                    Entry("app.notify_proxy_stopped", tr("Tell me when the proxy stops")),
                    Entry("app.notify_tunnel_lost", tr("Tell me when the tunnel fails")),
                ),
            ),
        ),
    ),
    SectionSpec(
        "proxy",
        tr("Proxy server"),
        "server",
        (
            Group(
                tr("Address"),
                (
                    Entry("proxy.host", tr("Listen on"), tr("127.0.0.1 is this computer only")),
                    Entry("proxy.port", tr("Port")),
                    Entry("proxy.auto_start", tr("Start with Amux")),
                ),
            ),
            Group(
                tr("Waiting and retrying"),
                (
                    Entry("proxy.connect_timeout_s", tr("Connect within"), "", unit=_SECONDS),
                    Entry("proxy.first_byte_timeout_s", tr("First answer within"), "", unit=_SECONDS),
                    Entry("proxy.idle_timeout_s", tr("Longest pause in a stream"), "", unit=_SECONDS),
                    Entry("proxy.max_attempts", tr("Attempts per request"), tr("Before the error goes to the app")),
                    Entry(
                        "proxy.cooldown_s",
                        tr("Rest after a failure"),
                        tr("A failed key or provider is spared"),
                        unit=_SECONDS,
                    ),
                    Entry("proxy.breaker_failures", tr("Failures in a row"), tr("Then a target is set aside")),
                    Entry(
                        "proxy.breaker_reset_s", tr("Set aside for"), tr("Then it is tried once more"), unit=_SECONDS
                    ),
                    Entry(
                        "proxy.sticky_minutes",
                        tr("A conversation stays on its target for"),
                        _NOT_AT_ALL,
                        unit=_MINUTES,
                    ),
                    Entry(
                        "proxy.keepalive_s",
                        tr("Sign of life in a silent stream every"),
                        _NOT_AT_ALL,
                        unit=_SECONDS,
                    ),
                ),
            ),
            Group(
                tr("Limits"),
                (
                    Entry("proxy.max_body_mb", tr("Largest request"), "", unit="MB"),
                    Entry("proxy.max_concurrency", tr("Requests at the same time")),
                ),
            ),
            Group(
                tr("Network"),
                (
                    Entry(
                        "proxy.outbound_proxy",
                        tr("Outgoing proxy"),
                        tr("system, none, or an address such as http://host:8080"),
                    ),
                    Entry("proxy.ca_file", tr("Further certificates"), tr("A PEM file of authorities to trust")),
                    Entry(
                        "proxy.allowed_hosts",
                        tr("Further host names"),
                        tr("Names besides localhost by which apps may call, separated by commas"),
                    ),
                    Entry("proxy.allowed_origins", tr("Web pages that may call"), tr("Origins, separated by commas")),
                ),
            ),
        ),
    ),
    SectionSpec(
        "tunnel",
        tr("Tunnel"),
        "globe",
        (
            Group(
                tr("Tunnel"),
                (
                    Entry("tunnel.resume", tr("Start with Amux"), tr("If it was on when Amux quit")),
                    Entry(
                        "tunnel.requests_per_minute",
                        tr("Requests a minute"),
                        tr("From one address on the internet; 0 is no limit"),
                    ),
                    Entry(
                        "tunnel.port",
                        tr("Port"),
                        tr("Where cloudflared hands requests over, on this computer only"),
                    ),
                    Entry("tunnel.cloudflared_path", tr("Program cloudflared"), tr("Leave it empty to have it found")),
                ),
            ),
        ),
    ),
    SectionSpec(
        "logging",
        tr("Logging"),
        "scroll-text",
        (
            Group(
                tr("Requests"),
                (
                    Entry("logs.enabled", tr("Keep requests"), tr("Time, models, tokens, cost and status")),
                    Entry("logs.retention_days", tr("Keep them for"), tr("0 keeps them for ever"), unit=_DAYS),
                    Entry(
                        "responses.retention_days",
                        tr("Stored Responses can be continued for"),
                        tr("By apps of the OpenAI Responses API"),
                        unit=_DAYS,
                    ),
                ),
            ),
            Group(
                tr("Bodies"),
                (
                    Entry("logs.bodies", tr("Keep bodies"), tr("What was asked and answered, with secrets masked")),
                    Entry("logs.body_cap_kb", tr("Longest body kept"), "", unit="KB"),
                    Entry("logs.body_retention_days", tr("Keep bodies for"), tr("0 keeps them for ever"), unit=_DAYS),
                    Entry(
                        "logs.retention_mb", tr("Space for bodies"), tr("The oldest go first; 0 is no limit"), unit="MB"
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "prices",
        tr("Prices"),
        "coins",
        (
            Group(
                tr("Currencies"),
                (
                    Entry(
                        "pricing.cny_per_usd",
                        tr("Yuan for a US dollar"),
                        tr("A fixed rate, to add up costs in both currencies"),
                        unit="CNY",
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "data",
        tr("Data"),
        "history",
        (
            Group(
                tr("Backups"),
                (
                    Entry("backup.interval_h", tr("Back up every"), _NOT_AT_ALL, unit=tr("hours")),
                    Entry("backup.keep", tr("Backups kept"), tr("The oldest go first")),
                ),
            ),
            Group(
                tr("Storage"),
                (
                    Entry(
                        "database.url",
                        tr("Database"),
                        tr("Empty for the built-in file; a change needs a restart of Amux"),
                    ),
                    Entry(
                        "shared_state.url",
                        tr("Shared state"),
                        tr("Valkey or Redis server for several machines with one database; empty for one machine"),
                    ),
                    Entry(
                        "app.log_level",
                        tr("Amux's own log file"),
                        "",
                        {
                            "debug": tr("Everything", "log level"),
                            "info": tr("Normal", "log level"),
                            "warning": tr("Warnings", "log level"),
                            "error": tr("Errors", "log level"),
                        },
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "tools",
        tr("Tools and accounts"),
        "square-terminal",
        (
            Group(
                tr("Coding tools"),
                (
                    Entry(
                        "code_switch.on_quit",
                        tr("When Amux quits"),
                        tr("What becomes of tools that go through Amux"),
                        {
                            "ask": tr("Ask"),
                            "restore": tr("Give back their settings"),
                            "keep": tr("Leave them as they are"),
                        },
                    ),
                ),
            ),
            Group(
                tr("Account pools"),
                (
                    Entry("accounts.affinity_minutes", tr("A conversation stays on its account for"), unit=_MINUTES),
                    Entry(
                        "accounts.protect_percent",
                        tr("Spare accounts below"),
                        tr("What is left of their quota"),
                        unit="%",
                    ),
                    Entry("accounts.refresh_minutes", tr("Look up quotas every"), unit=_MINUTES),
                    Entry(
                        "accounts.antigravity_client_secret",
                        tr("Client secret for Antigravity"),
                        tr("Of the OAuth client; stored sealed"),
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "security",
        tr("Security"),
        "shield",
        (
            Group(
                tr("Access"),
                (
                    Entry(
                        "proxy.auth_required",
                        tr("Apps must present a token"),
                        tr("Needed as soon as other computers can reach the proxy"),
                    ),
                    Entry(
                        "security.clear_clipboard", tr("Clear the clipboard"), tr("60 seconds after a token was copied")
                    ),
                ),
            ),
        ),
    ),
    SectionSpec(
        "privacy",
        tr("Privacy"),
        "eye-off",
        (
            Group(
                tr("Usage figures"),
                (
                    Entry(
                        "privacy.analytics",
                        tr("Send anonymous usage figures"),
                        tr("Off until you switch it on; switching it off forgets the random id"),
                    ),
                ),
                tr(
                    "Which wire formats and coding tools are used. Never a key, an address, a model name or a word of yours."
                ),
            ),
        ),
    ),
    SectionSpec("shortcuts", tr("Shortcuts"), "keyboard"),
    SectionSpec(
        "updates",
        tr("Updates"),
        "download",
        (
            Group(
                tr("New versions"),
                (
                    Entry("updates.check", tr("Look for new versions"), tr("Once a day, at GitHub")),
                    Entry(
                        "updates.channel",
                        tr("Kind of release"),
                        tr("Previews come earlier and are less tested"),
                        {"stable": tr("Stable releases"), "preview": tr("Previews as well")},
                    ),
                ),
            ),
        ),
    ),
    SectionSpec("about", tr("About"), "info"),
)
