"""A handle behaves like its plain content, and hands back the original object."""

import gc

import numpy as np
import pytest

from autograder.sandbox.client import MissingNameError
from autograder.sandbox.contents import content_of
from autograder.sandbox.handles import MAX_ITERATIONS, NotPlainResultError, changed_arguments, deep_content
from autograder.sandbox.raised import SubmissionRaised
from autograder.sandbox.watched import Budget, WorkerLostError
from autograder.sandbox.wire import NotPlainError

SOURCE = """
import numpy as np

LIMIT = 7
TABLE = {"a": np.arange(3.0)}

class Cache:
    def __init__(self, x):
        self.x = x
        self.calls = []

    def __call__(self, y):
        self.calls.append(y)
        return self.x + y

    def __getitem__(self, key):
        return (self.x, key)

    def __setitem__(self, key, value):
        self.x = value

    def __len__(self):
        return 4

    def __iter__(self):
        yield self.x
        yield self

class Endless:
    def __iter__(self):
        while True:
            yield 1

class Lying(np.ndarray):
    def __eq__(self, other):
        return True

class Everything:
    def __eq__(self, other):
        return True
    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __eq__
    def __bool__(self):
        return True
    def __float__(self):
        return 1.0
    def __array__(self, dtype=None, copy=None):
        return np.ones(3)

made = {}

def array(): return np.arange(6.0).reshape(2, 3)
def number(): return 2.5
def text(): return "abc"
def nothing(): return None
def nones():
    yield None
    yield None
def incomplete(): return {"w": np.ones(2), "b": None}
def pair(): return np.ones(3), Cache(2.0)
def numbers(): return [1, 2, 3]
def mapping(): return {"w": np.ones(2), "b": 1.0}
def huge(): return np.arange(100_000.0)
def opaque(x=1.0): return made.setdefault("last", Cache(x))
def is_last(cache): return cache is made["last"]
def holds_last(container): return container["inside"][0][0] is made["last"]
def same(a, b): return a is b
def identity(x): return x
def subclass(): return np.arange(3.0).view(Lying)
def everything(): return Everything()
def endless(): return Endless()
def function(): return lambda y: 2 * y
def changing(x, y, *, out=None):
    x += 1
    if out is not None:
        out[0] = 9.0
    return x + y
def halving(x, times):
    for _ in range(times):
        x /= 2
        yield x
def objects(): return np.array([None])
def raising(): raise ValueError("no")
def apply(f, x): return f(x)
def apply_twice(f, x): return f(f(x))
def swallow(f, x):
    try:
        return f(x)
    except Exception:
        return 0.0
def keep(f): made["function"] = f
def call_kept(x): return made["function"](x)
def positive(x):
    if x < 0:
        raise ValueError(x)
    return x
def empty(): return ()
"""


@pytest.fixture(scope="module")
def student(start_client):
    return start_client(SOURCE)


@pytest.fixture
def submission(student):
    return student.begin()


def test_arithmetic_is_that_of_the_content(submission):
    out = submission.array()

    np.testing.assert_array_equal(out, np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(2 * out - out / 2 + np.ones(3), 1.5 * np.arange(6.0).reshape(2, 3) + 1)
    np.testing.assert_array_equal(out @ out.T, out[:] @ out[:].T)
    np.testing.assert_array_equal(np.add(out, out), 2 * np.arange(6.0).reshape(2, 3))
    assert (out == np.arange(6.0).reshape(2, 3)).all()
    assert (-abs(out))[1, 2] == -5.0


def test_attributes_items_and_length_are_those_of_the_content(submission):
    out = submission.array()

    assert (out.shape, out.dtype, out.sum(), len(out)) == ((2, 3), np.float64, 15.0, 2)
    assert out[1, 2] == 5.0
    np.testing.assert_array_equal(out[:, 0], [0.0, 3.0])
    assert [row.sum() for row in out] == [3.0, 12.0]
    assert 5.0 in out


def test_the_content_is_read_only(submission):
    out = submission.array()

    with pytest.raises(ValueError, match="read-only"):
        out[:][0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(out)[0] = 1.0


def test_numbers_text_and_none_are_themselves(submission):
    assert (submission.number(), submission.text(), submission.nothing()) == (2.5, "abc", None)
    assert type(submission.number()) is float


def test_a_single_entry_converts_to_a_number(submission):
    out = submission.identity(np.array(4))

    assert (float(out), int(out), complex(out), list(range(9))[out], bool(out)) == (4.0, 4, 4 + 0j, 4, True)
    with pytest.raises(ValueError, match="ambiguous"):
        bool(submission.array())


def test_a_pair_unpacks_into_content_and_an_opaque_part(submission):
    out, cache = submission.pair()

    np.testing.assert_array_equal(out, np.ones(3))
    assert cache.x == 2.0
    assert len(submission.pair()) == 2
    np.testing.assert_array_equal(submission.pair()[-2], np.ones(3))


def test_lists_and_dicts_behave_like_what_they_hold(submission):
    numbers, mapping = submission.numbers(), submission.mapping()

    assert numbers == [1, 2, 3]
    assert numbers[1:] == [2, 3]
    assert sorted(mapping) == ["b", "w"]
    assert mapping["b"] == 1.0
    assert mapping.keys() == {"w", "b"}


def test_a_none_among_results_is_no_none_of_the_author(submission):
    """Among gradients an author's None passes one over; grads["b"] was one, and a missing gradient passed."""
    missing = submission.incomplete()["b"]

    assert missing is not None
    assert content_of(missing) is None
    assert submission.identity(missing) is None  # passed back it is one again
    assert [part is None for part in submission.identity({None: 1})] == [False]
    assert [part is None for part in submission.nones()] == [False, False]
    assert [part is None for part in submission.nothing.many([(), ()])] == [False, False]


def test_constants_of_the_submission_are_handles_too(submission):
    assert submission.LIMIT == 7
    assert submission.TABLE["a"][2] == 2.0
    assert submission.LIMIT + 1 == 8


def test_large_content_is_fetched_when_it_is_first_used(student, submission):
    before = student.client._number
    out = submission.huge()
    after_the_call = student.client._number

    assert after_the_call == before + 1
    assert out[99_999] == 99_999.0
    assert out.shape == (100_000,)
    assert student.client._number == after_the_call + 1


def test_an_attribute_of_an_object_costs_one_message(student, submission):
    """It used to be asked for its content first, each time anew: a graph of units took half as long again."""
    cache = submission.opaque()
    before = student.client._number

    assert cache.x == 1.0
    assert student.client._number == before + 1


def test_a_handle_that_is_passed_back_is_the_original_object(submission):
    cache = submission.opaque()

    assert submission.is_last(cache) is True
    assert submission.holds_last({"inside": [(cache,)]}) is True
    array = submission.array()
    assert submission.same(array, array) is True
    assert submission.same(submission.array(), array) is False


def test_what_is_not_plain_has_no_truth_value_and_no_number(submission):
    """``assert submission.f()`` would pass for any object."""
    for value in (submission.opaque(), submission.everything(), submission.objects(), submission.subclass()):
        with pytest.raises(NotPlainResultError, match="not a number, an array, or a container"):
            bool(value)
        with pytest.raises(NotPlainResultError):
            float(value)
        with pytest.raises(NotPlainResultError):
            np.asarray(value)
        with pytest.raises(NotPlainResultError):
            _ = value == 1
        with pytest.raises(NotPlainResultError):
            content_of(value)


def test_an_opaque_object_is_used_by_messages(submission):
    model = submission.opaque(3.0)
    model.x = 5.0
    model[0] = 6.0

    assert model.x == 6.0
    assert model(1.0) == 7.0
    assert list(model.calls) == [1.0]
    assert model["k"] == (6.0, "k")
    assert len(model) == 4
    first, second = model
    assert first == 6.0
    assert submission.is_last(second)


def test_a_function_of_the_submission_can_be_called(submission):
    double = submission.function()

    assert double(4) == 8


def test_iteration_is_bounded(submission, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.handles.MAX_ITERATIONS", 20)

    with pytest.raises(NotPlainResultError, match="more than 20 items; does it ever end"):
        list(submission.endless())
    assert MAX_ITERATIONS == 100_000


def test_changed_arguments_are_told_by_position_and_keyword(submission):
    x, out = np.zeros(2), np.zeros(1)

    result = submission.changing(x, 1.0, out=out)

    assert changed_arguments(result) == (0, "out")
    assert changed_arguments(submission.changing(1.0, np.ones(2))) == ()
    np.testing.assert_array_equal(x, 0.0)  # arguments travel as copies
    with pytest.raises(TypeError, match="remembers its call"):
        changed_arguments(submission.number())


def test_what_a_generator_changes_is_told_as_it_runs(submission):
    """Its body runs while the test iterates: right after the call nothing had been changed yet."""
    x = np.arange(3.0)

    halves = submission.halving(x, times=2)
    before = changed_arguments(halves)
    count = len(list(halves))

    assert (before, count, changed_arguments(halves)) == ((), 2, (0,))
    assert changed_arguments(submission.halving(x, times=0)) == ()
    np.testing.assert_array_equal(x, np.arange(3.0))


def test_a_missing_name_is_told(submission):
    with pytest.raises(MissingNameError, match="no_such_function is missing from the submission"):
        submission.no_such_function(1)


def test_what_student_code_raises_arrives_with_its_line(submission):
    with pytest.raises(ValueError, match="no") as caught:
        submission.raising()

    assert isinstance(caught.value, SubmissionRaised)
    assert caught.value.line.startswith("tiny.py, line ")


def test_plain_content_in_place_of_handles(submission):
    out = deep_content({"a": [submission.array()], "b": submission.numbers()})

    assert out["b"] == (1, 2, 3)
    np.testing.assert_array_equal(out["a"][0], np.arange(6.0).reshape(2, 3))


def test_results_that_no_test_holds_any_more_are_let_go(intrude):
    """Freed numbers went into a list that had been sent already, so that a long test filled the worker's memory."""
    loading = """\
        import numpy as np

        def large():
            return np.zeros(1_000)

        def kept():
            return len(worker()._kept)
        """
    submission = intrude("pass", loading)

    for _ in range(20):
        out = submission.large()
    del out
    gc.collect()
    submission.kept()

    assert submission.kept() <= 2


def test_what_a_function_of_the_test_was_given_is_let_go_while_the_call_goes_on(intrude):
    """It was told with the next request only: a long numeric gradient kept all its points in the worker's memory."""
    loading = """\
        import numpy as np

        def most_kept(f):
            kept = 0
            for _ in range(50):
                f(np.zeros(1_000))
                kept = max(kept, len(worker()._kept))
            return kept
        """
    submission = intrude("pass", loading)

    assert submission.most_kept(lambda x: x[0]) <= 2


def test_a_handle_of_a_lost_worker_frees_nothing_in_the_next(begin):
    """Numbers begin again in a fresh worker: an old handle that went away took a new result with it."""
    submission = begin("""\
        import os

        class Cache: pass

        def cache():
            return Cache()

        def use(cache):
            return 1.0

        def die():
            os._exit(1)
        """)
    client = submission._client
    old = [submission.cache() for _ in range(5)]
    with pytest.raises(WorkerLostError):
        submission.die()
    client.begin(1, Budget(wall_s=10, cpu_s=5))

    new = [submission.cache() for _ in range(5)]
    del old
    gc.collect()

    assert [submission.use(cache) for cache in new] == [1.0] * 5


def test_a_test_is_told_of_all_that_it_receives(student):
    from autograder.sandbox.handles import Submission

    received = []
    submission = Submission(student.client, received.append)
    student.begin()

    submission.array()
    submission.pair()
    submission.empty()

    assert [type(value).__name__ for value in received[:1]] == ["ndarray"]
    assert len(received) >= 4  # an empty pair too: what fails on it is not our fault


# Functions of the test


def test_student_code_calls_a_function_of_the_test(submission):
    given = []

    out = submission.apply_twice(lambda x: given.append(x) or 2 * x, np.ones(2))

    np.testing.assert_array_equal(out, [4.0, 4.0])
    np.testing.assert_array_equal(given[1], [2.0, 2.0])


def test_a_function_of_the_test_may_call_the_submission_again(submission):
    assert submission.apply(lambda x: submission.apply(lambda y: y + 1, x) + 1, 1.0) == 3.0


def test_what_a_function_of_the_test_raises_ends_the_test(submission):
    """Even if student code catches it: it was the test's."""

    def fail(x):
        raise LookupError("the test's own")

    for call in (submission.apply, submission.swallow):
        with pytest.raises(LookupError, match="the test's own"):
            call(fail, 1.0)
    assert submission.number() == 2.5


def test_a_result_that_cannot_cross_back_is_the_authors_mistake(submission):
    with pytest.raises(NotPlainError):
        submission.apply(lambda x: object(), 1.0)
    assert submission.number() == 2.5


def test_a_function_is_gone_with_its_test(student):
    student.begin().keep(lambda x: x)

    with pytest.raises(WorkerLostError, match="function that was never passed"):
        student.begin().call_kept(1.0)


def test_endless_recursion_between_the_two_ends(submission):
    def again(x):
        return submission.apply(again, x)

    with pytest.raises(WorkerLostError, match="called the test's function without end"):
        submission.apply(again, 1.0)


def test_many_calls_are_answered_in_order(submission):
    results = submission.positive.many([1.0, (2.0,), 3.0])

    assert results == [1.0, 2.0, 3.0]
    assert submission.identity.many([(np.ones(2),)] * 600)[599].sum() == 2.0
    assert submission.positive.many([]) == []


def test_the_first_of_many_calls_that_raises_is_told(submission):
    with pytest.raises(ValueError, match=r"-2\.0"):
        submission.positive.many([1.0, -2.0, -3.0])


def test_names_with_an_underscore_stay_private(submission):
    with pytest.raises(AttributeError):
        _ = submission._private
