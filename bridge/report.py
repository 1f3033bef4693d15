"""What a conversion dropped, approximated or clamped.

Builders write explicit lines while they work. On top of that a report knows the two bodies and, when it is *read*, audits them:
a leaf of the inbound body whose value neither stands in the outbound body nor is covered by an explicit line gets a line of its
own. So nothing can go missing silently, and the hot path does not pay for the proof (see docs/adr).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Action: TypeAlias = Literal["dropped", "approximated", "clamped", "added"]
Severity: TypeAlias = Literal["info", "warning", "error"]
#: Words of a format's own grammar: they name the shape and have no meaning of their own.
STRUCTURAL = frozenset({"type", "role", "object"})


@dataclass(slots=True, frozen=True)
class ReportLine:
    """One loss. ``path`` is the place in the inbound body; ``severity`` info = harmless, warning = the answer may differ,
    error = a feature the client asked for does not work."""

    path: str
    action: Action
    reason: str
    severity: Severity = "info"

    def as_dict(self) -> dict[str, str]:
        return {"path": self.path, "action": self.action, "reason": self.reason, "severity": self.severity}


class Report:
    """Lines in the order they were found. Iterating runs the audit once, if bodies were attached."""

    __slots__ = ("_audit", "_lines", "_mapped", "_seen")

    def __init__(self) -> None:
        self._lines: list[ReportLine] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._mapped: set[str] = set()
        self._audit: tuple[Any, Any] | None = None

    def add(self, path: str, action: Action, reason: str, severity: Severity = "info") -> None:
        key = (path, action, reason)
        if key not in self._seen:
            self._seen.add(key)
            self._lines.append(ReportLine(path, action, reason, severity))

    def dropped(self, path: str, reason: str, severity: Severity = "warning") -> None:
        self.add(path, "dropped", reason, severity)

    def approximated(self, path: str, reason: str, severity: Severity = "info") -> None:
        self.add(path, "approximated", reason, severity)

    def clamped(self, path: str, reason: str, severity: Severity = "info") -> None:
        self.add(path, "clamped", reason, severity)

    def mapped(self, path: str) -> None:
        """The value at ``path`` went out in other words of the same meaning (``required`` → ``ANY``): no loss, so no line."""
        self._mapped.add(path)

    def dropped_extra(self, path: str, extra: dict[str, Any] | None, target: str) -> None:
        """Report every key of an ``extra`` dict that is not carried to ``target``, but for those that say nothing.

        Nothing is said by null, false, an empty string or container, and by ``type``, ``role`` and ``object``, which only name the shape.
        """
        if not extra:
            return
        for key, value in extra.items():
            if value is None or value is False or value == "" or value == [] or value == {} or key in STRUCTURAL:
                continue
            self.add(f"{path}.{key}" if path else key, "dropped", f"{target} has no such field", "info")

    def audit_later(self, inbound: Any, outbound: Any) -> None:
        """Attach the two bodies; they must not be changed afterwards."""
        self._audit = (inbound, outbound)

    @property
    def is_unread(self) -> bool:
        """Whether reading still has to audit the bodies, which the report keeps until then."""
        return self._audit is not None

    @property
    def explicit(self) -> list[ReportLine]:
        """The lines written by builders, without the audit."""
        return list(self._lines)

    @property
    def lines(self) -> list[ReportLine]:
        if self._audit is not None:
            from bridge.audit import audit, locate

            inbound, outbound = self._audit
            self._audit = None
            said, self._lines = self._lines, []
            self._seen.clear()
            exact: list[ReportLine] = []
            for line in said:
                path, found = locate(inbound, line.path)
                self.add(path, line.action, line.reason, line.severity)
                # A line whose own place was not found speaks for nothing else in the node it is shown at.
                if found:
                    exact.append(ReportLine(path, line.action, line.reason, line.severity))
            mapped = {path for path, found in (locate(inbound, path) for path in self._mapped) if found and path}
            for line in audit(inbound, outbound, exact, mapped):
                self.add(line.path, line.action, line.reason, line.severity)
        return list(self._lines)

    def __iter__(self) -> Iterator[ReportLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def as_list(self) -> list[dict[str, str]]:
        return [line.as_dict() for line in self.lines]
