"""Read ``assignment.toml`` and ``course.toml``, and find the assignments of a course on disk.

Reads files and checks their shape; whether a manifest fits its tests is checked in ``grading``.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from autograder.errors import InputError
from autograder.model import Visibility

MANIFEST_NAME = "assignment.toml"
COURSE_NAME = "course.toml"

_WITH_ZONE = "expected a date and time with its zone, such as 2026-12-01T23:59:00+01:00"

Positive = Annotated[float, Meta(gt=0)]
PositiveInt = Annotated[int, Meta(gt=0)]


class Limits(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What one test, or the loading of a submission, may use.

    ``cpu_s`` is the CPU time of the student's process; ``cpu_times_reference`` bounds it by a multiple
    of what the reference used for the same test in the same run, where that is less.
    """

    wall_s: Positive = 20.0
    cpu_s: Positive = 10.0
    cpu_times_reference: Positive | None = None
    memory_mib: Annotated[int, Meta(ge=192)] = 768  # numpy does not start below 192 MiB
    output_kib: PositiveInt = 64
    scratch_mib: PositiveInt = 64


class QuestionLimits(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a question sets differently from the assignment's limits."""

    wall_s: Positive | None = None
    cpu_s: Positive | None = None
    cpu_times_reference: Positive | None = None


class AssignmentLimits(Limits, kw_only=True, forbid_unknown_fields=True):
    """The limits of each test, with those of loading beside them."""

    loading: Limits = msgspec.field(default_factory=lambda: Limits(wall_s=30.0, cpu_s=15.0))


class Question(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One question: what it is called and what its tests add up to."""

    title: str
    points: Positive
    extra_credit: bool = False
    limits: QuestionLimits = msgspec.field(default_factory=QuestionLimits)


class ServedGroup(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Functions of an earlier assignment that share a cache, and the questions there that must be passed."""

    functions: Annotated[list[str], Meta(min_length=1)]
    questions: Annotated[list[str], Meta(min_length=1)]


class Prerequisite(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An earlier assignment whose module this one imports.

    The functions of a group come from the reference where one of its questions is not fully passed, or where the
    student's take more than ``serve_above_times_reference`` of the reference's CPU time.
    """

    assignment: str  # the folder's name, such as "04_convolution"
    serve_above_times_reference: Positive = 20.0
    served: Annotated[list[ServedGroup], Meta(min_length=1)]


class Manifest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """``assignment.toml``: all that students and the grader must agree on."""

    title: str
    questions: Annotated[dict[str, Question], Meta(min_length=1)]
    about: str = ""  # what students build, in one sentence, for the page of the course
    module: str = ""  # the name students' files have; by default the folder's, without its number
    stub: str = ""  # digest of the stub's code, written by release: tells a form with work in it from one without
    due: datetime | None = None
    imports: list[str] = msgspec.field(default_factory=lambda: ["numpy"])
    display: list[str] = msgspec.field(default_factory=lambda: ["matplotlib", "IPython", "tqdm", "autograder"])
    prerequisites: dict[str, Prerequisite] = {}  # by the module's name
    visibility: Visibility = Visibility.HIDDEN  # of the hidden suite's tests
    limits: AssignmentLimits = msgspec.field(default_factory=AssignmentLimits)

    @property
    def max_score(self) -> float:
        """The full score: every question but the extra credit."""
        return sum(q.points for q in self.questions.values() if not q.extra_credit)

    def limits_of(self, question: str) -> Limits:
        """The limits of one test of a question: the assignment's, with the question's own put over them."""
        own = self.questions[question].limits
        changed = {f: value for f in own.__struct_fields__ if (value := getattr(own, f)) is not None}
        base = {f: getattr(self.limits, f) for f in Limits.__struct_fields__}
        return Limits(**{**base, **changed})


class LatePolicy(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What lateness costs. Days are days of 24 hours, begun ones counted whole."""

    grace_minutes: Annotated[float, Meta(ge=0)] = 0.0
    late_days: Annotated[int, Meta(ge=0)] = 0  # a budget over the whole course, free of penalty
    penalty_per_day: Annotated[float, Meta(ge=0, le=1)] = 0.1  # share of the score
    cutoff_days: Annotated[float, Meta(ge=0)] = 7.0  # after that nothing counts


class Course(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """``course.toml``: what all assignments of a course share. Paths are relative to the file."""

    name: str
    term: str
    time_zone: str = "UTC"
    late: LatePolicy = msgspec.field(default_factory=LatePolicy)
    roster: str = "../private/roster.csv"
    salt: str = "salt"


class Assignment(msgspec.Struct, kw_only=True, frozen=True):
    """An assignment on disk: the folder students get and, for staff, the one they never get."""

    name: str  # the folder's, such as "04_convolution"
    module: str  # the name of the student's module, such as "convolution"
    manifest: Manifest
    public: Path
    private: Path | None = None

    @property
    def checks(self) -> Path:
        """The public checks."""
        return self.public / "checks"

    @property
    def master(self) -> Path:
        """The master, from which stubs and reference come. Staff only."""
        return self._staff_folder() / f"{self.module}.py"

    @property
    def hidden(self) -> Path:
        """The hidden suite. Staff only."""
        return self._staff_folder() / "hidden"

    @property
    def misconceptions(self) -> Path:
        """The known wrong implementations. Staff only."""
        return self._staff_folder() / "misconceptions"

    def prerequisite(self, module: str) -> "Assignment":
        """The earlier assignment from which a module comes: the folders beside this one's.

        Raises
        ------
        InputError
            If it is not there.
        """
        name = self.manifest.prerequisites[module].assignment
        private = self.private.parent / name if self.private else None
        return load_assignment(self.public.resolve().parent / name, private)

    def _staff_folder(self) -> Path:
        if self.private is None:
            raise InputError(f"{self.name} has no folder of solutions here: name it with --solutions DIR")
        return self.private


def load_assignment(public: Path, private: Path | None = None) -> Assignment:
    """Read the assignment in a folder.

    Raises
    ------
    InputError
        One line with the file, the key and what is expected.
    """
    path = public / MANIFEST_NAME
    table = _read_table(path)
    kinds: dict[str, type[msgspec.Struct]] = {"questions": Question, "prerequisites": Prerequisite}
    for key, kind in kinds.items():
        entries = table.get(key)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            _convert(entry, kind, path, f"{key}.{name}")  # alone, so that the message names the entry
    manifest = _convert(table, Manifest, path)
    name = public.resolve().name
    module = manifest.module or re.sub(r"^\d+[_-]", "", name)
    if not module.isidentifier():
        raise InputError(f'{path}: module: {module!r} is not a Python name; set module = "name"')
    if manifest.due is not None and manifest.due.tzinfo is None:
        raise InputError(f"{path}: due: {_WITH_ZONE}")
    return Assignment(name=name, module=module, manifest=manifest, public=public, private=private)


def load_course(solutions: Path) -> Course:
    """Read ``course.toml`` in the folder of solutions.

    Raises
    ------
    InputError
        One line with the file, the key and what is expected.
    """
    path = solutions / COURSE_NAME
    course = _convert(_read_table(path), Course, path)
    try:
        ZoneInfo(course.time_zone)
    except (ValueError, OSError, KeyError):
        wrong = f"{path}: time_zone: {course.time_zone!r} is unknown; expected a name such as Europe/Berlin"
        raise InputError(wrong) from None
    return course


def find_assignment(wanted: str, assignments: Path, solutions: Path | None) -> Assignment:
    """Find an assignment by a folder, a name ("04_convolution", "convolution") or a number ("4", "04").

    Raises
    ------
    InputError
        If none or several fit.
    """
    known = all_assignment_folders(assignments)
    as_path = Path(wanted)
    is_folder = (as_path / MANIFEST_NAME).is_file()
    found = [as_path] if is_folder else folders_called(wanted, known)
    if len(found) != 1:
        names = ", ".join(f.name for f in known) or "none"
        raise InputError(f"no single assignment is called {wanted!r}; {assignments} has: {names}")
    private = solutions / found[0].resolve().name if solutions else None
    return load_assignment(found[0], private)


def folders_called(wanted: str, folders: Iterable[Path]) -> list[Path]:
    """The folders with a name ("04_convolution", "convolution") or a number ("4", "04")."""
    if wanted.isdigit():
        return [f for f in folders if re.match(rf"0*{int(wanted)}[_-]", f.name)]
    return [f for f in folders if wanted in (f.name, re.sub(r"^\d+[_-]", "", f.name))]


def all_assignment_folders(assignments: Path) -> list[Path]:
    """The folders below ``assignments`` that hold a manifest, in order."""
    if not assignments.is_dir():
        raise InputError(f"{assignments} is not a folder: name the course with --course DIR")
    return sorted(p.parent for p in assignments.glob(f"*/{MANIFEST_NAME}"))


T = TypeVar("T", bound=msgspec.Struct)


def _read_table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path} is missing: expected a {path.name} there") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from None


def _convert(table: Any, kind: type[T], path: Path, place: str = "") -> T:
    """Turn a table into a record; every error is one line with the file, the key and what is expected."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        text, _, inner = str(error).partition(" - at ")
        key = ".".join(filter(None, [place, inner.strip("`").removeprefix("$").lstrip(".")]))
        raise InputError(f"{path}: {_explain(text, key, kind, place)}") from None


def _explain(text: str, key: str, kind: type[msgspec.Struct], place: str) -> str:
    """Say "limits.cpu: unknown key; expected one of …" instead of the validator's words."""
    if "Invalid enum value" in text:
        return f"{key}: expected one of {', '.join(Visibility)}, got {text.rpartition(' ')[2]}"
    if "RFC3339" in text:
        return f"{key}: {_WITH_ZONE}"
    unknown = re.search(r"unknown field `(.+)`", text)
    missing = re.search(r"missing required field `(.+)`", text)
    if unknown:
        steps = key.removeprefix(place).strip(".").split(".")
        return f"{_join(key, unknown[1])}: unknown key; expected one of {', '.join(_known_keys(kind, steps))}"
    if missing:
        return f"{_join(key, missing[1])}: missing; expected it to be set"
    return f"{key or 'the file'}: {text[:1].lower()}{text[1:]}"


def _join(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key


def _known_keys(kind: Any, steps: list[str]) -> list[str]:
    """The keys that the table reached by these steps may have."""
    for step in filter(None, steps):
        kind = next(f.type for f in msgspec.structs.fields(kind) if f.name == step)
    return list(kind.__struct_fields__)
