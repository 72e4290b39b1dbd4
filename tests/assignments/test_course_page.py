"""The page of the course says what its manifests and its list of topics say."""

from pathlib import Path

from autograder.authoring.course_page import course_page
from autograder.manifest import all_assignment_folders, load_assignment, load_course

COURSE = Path(__file__).parents[2]


def test_the_page_is_what_its_sources_give():
    solutions = COURSE / "solutions"
    assignments = [load_assignment(f, solutions / f.name) for f in all_assignment_folders(COURSE / "assignments")]

    page = course_page(load_course(solutions), assignments, solutions / "topics.toml")

    assert (COURSE / "assignments" / "README.md").read_text(encoding="utf-8") == page
    assert all(f"({a.name}/README.md) | {a.manifest.about} |" in page and a.manifest.about for a in assignments)
