"""Desktop entries of freedesktop.org: written with their two layers of quoting, and read back as far as needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./~-]+")


def desktop_entry(fields: Mapping[str, str]) -> str:
    """`fields` in order; values may not hold line breaks."""
    return "[Desktop Entry]\n" + "".join(f"{key}={_escaped(value)}\n" for key, value in fields.items())


def exec_line(command: Sequence[str], env: Mapping[str, str], *, field_code: str = "") -> str:
    """The value of `Exec` before the escapes that every value gets. `field_code` is `%u` for an address."""
    words = [*(("env", *(f"{key}={value}" for key, value in env.items())) if env else ()), *command]
    return " ".join([*map(_quoted, words), *([field_code] if field_code else [])])


def fields_of(text: str) -> dict[str, str]:
    """The main group; anything odd is left out."""
    found: dict[str, str] = {}
    group = ""
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("["):
            group = stripped
        elif group == "[Desktop Entry]" and "=" in stripped and not stripped.startswith("#"):
            key, _, value = stripped.partition("=")
            found[key.strip()] = value.strip().replace("\\\\", "\\")
    return found


def words_of(line: str) -> list[str]:
    """The words of an `Exec` line; what is quoted wrongly is taken as it stands."""
    return [
        (re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else plain).replace("%%", "%")
        for quoted, plain in _WORD.findall(line)
    ]


def program_of(line: str) -> str:
    """The program that an `Exec` line starts, without `env` and its variables."""
    words = words_of(line)
    if words[:1] == ["env"]:
        words = words[1:]
        while words and "=" in words[0]:
            words = words[1:]
    return words[0] if words else ""


def _quoted(word: str) -> str:
    """As the specification says: in double quotes, with `"`, backtick, `$` and backslash escaped, and `%` doubled."""
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n")
