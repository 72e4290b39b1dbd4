"""The command as GitLab runs it: its variables, JUnit, the code-quality list, its log."""

import json
from xml.etree import ElementTree

import jsonschema
import pytest

from .schemas import CODE_QUALITY


def read_junit(root):
    return ElementTree.parse(root / "ci-reports" / "junit.xml").getroot().find("testsuite")


def read_quality(root):
    found = json.loads((root / "ci-reports" / "codequality.json").read_text())
    jsonschema.validate(found, CODE_QUALITY)
    return found


def grade(command, course, *more):
    return command("ci", "--solutions", course.root / "solutions", "--isolation-at-least", "process", *more)


def test_right_work_has_full_points_and_nothing_to_mend(command, on_gitlab, repository, sources, course):
    on_gitlab()
    repository.push(sources["right"])

    done = grade(command, course, "--fail-under", 100)

    suite = read_junit(repository.root)
    points = {p.get("name"): p.get("value") for p in suite.find("properties")}
    assert done.code == 0
    assert "5 / 5 points" in done.out
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("6", "0", "0")
    assert points == {"score": "5", "max_score": "5"}
    assert read_quality(repository.root) == []


def test_wrong_work_is_listed_at_its_lines(command, on_gitlab, repository, sources, course):
    on_gitlab()
    repository.push(sources["wrong"])

    done = grade(command, course, "--fail-under", 1)

    suite = read_junit(repository.root)
    lines = {(e["check_name"], e["severity"], e["location"]["lines"]["begin"]) for e in read_quality(repository.root)}
    assert done.code == 1
    assert (suite.get("failures"), suite.get("errors")) == ("4", "2")  # three wrong doubles and a cube that is missing
    assert lines == {("double", "major", 1), ("total", "critical", 6), ("cube", "info", 1)}
    assert {e["location"]["path"] for e in read_quality(repository.root)} == {"01_tiny/tiny.py"}
    assert len({e["fingerprint"] for e in read_quality(repository.root)}) == 6


def test_hostile_output_opens_no_section_and_leaks_no_hidden_input(command, on_gitlab, repository, sources, course):
    on_gitlab()
    repository.push(sources["hostile"])

    done = grade(command, course)

    files = [path.read_text() for path in (repository.root / "ci-reports").rglob("*") if path.is_file()]
    shown = "\n".join([done.out, *files])
    assert not set("\r\x1b\x00") & set(shown)
    assert "LEAK 2.0" in shown  # the public check's input
    assert "LEAK array" not in shown
    assert "LEAK [[" not in shown
    assert read_quality(repository.root)
    assert all(not line.startswith(("section_", "::")) for line in done.out.splitlines())


def test_unreadable_work_fails_with_its_sentence(command, on_gitlab, repository, sources, course):
    on_gitlab()
    repository.push(sources["unreadable"])
    (repository.root / "01_tiny" / "tiny.ipynb").unlink()

    done = grade(command, course, "--fail-under", 1)

    [case] = read_junit(repository.root).findall("testcase")
    assert done.code == 1
    assert "tiny.py is empty" in case.find("failure").get("message")
    assert read_quality(repository.root) == []


@pytest.mark.parametrize("link", ["ci-reports", "ci-reports/01_tiny", "ci-reports/junit.xml"])
def test_a_link_where_the_reports_go_is_not_followed(command, on_gitlab, repository, sources, tmp_path, link):
    on_gitlab()
    repository.push(sources["right"])
    (tmp_path / "elsewhere").mkdir()
    (repository.root / link).parent.mkdir(exist_ok=True)
    (repository.root / link).symlink_to(tmp_path / "elsewhere")

    done = command("ci")

    assert done.code == 0
    assert not list((tmp_path / "elsewhere").iterdir())
    assert read_junit(repository.root).get("tests") == "2"
