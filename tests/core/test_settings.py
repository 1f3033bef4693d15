"""The settings table: round trips, refusals that name key and allowed values, immutability."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.settings import SETTINGS, Setting, Settings, mask_url, setting


def values_of(declared: Setting) -> st.SearchStrategy[object]:
    if declared.choices:
        return st.sampled_from(declared.choices)
    match declared.default:
        case bool():
            return st.booleans()
        case int():
            return st.integers(int(declared.minimum or 0), int(declared.maximum or 10**6))
        case float():
            return st.floats(declared.minimum or 0, declared.maximum or 1e6, allow_nan=False)
        case tuple():
            return st.lists(st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), max_size=4).map(tuple)
        case _:
            examples = {"proxy_url": ["system", "none", "http://u:p@h:1"], "database_url": ["", "postgresql://h/d"]} | {
                "shared_state_url": ["", "valkey://h:1/0", "unix:///s.sock"]
            }
            return st.sampled_from(
                examples.get(declared.check, ["localhost", "::1", "some/file"][: 2 if declared.check else 3])
            )


@given(st.data())
def test_every_setting_survives_the_way_through_text(data: st.DataObject) -> None:
    declared = data.draw(st.sampled_from(list(SETTINGS.values())))
    value = data.draw(values_of(declared))
    assert declared.parse(declared.format(declared.validate(value))) == value


@given(st.sampled_from(sorted(SETTINGS)), st.text(max_size=50))
def test_any_text_is_either_a_valid_value_or_a_clear_error(key: str, text: str) -> None:
    declared = setting(key)
    problem: InvalidInputError | None = None
    try:
        value = declared.parse(text)
    except InvalidInputError as error:
        problem = error
    if problem is None:
        assert declared.validate(value) == value
    else:
        assert (problem.code, problem.params["key"]) == ("setting_invalid", key)
        assert declared.allowed in problem.message


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("proxy.port", "65536"),
        ("proxy.port", "-1"),
        ("proxy.port", "9527.5"),
        ("proxy.port", ""),
        ("proxy.idle_timeout_s", "nan"),
        ("proxy.idle_timeout_s", "inf"),
        ("proxy.auth_required", "maybe"),
        ("appearance.theme", "pink"),
        ("proxy.host", "a b"),
        ("proxy.host", "host:80"),
        ("proxy.host", ""),
        ("proxy.outbound_proxy", "ftp://x"),
        ("database.url", "nonsense"),
        ("shared_state.url", "http://host"),
        ("proxy.ca_file", "a\nb"),
    ],
)
def test_refused(key: str, text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        setting(key).parse(text)
    assert key in str(caught.value)


def test_a_boolean_is_no_number_and_a_number_no_boolean() -> None:
    for key, value in (("proxy.port", True), ("proxy.auth_required", 1)):
        with pytest.raises(InvalidInputError):
            setting(key).validate(value)


def test_an_unknown_key_names_the_closest() -> None:
    with pytest.raises(InvalidInputError, match=r"Did you mean proxy\.port"):
        setting("proxy.prot")


def test_a_refused_secret_is_not_repeated() -> None:
    with pytest.raises(InvalidInputError) as caught:
        setting("proxy.outbound_proxy").parse("ftp://me:hunter2@host")
    assert "hunter2" not in str(caught.value) + repr(caught.value)


def test_the_snapshot_cannot_be_changed_and_changes_make_a_new_one() -> None:
    before = Settings()
    after = before.with_values({"proxy.port": 1234, "proxy.idle_timeout_s": 5})
    assert (before.proxy_port, after.proxy_port, after.proxy_idle_timeout_s) == (9527, 1234, 5.0)
    assert after.changed_keys(before) == {"proxy.port", "proxy.idle_timeout_s"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        before.proxy_port = 1  # type: ignore[misc]  # that is the point
    with pytest.raises(InvalidInputError):
        before.with_values({"proxy.port": 1, "logs.enabled": "yes"})


def test_bad_rows_are_reported_and_keep_the_default() -> None:
    settings, problems = Settings.from_text({"proxy.port": "x", "gone.key": "1", "logs.bodies": "on"})
    assert settings == Settings(logs_bodies=True)
    assert [problem.code for problem in problems] == ["setting_invalid", "setting_unknown"]


def test_the_table_is_well_formed() -> None:
    for key, declared in SETTINGS.items():
        assert declared.key == key
        assert hasattr(Settings(), declared.field)
        assert declared.description.endswith(".")
        assert declared.validate(declared.default) == declared.default


def test_credentials_are_masked_in_listings() -> None:
    assert mask_url("http://user:secret@proxy:80/x") == "http://***@proxy:80/x"
    assert mask_url("http://proxy:80") == "http://proxy:80"
