#!/usr/bin/env python3
"""Starts Amux from a checkout on a machine that has nothing but Python.

    python3 run.py [arguments of amux]     sets up .venv once, then opens the window (no display: the proxy alone)
    python3 run.py test [pytest options]   sets up the test tools once, then runs the whole suite
    python3 run.py check                   sets up the lint tools once, then lints and checks the types
    python3 run.py docs [serve]            sets up MkDocs once, then builds the documentation site into build/site

Standard library only. Packages come from the hash-checked lists requirements*.txt; the checkout itself is put on the
path by a .pth file, because an editable installation would download an unpinned build backend. The environment lives
in .venv beside this file, or where AMUX_VENV says.
"""

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType

# Before anything an older Python would stumble over; the annotations below are evaluated, and it could not.
if not (3, 11) <= sys.version_info[:2] < (3, 15):
    sys.exit("Amux needs Python 3.11 to 3.14; this is " + platform.python_version() + " (" + sys.executable + ").")

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("AMUX_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
# What each task needs installed.
LISTS = {
    "app": ("requirements.txt",),
    "test": ("requirements-dev.txt",),
    "check": ("requirements-dev.txt", "requirements-lint.txt"),
    "docs": ("requirements-docs.txt",),
}
QT_PACKAGES = ("pyside6-essentials", "shiboken6", "pyqtgraph")
# PySide6's wheels for Linux, and the glibc they were built against.
QT_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}


class SetupError(Exception):
    """The message is for the user: what is wrong and what to do."""


def main(arguments: Sequence[str]) -> int:
    task = arguments[0] if arguments[:1] in (["test"], ["check"], ["docs"]) else "app"
    try:
        if task in ("test", "docs") or (
            task == "app" and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        ):
            install_qt_libraries(with_display=task == "app")
        for requirements in LISTS[task]:
            prepare(requirements)
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    if task == "test":
        return run_tests(arguments[1:])
    if task == "check":
        return hand_over([str(ROOT / ".ci" / "check.py")])
    if task == "docs":
        os.chdir(ROOT)
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        return hand_over(["-m", "mkdocs", *(arguments[1:] or ["build"])])
    return hand_over(["-P", "-m", "amux_desktop", *arguments])


def run_tests(arguments: Sequence[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    command = ["-m", "pytest"]
    absent = "Qt has no wheels for this system" if not qt_has_wheels() else ", ".join(qt_libraries().missing())
    if absent:
        # pytest-qt ends the whole session when QtCore cannot be loaded.
        command += ["-p", "no:pytest-qt"]
        print(f"run.py: the tests of the window cannot run here: {absent}", file=sys.stderr, flush=True)
    if not {"-n", "-p", "-x", "-s", "--pdb", "--benchmark-enable"} & {argument.split("=")[0] for argument in arguments}:
        # One more than there are cores: many tests wait for sockets and child processes rather than compute.
        command += ["-n", str(1 + (os.cpu_count() or 2)), "--dist", "worksteal"]
    return hand_over([*command, *arguments])


def prepare(requirements: str) -> None:
    """Makes the environment match `requirements`; costs one small read when it already does."""
    stamp = VENV / f".amux-{requirements}"
    wanted = fingerprint(requirements)
    if is_prepared(stamp, wanted):
        return
    with only_one_at_a_time():
        if is_prepared(stamp, wanted):  # by the one we waited for
            return
        tool = uv()
        if tool is None:
            build(requirements, None)
        else:
            try:
                build(requirements, tool)
            except SetupError as error:  # uv does not read pip's settings: mirrors, certificates
                say(f"{error}; trying pip instead")
                build(requirements, None)
        link_checkout()
        stamp.write_text(wanted)


def build(requirements: str, tool: str | None) -> None:
    """Makes the environment if need be and installs into it, with the uv at `tool` or, without one, with venv and pip."""
    if not usable_environment(tool):
        say(f"making {VENV}")
        make_environment(tool)
    say(f"installing the packages of {requirements} (once; a minute or so)")
    install(requirements, tool)


def is_prepared(stamp: Path, wanted: str) -> bool:
    return PYTHON.exists() and stamp.is_file() and stamp.read_text() == wanted


def fingerprint(requirements: str) -> str:
    """Changes with the list, the interpreter and the place of the checkout, and so asks for a new installation."""
    parts = (wanted_packages(requirements), sys.version, str(ROOT))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def usable_environment(tool: str | None) -> bool:
    """True for an environment of this very Python with the means to install into it."""
    if not PYTHON.exists():
        return False
    question = (
        "import sys; from importlib.util import find_spec as f; print(sys.version, f('pip') is not None, sep='\\0')"
    )
    answer = subprocess.run([str(PYTHON), "-I", "-c", question], capture_output=True, text=True)
    version, _, has_pip = answer.stdout.strip().partition("\0")
    return version == sys.version and (has_pip == "True" or tool is not None)


def make_environment(tool: str | None) -> None:
    if tool:
        attempt([tool, "venv", "--quiet", "--no-project", "--clear", "--python", sys.executable, str(VENV)])
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not may_use_apt():
            raise SetupError(f"Python's venv module is incomplete; install it first: sudo apt-get install -y {package}")
        apt_install([package])
    attempt([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(requirements: str, tool: str | None) -> None:
    checks = ["--require-hashes", "--only-binary", ":all:"]
    listing = VENV / f"amux-{requirements}"
    listing.write_text(wanted_packages(requirements), encoding="utf-8")
    if tool:
        attempt([tool, "pip", "install", "--quiet", "--python", str(PYTHON), *checks, "-r", str(listing)])
    else:
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        attempt([*pip, *checks, "-r", str(listing)])


def wanted_packages(requirements: str) -> str:
    """The list for this machine: without Qt where its wheels do not fit, so that the proxy still runs there."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    if qt_has_wheels():
        return text
    names = "|".join(QT_PACKAGES)
    return re.sub(rf"^(?:{names})==.*\n(?:    .*\n)*", "", text, flags=re.MULTILINE)


def qt_has_wheels() -> bool:
    if platform.system() != "Linux":
        return True
    library, version = platform.libc_ver()
    needed = QT_GLIBC.get(platform.machine())
    if library != "glibc" or needed is None:
        return False
    return tuple(int(part) for part in version.split(".")[:2]) >= needed


def link_checkout() -> None:
    """Puts the checkout on the environment's path, relative where possible, so that .pth files' encoding is no issue."""
    base = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=base))
    try:
        target = os.path.relpath(ROOT, packages.resolve())
    except ValueError:  # Windows: another drive
        target = str(ROOT)
    (packages / "amux-checkout.pth").write_text(target + "\n", encoding="utf-8")


def install_qt_libraries(with_display: bool) -> None:
    """Installs what Qt lacks when we may; otherwise says what is missing, and Amux goes on without a window."""
    libraries = qt_libraries()
    wanted = {**libraries.BASE, **(libraries.XCB if with_display else {})}
    missing = libraries.missing(wanted) if qt_has_wheels() else ()
    if not missing:
        return
    if may_use_apt():
        try:
            apt_install(libraries.packages(missing))
        except SetupError as error:
            say(str(error))
    else:
        say(
            f"{len(missing)} system libraries that Qt needs are missing. To get the window: {libraries.remedy(missing)}"
        )


@lru_cache(maxsize=None)
def qt_libraries() -> ModuleType:
    """The list of libraries, loaded by path: nothing of the project's dependencies is there yet."""
    spec = importlib.util.spec_from_file_location("qt_libraries", ROOT / "amux_desktop" / "core" / "qt_libraries.py")
    if spec is None or spec.loader is None:
        raise SetupError(f"{ROOT} is not a complete checkout of Amux")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def may_use_apt() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def apt_install(packages: Sequence[str]) -> None:
    say("installing system packages: " + " ".join(packages))
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], env=quiet, stdout=subprocess.DEVNULL)  # stale lists may still do: install decides
    attempt([*apt, "install", "-y", "--no-install-recommends", *packages], env=quiet, show=False)


@lru_cache(maxsize=None)
def uv() -> str | None:
    """The path of a uv that works; a version manager's shim may be there without one behind it."""
    path = shutil.which("uv")
    works = path is not None and subprocess.run([path, "--version"], capture_output=True).returncode == 0
    return path if works else None


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two first starts at once must not write into one environment; the lock ends with the process."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = (VENV.parent / f"{VENV.name}.lock").open("a")
    except OSError as error:
        raise SetupError(f"cannot write beside {VENV}: {error.strerror}; set AMUX_VENV to a folder of yours") from error
    with handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def attempt(command: Sequence[str], env: dict[str, str] | None = None, show: bool = True) -> None:
    result = subprocess.run(command, env=env, stdout=None if show else subprocess.DEVNULL)
    if result.returncode != 0:
        raise SetupError(f"this command failed with exit code {result.returncode}: {' '.join(command)}")


def hand_over(arguments: Sequence[str]) -> int:  # noqa: RET503 - execv does not return
    """Runs the environment's Python with the terminal, the signals and the exit code all its own."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child, which decides
        return subprocess.call(command)
    os.execv(command[0], command)  # noqa: S606 - without a shell, a path of our own making


def say(text: str) -> None:
    print(f"run.py: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
