"""Make the stub from the master: what stands between the markers is what students write.

Reads trusted source alone; it neither runs it nor touches files.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from autograder.errors import InputError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
LOOKS_LIKE_A_MARKER = re.compile(r"#\s*(BEGIN|END)\s+SOLUTION\b", re.IGNORECASE)
CELL_HEADER = re.compile(r"#\s*%%(\s|$)")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Block:
    """A marked part of the master: the lines of its two markers, from 1, and their common indentation."""

    begin: int
    end: int
    indentation: int


def reference_source(master: str) -> str:
    """The reference is the master itself: markers are comments, so line numbers agree with the file."""
    return master


def stub_source(master: str, name: str = "the master") -> str:
    """Take the solutions out of a master.

    In a function a marked block becomes ``raise NotImplementedError``; elsewhere it disappears, and with it a
    cell that held nothing else.

    Parameters
    ----------
    master : str
        A percent script.
    name : str
        What errors call the file.

    Raises
    ------
    InputError
        If there is no marker, if markers are unbalanced, nested, in text or wrongly indented, or if the stub does
        not parse. The message names the file and the line.
    """
    lines = master.split("\n")
    tree = _parse(master, name, "the master")
    for block in reversed(_find_blocks(master, name)):
        _check_indentation(block, tree, name)
        function = _enclosing_function(block, tree)
        if function is None:
            _remove(lines, block)
        else:
            call = f'raise NotImplementedError("{function}: write this part")'
            lines[block.begin - 1 : block.end] = [" " * block.indentation + call]
    stub = "\n".join(lines).strip("\n") + "\n"
    _parse(stub, name, "its stub")
    return stub


def _parse(source: str, name: str, what: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise InputError(f"{name}, line {error.lineno}: {what} does not parse: {error.msg}") from None


def _find_blocks(master: str, name: str) -> list[Block]:
    """Pair the markers. Only a comment alone on its line, in a code cell, is one."""
    comments = {
        token.start: token.string.rstrip()
        for token in tokenize.generate_tokens(io.StringIO(master).readline)
        if token.type == tokenize.COMMENT
    }
    blocks: list[Block] = []
    opened: tuple[int, int] | None = None
    for number, line in enumerate(master.split("\n"), 1):
        where = f"{name}, line {number}"
        indentation = len(line) - len(line.lstrip())
        if opened and CELL_HEADER.match(line):
            raise InputError(f"{where}: end the solution of line {opened[0]} in the cell where it begins")
        if not LOOKS_LIKE_A_MARKER.search(line):
            continue
        marker = comments.get((number, indentation))
        if marker not in (BEGIN, END):
            raise InputError(f"{where}: a marker is {BEGIN!r} or {END!r}, alone on its line in a code cell")
        if (marker == BEGIN) == (opened is not None):
            wrong = f"the solution of line {opened[0]} has not ended" if opened else "no solution has begun"
            raise InputError(f"{where}: {wrong}: let each {BEGIN!r} be followed by one {END!r}")
        if opened is None:
            opened = (number, indentation)
        elif opened[1] != indentation:
            raise InputError(f"{where}: indent the marker like the one of line {opened[0]}")
        else:
            blocks.append(Block(opened[0], number, indentation))
            opened = None
    if opened:
        raise InputError(f"{name}, line {opened[0]}: the solution that begins here never ends: add {END!r}")
    if not blocks:
        raise InputError(f"{name}, line 1: no solution is marked: put {BEGIN!r} and {END!r} around what students write")
    return blocks


def _check_indentation(block: Block, tree: ast.Module, name: str) -> None:
    """A marker that is not indented like its statements would leave a stub that means something else."""
    statements = [
        node for node in ast.walk(tree) if isinstance(node, ast.stmt) and block.begin < node.lineno < block.end
    ]
    if not statements:
        raise InputError(f"{name}, line {block.begin}: the solution holds no statement: remove the markers or fill it")
    first = min(statements, key=lambda node: node.lineno)
    if first.col_offset != block.indentation:
        raise InputError(f"{name}, line {block.begin}: indent the marker like the statement of line {first.lineno}")


def _enclosing_function(block: Block, tree: ast.Module) -> str | None:
    """The dotted name of the innermost function around a block, such as ``Graph.backward``."""
    scopes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, FunctionNode | ast.ClassDef)
        and node.lineno < block.begin < (node.end_lineno or node.lineno)
    ]
    scopes.sort(key=lambda node: node.lineno)  # all hold the block, so that a later one lies in an earlier one
    while scopes and isinstance(scopes[-1], ast.ClassDef):
        scopes.pop()
    return ".".join(scope.name for scope in scopes) or None


def _remove(lines: list[str], block: Block) -> None:
    """Take a block out with the blank lines that only set it apart, and its cell if that held nothing else."""
    start, stop = block.begin - 1, block.end
    while start > 0 and not lines[start - 1].strip():
        start -= 1
    while stop < len(lines) and not lines[stop].strip():
        stop += 1
    blank_before, blank_after = block.begin - 1 - start, stop - block.end
    after_header = start > 0 and CELL_HEADER.match(lines[start - 1])
    at_cell_end = stop == len(lines) or CELL_HEADER.match(lines[stop])
    if after_header and at_cell_end:
        del lines[start - 1 : stop]
        return
    lines[start:stop] = [""] * (0 if after_header else max(blank_before, blank_after))
