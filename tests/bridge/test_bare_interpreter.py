"""The conversion core runs where nothing but Python is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from bridge import convert
for name in convert.FORMAT_NAMES:
    convert.format_of(name)
import bridge.adapters, bridge.adapter, bridge.__main__
body = {{"model": "m", "max_tokens": 5, "messages": [{{"role": "user", "content": "Hi"}}]}}
for name in convert.FORMAT_NAMES:
    convert.convert_request(body, "anthropic", convert.plain_target(name))
allowed = set(sys.stdlib_module_names) | {{"bridge", "__main__", "__mp_main__"}}
foreign = sorted({{name.partition(".")[0] for name in sys.modules}} - allowed - {{"_virtualenv", "sitecustomize"}})
print(",".join(foreign))
"""


def test_the_core_imports_the_standard_library_only() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _PROGRAM.format(root=str(ROOT))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
