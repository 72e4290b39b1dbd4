"""The stub keeps everything but what stands between the markers."""

from textwrap import dedent

import pytest

from autograder.authoring.markers import reference_source, stub_source
from autograder.errors import InputError


def stub(master):
    return stub_source(dedent(master), "m.py")


def test_the_reference_is_the_master_line_for_line():
    master = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"

    assert reference_source(master) == master


def test_a_solution_in_a_function_becomes_an_error_that_names_it():
    master = '''
        def f(x):
            """Doc."""
            y = x
            ### BEGIN SOLUTION
            z = y

            return z
            ### END SOLUTION


        f(1)
        '''

    assert stub(master) == (
        'def f(x):\n    """Doc."""\n    y = x\n    raise NotImplementedError("f: write this part")\n\n\nf(1)\n'
    )


def test_several_solutions_in_one_function_become_one_error_each():
    master = """
        def f(x):
            if x:
                ### BEGIN SOLUTION
                return 1
                ### END SOLUTION
            else:
                ### BEGIN SOLUTION
                return 2
                ### END SOLUTION
        """

    assert stub(master).count('        raise NotImplementedError("f: write this part")\n') == 2


def test_a_method_is_named_with_its_class():
    master = """
        class Graph:
            def backward(self):
                ### BEGIN SOLUTION
                def visit(node):
                    return node

                return visit(self)
                ### END SOLUTION
        """

    assert 'raise NotImplementedError("Graph.backward: write this part")' in stub(master)


def test_a_function_within_a_function_is_named_with_both():
    master = """
        def outer():
            def inner():
                ### BEGIN SOLUTION
                return 1
                ### END SOLUTION

            return inner()
        """

    assert '        raise NotImplementedError("outer.inner: write this part")\n\n    return inner()' in stub(master)


def test_a_solution_at_top_level_disappears_with_its_blank_lines():
    master = """
        import numpy as np


        ### BEGIN SOLUTION
        def _helper():
            return 1


        ### END SOLUTION


        x = 1
        """

    assert stub(master) == "import numpy as np\n\n\nx = 1\n"


def test_a_solution_at_top_level_of_a_class_disappears():
    master = """
        class A:
            x = 1

            ### BEGIN SOLUTION
            y = 2
            ### END SOLUTION

            z = 3
        """

    assert stub(master) == "class A:\n    x = 1\n\n    z = 3\n"


@pytest.mark.parametrize("end", ["", "# %%\nx = 1\n"], ids=["last", "in the middle"])
def test_a_cell_left_empty_disappears(end):
    master = f"# %%\nimport os\n\n# %%\n\n### BEGIN SOLUTION\ny = 1\n### END SOLUTION\n\n{end}"

    assert stub(master) == f"# %%\nimport os\n\n{end}".rstrip("\n") + "\n"


def test_a_solution_that_opens_a_cell_leaves_the_rest_of_it_at_the_top():
    master = "# %%\n### BEGIN SOLUTION\ny = 1\n### END SOLUTION\n\n\nx = 1\n"

    assert stub(master) == "# %%\nx = 1\n"


BEGIN, END = "### BEGIN SOLUTION\n", "### END SOLUTION\n"


@pytest.mark.parametrize(
    ("master", "line", "words"),
    [
        pytest.param("x = 1\n", 1, "no solution is marked", id="no marker"),
        pytest.param(f"{BEGIN}x = 1\n", 1, "never ends", id="no end"),
        pytest.param(f"x = 1\n{END}", 2, "no solution has begun", id="no begin"),
        pytest.param(f"{BEGIN}x = 1\n{BEGIN}y = 1\n{END}{END}", 3, "line 1 has not ended", id="nested"),
        pytest.param(f"{BEGIN}# nothing\n{END}", 1, "no statement", id="empty"),
        pytest.param(f"def f():\n{BEGIN}    return 1\n{END}", 2, "statement of line 3", id="too far left"),
        pytest.param(f"def f():\n    {BEGIN}    return 1\n{END}", 4, "like the one of line 2", id="ends elsewhere"),
        pytest.param(f"# %% [markdown]\n# {BEGIN}", 2, "alone on its line in a code cell", id="in markdown"),
        pytest.param(f'"""\n{BEGIN}x\n{END}"""\n', 2, "alone on its line in a code cell", id="in a string"),
        pytest.param("x = 1  ### BEGIN SOLUTION\n", 1, "alone on its line", id="behind code"),
        pytest.param("# begin solution\nx = 1\n", 1, "a marker is '### BEGIN SOLUTION'", id="misspelt"),
        pytest.param(f"{BEGIN}x = 1\n# %%\ny = 1\n{END}", 3, "in the cell where it begins", id="across cells"),
        pytest.param(f"x = (\n{BEGIN}1\n{END}", 1, "the master does not parse", id="broken master"),
        pytest.param(f"class A:\n    {BEGIN}    x = 1\n    {END}", 1, "its stub does not parse", id="broken stub"),
        pytest.param(
            f"def f():\n    {BEGIN}    if 1:\n        x = 1\n    {END}    else:\n        x = 2\n",
            3,
            "its stub does not parse",
            id="half a statement",
        ),
    ],
)
def test_wrong_markers_are_refused_with_file_and_line(master, line, words):
    with pytest.raises(InputError, match=rf"^m\.py, line {line}: .*") as caught:
        stub_source(master, "m.py")

    assert words in str(caught.value)
