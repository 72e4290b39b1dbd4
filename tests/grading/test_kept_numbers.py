"""Numeric gradients are kept between runs of a suite; what is damaged or foreign is not believed."""

import shutil
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.errors import InputError
from autograder.grading import kept_numbers
from autograder.grading.kept_numbers import kept_path, load_numbers, store_numbers
from autograder.grading.protocol import Setup
from autograder.grading.record_files import records_path
from autograder.grading.runner import SuiteRunner
from autograder.grading.suite_hash import suite_hash
from autograder.grading.verify import verify
from autograder.model import Isolation

SALT = b"a secret"
VALUES = {b"gradient": {"values": np.arange(3.0), "states": np.zeros(3, np.int8), "notes": ("a",)}, b"jacobian": None}


@pytest.fixture(scope="module")
def course(tmp_path_factory, make_assignment):
    return make_assignment(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".records" / "01_tiny.numbers-abc"


def started(course, path):
    """Have a suite process grade the reference."""
    setup = Setup(
        public=str(course.public),
        private=str(course.private),
        isolation=Isolation.PROCESS,
        salt=SALT,
        numbers=str(path),
    )
    with SuiteRunner(setup):
        pass


def doubled(values):
    """The same memory, in which every numeric gradient is twice what it is."""
    return {k: v | {n: 2 * v[n] for n in ("values", "low", "high")} if isinstance(v, dict) else v
            for k, v in values.items()}  # fmt: skip


def test_values_come_back_as_they_were(path):
    store_numbers(path, VALUES)

    found = load_numbers(path)

    assert found.keys() == VALUES.keys()
    assert found[b"jacobian"] is None
    assert found[b"gradient"]["notes"] == ("a",)
    np.testing.assert_array_equal(found[b"gradient"]["values"], VALUES[b"gradient"]["values"], strict=True)
    np.testing.assert_array_equal(found[b"gradient"]["states"], VALUES[b"gradient"]["states"], strict=True)


def test_staff_alone_may_read_them_and_those_of_other_suites_go(path):
    for name in ("01_tiny.numbers-old", "01_tiny-abc", "02_other.numbers-old"):
        store_numbers(path.with_name(name), VALUES)

    store_numbers(path, VALUES)

    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "01_tiny-abc",
        "01_tiny.numbers-abc",
        "02_other.numbers-old",
    ]


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 40, -1])
def test_a_file_that_was_cut_is_as_good_as_none(path, cut):
    store_numbers(path, VALUES)
    path.write_bytes(path.read_bytes()[:cut])

    assert load_numbers(path) == {}


def test_a_file_with_one_wrong_bit_is_as_good_as_none(path):
    store_numbers(path, VALUES)
    content = bytearray(path.read_bytes())

    for place in range(0, len(content), 7):
        content[place] ^= 1
        path.write_bytes(content)
        assert load_numbers(path) == {}
        content[place] ^= 1


def test_no_file_and_no_folder_are_no_error(tmp_path):
    (tmp_path / "a file").touch()

    store_numbers(tmp_path / "a file" / "x-y", VALUES)

    assert load_numbers(tmp_path / "a file" / "x-y") == {}


def test_another_suite_does_not_believe_them(path):
    store_numbers(path, VALUES)
    path.rename(path.with_name("01_tiny.numbers-abd"))

    assert load_numbers(path.with_name("01_tiny.numbers-abd")) == {}


def test_another_program_does_not_believe_them(path, tmp_path, monkeypatch):
    package = shutil.copytree(Path(autograder.__file__).parent, tmp_path / "autograder")
    monkeypatch.setattr(autograder, "__file__", str(package / "__init__.py"))
    store_numbers(path, VALUES)
    assert load_numbers(path)

    schedule = package / "gradients" / "schedule.py"
    schedule.write_text(schedule.read_text().replace("BARS: Final = 6.0", "BARS: Final = 5.0"))

    assert load_numbers(path) == {}


def test_another_processor_does_not_believe_them(path, monkeypatch):
    store_numbers(path, VALUES)
    monkeypatch.setattr(kept_numbers.np, "show_config", lambda mode: {"SIMD Extensions": {"found": ["AVX9"]}})

    assert load_numbers(path) == {}


def test_a_second_run_takes_what_the_first_one_kept(course, path):
    started(course, path)
    first = path.stat()

    started(course, path)

    assert len(load_numbers(path)) == 2  # of the only gradient check: the gradient, and the Jacobian of the forward
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_what_was_kept_judges_the_reference_before_it_judges_anybody(course, path):
    started(course, path)
    store_numbers(path, doubled(load_numbers(path)))

    with pytest.raises(InputError, match=r"the reference does not pass hidden/.*gradient_of_the_cube"):
        started(course, path)


def test_what_was_damaged_is_computed_and_kept_anew(course, path):
    started(course, path)
    right = path.read_bytes()
    path.write_bytes(right[:-1])

    started(course, path)

    assert path.read_bytes() == right


def test_verify_proves_without_them(tmp_path, make_assignment):
    course = make_assignment(tmp_path)
    path = kept_path(records_path(course, suite_hash(course, SALT)))
    started(course, path)
    store_numbers(path, doubled(load_numbers(path)))

    assert verify(course, SALT, Isolation.PROCESS, jobs=2).ok
