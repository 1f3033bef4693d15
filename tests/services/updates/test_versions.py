"""The order of versions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.services.updates.versions import Version

#: The example of semver.org's rule 11, between other numbers.
ORDER = (
    "0.9.9", "1.0.0-0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
    "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0-beta", "2.0.0",
)  # fmt: skip


def version(text: str) -> Version:
    found = Version.parse(text)
    assert found is not None
    return found


def test_the_order() -> None:
    versions = [version(text) for text in ORDER]
    mixed = versions[1::2] + versions[::2]
    assert sorted(mixed) == versions
    assert all(before < after for before, after in itertools.pairwise(versions))
    assert [str(item) for item in versions] == list(ORDER)


@pytest.mark.parametrize(
    ("text", "same"),
    [("v1.2.3", "1.2.3"), ("1.2.3+build.5", "1.2.3"), ("1.2.3b1", "1.2.3-beta.1"), ("1.2.3rc2", "1.2.3-rc.2"),
     ("1.2.3a0", "1.2.3-alpha.0"), (" v1.2.3\n", "1.2.3"), ("1.2.3.dev4", "1.2.3-dev.4")],
)  # fmt: skip
def test_spellings(text: str, same: str) -> None:
    assert version(text) == version(same)


@pytest.mark.parametrize("text", ["", "1", "1.2", "1.2.3.4", "desktop-v1.2.3", "01.2.3", "1.2.x", "1.2.3-", "9" * 200])
def test_what_is_none(text: str) -> None:
    assert Version.parse(text) is None


@given(text=st.text(max_size=30))
def test_any_text(text: str) -> None:
    found = Version.parse(text)
    assert found is None or Version.parse(str(found)) == found
