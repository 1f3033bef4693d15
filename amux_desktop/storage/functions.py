"""SQL functions whose name depends on the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class PositionIn(FunctionElement[int]):
    """Where the second text begins in the first, counted from 1, or 0. Capitals count, other than with LIKE."""

    type = Integer()
    inherit_cache = True


@compiles(PositionIn, "sqlite")
def _instr(element: PositionIn, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(PositionIn, "postgresql")
def _strpos(element: PositionIn, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"
