"""Base URLs as people paste them, addresses of listeners, and slugs made from names."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Container
from urllib.parse import urlsplit, urlunsplit

_ENDPOINTS = re.compile(
    r"/(?:chat/completions|completions|responses(?:/compact)?|messages(?:/count_tokens)?|embeddings|models(?:/[^/]+)?)/*$"
)
_SLUG_LENGTH = 64


def clean_base_url(text: str) -> str:
    """The base URL in what was pasted: a missing scheme is added (`http` for this machine), and an endpoint at its end is
    cut off. With or without `/v1` is the same to the proxy, so that part stays as the user wrote it."""
    url = text.strip()
    if url and "://" not in url:
        host = url.partition("/")[0].partition(":")[0]
        url = f"{'http' if host in ('localhost', '127.0.0.1') else 'https'}://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(path=_ENDPOINTS.sub("", parts.path).rstrip("/")))


def slug_from(name: str, taken: Container[str] = ()) -> str:
    """A free path made from a name: `DeepSeek (work)` becomes `deepseek-work`, then `deepseek-work-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")[: _SLUG_LENGTH - 4] or "item"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def name_from(name: str, taken: Container[str]) -> str:
    """A free name for a copy: `DeepSeek` becomes `DeepSeek 2`."""
    base, number = name, 2
    if (match := re.fullmatch(r"(.*) (\d+)", name)) is not None:
        base, number = match[1], int(match[2]) + 1
    while f"{base} {number}" in taken:
        number += 1
    return f"{base} {number}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a listener on `host`."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
