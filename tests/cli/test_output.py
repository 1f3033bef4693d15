"""What others wrote does not steer the terminal; errors say what to do."""

from __future__ import annotations

import io
import os

import pytest

from amux_desktop.cli.output import print_table, report_error, seen, warn
from amux_desktop.core.errors import InvalidInputError, NotFoundError

HOSTILE = "a\x1b]52;c;ZXZpbA==\x07b\x9b2Jc\r\nd\te\x7f"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_answer_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(HOSTILE, Terminal()) == "a]52;c;ZXZpbA==b2Jc\nd\te"
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    warn(HOSTILE)
    report_error(InvalidInputError("chat_failed", reason=HOSTILE), as_json=False)
    assert not {"\x1b", "\x9b", "\r", "\x07"} & set(terminal.getvalue())


def test_a_pipe_gets_every_character() -> None:
    assert seen(HOSTILE, io.StringIO()) == HOSTILE


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotFoundError("not_found", kind="preset", ref="deepsek", known=("deepseek", "openai")), "Did you mean deepseek?"),
        (NotFoundError("not_found", kind="account vendor", ref="x", known=("codex", "b")), "Known are: codex, b."),
        (InvalidInputError("chat_no_target"), "--provider PATH or --proxy PATH."),
        (NotFoundError("tool_no_target", tool="Codex"), "--provider PATH."),
        (NotFoundError("tool_missing", tool="Codex", command="codex"), "npm install -g @openai/codex"),
        (InvalidInputError("field_required", field="model"), "name one with --model ID."),
    ],
)  # fmt: skip
def test_an_error_names_the_remedy(
    error: InvalidInputError | NotFoundError, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report_error(error, as_json=False)
    assert capsys.readouterr().err.strip().endswith(said)


def test_columns_stand_below_each_other_in_chinese_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (("中文服务", "a"), ("Up", "b"), ("e\u0301", "c"))
    print_table(("name", "x"), rows, "")
    assert capsys.readouterr().out.splitlines() == ["NAME      X", "中文服务  a", "Up        b", "e\u0301         c"]
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((8, 20)))
    print_table(("name", "x"), rows, "")
    assert terminal.getvalue().splitlines() == ["NAME   …", "中文服…", "Up     …", "e\u0301      …"]
