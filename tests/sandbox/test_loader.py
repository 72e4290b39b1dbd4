"""A submission is loaded statement by statement: what fails is recorded and passed over, the rest counts."""

import dataclasses
import inspect
import linecache
import sys
import textwrap
import time

import pytest

from autograder.sandbox.loader import error_line, load, top_level

MODULE = "tiny_submission"


@pytest.fixture(autouse=True)
def _forget_the_module():
    yield
    sys.modules.pop(MODULE, None)
    for name in [n for n in linecache.cache if n.startswith(MODULE)]:
        del linecache.cache[name]


@pytest.fixture(autouse=True, params=[(), None], ids=["by statement", "as one piece"])
def skip(request):
    """Both ways of loading give the same; what is told of statements is told by statement."""
    WAY["skip"] = request.param


WAY = {}


def load_script(source, **options):
    if "on_statement" in options:
        options = {"skip": (), **options}
    return load([(f"{MODULE}.py", textwrap.dedent(source))], MODULE, **WAY | options)


def load_cells(*sources):
    return load([(f"{MODULE}.ipynb cell {i}", textwrap.dedent(s)) for i, s in enumerate(sources, 1)], MODULE, **WAY)


def told(loaded):
    return [(p.line, p.kind) for p in loaded.problems]


def test_a_failing_statement_is_passed_over_and_the_rest_counts():
    loaded = load_script("""\
        before = 1
        broken = 1 / 0
        after = before + 1
        """)

    assert loaded.module.after == 2
    assert told(loaded) == [(2, "ZeroDivisionError")]
    assert not hasattr(loaded.module, "broken")


@pytest.mark.parametrize("ending", ["raise SystemExit", "import sys; sys.exit(3)", "raise KeyboardInterrupt", "quit()"])
def test_nothing_that_a_statement_raises_ends_the_loading(ending):
    loaded = load_script(f"{ending}\nafter = 1\n")

    assert loaded.module.after == 1
    assert len(loaded.problems) == 1


def test_an_error_is_told_with_the_innermost_line_of_the_student():
    loaded = load_script("""\
        def f():
            return {}["missing"]

        f()
        """)

    assert told(loaded) == [(2, "KeyError")]


def test_an_exception_whose_text_fails_is_described_by_the_caller():
    source = """\
        class Rude(Exception):
            def __str__(self):
                raise SystemExit

        raise Rude
        """

    loaded = load_script(source, describe=lambda error: "no text")

    assert [(p.kind, p.text) for p in loaded.problems] == [("Rude", "no text")]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("def f(:\n    return 1\n", 2),
        ("def f():\nreturn 1\n", 3),
        ("x = (1,\n", 2),
        ("x = 'abc\n", 2),
        ("if True:\n    x = 1\n  y = 2\n", 4),
        ("class A:\n    def m(self):\n        return ((1)\n", 4),
        ("for i in range(3) print(i)\n", 2),
        ("x = )\n", 2),
        ("try:\n    x = 1\n", 2),
        ('s = """never ends\n', 2),
    ],
)
def test_the_smallest_block_that_does_not_parse_is_left_out(broken, line):
    loaded = load_script(f"before = 1\n{broken}def good():\n    return 2\n\nafter = good()\n")

    assert (loaded.module.before, loaded.module.after) == (1, 2)
    assert [p.kind for p in loaded.problems if "Error" in p.kind]
    assert abs(loaded.problems[0].line - line) <= 2


def test_text_that_looks_like_code_does_not_cut_a_string_apart():
    loaded = load_script('text = """\ndef f(:\n    1\n"""\nbroken = (\n\nafter = len(text)\n')

    assert loaded.module.after == len("\ndef f(:\n    1\n")
    assert len(loaded.problems) == 1


def test_a_decorated_function_that_does_not_parse_takes_its_decorator_along():
    loaded = load_script("@staticmethod\ndef f(:\n    pass\n\nafter = 1\n")

    assert loaded.module.after == 1
    assert [p.kind for p in loaded.problems] == ["SyntaxError"]


def test_else_belongs_to_its_if():
    loaded = load_script("bad = (1\nif False:\n    x = 1\nelse:\n    x = 2\n")

    assert loaded.module.x == 2


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install numpy",
        "%load_ext autoreload",
        "np.mean?",
        "files = !ls",
        "t = %timeit -o 1",
        "?len",
    ],
)
def test_magics_and_shell_lines_are_dropped_and_lines_keep_their_numbers(line):
    loaded = load_cells(f"x = 1\n{line}\ny = 1 / 0\nz = 3\n")

    assert (loaded.module.x, loaded.module.z) == (1, 3)
    assert told(loaded) == [(3, "ZeroDivisionError")]


def test_a_magic_in_a_block_leaves_the_block_whole():
    loaded = load_cells("for i in range(3):\n    %time\n    x = i\n")

    assert loaded.module.x == 2
    assert not loaded.problems


def test_a_line_that_begins_with_a_per_cent_sign_may_be_an_operator():
    loaded = load_cells("x = (7\n%4)\n")

    assert loaded.module.x == 3


@pytest.mark.parametrize("magic", ["%%bash\nrm -rf nothing", "%%html\n<b>", "%%writefile a.py\nx = 1", "%%latex\n\\pi"])
def test_a_cell_in_another_language_is_dropped(magic):
    loaded = load_cells(magic, "after = 1")

    assert loaded.module.after == 1
    assert not loaded.problems


def test_a_timed_cell_is_run():
    loaded = load_cells("%%time\nx = 4\n")

    assert loaded.module.x == 4


def test_cells_share_one_module_and_tell_their_own_lines():
    loaded = load_cells("x = 1", "\ny = x / 0", "z = x + 1")

    assert loaded.module.z == 2
    assert [(p.chunk, p.line) for p in loaded.problems] == [(f"{MODULE}.ipynb cell 2", 2)]


def test_a_future_statement_holds_for_what_follows_and_ours_for_nothing():
    loaded = load_cells("from __future__ import annotations", "def f(x: no_such_name): return x")

    assert loaded.module.f.__annotations__ == {"x": "no_such_name"}


def test_without_a_future_statement_annotations_are_evaluated():
    loaded = load_script("def f(x: no_such_name): return x\n")

    assert told(loaded) == [(1, "NameError")]


def test_dataclasses_and_inspect_work():
    loaded = load_script("""\
        from __future__ import annotations
        from dataclasses import dataclass
        from typing import ClassVar

        @dataclass
        class Point:
            x: float
            count: ClassVar[int] = 0

        def f():
            return 1
        """)

    point = loaded.module.Point(2.0)
    assert [field.name for field in dataclasses.fields(point)] == ["x"]
    assert loaded.module.Point.__module__ == MODULE
    assert inspect.getsource(loaded.module.f) == "def f():\n    return 1\n"


def test_the_module_is_never_main():
    loaded = load_script('ran = __name__ == "__main__"\n')

    assert loaded.module.ran is False
    assert sys.modules[MODULE] is loaded.module


def test_a_skipped_statement_is_told_and_not_run():
    loaded = load_script("x = 1\nx = 2\ny = x\n", skip={1})

    assert loaded.module.y == 1
    assert [(p.line, p.kind) for p in loaded.problems] == [(2, "stopped")]


@pytest.mark.parametrize(
    "statement",
    [
        "x = 1",
        "while False: pass",
        "@print\ndef f(): pass",
        "def f(x=print()): pass",
        "class A:\n    x = print()",
        "print()",
    ],
)
def test_each_statement_that_may_run_for_long_is_told_before_it_runs(statement):
    """Only then can it be passed over when it never ends: a class body can loop like any other code."""
    numbers = []

    load_script(
        f"import os\ndef g(y=1): pass\n{statement}\n", on_statement=lambda n, chunk, line: numbers.append((n, line))
    )

    assert [number for number, _ in numbers] == [2]


def test_numbers_of_statements_do_not_depend_on_what_is_skipped():
    def numbers(**options):
        seen = []
        load_script(
            "a = 1\nb = (\nc = 2\nd = 3\n", on_statement=lambda n, chunk, line: seen.append((n, line)), **options
        )
        return seen

    assert numbers() == [(0, 1), (2, 3), (3, 4)]
    assert numbers(skip={2}) == [(0, 1), (3, 4)]


def test_the_line_of_an_error_outside_the_files_is_unknown():
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("x")

    assert error_line(caught.value, {"other.py"}) is None
    assert error_line(caught.value, {__file__}) is not None


def test_a_long_broken_file_is_read_in_time():
    source = "x = (\n" + "def f(a):\n    return a + 1\n\n" * 1000

    start = time.process_time()
    found = list(top_level(source))

    assert [isinstance(item, SyntaxError) for item in found] == [True] + [False] * 1000
    assert time.process_time() - start < 2


def test_what_stands_on_one_line_is_told_apart():
    loaded = load_script("a = 1; b = 1 / 0; c = 3\n@missing\ndef d(): pass\ne = 5\n")

    assert told(loaded) == [(1, "ZeroDivisionError"), (2, "NameError")]
    assert (loaded.module.a, loaded.module.c, loaded.module.e) == (1, 3, 5)


def test_nothing_runs_twice():
    loaded = load_script("""\
        count = []
        count.append(1)
        def f(): raise ValueError
        count.append(2) or f()
        count.append(3)
        f()
        count.append(4)
    """)

    assert loaded.module.count == [1, 2, 3, 4]
    assert told(loaded) == [(3, "ValueError"), (3, "ValueError")]


def test_a_future_of_one_cell_holds_for_the_next():
    loaded = load_cells("from __future__ import annotations", "def f(x: missing): pass")

    assert told(loaded) == []


DRAWING = """# %%
def double(x):
    return 2 * x


# %% a picture
#| grade: false
import nothing_of_the_kind

double = None

# %%
def triple(x):
    return 3 * x
    #| grade: false
"""


@pytest.mark.parametrize("skip", [None, ()])
def test_a_cell_that_is_not_graded_is_left_out_and_lines_keep_their_numbers(skip):
    loaded = load([("tiny.py", DRAWING), ("tiny.ipynb cell 5", "#| grade: false\n1 / 0")], "drawing", skip=skip)

    assert loaded.problems == []
    assert loaded.module.double(2) == 4
    assert loaded.module.triple(2) == 6
    assert loaded.module.triple.__code__.co_firstlineno == 13
