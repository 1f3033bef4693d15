"""Two small tools of our own, so that a tool call can be seen going through a conversion: a clock and a calculator."""

from __future__ import annotations

import ast
import json
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bridge import ir

_MOST = 200
_EXACT = 2**53
_OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolOutcome:
    text: str
    is_error: bool = False


TOOLS: tuple[ir.Tool, ...] = (
    ir.Tool(
        name="current_time",
        description="The date and time now. Use it whenever the answer depends on today.",
        parameters={
            "type": "object",
            "properties": {
                "timezone": {"type": "string", "description": "IANA name such as Europe/Berlin; UTC if left out"}
            },
        },
    ),
    ir.Tool(
        name="calculate",
        description="The value of an arithmetic expression with + - * / % ** and brackets.",
        parameters={
            "type": "object",
            "properties": {"expression": {"type": "string", "description": "For example (2 + 3) * 4"}},
            "required": ["expression"],
        },
    ),
)


def run_tool(name: str, arguments: str) -> ToolOutcome:
    """Never raises: what is wrong with a call is said to the model."""
    try:
        given = json.loads(arguments or "{}")
    except (ValueError, RecursionError):
        return ToolOutcome(text="The arguments are not JSON.", is_error=True)
    if not isinstance(given, dict):
        return ToolOutcome(text="The arguments must be an object.", is_error=True)
    if name == "current_time":
        return _current_time(str(given.get("timezone") or "UTC"))
    if name == "calculate":
        return _calculate(str(given.get("expression", "")))
    return ToolOutcome(text=f"There is no tool {name}.", is_error=True)


def _current_time(zone: str) -> ToolOutcome:
    try:
        moment = datetime.now(UTC if zone == "UTC" else ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ToolOutcome(text=f"There is no time zone {zone}.", is_error=True)
    return ToolOutcome(text=moment.strftime("%A, %Y-%m-%d %H:%M:%S %Z"))


def _calculate(expression: str) -> ToolOutcome:
    if len(expression) > _MOST:
        return ToolOutcome(text=f"The expression is longer than {_MOST} characters.", is_error=True)
    try:
        value = _value(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, TypeError) as error:
        return ToolOutcome(text=f"That cannot be calculated: {error}", is_error=True)
    is_whole = abs(value) < _EXACT and value == int(value)
    return ToolOutcome(text=str(int(value) if is_whole else value))


def _value(node: ast.expr) -> float:
    """Numbers and operators only: nothing of the interpreter can be reached. Raises ValueError and ArithmeticError."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner)
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _value(inner)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return math.pow(_value(left), _value(right))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left), _value(right))
        case _:
            raise ValueError("only numbers, + - * / % ** and brackets")
