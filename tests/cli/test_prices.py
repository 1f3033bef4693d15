"""Prices from the command line: where the table's are from, and one's own."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Amux


def test_the_table_tells_its_sources(amux: Amux) -> None:
    lines = amux("prices", "list", "--json").json
    assert len(lines) > 50
    assert all(line["url"].startswith("https://") and line["read"] for line in lines)
    opus, gpt = (next(line for line in lines if line["model"] == name) for name in ("claude-opus-5-5", "gpt-5.1"))
    assert (opus["input"], opus["cache_read"], opus["cache_write_1h"], opus["estimated"]) == (4, 0.2, 8, False)
    assert gpt["estimated"] is True
    text = amux("prices", "list", "--model", "gemini-2.5-pro").out
    assert "google, 2026-" in text
    assert "estimated" in text
    assert ">200000: 2.5/15" in text
    shown = amux("prices", "show", "gemini-2.5-pro-latest").out
    assert "ai.google.dev" in shown
    assert "input 2.5, output 15, cache read 0.25" in shown


def test_prices_of_ones_own(amux: Amux) -> None:
    provider = {
        "preset": "openai",
        "path": "one",
        "base_url": "http://127.0.0.1:9/v1",
        "api_key": "key-0123456789",
        "models": ["m"],
    }
    amux("apply", "-", text=json.dumps({"providers": [provider]}))
    assert amux("prices", "show", "my-model", code=1).out.startswith("No price is known")
    amux("prices", "set", "my-*", "--input", "0.25", "--output", "2", "--tier", "200000=0.5,3,0.05")
    amux("prices", "set", "my-model", "--input", "7", "--output", "14", "--currency", "CNY", "--provider", "one")
    shown = amux("prices", "show", "my-model", "--json").json
    assert (shown["source"], shown["input"], shown["output"], shown["cache_read"], shown["estimated"]) == (
        "user",
        0.25,
        2,
        None,
        False,
    )
    assert shown["tiers"][0] == {
        "above_tokens": 200000, "input": 0.5, "output": 3, "cache_read": 0.05, "cache_write": None, "cache_write_1h": None,
    }  # fmt: skip
    assert amux("prices", "show", "my-model", "--provider", "one", "--json").json["currency"] == "CNY"
    amux("prices", "set", "my-*", "--input", "1", "--output", "2", "--cache-read", "0.1")
    own = amux("prices", "list", "--own", "--json").json
    assert [(line["model"], line["provider"], line["input"], line["cache_read"]) for line in own] == [
        ("my-*", "", 1, 0.1), ("my-model", "one", 7, None),
    ]  # fmt: skip
    assert "your own" in amux("prices", "list", "--own").out
    amux("prices", "remove", "my-model", "--provider", "one")
    amux("prices", "remove", "my-*")
    assert amux("prices", "list", "--own", "--json").json == []
    amux("prices", "remove", "my-*", code=2)


@pytest.mark.parametrize(
    "wrong", [("--input", "much"), ("--input", "-1"), ("--input", "nan"), ("--tier", "x=1,2"), ("--tier", "5=1"), ("--tier", "5=1,2,3,4,5")]
)  # fmt: skip
def test_wrong_amounts_are_refused(amux: Amux, wrong: tuple[str, str]) -> None:
    refused = amux(
        "prices", "set", "m", "--output", "1", *(("--input", "1") if wrong[0] == "--tier" else ()), *wrong, code=2
    )
    assert wrong[0] in refused.err
