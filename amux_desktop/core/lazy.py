"""Parts that are made when they are first asked for."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")
_LOCK = threading.RLock()


class once(cached_property[T]):  # noqa: N801 - used as a decorator
    """A cached property that two threads which ask at the same moment do not make twice."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        with _LOCK:
            return super().__get__(instance, owner)
