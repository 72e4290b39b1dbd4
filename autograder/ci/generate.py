"""Make the files that set a platform up: two sides, apart from each other, or the archive that a platform takes.

What is made for students' repositories holds nothing of the solutions and names no secret: a job there, and whatever it
calls, runs in the student's own context. Archives hold the hidden suite; they go to the platform and nowhere else.
"""

import io
import posixpath
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.authoring.release import released_files
from autograder.authoring.wheel import framework_wheel
from autograder.ci.platforms import Kind
from autograder.errors import InputError
from autograder.manifest import COURSE_NAME, Assignment, load_course
from autograder.zips import write_zip

Files = dict[str, bytes]
STUDENT, INSTRUCTOR = "student", "instructor"
_NOT_SHIPPED = {"demo", "__pycache__", ".pytest_cache"}  # of an assignment's folder of solutions
# GitHub's and GitLab's expressions have double braces themselves.
_ENVIRONMENT = Environment(
    loader=PackageLoader("autograder.ci"), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False,
    variable_start_string="[[", variable_end_string="]]",
)  # fmt: skip


def generate(kind: Kind, assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    """The files for one assignment on one platform, by path below the folder of output.

    Raises
    ------
    InputError
        If there is nothing to set up on this platform, or the assignment cannot be released.
    """
    make = _MAKERS.get(kind)
    if make is None:
        raise InputError(f"there is nothing to set up for {kind}: run autograder ci there")
    return make(_Source(assignment, solutions, salt, *framework_wheel()))


@dataclass(frozen=True)
class _Source:
    """What files are made from. The framework travels as its wheel: its name on the package index is not ours."""

    assignment: Assignment
    solutions: Path
    salt: bytes
    wheel_name: str
    wheel: bytes

    @property
    def name(self) -> str:
        return self.assignment.name

    def render(self, template: str, **values: str) -> bytes:
        module = self.assignment.module
        text = _ENVIRONMENT.get_template(f"{template}.j2").render(
            name=self.name, module=module, wheel=self.wheel_name, **values
        )
        return text.encode()


def _github(source: _Source) -> Files:
    checks = {".github/workflows/public-checks.yml": source.render("github-student.yml")}
    return _repository(STUDENT, checks, source) | _github_instructor(source, Kind.GITHUB)


def _gitlab(source: _Source) -> Files:
    checks = {".gitlab-ci.yml": source.render("gitlab-student.yml")}
    grading = {".gitlab-ci.yml": source.render("gitlab-instructor.yml")}
    return _repository(STUDENT, checks, source) | _repository(INSTRUCTOR, grading, source)


def _classroom50(source: _Source) -> Files:
    bundle = {f"{source.name}/{name}": content for name, content in released_files(source.assignment).items()}
    bundle |= {"autograder.py": source.render("classroom50-autograder.py"), source.wheel_name: source.wheel}
    public = {f"{STUDENT}/autograders/{source.name}/{name}": content for name, content in bundle.items()}
    return public | _github_instructor(source, Kind.CLASSROOM50)


def _github_instructor(source: _Source, kind: Kind) -> Files:
    workflow = source.render("github-instructor.yml", platform=kind.value)
    return _repository(INSTRUCTOR, {f".github/workflows/grade-{source.name}.yml": workflow}, source)


def _gradescope(source: _Source) -> Files:
    programs = {name: source.render(f"gradescope-{name}") for name in ("setup.sh", "run_autograder")}
    content = _course(source) | programs | {source.wheel_name: source.wheel}
    return {f"{source.name}-gradescope.zip": write_zip(content, programs=programs)}


def _autolab(source: _Source) -> Files:
    """Without the misconceptions: nothing is kept between jobs there, and each would have to grade them first."""
    kept = {name: content for name, content in _course(source).items() if "/misconceptions/" not in name}
    problems = ", ".join(source.assignment.manifest.questions)
    makefile = source.render("autolab-Makefile", handin=f"{source.name}-submission.zip", problems=problems)
    return {
        f"{source.name}-autolab.tar": _tar({"autograde-Makefile": makefile, "autograde.tar": _tar(kept)}),
        "image/Dockerfile": source.render("autolab-Dockerfile"),
        f"image/{source.wheel_name}": source.wheel,
    }


_MAKERS: Mapping[Kind, Callable[[_Source], Files]] = {
    Kind.GITHUB: _github,
    Kind.GITLAB: _gitlab,
    Kind.GRADESCOPE: _gradescope,
    Kind.AUTOLAB: _autolab,
    Kind.CLASSROOM50: _classroom50,
}


def _course(source: _Source) -> Files:
    """A course of this one assignment and of those that it builds on, with all that grading needs."""
    course_file = source.solutions / COURSE_NAME
    salt_path = posixpath.normpath(posixpath.join("solutions", load_course(source.solutions).salt))
    if salt_path.startswith(("..", "/")):
        raise InputError(f"{course_file}: salt leads out of the course: keep the file in it, to ship it")
    earlier = [source.assignment.prerequisite(module) for module in source.assignment.manifest.prerequisites]
    files = {name: content for each in [source.assignment, *earlier] for name, content in _both_sides(each).items()}
    files |= {f"solutions/{COURSE_NAME}": course_file.read_bytes(), salt_path: f"{source.salt.hex()}\n".encode()}
    return {f"course/{name}": content for name, content in files.items()}


def _both_sides(assignment: Assignment) -> Files:
    """What students get of an assignment, and what they never get."""
    private = assignment.master.parent
    paths = [path.relative_to(private) for path in sorted(private.rglob("*")) if path.is_file()]
    kept = [path for path in paths if not _NOT_SHIPPED & {*path.parts}]
    public = {f"assignments/{assignment.name}/{n}": content for n, content in released_files(assignment).items()}
    return public | {f"solutions/{assignment.name}/{p.as_posix()}": (private / p).read_bytes() for p in kept}


def _repository(side: str, files: Files, source: _Source) -> Files:
    """The files of one repository, with the framework beside them."""
    return {
        f"{side}/{n}": content for n, content in {**files, f".autograder/{source.wheel_name}": source.wheel}.items()
    }


def _tar(files: Files) -> bytes:
    """The same bytes on each run."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    return buffer.getvalue()
