"""Frozen records (but for those of every request): what storage hands out and takes in. No secret is ever a field that `repr` shows.

Conventions: ids are 32 hex digits, `*_ms` are milliseconds since 1970 UTC (or a duration), money is in nanos (10^-9) of
the currency named, `None` means "not set" or "not known". A `*Draft` carries the editable fields of its record.
"""

from amux_desktop.storage.records.accounts import Account, AccountDraft, AccountTokens, Pool, QuotaSample, Strategy
from amux_desktop.storage.records.chat import (
    Attachment,
    ChatPreset,
    Conversation,
    ConversationDraft,
    ConversationMatch,
    Message,
    MessageDraft,
)
from amux_desktop.storage.records.code_tools import CodeBackup, CodeMapping, CodeTool, CodeToolDraft, LedgerEntry
from amux_desktop.storage.records.pricing import ModelPrice
from amux_desktop.storage.records.providers import (
    KeyState,
    NewProviderKey,
    Provider,
    ProviderDraft,
    ProviderKey,
    ProviderModel,
    ProviderSecrets,
    Timeouts,
)
from amux_desktop.storage.records.proxies import (
    BridgeProxy,
    BridgeProxyDraft,
    Mapping,
    MappingKind,
    ProxyTarget,
    TargetKind,
)
from amux_desktop.storage.records.requests import (
    Attempt,
    BodyPart,
    Bucket,
    Later,
    LogFilter,
    LogPage,
    LogPosition,
    RequestBody,
    RequestLog,
    UsageTotals,
)
from amux_desktop.storage.records.responses import StoredResponse
from amux_desktop.storage.records.tokens import ApiToken, ApiTokenDraft, Permission, Spend, TokenScope
from amux_desktop.storage.records.tunnel import TunnelConfig, TunnelConfigDraft, TunnelEvent, TunnelSecrets

__all__ = [
    "Account",
    "AccountDraft",
    "AccountTokens",
    "ApiToken",
    "ApiTokenDraft",
    "Attachment",
    "Attempt",
    "BodyPart",
    "BridgeProxy",
    "BridgeProxyDraft",
    "Bucket",
    "ChatPreset",
    "CodeBackup",
    "CodeMapping",
    "CodeTool",
    "CodeToolDraft",
    "Conversation",
    "ConversationDraft",
    "ConversationMatch",
    "KeyState",
    "Later",
    "LedgerEntry",
    "LogFilter",
    "LogPage",
    "LogPosition",
    "Mapping",
    "MappingKind",
    "Message",
    "MessageDraft",
    "ModelPrice",
    "NewProviderKey",
    "Permission",
    "Pool",
    "Provider",
    "ProviderDraft",
    "ProviderKey",
    "ProviderModel",
    "ProviderSecrets",
    "ProxyTarget",
    "QuotaSample",
    "RequestBody",
    "RequestLog",
    "Spend",
    "StoredResponse",
    "Strategy",
    "TargetKind",
    "Timeouts",
    "TokenScope",
    "TunnelConfig",
    "TunnelConfigDraft",
    "TunnelEvent",
    "TunnelSecrets",
    "UsageTotals",
]
