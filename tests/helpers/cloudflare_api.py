"""A strict stand-in for Cloudflare's API v4: refuses what the real one refuses, keeps zones, tunnels and DNS records."""

from __future__ import annotations

import json
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

TOKEN = "cf-api-token-0123456789abcdef0123456789"
ACCOUNT = "a" * 32
ZONE = "b" * 32


class RefusedError(Exception):
    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@dataclass(slots=True)
class CloudflareApiStandIn:
    """Use as a context manager; `base` takes the place of the API's address. A permission taken out of `permissions` is
    refused as Cloudflare does."""

    permissions: set[str] = field(default_factory=lambda: {"tunnel", "dns"})
    zones: list[dict[str, Any]] = field(default_factory=lambda: [zone("example.com", ZONE)])
    tunnels: dict[str, dict[str, Any]] = field(default_factory=dict)
    configurations: dict[str, Any] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    failing: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    """By `METHOD /end-of-path`: what is answered instead."""
    _server: ThreadingHTTPServer | None = None

    @property
    def base(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}/client/v4"

    def add_record(self, name: str, type: str, content: str) -> str:
        made = uuid.uuid4().hex
        self.records[made] = {"id": made, "type": type, "name": name, "content": content, "zone": ZONE}
        return made

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    # ------------------------------------------------------------------ answers

    def _answer(self, method: str, path: str, query: dict[str, str], token: str, body: Any) -> Any:
        self.asked.append(f"{method} {path}")
        for place, refusal in self.failing.items():
            wanted, _, end = place.partition(" ")
            if method == wanted and path.endswith(end):
                raise RefusedError(*refusal)
        if not token.startswith("Bearer ") or len(token) < 20:
            raise RefusedError(400, 6003, "Invalid request headers")
        if token != f"Bearer {TOKEN}":
            raise RefusedError(403, 9109, "Invalid access token")
        parts = path.removeprefix("/client/v4/").split("/")
        if parts == ["zones"]:
            return _page([item for item in self.zones if query.get("name", item["name"]) == item["name"]], query)
        if parts[0] == "zones" and parts[2] == "dns_records":
            self._require("dns")
            return self._dns(method, parts[1], parts[3:], query, body)
        if parts[0] == "accounts" and parts[2] == "cfd_tunnel":
            self._require("tunnel")
            if parts[1] != ACCOUNT:
                raise RefusedError(403, 10000, "Authentication error")
            return self._tunnel(method, parts[3:], query, body)
        raise RefusedError(404, 7003, f"Could not route to {path}")

    def _require(self, permission: str) -> None:
        if permission not in self.permissions:
            raise RefusedError(403, 10000, "Authentication error")

    def _tunnel(self, method: str, rest: list[str], query: dict[str, str], body: Any) -> Any:
        if not rest:
            if method == "GET":
                found = [item for item in self.tunnels.values() if query.get("name", item["name"]) == item["name"]]
                return _page([item for item in found if not item["deleted_at"]], query)
            if set(body) != {"name", "config_src"} or body["config_src"] != "cloudflare":
                raise RefusedError(400, 1001, "unexpected body")
            if any(item["name"] == body["name"] and not item["deleted_at"] for item in self.tunnels.values()):
                raise RefusedError(409, 1013, "You already have a tunnel with this name")
            made = str(uuid.uuid4())
            self.tunnels[made] = {
                "id": made, "name": body["name"], "status": "inactive", "connections": [], "deleted_at": None,
                "created_at": "2026-11-22T14:40:02.123456Z",
            }  # fmt: skip
            return self.tunnels[made]
        tunnel = self.tunnels.get(rest[0])
        if tunnel is None or (tunnel["deleted_at"] and method != "GET"):
            raise RefusedError(404, 1003, "Tunnel not found")
        match (method, rest[1:]):
            case ("GET", []):
                return tunnel
            case ("GET", ["token"]):
                return token_of(tunnel["id"])
            case ("PUT", ["configurations"]):
                ingress = body["config"]["ingress"]
                if "hostname" in ingress[-1] or not ingress[-1]["service"].startswith("http_status:"):
                    raise RefusedError(400, 1056, "The last ingress rule must match all requests")
                self.configurations[tunnel["id"]] = ingress
                return {"tunnel_id": tunnel["id"], "config": body["config"]}
            case ("DELETE", ["connections"]):
                tunnel["connections"] = []
                return None
            case ("DELETE", []):
                if tunnel["connections"]:
                    raise RefusedError(400, 1022, "Cannot delete tunnel because it has active connections")
                tunnel["deleted_at"] = "2026-11-22T15:00:00Z"
                return tunnel
        raise RefusedError(405, 7001, "Method not allowed")

    def _dns(self, method: str, zone_id: str, rest: list[str], query: dict[str, str], body: Any) -> Any:
        match (method, rest):
            case ("GET", []):
                found = [
                    item
                    for item in self.records.values()
                    if item["zone"] == zone_id
                    and all(item[key] == query[key] for key in ("name", "content") if key in query)
                ]
                return _page(found, query)
            case ("POST", []):
                same = [item for item in self.records.values() if item["name"] == body["name"]]
                if same:
                    raise RefusedError(400, 81053, "An A, AAAA, or CNAME record with that host already exists.")
                made = self.add_record(body["name"], body["type"], body["content"])
                self.records[made] |= {"proxied": body["proxied"], "comment": body["comment"]}
                return self.records[made]
            case ("DELETE", [record]):
                if self.records.pop(record, None) is None:
                    raise RefusedError(404, 81044, "Record does not exist.")
                return {"id": record}
        raise RefusedError(405, 7001, "Method not allowed")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one packet: in two, each answer would wait 40 ms for an acknowledgement.
            wbufsize = -1

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                size = int(self.headers.get("content-length") or 0)
                body = json.loads(self.rfile.read(size)) if size else None
                envelope: dict[str, Any] = {"success": True, "errors": [], "messages": [], "result": None}
                status = 200
                try:
                    envelope["result"] = stand_in._answer(
                        self.command,
                        parts.path,
                        dict(parse_qsl(parts.query)),
                        self.headers.get("authorization", ""),
                        body,
                    )
                except RefusedError as refused:
                    status = refused.status
                    envelope |= {"success": False, "errors": [{"code": refused.code, "message": str(refused)}]}
                data = json.dumps(envelope).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                self.wfile.flush()

            do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - the names http.server calls

            def log_message(self, format: str, *args: Any) -> None:
                return

        return Handler


def zone(name: str, id: str) -> dict[str, Any]:
    return {"id": id, "name": name, "account": {"id": ACCOUNT, "name": "Lin's account"}}


def token_of(tunnel_id: str) -> str:
    """As Cloudflare makes it: base64 of account, tunnel and secret."""
    import base64

    return base64.b64encode(json.dumps({"a": ACCOUNT, "t": tunnel_id, "s": "c2VjcmV0"}).encode()).decode()


def _page(items: list[Any], query: dict[str, str]) -> list[Any]:
    size, number = int(query["per_page"]), int(query["page"])
    return items[(number - 1) * size : number * size]
