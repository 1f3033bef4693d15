from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.services.addresses import clean_base_url, is_loopback, name_from, slug_from


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1"),
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        ("api.deepseek.com", "https://api.deepseek.com"),
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1"),
        ("https://open.bigmodel.cn/api/paas/v4/chat/completions/", "https://open.bigmodel.cn/api/paas/v4"),
        (" https://x.example/anthropic ", "https://x.example/anthropic"),
        ("http://[broken", "http://[broken"),
        ("", ""),
    ],
)
def test_base_urls_as_people_paste_them(pasted: str, expected: str) -> None:
    assert clean_base_url(pasted) == expected


@given(st.text(max_size=200), st.sets(st.text(max_size=5)))
def test_a_slug_is_always_valid_and_free(name: str, taken: set[str]) -> None:
    slug = slug_from(name, taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", slug)
    assert slug not in taken
    assert slug_from(name, taken | {slug}) not in taken | {slug}


def test_copies_count_up() -> None:
    assert name_from("DeepSeek", {"DeepSeek"}) == "DeepSeek 2"
    assert name_from("DeepSeek 2", {"DeepSeek 2", "DeepSeek 3"}) == "DeepSeek 4"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("10.0.0.4", False),
        ("box.lan", False),
    ],
)
def test_what_only_this_machine_can_reach(host: str, local: bool) -> None:
    assert is_loopback(host) is local
