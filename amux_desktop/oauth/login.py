"""Authorization Code flow with PKCE (RFC 6749 §4.1, RFC 7636): the address to open, and what comes back.

Nothing here waits or talks to anybody; a `LoginAttempt` is one try with its own state and verifier, good for one code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from amux_desktop.core.errors import AccessError, ConflictError, InvalidInputError
from amux_desktop.oauth.vendors import Vendor

LIFETIME_S = 300.0


def challenge_of(verifier: str) -> str:
    """S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")


@dataclass(slots=True)
class LoginAttempt:
    """One try. `verifier` and `state` are secrets of this attempt; times are monotonic seconds."""

    vendor: Vendor
    expires: float
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(64), repr=False)
    used: bool = False

    @property
    def url(self) -> str:
        """What the user opens in a browser."""
        vendor = self.vendor
        query = {
            "response_type": "code",
            "client_id": vendor.client_id,
            "redirect_uri": vendor.redirect_uri,
            "scope": " ".join(vendor.scopes),
            "state": self.state,
            "code_challenge": challenge_of(self.verifier),
            "code_challenge_method": "S256",
            **vendor.authorize_params,
        }
        return f"{vendor.authorize_url}?{urlencode(query)}"

    def code_from(self, address: str, now: float) -> str:
        """The code in a redirect address (or its path and query); it is given once.

        Raises `login_expired`, `login_used`, `login_state`, `login_denied`, `login_no_code`.
        """
        if now >= self.expires:
            raise AccessError("login_expired", vendor=self.vendor.title)
        values = {name: items[0] for name, items in parse_qs(urlsplit(address.strip()).query).items()}
        if not hmac.compare_digest(values.get("state", "").encode(), self.state.encode()):
            raise AccessError("login_state", vendor=self.vendor.title)
        if self.used:
            raise ConflictError("login_used", vendor=self.vendor.title)
        if "error" in values:
            self.used = True
            said = values.get("error_description") or values["error"]
            raise AccessError("login_denied", vendor=self.vendor.title, reason=said[:200])
        if not values.get("code"):
            raise InvalidInputError("login_no_code")
        self.used = True
        return values["code"]
