"""Turn a script or notebook into the chunks that a worker loads, and compare two by their code.

Works on lines of text: student code is never parsed on the trusted side, where deep nesting could hurt.
"""

from dataclasses import dataclass, field

from autograder.errors import InputError, StudentError
from autograder.intake.allowance import LARGEST_SOURCE, MIB
from autograder.intake.names import shown, suffix_of
from autograder.intake.text import decode, normalise
from autograder.notebooks import code_digest, read_notebook


@dataclass(frozen=True)
class Chunk:
    """What a worker compiles in one go: a script, or one code cell.

    ``name`` is what tracebacks show, such as "convolution.py" or "convolution.ipynb cell 3".
    """

    name: str
    source: str


@dataclass(frozen=True)
class Code:
    """A script or notebook that was read, by its path in the submission."""

    path: str
    chunks: list[Chunk]
    warnings: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """What two forms of the same code have in common: comments, blank lines and magics do not count."""
        return code_digest(chunk.source for chunk in self.chunks)


def read_code(path: str, content: bytes, module: str) -> Code:
    """Read a script or notebook, whatever it is called; its chunks bear the name of the module.

    Raises
    ------
    StudentError
        If it is not text, is not a notebook, or holds nothing or too much.
    """
    name, suffix = shown(path), suffix_of(path)
    text, warnings = decode(content, name)
    chunks = [Chunk(f"{module}.py", text)] if suffix == ".py" else _notebook_chunks(text, name, module)
    if not any(chunk.source.strip() for chunk in chunks):
        raise StudentError(f"{name} is empty" if suffix == ".py" else f"{name} has no code in it")
    check_size(chunks, name)
    return Code(path, chunks, warnings)


def check_size(chunks: list[Chunk], name: str) -> None:
    """Refuse more code than a worker takes.

    Raises
    ------
    StudentError
        If there is too much.
    """
    # A cell costs its name too, and some bytes around it.
    if sum(len(chunk.name) + len(chunk.source.encode()) + 16 for chunk in chunks) > LARGEST_SOURCE:
        raise StudentError(f"{name} holds more than {LARGEST_SOURCE // MIB} MiB of code")


def _notebook_chunks(text: str, name: str, module: str) -> list[Chunk]:
    """One chunk a code cell, numbered among all cells from 1, as a reader counts them."""
    try:
        cells = read_notebook(text)
    except InputError:
        raise StudentError(f"{name} is not a notebook that can be read") from None
    return [
        Chunk(f"{module}.ipynb cell {number}", normalise(cell.source, f"{name}, cell {number},"))
        for number, cell in enumerate(cells, 1)
        if cell.kind == "code"
    ]
