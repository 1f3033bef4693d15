"""Errors of the proxy itself and of upstreams, in the client's own wire format."""

from __future__ import annotations

from amux_desktop.core.errors import AmuxError
from amux_desktop.proxy.http import Headers
from amux_desktop.proxy.limits import LimitReachedError
from amux_desktop.proxy.upstream import UpstreamUnreachableError
from amux_desktop.proxy.verdict import Verdict, of_error, of_unreachable
from bridge import ir

_KINDS: dict[int, str] = {
    400: "invalid_request", 401: "authentication", 402: "billing", 403: "permission", 404: "not_found", 409: "conflict",
    413: "too_large", 429: "rate_limit", 503: "overloaded", 504: "timeout", 529: "overloaded",
}  # fmt: skip
_STATUS = {"token_invalid": 401, "token_disabled": 403, "token_expired": 401}


class AttemptFailedError(Exception):
    """One attempt at one target did not give an answer. ``error`` is what to tell the client if it was the last one.

    ``body`` and ``headers`` are the upstream's own, for passing them on unchanged when both sides speak the same format.
    """

    def __init__(
        self, verdict: Verdict, error: ir.Error, *, code: str, headers: Headers | None = None, body: bytes | None = None
    ) -> None:
        super().__init__(error.message)
        self.verdict = verdict
        self.error = error
        self.code = code
        self.headers: Headers = headers or []
        self.body = body

    @classmethod
    def answered(cls, error: ir.Error, headers: Headers, body: bytes | None) -> AttemptFailedError:
        return cls(of_error(error), error, code=f"upstream_{error.kind}", headers=headers, body=body)

    @classmethod
    def unreachable(cls, failure: UpstreamUnreachableError, provider: str) -> AttemptFailedError:
        status, kind = (504, "timeout") if failure.kind == "timeout" else (502, "server")
        error = ir.Error(status=status, message=f"{provider} cannot be reached: {failure}.", kind=kind)  # type: ignore[arg-type]
        return cls(of_unreachable(failure), error, code=f"upstream_{failure.kind}")

    @classmethod
    def limited(cls, limit: LimitReachedError) -> AttemptFailedError:
        """The user's own limit on a provider: another target may take the request, and no blame falls on this one."""
        error = of_amux(limit)
        error.retry_after_s = limit.retry_after_s
        return cls(Verdict("rate", other_target=True), error, code="limit_reached")

    @classmethod
    def broken(cls, message: str) -> AttemptFailedError:
        return cls(
            Verdict("broken", other_target=True),
            ir.Error(status=502, message=message, kind="server"),
            code="upstream_broken",
        )


def of_amux(error: AmuxError) -> ir.Error:
    """One of the app's own errors for a client; the message names the next step and no secret."""
    status = _STATUS.get(error.code, error.status)
    return ir.Error(status=status, message=f"Amux: {error.message}", kind=_KINDS.get(status, "server"), code=error.code)  # type: ignore[arg-type]


def too_large(limit_mb: int) -> ir.Error:
    message = f"Amux: the request is larger than {limit_mb} MB (setting proxy.max_body_mb)."
    return ir.Error(status=413, kind="too_large", message=message)


def too_slow() -> ir.Error:
    return ir.Error(status=408, kind="timeout", message="Amux: the request's body did not come in time.")


def internal_error(exchange_id: str) -> ir.Error:
    message = f"Amux: internal error; the log has it under {exchange_id}."
    return ir.Error(status=500, kind="server", message=message, code="internal")


def invalid_request(message: str, path: str = "") -> ir.Error:
    return ir.Error(status=400, message=message, kind="invalid_request", param=path or None)
