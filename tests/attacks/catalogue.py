"""The corpus of attacks: what each file tries, what stops it at which rung, what its answers deserve.

Reads and writes files; runs no attack. Each file opens with a docstring and a block of metadata in the form of PEP 723:

    # /// attack
    # threat = "the item of the list of threats"
    # stopped_by = "no shared process"             at every rung; or {sandbox = "…", confined = "…"}: not at the others
    # base = "right"                               what it stands on; by default useless answers
    # score = 7                                    what its answers deserve; by default 0
    # status = "unreadable"                        of the submission; by default "graded"
    # ///

An attack is never run at a rung that does not stop it. A file with a function ``build(target, right)`` is no submission
but writes one: a folder, an archive, or a file that cannot be committed; ``target`` is its path without a suffix.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
ASSIGNMENT = HERE / "assignment"
MAX_SCORE = 10.0
RUNGS = ("process", "confined", "sandbox")
_BLOCK = re.compile(r"^# /// attack\n(?P<lines>(?:#.*\n)+?)# ///$", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    path: Path
    source: str
    tries: str
    threat: str
    stopped_by: dict[str, str]
    score: float = 0.0
    base: str = "useless"
    status: str = "graded"
    is_builder: bool = field(default=False)

    @property
    def name(self) -> str:
        """Its category and what it does: "forge-exit_at_import"."""
        return f"{self.path.parent.name}-{self.path.stem}"

    def write(self, folder: Path) -> Path:
        """Write the submission into the folder of a class, and return where it is."""
        target = folder / self.name
        if not self.is_builder:
            path = target.with_suffix(".py")
            path.write_text(f"{base_source(self.base)}\n\n{tools_source()}\n\n{self.source}", encoding="utf-8")
            return path
        before = {*folder.iterdir()}
        scope: dict[str, object] = {}
        exec(compile(self.source, str(self.path), "exec"), scope)
        scope["build"](target, base_source("right"))  # type: ignore[operator]
        (path,) = {*folder.iterdir()} - before
        return path


def base_source(base: str) -> str:
    """The answers that an attack stands on."""
    file = {"useless": "useless.py", "right": "solutions/layers.py"}[base]
    return (ASSIGNMENT / file).read_text(encoding="utf-8")


def tools_source() -> str:
    """What several attacks share."""
    return (ASSIGNMENT / "tools.py").read_text(encoding="utf-8")


def load_corpus() -> list[Attack]:
    """All attacks, by name."""
    return sorted(_attacks(), key=lambda attack: attack.name)


def _attacks() -> Iterator[Attack]:
    for path in CORPUS.glob("*/*.py"):
        source = path.read_text(encoding="utf-8")
        block = _BLOCK.search(source)
        tree = ast.parse(source)
        tries = ast.get_docstring(tree)
        if block is None or not tries:
            raise ValueError(f"{path}: expected a docstring and a block # /// attack")
        metadata = tomllib.loads(re.sub(r"^# ?", "", block["lines"], flags=re.MULTILINE))
        stopped_by = metadata.pop("stopped_by")
        if isinstance(stopped_by, str):
            stopped_by = dict.fromkeys(RUNGS, stopped_by)
        is_builder = any(isinstance(node, ast.FunctionDef) and node.name == "build" for node in tree.body)
        yield Attack(path, source, tries, stopped_by=stopped_by, is_builder=is_builder, **metadata)
