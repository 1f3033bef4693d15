"""The repository says one thing in all its places: versions, paths, commands, links."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import amux_desktop

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
QUICK_START = ["python3 run.py", "python3 run.py test"]
WRITTEN_BY_THE_BUILD = re.compile(r"docs/reference/(cli|settings|errors)(\.zh)?\.md")
"""Pages that docs/reference_pages.py makes; a fresh checkout has none."""


def tracked() -> list[Path]:
    """Every file of the repository; skipped in an unpacked source archive, which has no git."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, or no git to ask")
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("name", "heading"), [("README.md", "## Quick start"), ("README_ZH.md", "## 快速开始")])
def test_the_quick_start_is_two_commands(name: str, heading: str) -> None:
    section = (ROOT / name).read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    commands = [line.partition("#")[0].strip() for block in code_blocks(section) for line in block.splitlines()]
    assert commands == QUICK_START


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README_ZH.md"))
    without_comments = [re.sub(r"\s+# .*", "", "".join(code_blocks(text))) for text in (english, chinese)]
    assert without_comments[0] == without_comments[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
    places = [(document.parent / target).resolve() for target in targets]
    absent = [place.relative_to(ROOT).as_posix() for place in places if not place.exists()]
    assert [place for place in absent if not WRITTEN_BY_THE_BUILD.fullmatch(place)] == []


def test_the_version_has_a_place_in_the_changelog() -> None:
    versions = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert versions[0] == "Unreleased"
    released = [version for version in versions if version != "Unreleased"]
    assert not released or released[0] == PROJECT["project"]["version"]


def test_the_application_tells_the_same_version() -> None:
    assert amux_desktop.__version__ == PROJECT["project"]["version"]


def test_decisions_are_numbered_dated_and_listed() -> None:
    folder = ROOT / "docs" / "adr"
    records = sorted(folder.glob("[0-9]*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    index = (folder / "README.md").read_text(encoding="utf-8")
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]}. "), record.name
        assert re.search(r"^- Status: (accepted|superseded by)", text, flags=re.MULTILINE), record.name
        assert re.search(r"^- Date: \d{4}-\d\d-\d\d$", text, flags=re.MULTILINE), record.name
        assert f"({record.name})" in index, record.name


def test_what_the_wheel_carries_is_there() -> None:
    for source in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]:
        assert (ROOT / source).exists(), source
    for package in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        assert (ROOT / package / "__init__.py").is_file(), package


def test_our_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    """`packaging` on PyPI wins over a folder of that name only as long as the folder is no package."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    private = re.compile(
        "|".join(["/" + "work/(?:shared|main)", "/" + "root/", r"/home/(?!you\b|user\b|me\b|\w*\.)[a-z]+/\w"])
    )
    suffixes = {".py", ".md", ".toml", ".txt", ".json", ".yml", ".yaml", ".ts", ""}
    found = []
    for path in tracked():
        if path.suffix in suffixes and path.parts[len(ROOT.parts)] not in {"tests", ".git"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in private.finditer(text)]
    assert found == []
