from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSED = "========= 12 passed, 1 skipped, 3 deselected in 4.50s ========="
FAILED = "==== 1 failed, 2 passed, 1 error in 61.25s (0:01:01) ===="
NOTHING = "============ 5 deselected in 0.10s ============"


@pytest.fixture(scope="module")
def summary() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".ci" / "summary.py"))


def test_the_last_summary_of_a_log_counts(summary: dict[str, Any]) -> None:
    log = f"=== test session starts ===\n{FAILED}\nnoise\n{PASSED}\nrun: exit code 0\n"
    assert summary["summary_of"](log) == PASSED
    assert summary["summary_of"]("=== FAILURES ===\n") is None


def test_runs_are_added_up(summary: dict[str, Any]) -> None:
    assert summary["total"]([PASSED, FAILED]).strip("= ") == "1 failed, 14 passed, 1 skipped, 1 errors in 65.75s"
    assert summary["total"]([NOTHING]).strip("= ") == "no tests ran in 0.10s"


def test_a_log_without_a_summary_is_a_failure(
    summary: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.log").write_text(PASSED)
    (tmp_path / "bad.log").write_text("Fatal Python error: Aborted")
    assert summary["main"]([str(tmp_path / "good.log")]) == 0
    assert summary["main"]([str(tmp_path / "bad.log"), str(tmp_path / "good.log")]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "bad: pytest ended without a summary" in told
    assert told[-1].strip("= ") == "12 passed, 1 skipped in 4.50s"


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_script_is_valid_bash() -> None:
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")]).returncode == 0
