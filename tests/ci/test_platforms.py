"""Which platform runs a job, and what it says of the push."""

import json

import pytest

from autograder.ci.platforms import Kind, detect
from autograder.errors import InputError

A, B, NONE = "a" * 40, "b" * 40, "0" * 40


def github(tmp_path, event):
    path = tmp_path / "event.json"
    path.write_text(event if isinstance(event, str) else json.dumps(event))
    return detect({"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(path), "GITHUB_SHA": B}, tmp_path)


@pytest.mark.parametrize(
    ("variables", "kind"),
    [
        ({}, "shell"),
        ({"CI": "true"}, "shell"),
        ({"GITHUB_ACTIONS": "true"}, "github"),
        ({"GITHUB_ACTIONS": "true", "CLASSROOM50_BUNDLE_DIR": "/bundle"}, "classroom50"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"AUTOGRADER_PLATFORM": "autolab"}, "autolab"),
        ({"AUTOGRADER_PLATFORM": "shell", "GITLAB_CI": "true"}, "shell"),
    ],
)
def test_a_platform_is_told_by_its_variables(tmp_path, variables, kind):
    assert detect({"AUTOGRADER_GRADESCOPE": str(tmp_path), **variables}, tmp_path).kind == kind


def test_gradescope_is_told_by_its_folder(tmp_path):
    (tmp_path / "submission_metadata.json").write_text("{}")

    found = detect({"AUTOGRADER_GRADESCOPE": str(tmp_path)}, tmp_path / "elsewhere")

    assert (found.kind, found.work) == (Kind.GRADESCOPE, tmp_path / "submission")


def test_a_platform_that_nobody_knows_is_refused(tmp_path):
    with pytest.raises(InputError, match="'jenkins': expected one of github, gitlab"):
        detect({"AUTOGRADER_PLATFORM": "jenkins"}, tmp_path)


@pytest.mark.parametrize(
    ("event", "commits"),
    [
        ({"before": A, "after": B}, (A, B)),
        ({"before": NONE, "after": B}, ("", B)),  # a new branch
        ({"before": A}, (A, B)),  # the commit stands in a variable too
        ({"before": "--output=/etc/passwd", "after": "main"}, ("", "")),  # an option to git
        ({"pull_request": {"base": {"sha": A}, "head": {"sha": B}}}, (A, B)),
        ({"before": 7, "repository": []}, ("", B)),
        ("not JSON", ("", B)),
        ("[]", ("", B)),
    ],
)
def test_commits_of_a_push_on_github(tmp_path, event, commits):
    found = github(tmp_path, event)

    assert (found.before, found.after) == commits


@pytest.mark.parametrize(
    ("event", "is_public"),
    [
        ({"repository": {"private": True}}, False),
        ({"repository": {"private": False}}, True),
        ({"repository": {}}, True),
        ("not JSON", True),
    ],
)
def test_a_repository_of_which_nothing_is_known_is_public(tmp_path, event, is_public):
    assert github(tmp_path, event).is_public is is_public


@pytest.mark.parametrize(("visibility", "is_public"), [("private", False), ("internal", True), ("public", True)])
def test_visibility_and_commits_on_gitlab(tmp_path, visibility, is_public):
    variables = {
        "GITLAB_CI": "true",
        "CI_PROJECT_VISIBILITY": visibility,
        "CI_COMMIT_SHA": B,
        "CI_COMMIT_BEFORE_SHA": A,
    }

    found = detect(variables, tmp_path)
    of_request = detect({**variables, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "c" * 40}, tmp_path)

    assert found.is_public is is_public
    assert (found.before, found.after, of_request.before) == (A, B, "c" * 40)
