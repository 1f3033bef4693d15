"""Strict stand-ins of both account vendors on loopback: authorization, tokens, identity, quotas and chat.

They refuse what the vendors refuse: another redirect address, PKCE that does not fit, codes used twice, refresh tokens used
twice (which ends the whole grant), scopes nobody asked for, bodies the backend does not take.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from amux_desktop.oauth.vendors import Device, Vendor, Vendors
from tests.helpers.vendor_chat import antigravity_answer, codex_answer

SECRET = "client-secret-of-the-test"
_KEY: RSAPrivateKey = generate_private_key(65537, 2048)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwt(claims: dict[str, Any], key: RSAPrivateKey = _KEY, kid: str = "k1") -> str:
    head = b64(json.dumps({"alg": "RS256", "kid": kid}).encode())
    body = b64(json.dumps(claims).encode())
    return f"{head}.{body}.{b64(key.sign(f'{head}.{body}'.encode(), PKCS1v15(), SHA256()))}"


def _number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass
class User:
    """An account at the vendor. `left` by window or model; `limited_s` makes chat answer 429."""

    id: str
    email: str
    plan: str = "plus"
    left: dict[str, float] = field(default_factory=dict)
    limited_s: float = 0.0
    status: int = 0
    refused: bool = False


class _Server(ThreadingHTTPServer):
    """Takes a burst of connections at once."""

    request_queue_size = 256


class VendorServer:
    """Use as a context manager. `user` is who is sitting at the browser; `browser` is what they do there: approve, deny, wrong_state."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.user = User("u1", "ana@example.com")
        self.users: dict[str, User] = {}
        self.browser = "approve"
        self.down = False
        self.keys_down = False
        self.lifetime_s = 3600
        self.slow_s = 0.0
        """How long the token endpoint takes to answer."""
        self.onboard_steps = 0
        self.device_confirmed = False
        self.calls: list[str] = []
        self.chats: list[dict[str, Any]] = []
        self.revoked: list[str] = []
        self.lock = threading.Lock()
        self._codes: dict[str, dict[str, str]] = {}
        self._refresh: dict[str, tuple[str, int]] = {}
        self._generation: dict[str, int] = {}
        self._access: dict[str, str] = {}

    def __enter__(self) -> VendorServer:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                owner.answer(self, b"")

            def do_POST(self) -> None:
                owner.answer(self, self.rfile.read(int(self.headers.get("content-length", 0))))

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    # ------------------------------------------------------------------ what the app is told

    def vendor(self, port: int) -> Vendor:
        """The real declaration with this server's addresses."""
        real = Vendors.load().get(self.kind)
        self.real = dataclasses.replace(
            real,
            authorize_url=f"{self.base}/authorize",
            token_url=f"{self.base}/token",
            revoke_url=f"{self.base}/revoke",
            jwks_url=f"{self.base}/jwks",
            issuer=self.base,
            redirect_port=port,
            userinfo_url=f"{self.base}/userinfo",
            control_url=self.base,
            chat_urls=(f"{self.base}/first", f"{self.base}/second")
            if self.kind == "antigravity"
            else (f"{self.base}/first",),
            client_secret=SECRET if self.kind == "antigravity" else "",
            device=Device(
                code_url=f"{self.base}/device/usercode",
                token_url=f"{self.base}/device/token",
                verify_url=f"{self.base}/device",
                redirect_uri=f"{self.base}/device/callback",
            )
            if real.device
            else None,
        )
        return self.real

    def expire_access(self) -> None:
        self._access.clear()

    def end_grants(self) -> None:
        """The user took the app's access back."""
        self._refresh.clear()
        self._access.clear()

    # ------------------------------------------------------------------ HTTP

    def answer(self, handler: BaseHTTPRequestHandler, data: bytes) -> None:
        parts = urlsplit(handler.path)
        with self.lock:
            self.calls.append(parts.path)
        if self.down:
            handler.close_connection = True
            handler.connection.close()
            return
        status, headers, body = self._route(handler, parts.path, parts.query, data)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a client that has gone
            self._send(handler, status, headers, body)

    def _send(self, handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _route(
        self, handler: BaseHTTPRequestHandler, path: str, query: str, data: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        values = {name: items[0] for name, items in parse_qs(query).items()}
        if path == "/authorize":
            return self._authorize(values)
        if path == "/jwks":
            numbers = _KEY.public_key().public_numbers()
            key = {"kty": "RSA", "kid": "k1", "n": _number(numbers.n), "e": _number(numbers.e)}
            return _json(503 if self.keys_down else 200, {"keys": [key]})
        if path == "/token":
            threading.Event().wait(self.slow_s)
            with self.lock:
                return self._token({name: items[0] for name, items in parse_qs(data.decode()).items()})
        if path == "/revoke":
            token = parse_qs(data.decode())["token"][0]
            self.revoked.append(token)
            self._refresh.pop(token, None)
            return _json(200, {})
        if path.startswith("/device/"):
            return self._device(path, json.loads(data))
        bearer = handler.headers.get("authorization", "").removeprefix("Bearer ")
        user = self.users.get(self._access.get(bearer, ""))
        if user is None or user.refused:
            return _json(401, {"detail": "Unauthorized"})
        if user.status == 403:
            return _json(403, {"error": {"code": 403, "message": "not allowed here", "status": "PERMISSION_DENIED"}})
        return self._account(handler, path, data, user)

    def _authorize(self, values: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        real = self.real
        expected = {"response_type": "code", "client_id": real.client_id, "redirect_uri": real.redirect_uri}
        wrong = [
            name for name, value in {**expected, "code_challenge_method": "S256"}.items() if values.get(name) != value
        ]
        if wrong or set(values.get("scope", "").split()) != set(real.scopes) or len(values.get("state", "")) < 16:
            return _json(400, {"error": "invalid_request", "wrong": wrong})
        if any(values.get(name) != value for name, value in real.authorize_params.items()):
            return _json(400, {"error": "invalid_request", "error_description": "parameters are missing"})
        answer = {"state": values["state"]}
        if self.browser == "deny":
            answer |= {"error": "access_denied", "error_description": "<script>alert(1)</script> no"}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = {
                "challenge": values["code_challenge"],
                "redirect": values["redirect_uri"],
                "user": self.user.id,
            }
            self.users[self.user.id] = self.user
            answer["code"] = code
        if self.browser == "wrong_state":
            answer["state"] = "x" * 43
        return 302, {"location": f"{values['redirect_uri']}?{urlencode(answer)}"}, b""

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if form.get("client_id") != self.real.client_id:
            return _json(401, {"error": "invalid_client"})
        if self.real.needs_secret and form.get("client_secret") != SECRET:
            return _json(401, {"error": "invalid_client", "error_description": "The OAuth client was not found."})
        if form.get("grant_type") == "authorization_code":
            code = self._codes.pop(form.get("code", ""), None)
            if code is None:
                return _json(400, {"error": "invalid_grant", "error_description": "code is used or unknown"})
            digest = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
            if digest != code["challenge"] or form.get("redirect_uri") != code["redirect"]:
                return _json(400, {"error": "invalid_grant", "error_description": "PKCE or redirect does not fit"})
            return self._grant(code["user"])
        if form.get("grant_type") == "refresh_token":
            return self._renew(form)
        return _json(400, {"error": "unsupported_grant_type"})

    def _renew(self, form: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        wanted = set(form.get("scope", "").split())
        if not wanted <= set(self.real.scopes):
            return _json(400, {"error": "invalid_scope"})
        known = self._refresh.get(form.get("refresh_token", ""))
        if known is None:
            return _json(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        user, generation = known
        if self.kind == "codex" and generation != self._generation[user]:
            self._generation[user] += 1000  # a token used twice ends the grant
            return _json(
                401, {"error": {"code": "refresh_token_reused", "message": "Your refresh token was already used."}}
            )
        return self._grant(user, form["refresh_token"])

    def _grant(self, user_id: str, old: str = "") -> tuple[int, dict[str, str], bytes]:
        user = self.users[user_id]
        access = secrets.token_urlsafe(16)
        self._access[access] = user_id
        body: dict[str, Any] = {"access_token": access, "expires_in": self.lifetime_s, "token_type": "Bearer"}
        if self.kind == "codex" or not old:
            self._generation[user_id] = self._generation.get(user_id, 0) + 1
            refresh = secrets.token_urlsafe(16)
            self._refresh[refresh] = (user_id, self._generation[user_id])
            body["refresh_token"] = refresh
        body["id_token"] = jwt(self.claims(user))
        return _json(200, body)

    def claims(self, user: User) -> dict[str, Any]:
        now = int(time.time())
        own = {"chatgpt_account_id": f"acc-{user.id}", "chatgpt_user_id": user.id, "chatgpt_plan_type": user.plan}
        return {
            "iss": self.base, "aud": [self.real.client_id], "sub": user.id, "email": user.email, "iat": now, "exp": now + 3600,
            **({"https://api.openai.com/auth": own} if self.kind == "codex" else {}),
        }  # fmt: skip

    def _device(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        if path == "/device/usercode":
            return _json(200, {"device_auth_id": "dev-1", "user_code": "ABCD-1234", "interval": "1"})
        if body != {"device_auth_id": "dev-1", "user_code": "ABCD-1234"}:
            return _json(400, {"error": "invalid_request"})
        if not self.device_confirmed:
            return _json(403, {"error": "authorization_pending"})
        verifier = secrets.token_urlsafe(32)
        challenge = b64(hashlib.sha256(verifier.encode()).digest())
        self._codes["device-code"] = {
            "challenge": challenge,
            "redirect": f"{self.base}/device/callback",
            "user": self.user.id,
        }
        self.users[self.user.id] = self.user
        return _json(200, {"authorization_code": "device-code", "code_challenge": challenge, "code_verifier": verifier})

    def _account(
        self, handler: BaseHTTPRequestHandler, path: str, data: bytes, user: User
    ) -> tuple[int, dict[str, str], bytes]:
        now = int(time.time())
        if path == "/userinfo":
            return _json(200, {"id": user.id, "email": user.email})
        if path == "/wham/usage":
            if handler.headers.get("chatgpt-account-id") != f"acc-{user.id}":
                return _json(403, {"detail": "wrong account"})
            windows = {
                f"{rank}_window": {
                    "used_percent": 100 * (1 - user.left.get(name, 1.0)),
                    "limit_window_seconds": length,
                    "reset_at": now + length,
                }
                for rank, name, length in (("primary", "5h", 18_000), ("secondary", "week", 604_800))
            }
            return _json(200, {"plan_type": user.plan, "rate_limit": {"allowed": True, **windows}})
        if path == "/v1internal:loadCodeAssist":
            if json.loads(data)["metadata"]["ideType"] != "ANTIGRAVITY":
                return _json(400, {"error": {"code": 400, "message": "metadata", "status": "INVALID_ARGUMENT"}})
            if self.onboard_steps:
                return _json(200, {"allowedTiers": [{"id": "free-tier", "isDefault": True}]})
            return _json(200, {"cloudaicompanionProject": f"project-{user.id}", "currentTier": {"id": "g1-pro-tier"}})
        if path == "/v1internal:onboardUser":
            self.onboard_steps -= 1
            if self.onboard_steps > 0:
                return _json(200, {"name": "operations/1"})
            return _json(200, {"done": True, "response": {"cloudaicompanionProject": {"id": f"project-{user.id}"}}})
        if path == "/v1internal:fetchAvailableModels":
            reset = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now + 18_000))
            models = {
                name: {"quotaInfo": {"remainingFraction": left, "resetTime": reset}} for name, left in user.left.items()
            }
            return _json(200, {"models": models})
        with self.lock:
            self.chats.append(
                {
                    "path": path,
                    "user": user.id,
                    "body": json.loads(data),
                    "headers": {k.lower(): v for k, v in handler.headers.items()},
                }
            )
        if user.status and path.startswith("/first"):
            return _json(
                user.status, {"error": {"code": user.status, "message": "try the other", "status": "UNAVAILABLE"}}
            )
        if user.limited_s:
            if self.kind == "codex":
                limit = {
                    "type": "usage_limit_reached",
                    "message": "The usage limit has been reached",
                    "resets_in_seconds": user.limited_s,
                }
                return _json(429, {"error": limit})
            detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{user.limited_s}s"}
            return _json(
                429, {"error": {"code": 429, "message": "used up", "status": "RESOURCE_EXHAUSTED", "details": [detail]}}
            )
        build = codex_answer if self.kind == "codex" else antigravity_answer
        return build(path, handler.path, {k.lower(): v for k, v in handler.headers.items()}, json.loads(data), user.id)


def _json(status: int, body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    return status, {"content-type": "application/json"}, json.dumps(body).encode()
