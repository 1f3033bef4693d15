"""Bridge proxies with their targets and mappings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import Row, Table, delete, select

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.ids import new_id
from amux_desktop.core.target_rules import check_rules, check_weight
from amux_desktop.storage.records import BridgeProxy, BridgeProxyDraft, Mapping, MappingKind, ProxyTarget, TargetKind
from amux_desktop.storage.records.proxies import Balance, Inbound
from amux_desktop.storage.repositories.base import (
    Repository,
    Values,
    check_order,
    dump,
    found,
    load_object,
    one_of,
    required,
)
from amux_desktop.storage.repositories.references import refuse_if_used, uses_of_proxy
from amux_desktop.storage.tables import BRIDGE_PROXIES, MODEL_MAPPINGS, PROVIDERS, PROXY_TARGETS


class ProxyRepository(Repository):
    """Chains can never form a loop: it is checked in the transaction that saves."""

    def list(self) -> tuple[BridgeProxy, ...]:
        """All, in the user's order."""
        rows = self._all(select(BRIDGE_PROXIES).order_by(BRIDGE_PROXIES.c.position, BRIDGE_PROXIES.c.id))
        targets = self._children(PROXY_TARGETS.c.proxy_id)
        mappings = self._children(MODEL_MAPPINGS.c.proxy_id)
        return tuple(_record(row, targets.get(row.id, ()), mappings.get(row.id, ())) for row in rows)

    def get(self, proxy_id: str) -> BridgeProxy:
        return self._complete(self._row(proxy_id))

    def find(self, ref: str) -> BridgeProxy:
        """By slug or id. Raises `not_found`."""
        query = select(BRIDGE_PROXIES).where((BRIDGE_PROXIES.c.slug == ref) | (BRIDGE_PROXIES.c.id == ref))
        return self._complete(found(self._first(query), "proxy", ref))

    def create(self, draft: BridgeProxyDraft) -> BridgeProxy:
        """Raises `slug_*`, `field_*`, `proxy_no_target`, `proxy_cycle`, `not_found` for a target."""
        proxy_id = new_id()
        values = self._checked(proxy_id, draft)
        place = {"position": self._next_position(BRIDGE_PROXIES), "created_ms": values["updated_ms"]}
        mappings = _mapping_values(proxy_id, draft.mappings)
        self._insert(BRIDGE_PROXIES, {"id": proxy_id, **place, **values})
        self._insert(PROXY_TARGETS, *_target_values(proxy_id, draft.targets, set()))
        self._insert(MODEL_MAPPINGS, *mappings)
        return self.get(proxy_id)

    def update(self, proxy_id: str, draft: BridgeProxyDraft) -> BridgeProxy:
        self._row(proxy_id)
        values = self._checked(proxy_id, draft)
        mappings = _mapping_values(proxy_id, draft.mappings)
        known = {row.id for row in self._parts(PROXY_TARGETS, proxy_id)}
        self._update(BRIDGE_PROXIES, proxy_id, values)
        for table, rows in (
            (PROXY_TARGETS, _target_values(proxy_id, draft.targets, known)),
            (MODEL_MAPPINGS, mappings),
        ):
            self._connection.execute(delete(table).where(table.c.proxy_id == proxy_id))
            self._insert(table, *rows)
        return self.get(proxy_id)

    def delete(self, proxy_id: str) -> None:
        """Raises `in_use`, listing the proxies and tools that send requests to it."""
        row = self._row(proxy_id)
        refuse_if_used("proxy", row.name, uses_of_proxy(self._connection, proxy_id))
        self._delete(BRIDGE_PROXIES, proxy_id)

    def reorder(self, proxy_ids: Sequence[str]) -> None:
        check_order(proxy_ids, self._connection.scalars(select(BRIDGE_PROXIES.c.id)).all(), "proxy")
        for position, proxy_id in enumerate(proxy_ids):
            self._update(BRIDGE_PROXIES, proxy_id, {"position": position})

    def _row(self, proxy_id: str) -> Row[Any]:
        return found(self._find(BRIDGE_PROXIES, proxy_id), "proxy", proxy_id)

    def _parts(self, table: Table, proxy_id: str) -> Sequence[Row[Any]]:
        return self._children(table.c.proxy_id, proxy_id).get(proxy_id, ())

    def _complete(self, row: Row[Any]) -> BridgeProxy:
        return _record(row, self._parts(PROXY_TARGETS, row.id), self._parts(MODEL_MAPPINGS, row.id))

    def _checked(self, proxy_id: str, draft: BridgeProxyDraft) -> Values:
        self._check_slug(BRIDGE_PROXIES, draft.slug, proxy_id, "proxy")
        if not draft.targets:
            raise InvalidInputError("proxy_no_target", name=draft.name or draft.slug)
        for number, target in enumerate(draft.targets, 1):
            self._check_target(target, f"target {number}")
        self._check_cycle(proxy_id, draft)
        return {
            "name": required("name", draft.name),
            "slug": draft.slug,
            "inbound": one_of("inbound", draft.inbound, get_args(Inbound)),
            "balance": one_of("balance", draft.balance, get_args(Balance)),
            "sticky": draft.sticky,
            "enabled": draft.enabled,
            "notes": draft.notes,
            "updated_ms": self._clock.now_ms(),
        }

    def _check_target(self, target: ProxyTarget, place: str) -> None:
        one_of("target", target.kind, get_args(TargetKind))
        check_weight(target.weight, place)
        check_rules(target.conditions, place)
        table = PROVIDERS if target.kind == "provider" else BRIDGE_PROXIES
        found(self._find(table, target.target_id), target.kind, target.target_id)

    def _check_cycle(self, own_id: str, draft: BridgeProxyDraft) -> None:
        edges: dict[str, list[str]] = {}
        columns = PROXY_TARGETS.c
        chained = select(columns.proxy_id, columns.next_proxy_id).where(columns.next_proxy_id.is_not(None))
        for row in self._all(chained):
            edges.setdefault(row.proxy_id, []).append(row.next_proxy_id)
        edges[own_id] = [target.target_id for target in draft.targets if target.kind == "proxy"]
        chain = find_cycle(own_id, edges)
        if chain:
            named = self._all(select(BRIDGE_PROXIES.c.id, BRIDGE_PROXIES.c.name))
            names = {row.id: row.name for row in named} | {own_id: draft.name}
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


def _target_values(proxy_id: str, targets: Sequence[ProxyTarget], known: set[str]) -> list[Values]:
    """Targets that stay keep their ids, because health and stickiness are remembered by id."""
    rows: list[Values] = []
    for position, target in enumerate(targets):
        stays = target.id in known
        known.discard(target.id)
        rows.append(
            {
                "id": target.id if stays else new_id(),
                "proxy_id": proxy_id,
                "position": position,
                "provider_id": target.target_id if target.kind == "provider" else None,
                "next_proxy_id": target.target_id if target.kind == "proxy" else None,
                "model": target.model,
                "weight": target.weight,
                "conditions": dump(target.conditions),
                "enabled": target.enabled,
            }
        )
    return rows


def _mapping_values(proxy_id: str, mappings: Sequence[Mapping]) -> list[Values]:
    seen: set[str] = set()
    rows: list[Values] = []
    for position, mapping in enumerate(mappings):
        one_of("mapping", mapping.kind, get_args(MappingKind))
        source = "" if mapping.kind == "default" else required("source model", mapping.source)
        if source in seen:
            raise InvalidInputError(
                "field_invalid", field="source model", value=source or "default", reason="It is mapped twice"
            )
        seen.add(source)
        rows.append(
            {
                "proxy_id": proxy_id,
                "position": position,
                "kind": mapping.kind,
                "source": source,
                "target": required("target model", mapping.target),
            }
        )
    return rows


def _record(row: Row[Any], targets: Sequence[Row[Any]], mappings: Sequence[Row[Any]]) -> BridgeProxy:
    return BridgeProxy(
        id=row.id,
        position=row.position,
        name=row.name,
        slug=row.slug,
        inbound=row.inbound,
        balance=row.balance,
        sticky=row.sticky,
        enabled=row.enabled,
        notes=row.notes,
        targets=tuple(_target(target) for target in targets),
        mappings=tuple(Mapping(source=each.source, target=each.target, kind=each.kind) for each in mappings),
        created_ms=row.created_ms,
        updated_ms=row.updated_ms,
    )


def _target(row: Row[Any]) -> ProxyTarget:
    return ProxyTarget(
        id=row.id,
        kind="provider" if row.provider_id is not None else "proxy",
        target_id=row.provider_id or row.next_proxy_id or "",
        model=row.model,
        weight=row.weight,
        conditions=load_object(row.conditions),
        enabled=row.enabled,
    )
