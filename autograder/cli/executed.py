"""What a notebook's kernel has executed, as chunks to load: one a cell, in the order of execution.

Reads sources, never the kernel's objects: the checks run elsewhere, on what the student wrote. A cell that does not
parse is left out, as it changed nothing in the kernel.
"""

import ast
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from autograder.intake.chunks import Chunk
from autograder.sandbox.loader import top_level

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class _Statement:
    """A top-level statement of an executed cell; lines count from 1."""

    cell: int
    first: int
    last: int
    text: str


def executed_chunks(history: Iterable[tuple[int, str]], interrupted: Container[int] = ()) -> list[Chunk]:
    """The cells of a session with what has to run to get where the kernel is.

    A statement that was executed again and again stays where it stood first, for the sake of what came after it, and
    where it stood last, for it decides; so a plot that was drawn fifty times is not drawn fifty times more. What is
    left out leaves blank lines, so that the others keep their numbers.

    Parameters
    ----------
    history : pairs of execution number and source
        In the order of execution.
    interrupted : execution numbers
        Of the cells that the student stopped: only their definitions count, for the rest might never end.
    """
    cells = dict(history)
    statements = [
        statement
        for number, source in cells.items()
        for statement in _statements(number, source, DEFINITIONS if number in interrupted else (ast.stmt,))
    ]
    first = {statement.text: statement for statement in reversed(statements)}
    last = {statement.text: statement for statement in statements}
    kept: dict[int, set[int]] = defaultdict(set)
    for statement in (*first.values(), *last.values()):
        kept[statement.cell].update(range(statement.first, statement.last + 1))
    return [Chunk(f"In [{number}]", _only(kept[number], source)) for number, source in cells.items() if number in kept]


def _statements(number: int, source: str, kinds: tuple[type[ast.stmt], ...]) -> Iterator[_Statement]:
    items = list(top_level(source))
    lines = source.split("\n")
    if any(isinstance(item, SyntaxError) for item in items):
        return
    for item in items:
        if not isinstance(item, kinds) or isinstance(item, ast.Pass):  # what the loader makes of a magic
            continue
        decorators = getattr(item, "decorator_list", [])
        first = min(node.lineno for node in (item, *decorators))
        last = item.end_lineno or item.lineno
        yield _Statement(number, first, last, "\n".join(lines[first - 1 : last]))


def _only(kept: set[int], source: str) -> str:
    return "\n".join(line if number in kept else "" for number, line in enumerate(source.split("\n"), 1))
