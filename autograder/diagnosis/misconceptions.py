"""Read misconceptions, small wrong implementations kept beside the reference, and make submissions of them.

Trusted files only; they are parsed, never run here.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import InputError


@dataclass(frozen=True, slots=True)
class Misconception:
    """One known mistake: the functions it gets wrong, and what it is to be told."""

    name: str
    explanation: str
    fails: tuple[str, ...]  # exactly these questions, the one with the mistake first
    hint: str
    source: str
    path: Path


def load_misconceptions(folder: Path) -> list[Misconception]:
    """Read all misconceptions of an assignment, by name.

    Raises
    ------
    InputError
        One line for the first file that is not in the form.
    """
    return [_load(path) for path in sorted(folder.glob("*.py"))]


def _load(path: Path) -> Misconception:
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise InputError(f"{path}, line {error.lineno}: {error.msg}") from None
    explanation = ast.get_docstring(tree)
    if not explanation:
        raise InputError(f"{path}: expected a docstring that explains the mistake")
    fails, hint = _constant(tree, "fails", path), _constant(tree, "hint", path)
    if not (isinstance(fails, list) and fails and all(isinstance(f, str) for f in fails)):
        raise InputError(f"{path}: fails: expected a list of questions, the one with the mistake first")
    if not (isinstance(hint, str) and hint):
        raise InputError(f"{path}: hint: expected a text for the student")
    return Misconception(path.stem, " ".join(explanation.split()), tuple(fails), hint, source, path)


def _constant(tree: ast.Module, name: str, path: Path) -> object:
    for node in tree.body:
        if isinstance(node, ast.Assign) and _targets(node) == {name}:
            try:
                return ast.literal_eval(node.value)
            except ValueError:
                raise InputError(f"{path}, line {node.lineno}: {name}: expected a literal value") from None
    raise InputError(f"{path}: {name} is missing; expected {name} = …")


def apply_misconception(misconception: Misconception, reference: str) -> str:
    """The reference's source with the misconception's functions in place of its own.

    A class that names itself as its base, ``class MLP(MLP)``, overrides methods: the reference's stays before it. What
    the misconception defines beside (imports, helpers) goes before the first function it replaces.

    Raises
    ------
    InputError
        If it replaces no function of the reference.
    """
    theirs = misconception.source.split("\n")
    ours = reference.split("\n")
    spans = {n.name: _span(n) for n in ast.parse(reference).body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    replaced: dict[str, list[str]] = {}
    beside: list[str] = []
    for node in ast.parse(misconception.source).body:
        start, end = _span(node)
        lines = theirs[start:end]
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in spans:
            first_line, last_line = spans[node.name]
            kept = [*ours[first_line:last_line], "", ""] if _overrides_itself(node) else []
            replaced[node.name] = [*kept, *lines]
        elif not _is_about(node):
            beside += [*lines, "", ""] if isinstance(node, ast.FunctionDef | ast.ClassDef) else lines
    if not replaced:
        raise InputError(f"{misconception.path}: defines no function of the reference; expected one or two")
    first = min(replaced, key=lambda name: spans[name])
    for name in sorted(replaced, key=lambda name: spans[name], reverse=True):
        start, end = spans[name]
        ours[start:end] = [*beside, *replaced[name]] if name == first else replaced[name]
    return "\n".join(ours)


def _overrides_itself(node: ast.stmt) -> bool:
    """Whether it is a class that takes the one of its own name as its base."""
    return isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == node.name for b in node.bases)


def _span(node: ast.stmt) -> tuple[int, int]:
    """The lines of a statement, its decorators included: first, and one past the last."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)]) - 1, node.end_lineno or node.lineno


def _is_about(node: ast.stmt) -> bool:
    """Whether a statement describes the misconception: its docstring, ``fails`` and ``hint``."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or (isinstance(node, ast.Assign) and bool(_targets(node) & {"fails", "hint"}))


def _targets(node: ast.Assign) -> set[str]:
    return {t.id for t in node.targets if isinstance(t, ast.Name)}
