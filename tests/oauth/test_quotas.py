from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.oauth import quotas
from amux_desktop.oauth.accounts_api import rest_ms
from amux_desktop.oauth.quotas import Window
from amux_desktop.storage.records import QuotaSample

NOW = 1_800_000_000_000
HOUR = 3_600_000


def test_codex_headers_name_both_windows_by_their_length() -> None:
    headers = {
        "x-codex-primary-used-percent": "100", "x-codex-primary-window-minutes": "10080", "x-codex-primary-reset-at": "1800003600",
        "x-codex-secondary-used-percent": "12.5", "x-codex-secondary-window-minutes": "300",
        "x-codex-secondary-reset-after-seconds": "60",
    }  # fmt: skip
    found = quotas.of_codex_headers(headers, NOW)
    assert found == {
        "week": Window(used=1.0, resets_ms=1_800_003_600_000, minutes=10_080),
        "5h": Window(used=0.125, resets_ms=NOW + 60_000, minutes=300),
    }


def test_the_usage_endpoint_says_the_same() -> None:
    body = {
        "rate_limit": {
            "primary_window": {"used_percent": 25, "limit_window_seconds": 18_000, "reset_at": 1_800_000_060}
        }
    }
    assert quotas.of_codex_usage(body, NOW) == {"5h": Window(used=0.25, resets_ms=NOW + 60_000, minutes=300)}


def test_a_model_without_a_fraction_is_used_up() -> None:
    body = {
        "models": {
            "a": {"quotaInfo": {"resetTime": "2027-01-15T08:00:00Z"}},
            "b": {"quotaInfo": {"remainingFraction": 0.25}},
            "c": {},
        }
    }
    found = quotas.of_antigravity_models(body, NOW)
    assert (found["a"].used, found["b"].used, set(found)) == (1.0, 0.75, {"a", "b"})
    assert found["a"].resets_ms == 1_800_000_000_000


@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        "x",
        {"rate_limit": 3},
        {"models": {"a": {"quotaInfo": []}}},
        {"rate_limit": {"primary_window": {"used_percent": "?"}}},
    ],
)
def test_odd_answers_tell_nothing(odd: Any) -> None:
    body = odd if isinstance(odd, dict) else {}
    assert quotas.of_codex_usage(body, NOW) == {}
    assert quotas.of_antigravity_models(body, NOW) == {}


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.builds(
            Window, used=st.floats(0, 1), resets_ms=st.none() | st.integers(0, 2**50), minutes=st.integers(0, 99_999)
        ),
    )
)
def test_a_quota_survives_the_database(quota: dict[str, Window]) -> None:
    again = quotas.load(quotas.dump(quota))
    assert {name: (item.resets_ms, item.minutes) for name, item in again.items()} == {
        name: (item.resets_ms, item.minutes) for name, item in quota.items()
    }
    assert all(abs(again[name].used - item.used) < 1e-4 for name, item in quota.items())


def test_the_forecast_is_a_straight_line_in_the_current_window() -> None:
    def sample(hours: float, used: float, resets: int) -> QuotaSample:
        return QuotaSample(account_id="a", at_ms=NOW + int(hours * HOUR), window="5h", used=used, resets_ms=resets)

    old, now = NOW - HOUR, NOW + 5 * HOUR
    rising = [sample(-2, 0.9, old), sample(0, 0.0, now), sample(1, 0.3, now), sample(2, 0.6, now)]
    found = quotas.runs_out_ms(rising, NOW + 2 * HOUR)
    assert found == pytest.approx(NOW + 2 * HOUR + int(4 / 3 * HOUR), abs=1000)
    assert quotas.runs_out_ms([sample(0, 0.0, now), sample(2, 0.1, now)], NOW + 2 * HOUR) is None, (
        "it lasts until the reset"
    )
    assert quotas.runs_out_ms([sample(0, 0.3, now), sample(2, 0.3, now)], NOW + 2 * HOUR) is None
    assert quotas.runs_out_ms([], NOW) is None


def test_a_limit_says_when_it_ends() -> None:
    assert rest_ms({"error": {"type": "usage_limit_reached", "resets_in_seconds": 60}}, NOW) == NOW + 60_000
    assert rest_ms(b'{"error": {"resets_at": 1800000100}}', NOW) == NOW + 100_000
    assert rest_ms({"detail": "no"}, NOW) is None
    assert rest_ms("<html>", NOW) is None


def test_the_course_of_a_quota_falls_to_nothing_at_its_reset() -> None:
    samples = [
        QuotaSample(account_id="a", at_ms=at, window="5h", used=used, resets_ms=resets)
        for at, used, resets in ((100, 0.2, 500), (300, 0.6, 500), (700, 0.1, 1000))
    ]
    assert quotas.used_at(samples, [50, 100, 299, 300, 499, 500, 699, 700, 999, 1000]) == [
        0.0, 0.2, 0.2, 0.6, 0.6, 0.0, 0.0, 0.1, 0.1, 0.0,
    ]  # fmt: skip
    assert quotas.used_at([], [1, 2]) == [0.0, 0.0]
