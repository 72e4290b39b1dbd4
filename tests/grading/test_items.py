"""Items run through the real pytest, without its reports."""

import itertools
import textwrap

import pytest

from autograder.errors import GraderFault, InputError
from autograder.grading.bench import Bench, set_bench
from autograder.grading.items import run_item, timer_heard, without_skipped
from autograder.grading.plugin import run_suite

LONG_S = 60.0
_number = itertools.count()


@pytest.fixture
def run_all(tmp_path):
    """``run_all(source)``: what ended each test of a file, by name; None if nothing did."""

    def run(source, limit_s=LONG_S):
        folder = tmp_path / "hidden"
        folder.mkdir()
        (folder / f"test_{next(_number)}.py").write_text(textwrap.dedent(source))  # a module is imported once
        set_bench(Bench(b"salt"))
        ended = {}

        def collect(items):
            kept = without_skipped(items)
            for item, following in zip(kept, [*kept[1:], None], strict=True):
                with timer_heard():
                    ended[item.name] = run_item(item, following, limit_s)

        run_suite([folder], collect)
        return ended

    return run


def test_fixtures_of_every_scope_parameters_and_tmp_path_work(run_all):
    ended = run_all("""
        import pytest
        made = []

        @pytest.fixture(scope="module")
        def once():
            made.append("module")
            yield len(made)
            made.append("module is gone")

        @pytest.fixture
        def each(once, tmp_path):
            (tmp_path / "file").write_text("x")
            yield once
            made.append("each is gone")

        @pytest.mark.parametrize("n", [1, 2])
        def test_parameters(n, each, rng):
            assert each == 1 and n in (1, 2) and rng.integers(1) == 0

        class TestGroup:
            def setup_method(self):
                self.ready = True

            def test_method(self, once):
                assert self.ready and once == 1

        def test_last():
            assert made == ["module", "each is gone", "each is gone"]
    """)

    assert ended == {"test_parameters[1]": None, "test_parameters[2]": None, "test_method": None, "test_last": None}


def test_what_ends_a_test_is_returned(run_all):
    ended = run_all("""
        import pytest

        @pytest.fixture
        def broken():
            raise OSError("no disk")

        def test_assertion():
            assert [1, 2] == [1, 3]

        def test_setup(broken):
            pass

        def test_fail():
            pytest.fail("said so")

        def test_exit():
            raise SystemExit(3)
    """)

    assert [type(e).__name__ for e in ended.values()] == ["AssertionError", "OSError", "Failed", "SystemExit"]
    assert "[1, 2] == [1, 3]" in str(ended["test_assertion"])


def test_a_fixture_of_the_author_takes_the_place_of_ours(run_all):
    ended = run_all("""
        import pytest

        @pytest.fixture
        def rng():
            return 7

        def test_it(rng):
            assert rng == 7
    """)

    assert ended == {"test_it": None}


def test_a_test_s_own_work_without_end_is_stopped(run_all):
    ended = run_all("def test_it():\n    while True: pass\n", limit_s=0.2)

    assert isinstance(ended["test_it"], GraderFault)
    assert "took longer than 0.2 s" in str(ended["test_it"])


def test_a_skipped_test_does_not_count_and_an_expected_failure_is_refused(run_all):
    assert run_all("import pytest\n@pytest.mark.skip\ndef test_it(): pass\ndef test_other(): pass\n") == {
        "test_other": None
    }


def test_an_expected_failure_is_refused(run_all):
    with pytest.raises(InputError, match="xfail has no meaning"):
        run_all("import pytest\n@pytest.mark.xfail\ndef test_it(): pass\n")
