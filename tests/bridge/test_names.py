from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bridge.names import IdMap, NameMap

_PATTERN = re.compile(r"[a-zA-Z0-9_-]+")


@given(st.lists(st.text(min_size=1, max_size=90), unique=True, max_size=12))
def test_names_fit_stay_apart_and_come_back(names: list[str]) -> None:
    table = NameMap()
    sent = [table.send(name, limit=64, pattern=_PATTERN) for name in names]
    assert len(set(sent)) == len(names)
    assert all(len(name) <= 64 and _PATTERN.fullmatch(name) for name in sent)
    assert [table.restore(name) for name in sent] == names
    assert [table.send(name, limit=64, pattern=_PATTERN) for name in names] == sent


def test_a_good_name_is_kept() -> None:
    assert NameMap().send("get_weather", limit=64, pattern=_PATTERN) == "get_weather"


@given(st.lists(st.text(max_size=120), unique=True, max_size=12))
def test_ids_are_safe_short_unique_and_the_same_each_time(ids: list[str]) -> None:
    first, second = IdMap(40), IdMap(40)
    sent = [first.send(item) for item in ids]
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,40}", item) for item in sent)
    assert len(set(sent)) == len(ids)
    assert [second.send(item) for item in ids] == sent
