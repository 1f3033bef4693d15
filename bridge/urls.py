"""Base URLs as users type them: with or without the API version, with or without a slash at the end."""

from __future__ import annotations

import re

_VERSION_END = re.compile(r"/v\d+(?:beta|alpha)?\d*$")
_VERSION_START = re.compile(r"^/v\d+(?:beta|alpha)?\d*(?=/|$)")


def join_url(base_url: str, path: str) -> str:
    """Base URL and endpoint. A base that ends with a version keeps its own: ``…/v4`` + ``/v1/chat/completions`` → ``…/v4/chat/completions``.

    >>> join_url("https://api.openai.com/v1/", "/v1/models")
    'https://api.openai.com/v1/models'
    """
    base = base_url.rstrip("/")
    if not path.startswith("/"):
        path = "/" + path
    if _VERSION_END.search(base) and (match := _VERSION_START.match(path)):
        path = path[match.end() :]
    return base + path
