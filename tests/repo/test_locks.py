"""The hash locks say the same as pyproject.toml, name no host, and agree with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = (
    "requirements.txt",
    "requirements-server.txt",
    "requirements-dev.txt",
    "requirements-build.txt",
    "requirements-docs.txt",
    "requirements-lint.txt",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]


def pins(lock: str) -> list[Requirement]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip("\\ ")) for line in lines if line and not line.startswith((" ", "#"))]


def versions(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pin in pins(lock):
        found.setdefault(canonicalize_name(pin.name), set()).add(str(pin.specifier).removeprefix("=="))
    return found


def wanted(entries: list[str]) -> list[Requirement]:
    """The requirements of an extra, with `amux[other]` replaced by what that extra wants."""
    result: list[Requirement] = []
    for entry in entries:
        requirement = Requirement(entry)
        if requirement.name == "amux":
            result += [inner for extra in requirement.extras for inner in wanted(EXTRAS[extra])]
        else:
            result.append(requirement)
    return result


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^(\S.*(?:\n    .*)*)", text, flags=re.MULTILINE)
    assert len(entries) == len(pins(lock)) > 10
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]
        assert re.match(r"^[A-Za-z0-9_.-]+==\S+", entry), entry.splitlines()[0]


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.txt", wanted(["amux[desktop]"])),
        ("requirements-server.txt", wanted(["amux[team]"])),
        ("requirements-dev.txt", wanted(["amux[desktop]", "amux[team]", *GROUPS["test"]])),
        ("requirements-build.txt", wanted(["amux[desktop]", *GROUPS["build"]])),
        ("requirements-docs.txt", wanted(["amux[desktop]", *GROUPS["docs"]])),
        ("requirements-lint.txt", wanted(GROUPS["lint"])),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(lock: str, requirements: list[Requirement]) -> None:
    pinned = versions(lock)
    for requirement in requirements:
        locked = pinned.get(canonicalize_name(requirement.name), set())
        assert any(requirement.specifier.contains(Version(version)) for version in locked), str(requirement)


@pytest.mark.parametrize(("narrow", "wide"), [(LOCKS[0], LOCKS[1]), (LOCKS[1], LOCKS[2])])
def test_the_locks_agree(narrow: str, wide: str) -> None:
    first, second = versions(narrow), versions(wide)
    differing = {
        name: (first[name], second[name]) for name in first.keys() & second.keys() if first[name] != second[name]
    }
    assert differing == {}


def test_the_sdk_alone_needs_nothing() -> None:
    assert PROJECT["project"]["dependencies"] == []
