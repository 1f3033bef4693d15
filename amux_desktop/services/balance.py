"""Money left at providers that have an endpoint for it. The shapes are the vendors' own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from amux_desktop.core.errors import UnavailableError
from amux_desktop.services.upstream_call import UpstreamCall

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Upstream


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """`amount` in `currency` (ISO code). `low` when the vendor itself says that calls will fail."""

    amount: Decimal
    currency: str
    low: bool = False


def _deepseek(answer: Mapping[str, Any]) -> Balance:
    entry = answer["balance_infos"][0]
    low = answer.get("is_available") is False
    return Balance(amount=Decimal(str(entry["total_balance"])), currency=str(entry["currency"]), low=low)


def _moonshot(answer: Mapping[str, Any]) -> Balance:
    amount = Decimal(str(answer["data"]["available_balance"]))
    return Balance(amount=amount, currency="CNY", low=amount <= 0)


def _openrouter(answer: Mapping[str, Any]) -> Balance:
    data = answer["data"]
    amount = Decimal(str(data["total_credits"])) - Decimal(str(data["total_usage"]))
    return Balance(amount=amount, currency="USD", low=amount <= 0)


def _siliconflow(answer: Mapping[str, Any]) -> Balance:
    amount = Decimal(str(answer["data"]["totalBalance"]))
    return Balance(amount=amount, currency="CNY", low=amount <= 0)


_KINDS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], Balance]]] = {
    "deepseek": ("/user/balance", _deepseek),
    "moonshot": ("/v1/users/me/balance", _moonshot),
    "openrouter": ("/v1/credits", _openrouter),
    "siliconflow": ("/v1/user/info", _siliconflow),
}


async def fetch_balance(kind: str, upstream: Upstream) -> Balance:
    """Raises `balance_unavailable`."""
    path, parse = _KINDS[kind]
    async with UpstreamCall(upstream) as call:
        answer = await call.get(path)
    if answer.problem:
        raise UnavailableError("balance_unavailable", name=upstream.name, reason=answer.problem)
    try:
        return parse(json.loads(answer.body))
    except (ValueError, KeyError, IndexError, TypeError, InvalidOperation) as error:
        reason = "the answer has another shape than expected"
        raise UnavailableError("balance_unavailable", name=upstream.name, reason=reason) from error
