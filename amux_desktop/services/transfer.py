"""The configuration as one encrypted file: export, a look at what an import would do, import."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from amux_desktop.core.config_file import read_config
from amux_desktop.core.errors import InvalidInputError, MachineError
from amux_desktop.core.events import ConfigurationChangedElsewhere
from amux_desktop.core.files import write_private
from amux_desktop.security.archive import MAX_CONTENT, decrypt_archive, encrypt_archive
from amux_desktop.security.passphrase import MIN_LENGTH
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.pricing import Pricing
from amux_desktop.services.store import Repositories, Store
from amux_desktop.services.transfer_merge import SECTIONS, USUAL, Action, Change, Merge, OnConflict, Section

if TYPE_CHECKING:
    from amux_desktop.services.transfer_format import Bundle

__all__ = ["SECTIONS", "USUAL", "Action", "Change", "Exported", "Imported", "OnConflict", "Section", "TransferService"]

_MAX_FILE = MAX_CONTENT + (1 << 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """`counts` are entries by kind, such as `providers` or `chats`; kinds without any are left out."""

    path: Path
    size: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do (`dry_run`)."""

    changes: tuple[Change, ...]
    dry_run: bool
    app: str
    """Version of the Amux that wrote the archive."""
    created_ms: int

    @property
    def counts(self) -> Mapping[Action, int]:
        return Counter(change.action for change in self.changes)


class TransferService:
    def __init__(
        self, store: Store, configuration: Configuration, pricing: Pricing, config: Path, version: str
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._pricing = pricing
        self._config = config
        self._version = version

    async def export(self, path: Path, passphrase: str, sections: Collection[Section] = USUAL) -> Exported:
        """Write a file that only the passphrase opens; API tokens are in it as hashes only. Raises `passphrase_too_short`,
        `vault_locked`, `secret_unreadable`, `file_unwritable`."""
        _check_passphrase(passphrase)
        if len(passphrase) < MIN_LENGTH:
            raise InvalidInputError("passphrase_too_short", minimum=MIN_LENGTH)
        bundle = await self._store.read(lambda store: self._collect(store, sections))
        return await asyncio.to_thread(_write, path, bundle, passphrase)

    async def preview(self, path: Path, passphrase: str, on_conflict: OnConflict = "skip") -> Imported:
        """What `import_file` would do now: the same work in a transaction that is taken back. Raises the same."""
        return await self._run(path, passphrase, on_conflict, dry_run=True)

    async def import_file(self, path: Path, passphrase: str, on_conflict: OnConflict = "skip") -> Imported:
        """All or nothing. Raises `file_invalid`, `archive_invalid`, `archive_newer`, `passphrase_wrong`, `import_reference`,
        `vault_locked`, and what saving the single things raises; then nothing has changed."""
        return await self._run(path, passphrase, on_conflict, dry_run=False)

    async def _run(self, path: Path, passphrase: str, on_conflict: OnConflict, *, dry_run: bool) -> Imported:
        _check_passphrase(passphrase)
        bundle = await asyncio.to_thread(_read, path, passphrase)
        return await self.merge(bundle, on_conflict, dry_run=dry_run)

    async def merge(self, bundle: Bundle, on_conflict: OnConflict, *, dry_run: bool) -> Imported:
        """A bundle that is at hand, in one transaction, which a dry run takes back. Raises as `import_file`."""
        config = read_config(self._config)

        def work(store: Repositories) -> tuple[Change, ...]:
            changes = _merge(store, bundle, on_conflict, config)
            if dry_run:
                raise _TakenBackError(changes)
            return changes

        try:
            changes = await self._store.write(work)
        except _TakenBackError as end:
            changes = end.changes
        if not dry_run:
            await self._pricing.load()
            await self._configuration.changed(ConfigurationChangedElsewhere())
        return Imported(changes=changes, dry_run=dry_run, app=bundle.app, created_ms=bundle.created_ms)

    def _collect(self, store: Repositories, sections: Collection[Section]) -> Bundle:
        from amux_desktop.services.transfer_collect import Collector
        from amux_desktop.services.transfer_format import KIND, VERSION, Bundle

        one = Collector(store)
        settings, _problems = store.settings.load()
        wants = frozenset(sections).__contains__
        chats = (store.chat.get(item) for item in store.transfer.conversation_ids()) if wants("chats") else ()
        return Bundle(
            kind=KIND,
            version=VERSION,
            app=self._version,
            created_ms=time.time_ns() // 1_000_000,
            providers=tuple(map(one.provider, store.providers.list())) if wants("providers") else (),
            prices=tuple(map(one.price, store.prices.list())) if wants("providers") else (),
            proxies=tuple(map(one.proxy, store.proxies.list())) if wants("proxies") else (),
            tokens=tuple(map(one.token, store.tokens.list())) if wants("tokens") else (),
            settings=one.settings(settings) if wants("settings") else {},
            code=tuple(map(one.code_tool, store.code_tools.list())) if wants("code") else (),
            accounts=tuple(map(one.account, store.accounts.list())) if wants("accounts") else (),
            pools=one.pools() if wants("accounts") else (),
            presets=store.chat.presets() if wants("chats") else (),
            chats=tuple(map(one.chat, chats)),
        )


class _TakenBackError(Exception):
    """Ends the transaction of a preview without saving it."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__("preview")
        self.changes = changes


def _merge(
    store: Repositories, bundle: Bundle, on_conflict: OnConflict, config: Mapping[str, str]
) -> tuple[Change, ...]:
    from amux_desktop.services import transfer_personal as personal
    from amux_desktop.services import transfer_routes as routes

    merge = Merge(store, on_conflict)
    routes.merge_providers(merge, bundle.providers)
    routes.merge_prices(merge, bundle.prices)
    routes.merge_proxies(merge, bundle.proxies)
    routes.merge_tokens(merge, bundle.tokens)
    settings, _problems = store.settings.load(config)
    personal.merge_settings(merge, bundle.settings, settings)
    personal.merge_code_tools(merge, bundle.code)
    personal.merge_accounts(merge, bundle.accounts, bundle.pools)
    personal.merge_presets(merge, bundle.presets)
    personal.merge_chats(merge, bundle.chats)
    return tuple(merge.changes)


def _check_passphrase(passphrase: str) -> None:
    """Raises `field_invalid` for bytes of the terminal that are no text."""
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        raise InvalidInputError(
            "field_invalid", field="passphrase", value="that text", reason="It is not UTF-8 text"
        ) from None


def _write(path: Path, bundle: Bundle, passphrase: str) -> Exported:
    from amux_desktop.services.transfer_format import encode_bundle

    data = encrypt_archive(encode_bundle(bundle), passphrase)
    try:
        write_private(path, data)
    except OSError as error:
        raise InvalidInputError("file_unwritable", path=str(path), reason=error.strerror or str(error)) from error
    kinds = ("providers", "prices", "proxies", "tokens", "settings", "code", "accounts", "pools", "presets", "chats")
    counts = {kind: len(getattr(bundle, kind)) for kind in kinds}
    return Exported(path=path, size=len(data), counts={kind: count for kind, count in counts.items() if count})


def _read(path: Path, passphrase: str) -> Bundle:
    from amux_desktop.services.transfer_format import decode_bundle

    try:
        if path.stat().st_size > _MAX_FILE:
            raise MachineError("file_invalid", path=str(path), reason="it is too large for an archive")
        data = path.read_bytes()
    except OSError as error:
        raise MachineError("file_invalid", path=str(path), reason=error.strerror or str(error)) from error
    return decode_bundle(decrypt_archive(data, passphrase))
