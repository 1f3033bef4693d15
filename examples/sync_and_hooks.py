"""Without an event loop, with hooks and an own retry policy.

Run:  OPENAI_API_KEY=sk-... python examples/sync_and_hooks.py
"""

from __future__ import annotations

import os

from bridge import Hooks, RetryPolicy, UpstreamError, create_bridge

hooks = Hooks(
    on_request=lambda body, report: print("sending", body["model"], "with", len(report), "conversion notes"),
    on_error=lambda error: print("failed:", error.type),
)
bridge = create_bridge(
    inbound="anthropic",
    outbound="openai",
    api_key=os.environ["OPENAI_API_KEY"],
    base_url=os.environ.get("OPENAI_BASE_URL"),
    hooks=hooks,
    retries=RetryPolicy(attempts=2),
    timeout=60,
)
with bridge:
    print("models:", ", ".join(bridge.list_models_sync()[:5]))
    try:
        answer = bridge.chat_sync(
            {
                "model": os.environ.get("OPENAI_MODEL", "gpt-5.1"),
                "max_tokens": 200,
                "messages": [{"role": "user", "content": "Hello!"}],
            }
        )
    except UpstreamError as error:
        print("status", error.status, "- worth repeating:", error.retryable)
    else:
        print(answer["content"][0]["text"])
