"""The conversion alone: a request, a whole answer and a stream; nothing is sent, and the standard library is enough.

Run:  python examples/convert_only.py
"""

from __future__ import annotations

from bridge.convert import StreamConverter, convert_request, convert_response, plain_target

target = plain_target("anthropic")
request = {"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "How is the weather?"}]}
conversion = convert_request(request, "openai-chat", target)
print("send to", conversion.path, conversion.body)

answer = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "It is sunny."}],
    "stop_reason": "end_turn",
    "usage": {"input_tokens": 12, "output_tokens": 5},
}
converted = convert_response(answer, conversion.context, target.dialect)
print("answer", converted.body["choices"][0]["message"]["content"])

stream = StreamConverter(conversion.context, target.dialect)
chunks = (
    b'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",',
    b'"model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":12,"output_tokens":1}}}\n\n',
    b'event: message_stop\ndata: {"type":"message_stop"}\n\n',
)
for chunk in chunks:  # as they come from the network, cut anywhere
    print(stream.feed(chunk).decode(), end="")
print(stream.flush().decode(), end="")
