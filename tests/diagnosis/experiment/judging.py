"""Have variants diagnosed as grading does: gradients case by case and then by vote, submissions by the real suite."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.authoring.markers import reference_source
from autograder.diagnosis.diagnose import wrong_gradient
from autograder.diagnosis.misconceptions import Misconception, apply_misconception, load_misconceptions
from autograder.diagnosis.patterns import fitting_patterns
from autograder.diagnosis.vote import vote
from autograder.grading.protocol import Job, Setup
from autograder.grading.record_files import load_records
from autograder.grading.recording import known_mistakes, make_records
from autograder.grading.runner import SuiteRunner
from autograder.manifest import Assignment, load_assignment
from autograder.model import Isolation, Status, Visibility
from autograder.results import TestResult
from tests.diagnosis.experiment.families import FAMILIES
from tests.diagnosis.experiment.variant import GradientVariant, SubmissionVariant

CASES = 3
COURSE = Path(__file__).parents[3]


def names_of_gradients(variant: GradientVariant) -> list[str]:
    """The names of the mistakes of a wrong backward, over a few random inputs."""
    family = FAMILIES[variant.family]
    results: list[TestResult] = []
    for seed in range(CASES):
        rng = np.random.default_rng(seed)
        arguments = family.inputs(rng)
        out = family.forward(*arguments)
        out = np.asarray(out[0] if isinstance(out, tuple) else out)
        dout = rng.normal(size=out.shape) if out.ndim else None
        copies = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        results += failures(family.forward, arguments, variant.backward(dout, *copies), dout, seed)
    if not results:
        raise ValueError(f"{variant.family}: {variant.about}: nothing is wrong, or the inputs are too large")
    return [mistake.name for mistake in vote(results, [])]


def failures(
    forward: Callable[..., Any], arguments: tuple[Any, ...], gradients: tuple[Any, ...], dout: Any, case: int
) -> Iterator[TestResult]:
    """A failed test for each gradient that is wrong, as a case of one test function."""
    for position, gradient in enumerate(gradients):
        wrong = None if gradient is None else wrong_gradient(forward, arguments, position, gradient, dout)
        if wrong is not None and not (wrong.has_numbers and wrong.same_shape and wrong.close(gradient, wrong.expected)):
            yield TestResult(
                id=f"test_gradient[{case}-{position}]", title="", question="gradient", status=Status.FAILED, score=0.0,
                max_score=1.0, visibility=Visibility.HIDDEN, place=f"gradient {position + 1}: some entries",
                fits=fitting_patterns(wrong),
            )  # fmt: skip


def assignment_named(name: str) -> Assignment:
    """An assignment of the project's own course."""
    return load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)


def names_of_submissions(variants: list[SubmissionVariant], folder: Path) -> list[list[str] | None]:
    """The names of the mistakes of whole submissions; None where the suite finds nothing wrong."""
    names: dict[int, list[str] | None] = {}
    for assignment in sorted({variant.assignment for variant in variants}):
        numbers = [number for number, variant in enumerate(variants) if variant.assignment == assignment]
        found = _names_of_one_assignment([variants[number] for number in numbers], assignment_named(assignment), folder)
        names.update(zip(numbers, found, strict=True))
    return [names[number] for number in range(len(variants))]


def _names_of_one_assignment(
    variants: list[SubmissionVariant], assignment: Assignment, folder: Path
) -> list[list[str] | None]:
    """The same for submissions of one assignment, whose misconceptions are recorded first."""
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    misconceptions = load_misconceptions(assignment.misconceptions)
    setup = Setup(
        public=str(assignment.public), private=str(assignment.private), isolation=Isolation.PROCESS,
        salt=secrets.token_bytes(16), jobs=2,
    )  # fmt: skip
    path = folder / f"records-of-{assignment.module}"
    make_records(assignment, setup, misconceptions, path)
    setup.records = str(path)
    known = known_mistakes(misconceptions, load_records(path))
    with SuiteRunner(setup) as runner:
        graded = sorted(runner.grade(_jobs(variants, reference, assignment)), key=lambda g: g.number)
    return [
        None if all(r.status is Status.PASSED for r in g.results) else [m.name for m in vote(g.results, known)]
        for g in graded
    ]


def _jobs(variants: list[SubmissionVariant], reference: str, assignment: Assignment) -> Iterator[Job]:
    for number, variant in enumerate(variants):
        replaced = Misconception(variant.about, "", (), "", variant.source, assignment.misconceptions)
        yield Job(number=number, chunks=[(f"{assignment.module}.py", apply_misconception(replaced, reference))])
