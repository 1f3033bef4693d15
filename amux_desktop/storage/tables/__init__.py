"""Every table; `metadata` is what the migrations must produce."""

from amux_desktop.storage.tables.access import API_TOKEN_SCOPE, API_TOKENS
from amux_desktop.storage.tables.accounts import OAUTH_ACCOUNTS, OAUTH_POOLS, OAUTH_QUOTA_SAMPLES
from amux_desktop.storage.tables.base import APP_STATE, META, SETTINGS, metadata
from amux_desktop.storage.tables.chat import ATTACHMENTS, CHAT_PRESETS, CONVERSATIONS, MESSAGES
from amux_desktop.storage.tables.code_tools import CODE_BACKUPS, CODE_LEDGER, CODE_MAPPINGS, CODE_TOOLS
from amux_desktop.storage.tables.requests import REQUEST_BODIES, REQUEST_LOGS, USAGE_BUCKETS
from amux_desktop.storage.tables.routing import (
    BRIDGE_PROXIES,
    MODEL_MAPPINGS,
    MODEL_PRICES,
    PROVIDER_KEYS,
    PROVIDERS,
    PROXY_TARGETS,
    STORED_RESPONSES,
)
from amux_desktop.storage.tables.tunnel import TUNNEL_CONFIG, TUNNEL_EVENTS

__all__ = [
    "API_TOKENS",
    "API_TOKEN_SCOPE",
    "APP_STATE",
    "ATTACHMENTS",
    "BRIDGE_PROXIES",
    "CHAT_PRESETS",
    "CODE_BACKUPS",
    "CODE_LEDGER",
    "CODE_MAPPINGS",
    "CODE_TOOLS",
    "CONVERSATIONS",
    "MESSAGES",
    "META",
    "MODEL_MAPPINGS",
    "MODEL_PRICES",
    "OAUTH_ACCOUNTS",
    "OAUTH_POOLS",
    "OAUTH_QUOTA_SAMPLES",
    "PROVIDERS",
    "PROVIDER_KEYS",
    "PROXY_TARGETS",
    "REQUEST_BODIES",
    "REQUEST_LOGS",
    "SETTINGS",
    "STORED_RESPONSES",
    "TUNNEL_CONFIG",
    "TUNNEL_EVENTS",
    "USAGE_BUCKETS",
    "metadata",
]
