"""Balances, asked of a stand-in that answers in the vendors' own shapes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from amux_desktop.core.errors import UnavailableError
from amux_desktop.services.app_services import AppServices

ANSWERS: dict[str, Any] = {
    "/user/balance": {"is_available": False, "balance_infos": [{"currency": "CNY", "total_balance": "0.50"}]},
    "/v1/users/me/balance": {"code": 0, "data": {"available_balance": 49.58894}},
    "/v1/credits": {"data": {"total_credits": 100.5, "total_usage": 25.75}},
    "/v1/user/info": {"data": {"totalBalance": "broken"}},
}


@pytest.fixture
def vendor() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(ANSWERS[self.path]).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("preset", "amount", "currency", "low"),
    [("deepseek", "0.50", "CNY", True), ("moonshot", "49.58894", "CNY", False), ("openrouter", "74.75", "USD", False)],
)
async def test_what_is_left(
    preset: str,
    amount: str,
    currency: str,
    low: bool,
    services: AppServices,
    add_provider: Callable[..., Any],
    vendor: str,
) -> None:
    provider = await add_provider("up", preset=preset, base_url=vendor)
    assert services.providers.has_balance(provider)
    balance = await services.providers.balance("up")
    assert balance is not None
    assert (balance.amount, balance.currency, balance.low) == (Decimal(amount), currency, low)


async def test_odd_answers_and_vendors_that_do_not_tell(
    services: AppServices, add_provider: Callable[..., Any], vendor: str
) -> None:
    await add_provider("odd", preset="siliconflow", base_url=vendor)
    with pytest.raises(UnavailableError) as odd:
        await services.providers.balance("odd")
    assert odd.value.code == "balance_unavailable"
    await add_provider("none", preset="openai")
    assert await services.providers.balance("none") is None
