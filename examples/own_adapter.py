"""An adapter of one's own, checked by the conformance kit; nothing is sent.

Run:  python examples/own_adapter.py
"""

from __future__ import annotations

from bridge import Adapter, Registry, create_bridge
from bridge.formats.openai_chat import ChatDialect
from bridge.testing import check_adapter

ADAPTER = Adapter(
    name="acme",
    title="Acme",
    format="openai-chat",
    dialect=ChatDialect(vendor="acme"),  # where Acme deviates from OpenAI goes here
    base_url="https://api.acme.example",
)

problems = check_adapter(ADAPTER)
print("lossless" if not problems else "\n".join(problems))
print(create_bridge(outbound="acme", registry=Registry([ADAPTER])).base_url)
