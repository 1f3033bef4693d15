"""What is slow about a record is done later, and never at more than a small share of the time."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from decimal import Decimal, DivisionByZero
from typing import Any

import pytest

from amux_desktop.proxy.auditor import Auditor
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.recorder import client_of
from bridge.report import Report
from tests.helpers import routing
from tests.helpers.wire import Wire, running


def _report() -> Report:
    report = Report()
    report.audit_later({"a": "lost", "b": "kept"}, {"c": "kept"})
    return report


def test_audits_take_turns_with_the_work() -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 0.01  # every look at the clock costs ten milliseconds, so an audit takes ten
        return now

    auditor = Auditor(share=0.1, clock=clock)
    assert [line["path"] for line in auditor.lines(_report(), None)] == ["a"]
    skipped = auditor.lines(_report(), None)
    assert [line["path"] for line in skipped] == [""]
    assert "busy" in skipped[0]["reason"]
    now += 1
    assert [line["path"] for line in auditor.lines(None, _report())] == ["a"]
    now += 1
    assert auditor.lines(None, _report())[0]["side"] == "response"


def test_bodies_are_kept_for_an_audit_only_as_long_as_they_are_few() -> None:
    now = 0.0
    auditor = Auditor(clock=lambda: now)
    assert auditor.keeps(30_000_000)  # one request is always read, however large
    assert not auditor.keeps(10)
    now += 0.6
    assert all(auditor.keeps(6_000) for _ in range(40))
    assert not auditor.keeps(200_000)


def test_a_report_without_bodies_is_whole_though_nothing_was_kept() -> None:
    report = Report()
    report.dropped("a", "not there")
    assert [line["path"] for line in Auditor().noted(report, None)] == ["a"]
    assert [line["path"] for line in Auditor().noted(report, _report())] == ["a", ""]


@pytest.mark.parametrize(
    ("agent", "client"),
    [
        ("claude-cli/2.1.15 (external, cli)", ("claude-code", "2.1.15")),
        ("codex_cli_rs/0.60.1 (Linux)", ("codex", "0.60.1")),
        ("OpenAI/Python 2.8.0", ("openai-python", "2.8.0")),
        ("AsyncAnthropic/Python 0.75.0", ("anthropic-python", "0.75.0")),
        ("google-genai-sdk/1.50.1 gl-python/3.11", ("google-genai", "1.50.1")),
        ("curl/8.5.0", ("curl", "8.5.0")),
        ("My Own Tool/3.2", ("My Own Tool", "3.2")),
        ("something", ("something", "")),
        ("", ("", "")),
    ],
)
def test_clients_are_known_by_their_agents(agent: str, client: tuple[str, str]) -> None:
    assert client_of({b"user-agent": agent.encode()} if agent else {}) == client


def _division(_exchange: Exchange) -> tuple[int, Mapping[str, Any]]:
    return int(Decimal(1) / Decimal(0)), {}


def _lookup(_exchange: Exchange) -> tuple[int, Mapping[str, Any]]:
    raise KeyError("rate")


@pytest.mark.parametrize("price", [_division, _lookup])
async def test_a_cost_that_cannot_be_computed_does_not_cost_the_record(
    price: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with Wire() as provider:
        snapshot = routing.snapshot(
            [routing.provider("chat", "custom-openai", provider.base)], [routing.proxy("p", "any", "chat")]
        )
        async with running(snapshot, price=price) as proxy:
            assert (await proxy.ask()).status == 200
            assert (await proxy.ask()).status == 200
    assert [(row.status, row.input_tokens, row.cost_nanos) for row in proxy.rows] == [(200, 11, None)] * 2
    faults = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(faults) == 2
    assert faults[0].exc_info is not None
    assert faults[0].exc_info[0] in (DivisionByZero, KeyError)
    assert proxy.rows[0].id in faults[0].getMessage()
