"""The documentation says what the code does: routes, settings, errors, commands, pages of the window."""

from __future__ import annotations

import html
import importlib.util
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
import typer.main
import yaml

from amux_desktop.cli.main import build
from amux_desktop.core.errors import MESSAGES
from amux_desktop.core.settings import SETTINGS
from amux_desktop.proxy import endpoints, pages
from bridge.adapters import BUILTIN

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from amux_desktop.gui.help import PAGES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BOTH = ("", ".zh")
WRITTEN = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README_ZH.md", ROOT / "SECURITY.md"])
PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


@cache
def reference_pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", DOCS / "reference_pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def root_command() -> Any:
    return typer.main.get_command(build())


def commands(group: Any, path: str = "amux") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        found[f"{path} {name}"] = command
        found |= commands(command, f"{path} {name}") if getattr(command, "commands", None) else {}
    return found


def mentioned(text: str) -> list[str]:
    """Lines of code blocks and pieces of inline code that begin with amux, one command each."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    pieces = [piece.strip() for line in lines for piece in line.split(" # ")[0].split("|")]
    return [piece for piece in pieces if re.match(r"(?:[A-Z_]+=\S+ )?amux [a-z]", piece)]


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_in_the_text_exist_with_their_options(document: Path) -> None:
    known = commands(root_command())
    for line in mentioned(document.read_text(encoding="utf-8")):
        words = re.sub(r"^[A-Z_]+=\S+ ", "", line).split()
        path = "amux"
        for word in words[1:]:
            if f"{path} {word.rstrip(',')}" not in known:
                break
            path = f"{path} {word.rstrip(',')}"
        assert path != "amux", f"{document.name}: there is no command {line!r}"
        own = line.partition(" -- ")[0]
        allowed = {name for part in known[path].params for name in (*part.opts, *part.secondary_opts)} | {"--help"}
        if path == "amux chat":  # a prompt without `ask`
            allowed |= {name for part in known["amux chat ask"].params for name in part.opts}
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", own))
        assert options <= allowed, f"{document.name}: {line!r} has {options - allowed}"


@pytest.mark.parametrize("suffix", BOTH)
def test_each_page_of_the_window_has_its_page(suffix: str) -> None:
    assert [page for page in PAGES.values() if not (DOCS / f"{page}{suffix}.md").is_file()] == []


def test_the_navigation_names_every_page_once() -> None:
    # The file has tags of its own for icons and functions, which do not matter here.
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = re.findall(r"([\w./-]+\.md)$", text, flags=re.MULTILINE)
    assert len(set(named)) == len(named)
    there = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md") if not file.name.endswith(".zh.md")}
    there |= {f"reference/{name}.md" for name in ("cli", "settings", "errors")}
    assert set(named) == there
    assert yaml.safe_load("nav:\n" + text)["nav"]


@pytest.mark.parametrize("suffix", BOTH)
def test_every_route_is_on_its_page(suffix: str) -> None:
    text = (DOCS / f"reference/routes{suffix}.md").read_text(encoding="utf-8")
    sockets = {endpoints.OPEN_SOCKET, endpoints.CREATE_OVER_SOCKET}
    for method, path in endpoints._FIXED:
        words = "WebSocket" if method in sockets else method
        assert f"`{words} /v1/{path}`" in text or f"`{words} /{path}`" in text, (method, path)
    for method in ("generateContent", "streamGenerateContent", "countTokens"):
        assert f"`POST /v1beta/models/{{model}}:{method}`" in text
    for kind in get_args(endpoints.Kind):
        assert f"`{kind}`" in text
    for page in pages.PATHS:
        assert f"`GET {page}`" in text
    for prefix in ("/proxies/{path}", "/providers/{path}", "/code/{tool}", "/v1"):
        assert f"`{prefix}`" in text


@pytest.mark.parametrize("line", ["POST /v1/chat/completions", "GET /v1/models/m", "DELETE /v1/responses/r"])
def test_the_example_paths_mean_what_the_page_says(line: str) -> None:
    method, _, path = line.partition(" ")
    assert endpoints.classify(method, path.lstrip("/")).kind != "other"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference_has_every_command_setting_and_error(language: str) -> None:
    made = reference_pages()
    translate = made._catalogue().get if language == "zh" else lambda text, _default="": text
    text = "".join(
        (
            made.command_page(language),
            made.settings_page(language, lambda text: translate(text, text)),
            made.errors_page(language, lambda text: translate(text, text)),
        )
    )
    for path, command in commands(root_command()).items():
        assert command.hidden or f"# {path}\n" in text, path
    assert [key for key in (*SETTINGS, *MESSAGES) if f"| `{key}` |" not in text] == []
    if language == "zh":
        rows = re.findall(r"^\| `\w+` \| (.+) \|$", made.errors_page("zh", lambda t: translate(t, t)), re.MULTILINE)
        assert [row for row in rows if not re.search(r"[\u4e00-\u9fff]", row)] == [], "errors without Chinese"


@pytest.mark.parametrize("suffix", BOTH)
def test_troubleshooting_quotes_the_real_sentences(suffix: str) -> None:
    made = reference_pages()
    chinese = made._catalogue()
    text = (DOCS / f"guide/troubleshooting{suffix}.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^### `(\w+)` \{#\1\}\n\n> (.+)$", text, flags=re.MULTILINE)
    assert len(quoted) > 25
    for code, sentence in quoted:
        template = made.sentence(code, suffix.strip(".") or "en", lambda english: chinese.get(english, english))
        pattern = PLACEHOLDER.sub(".+", re.escape(template))
        assert re.fullmatch(pattern, sentence), f"{code}: {template}"


def test_both_languages_of_troubleshooting_have_the_same_places() -> None:
    english, chinese = (
        re.findall(r"\{#([\w-]+)\}$", (DOCS / f"guide/troubleshooting{suffix}.md").read_text("utf-8"), re.MULTILINE)
        for suffix in BOTH
    )
    assert english == chinese


def test_the_number_of_adapters_is_that_of_the_code() -> None:
    for name in ("README.md", "README_ZH.md", "docs/index.md", "docs/index.zh.md", "docs/bridge/guide.md"):
        assert re.search(rf"\b{len(BUILTIN)} (?:adapters|个适配器)", (ROOT / name).read_text(encoding="utf-8")), name


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_holds_everything(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the tools of the documentation are not installed: python3 run.py docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, shlex.join(command) + "\n" + done.stderr[-4000:]
    for language in ("", "zh/"):
        site = tmp_path / "site" / language
        built = html.unescape("".join(file.read_text(encoding="utf-8") for file in site.glob("reference/*/*.html")))
        wanted = [*SETTINGS, *MESSAGES, *commands(root_command()), *get_args(endpoints.Kind)]
        assert [word for word in wanted if word not in built] == []
        assert [page for page in PAGES.values() if not (site / page / "index.html").is_file()] == []
        assert 'src="http' not in built, "the site asks other servers for something"
