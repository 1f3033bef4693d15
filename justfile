# What CI runs, by name. `just` alone lists the recipes; run.py makes .venv.

python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }

_default:
    @just --list

# Open the window (or the headless proxy); arguments go to amux
run *args:
    python3 run.py {{args}}

# The whole suite; arguments go to pytest
test *args:
    python3 run.py test {{args}}

# Lint, formatting, types and import contracts
check:
    python3 run.py check

# Apply the fixes that tools can make themselves
fix:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# The documentation site, into build/site; `just docs serve` shows it while it is written
docs *args:
    python3 run.py docs {{args}}

# Everything CI runs, in its order
ci:
    .ci/run

# Make the hash locks anew; no registry host gets into them
lock *args:
    uv pip compile pyproject.toml --extra desktop --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -o requirements.txt
    uv pip compile pyproject.toml --extra desktop --extra team --group test --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -c requirements.txt -o requirements-dev.txt
    uv pip compile pyproject.toml --group lint --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -c requirements-dev.txt -o requirements-lint.txt
    uv pip compile pyproject.toml --extra desktop --group build --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -c requirements.txt -o requirements-build.txt
    uv pip compile pyproject.toml --extra team --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -c requirements.txt -o requirements-server.txt
    uv pip compile pyproject.toml --extra desktop --group docs --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -q {{args}} -c requirements.txt -o requirements-docs.txt
