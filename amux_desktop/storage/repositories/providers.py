"""Providers with their keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import select, update

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.core.settings import is_proxy_url, mask_url
from amux_desktop.storage.models import ProviderKeyRow, ProviderRow
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
    check_order,
    check_slug,
    dump,
    found,
    load_list,
    load_object,
    required,
)
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_provider

_KEYS = ProviderKeyRow.__tablename__
_PROVIDERS = ProviderRow.__tablename__


class ProviderRepository(Repository):
    """Listing never decrypts anything, so it works while the vault is locked; `secrets` does."""

    def list(self) -> tuple[Provider, ...]:
        """All, in the user's order."""
        rows = self._session.scalars(select(ProviderRow).order_by(ProviderRow.position, ProviderRow.id))
        return tuple(_record(row) for row in rows)

    def get(self, provider_id: str) -> Provider:
        return _record(self._row(provider_id))

    def find(self, ref: str) -> Provider:
        """By slug or id. Raises `not_found`."""
        query = select(ProviderRow).where((ProviderRow.slug == ref) | (ProviderRow.id == ref))
        return _record(found(self._session.scalars(query).first(), "provider", ref))

    def create(self, draft: ProviderDraft, keys: Sequence[NewProviderKey] = ()) -> Provider:
        """Raises `field_required`, `field_invalid`, `slug_invalid`, `slug_taken`, `vault_locked` (when it has secrets)."""
        now = self._clock.now_ms()
        row = ProviderRow(id=new_id(), position=self._next_position(ProviderRow.position), created_ms=now)
        row.header_names, row.outbound_proxy = "[]", ""
        self._fill(row, draft)
        self._session.add(row)
        for key in keys:
            row.keys.append(self._new_key(row.id, len(row.keys), key))
        self._session.flush()
        return _record(row)

    def update(self, provider_id: str, draft: ProviderDraft) -> Provider:
        row = self._row(provider_id)
        self._fill(row, draft)
        self._session.flush()
        return _record(row)

    def delete(self, provider_id: str) -> None:
        """Raises `in_use`, listing the proxies and tools that send requests to it."""
        row = self._row(provider_id)
        refuse_if_used("provider", row.name, uses_of_provider(self._session, provider_id))
        self._session.delete(row)
        self._session.flush()

    def reorder(self, provider_ids: Sequence[str]) -> None:
        """Put the providers in this order; every id must be named once."""
        check_order(provider_ids, self._session.scalars(select(ProviderRow.id)).all(), "provider")
        for position, provider_id in enumerate(provider_ids):
            self._session.execute(update(ProviderRow).where(ProviderRow.id == provider_id).values(position=position))

    def secrets(self, provider_id: str) -> ProviderSecrets:
        """Decrypted keys (enabled or not, in order), headers and outgoing proxy. Raises `vault_locked`."""
        row = self._row(provider_id)
        keys = {key.id: self._box.open(key.sealed_secret, table=_KEYS, row=key.id, column="secret") for key in row.keys}
        headers = self._open(row, "headers", row.sealed_headers)
        return ProviderSecrets(
            keys=keys,
            headers={name: str(value) for name, value in load_object(headers or "{}").items()},
            outbound_proxy=self._open(row, "outbound_proxy", row.sealed_outbound_proxy),
        )

    def add_key(self, provider_id: str, key: NewProviderKey) -> ProviderKey:
        row = self._row(provider_id)
        position = max((known.position for known in row.keys), default=-1) + 1
        added = self._new_key(row.id, position, key)
        row.keys.append(added)
        self._touch(row)
        return _key_record(added)

    def replace_key(self, key_id: str, key: NewProviderKey) -> ProviderKey:
        """New secret under the same id; its health starts anew. An empty label keeps the old one."""
        row = self._key_row(key_id)
        row.sealed_secret, row.hint = self._sealed_key(row.id, key.secret)
        row.label = key.label or row.label
        row.state, row.state_reason, row.state_until_ms = "unknown", "", None
        self._touch(self._row(row.provider_id))
        return _key_record(row)

    def update_key(self, key_id: str, *, label: str | None = None, enabled: bool | None = None) -> ProviderKey:
        row = self._key_row(key_id)
        row.label = row.label if label is None else label
        row.enabled = row.enabled if enabled is None else enabled
        self._touch(self._row(row.provider_id))
        return _key_record(row)

    def delete_key(self, key_id: str) -> None:
        row = self._key_row(key_id)
        provider = self._row(row.provider_id)
        provider.keys.remove(row)
        self._touch(provider)

    def reorder_keys(self, provider_id: str, key_ids: Sequence[str]) -> None:
        row = self._row(provider_id)
        check_order(key_ids, [key.id for key in row.keys], "key")
        for key in row.keys:
            key.position = key_ids.index(key.id)
        self._touch(row)

    def set_key_state(
        self, key_id: str, state: KeyState, *, reason: str = "", until_ms: int | None = None, used_ms: int | None = None
    ) -> None:
        """Remember a key's health; use a session that is not a configuration change."""
        values: dict[str, object] = {"state": state, "state_reason": reason, "state_until_ms": until_ms}
        if used_ms is not None:
            values["last_used_ms"] = used_ms
        self._session.execute(update(ProviderKeyRow).where(ProviderKeyRow.id == key_id).values(**values))

    def reseal(self) -> int:
        """Seal every secret again with the current key (for a rotation). Returns how many."""
        count = 0
        for row in self._session.scalars(select(ProviderRow)):
            secrets = self.secrets(row.id)
            for key in row.keys:
                key.sealed_secret, key.hint = self._sealed_key(key.id, secrets.keys[key.id])
                count += 1
            if row.sealed_headers is not None:
                self._set_headers(row, dict(secrets.headers))
                count += 1
            if row.sealed_outbound_proxy is not None:
                self._set_outbound_proxy(row, secrets.outbound_proxy)
                count += 1
        return count

    def _row(self, provider_id: str) -> ProviderRow:
        return found(self._session.get(ProviderRow, provider_id), "provider", provider_id)

    def _key_row(self, key_id: str) -> ProviderKeyRow:
        return found(self._session.get(ProviderKeyRow, key_id), "key", key_id)

    def _fill(self, row: ProviderRow, draft: ProviderDraft) -> None:
        same_slug = select(ProviderRow).where(ProviderRow.slug == draft.slug)
        with self._session.no_autoflush:
            check_slug(self._session, same_slug, draft.slug, row.id, "provider")
        row.name = required("name", draft.name)
        row.slug = draft.slug
        row.adapter = required("adapter", draft.adapter)
        row.base_url = _base_url(draft.base_url)
        row.preset, row.pool, row.logo, row.notes = draft.preset, draft.pool, draft.logo, draft.notes
        row.chat_path, row.models_path, row.ca_file = draft.chat_path, draft.models_path, draft.ca_file
        row.models = dump([dataclasses.asdict(model) for model in _distinct(draft.models)])
        row.passthrough, row.enabled = draft.passthrough, draft.enabled
        row.connect_timeout_s = draft.timeouts.connect_s
        row.first_byte_timeout_s = draft.timeouts.first_byte_s
        row.idle_timeout_s = draft.timeouts.idle_s
        row.max_concurrency, row.requests_per_minute = draft.max_concurrency, draft.requests_per_minute
        row.options = dump(draft.options)
        if draft.headers is not None:
            self._set_headers(row, dict(draft.headers))
        if draft.outbound_proxy is not None:
            self._set_outbound_proxy(row, draft.outbound_proxy)
        row.updated_ms = self._clock.now_ms()

    def _set_headers(self, row: ProviderRow, headers: dict[str, str]) -> None:
        row.header_names = dump(sorted(headers))
        row.sealed_headers = self._seal(row, "headers", dump(headers)) if headers else None

    def _set_outbound_proxy(self, row: ProviderRow, address: str) -> None:
        if address not in ("", "none", "system") and not is_proxy_url(address):
            raise InvalidInputError(
                "field_invalid",
                field="outbound_proxy",
                value="that address",
                reason="Use none, system, http://host:port or socks5://host:port",
            )
        row.outbound_proxy = mask_url(address)
        row.sealed_outbound_proxy = self._seal(row, "outbound_proxy", address) if address else None

    def _seal(self, row: ProviderRow, column: str, text: str) -> str:
        return self._box.seal(text, table=_PROVIDERS, row=row.id, column=column)

    def _open(self, row: ProviderRow, column: str, sealed: str | None) -> str:
        return "" if sealed is None else self._box.open(sealed, table=_PROVIDERS, row=row.id, column=column)

    def _new_key(self, provider_id: str, position: int, key: NewProviderKey) -> ProviderKeyRow:
        row = ProviderKeyRow(id=new_id(), provider_id=provider_id, position=position, label=key.label, enabled=True)
        row.sealed_secret, row.hint = self._sealed_key(row.id, key.secret)
        row.state, row.state_reason, row.created_ms = "unknown", "", self._clock.now_ms()
        return row

    def _sealed_key(self, key_id: str, secret: str) -> tuple[str, str]:
        secret = required("API key", secret)
        if not secret.isascii() or not secret.isprintable() or " " in secret:
            # Such a key cannot be sent in a header; it is usually a copied label or a line of a form.
            raise InvalidInputError(
                "field_invalid",
                field="API key",
                value="that text",
                reason="A key has no spaces, line breaks or accents",
            )
        hint = secret[-4:] if len(secret) >= 16 else ""
        return self._box.seal(secret, table=_KEYS, row=key_id, column="secret"), hint

    def _touch(self, row: ProviderRow) -> None:
        row.updated_ms = self._clock.now_ms()
        self._session.flush()


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


def _record(row: ProviderRow) -> Provider:
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
        keys=tuple(_key_record(key) for key in sorted(row.keys, key=lambda key: key.position)),
        header_names=tuple(load_list(row.header_names)),
        outbound_proxy=row.outbound_proxy,
        created_ms=row.created_ms,
        updated_ms=row.updated_ms,
    )


def _model(item: dict[str, object]) -> ProviderModel:
    known = {field.name for field in dataclasses.fields(ProviderModel)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in item.items() if name in known}
    return ProviderModel(**values)  # type: ignore[arg-type]  # written by dump() from the same fields


def _key_record(row: ProviderKeyRow) -> ProviderKey:
    return ProviderKey(
        id=row.id,
        label=row.label,
        hint=row.hint,
        enabled=row.enabled,
        position=row.position,
        state=row.state,  # type: ignore[arg-type]  # only KeyState values are written
        state_reason=row.state_reason,
        state_until_ms=row.state_until_ms,
        last_used_ms=row.last_used_ms,
        created_ms=row.created_ms,
    )
