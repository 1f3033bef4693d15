"""Providers with their keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.core.settings import is_proxy_url, mask_url
from amux_desktop.storage.records import (
    KeyState,
    NewProviderKey,
    Provider,
    ProviderDraft,
    ProviderKey,
    ProviderModel,
    ProviderSecrets,
    Timeouts,
)
from amux_desktop.storage.repositories.base import (
    Repository,
    Values,
    check_order,
    dump,
    found,
    load_list,
    load_object,
    required,
)
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_provider
from amux_desktop.storage.tables import PROVIDER_KEYS, PROVIDERS


class ProviderRepository(Repository):
    """Listing never decrypts anything, so it works while the vault is locked; `secrets` does."""

    def list(self) -> tuple[Provider, ...]:
        """All, in the user's order."""
        rows = self._all(select(PROVIDERS).order_by(PROVIDERS.c.position, PROVIDERS.c.id))
        keys = self._children(PROVIDER_KEYS.c.provider_id)
        return tuple(_record(row, keys.get(row.id, ())) for row in rows)

    def get(self, provider_id: str) -> Provider:
        return _record(self._row(provider_id), self._keys(provider_id))

    def find(self, ref: str) -> Provider:
        """By slug or id. Raises `not_found`."""
        query = select(PROVIDERS).where((PROVIDERS.c.slug == ref) | (PROVIDERS.c.id == ref))
        row = found(self._first(query), "provider", ref)
        return _record(row, self._keys(row.id))

    def create(self, draft: ProviderDraft, keys: Sequence[NewProviderKey] = ()) -> Provider:
        """Raises `field_required`, `field_invalid`, `slug_invalid`, `slug_taken`, `vault_locked` (when it has secrets)."""
        provider_id = new_id()
        values: Values = {"header_names": "[]", "outbound_proxy": "", **self._checked(provider_id, draft)}
        place = {"position": self._next_position(PROVIDERS), "created_ms": values["updated_ms"]}
        new_keys = [self._new_key(provider_id, position, key) for position, key in enumerate(keys)]
        self._insert(PROVIDERS, {"id": provider_id, **place, **values})
        self._insert(PROVIDER_KEYS, *new_keys)
        return self.get(provider_id)

    def update(self, provider_id: str, draft: ProviderDraft) -> Provider:
        self._row(provider_id)
        self._update(PROVIDERS, provider_id, self._checked(provider_id, draft))
        return self.get(provider_id)

    def delete(self, provider_id: str) -> None:
        """Raises `in_use`, listing the proxies and tools that send requests to it."""
        row = self._row(provider_id)
        refuse_if_used("provider", row.name, uses_of_provider(self._connection, provider_id))
        self._delete(PROVIDERS, provider_id)

    def reorder(self, provider_ids: Sequence[str]) -> None:
        """Put the providers in this order; every id must be named once."""
        check_order(provider_ids, self._connection.scalars(select(PROVIDERS.c.id)).all(), "provider")
        for position, provider_id in enumerate(provider_ids):
            self._update(PROVIDERS, provider_id, {"position": position})

    def secrets(self, provider_id: str) -> ProviderSecrets:
        """Decrypted keys (enabled or not, in order), headers and outgoing proxy. Raises `vault_locked`."""
        row = self._row(provider_id)
        headers = self._open(row, "headers", row.sealed_headers)
        return ProviderSecrets(
            keys={
                key.id: self._box.open(key.sealed_secret, table=PROVIDER_KEYS.name, row=key.id, column="secret")
                for key in self._keys(provider_id)
            },
            headers={name: str(value) for name, value in load_object(headers or "{}").items()},
            outbound_proxy=self._open(row, "outbound_proxy", row.sealed_outbound_proxy),
        )

    def add_key(self, provider_id: str, key: NewProviderKey) -> ProviderKey:
        self._row(provider_id)
        position = max((known.position for known in self._keys(provider_id)), default=-1) + 1
        added = self._new_key(provider_id, position, key)
        self._insert(PROVIDER_KEYS, added)
        self._touch(provider_id)
        return _key_record(self._key_row(added["id"]))

    def replace_key(self, key_id: str, key: NewProviderKey) -> ProviderKey:
        """New secret under the same id; its health starts anew. An empty label keeps the old one."""
        label = key.label or self._key_row(key_id).label
        health = {"state": "unknown", "state_reason": "", "state_until_ms": None}
        return self._changed_key(key_id, {"label": label, **self._sealed_key(key_id, key.secret), **health})

    def update_key(self, key_id: str, *, label: str | None = None, enabled: bool | None = None) -> ProviderKey:
        row = self._key_row(key_id)
        return self._changed_key(
            key_id,
            {
                "label": row.label if label is None else label,
                "enabled": row.enabled if enabled is None else enabled,
            },
        )

    def delete_key(self, key_id: str) -> None:
        row = self._key_row(key_id)
        self._delete(PROVIDER_KEYS, key_id)
        self._touch(row.provider_id)

    def reorder_keys(self, provider_id: str, key_ids: Sequence[str]) -> None:
        self._row(provider_id)
        check_order(key_ids, [key.id for key in self._keys(provider_id)], "key")
        for position, key_id in enumerate(key_ids):
            self._update(PROVIDER_KEYS, key_id, {"position": position})
        self._touch(provider_id)

    def set_key_state(
        self, key_id: str, state: KeyState, *, reason: str = "", until_ms: int | None = None, used_ms: int | None = None
    ) -> None:
        """Remember a key's health; use a transaction that is not a configuration change."""
        values: Values = {"state": state, "state_reason": reason, "state_until_ms": until_ms}
        if used_ms is not None:
            values["last_used_ms"] = used_ms
        self._update(PROVIDER_KEYS, key_id, values)

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        count = 0
        for row in self._all(select(PROVIDERS)):
            secrets = self.secrets(row.id)
            for key_id, secret in secrets.keys.items():
                self._update(PROVIDER_KEYS, key_id, self._sealed_key(key_id, secret))
            values: Values = {}
            if row.sealed_headers is not None:
                values |= self._sealed_headers(row.id, dict(secrets.headers))
            if row.sealed_outbound_proxy is not None:
                values |= self._sealed_outbound_proxy(row.id, secrets.outbound_proxy)
            if values:
                self._update(PROVIDERS, row.id, values)
            count += len(secrets.keys) + (row.sealed_headers is not None) + (row.sealed_outbound_proxy is not None)
        return count

    def _row(self, provider_id: str) -> Row[Any]:
        return found(self._find(PROVIDERS, provider_id), "provider", provider_id)

    def _keys(self, provider_id: str) -> Sequence[Row[Any]]:
        return self._children(PROVIDER_KEYS.c.provider_id, provider_id).get(provider_id, ())

    def _key_row(self, key_id: str) -> Row[Any]:
        return found(self._find(PROVIDER_KEYS, key_id), "key", key_id)

    def _changed_key(self, key_id: str, values: Values) -> ProviderKey:
        self._update(PROVIDER_KEYS, key_id, values)
        row = self._key_row(key_id)
        self._touch(row.provider_id)
        return _key_record(row)

    def _checked(self, provider_id: str, draft: ProviderDraft) -> Values:
        self._check_slug(PROVIDERS, draft.slug, provider_id, "provider")
        values: Values = {
            "name": required("name", draft.name),
            "slug": draft.slug,
            "adapter": required("adapter", draft.adapter),
            "base_url": _base_url(draft.base_url),
            "preset": draft.preset,
            "pool": draft.pool,
            "logo": draft.logo,
            "notes": draft.notes,
            "chat_path": draft.chat_path,
            "models_path": draft.models_path,
            "ca_file": draft.ca_file,
            "models": dump([dataclasses.asdict(model) for model in _distinct(draft.models)]),
            "passthrough": draft.passthrough,
            "enabled": draft.enabled,
            "connect_timeout_s": draft.timeouts.connect_s,
            "first_byte_timeout_s": draft.timeouts.first_byte_s,
            "idle_timeout_s": draft.timeouts.idle_s,
            "max_concurrency": draft.max_concurrency,
            "requests_per_minute": draft.requests_per_minute,
            "options": dump(draft.options),
            "updated_ms": self._clock.now_ms(),
        }
        if draft.headers is not None:
            values |= self._sealed_headers(provider_id, dict(draft.headers))
        if draft.outbound_proxy is not None:
            values |= self._sealed_outbound_proxy(provider_id, draft.outbound_proxy)
        return values

    def _sealed_headers(self, provider_id: str, headers: dict[str, str]) -> Values:
        sealed = self._seal(provider_id, "headers", dump(headers)) if headers else None
        return {"header_names": dump(sorted(headers)), "sealed_headers": sealed}

    def _sealed_outbound_proxy(self, provider_id: str, address: str) -> Values:
        if address not in ("", "none", "system") and not is_proxy_url(address):
            raise InvalidInputError(
                "field_invalid",
                field="outbound_proxy",
                value="that address",
                reason="Use none, system, http://host:port or socks5://host:port",
            )
        sealed = self._seal(provider_id, "outbound_proxy", address) if address else None
        return {"outbound_proxy": mask_url(address), "sealed_outbound_proxy": sealed}

    def _seal(self, provider_id: str, column: str, text: str) -> str:
        return self._box.seal(text, table=PROVIDERS.name, row=provider_id, column=column)

    def _open(self, row: Row[Any], column: str, sealed: str | None) -> str:
        return "" if sealed is None else self._box.open(sealed, table=PROVIDERS.name, row=row.id, column=column)

    def _new_key(self, provider_id: str, position: int, key: NewProviderKey) -> Values:
        key_id = new_id()
        return {
            "id": key_id,
            "provider_id": provider_id,
            "position": position,
            "label": key.label,
            "enabled": True,
            "state": "unknown",
            "state_reason": "",
            "created_ms": self._clock.now_ms(),
            **self._sealed_key(key_id, key.secret),
        }

    def _sealed_key(self, key_id: str, secret: str) -> Values:
        secret = required("API key", secret)
        if not secret.isascii() or not secret.isprintable() or " " in secret:
            # Such a key cannot be sent in a header; it is usually a copied label or a line of a form.
            raise InvalidInputError(
                "field_invalid",
                field="API key",
                value="that text",
                reason="A key has no spaces, line breaks or accents",
            )
        sealed = self._box.seal(secret, table=PROVIDER_KEYS.name, row=key_id, column="secret")
        return {"sealed_secret": sealed, "hint": secret[-4:] if len(secret) >= 16 else ""}

    def _touch(self, provider_id: str) -> None:
        self._update(PROVIDERS, provider_id, {"updated_ms": self._clock.now_ms()})


def _base_url(text: str) -> str:
    """The URL without a trailing slash. Credentials in it would be shown and logged, so they are refused."""
    url = required("base URL", text).rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(char.isspace() for char in url):
        raise InvalidInputError("field_invalid", field="base URL", value=text, reason="It must be http:// or https://")
    if "@" in parts.netloc:
        raise InvalidInputError(
            "field_invalid", field="base URL", value=mask_url(url), reason="Keys and passwords do not belong in it"
        )
    if parts.query or parts.fragment:
        raise InvalidInputError("field_invalid", field="base URL", value=text, reason="It must have no ? or # part")
    return url


def _distinct(models: Sequence[ProviderModel]) -> list[ProviderModel]:
    by_id: dict[str, ProviderModel] = {}
    for model in models:
        by_id.setdefault(required("model id", model.id), model)
    return list(by_id.values())


def _record(row: Row[Any], keys: Sequence[Row[Any]]) -> Provider:
    return Provider(
        id=row.id,
        position=row.position,
        name=row.name,
        slug=row.slug,
        adapter=row.adapter,
        base_url=row.base_url,
        preset=row.preset,
        models=tuple(_model(item) for item in load_list(row.models)),
        passthrough=row.passthrough,
        enabled=row.enabled,
        chat_path=row.chat_path,
        models_path=row.models_path,
        logo=row.logo,
        pool=row.pool,
        ca_file=row.ca_file,
        timeouts=Timeouts(
            connect_s=row.connect_timeout_s, first_byte_s=row.first_byte_timeout_s, idle_s=row.idle_timeout_s
        ),
        max_concurrency=row.max_concurrency,
        requests_per_minute=row.requests_per_minute,
        options=load_object(row.options),
        notes=row.notes,
        keys=tuple(_key_record(key) for key in keys),
        header_names=tuple(load_list(row.header_names)),
        outbound_proxy=row.outbound_proxy,
        created_ms=row.created_ms,
        updated_ms=row.updated_ms,
    )


def _model(item: dict[str, object]) -> ProviderModel:
    known = {field.name for field in dataclasses.fields(ProviderModel)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in item.items() if name in known}
    return ProviderModel(**values)  # type: ignore[arg-type]  # written by dump() from the same fields


def _key_record(row: Row[Any]) -> ProviderKey:
    return ProviderKey(
        id=row.id,
        label=row.label,
        hint=row.hint,
        enabled=row.enabled,
        position=row.position,
        state=row.state,
        state_reason=row.state_reason,
        state_until_ms=row.state_until_ms,
        last_used_ms=row.last_used_ms,
        created_ms=row.created_ms,
    )
