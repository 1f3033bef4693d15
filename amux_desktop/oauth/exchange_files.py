"""Accounts as files: our own encrypted archive, and on import the plain JSON that common tools keep."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.security.archive import decrypt_archive, encrypt_archive, is_archive
from amux_desktop.storage.records import Account, AccountTokens

_KIND = "amux-accounts"
_MAX = 16 * 1024 * 1024
_KEPT = ("vendor", "subject", "email", "label", "plan", "enabled", "weight", "expires_ms", "verified", "metadata")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAccount:
    """`account` is None when a tool's file says no more than the tokens; whose they are has to be asked."""

    vendor: str
    tokens: AccountTokens = field(repr=False)
    account: Account | None = None


def pack(accounts: Iterable[tuple[Account, AccountTokens]], passphrase: str) -> bytes:
    """Raises `passphrase_too_short`."""
    listed = [
        {"account": {name: _plain(getattr(account, name)) for name in _KEPT}, "tokens": dataclasses.asdict(tokens)}
        for account, tokens in accounts
    ]
    return encrypt_archive(json.dumps({"kind": _KIND, "accounts": listed}).encode(), passphrase)


def unpack(data: bytes, passphrase: str = "") -> list[FoundAccount]:
    """Raises `archive_invalid`, `archive_newer`, `passphrase_wrong`, `import_unknown`."""
    if len(data) > _MAX:
        raise InvalidInputError("import_unknown", reason="the file is too large")
    if is_archive(data):
        return _own(_json(decrypt_archive(data, passphrase)))
    content = _json(data)
    entries = content if isinstance(content, list) else content.get("accounts") if isinstance(content, dict) else None
    found = [_foreign(entry) for entry in (entries if isinstance(entries, list) else [content])]
    if not found:
        raise InvalidInputError("import_unknown", reason="it lists no account")
    return found


def _own(content: Any) -> list[FoundAccount]:
    if not isinstance(content, dict) or content.get("kind") != _KIND:
        raise InvalidInputError("archive_invalid", reason="it holds no accounts")
    try:
        return [
            FoundAccount(
                vendor=entry["account"]["vendor"],
                tokens=AccountTokens(**entry["tokens"]),
                account=Account(id="", **{name: entry["account"][name] for name in _KEPT}),
            )
            for entry in content["accounts"]
        ]
    except (KeyError, TypeError) as error:
        raise InvalidInputError("archive_invalid", reason="it was made by another version") from error


def _foreign(entry: Any) -> FoundAccount:
    """The Codex CLI's `auth.json` (tokens under `tokens`), and flat files with a `type` or a telling field."""
    if not isinstance(entry, Mapping):
        raise InvalidInputError("import_unknown", reason="an account must be an object")
    inner = entry.get("tokens") or entry.get("token")
    source: Mapping[str, Any] = inner if isinstance(inner, Mapping) else entry
    refresh = source.get("refresh_token") or source.get("refreshToken")
    access = source.get("access_token") or source.get("accessToken")
    if not isinstance(refresh, str) or not refresh:
        if entry.get("OPENAI_API_KEY"):
            raise InvalidInputError("import_unknown", reason="it holds an API key, which belongs to a provider")
        raise InvalidInputError("import_unknown", reason="an account without a refresh token")
    id_token = source.get("id_token") or source.get("idToken")
    tokens = AccountTokens(
        access_token=access if isinstance(access, str) else "",
        refresh_token=refresh,
        id_token=id_token if isinstance(id_token, str) else "",
    )
    return FoundAccount(vendor=_vendor(entry, source), tokens=tokens)


def _vendor(entry: Mapping[str, Any], source: Mapping[str, Any]) -> str:
    named = str(entry.get("type") or entry.get("provider") or "").lower()
    if named in ("codex", "openai", "chatgpt") or "account_id" in source or "OPENAI_API_KEY" in entry:
        return "codex"
    keys = {*entry, *source}
    if named in ("antigravity", "google") or keys & {"project_id", "projectId", "managedProjectId"}:
        return "antigravity"
    raise InvalidInputError("import_unknown", reason="it does not say whose account it is")


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise InvalidInputError("import_unknown", reason="it is neither JSON nor an archive of Amux") from None


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value
