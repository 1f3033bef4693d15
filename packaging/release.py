"""Makes a release of the checkout: raises the version, dates the changelog, commits, tags. Publishing is CI's part.

python packaging/release.py 1.2.0           on a clean main; asks nothing, pushes nothing
python packaging/release.py 1.2.0 --dry-run what would change
python packaging/release.py notes 1.2.0     the changelog's section of a version
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from project import ROOT, BuildError, need, version

#: https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string, without build metadata.
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?")
_UNRELEASED = "## [Unreleased]"


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words[:1] == ["notes"]:
            print(notes(_only(words[1:], "the version whose notes are wanted")))
        else:
            parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            parser.add_argument("version")
            parser.add_argument("--dry-run", action="store_true")
            options = parser.parse_args(words)
            release(ROOT, options.version, dry_run=options.dry_run)
    except BuildError as error:
        print(f"release.py: {error}", file=sys.stderr)
        return 1
    return 0


def release(root: Path, wanted: str, *, dry_run: bool = False) -> None:
    """Raises `BuildError` and changes nothing when the version, the changelog or the checkout is not ready."""
    current = _version_of(root)
    if precedence(wanted) <= precedence(current):
        raise BuildError(f"{wanted} is not above the current version {current}")
    changelog = _dated((root / "CHANGELOG.md").read_text(encoding="utf-8"), wanted)
    if _git(root, "status", "--porcelain"):
        raise BuildError("the checkout has changes that are not committed")
    if _git(root, "tag", "--list", f"v{wanted}"):
        raise BuildError(f"the tag v{wanted} exists already")
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    raised = project.replace(f'version = "{current}"', f'version = "{wanted}"', 1)
    print(f"{current} -> {wanted}; tag v{wanted}")
    if dry_run:
        return
    (root / "pyproject.toml").write_text(raised, encoding="utf-8")
    (root / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    _git(root, "commit", "--quiet", "--message", f"chore(release): {wanted}", "--", "pyproject.toml", "CHANGELOG.md")
    _git(root, "tag", "--annotate", f"v{wanted}", "--message", f"Amux {wanted}")
    print(f"now: git push origin main v{wanted}")


def precedence(text: str) -> tuple[object, ...]:
    """Sort key by https://semver.org/#spec-item-11. Raises `BuildError` for what is no version."""
    found = _SEMVER.fullmatch(text)
    if found is None:
        raise BuildError(f"{text} is not a semantic version such as 1.2.0 or 1.2.0-rc.1")
    parts = found[4].split(".") if found[4] else []
    before = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
    return (*(int(number) for number in found.group(1, 2, 3)), not before, before)


def notes(wanted: str, root: Path = ROOT) -> str:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \[{re.escape(wanted)}\][^\n]*\n(.*?)(?=^## \[|\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise BuildError(f"CHANGELOG.md has no section [{wanted}]")
    return found[1].strip()


def _dated(changelog: str, wanted: str) -> str:
    head, mark, rest = changelog.partition(f"{_UNRELEASED}\n")
    if not mark:
        raise BuildError(f"CHANGELOG.md has no section {_UNRELEASED}")
    if not re.search(r"^- ", rest.split("\n## [")[0], re.MULTILINE):
        raise BuildError("CHANGELOG.md says nothing under [Unreleased]")
    return f"{head}{mark}\n## [{wanted}] - {time.strftime('%Y-%m-%d', time.gmtime())}\n{rest}"


def _version_of(root: Path) -> str:
    if root == ROOT:
        return version()
    found = re.search(r'^version = "([^"]+)"', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise BuildError("pyproject.toml has no version")
    return found[1]


def _git(root: Path, *words: str) -> str:
    done = subprocess.run([need("git", "git"), "-C", str(root), *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def _only(words: Sequence[str], what: str) -> str:
    if len(words) != 1:
        raise BuildError(f"give {what}")
    return words[0]


if __name__ == "__main__":
    sys.exit(main())
