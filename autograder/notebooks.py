"""Read and write notebooks and percent scripts as plain lists of cells.

Sources only: outputs, metadata and attachments are neither kept nor executed, and nothing here knows about students.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from autograder.errors import InputError

# Text up to this length is read a second time by the lenient reader, which builds every output in memory.
LENIENT_CHARACTERS = 8 * 2**20

COMMENT_OR_MAGIC = re.compile(r"\s*(#|%|!|$)")
TRAILING_COMMENT = re.compile(r"\s#.*")

Source = str | list[str] | None


@dataclass(frozen=True)
class Cell:
    """One cell. Raw and heading cells count as markdown: they are not executed."""

    kind: Literal["code", "markdown"]
    source: str


class _StoredCell(msgspec.Struct):
    """A cell as notebooks store it; nbformat 2 and 3 call the source of a code cell its input."""

    cell_type: str | None = None
    source: Source = None
    input: Source = None

    def as_cell(self) -> Cell:
        stored = self.input if self.source is None else self.source
        source = stored if isinstance(stored, str) else "".join(stored or [])
        return Cell("code" if self.cell_type == "code" else "markdown", source)


class _Worksheet(msgspec.Struct):
    cells: list[_StoredCell] = []


class _Notebook(msgspec.Struct):
    """What is read of a notebook; everything else, outputs above all, is passed over without being built."""

    cells: list[_StoredCell] | None = None
    worksheets: list[_Worksheet] | None = None  # nbformat 2 and 3


def read_notebook(text: str) -> list[Cell]:
    """Read the cells of a notebook of nbformat 2, 3, 4 or later.

    nbformat's own reader is not used: it refuses what students' tools write (no ids, no sources), and builds
    every output.

    Raises
    ------
    InputError
        If the text is not a notebook.
    """
    try:
        notebook = _parse(text)
    except (ValueError, RecursionError):  # msgspec's and json's errors are ValueErrors
        raise InputError("not a notebook: save it again in Jupyter, as .ipynb") from None
    if notebook.cells is not None:
        stored = notebook.cells
    elif notebook.worksheets is not None:
        stored = [cell for worksheet in notebook.worksheets for cell in worksheet.cells]
    else:
        raise InputError("not a notebook, as it has no cells: save it again in Jupyter, as .ipynb")
    return [cell.as_cell() for cell in stored]


def _parse(text: str) -> _Notebook:
    try:
        return msgspec.json.decode(text, type=_Notebook)
    except msgspec.ValidationError:
        raise
    except ValueError:  # Python's own writer puts NaN into outputs, which is not JSON
        if len(text) > LENIENT_CHARACTERS:
            raise
        return msgspec.convert(json.loads(text), _Notebook)


def write_notebook(cells: list[Cell]) -> str:
    """Write cells as a notebook of nbformat 4.5 without outputs, the same bytes on each run.

    The ids of cells follow from position and content.
    """
    import nbformat

    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    writes: Any = nbformat.writes
    return str(writes(_build(cells, metadata))).rstrip("\n") + "\n"


def read_percent(text: str) -> list[Cell]:
    """Read a percent script: ``# %%`` opens a code cell, ``# %% [markdown]`` a cell of text."""
    import jupytext

    notebook = jupytext.reads(text, fmt="py:percent")
    return [Cell("code" if cell.cell_type == "code" else "markdown", cell.source) for cell in notebook.cells]


def write_percent(cells: list[Cell]) -> str:
    """Write cells as a percent script, without a header, so that no tool's version is in it."""
    import jupytext

    notebook = _build(cells, metadata={"jupytext": {"notebook_metadata_filter": "-all"}})
    return str(jupytext.writes(notebook, fmt="py:percent"))


def code_lines(sources: Iterable[str]) -> list[str]:
    """The lines of code of scripts or cells, without comments, blank lines, magics and trailing white space.

    They are the same for a percent script and for the notebook made from it.
    """
    lines = (line for source in sources for line in source.split("\n"))
    return [_without_comment(line) for line in lines if not COMMENT_OR_MAGIC.match(line)]


def code_digest(sources: Iterable[str]) -> str:
    """The SHA-256, in hexadecimal, of the lines of code."""
    return hashlib.sha256("\n".join(code_lines(sources)).encode()).hexdigest()


def _without_comment(line: str) -> str:
    """Cut the comment off a line where that is certain: a "#" before a quote may be part of a string."""
    after_strings = max(line.rfind("'"), line.rfind('"')) + 1
    return line[:after_strings] + TRAILING_COMMENT.sub("", line[after_strings:]).rstrip()


def _build(cells: list[Cell], metadata: dict[str, Any]) -> Any:
    """Build nbformat's own object, with ids of ours: its own are random."""
    import nbformat

    v4: Any = nbformat.v4
    make = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell}
    built = [make[cell.kind](cell.source, id=_cell_id(position, cell)) for position, cell in enumerate(cells, 1)]
    return v4.new_notebook(cells=built, metadata=metadata, nbformat_minor=5)


def _cell_id(position: int, cell: Cell) -> str:
    digest = hashlib.sha256(f"{cell.kind}\n{cell.source}".encode()).hexdigest()
    return f"{position:03d}-{digest[:12]}"
