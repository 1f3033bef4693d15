"""Generated configuration files: JSON, JSONC, TOML and .env as people and programs write them, odd formatting included."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import strategies as st

_NAMES = (
    "env",
    "model",
    "permissions",
    "theme",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_AUTH_TOKEN",
    "hooks",
    "ключ",
    "a b",
    "x",
)
_ENV_NAMES = ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "PATH_EXTRA", "ü")
_words = st.sampled_from(
    ("opus", "", "line\nbreak", 'quo"te', "// no comment", "/* neither */", "{", "日本語", "\u2028", "#x")
)
_scalars = st.one_of(st.booleans(), st.none(), st.integers(-99, 10**6), _words)


def _blank(comments: bool, newline: str) -> st.SearchStrategy[str]:
    plain = ["", " ", "  ", "\t", newline, newline * 2 + "    ", newline + "  "]
    if comments:
        plain += [f' // note {{ "{newline}', "/* a , b */", f"/* two{newline}lines */ ", f"//{newline}"]
    return st.sampled_from(plain)


@st.composite
def _json_value(draw: st.DrawFn, comments: bool, newline: str, depth: int, objects_only: bool = False) -> str:
    blank = _blank(comments, newline)
    kind = (
        "object"
        if objects_only
        else draw(st.sampled_from(("scalar", "scalar", "object", "list") if depth else ("scalar",)))
    )
    if kind == "scalar":
        return json.dumps(draw(_scalars), ensure_ascii=draw(st.booleans()))
    if kind == "list":
        items = draw(st.lists(_json_value(comments, newline, depth - 1), max_size=3))
        return _join(draw, "[", items, "]", blank, comments)
    names = draw(st.lists(st.sampled_from(_NAMES), unique=True, max_size=4))
    members = []
    for name in names:
        # Where we must put keys there is an object, or the edit is refused.
        inner = draw(_json_value(comments, newline, depth - 1, name == "env")) if depth else "0"
        if name == "env" and not inner.startswith("{"):
            inner = "{}"
        members.append(f"{json.dumps(name)}{draw(blank)}:{draw(blank)}{inner}")
    return _join(draw, "{", members, "}", blank, comments)


def _join(
    draw: st.DrawFn, start: str, items: list[str], end: str, blank: st.SearchStrategy[str], comments: bool
) -> str:
    text = start
    for index, item in enumerate(items):
        text += ("," if index else "") + draw(blank) + item + draw(blank)
    if items and comments and draw(st.booleans()):
        text += "," + draw(blank)
    return text + ("" if items else draw(blank)) + end


@st.composite
def json_text(draw: st.DrawFn) -> str:
    newline, comments = draw(st.sampled_from(("\n", "\r\n"))), draw(st.booleans())
    style = draw(st.sampled_from(("odd", "tidy", "empty")))
    if style == "empty":
        return draw(st.sampled_from(("", " ", "{}", f"{{{newline}}}{newline}", f"{newline}{newline}")))
    text = draw(_json_value(comments, newline, 3, objects_only=True))
    if style == "tidy" and not comments:
        text = json.dumps(json.loads(text), indent=draw(st.sampled_from((None, 2, 4, "\t"))), ensure_ascii=False)
        text = text.replace("\n", newline)
    return draw(_blank(comments, newline)) + text + draw(st.sampled_from(("", newline, " ", newline * 2)))


_TOML_VALUES = (
    '"text"', "'literal'", "1", "3.5", "true", "1979-05-27", '"""\nmany # lines\n[no.table]\n"""', "'''\nkey = 1\n'''",
    "[1, 2]", "[\n  1, # note ]\n  2,\n]", '{ a = 1, "b c" = "}" }', '"\\"#"', '""', '["a#b", \'c]\']', '""""quoted\\""""',
)  # fmt: skip
_TOML_KEYS = ("model", "model_provider", "approval_policy", '"quoted key"', "a.b", "'x.y'", "notify")
_TOML_TABLES = (
    "[tools]",
    "[mcp_servers.docs]",
    '[projects."/home/me/a.b"]',
    "[[list]]",
    "[ model_providers.other ]",
    "[model_providers]",
)


@st.composite
def _toml_line(draw: st.DrawFn, key: str, newline: str) -> str:
    space = draw(st.sampled_from((" ", "", "  ", "\t")))
    value = draw(st.sampled_from(_TOML_VALUES)).replace("\n", newline)
    if key == "model_provider" or key == "model":
        value = draw(st.sampled_from(('"x"', "'y'")))
    return (
        f"{draw(st.sampled_from(('', '  ')))}{key}{space}={space}{value}{draw(st.sampled_from(('', ' # why', '   ')))}"
    )


@st.composite
def toml_text(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(("\n", "\r\n")))
    lines: list[str] = []

    def block(limit: int) -> None:
        for key in draw(st.lists(st.sampled_from(_TOML_KEYS), unique=True, max_size=limit)):
            lines.extend(draw(st.lists(st.sampled_from(("", "# comment [x] = 1", "   ")), max_size=1)))
            lines.append(draw(_toml_line(key, newline)))

    block(5)
    for table in draw(st.lists(st.sampled_from(_TOML_TABLES), unique=True, max_size=4)):
        lines.append(table + draw(st.sampled_from(("", " # table"))))
        block(2)
    lines.extend(draw(st.lists(st.sampled_from(("", "# the end")), max_size=2)))
    return newline.join(lines) + draw(st.sampled_from(("", newline)))


_ENV_LINES = (
    "A=1", "export B = two words ", "C='it # is'", 'D="over\ntwo lines"', "# comment", "", "   ", "not an assignment", "E=", "F=a # why",
    "GEMINI_API_KEY=mine", "GEMINI_API_KEY='older'", "G=`back\"tick'`", 'H="open', "I: yaml",
)  # fmt: skip


@st.composite
def dotenv_text(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(("\n", "\r\n")))
    lines = draw(st.lists(st.sampled_from(_ENV_LINES), max_size=6))
    return newline.join(line.replace("\n", newline) for line in lines) + draw(st.sampled_from(("", newline)))


TEXTS: dict[str, Callable[[], st.SearchStrategy[str]]] = {"json": json_text, "toml": toml_text, "dotenv": dotenv_text}
