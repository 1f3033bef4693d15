"""Identifiers."""

from __future__ import annotations

import uuid

from amux_desktop.core.ids import new_id


def test_ids_are_unique_valid_version_7_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert {uuid.UUID(value).version for value in ids} == {7}
    times = [value[:12] for value in ids]
    assert times == sorted(times)
