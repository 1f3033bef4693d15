"""What a request would lose on its way to another format; nothing is sent.

Run:  python examples/compatibility.py
"""

from __future__ import annotations

from bridge import create_bridge

bridge = create_bridge(inbound="openai-chat", outbound="anthropic")
result = bridge.check_compatibility(
    {"model": "gpt-5.1", "messages": [{"role": "user", "content": "Hi"}], "seed": 7, "logit_bias": {"50256": -100}}
)
print("possible:", result.possible, "- lossless:", result.lossless)
for line in result.report:
    print(f"{line.severity}: {line.path} {line.action}: {line.reason}")
