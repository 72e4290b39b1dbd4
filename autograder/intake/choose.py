"""Pick the script or notebook to grade among the files of a submission.

Of several that could be meant, the one that differs from the stub; where that leaves a doubt, the student has to say.
"""

import contextlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from autograder.errors import StudentError
from autograder.intake.chunks import Code, read_code
from autograder.intake.names import is_named, shown, suffix_of
from autograder.manifest import Assignment

KINDS = {".py": "Python files", ".ipynb": "notebooks"}
MOST_NAMED = 5


def choose(files: dict[str, bytes], assignment: Assignment) -> Code:
    """Read the file to grade.

    The files with the module's name are candidates, else the only script and the only notebook; modules of earlier
    assignments are none. Candidates that
    differ from the stub come before those that equal it, then the outermost, then scripts.

    Returns
    -------
    Code
        Its warnings name the Python files and notebooks that are left out.

    Raises
    ------
    StudentError
        If there is no candidate, none can be read, or two are left that disagree.
    """
    sources = _sources(files, assignment)
    candidates = candidates_among(files, assignment)
    codes, problems = _read_all(candidates, files, assignment.module)
    has_choice = len(candidates) > 1  # else nothing is compared
    digests = {path: code.digest if has_choice else "" for path, code in codes.items()}
    stub = stub_digest(assignment) if has_choice else None
    written = [path for path in codes if digests[path] != stub]
    if problems and not written:  # the one that cannot be read may hold the work
        raise StudentError(next(iter(problems.values())))
    first, *others = _outermost(written or list(codes))
    for other in others:
        if digests[other] != digests[first]:
            raise StudentError(f"{shown(first)} and {shown(other)} both hold work of yours, and they differ")
    settled = {first, *others, *problems, *(path for path in codes if digests[path] == stub)}
    left_out = [path for path in sources if path not in settled and files[path].strip()]
    warnings = [*codes[first].warnings, *(f"{problem}, and was passed over" for problem in problems.values())]
    if left_out:
        warnings.append(f"only {shown(first)} is graded; left out: {_listed(left_out)}")
    return Code(first, codes[first].chunks, warnings)


def candidates_among(paths: Iterable[str], assignment: Assignment) -> list[str]:
    """The files that could be the one to grade, by their paths alone.

    Raises
    ------
    StudentError
        If there is none, or the name of none says which is meant.
    """
    paths = list(paths)
    sources, module = _sources(paths, assignment), assignment.module
    if named := [path for path in sources if is_named(path, module)]:
        return named
    if not sources:
        nested = any(suffix_of(path) not in ("", *KINDS) for path in paths)
        archives = " (an archive inside of what is handed in is not opened)" if nested else ""
        raise StudentError(f"there is no Python file and no notebook{archives}")
    for suffix, kind in KINDS.items():
        if sum(suffix_of(path) == suffix for path in sources) > 1:
            raise StudentError(f"there are several {kind} and none is called {module}{suffix}")
    return sources


def _sources(paths: Iterable[str], assignment: Assignment) -> list[str]:
    return sorted(
        path
        for path in paths
        if suffix_of(path) in KINDS
        and "checks" not in _folders(path)
        and not any(is_named(path, module) for module in assignment.manifest.prerequisites)
    )


def _outermost(paths: list[str]) -> list[str]:
    """Those in the fewest folders, scripts first."""
    depth = min(len(_folders(path)) for path in paths)
    return sorted((p for p in paths if len(_folders(p)) == depth), key=lambda p: (suffix_of(p) != ".py", p))


def _read_all(paths: list[str], files: dict[str, bytes], module: str) -> tuple[dict[str, Code], dict[str, str]]:
    """Read the candidates: what could be read, and why the others could not."""
    codes: dict[str, Code] = {}
    problems: dict[str, str] = {}
    for path in paths:
        try:
            codes[path] = read_code(path, files[path], module)
        except StudentError as error:
            problems[path] = str(error)
    return codes, problems


def stub_digest(assignment: Assignment) -> str | None:
    """The digest of the stub's code, which is the same in both forms, or None if it is not known.

    A released folder states it. In the course's own folder the stubs themselves stand beside the checks.
    """
    if assignment.manifest.stub:
        return assignment.manifest.stub
    for suffix in KINDS:
        stub = assignment.public / f"{assignment.module}{suffix}"
        with contextlib.suppress(OSError, StudentError):
            return read_code(stub.name, stub.read_bytes(), assignment.module).digest
    return None


def _folders(path: str) -> tuple[str, ...]:
    return PurePosixPath(path).parts[:-1]


def _listed(paths: list[str]) -> str:
    named = ", ".join(shown(path) for path in paths[:MOST_NAMED])
    return named if len(paths) <= MOST_NAMED else f"{named} and {len(paths) - MOST_NAMED} more"
