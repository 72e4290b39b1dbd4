"""Vote over all failures of a submission: which mistakes explain which of them.

A pure function of results and of what is known about mistakes. What is ambiguous gets no name: a wrong name is worse
than none.

Rules
-----
A misconception is named if it passed no test that the submission failed to need it for: each of the tests that it fails
must have failed here too, and must look like it, except where another mistake hides it or where the test belongs to a
question that only depends on the one with the mistake. What looks alike and explains the same tests is settled by the
set of failed tests, or not at all. A pattern is named if it fits every case of one array of a question, or of those
test functions in which any fits. Where a pattern explains more failures of an array than a misconception does, the
misconception gives way; where a misconception that is refused for another test fits the same cases, neither is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.diagnosis.patterns import HINTS, VOCABULARY
from autograder.diagnosis.traces import DIAGNOSED
from autograder.model import Status
from autograder.results import Mistake, TestResult

Group = tuple[str, str]  # a test function, and the array in which its cases fail


@dataclass(frozen=True, slots=True)
class KnownMistake:
    """A misconception as the vote sees it."""

    name: str
    hint: str
    fails: tuple[str, ...]  # questions, the one with the mistake first
    tests: frozenset[str]  # that it fails


@dataclass(slots=True)
class _Ballot:
    """The failures of one submission, and which of them are explained by what."""

    tests: dict[str, TestResult]
    failures: dict[str, TestResult]
    passed: set[str]
    explained: dict[str, str] = field(default_factory=dict)  # the name of a mistake, by test

    def left(self) -> dict[str, TestResult]:
        """The failures that nothing explains yet."""
        return {test: result for test, result in self.failures.items() if test not in self.explained}


def vote(results: Sequence[TestResult], known: Iterable[KnownMistake]) -> list[Mistake]:
    """Name the mistakes of a submission.

    Parameters
    ----------
    results : with ``fits``
    known : the misconceptions of the assignment

    Returns
    -------
    list of Mistake
        Those that explain most failures first. ``results`` are left as they are; see ``announce``.
    """
    by_id = {r.id: r for r in results}
    failures = {r.id: r for r in results if r.status in DIAGNOSED}
    if not failures:
        return []
    ballot = _Ballot(by_id, failures, passed={r.id for r in results if r.status is Status.PASSED})
    candidates = [m for m in known if _is_possible(m, ballot)]
    mistakes = _misconceptions(candidates, ballot)
    mistakes += _patterns(candidates, ballot)
    mistakes += _misconceptions(candidates, ballot)  # those that a pattern hides
    return sorted(mistakes, key=lambda m: -len(m.tests))


def _is_possible(mistake: KnownMistake, ballot: _Ballot) -> bool:
    """Whether none of its tests passed, and one of the question with the mistake looks like it by a value.

    Where every failure is an exception or a timeout, all failed tests of the question must be its own, and some test
    must have passed: an exception alone is too common to tell one mistake from another.
    """
    if not mistake.tests.isdisjoint(ballot.passed):
        return False
    own = [ballot.tests[test] for test in mistake.tests if test in ballot.tests]
    seen = [r for r in own if mistake.name in r.fits and r.question == mistake.fails[0]]
    if any(r.status is Status.FAILED for r in seen):
        return True
    asked = [r for r in ballot.tests.values() if r.question == mistake.fails[0]]
    failed = {r.id for r in asked if r.status is not Status.PASSED}
    return bool(seen) and failed == {r.id for r in seen} and len(failed) < len(asked)


def _misconceptions(candidates: list[KnownMistake], ballot: _Ballot) -> list[Mistake]:
    """Take the misconception that explains most, then the next, until none is left."""
    found: list[Mistake] = []
    while True:
        open_ = {m.name: _would_explain(m, candidates, ballot) for m in candidates}
        best = max(map(len, open_.values()), default=0)
        if not best:
            return found
        first = next(m for m in candidates if len(open_[m.name]) == best)
        rivals = [m for m in candidates if len(open_[m.name]) == best and open_[m.name] & open_[first.name]]
        candidates = [m for m in candidates if m not in rivals]
        chosen = _settle(rivals, ballot)
        if chosen is not None:
            found.append(_mistake(chosen.name, chosen.hint, chosen.fails[0], open_[chosen.name], ballot))


def _would_explain(mistake: KnownMistake, candidates: list[KnownMistake], ballot: _Ballot) -> frozenset[str]:
    """The open failures that a misconception would explain; none if one contradicts it."""
    explains = set()
    for test in mistake.tests & ballot.failures.keys():
        result = ballot.failures[test]
        if mistake.name in result.fits or result.question != mistake.fails[0]:
            explains.add(test)
        elif test not in ballot.explained and not any(
            other.name in result.fits for other in candidates if other is not mistake
        ):
            return frozenset()
    explains -= ballot.explained.keys()
    groups = {_group(r) for r in map(ballot.failures.__getitem__, explains) if r.question == mistake.fails[0]}
    others = {t for t, r in ballot.left().items() if _group(r) in groups and t not in explains}
    unexplained = [t for t in others if not any(m.name in ballot.failures[t].fits for m in candidates)]
    return frozenset() if unexplained or _explains_less(mistake, explains, ballot) else frozenset(explains)


def _explains_less(mistake: KnownMistake, explains: set[str], ballot: _Ballot) -> bool:
    """Whether a pattern fits all failures of an array of which the misconception leaves some."""
    own = {t for t in explains if ballot.failures[t].question == mistake.fails[0]}
    for array in {_array(ballot.failures[t]) for t in own}:
        cases = [r for r in ballot.left().values() if _array(r) == array]
        if any(r.id not in own for r in cases) and _common(cases) is not None:
            return True
    return False


def _settle(rivals: list[KnownMistake], ballot: _Ballot) -> KnownMistake | None:
    """Of several that explain the same, the one that fails exactly what failed; None if that leaves it open."""
    if len(rivals) == 1:
        return rivals[0]
    exact = []
    for mistake in rivals:
        failed = {t for t, r in ballot.failures.items() if r.question in mistake.fails}
        if failed == mistake.tests & ballot.tests.keys():
            exact.append(mistake)
    return exact[0] if len(exact) == 1 else None


def _patterns(candidates: list[KnownMistake], ballot: _Ballot) -> list[Mistake]:
    """Name the patterns that explain what is left, array by array; not where a misconception fits it all as well."""
    arrays: dict[tuple[str, str], list[TestResult]] = {}
    for result in ballot.left().values():
        arrays.setdefault(_array(result), []).append(result)
    tests: dict[tuple[str, str], list[str]] = {}  # by question and pattern
    for (question, _), cases in arrays.items():
        for name, found in _names_of(cases):
            if any(all(m.name in case.fits for case in found) for m in candidates if m.fails[0] == question):
                continue
            tests.setdefault((question, name), []).extend(case.id for case in found)
    left = Counter(result.question for result in ballot.left().values())
    return [
        _mistake(name, HINTS[name], question, found, ballot)
        for (question, name), found in tests.items()
        if len(found) > 1 or left[question] == 1  # one case among others that stay unexplained says too little
    ]


def _names_of(cases: list[TestResult]) -> list[tuple[str, list[TestResult]]]:
    """What fits all cases of an array; else what fits all in some test functions, if these agree."""
    if name := _common(cases):
        return [(name, cases)]
    functions: dict[str, list[TestResult]] = {}
    for case in cases:
        functions.setdefault(_group(case)[0], []).append(case)
    named = [(name, found) for found in functions.values() if (name := _common(found))]
    return named if len({name for name, _ in named}) == 1 else []


def _common(cases: list[TestResult]) -> str | None:
    """The most specific pattern that fits all cases; where rivals fit as well as each other, none of them."""
    common = [pattern for pattern in VOCABULARY if all(pattern.name in case.fits for case in cases)]
    rivals = Counter(pattern.rivals for pattern in common if pattern.rivals)
    return next((pattern.name for pattern in common if rivals[pattern.rivals] < 2), None)


def _group(result: TestResult) -> Group:
    return result.id.partition("[")[0], (result.place or "").partition(":")[0]


def _array(result: TestResult) -> tuple[str, str]:
    """The question, and the array in which a test fails."""
    return result.question, _group(result)[1]


def _mistake(name: str, hint: str, question: str, tests: Iterable[str], ballot: _Ballot) -> Mistake:
    ordered = [test for test in ballot.tests if test in tests]
    ballot.explained.update(dict.fromkeys(ordered, name))
    points = sum(r.max_score - (r.score or 0.0) for r in map(ballot.tests.__getitem__, ordered))
    return Mistake(name=name, hint=hint, question=question, tests=ordered, points=round(points, 6))


def announce(results: Iterable[TestResult], mistakes: Iterable[Mistake], decided: Mapping[str, str]) -> None:
    """Write the names and hints of the mistakes into the results that they explain.

    Parameters
    ----------
    decided : a sentence by failed test on what its failing depends, see ``parameters``
    """
    by_test = {test: mistake for mistake in mistakes for test in mistake.tests}
    for result in results:
        if result.id in by_test:
            result.misconception, result.hint = by_test[result.id].name, by_test[result.id].hint
        if result.id in decided:
            result.hint = f"{result.hint} {decided[result.id]}" if result.hint else decided[result.id]
