"""One whole answer: an OpenAI-format request answered by Anthropic.

Run:  ANTHROPIC_API_KEY=sk-ant-... python examples/chat.py
"""

from __future__ import annotations

import asyncio
import os

from bridge import create_bridge


async def main() -> None:
    bridge = create_bridge(
        inbound="openai-chat",
        outbound="anthropic",
        api_key=os.environ["ANTHROPIC_API_KEY"],
        base_url=os.environ.get("ANTHROPIC_BASE_URL"),
        model_mapping={"gpt-*": os.environ.get("ANTHROPIC_MODEL", "claude-sonnet-4-5")},
    )
    async with bridge:
        answer = await bridge.chat({"model": "gpt-5.1", "messages": [{"role": "user", "content": "Say hello."}]})
    print(answer["choices"][0]["message"]["content"])
    print("tokens:", answer.usage.input_tokens, "in,", answer.usage.output_tokens, "out")
    for line in answer.request_report:
        print(f"{line.severity}: {line.path} {line.action}: {line.reason}")


asyncio.run(main())
