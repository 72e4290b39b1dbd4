"""Misconceptions are read whole or refused in one line, and replace exactly the functions they define."""

import pytest

from autograder.diagnosis.misconceptions import apply_misconception, load_misconceptions
from autograder.errors import InputError

GOOD = '''"""Adds one
instead of two."""

import math

fails = ["b", "a"]
hint = "Count again."

OFFSET = 1


def _extra(x):
    return x + OFFSET


def add(x):
    return _extra(x)
'''

REFERENCE = """import numpy as np


def before(x):
    return x


@staticmethod
def add(x):
    return x + 2


class Keep:
    pass


def after(x):
    return add(x)
"""


@pytest.fixture
def load(tmp_path):
    def load(source, name="off_by_one"):
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return load_misconceptions(tmp_path)[0]

    return load


def test_a_misconception_is_read(load):
    found = load(GOOD)

    assert (found.name, found.explanation, found.hint) == ("off_by_one", "Adds one instead of two.", "Count again.")
    assert found.fails == ("b", "a")


def test_they_come_in_order_of_their_names(tmp_path):
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.py").write_text(GOOD)

    assert [m.name for m in load_misconceptions(tmp_path)] == ["a", "b", "c"]


def test_no_folder_means_no_misconceptions(tmp_path):
    assert load_misconceptions(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def f(:\n", "line 1: "),
        ("x = 1\n", "expected a docstring that explains the mistake"),
        ('"""Why."""\nhint = "h"\n', "fails is missing; expected fails = …"),
        ('"""Why."""\nfails = ["a"]\n', "hint is missing; expected hint = …"),
        ('"""Why."""\nfails = "a"\nhint = "h"\n', "fails: expected a list of questions"),
        ('"""Why."""\nfails = []\nhint = "h"\n', "fails: expected a list of questions"),
        ('"""Why."""\nfails = ["a"]\nhint = ""\n', "hint: expected a text for the student"),
        ('"""Why."""\nfails = [name]\nhint = "h"\n', "line 2: fails: expected a literal value"),
    ],
)
def test_what_is_not_in_the_form_is_refused(load, tmp_path, source, sentence):
    with pytest.raises(InputError) as caught:
        load(source)

    assert str(caught.value).startswith(str(tmp_path / "off_by_one.py"))
    assert sentence in str(caught.value)


def test_it_replaces_its_function_and_brings_what_stands_beside(load):
    source = apply_misconception(load(GOOD), REFERENCE)

    names = {}
    exec(source, names)
    assert (names["after"](1), names["before"](1)) == (2, 1)
    assert "fails" not in names
    assert "hint" not in names
    assert "@staticmethod" not in source
    assert source.index("def before") < source.index("OFFSET") < source.index("def add") < source.index("class Keep")


def test_two_functions_are_both_replaced(load):
    both = GOOD + "\n\ndef before(x):\n    return 100 * x\n"

    names = {}
    exec(apply_misconception(load(both), REFERENCE), names)

    assert (names["before"](1), names["after"](1)) == (100, 2)


def test_one_that_replaces_nothing_is_refused(load):
    nothing = GOOD.replace("def add", "def subtract")

    with pytest.raises(InputError, match="defines no function of the reference; expected one or two"):
        apply_misconception(load(nothing), REFERENCE)


def test_a_class_that_names_itself_as_its_base_overrides_methods(load):
    reference = "class Keep:\n    def one(self):\n        return 1\n\n    def two(self):\n        return 2\n"
    changed = "class Keep(Keep):\n    def two(self):\n        return super().two() + 1\n"

    source = apply_misconception(load(f'"""Why."""\nfails = ["b"]\nhint = "h"\n\n\n{changed}'), reference)

    names: dict[str, type] = {}
    exec(source, names)
    assert (names["Keep"]().one(), names["Keep"]().two()) == (1, 3)
