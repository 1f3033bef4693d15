"""References to environment variables in other tools' files."""

from __future__ import annotations

import pytest

from amux_desktop.services.importing.values import expand

ENV = {"KEY": "sk-1", "HOST": "a.example", "EMPTY": "", "lower": "sk-2"}


@pytest.mark.parametrize(
    ("text", "expanded", "missing"),
    [
        ("$KEY", "sk-1", ""),
        ("${KEY}", "sk-1", ""),
        ("${lower}", "sk-2", ""),
        ("https://${HOST}/v1/$KEY", "https://a.example/v1/sk-1", ""),
        ("$NOT_SET", "", "NOT_SET"),
        ("${NOT_SET}", "", "NOT_SET"),
        ("https://${NOT_SET}/v1", "", "NOT_SET"),
        ("$EMPTY", "", "EMPTY"),
        ("sk-pa$Word", "sk-pa$Word", ""),
        ("sk-pa$WORD", "sk-pa$WORD", ""),
        ("pa$lower", "pa$lower", ""),
        ("$lower", "$lower", ""),
        ("cost: 5$", "cost: 5$", ""),
        ("", "", ""),
    ],
)
def test_a_dollar_begins_a_name_only_where_one_may_stand(text: str, expanded: str, missing: str) -> None:
    assert expand(text, ENV) == (expanded, missing)
