from __future__ import annotations

import json
import shlex
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.services.recorded_text import as_curl, compared, laid_out
from amux_desktop.services.records import RequestBody, RequestLog

JSON = st.dictionaries(st.text(max_size=5), st.integers() | st.lists(st.text(max_size=3), max_size=12), max_size=12)


def body(value: Any, *headers: tuple[str, str]) -> RequestBody:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RequestBody(part="client_request", data=data, headers=headers)


def test_json_is_laid_out_and_the_rest_left_alone() -> None:
    assert laid_out(b'{"a":"\xc3\xa4"}') == '{\n  "a": "ä"\n}'
    assert laid_out(b"data: {}\n\n") == "data: {}\n\n"


def test_order_of_keys_is_no_difference() -> None:
    assert compared(body({"a": 1, "b": 2}), body({"b": 2, "a": 1})) == ()


def test_differences_stand_in_their_surroundings() -> None:
    old = {"model": "a", "tools": list(range(20)), "z": 1}
    lines = compared(body(old), body({**old, "model": "b"}))
    assert lines[:5] == (
        (" ", "{"),
        ("-", '  "model": "a",'),
        ("+", '  "model": "b",'),
        (" ", '  "tools": ['),
        (" ", "    0,"),
    )
    assert lines[-1] == ("…", "21")


def test_a_very_long_line_is_shown_around_its_difference() -> None:
    prompt = "x" * 100_000
    lines = compared(body({"p": prompt + "old" + prompt}), body({"p": prompt + "new" + prompt}))
    removed, added = (next(text for sign, text in lines if sign == wanted) for wanted in "-+")
    assert removed.startswith("…x")
    assert removed.endswith("x…")
    assert ("old" in removed, "new" in added) == (True, True)
    assert max(len(text) for _sign, text in lines) < 2100


@given(JSON, JSON)
def test_every_line_of_both_is_told_or_counted(old: dict[str, Any], new: dict[str, Any]) -> None:
    lines = compared(body(old), body(new))
    skipped = sum(int(text) for sign, text in lines if sign == "…")
    for sign, value in (("-", old), ("+", new)):
        told = [text for mark, text in lines if mark in (" ", sign)]
        whole = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True).split("\n")
        if lines:
            assert len(told) + skipped == len(whole)
        assert all(line in whole for line in told)


def test_a_command_carries_everything_but_the_token() -> None:
    log = RequestLog(id="1", started_ms=0, duration_ms=1, status=200, outcome="ok", path="/proxies/p/v1/messages")
    text = as_curl(
        log,
        body({"q": "it's"}, ("host", "x"), ("x-api-key", "***"), ("anthropic-version", "2023-06-01"), ("content-length", "9")),
        "http://127.0.0.1:9527",
    )  # fmt: skip
    words = shlex.split(text.replace("\\\n", " "))
    assert words == [
        "curl", "-X", "POST", "http://127.0.0.1:9527/proxies/p/v1/messages", "-H", "x-api-key: $AMUX_TOKEN", "-H",
        "anthropic-version: 2023-06-01", "-d", '{"q":"it\'s"}',
    ]  # fmt: skip
    assert '"x-api-key: $AMUX_TOKEN"' in text
