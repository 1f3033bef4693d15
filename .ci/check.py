"""Lint, formatting, types and import contracts, all of them even when one fails; `python3 run.py check` starts this."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "pyright (bridge)": ["-m", "pyright", "--pythonpath", sys.executable],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}


def main() -> int:
    results = {name: _run(name, arguments) for name, arguments in CHECKS.items()}
    print()
    for name, passed in results.items():
        print(f"{name:18} {'ok' if passed else 'FAILED'}")
    return 0 if all(results.values()) else 1


def _run(name: str, arguments: list[str]) -> bool:
    print(f"\n--- {name}", flush=True)
    start = time.monotonic()
    code = subprocess.run([sys.executable, *arguments], cwd=ROOT).returncode
    print(f"--- {name}: exit code {code} after {time.monotonic() - start:.1f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
