"""Bundle an assignment for a student who has nothing: its folder, how to start, and the framework, in one zip.

What may leave is decided by ``release``; this adds ``START.md`` and the framework's wheel, neither of which knows a
solution.
"""

from importlib.resources import files
from string import Template

from autograder.authoring.release import released_files
from autograder.authoring.wheel import NOTEBOOK_EXTRA, framework_wheel
from autograder.manifest import Assignment
from autograder.zips import write_zip

START_NAME = "START.md"


def bundle(assignment: Assignment) -> bytes:
    """The zip that a student gets, the same bytes on each run; all of it lies in a folder of the assignment's name.

    Raises
    ------
    InputError
        If a file could give a solution away, or the framework cannot be packed.
    """
    wheel_name, wheel = framework_wheel()
    content = released_files(assignment) | {
        START_NAME: _start(assignment, wheel_name).encode(),
        wheel_name: wheel,
    }
    return write_zip({f"{assignment.name}/{name}": data for name, data in content.items()})


def _start(assignment: Assignment, wheel: str) -> str:
    template = Template((files("autograder.authoring") / "templates" / START_NAME).read_text(encoding="utf-8"))
    return template.substitute(
        title=assignment.manifest.title,
        folder=assignment.name,
        module=assignment.module,
        wheel=f"{wheel}[{NOTEBOOK_EXTRA}]",
        bare_wheel=wheel,
    )
