"""What an upstream's failure means for the next step: answer the client, try another key, wait, or move on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from amux_desktop.proxy.upstream import UpstreamUnreachableError
from bridge import ir

FailureClass = Literal[
    "request", "missing", "credential", "quota", "rate", "overloaded", "unreachable", "timeout", "broken"
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``same_target``: worth one more try at once. ``other_key`` / ``other_target``: another one may succeed.

    ``cools``: the key (credential, quota, rate) or the target (overloaded) should rest.
    """

    failure: FailureClass
    same_target: bool = False
    other_key: bool = False
    other_target: bool = False

    @property
    def cools_key(self) -> bool:
        return self.failure in ("credential", "quota", "rate")

    @property
    def counts_against_target(self) -> bool:
        return self.failure in ("overloaded", "unreachable", "timeout", "broken")

    @property
    def hopeless(self) -> bool:
        """The client gains nothing by repeating the request unchanged."""
        return self.failure in ("credential", "request", "missing", "quota")


_REQUEST = Verdict("request")


def of_error(error: ir.Error) -> Verdict:
    """A refused request is the client's own and is never paid for twice; the rest may move on."""
    match error.kind:
        case "authentication" | "permission":
            return Verdict("credential", other_key=True, other_target=True)
        case "billing":
            return Verdict("quota", other_key=True, other_target=True)
        case "rate_limit":
            failure: FailureClass = "quota" if error.code == "insufficient_quota" else "rate"
            return Verdict(failure, other_key=True, other_target=True)
        case "not_found":
            return Verdict("missing", other_target=True)
        case "overloaded" | "timeout":
            return Verdict("overloaded", same_target=True, other_target=True)
        case "server":
            return Verdict("overloaded", same_target=error.status in (502, 503, 504), other_target=True)
        case _:
            return _REQUEST


def of_unreachable(error: UpstreamUnreachableError) -> Verdict:
    if error.kind == "timeout":
        return Verdict("timeout", other_target=True)
    if error.kind == "reset":
        return Verdict("broken", same_target=True, other_target=True)
    return Verdict("unreachable", same_target=error.kind == "connect", other_target=True)
