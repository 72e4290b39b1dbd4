"""The tests of the benchmark for tools other than this one: the same bodies, without this project's decorators.

Reads the test files as text and writes plain ones; imports none of them.
"""

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import autograder
from autograder.authoring.markers import reference_source
from autograder.manifest import Assignment
from benchmarks.members import LEFT_OUT, functions_only
from benchmarks.peers.adapter import case_name

_HERE: Final = Path(__file__).parent
_PACKAGE: Final = Path(autograder.__file__).parent
# What the adapter needs of this project: arithmetic alone.
_SHARED: Final = (
    "__init__.py", "errors.py", "grading/__init__.py", "grading/comparing.py",
    *sorted(f"gradients/{path.name}" for path in (_PACKAGE / "gradients").glob("*.py")),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One test with its parameters."""

    module: str
    function: str
    parameters: dict[str, Any]

    @property
    def name(self) -> str:
        """The name that seeds its random numbers."""
        return case_name(self.module, self.function, self.parameters)

    @property
    def call(self) -> str:
        """The arguments of ``adapter.run``, as source."""
        return f"{self.module!r}, {self.function!r}, {self.parameters!r}"


def cases(assignment: Assignment) -> list[Case]:
    """The cases of the public checks and the hidden suite, in order."""
    found = []
    for module, tree in _modules(assignment).items():
        for function in _tests(tree):
            found += [Case(module, function.name, parameters) for parameters in _parameters(function)]
    return found


def write_tests(assignment: Assignment, folder: Path, *, for_pytest: bool = False) -> None:
    """Write the tests, the reference and the adapter into a folder.

    Parameters
    ----------
    for_pytest : bool
        Keep ``parametrize``; otherwise the tests are plain functions and import no pytest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for module, tree in _modules(assignment).items():
        (folder / f"{module}.py").write_text(ast.unparse(_plain(tree, for_pytest)) + "\n", encoding="utf-8")
    reference = functions_only(reference_source(assignment.master.read_text(encoding="utf-8")))
    (folder / "reference.py").write_text(reference, encoding="utf-8")
    shutil.copy(_HERE / "adapter.py", folder)
    if for_pytest:
        shutil.copy(_HERE / "pytest_fixtures.py", folder / "conftest.py")
    for name in _SHARED:
        target = folder / "autograder" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_PACKAGE / name, target)


def _modules(assignment: Assignment) -> dict[str, ast.Module]:
    """The test files by the names they get: those of the two folders must not meet."""
    paths = [p for folder in (assignment.checks, assignment.hidden) for p in sorted(folder.glob("test_*.py"))]
    return {f"test_{p.parent.name}_{p.stem.removeprefix('test_')}": ast.parse(p.read_text("utf-8")) for p in paths}


def _tests(tree: ast.Module) -> list[ast.FunctionDef]:
    """The tests of a module that take part."""
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    return [f for f in functions if ast.literal_eval(_decorator(f, "question").args[0]) not in LEFT_OUT]


def _decorator(function: ast.FunctionDef, name: str) -> ast.Call:
    found = [d for d in function.decorator_list if isinstance(d, ast.Call) and ast.unparse(d.func).endswith(name)]
    if len(found) != 1:
        raise ValueError(f"{function.name}: expected one @{name}, found {len(found)}; extend benchmarks/peers/suite.py")
    return found[0]


def _parameters(function: ast.FunctionDef) -> list[dict[str, Any]]:
    """The parameters of each case; one case without any if there is no ``parametrize``."""
    if not any("parametrize" in ast.unparse(d) for d in function.decorator_list):
        return [{}]
    names, rows = (ast.literal_eval(a) for a in _decorator(function, "parametrize").args)
    if isinstance(names, str):
        return [{names: row} for row in rows]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _plain(tree: ast.Module, keep_parametrize: bool) -> ast.Module:
    """A module without this project's names, and without the tests that take no part."""
    taking_part = _tests(tree)
    body: list[ast.stmt] = []
    for node in tree.body:
        is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if isinstance(node, ast.ImportFrom) and node.module == "autograder":
            continue
        if isinstance(node, ast.Import) and node.names[0].name == "pytest" and not keep_parametrize:
            continue
        if is_test and node not in taking_part:
            continue
        if isinstance(node, ast.FunctionDef):
            kept = [d for d in node.decorator_list if keep_parametrize and "parametrize" in ast.unparse(d)]
            node.decorator_list = kept
        body.append(node)
    return ast.Module(body, [])
