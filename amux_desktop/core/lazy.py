"""Parts that are made when they are first asked for."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any, Self, TypeVar, overload

T = TypeVar("T")
_LOCK = threading.RLock()


class once(cached_property[T]):  # noqa: N801 - used as a decorator
    """A cached property that two threads which ask at the same moment do not make twice."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | T:
        if instance is None:
            return self
        with _LOCK:
            return super().__get__(instance, owner)
