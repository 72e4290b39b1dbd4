"""Make the files that set a platform up: two sides, apart from each other, or the archive that a platform takes.

What is made for students' repositories holds nothing of the solutions and names no secret: a job there, and whatever it
calls, runs in the student's own context. Archives hold the hidden suite; they go to the platform and nowhere else.
"""

import io
import posixpath
import tarfile
from collections.abc import Callable, Mapping
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
    return make(assignment, solutions, salt)


def _github(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    checks = _with_wheel(STUDENT, {".github/workflows/public-checks.yml": _render("github-student.yml", assignment)})
    return checks | _github_instructor(assignment, Kind.GITHUB)


def _gitlab(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    return _with_wheel(STUDENT, {".gitlab-ci.yml": _render("gitlab-student.yml", assignment)}) | _with_wheel(
        INSTRUCTOR, {".gitlab-ci.yml": _render("gitlab-instructor.yml", assignment)}
    )


def _classroom50(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    wheel_name, wheel = framework_wheel()
    bundle = {f"{assignment.name}/{name}": content for name, content in released_files(assignment).items()}
    bundle |= {"autograder.py": _render("classroom50-autograder.py", assignment), wheel_name: wheel}
    public = {f"{STUDENT}/autograders/{assignment.name}/{name}": content for name, content in bundle.items()}
    return public | _github_instructor(assignment, Kind.CLASSROOM50)


def _github_instructor(assignment: Assignment, kind: Kind) -> Files:
    workflow = _render("github-instructor.yml", assignment, platform=kind.value)
    return _with_wheel(INSTRUCTOR, {f".github/workflows/grade-{assignment.name}.yml": workflow})


def _gradescope(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    wheel_name, wheel = framework_wheel()
    programs = {name: _render(f"gradescope-{name}", assignment) for name in ("setup.sh", "run_autograder")}
    content = _course(assignment, solutions, salt) | programs | {wheel_name: wheel}
    return {f"{assignment.name}-gradescope.zip": write_zip(content, programs=programs)}


def _autolab(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    """Without the misconceptions: nothing is kept between jobs there, and each would have to grade them first."""
    wheel_name, wheel = framework_wheel()
    course = _course(assignment, solutions, salt)
    kept = {name: content for name, content in course.items() if "/misconceptions/" not in name}
    makefile = _render(
        "autolab-Makefile", assignment, handin=f"{assignment.name}-submission.zip",
        problems=", ".join(assignment.manifest.questions),
    )  # fmt: skip
    dockerfile = _render("autolab-Dockerfile", assignment, wheel=wheel_name, image=f"autograder_{assignment.module}")
    return {
        f"{assignment.name}-autolab.tar": _tar({"autograde-Makefile": makefile, "autograde.tar": _tar(kept)}),
        "image/Dockerfile": dockerfile,
        f"image/{wheel_name}": wheel,
    }


_MAKERS: Mapping[Kind, Callable[[Assignment, Path, bytes], Files]] = {
    Kind.GITHUB: _github,
    Kind.GITLAB: _gitlab,
    Kind.GRADESCOPE: _gradescope,
    Kind.AUTOLAB: _autolab,
    Kind.CLASSROOM50: _classroom50,
}


def _course(assignment: Assignment, solutions: Path, salt: bytes) -> Files:
    """A course of this one assignment, with all that grading needs."""
    private = assignment.master.parent
    paths = [path for path in sorted(private.rglob("*")) if path.is_file()]
    kept = [path.relative_to(private) for path in paths if not _NOT_SHIPPED & {*path.relative_to(private).parts}]
    salt_path = posixpath.normpath(posixpath.join("solutions", load_course(solutions).salt))
    if salt_path.startswith(("..", "/")):
        raise InputError(f"{solutions / COURSE_NAME}: salt leads out of the course: keep the file in it, to ship it")
    files = {f"assignments/{assignment.name}/{name}": content for name, content in released_files(assignment).items()}
    files |= {f"solutions/{assignment.name}/{path.as_posix()}": (private / path).read_bytes() for path in kept}
    files |= {f"solutions/{COURSE_NAME}": (solutions / COURSE_NAME).read_bytes(), salt_path: f"{salt.hex()}\n".encode()}
    return {f"course/{name}": content for name, content in files.items()}


def _with_wheel(side: str, files: Files) -> Files:
    """The files of one repository, with the framework beside them: its name on the package index is not ours."""
    wheel_name, wheel = framework_wheel()
    return {f"{side}/{name}": content for name, content in {**files, f".autograder/{wheel_name}": wheel}.items()}


def _render(template: str, assignment: Assignment, **values: str) -> bytes:
    text = _ENVIRONMENT.get_template(f"{template}.j2").render(name=assignment.name, module=assignment.module, **values)
    return text.encode()


def _tar(files: Files) -> bytes:
    """The same bytes on each run."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    return buffer.getvalue()
