"""A stream: an Anthropic-format request answered by any OpenAI-compatible endpoint.

Run:  OPENAI_API_KEY=sk-... python examples/stream.py
"""

from __future__ import annotations

import asyncio
import os

from bridge import create_bridge


async def main() -> None:
    bridge = create_bridge(
        inbound="anthropic",
        outbound="openai",
        api_key=os.environ["OPENAI_API_KEY"],
        base_url=os.environ.get("OPENAI_BASE_URL"),
        model_mapping=lambda _asked: os.environ.get("OPENAI_MODEL", "gpt-5.1"),
    )
    request = {"model": "claude-sonnet-4-5", "max_tokens": 500, "messages": [{"role": "user", "content": "Say hello."}]}
    async with bridge:
        async for event in bridge.stream(request):
            if event["type"] == "content_block_delta" and event["delta"]["type"] == "text_delta":
                print(event["delta"]["text"], end="", flush=True)
    print()


asyncio.run(main())
