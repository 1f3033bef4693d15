"""Bridge proxies with their targets and mappings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from sqlalchemy import select, update

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.core.target_rules import check_rules, check_weight
from amux_desktop.storage.models import BridgeProxyRow, ModelMappingRow, ProviderRow, ProxyTargetRow
from amux_desktop.storage.records import BridgeProxy, BridgeProxyDraft, Mapping, MappingKind, ProxyTarget, TargetKind
from amux_desktop.storage.records.proxies import Balance, Inbound
from amux_desktop.storage.repositories.base import (
    Repository,
    check_order,
    check_slug,
    dump,
    found,
    load_object,
    one_of,
    required,
)
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_proxy


class ProxyRepository(Repository):
    """Chains can never form a loop: it is checked in the transaction that saves."""

    def list(self) -> tuple[BridgeProxy, ...]:
        """All, in the user's order."""
        rows = self._session.scalars(select(BridgeProxyRow).order_by(BridgeProxyRow.position, BridgeProxyRow.id))
        return tuple(_record(row) for row in rows)

    def get(self, proxy_id: str) -> BridgeProxy:
        return _record(self._row(proxy_id))

    def find(self, ref: str) -> BridgeProxy:
        """By slug or id. Raises `not_found`."""
        query = select(BridgeProxyRow).where((BridgeProxyRow.slug == ref) | (BridgeProxyRow.id == ref))
        return _record(found(self._session.scalars(query).first(), "proxy", ref))

    def create(self, draft: BridgeProxyDraft) -> BridgeProxy:
        """Raises `slug_*`, `field_*`, `proxy_no_target`, `proxy_cycle`, `not_found` for a target."""
        now = self._clock.now_ms()
        row = BridgeProxyRow(id=new_id(), position=self._next_position(BridgeProxyRow.position), created_ms=now)
        self._fill(row, draft)
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def update(self, proxy_id: str, draft: BridgeProxyDraft) -> BridgeProxy:
        row = self._row(proxy_id)
        self._fill(row, draft)
        self._session.flush()
        return _record(row)

    def delete(self, proxy_id: str) -> None:
        """Raises `in_use`, listing the proxies and tools that send requests to it."""
        row = self._row(proxy_id)
        refuse_if_used("proxy", row.name, uses_of_proxy(self._session, proxy_id))
        self._session.delete(row)
        self._session.flush()

    def reorder(self, proxy_ids: Sequence[str]) -> None:
        check_order(proxy_ids, self._session.scalars(select(BridgeProxyRow.id)).all(), "proxy")
        for position, proxy_id in enumerate(proxy_ids):
            self._session.execute(update(BridgeProxyRow).where(BridgeProxyRow.id == proxy_id).values(position=position))

    def _row(self, proxy_id: str) -> BridgeProxyRow:
        return found(self._session.get(BridgeProxyRow, proxy_id), "proxy", proxy_id)

    def _fill(self, row: BridgeProxyRow, draft: BridgeProxyDraft) -> None:
        with self._session.no_autoflush:
            same_slug = select(BridgeProxyRow).where(BridgeProxyRow.slug == draft.slug)
            check_slug(self._session, same_slug, draft.slug, row.id, "proxy")
            if not draft.targets:
                raise InvalidInputError("proxy_no_target", name=draft.name or draft.slug)
            for number, target in enumerate(draft.targets, 1):
                self._check_target(target, f"target {number}")
            self._check_cycle(row.id, draft)
        row.name = required("name", draft.name)
        row.slug = draft.slug
        row.inbound = one_of("inbound", draft.inbound, get_args(Inbound))
        row.balance = one_of("balance", draft.balance, get_args(Balance))
        row.sticky, row.enabled, row.notes = draft.sticky, draft.enabled, draft.notes
        _sync_targets(row, draft.targets)
        row.mappings = _mapping_rows(draft.mappings, row)
        row.updated_ms = self._clock.now_ms()

    def _check_target(self, target: ProxyTarget, place: str) -> None:
        one_of("target", target.kind, get_args(TargetKind))
        check_weight(target.weight, place)
        check_rules(target.conditions, place)
        table = ProviderRow if target.kind == "provider" else BridgeProxyRow
        found(self._session.get(table, target.target_id), target.kind, target.target_id)

    def _check_cycle(self, own_id: str, draft: BridgeProxyDraft) -> None:
        edges: dict[str, list[str]] = {}
        query = select(ProxyTargetRow.proxy_id, ProxyTargetRow.next_proxy_id).where(
            ProxyTargetRow.next_proxy_id.is_not(None)
        )
        for proxy_id, next_id in self._session.execute(query):
            edges.setdefault(proxy_id, []).append(str(next_id))
        edges[own_id] = [target.target_id for target in draft.targets if target.kind == "proxy"]
        chain = find_cycle(own_id, edges)
        if chain:
            names = {row.id: row.name for row in self._session.scalars(select(BridgeProxyRow))} | {own_id: draft.name}
            raise InvalidInputError("proxy_cycle", chain=" > ".join(names.get(step, step) for step in chain))


def find_cycle(start: str, edges: dict[str, list[str]]) -> list[str]:
    """The ids of a way from `start` back to itself, or an empty list."""
    stack = [(start, [start])]
    seen: set[str] = set()
    while stack:
        node, way = stack.pop()
        for following in edges.get(node, ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                stack.append((following, [*way, following]))
    return []


def _sync_targets(row: BridgeProxyRow, targets: Sequence[ProxyTarget]) -> None:
    """Keep the ids of targets that stay, because health and stickiness are remembered by id."""
    known = {target.id: target for target in row.targets}
    kept: list[ProxyTargetRow] = []
    for position, target in enumerate(targets):
        target_row = known.pop(target.id, None) or ProxyTargetRow(id=new_id())
        target_row.position = position
        target_row.provider_id = target.target_id if target.kind == "provider" else None
        target_row.next_proxy_id = target.target_id if target.kind == "proxy" else None
        target_row.model, target_row.weight, target_row.enabled = target.model, target.weight, target.enabled
        target_row.conditions = dump(target.conditions)
        kept.append(target_row)
    row.targets = kept


def _mapping_rows(mappings: Sequence[Mapping], row: BridgeProxyRow) -> list[ModelMappingRow]:
    """Rows by position are reused, so that replacing the list does not insert a key that still exists."""
    seen: set[str] = set()
    known = {mapping.position: mapping for mapping in row.mappings}
    rows: list[ModelMappingRow] = []
    for position, mapping in enumerate(mappings):
        one_of("mapping", mapping.kind, get_args(MappingKind))
        source = "" if mapping.kind == "default" else required("source model", mapping.source)
        if source in seen:
            raise InvalidInputError(
                "field_invalid", field="source model", value=source or "default", reason="It is mapped twice"
            )
        seen.add(source)
        mapping_row = known.get(position) or ModelMappingRow(position=position)
        mapping_row.kind, mapping_row.source = mapping.kind, source
        mapping_row.target = required("target model", mapping.target)
        rows.append(mapping_row)
    return rows


def _record(row: BridgeProxyRow) -> BridgeProxy:
    return BridgeProxy(
        id=row.id,
        position=row.position,
        name=row.name,
        slug=row.slug,
        inbound=row.inbound,  # type: ignore[arg-type]  # checked when written
        balance=row.balance,  # type: ignore[arg-type]  # checked when written
        sticky=row.sticky,
        enabled=row.enabled,
        notes=row.notes,
        targets=tuple(_target(target) for target in sorted(row.targets, key=lambda target: target.position)),
        mappings=tuple(
            Mapping(source=mapping.source, target=mapping.target, kind=mapping.kind)  # type: ignore[arg-type]  # checked
            for mapping in sorted(row.mappings, key=lambda mapping: mapping.position)
        ),
        created_ms=row.created_ms,
        updated_ms=row.updated_ms,
    )


def _target(row: ProxyTargetRow) -> ProxyTarget:
    return ProxyTarget(
        id=row.id,
        kind="provider" if row.provider_id is not None else "proxy",
        target_id=row.provider_id or row.next_proxy_id or "",
        model=row.model,
        weight=row.weight,
        conditions=load_object(row.conditions),
        enabled=row.enabled,
    )
