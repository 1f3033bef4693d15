"""What requests cost: the bundled table and the user's own prices."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from amux_desktop.core.paths import resource_path
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.price_table import PriceTable
from amux_desktop.services.pricing import Pricing
from amux_desktop.services.records import ModelPrice
from bridge import ir

pytestmark = pytest.mark.both_stores

SUNDAY_NIGHT = int(datetime(2026, 11, 22, 18, tzinfo=UTC).timestamp() * 1000)
MONDAY_MORNING = int(datetime(2026, 11, 23, 2, tzinfo=UTC).timestamp() * 1000)


def exchange(
    model: str, *, url: str = "https://api.example", at: int = SUNDAY_NIGHT, account: str = "", **tokens: Any
) -> Any:
    """As much of an exchange as pricing looks at."""
    upstream = SimpleNamespace(id="p1", base_url=url)
    return SimpleNamespace(
        usage=ir.Usage(**tokens), started_ms=at, target_model=model, provider_id="p1",
        attempts=[SimpleNamespace(account_id=account)], snapshot=SimpleNamespace(upstreams={"p": upstream}),
    )  # fmt: skip


@pytest.fixture
def pricing(services: AppServices) -> Pricing:
    return services.pricing


def dollars(priced: tuple[int, Any] | None) -> float | None:
    return None if priced is None else priced[0] / 1e9


@pytest.mark.parametrize(
    ("model", "tokens", "cost"),
    [
        # 10 000 plain at 4, 80 000 read at 0.2, 10 000 written at 5, 1 000 out at 20
        ("claude-opus-5-5", {"input_tokens": 100_000, "cache_read_tokens": 80_000, "cache_write_tokens": 10_000, "output_tokens": 1000}, 0.126),
        # half of what was written lives for an hour
        ("claude-opus-5-5", {"input_tokens": 10_000, "cache_write_tokens": 10_000, "raw": {"cache_creation": {"ephemeral_1h_input_tokens": 5000}}}, 0.065),
        ("claude-opus-4-5-20251101", {"input_tokens": 1_000_000, "output_tokens": 1_000_000}, 30),
        ("gpt-5.1-2025-11-13", {"input_tokens": 1_000_000, "cache_read_tokens": 1_000_000}, 0.125),
        # long context: the whole request at the higher rates
        ("gemini-2.5-pro", {"input_tokens": 200_000}, 0.25),
        ("gemini-2.5-pro", {"input_tokens": 200_001}, 0.5000025),
        ("models/gemini-3.1-pro-preview", {"input_tokens": 300_000, "output_tokens": 1000}, 1.218),
        ("claude-haiku-5-5", {"input_tokens": 1_000_000}, 0.5),
        ("gpt-6-sol", {"input_tokens": 400_000, "cache_read_tokens": 100_000, "cache_write_tokens": 100_000, "output_tokens": 10_000}, 1.49),
    ],
)  # fmt: skip
def test_each_vendors_convention(pricing: Pricing, model: str, tokens: Any, cost: float) -> None:
    assert dollars(pricing.price(exchange(model, **tokens))) == pytest.approx(cost)


def test_peak_hours_double_the_price(pricing: Pricing) -> None:
    quiet = pricing.price(exchange("deepseek-flash", input_tokens=1_000_000))
    peak = pricing.price(exchange("deepseek-flash", at=MONDAY_MORNING, input_tokens=1_000_000))
    assert (dollars(quiet), dollars(peak)) == (0.15, 0.3)
    assert peak is not None
    assert peak[1]["factor"] == 2


async def test_yuan_are_turned_into_dollars_at_the_set_rate(services: AppServices) -> None:
    await services.settings.update({"pricing.cny_per_usd": 8})
    here = services.pricing.price(exchange("kimi-k3", url="https://api.moonshot.cn/v1", input_tokens=1_000_000))
    abroad = services.pricing.price(exchange("kimi-k3", url="https://api.moonshot.ai/v1", input_tokens=1_000_000))
    assert (dollars(here), dollars(abroad)) == (2.5, 3.0)
    assert here is not None
    assert (here[1]["currency"], here[1]["cny_per_usd"]) == ("CNY", 8)
    assert services.pricing.price(exchange("qwen3-max", url="https://other.example", input_tokens=5)) is None


def test_prices_with_an_end_change_on_the_day(pricing: Pricing) -> None:
    year = [int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000) for year in (2026, 2027)]
    costs = [dollars(pricing.price(exchange("gemini-3.8-flash", at=at, input_tokens=1_000_000))) for at in year]
    assert costs == [0.75, 1.5]


@pytest.mark.parametrize("model", ["unknown", "gpt-5.1-turbo", "my-claude-opus-5-5", ""])
def test_what_is_not_known_has_no_price(pricing: Pricing, model: str) -> None:
    assert pricing.price(exchange(model, input_tokens=5)) is None


def test_accounts_are_not_paid_by_the_token(pricing: Pricing) -> None:
    assert pricing.price(exchange("gpt-5.1", account="a1", input_tokens=5)) is None


async def test_the_users_own_prices_win(services: AppServices) -> None:
    pricing = services.pricing
    tier = {"above_tokens": 1000, "input_nanos": 4_000_000_000}
    await pricing.save(ModelPrice(model="gpt-*", input_nanos=2_000_000_000, output_nanos=0, tiers=(tier,)))
    asked = exchange("gpt-5.1", input_tokens=1000)
    assert dollars(pricing.price(asked)) == pytest.approx(0.002)
    assert dollars(pricing.price(exchange("gpt-5.1", input_tokens=1001))) == pytest.approx(0.004004)
    await pricing.save(ModelPrice(model="gpt-5.1", provider_id="", currency="CNY", input_nanos=7_100_000_000))
    assert dollars(pricing.price(asked)) == pytest.approx(0.001)
    used = pricing.price(asked)
    assert used is not None
    assert used[1]["source"] == "user"
    for price in await pricing.list():
        await pricing.remove(price.id)
    assert dollars(pricing.price(asked)) == pytest.approx(0.00125)


def test_the_table_says_where_every_price_is_from() -> None:
    document = json.loads(resource_path("presets/prices.json").read_text(encoding="utf-8"))
    assert PriceTable().updated == document["updated"]
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    for entry in document["prices"]:
        source = document["sources"][entry["source"]]
        assert source["url"].startswith("https://")
        assert source["read"]
        for model in entry["models"]:
            host = f"https://{entry['hosts'][0]}" if "hosts" in entry else ""
            assert PriceTable().find(model, host, moment) is not None, model
        limits = [tier["above_tokens"] for tier in entry.get("tiers", ())]
        assert limits == sorted(limits)
        assert entry["output"] >= entry["input"] > entry.get("cache_read", 0)
