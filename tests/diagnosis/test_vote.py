"""The vote names what explains the failures, and nothing that one of them contradicts."""

import pytest

from autograder.diagnosis.vote import KnownMistake, announce, vote
from autograder.model import Status, Visibility
from autograder.results import TestResult


def case(test, status=Status.FAILED, *, question="q", fits=(), place="dx: some entries", points=1.0):
    score = points if status is Status.PASSED else 0.0
    return TestResult(
        id=test, title=test, question=question, status=status, score=score, max_score=points,
        visibility=Visibility.HIDDEN, fits=list(fits), place=place,
    )  # fmt: skip


def known(name, *tests, fails=("q",)):
    return KnownMistake(name, f"{name}?", fails, frozenset(tests))


def names(results, mistakes=()):
    return [m.name for m in vote(results, mistakes)]


PASSED = Status.PASSED


def test_a_misconception_that_explains_everything_is_named_with_what_waits_behind_it():
    results = [case("a", fits=["crop"]), case("b", fits=["crop"], points=2.0), case("c", PASSED)]

    (mistake,) = vote(results, [known("crop", "a", "b")])

    assert (mistake.name, mistake.hint, mistake.question) == ("crop", "crop?", "q")
    assert (mistake.tests, mistake.points) == (["a", "b"], 3.0)


def test_a_misconception_that_would_have_failed_a_test_that_passed_is_not_named():
    assert names([case("a", fits=["crop"]), case("b", PASSED)], [known("crop", "a", "b")]) == []


def test_a_misconception_is_not_named_where_one_of_its_failures_looks_otherwise():
    assert names([case("f"), case("g", fits=["crop"])], [known("crop", "f", "g")]) == []


def test_a_failure_that_is_left_over_in_the_same_array_speaks_against_it():
    results = [case("f[0]", fits=["crop"]), case("f[1]")]

    assert names(results, [known("crop", "f[0]")]) == []
    assert names([results[0], case("other")], [known("crop", "f[0]")]) == ["crop"]


def test_a_misconception_gives_way_to_a_pattern_that_fits_more_failures_of_the_array():
    results = [case("f", fits=["bias_thrice", "bias_twice"]), case("g", fits=["bias_twice"])]

    assert names(results, [known("bias_thrice", "f")]) == ["bias_twice"]


def test_what_a_refused_misconception_and_a_pattern_fit_alike_gets_no_name():
    results = [case("f", fits=["mean", "halved"]), case("g", fits=["mean", "halved"]), case("h", place="dw: all")]

    assert names(results, [known("mean", "f", "g", "h")]) == []
    assert names(results, []) == ["halved"]


def test_two_mistakes_may_hide_behind_each_other():
    # Both fail "both", but the first array that is compared there is the first mistake's.
    results = [case("dx", fits=["crop"]), case("both", fits=["crop"]), case("db", fits=["axis"], place="db: all")]
    mistakes = [known("crop", "dx", "both"), known("axis", "db", "both")]

    assert names(results, mistakes) == ["crop", "axis"]


def test_a_pattern_may_hide_a_misconception():
    results = [
        case("dx[0]", fits=["doubled"]), case("dx[1]", fits=["doubled"]), case("both", fits=["doubled"]),
        case("db", fits=["axis"], place="db: all"),
    ]  # fmt: skip

    assert names(results, [known("axis", "db", "both")]) == ["doubled", "axis"]


def test_what_explains_the_same_is_settled_by_the_failed_tests():
    results = [case("a", fits=["one", "two"]), case("b", Status.NOT_ATTEMPTED)]
    mistakes = [known("one", "a", "b"), known("two", "a")]

    assert names(results, mistakes) == ["two"]


def test_what_nothing_settles_gets_no_name():
    results = [case("a", fits=["one", "two"])]

    assert names(results, [known("one", "a"), known("two", "a")]) == []


def test_failures_of_questions_that_depend_on_it_are_explained_too():
    results = [case("a", fits=["crop"]), case("net", question="net"), case("own", question="net")]
    mistakes = [known("crop", "a", "net", fails=("q", "net"))]

    (mistake,) = vote(results, mistakes)

    assert mistake.tests == ["a", "net"]


@pytest.mark.parametrize("status", [Status.ERROR, Status.TIMED_OUT])
def test_exceptions_alone_must_be_exactly_its_own(status):
    mistake = known("slow", "a", "b")
    own = [case("a", status, fits=["slow"]), case("b", status, fits=["slow"])]

    assert names([*own, case("c", PASSED)], [mistake]) == ["slow"]
    assert names(own, [mistake]) == []  # every test of the question fails: any exception would do
    assert names([*own, case("c", PASSED), case("d", status)], [mistake]) == []


def test_a_pattern_must_fit_every_case_of_an_array():
    assert names([case("f[0]", fits=["doubled"]), case("f[1]", fits=["doubled"])]) == ["doubled"]
    assert names([case("f[0]", fits=["doubled"]), case("f[1]", fits=["sign"])]) == []


def test_the_most_specific_common_pattern_is_named():
    results = [case("f[0]", fits=["flipped", "other_order"]), case("f[1]", fits=["other_order"])]

    assert names(results) == ["other_order"]


def test_of_rivals_that_fit_alike_none_is_named():
    # With two examples, half and one over the batch size are the same number.
    rivals = ["divided_by_batch_size", "halved", "other_factor"]

    assert names([case("f[0]", fits=rivals), case("f[1]", fits=rivals)]) == ["other_factor"]


def test_test_functions_that_disagree_about_an_array_leave_it_unnamed():
    results = [case("f[0]", fits=["doubled"]), case("f[1]", fits=["doubled"]), case("g", fits=["sign"])]

    assert names(results) == []


def test_one_case_among_unexplained_ones_says_too_little():
    assert names([case("f", fits=["doubled"])]) == ["doubled"]
    assert names([case("f", fits=["doubled"]), case("g", place="db: all")]) == []


def test_what_was_never_written_is_no_mistake():
    assert names([case("a", Status.NOT_ATTEMPTED, fits=["crop"])], [known("crop", "a")]) == []


def test_names_and_hints_are_written_into_the_results():
    results = [case("a", fits=["crop"]), case("b", place="db: all"), case("c", PASSED)]

    announce(results, vote(results, [known("crop", "a")]), {"a": "It fails so.", "b": "It fails thus."})

    assert [(r.misconception, r.hint) for r in results] == [
        ("crop", "crop? It fails so."), (None, "It fails thus."), (None, None),
    ]  # fmt: skip
