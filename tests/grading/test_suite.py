"""What an author writes is checked against the manifest: one sentence for the first thing that does not fit."""

import pytest

from autograder.errors import InputError

QUESTION = '@question("double", points=1)'
DOUBLE = '@question("double", points=2)'
TEST = "def test_it(submission):\n    assert submission.double(1.0) == 2.0\n"


def hidden(*parts):
    return "import pytest\nfrom autograder import feedback, question, visibility\n\n" + "\n".join(parts)


OTHERS = """
@question("total", points=1)
def test_total(submission):
    assert submission.total([1.0]) == 1.0


@question("cube", points=2)
def test_cube(submission):
    assert submission.cube_forward(2.0)[0] == 8.0
"""


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (hidden(TEST), 'hidden/test_hidden.py::test_it: no question; expected @question("name", points=…) above it'),
        (
            hidden('@question("halve", points=1)', TEST),
            "test_it: question 'halve' is unknown; assignment.toml has double, total, cube",
        ),
        (hidden('@question("double")', TEST), "test_it: points: expected a number above 0, got 0"),
        (hidden('@question("double", points=-1)', TEST), "test_it: points: expected a number above 0, got -1"),
        (
            hidden('@question("double", points=3)', TEST, OTHERS),
            "01_tiny/assignment.toml: questions.double.points: is 2, but its tests add up to 3",
        ),
        (
            hidden(QUESTION, '@pytest.mark.parametrize("i", [1, 2, 3])', TEST.replace("sub", "i, sub", 1), OTHERS),
            "questions.double.points: is 2, but its tests add up to 3",
        ),
        (hidden(OTHERS), "questions.double: no test gives points for it; expected at least one"),
        (hidden('@visibility("secret")', QUESTION, TEST), "@visibility('secret'): expected one of visible, hidden"),
        (hidden("@feedback", QUESTION, TEST), "@feedback: expected a text, such as @feedback("),
        (hidden('@question("double", points="2")', TEST), "@question: expected a name and a number, such as"),
        (hidden("@pytest.mark.slow", QUESTION, TEST), "'slow' not found in `markers`"),
        (hidden("def test_it(:\n"), "cannot be collected: "),
        ("import no_such_module\n", "cannot be collected: "),
        (hidden("@pytest.mark.xfail", QUESTION, TEST, OTHERS), "xfail has no meaning in a graded test"),
        (hidden(DOUBLE, TEST.replace("(sub", "(no_such_fixture, sub"), OTHERS), "no_such_fixture"),
        (
            hidden(DOUBLE, TEST.replace("2.0", "3.0"), OTHERS),
            "the reference does not pass hidden/test_hidden.py::test_it of question 'double' (failed): > assert",
        ),
    ],
    ids=range(16),
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_one_sentence(tmp_path, make_assignment, open_suite, source, sentence):
    assignment = make_assignment(tmp_path, hidden=source, checks=None)

    with pytest.raises(InputError) as caught:
        open_suite(assignment, portable=True)

    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_of_a_fault_before_the_suite_is_ready_its_last_words_are_told(tmp_path, make_assignment, open_suite):
    # A misspelt fixture was answered with seventeen lines of pytest's own traceback.
    assignment = make_assignment(
        tmp_path, hidden=hidden(DOUBLE, TEST.replace("(sub", "(rgn, sub"), OTHERS), checks=None
    )

    with pytest.raises(InputError) as caught:
        open_suite(assignment, portable=True)

    assert "(grader_fault): " in str(caught.value)
    assert "rgn" in str(caught.value)
    assert "site-packages" not in str(caught.value)


def test_a_package_that_is_not_installed_is_named_with_its_key(tmp_path, make_assignment, open_suite, tiny_manifest):
    # It read "isolation 'sandbox' cannot be had here", which sent the author to the doctor.
    assignment = make_assignment(tmp_path, manifest='imports = ["numpy", "no_such_package"]\n' + tiny_manifest)

    with pytest.raises(InputError, match=r"assignment\.toml: imports: 'no_such_package' is not installed here"):
        open_suite(assignment, portable=True)


def test_tests_are_read_with_their_marks(tmp_path, make_assignment, open_suite):
    source = hidden(
        '@visibility("after_published")\n@feedback("Think.")\n@question("double", points=0.7)',
        '@pytest.mark.parametrize("x", [1.0, 2.0])',
        "def test_twice_is_twice(submission, x):\n    assert submission.double(x) == 2 * x\n",
        '@question("double", points=0.6)\ndef test_named(submission):\n    """Zero stays zero.\n\n    More.\n    """\n',
        "    assert submission.double(0.0) == 0.0\n",
        OTHERS,
    )
    checks = hidden('@question("double")', TEST)
    suite = open_suite(make_assignment(tmp_path, hidden=source, checks=checks))

    tests = {t.id: t for t in suite.grade("double = lambda x: x").tests}

    assert list(tests) == [
        "checks/test_tiny.py::test_it",
        "hidden/test_hidden.py::test_twice_is_twice[1.0]",
        "hidden/test_hidden.py::test_twice_is_twice[2.0]",
        "hidden/test_hidden.py::test_named",
        "hidden/test_hidden.py::test_total",
        "hidden/test_hidden.py::test_cube",
    ]
    first = tests["hidden/test_hidden.py::test_twice_is_twice[1.0]"]
    assert (first.title, first.visibility, first.feedback) == ("twice is twice [1.0]", "after_published", "Think.")
    assert (first.question, first.max_score) == ("double", 0.7)
    named = tests["hidden/test_hidden.py::test_named"]
    assert (named.title, named.visibility) == ("Zero stays zero", "hidden")
    public = tests["checks/test_tiny.py::test_it"]
    assert (public.visibility, public.max_score) == ("visible", 0.0)
