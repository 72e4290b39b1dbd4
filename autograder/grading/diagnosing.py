"""Check the diagnosis on what is known: every misconception must be told from the others, or get no name at all.

Judges results that were graded with records; runs nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from autograder.diagnosis.misconceptions import Misconception
from autograder.diagnosis.records import REFERENCE, Records
from autograder.diagnosis.traces import shows
from autograder.diagnosis.vote import vote
from autograder.grading.recording import known_mistakes
from autograder.results import TestResult


def diagnosis_problems(
    misconceptions: list[Misconception], records: Records, results: Mapping[str, list[TestResult]]
) -> Iterator[str]:
    """One line for each misconception that is named as another, and for each two that no test can tell apart."""
    known = known_mistakes(misconceptions, records)
    names = {m.name for m in misconceptions}
    for name in names & results.keys():
        for mistake in vote(results[name], known):
            if mistake.name in names - {name}:
                yield f"{name} is told it is {mistake.name}: make a test at which the two differ"
    for one, other in combinations(sorted(names), 2):
        if _are_alike(one, other, records):
            yield f"every test treats {one} and {other} alike: delete one, or make a test at which the two differ"


def _are_alike(one: str, other: str, records: Records) -> bool:
    tests = records.tests_failed_by(one)
    if not tests or tests != records.tests_failed_by(other):
        return False
    traces = records.traces
    return all(
        shows(traces[one][test], traces[other][test], traces[REFERENCE][test])
        and shows(traces[other][test], traces[one][test], traces[REFERENCE][test])
        for test in tests
    )
