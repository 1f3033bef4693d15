"""A stand-in for the program cloudflared: the same arguments, log lines and metrics endpoints, and ways to fail.

`install` writes it as an executable script; `behave` changes what the next start does. It writes its own process id, its
arguments and its environment beside itself, for the test to look at.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

VERSION = "2026.9.1"
HOSTNAME = "amber-fox-27.trycloudflare.com"
_SCRIPT = r"""
import sys
if "--version" in sys.argv:
    print("cloudflared version 2026.9.1 (built 2026-09-11-1340 UTC)")
    raise SystemExit
import json, os, signal, socket, threading, time
here = os.path.splitext(sys.argv[0])[0]

def read(ending):
    with open(here + ending) as file:
        return file.read()

def write(ending, text):
    with open(here + ending, "w") as file:
        file.write(text)

behaviour = json.loads(read(".json"))
mode = behaviour["mode"]
number = int(read(".starts")) + 1 if os.path.exists(here + ".starts") else 1
write(".starts", str(number))
write(".run", json.dumps({"pid": os.getpid(), "arguments": sys.argv[1:], "environment": dict(os.environ)}))

def say(level, message, **more):
    if os.environ.get("TUNNEL_LOG_OUTPUT") == "json":
        print(json.dumps({"level": level, "time": "2026-11-22T14:40:02Z", **more, "message": message}), flush=True)
    else:
        print("2026-11-22T14:40:02Z", level.upper()[:3], message, flush=True)

say("info", "Requesting new quick Tunnel on trycloudflare.com...")
if mode == "exits":
    say("error", "cannot do this", error="something is wrong")
    raise SystemExit(3)
if mode == "rate_limited":
    say("error", "Error unmarshaling QuickTunnel response: error code: 1015", status_code="429 Too Many Requests")
    raise SystemExit(1)
if mode == "refused":
    say("error", "Register tunnel error from server side", error="Unauthorized: Invalid tunnel secret")
    raise SystemExit(1)
if mode == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

def answer(path):
    if path == "/ready":
        ready = json.loads(read(".json"))["ready"]
        status = 200 if ready else 503
        return status, json.dumps({"status": status, "readyConnections": ready})
    if path == "/quicktunnel":
        return 200, json.dumps({"hostname": "amber-fox-27.trycloudflare.com"})
    if path == "/metrics":
        place = 'cloudflared_tunnel_server_locations{connection_id="%d",edge_location="%s"} %d\n'
        return 200, place % (0, "hkg08", 1) + place % (1, "nrt05", 1) + place % (1, "lax01", 0)
    return 404, "not found"

def serve(listener):
    while True:
        connection, _ = listener.accept()
        path = connection.recv(65536).split(b" ")[1].decode()
        status, body = answer(path)
        head = "HTTP/1.1 %d X\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % (status, len(body))
        connection.sendall((head + body).encode())
        connection.close()

host, _, port = sys.argv[sys.argv.index("--metrics") + 1].rpartition(":")
listener = socket.create_server((host, int(port)))
threading.Thread(target=serve, args=(listener,), daemon=True).start()
say("info", "Registered tunnel connection", connIndex=0, location="hkg08")
if mode == "dies" and number < behaviour["until"]:
    time.sleep(behaviour["lives_s"])
    say("error", "Lost connection with the edge")
    os._exit(5)
threading.Event().wait()
"""


class Cloudflared:
    """`path` is the program."""

    def __init__(self, folder: Path, name: str = "cloudflared") -> None:
        self.path = folder / name
        folder.mkdir(parents=True, exist_ok=True)
        self.path.write_text(f"#!{sys.executable} -SE\n{_SCRIPT}")
        self.path.chmod(0o755)
        self.behave()

    def behave(self, mode: str = "works", *, ready: int = 2, until: int = 2, lives_s: float = 0.4) -> None:
        """`ready` connections at once; a program that `dies` does so `lives_s` after each of the starts before `until`."""
        content = {"mode": mode, "ready": ready, "until": until, "lives_s": lives_s}
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(content))
        part.replace(self.path.with_suffix(".json"))

    @property
    def starts(self) -> int:
        file = self.path.with_suffix(".starts")
        return int(file.read_text()) if file.exists() else 0

    @property
    def run(self) -> dict[str, Any]:
        """pid, arguments and environment of the latest start."""
        content: dict[str, Any] = json.loads(self.path.with_suffix(".run").read_text())
        return content

    @property
    def pid(self) -> int:
        return int(self.run["pid"])


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
