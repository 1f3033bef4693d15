"""What an exported configuration holds, and how it is written and read back.

Inside the archive is one JSON object. Things refer to each other by what the user sees (path of a provider or proxy, name
of a token), because ids differ from one machine to the next. API tokens are there as hashes only.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.storage.records import (
    Account,
    AccountTokens,
    ApiTokenDraft,
    Attachment,
    BridgeProxyDraft,
    ChatPreset,
    CodeMapping,
    CodeToolDraft,
    Conversation,
    Message,
    ModelPrice,
    Pool,
    ProviderDraft,
)

KIND: Literal["amux-configuration"] = "amux-configuration"
VERSION = 1
_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MAX_INTEGER = 1 << 63
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    secret: str = field(repr=False)
    label: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEntry:
    """Headers and outgoing proxy are in the draft, with their secrets."""

    draft: ProviderDraft
    keys: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEntry:
    """`draft.scope` holds paths instead of ids."""

    draft: ApiTokenDraft
    hash: str = field(repr=False)
    hint: str
    created_ms: int = 0
    last_used_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """`draft` and `mappings` hold paths and a token's name instead of ids."""

    tool: str
    draft: CodeToolDraft
    mappings: tuple[CodeMapping, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntry:
    account: Account
    tokens: AccountTokens


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatEntry:
    """Messages in an order in which each comes after its parent."""

    conversation: Conversation
    messages: tuple[Message, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything in an archive. Targets of `proxies` are paths; `prices` name a provider by its path."""

    kind: Literal["amux-configuration"]
    version: int
    app: str
    created_ms: int
    providers: tuple[ProviderEntry, ...] = ()
    prices: tuple[ModelPrice, ...] = ()
    proxies: tuple[BridgeProxyDraft, ...] = ()
    tokens: tuple[TokenEntry, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Text by key, only what differs from the default."""
    code: tuple[CodeEntry, ...] = ()
    accounts: tuple[AccountEntry, ...] = ()
    pools: tuple[Pool, ...] = ()
    presets: tuple[ChatPreset, ...] = ()
    chats: tuple[ChatEntry, ...] = ()


def encode_bundle(bundle: Bundle) -> bytes:
    return msgspec.json.encode(bundle)


def decode_bundle(content: bytes) -> Bundle:
    """Raises `archive_newer` and `archive_invalid`; what it returns holds together in itself."""
    raw = _parse(content)
    version = raw.get("version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise InvalidInputError("archive_newer", version=version)
    try:
        bundle: Bundle = msgspec.convert(raw, Bundle)
    except msgspec.ValidationError as error:
        raise invalid(str(error)) from None
    _check_unique(bundle)
    _check_tokens(bundle.tokens)
    for entry in bundle.chats:
        _check_chat(entry)
    return bundle


def invalid(reason: str) -> InvalidInputError:
    return InvalidInputError("archive_invalid", reason=reason)


def _parse(content: bytes) -> Any:
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        raise invalid("its content is not JSON") from None
    if reason := unusable(raw):
        raise invalid(reason)
    return raw


def unusable(raw: Any) -> str:
    """What in it JSON allows and a database does not: lone surrogates, huge numbers, bottomless nesting; else ""."""
    stack: list[tuple[Any, int]] = [(raw, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > _MAX_DEPTH:
            return "its content is nested too deeply"
        if isinstance(value, dict):
            stack.extend((item, depth + 1) for pair in value.items() for item in pair)
        elif isinstance(value, list):
            stack.extend((item, depth + 1) for item in value)
        elif isinstance(value, str):
            if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
                return "it holds text that is not Unicode"
        elif isinstance(value, float) and not math.isfinite(value):
            return "it holds a number without end"
        elif isinstance(value, int) and not -_MAX_INTEGER <= value < _MAX_INTEGER:
            return "it holds a number that is too large"
    return ""


def _check_unique(bundle: Bundle) -> None:
    _distinct("provider path", (entry.draft.slug for entry in bundle.providers))
    _distinct("proxy path", (draft.slug for draft in bundle.proxies))
    _distinct("token name", (entry.draft.name for entry in bundle.tokens))
    _distinct("token", (entry.hash for entry in bundle.tokens))
    _distinct("tool", (entry.tool for entry in bundle.code))
    _distinct("account", ((entry.account.vendor, entry.account.subject) for entry in bundle.accounts))
    _distinct("pool", (pool.vendor for pool in bundle.pools))
    _distinct("preset", (preset.name for preset in bundle.presets))
    _distinct("conversation", (entry.conversation.id for entry in bundle.chats))
    _distinct("message", (message.id for entry in bundle.chats for message in entry.messages))
    _distinct("attachment", (item.id for entry in bundle.chats for item in entry.attachments))


def _distinct(kind: str, values: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            raise invalid(f"it holds a {kind} twice")
        seen.add(value)


def _check_tokens(tokens: Iterable[TokenEntry]) -> None:
    for entry in tokens:
        if not _HASH.fullmatch(entry.hash) or len(entry.hint) > 8:
            raise invalid(f"the token {entry.draft.name} is damaged")


def _check_chat(entry: ChatEntry) -> None:
    own = entry.conversation
    ids = [own.id, *(message.id for message in entry.messages), *(item.id for item in entry.attachments)]
    if not all(_ID.fullmatch(item) for item in ids):
        raise invalid("a conversation has a damaged id")
    before: set[str | None] = {None}
    for message in entry.messages:
        if message.parent_id not in before:
            raise invalid("a message of a conversation has lost its parent")
        before.add(message.id)
    if own.head_id not in before:
        raise invalid("a conversation has lost its last message")
