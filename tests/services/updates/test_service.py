"""Against a feed on loopback: good, bad, tampered, huge, rate-limited, gone; and what the user wants to hear of it."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import Event, UpdateFound, UpdateProgress
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.build_data import BuildData
from amux_desktop.services.updates.feed import MAX_FEED, newest, parse_feed
from amux_desktop.services.updates.packages import installation, package_name
from amux_desktop.services.updates.service import UpdatesService
from amux_desktop.services.updates.versions import Version
from tests.helpers.site import Page, Site

PACKAGE = b"the new Amux" * 40_000
NAME = package_name("appimage", "0.3.0")
DAY_MS = 86_400_000


class Time:
    """A clock that the test turns."""

    now = 1_800_000_000_000

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def content_of(folder: Path) -> list[Path]:
    return list(folder.glob("*"))


def release(tag: str, site: Site, package: bytes = PACKAGE, **more: Any) -> dict[str, Any]:
    name = package_name("appimage", tag.removeprefix("v"))
    site.pages[f"/files/{name}"] = Page(package)
    site.pages[f"/files/{tag}-sums"] = Page(f"{hashlib.sha256(package).hexdigest()}  {name}\n{'0' * 64}  x\n".encode())
    return {
        "tag_name": tag,
        "html_url": "https://example.org/release",
        "body": f"## {tag}\n- better",
        "published_at": "2026-11-01T10:00:00Z",
        "assets": [
            {"name": name, "browser_download_url": f"{site.base}/files/{name}", "size": len(package)},
            {"name": "SHA256SUMS", "browser_download_url": f"{site.base}/files/{tag}-sums", "size": 150},
        ],
        **more,
    }


def announce(site: Site, *releases: Any) -> None:
    site.pages["/releases"] = Page(json.dumps(releases).encode())


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def updates(services: AppServices, site: Site, clock: Time) -> UpdatesService:
    build = BuildData(releases_url=f"{site.base}/releases")
    return UpdatesService(services.store, services.configuration, services.bus, clock, build, "0.1.0", kind="appimage")


async def test_a_newer_version_is_found_shown_and_fetched(
    updates: UpdatesService, site: Site, events: list[Event], tmp_path: Path
) -> None:
    announce(site, release("v0.2.0", site), release("v0.3.0", site), release("v0.4.0-beta.1", site))
    status = await updates.check()
    assert status.release is not None
    assert (str(status.release.version), status.release.notes, status.package) == ("0.3.0", "## v0.3.0\n- better", NAME)
    assert UpdateFound("0.3.0") in events
    assert b"user-agent: amux/0.1.0" in site.received[0].lower()
    file = await updates.download(tmp_path / "new")
    assert (file.name, file.read_bytes()) == (NAME, PACKAGE)
    assert [event for event in events if isinstance(event, UpdateProgress)][-1].done == len(PACKAGE)
    assert [path.name for path in file.parent.iterdir()] == [NAME]


async def test_previews_only_for_who_wants_them(updates: UpdatesService, services: AppServices, site: Site) -> None:
    announce(
        site,
        release("v0.4.0-beta.1", site),
        release("v0.3.0", site, prerelease=True),
        release("v9.9.9", site, draft=True),
    )
    assert (await updates.check()).release is None
    await services.settings.update({"updates.channel": "preview"})
    found = (await updates.check()).release
    assert found is not None
    assert str(found.version) == "0.4.0-beta.1"


def test_who_runs_a_preview_hears_of_the_next_and_of_the_end() -> None:
    releases = parse_feed(
        json.dumps([{"tag_name": tag} for tag in ("v1.0.0-beta.2", "v0.9.0", "v1.1.0-alpha")]).encode()
    )
    for running, expected in (("1.0.0-beta.1", "1.0.0-beta.2"), ("0.8.0", "0.9.0"), ("1.0.0-beta.2", None)):
        version = Version.parse(running)
        assert version is not None
        found = newest(releases, version, preview=False)
        assert (str(found.version) if found else None) == expected


async def test_skipping_and_snoozing(updates: UpdatesService, site: Site, events: list[Event], clock: Time) -> None:
    announce(site, release("v0.3.0", site))
    await updates.check()
    assert (await updates.skip()).is_quiet
    events.clear()
    assert (await updates.check()).is_quiet
    assert events == []
    announce(site, release("v0.3.1", site))
    assert not (await updates.check()).is_quiet
    assert (await updates.snooze()).is_quiet
    clock.now += 8 * DAY_MS
    assert not (await updates.status()).is_quiet


async def test_what_was_out_at_the_last_start_is_told_at_this_one(
    services: AppServices, site: Site, clock: Time, events: list[Event]
) -> None:
    announce(site, release("v0.3.0", site))
    build = BuildData(releases_url=f"{site.base}/releases")
    for _start in range(2):
        started = UpdatesService(
            services.store, services.configuration, services.bus, clock, build, "0.1.0", kind="appimage"
        )
        assert not (await started.status()).is_newest
        assert await started.look_if_due() is not None
        assert await started.look_if_due() is None
        assert (await started.status()).release is not None
    assert len([event for event in events if isinstance(event, UpdateFound)]) == 2
    announce(site, release("v0.1.0", site))
    assert (await started.check()).is_newest


async def test_once_a_day_and_only_if_wanted(
    updates: UpdatesService, services: AppServices, site: Site, clock: Time
) -> None:
    announce(site)
    assert await updates.look_if_due() is not None
    assert await updates.look_if_due() is None
    clock.now += DAY_MS
    assert await updates.look_if_due() is not None
    clock.now += DAY_MS
    await services.settings.update({"updates.check": False})
    assert await updates.look_if_due() is None
    assert len(site.received) == 2


BAD_ANSWERS: tuple[Any, ...] = (
    (Page(b"<html>"), "its list of releases cannot be read"),
    (Page(b'{"message": "x"}'), "its list of releases cannot be read"),
    (Page(b"[" * 100_000), "its list of releases cannot be read"),
    (Page(b"[" + b" " * MAX_FEED + b"]"), "the answer is larger than it should be"),
    (Page(status=500), "the server answered 500"),
    (Page(status=403, headers={"x-ratelimit-reset": "1800000000"}), "asked too often; try again after 08:00 UTC"),
    (Page(status=429), "asked too often; try again later"),
    (Page(b"[]", length=500), "went away"),
    (Page(status=302, headers={"location": "/releases"}), "redirected too often"),
    (Page(status=302, headers={"location": "http://example.org/x"}), "the address is not encrypted"),
)


async def test_bad_answers_are_silent_by_themselves_and_said_when_asked(updates: UpdatesService, site: Site) -> None:
    for page, reason in BAD_ANSWERS:
        site.pages["/releases"] = page
        assert await updates.look_if_due() is None
        with pytest.raises(AmuxError) as caught:
            await updates.check()
        assert caught.value.code == "update_unavailable"
        if reason != "went away":
            assert reason in str(caught.value)
        assert (await updates.status()).checked_ms == 0


async def test_offline(updates: UpdatesService, site: Site) -> None:
    site.__exit__(None, None, None)
    assert await updates.look_if_due() is None
    with pytest.raises(AmuxError, match="cannot be looked up"):
        await updates.check()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("tampered", "update_checksum"),
        ("longer", "update_unavailable"),
        ("shorter", "update_unavailable"),
        ("unlisted", "update_checksum"),
        ("no sums", "update_no_package"),
        ("huge sums", "update_unavailable"),
        ("gone", "update_unavailable"),
        ("unencrypted", "update_unavailable"),
    ],
)
async def test_a_download_that_is_not_what_was_released(
    updates: UpdatesService, site: Site, tmp_path: Path, change: str, code: str
) -> None:
    entry = release("v0.3.0", site)
    page, sums = site.pages[f"/files/{NAME}"], site.pages["/files/v0.3.0-sums"]
    match change:
        case "tampered":
            page.body = b"X" + PACKAGE[1:]
        case "longer":
            page.body = PACKAGE + b"!"
        case "shorter":
            page.body, page.length = PACKAGE[:-1], len(PACKAGE)
        case "unlisted":
            sums.body = sums.body.replace(NAME.encode(), b"other")
        case "no sums":
            del entry["assets"][1]
        case "huge sums":
            sums.body = b"x" * 300_000
        case "gone":
            del site.pages[f"/files/{NAME}"]
        case _:
            entry["assets"][0]["browser_download_url"] = "http://example.org/file"
    announce(site, entry)
    await updates.check()
    with pytest.raises(AmuxError) as caught:
        await updates.download(tmp_path / "new")
    assert caught.value.code == code
    assert content_of(tmp_path / "new") == []


async def test_a_cancelled_download_leaves_nothing(updates: UpdatesService, site: Site, tmp_path: Path) -> None:
    entry = release("v0.3.0", site)
    site.pages["/slow"] = Page(PACKAGE)
    entry["assets"][0]["browser_download_url"] = f"{site.base}/slow"
    announce(site, entry)
    task = asyncio.ensure_future(updates.download(tmp_path))
    while not content_of(tmp_path):  # noqa: ASYNC110 - the file appears in between
        await asyncio.sleep(0.01)
    await updates.cancel_download()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert content_of(tmp_path) == []


async def test_a_folder_that_cannot_be_written(updates: UpdatesService, site: Site, tmp_path: Path) -> None:
    announce(site, release("v0.3.0", site))
    (tmp_path / "file").touch()
    with pytest.raises(AmuxError) as caught:
        await updates.download(tmp_path / "file")
    assert caught.value.code == "file_unwritable"


async def test_nothing_newer_and_no_package(
    updates: UpdatesService, services: AppServices, site: Site, clock: Time
) -> None:
    announce(site, release("v0.1.0", site))
    with pytest.raises(AmuxError, match="no newer version than"):
        await updates.download()
    with pytest.raises(AmuxError, match="no newer version"):
        await updates.skip()
    announce(site, release("v0.3.0", site))
    build = BuildData(releases_url=f"{site.base}/releases")
    python = UpdatesService(services.store, services.configuration, services.bus, clock, build, "0.1.0", kind="python")
    assert (await python.check()).package == ""
    with pytest.raises(AmuxError, match="no package for this installation"):
        await python.download()


def test_the_names_of_packages() -> None:
    for kind, expected in (
        ("deb", "amux_1.0.0_arm64.deb"),
        ("appimage", "Amux-1.0.0-linux-arm64.AppImage"),
        ("archive", "Amux-1.0.0-linux-arm64.tar.gz"),
    ):
        assert package_name(kind, "1.0.0", platform="linux", machine="aarch64") == expected  # type: ignore[arg-type]
    assert package_name("setup", "1.0.0", platform="win32", machine="AMD64") == "Amux-1.0.0-windows-x64-setup.exe"
    assert package_name("dmg", "1.0.0", platform="darwin", machine="arm64") == "Amux-1.0.0-macos-arm64.dmg"


def test_how_amux_came_here() -> None:
    assert installation(frozen=False) == "python"
    assert installation(frozen=True, platform="win32") == "setup"
    assert installation(frozen=True, platform="darwin") == "dmg"
    assert installation(frozen=True, platform="linux", env={"APPIMAGE": "/x"}) == "appimage"
    assert installation(frozen=True, platform="linux", env={}, executable="/opt/amux/amux") == "deb"
    assert installation(frozen=True, platform="linux", env={}, executable="/home/me/amux/amux") == "archive"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["v1.0.0", "https://x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["tag_name", "assets", "body", "name", "size", "draft", "prerelease", "html_url"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(content=JSON)
def test_any_feed_is_read_or_refused(content: Any) -> None:
    try:
        releases = parse_feed(json.dumps(content).encode())
    except ValueError:
        assert not isinstance(content, list)
        return
    assert list(releases) == sorted(releases, key=lambda item: item.version, reverse=True)
