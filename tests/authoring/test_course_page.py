"""The page of a course: what stands on it, and that no question and no topic is left out."""

import pytest

from autograder.authoring.course_page import course_page
from autograder.errors import InputError
from autograder.manifest import Course

COURSE = Course(name="Tiny course", term="Winter")
TOPICS = """
[[sections]]
title = "Numbers"
topics = [
    { title = "Doubling", questions = ["01_tiny/double"] },
    { title = "Adding and powers", questions = ["01_tiny/total", "01_tiny/cube"] },
]
"""


@pytest.fixture
def topics(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(TOPICS)
    return path


def test_each_assignment_and_each_topic_has_a_line(tiny, topics):
    page = course_page(COURSE, [tiny], topics).splitlines()

    assert page[0] == "# Tiny course"
    assert page[2] == "Assignments: 1, questions: 3, points: 5. Each folder is an assignment: open its README.md."
    assert "| [01 Tiny](01_tiny/README.md) |  | – | 3 | 5 |" in page
    assert "| Adding and powers | 01 Sum (`total`); 01 Cube and its gradient (`cube`) |" in page


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "01_tiny/double",
            "01_tiny/halve",
            "there is no question '01_tiny/halve'; expected one such as",
        ),
        (', "01_tiny/cube"', "", "no topic names 01_tiny/cube; put it under the topic that it covers"),
        ("[[sections]]", "[[parts]]", "cannot be read as a list of topics: Object contains unknown field `parts`"),
        ('title = "Doubling", ', "", "cannot be read as a list of topics: Object missing required field `title`"),
    ],
)
def test_a_list_that_does_not_fit_is_one_sentence(tiny, topics, old, new, problem):
    topics.write_text(TOPICS.replace(old, new))

    with pytest.raises(InputError) as refusal:
        course_page(COURSE, [tiny], topics)

    assert problem in str(refusal.value)
