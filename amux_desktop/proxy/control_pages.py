"""``/``, ``/ready`` and ``/metrics``: what the proxy says about itself, without external assets. Loaded when first asked for."""

import html
import time
from collections.abc import Callable

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.requests import Request

from amux_desktop.core.errors import AccessError
from amux_desktop.proxy import auth
from amux_desktop.proxy.metrics import Counters, Moment, text_of
from amux_desktop.proxy.runtime import Runtime

_PAGE_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem;color:#18181d;background:#fff}"
    "h1{font-size:1.3rem}h2{font-size:1rem;margin-top:2rem}code,pre{font:13px/1.5 ui-monospace,monospace;background:#f3f3f7;"
    "border-radius:6px;padding:.15em .4em}pre{padding:.8em 1em;overflow:auto}li{margin:.2em 0}.q{color:#565663}"
    "@media(prefers-color-scheme:dark){body{color:#eeeef2;background:#1a1a1f}code,pre{background:#232329}.q{color:#acacb8}}"
)


def build(runtime: Runtime, draining: Callable[[], bool]) -> FastAPI:
    """The pages as a FastAPI application. ``/metrics`` and ``/ready`` want a token, ``/`` does not.

    draining: whether the listener is being stopped.
    """
    app = FastAPI(title="Amux", version=runtime.version, docs_url=None, redoc_url=None, openapi_url=None)

    def ready_now() -> bool:
        return not (draining() or runtime.draining) and runtime.snapshot.vault == "open"

    def authorized(request: Request) -> None:
        """Raises 401 with the reason."""
        try:
            auth.authenticate(
                dict(request.headers.raw),
                request.scope.get("query_string", b""),
                runtime.snapshot,
                runtime.internal_secret,
                time.time(),
            )
        except AccessError as error:
            raise HTTPException(401, error.message) from None

    @app.api_route("/", methods=["GET", "HEAD"])
    async def status(request: Request) -> HTMLResponse:
        return HTMLResponse(_page(runtime, request.headers.get("host", "127.0.0.1")), headers=_PAGE_HEADERS)

    @app.get("/ready", dependencies=[Depends(authorized)])
    async def ready() -> JSONResponse:
        is_ready = ready_now()
        body: dict[str, object] = {
            "ready": is_ready,
            "routes": len(runtime.snapshot.routes),
            "vault": runtime.snapshot.vault,
        }
        if runtime.machines is not None:
            # Without it this machine serves as before, and counts alone.
            body |= {
                "shared_state": "open" if runtime.machines.is_open else "away",
                "machines": runtime.machines.machines,
            }
        if problem := runtime.recorder.storing_problem():
            # Requests are served all the same, and recorded later.
            body["logs"] = problem
        return JSONResponse(body, 200 if is_ready else 503)

    @app.get("/metrics", dependencies=[Depends(authorized)])
    async def metrics() -> PlainTextResponse:
        counters = runtime.counters.total()
        return PlainTextResponse(
            text_of(counters, _moment(runtime, counters, ready_now())), media_type="text/plain; version=0.0.4"
        )

    return app


def _page(runtime: Runtime, host: str) -> str:
    """No names of routes or providers: this page needs no token, so it tells only how to connect."""
    snapshot = runtime.snapshot
    base = "http://" + html.escape(host, quote=True)
    enabled = sum(upstream.enabled for upstream in snapshot.upstreams.values())
    auth_line = (
        "Every request needs an API token (<code>sk-amux.…</code>)."
        if snapshot.auth_required
        else "No API token is demanded."
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Amux</title><style>{_STYLE}</style>'
        f"<h1>Amux is running</h1><p class=q>Version {html.escape(runtime.version)} · {enabled} providers and {len(snapshot.routes)} proxies "
        f"enabled. {auth_line}</p>"
        "<h2>How to connect</h2><ul>"
        f"<li>A proxy, in its own format: <code>{base}/proxies/PATH</code></li>"
        f"<li>A provider, unchanged: <code>{base}/providers/PATH</code></li>"
        f"<li>Any model by name (<code>provider/model</code>): <code>{base}/v1</code></li></ul>"
        f"<pre>curl {base}/v1/chat/completions \\\n  -H 'Authorization: Bearer sk-amux.YOUR-TOKEN' \\\n  -H 'Content-Type: application/json' \\\n"
        '  -d \'{"model": "PROVIDER/MODEL", "messages": [{"role": "user", "content": "Hello"}]}\'</pre>'
        "<p class=q><code>amux proxies list</code> and <code>amux tokens create</code> on the command line, or the Amux window, show and "
        "make the rest. <code>/health</code> answers without a token; <code>/ready</code> and <code>/metrics</code> want one.</p></html>"
    )


def _moment(runtime: Runtime, counters: Counters, ready: bool) -> Moment:
    names = {upstream.id: upstream.name for upstream in runtime.snapshot.upstreams.values()}
    return Moment(
        version=runtime.version,
        running=len(runtime.live) + counters.running,
        providers=sum(upstream.enabled for upstream in runtime.snapshot.upstreams.values()),
        routes=len(runtime.snapshot.routes),
        logs_dropped=runtime.recorder.dropped + counters.dropped,
        ready=ready,
        machines=None if (known := runtime.machines) is None else known.machines if known.is_open else 0,
        targets={
            (names.get(provider, provider), model): view
            for (provider, model), view in runtime.balancer.states().items()
            if model
        },
    )
