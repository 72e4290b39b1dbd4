"""Earlier work that is made here: of somebody who did all of it right, and of somebody who has none.

Says what a job is given; whether a student's own work serves is for ``earlier``.
"""

from autograder.authoring.markers import reference_source
from autograder.grading.protocol import EarlierWork
from autograder.manifest import Assignment
from autograder.results import Served


def reference_work(assignment: Assignment) -> list[EarlierWork]:
    """The earlier work of somebody who did all of it right, for submissions that are made here."""
    modules = {name: assignment.prerequisite(name) for name in assignment.manifest.prerequisites}
    return [
        EarlierWork(module=name, chunks=[(f"{name}.py", reference_source(earlier.master.read_text(encoding="utf-8")))])
        for name, earlier in modules.items()
    ]


def served_work(assignment: Assignment) -> list[EarlierWork]:
    """The earlier work of somebody who has none: everything is served."""
    return [
        EarlierWork(
            module=name,
            served=[
                Served(module=name, assignment=spec.assignment, functions=group.functions, why="missing")
                for group in spec.served
            ],
        )
        for name, spec in assignment.manifest.prerequisites.items()
    ]
