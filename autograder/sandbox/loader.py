"""Run a submission's source statement by statement, passing over what fails.

No wire and no limits: it runs in the worker, where student code is at home, and on the trusted side for the reference.

A cell that begins with ``#| grade: false`` is left out: it draws, and what it defines nobody needs.

A statement that fails is recorded and passed over, so that one broken plot costs nobody the functions below it. Where
a file does not parse, the smallest top-level block that will not parse is left out. Lines are those of the student's
file.
"""

import __future__

import ast
import linecache
import re
import sys
import types
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import or_

_MAGIC = re.compile(r"^(\s*)(%|!|\?|[\w.]+\?{1,2}\s*$|[\w\s,.\[\]]+=\s*[%!])")
_DROPPED_CELL = re.compile(
    r"^\s*%%(bash|sh|script|html|javascript|js|latex|markdown|svg|writefile|file|system|!|perl|ruby)\b"
)
# A cell, in a script or alone, that says by its first line that it is not run when the work is graded.
_NOT_GRADED = re.compile(r"(?:\A|^# %%[^\n]*\n)#\| grade: false.*?(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)
_CONTINUES = re.compile(r"^(else|elif|except|finally|case)\b|^[)\]}#]|^\s|^$")
_QUICK = (
    ast.arguments, ast.arg, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.expr_context,
    ast.UnaryOp, ast.unaryop,
)  # fmt: skip  # in a function's head
_FEATURES = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}
_ALL_FEATURES = reduce(or_, _FEATURES.values())


@dataclass(frozen=True, slots=True)
class Problem:
    """A statement that was passed over, and why."""

    chunk: str
    line: int
    kind: str  # the exception's class name
    text: str


@dataclass(slots=True)
class Loaded:
    """What loading gave: the module, and the statements that were passed over."""

    module: types.ModuleType
    problems: list[Problem] = field(default_factory=list)


def load(
    chunks: Iterable[tuple[str, str]],
    module_name: str,
    *,
    skip: Container[int] | None = (),
    on_statement: Callable[[int, str, int], None] = lambda number, chunk, line: None,
    describe: Callable[[BaseException], str] = str,
) -> Loaded:
    """Load a submission as a module and register it under the assignment's name.

    Parameters
    ----------
    chunks : pairs of name and source
        A script is one chunk; a notebook has one for each code cell.
    skip : statement numbers
        Statements, counted over all chunks, to pass over: they exhausted the budget before. None where that is not
        known: each chunk then runs as one piece, which compiles in half the time, and no statement is told.
    on_statement : callable (number, chunk, line)
        Told before each statement that may run for long.
    describe : callable
        Turns an exception into text; student code may have made its ``__str__``.
    """
    module = types.ModuleType(module_name)
    sys.modules[module_name] = module  # before it runs, so that dataclasses and inspect find it
    loaded = Loaded(module)
    flags = 0
    number = -1
    for name, source in chunks:
        module.__file__ = name
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        graded = without_ungraded_cells(source)
        items = top_level(graded)
        if skip is None:
            flags, items = _run_at_once(graded, name, flags, loaded, describe)
        for item in items:
            number += 1
            if isinstance(item, SyntaxError):
                loaded.problems.append(Problem(name, item.lineno or 1, type(item).__name__, item.msg))
                continue
            if skip is not None and number in skip:
                loaded.problems.append(
                    Problem(name, item.lineno, "stopped", "used up the time for loading, or ended the process")
                )
                continue
            if skip is not None and _may_run_for_long(item):
                on_statement(number, name, item.lineno)
            flags |= _future_flags(item)
            _run(item, name, flags, loaded, describe)
    return loaded


def without_ungraded_cells(source: str) -> str:
    """A source with nothing in the place of the cells that begin with ``#| grade: false``; lines keep their numbers."""
    if "#| grade: false" not in source:
        return source
    return _NOT_GRADED.sub(lambda cell: "\n" * cell[0].count("\n"), source)


def _run_at_once(
    source: str, name: str, flags: int, loaded: Loaded, describe: Callable[[BaseException], str]
) -> tuple[int, Iterator[ast.stmt | SyntaxError]]:
    """Run a chunk as one piece.

    Returns
    -------
    The ``__future__`` flags so far, and what is left to run: the statements after one that failed, or all of a chunk
    that does not compile.
    """
    if _DROPPED_CELL.match(source):
        return flags, iter(())
    try:
        code = compile(source, name, "exec", flags=flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return flags, top_level(source)
    flags |= code.co_flags & _ALL_FEATURES
    try:
        exec(code, loaded.module.__dict__)
    except BaseException as error:
        statements = [*top_level(source)]
        failed = _failed_statement(statements, code, error)
        line = error_line(error, {name}) or 1
        loaded.problems.append(Problem(name, line, type(error).__name__, describe(error)))
        return flags, iter(statements[failed + 1 :])
    return flags, iter(())


def _failed_statement(statements: Sequence[ast.stmt | SyntaxError], code: types.CodeType, error: BaseException) -> int:
    """The index of the top-level statement in which an exception left the chunk's code."""
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code is not code:
        step = step.tb_next
    if step is None:
        return len(statements) - 1  # nothing is known: what ran must not run again
    line, _, column, _ = next(islice(code.co_positions(), step.tb_lasti // 2, None))
    begun = [i for i, s in enumerate(statements) if _start(s) <= (line or step.tb_lineno, column or 0)]
    return begun[-1] if begun else 0


def _start(item: ast.stmt | SyntaxError) -> tuple[int, int]:
    """Where a statement begins, its decorators included: line, and column in bytes."""
    if isinstance(item, SyntaxError):
        return item.lineno or 1, 0
    nodes = [item, *getattr(item, "decorator_list", [])]
    return min((node.lineno, node.col_offset) for node in nodes)


def _run(item: ast.stmt, name: str, flags: int, loaded: Loaded, describe: Callable[[BaseException], str]) -> None:
    try:
        code = compile(ast.Module([item], []), name, "exec", flags=flags, dont_inherit=True)
        exec(code, loaded.module.__dict__)
    except BaseException as error:  # SystemExit too: nothing that a statement does may end the loading
        line = error_line(error, {name}) or item.lineno
        loaded.problems.append(Problem(name, line, type(error).__name__, describe(error)))


def error_line(error: BaseException, chunks: Container[str]) -> int | None:
    """The innermost line of the student's files that an exception went through."""
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in chunks:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _may_run_for_long(item: ast.stmt) -> bool:
    """Whether more runs than an import or a definition: decorators, defaults and the bodies of classes can loop."""
    if not isinstance(item, ast.FunctionDef):
        return not isinstance(item, ast.Import)
    head = [item.args, *filter(None, [item.returns])]
    return bool(item.decorator_list) or not all(isinstance(n, _QUICK) for part in head for n in ast.walk(part))


def _future_flags(item: ast.stmt) -> int:
    if not isinstance(item, ast.ImportFrom) or item.module != "__future__":
        return 0
    flags = 0
    for alias in item.names:
        flags |= _FEATURES.get(alias.name, 0)
    return flags


def top_level(source: str) -> Iterator[ast.stmt | SyntaxError]:
    """The top-level statements in order; each block that will not parse is one SyntaxError with its line."""
    if _DROPPED_CELL.match(source):
        return
    try:
        yield from _parse(source)
        return
    except SyntaxError:
        lines = source.split("\n")
    starts = [i for i, line in enumerate(lines) if not _CONTINUES.match(line) and not _is_decorated(lines, i)]
    ends = [*starts[1:], len(lines)]
    first = 0
    while first < len(starts):
        last, result = _smallest_block(lines, starts, ends, first)
        yield from result
        first = last + 1


def _smallest_block(
    lines: list[str], starts: list[int], ends: list[int], first: int
) -> tuple[int, list[ast.stmt | SyntaxError]]:
    """Parse from one start on, taking in further blocks while that may help (a string over many lines)."""
    failure: SyntaxError | None = None
    for last in range(first, min(len(starts), first + 200)):
        text = "\n" * starts[first] + "\n".join(lines[starts[first] : ends[last]])
        try:
            return last, [*_parse(text)]
        except SyntaxError as error:
            failure = failure or error
            if not _may_be_unfinished(error):
                break
    assert failure is not None
    return first, [failure]


def _may_be_unfinished(error: SyntaxError) -> bool:
    return any(words in error.msg for words in ("never closed", "unterminated", "unexpected EOF", "forgot a comma"))


def _is_decorated(lines: list[str], index: int) -> bool:
    """Whether the line above is a decorator, so that no block starts here."""
    return index > 0 and lines[index - 1].startswith("@")


def _parse(source: str) -> list[ast.stmt]:
    """Parse, dropping notebook magics and shell lines where Python stumbles over them; lines keep their numbers.

    Only there: a line that begins with a per cent sign may also continue an expression.
    """
    lines = source.split("\n")
    while True:
        try:
            return ast.parse("\n".join(lines)).body
        except SyntaxError as error:
            at = (error.lineno or 1) - 1
            if at >= len(lines) or not _MAGIC.match(lines[at]):
                raise
            lines[at] = _MAGIC.sub(r"\1pass  #", lines[at], count=1)
        except (ValueError, RecursionError, MemoryError) as error:  # NULs, or nested too deep for the parser
            raise SyntaxError(str(error) or "nested too deep", ("", 1, 0, "")) from None
