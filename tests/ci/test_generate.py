"""The files that set platforms up: valid by their published schemas, and nothing for students that is not theirs."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

TWO_SIDES = ("github", "gitlab", "classroom50")
WORKFLOWS = {
    "github": ["student/.github/workflows/public-checks.yml", "instructor/.github/workflows/grade-01_tiny.yml"],
    "gitlab": ["student/.gitlab-ci.yml", "instructor/.gitlab-ci.yml"],
    "classroom50": ["instructor/.github/workflows/grade-01_tiny.yml"],
}
SECRETS = re.compile(r"secret|token|salt|solutions|\bhidden/|AUTOGRADER_", re.IGNORECASE)


@pytest.fixture
def made(tmp_path, command, course):
    """``made(platform)`` runs the command and returns the folder of what it wrote."""

    def make(platform):
        folder = tmp_path / platform
        done = command("ci", "init", platform, "tiny", "--output", folder, "--course", course.root)
        assert (done.code, done.errors) == (0, [])
        assert done.out.split() == [str(path) for path in map(Path, done.out.split()) if path.is_file()]
        return folder

    return make


@pytest.mark.parametrize("platform", TWO_SIDES)
def test_workflows_are_valid_by_the_published_schemas(made, platform):
    folder = made(platform)
    schema = "vendor.gitlab-ci" if platform == "gitlab" else "vendor.github-workflows"

    done = subprocess.run(
        [Path(sys.prefix, "bin", "check-jsonschema"), "--builtin-schema", schema, *WORKFLOWS[platform]],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("platform", TWO_SIDES)
def test_what_students_get_names_no_secret_and_no_solution(made, course, platform):
    folder = made(platform) / "student"
    solutions = [p.read_bytes() for p in (course.root / "solutions").rglob("*") if p.is_file()]

    texts = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".whl"}
    [wheel] = folder.rglob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = [archive.read(name) for name in archive.namelist()]

    assert not [(path, found) for path, text in texts.items() if (found := SECRETS.search(text.decode()))]
    assert not [content for content in solutions if content.strip() and content in [*texts.values(), *packed]]


@pytest.mark.parametrize("platform", ["github", "gitlab"])
def test_each_side_installs_the_wheel_that_lies_beside_it(made, platform):
    # By its name: a later framework lies beside an older one in a repository that got both.
    folder = made(platform)

    for path in WORKFLOWS[platform]:
        [wheel] = (folder / path.partition("/")[0] / ".autograder").iterdir()
        assert f"install --quiet ./.autograder/{wheel.name}\n" in (folder / path).read_text()


def test_a_pull_request_workflow_is_never_given_the_rights_of_the_repository(made):
    text = (made("github") / WORKFLOWS["github"][0]).read_text()

    assert "pull_request_target" not in text
    assert YAML(typ="safe").load(text)["permissions"] == {"contents": "read"}


def test_the_step_that_runs_student_code_has_no_token_on_github(made):
    job = YAML(typ="safe").load(made("github") / WORKFLOWS["github"][1])["jobs"]["grade"]

    steps = {step["name"]: step for step in job["steps"] if "name" in step}
    with_token = [name for name, step in steps.items() if "CLASS_TOKEN" in str(step)]
    assert with_token == ["Fetch", "Post"]
    assert "env" not in job
    assert "autograder grade 01_tiny" in steps["Grade"]["run"]
    assert "env" not in steps["Grade"]


def test_the_line_that_runs_student_code_has_no_token_on_gitlab(made):
    script = YAML(typ="safe").load(made("gitlab") / WORKFLOWS["gitlab"][1])["grade 01_tiny"]["script"]

    [line] = [line for line in script if "autograder grade" in line]
    assert line.startswith("env -u AUTOGRADER_TOKEN -u COURSE_SALT autograder grade 01_tiny")


@pytest.mark.parametrize("platform", [*TWO_SIDES, "gradescope", "autolab"])
def test_every_file_states_its_isolation_and_what_confined_does_not_stop(made, platform):
    folder = made(platform)
    texts = [p.read_text() for p in folder.rglob("*.y*ml")] + [p.read_text() for p in folder.rglob("autograder.py")]
    if platform == "gradescope":
        texts.append(zipfile.ZipFile(folder / "01_tiny-gradescope.zip").read("run_autograder").decode())
    if platform == "autolab":
        texts.append((folder / "01_tiny-autolab.tar").read_bytes().decode("utf-8", "ignore"))

    assert texts
    assert all("Isolation: " in text for text in texts)
    for text in texts:
        if "least confined" in text or "--isolation confined" in text:
            assert re.search(
                r"What confined does not stop: student code shares the kernel's\s+(# )?view", _joined(text)
            )


def _joined(text):
    return " ".join(line.removeprefix("#").strip() for line in text.splitlines())


def test_the_public_checks_run_as_the_workflow_says(made, command, on_github, repository, sources):
    job = YAML(typ="safe").load(made("github") / WORKFLOWS["github"][0])["jobs"]["check"]
    on_github()
    repository.push(sources["right"])

    line = job["steps"][-1]["run"].split()

    assert line[0] == "autograder"
    assert command(*line[1:]).code == 0


def test_a_shell_needs_no_files(command, course):
    done = command("ci", "init", "shell", "tiny")

    assert done.code == 2
    assert "'shell' is not one of" in done.errors[0]


def test_a_salt_outside_the_course_is_not_shipped(command, course, tmp_path):
    path = course.root / "solutions" / "course.toml"
    path.write_text(f'{path.read_text()}salt = "../../salt"\n')

    done = command("ci", "init", "gradescope", "tiny", "--output", tmp_path)

    assert done.code == 2
    assert "salt leads out of the course" in done.errors[0]
