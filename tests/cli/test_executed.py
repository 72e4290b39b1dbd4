"""The cells that a session has executed, and what of them has to run again."""

from autograder.cli.executed import executed_chunks
from autograder.sandbox.loader import load


def sources(*cells):
    chunks = executed_chunks(enumerate(cells, 1))
    return [(chunk.name, chunk.source.strip()) for chunk in chunks]


def loaded(*cells):
    chunks = [(chunk.name, chunk.source) for chunk in executed_chunks(enumerate(cells, 1))]
    return load(chunks, "session_of_a_test").module


def test_the_last_definition_wins():
    module = loaded("def f():\n    return 1", "def g():\n    return f()", "def f():\n    return 2")

    assert module.g() == 2


def test_a_definition_that_comes_back_wins_again():
    module = loaded("scale = 1", "scale = 2", "scale = 1")

    assert module.scale == 1


def test_a_cell_that_ran_again_is_there_for_what_came_after_it_the_first_time():
    imports = "import math"

    module = loaded(imports, "def area(radius, pi=math.pi):\n    return pi * radius**2", imports)

    assert module.area(1.0) > 3


def test_a_statement_that_ran_again_and_again_runs_where_it_stood_first_and_last():
    assert sources("plot()", "plot()", "x = 1\nplot()", "plot()") == [
        ("In [1]", "plot()"),
        ("In [3]", "x = 1"),
        ("In [4]", "plot()"),
    ]


def test_a_cell_that_does_not_parse_changed_nothing():
    assert sources("def f():\n    return 1", "def f():\n    return 2\nx = (") == [("In [1]", "def f():\n    return 1")]


def test_magics_and_shell_lines_are_left_out_and_lines_keep_their_numbers():
    chunks = executed_chunks([(7, "%load_ext autograder\n!ls\n\n@cached\ndef f():\n    return 1"), (8, "%check f")])

    assert [(chunk.name, chunk.source) for chunk in chunks] == [
        ("In [7]", "\n\n\n@cached\ndef f():\n    return 1"),
    ]


def test_of_a_cell_that_was_stopped_only_the_definitions_count():
    cells = [(1, "import math\n\ndef f():\n    return 1\n\nwhile True:\n    f()"), (2, "f()")]

    chunks = executed_chunks(cells, interrupted={1})

    assert [chunk.source.rstrip() for chunk in chunks] == ["import math\n\ndef f():\n    return 1", "f()"]
