"""Errors: every code has a sentence, and saying it never fails."""

from __future__ import annotations

import re
import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import amux_desktop
from amux_desktop.core.errors import MESSAGES, AmuxError, ConflictError

PACKAGE = Path(amux_desktop.__file__).parent


def test_every_code_raised_in_these_packages_has_a_sentence() -> None:
    raised = set()
    for package in ("core", "security", "storage"):
        for file in (PACKAGE / package).rglob("*.py"):
            raised |= set(re.findall(r"(?:\w+Error)\(\s*\"([a-z_]+)\"", file.read_text(encoding="utf-8")))
    internal = {"vault_missing", "vault_foreign", "key_file_missing", "key_wrong"}  # reasons of a locked vault
    assert len(raised) > 25
    assert raised - internal <= set(MESSAGES)


def test_message_fills_in_parameters_and_joins_lists() -> None:
    error = ConflictError("in_use", kind="Provider", name="DeepSeek", references=("proxy A", "tool codex"))
    assert str(error) == "Provider DeepSeek is still used by proxy A, tool codex. Change or remove those first."
    assert error.status == 409


@given(st.sampled_from(sorted(MESSAGES)))
def test_a_forgotten_parameter_does_not_raise(code: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(MESSAGES[code]) if name]
    assert AmuxError(code).message.count("?") >= len(names)


def test_an_unknown_code_still_says_what_it_knows() -> None:
    assert AmuxError("strange", place="here").message == "strange (place=here)"
