"""Finds what a conversion lost without saying so. Runs only when a report is read (see ``report``)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, cast

from bridge import codec
from bridge.json_types import is_array, is_object
from bridge.report import STRUCTURAL, ReportLine

_ROUTING = ("model", "stream", "stream_options.include_usage")
_STEP = re.compile(r"[.\[]")
_STEPS = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_LOOK_DEPTH = 3


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, scalar) of every leaf; an empty container is no leaf."""
    stack: list[tuple[str, Any]] = [(path, value)]
    while stack:
        where, node = stack.pop()
        if is_object(node):
            stack.extend((f"{where}.{key}" if where else str(key), child) for key, child in reversed(node.items()))
        elif is_array(node):
            stack.extend((f"{where}[{index}]", node[index]) for index in range(len(node) - 1, -1, -1))
        else:
            yield where, node


def locate(inbound: Any, path: str) -> tuple[str, bool]:
    """(``path`` as it stands in the body, whether it was found). Builders know the node a value was read from but not always how its
    format spells or nests the value; a missing name is then looked up inside the node. Without success the node's own path comes
    back."""
    node: Any = inbound
    there = ""
    for step in _STEPS.finditer(path):
        name, index = step.groups()
        if index is not None:
            entries: list[Any] = cast("Any", node) if isinstance(node, list) else []
            if int(index) >= len(entries):
                return there, False
            node, there = entries[int(index)], f"{there}[{index}]"
            continue
        fields: dict[str, Any] = cast("Any", node) if isinstance(node, dict) else {}
        if name in fields:
            node, there = fields[name], f"{there}.{name}" if there else name
            continue
        last = path.rpartition(".")[2]
        for wanted in (name, last):
            found = next(_named(fields, wanted), None)
            if found is not None:
                break
        else:
            return there, False
        there, node = (there + found[0]).removeprefix("."), found[1]
        if wanted != name:
            break  # the last name itself, whatever stood between
    return there, True


def _named(node: Any, name: str) -> Iterator[tuple[str, Any]]:
    """(path below ``node``, value) of everything called ``name``, nearest first."""
    level: list[tuple[str, Any]] = [("", node)]
    for _ in range(_LOOK_DEPTH):
        below: list[tuple[str, Any]] = []
        for where, item in level:
            if isinstance(item, dict):
                fields = cast("dict[str, Any]", item)
                if name in fields:
                    yield f"{where}.{name}", fields[name]
                below.extend((f"{where}.{key}", child) for key, child in fields.items())
            elif isinstance(item, list):
                entries: list[Any] = cast("Any", item)
                below.extend((f"{where}[{index}]", child) for index, child in enumerate(entries))
        level = below


def audit(
    inbound: Any, outbound: Any, explicit: list[ReportLine], mapped: Collection[str] = ()
) -> Iterator[ReportLine]:
    """A line for each inbound leaf that neither arrived nor is covered by an explicit line (its own path or one above it).

    ``mapped`` are paths whose values went out in other words. The model and the stream switch are routing: some formats keep
    them in the URL, and the model is chosen by the caller.
    """
    arrived: set[Any] = set()
    texts: list[str] = []
    for _, leaf in leaves(outbound):
        arrived.add(_key(leaf))
        if isinstance(leaf, str):
            texts.append(leaf)
            arrived.update(_key(inner) for inner in _inside(leaf))
    haystack = "\x00".join(texts)
    covered = {line.path for line in explicit}.union(mapped, _ROUTING)
    for path, leaf in leaves(inbound):
        name = path.rpartition(".")[2]
        if (
            leaf is None
            or leaf is False
            or leaf == ""
            or name in STRUCTURAL
            or _key(leaf) in arrived
            or _is_covered(path, covered)
        ):
            continue
        if isinstance(leaf, str) and (leaf in haystack or _carried(leaf, haystack, arrived)):
            continue
        yield ReportLine(path, "dropped", "the target format has no place for this value", "info")


def _key(leaf: Any) -> Any:
    # 1 and 1.0 are the same number on the wire, True is not 1.
    return ("bool", leaf) if isinstance(leaf, bool) else leaf


def _inside(text: str) -> Iterator[Any]:
    """Leaves of JSON carried as text (tool arguments)."""
    if text[:1] in ("{", "["):
        try:
            value = codec.loads(text)
        except codec.JSONDecodeError:
            return
        for _, leaf in leaves(value):
            yield leaf


def _carried(text: str, haystack: str, arrived: set[Any]) -> bool:
    """A string that arrived in another dress: the payload of a data URL, or JSON text whose leaves all arrived."""
    payload = text.partition("base64,")[2]
    if payload and payload in haystack:
        return True
    inner = list(_inside(text))
    return (bool(inner) or text.strip() in ("{}", "[]")) and all(
        _key(leaf) in arrived or leaf in (None, "", False) or (isinstance(leaf, str) and leaf in haystack)
        for leaf in inner
    )


def _is_covered(path: str, covered: set[str]) -> bool:
    if path in covered:
        return True
    return any(path[: step.start()] in covered for step in _STEP.finditer(path))
