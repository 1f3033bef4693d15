"""GitHub's list of releases (https://docs.github.com/rest/releases/releases), as much of it as is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amux_desktop.services.updates.versions import Version

MAX_FEED = 4_000_000
MAX_NOTES = 20_000
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """`label` is the tag without its v, as files of the release are named; `notes` is Markdown as its author wrote it;
    `page` the release's web page."""

    version: Version
    label: str
    notes: str
    page: str
    published: str
    assets: tuple[Asset, ...] = ()

    def asset(self, name: str) -> Asset | None:
        return next((asset for asset in self.assets if asset.name == name), None)


def parse_feed(content: bytes) -> tuple[Release, ...]:
    """Newest first. Entries that are no releases of ours (drafts, other tags) are left out. Raises ValueError."""
    try:
        raw = json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(raw, list):
        raise ValueError("not a list of releases")
    found = [release for item in raw if isinstance(item, dict) and (release := _release(item)) is not None]
    return tuple(sorted(found, key=lambda release: release.version, reverse=True))


def newest(releases: Iterable[Release], current: Version, *, preview: bool) -> Release | None:
    """The newest release after `current`; pre-releases count only with `preview`, or for who runs one of the same numbers."""
    for release in releases:
        if release.version <= current:
            continue
        same = current.is_prerelease and release.version.numbers == current.numbers
        if preview or same or not release.version.is_prerelease:
            return release
    return None


def _release(item: dict[str, Any]) -> Release | None:
    version = Version.parse(_text(item, "tag_name"))
    if version is None or item.get("draft") is True:
        return None
    if item.get("prerelease") is True and not version.is_prerelease:
        # Marked on the page only: it counts as the earliest pre-release of its numbers.
        version = Version(version.numbers, ("0",))
    assets = item.get("assets")
    return Release(
        version=version,
        label=_text(item, "tag_name").strip().removeprefix("v"),
        notes=_text(item, "body")[:MAX_NOTES],
        page=_page(_text(item, "html_url")),
        published=_text(item, "published_at")[:10],
        assets=tuple(_asset(entry) for entry in assets if isinstance(entry, dict)) if isinstance(assets, list) else (),
    )


def _asset(entry: dict[str, Any]) -> Asset:
    size = entry.get("size")
    return Asset(
        name=_text(entry, "name"),
        url=_text(entry, "browser_download_url"),
        size=size if isinstance(size, int) and size > 0 else 0,
    )


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _page(url: str) -> str:
    """Only what a browser may be sent to."""
    return url if url.startswith("https://") and url.isprintable() else ""
