"""The exception tree of the bridge.

::

    BridgeError
    ├── ConfigurationError      unknown adapter, bad mapping, bad TOML dialect
    ├── InvalidRequestError     the caller's body cannot be read; ``path`` names the place
    ├── ConversionError         the body is fine but the other format cannot carry it at all
    ├── InvalidResponseError    the upstream answered something that is not its format
    ├── UpstreamError           the upstream answered with an error; ``status`` and ``detail`` kept
    └── TransportError          no answer at all (refused, timed out, cut)

Every class has ``status`` (HTTP), ``type`` (a stable word) and ``retryable``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge import ir


class BridgeError(Exception):
    """Base of everything the bridge raises on purpose."""

    type = "bridge_error"
    status = 500
    retryable = False


class ConfigurationError(BridgeError):
    """The bridge was set up wrongly; no request was looked at."""

    type = "configuration_error"


class InvalidRequestError(BridgeError):
    """A request body that its own format does not allow.

    ``path`` is the place inside the body, e.g. ``messages[2].content[0].source``; empty for the body itself.
    """

    type = "invalid_request_error"
    status = 400

    def __init__(self, message: str, path: str = "") -> None:
        self.path = path
        self.message = message
        super().__init__(f"{path}: {message}" if path else message)


class ConversionError(InvalidRequestError):
    """A valid body that the target format has no way to express (for example audio towards Anthropic)."""

    type = "conversion_error"


class InvalidResponseError(BridgeError):
    """The upstream's body or stream event is not what its format promises."""

    type = "invalid_response_error"
    status = 502
    retryable = True

    def __init__(self, message: str, path: str = "") -> None:
        self.path = path
        self.message = message
        super().__init__(f"{path}: {message}" if path else message)


class UpstreamError(BridgeError):
    """The upstream refused; ``error`` holds what it said, already read from its own envelope."""

    type = "upstream_error"

    def __init__(self, error: ir.Error) -> None:
        self.error = error
        self.status = error.status
        self.retryable = error.status in (408, 409, 425, 429) or error.status >= 500
        super().__init__(f"upstream answered {error.status}: {error.message}")


class TransportError(BridgeError):
    """No usable answer came: connection refused, DNS, TLS, timeout, or a stream cut short."""

    type = "transport_error"
    status = 502
    retryable = True
