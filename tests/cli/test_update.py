"""`amux update` against releases on loopback."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from amux_desktop.services.updates import service
from amux_desktop.services.updates.packages import package_name
from tests.cli.conftest import Amux
from tests.helpers.site import Page, Site


@pytest.fixture
def releases(monkeypatch: pytest.MonkeyPatch) -> object:
    """One release with a package for an AppImage; its notes try to move the cursor."""
    monkeypatch.setattr(service, "installation", lambda: "appimage")
    with Site() as site:
        name = package_name("appimage", "9.0.0")
        site.pages["/file"] = Page(b"new")
        site.pages["/sums"] = Page(f"{hashlib.sha256(b'new').hexdigest()}  {name}\n".encode())
        assets = [
            {"name": name, "browser_download_url": f"{site.base}/file", "size": 3},
            {"name": "SHA256SUMS", "browser_download_url": f"{site.base}/sums"},
        ]
        feed = [{"tag_name": "v9.0.0", "body": "# News\n\x1b[2Jbetter", "assets": assets}]
        site.pages["/releases"] = Page(json.dumps(feed).encode())
        monkeypatch.setenv("AMUX_RELEASES_URL", f"{site.base}/releases")
        yield site


def test_look_fetch_skip_and_put_off(amux: Amux, releases: Site, tmp_path: Path) -> None:
    shown = amux("update", "check").out
    assert "Amux 9.0.0 is out" in shown
    assert "better" in shown
    assert "\x1b" not in shown
    assert amux("update", "check", "--json").json["newest"] == "9.0.0"
    assert "Fetched and verified" in amux("update", "download", "--to", str(tmp_path)).out
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"new"]
    assert "Skipping 9.0.0" in amux("update", "skip").out
    assert amux("update", "check", "--json").json["quiet"] is True
    assert "Silent for 3 days" in amux("update", "snooze", "--days", "3").out


def test_nothing_new_tampered_and_gone(amux: Amux, releases: Site, tmp_path: Path) -> None:
    releases.pages["/file"].body = b"bad"
    assert "SHA-256 differs" in amux("update", "download", "--to", str(tmp_path), code=3).err
    releases.pages["/releases"] = Page(b"[]")
    assert "is the newest version" in amux("update", "check").out
    releases.pages["/releases"] = Page(status=503)
    assert "cannot be looked up now" in amux("update", "check", code=4).err
