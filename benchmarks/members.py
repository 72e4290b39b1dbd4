"""The class that is graded for the benchmark: the same members on every run and every machine.

A third are right, half hold one misconception, the rest are stubs. Nobody hangs, and nobody is wrong in
``LEFT_OUT``, whose tests are about speed. Members hold functions and imports alone: at a picture or an experiment that
fails, a plain import would stop, and the tools would no longer do the same work.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from autograder.authoring.markers import reference_source
from autograder.authoring.release import stub_files
from autograder.diagnosis.misconceptions import apply_misconception, load_misconceptions
from autograder.manifest import Assignment, load_assignment
from autograder.notebooks import Cell, write_notebook

COURSE: Final = Path(__file__).resolve().parent.parent
ASSIGNMENT: Final = "04_convolution"
LEFT_OUT: Final = ("conv2d_fast",)  # questions

Kind = Literal["right", "misconception", "stub"]
Form = Literal["py", "ipynb"]

# Every sixth of the class is like this, so that a sample from the front has the mix of the whole.
_ROUND: Final[tuple[Kind, ...]] = ("right", "misconception", "misconception", "right", "misconception", "stub")
_LEAP: Final = 7  # through the misconceptions, which are sorted by question: neighbours in the class shall differ


@dataclass(frozen=True, slots=True)
class Member:
    """One submission: what it is, and its source as a script, whatever form it is handed in."""

    name: str
    kind: Kind
    made_from: str  # "reference", "loops", a misconception's name, or "stub"
    source: str
    form: Form


def the_assignment() -> Assignment:
    """The assignment that is graded, as it stands in this course."""
    return load_assignment(COURSE / "assignments" / ASSIGNMENT, COURSE / "solutions" / ASSIGNMENT)


def questions(assignment: Assignment) -> list[str]:
    """The questions whose tests are run."""
    return [name for name in assignment.manifest.questions if name not in LEFT_OUT]


def members(size: int) -> list[Member]:
    """The first ``size`` members of the class; a smaller class is the front of a larger one."""
    sources = _sources()
    return [_member(number, sources) for number in range(size)]


def write_class(class_members: Sequence[Member], folder: Path) -> None:
    """Write the submissions into a folder, each in its form."""
    folder.mkdir(parents=True, exist_ok=True)
    for member in class_members:
        content = member.source if member.form == "py" else as_notebook(member.source)
        (folder / f"{member.name}.{member.form}").write_text(content, encoding="utf-8")


def as_notebook(source: str) -> str:
    """A script as a notebook: a cell for each of its statements."""
    return write_notebook([Cell("code", text) for _, text in _statements(source)])


def functions_only(source: str) -> str:
    """The imports, functions and classes of a script, and nothing that runs by itself or draws."""
    kept = [
        text
        for node, text in _statements(source)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ImportFrom)
        or (isinstance(node, ast.Import) and not any(alias.name.startswith("matplotlib") for alias in node.names))
    ]
    return "\n\n\n".join(kept) + "\n"


def _statements(source: str) -> Iterator[tuple[ast.stmt, str]]:
    """The top-level statements with their text, decorators included."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        yield node, "\n".join(lines[first - 1 : node.end_lineno])


@cache
def _sources() -> dict[Kind, list[tuple[str, str]]]:
    """What members can be made from, by kind: names and scripts."""
    assignment = the_assignment()
    reference = functions_only(reference_source(assignment.master.read_text(encoding="utf-8")))
    loops = (assignment.master.parent / "demo" / "loops.py").read_text(encoding="utf-8")
    stub = stub_files(assignment)[f"{assignment.module}.py"].decode()
    known = [m for m in load_misconceptions(assignment.misconceptions) if not set(m.fails) & set(LEFT_OUT)]
    return {
        "right": [("reference", reference), ("loops", functions_only(loops))],
        "misconception": [(m.name, functions_only(apply_misconception(m, reference))) for m in known],
        "stub": [("stub", functions_only(stub))],
    }


def _member(number: int, sources: dict[Kind, list[tuple[str, str]]]) -> Member:
    turn, place = divmod(number, len(_ROUND))
    kind = _ROUND[place]
    nth = turn * _ROUND.count(kind) + _ROUND[:place].count(kind)  # of its kind
    choices = sources[kind]
    made_from, source = choices[nth * _LEAP % len(choices)]
    form: Form = "ipynb" if turn % 2 else "py"
    return Member(f"member_{number:04d}", kind, made_from, source, form)
