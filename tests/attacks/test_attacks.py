"""Every attack gets what its answers deserve, learns nothing, harms nobody and leaves nothing behind.

One class is graded at each rung that the machine offers: all attacks that the rung stops, honest neighbours before,
between and after them.
"""

import csv
import re
from functools import cache

import pytest

from autograder.grading.canary import leaks_in
from autograder.model import Visibility
from autograder.results import Feedback, from_json
from autograder.sandbox.isolation.ladder import probe

from . import catalogue
from .catalogue import ASSIGNMENT, MAX_SCORE, base_source, load_corpus
from .runs import BASELINE, CANARIES, NEIGHBOURS, run_corpus

CORPUS = load_corpus()
OFFERED = [report.rung for report in probe() if report.available]
CASES = [(rung, attack) for rung in OFFERED for attack in CORPUS if rung in attack.stopped_by]
NAMES = [f"{rung}-{attack.name}" for rung, attack in CASES]


@pytest.fixture(scope="session")
def run_at(tmp_path_factory):
    """``run_at(rung)``: the class graded at a rung, once."""

    @cache
    def run(rung):
        attacks = [attack for attack in CORPUS if rung in attack.stopped_by]
        return run_corpus(attacks, rung, tmp_path_factory.mktemp(rung))

    return run


@pytest.mark.parametrize(("rung", "attack"), CASES, ids=NAMES)
def test_an_attack_scores_what_its_answers_deserve(run_at, rung, attack):
    result = run_at(rung).result(attack)

    unsettled = {test.id: (test.status.value, test.message) for test in result.tests if not test.status.is_settled}
    assert not unsettled, result.reason
    assert result.status.value == attack.status, result.reason
    statuses = {test.id: (test.status.value, test.message[:200]) for test in result.tests}
    assert result.score == attack.score, statuses


@pytest.mark.parametrize(("rung", "attack"), CASES, ids=NAMES)
def test_an_attack_learns_nothing_hidden(run_at, rung, attack):
    run = run_at(rung)

    feedback = run.feedback(run.names[attack.name])

    assert not leaks_in(feedback, run.hidden_values())
    assert not [line for line in _secret_lines() if line in feedback]


def _secret_lines():
    """Lines of the reference and of the hidden tests that stand nowhere else."""
    sources = [base_source("right"), (ASSIGNMENT / "solutions" / "hidden" / "test_layers.py").read_text()]
    public = base_source("useless") + (ASSIGNMENT / "public" / "checks" / "test_layers.py").read_text()
    lines = {line.strip() for source in sources for line in source.splitlines()}
    return [line for line in lines if len(line) > 30 and line not in public and not line.startswith(('"', "@feedback"))]


@pytest.mark.parametrize("rung", OFFERED)
def test_what_the_canaries_were_given_is_known_and_not_told(run_at, rung):
    run = run_at(rung)
    canaries = [name for name in run.results if name.startswith(CANARIES)]

    told = {name: leaks_in(run.feedback(name), run.hidden_values()) for name in canaries}

    assert len(run.hidden_values()) > 500
    assert told == {name: [] for name in canaries}


@pytest.mark.parametrize("rung", OFFERED)
def test_pictures_of_hidden_tests_are_for_staff(run_at, rung):
    run = run_at(rung)

    for name in run.results:
        feedback = from_json((run.output / name / "feedback" / "feedback.json").read_bytes(), Feedback)
        assert not [test for test in feedback.tests if test.pictures and test.visibility is not Visibility.VISIBLE]
        page = (run.output / name / "feedback" / "report.html").read_text(encoding="utf-8")
        assert "the input" not in page
        assert page.count("<figure") == sum(len(test.pictures) for test in feedback.tests)
    drawn = {picture.name for result in run.results.values() for test in result.tests for picture in test.pictures}
    assert drawn == {"the input", "the result", "the shares"}


@pytest.mark.parametrize("rung", OFFERED)
def test_neighbours_get_full_marks_and_useless_answers_none(run_at, rung):
    run = run_at(rung)

    assert {name: run.results[name].score for name in NEIGHBOURS} == dict.fromkeys(NEIGHBOURS, MAX_SCORE)
    assert run.results[BASELINE].score == 0


@pytest.mark.parametrize("rung", OFFERED)
def test_nothing_is_left_behind(run_at, rung):
    run = run_at(rung)

    assert run.processes_left == []
    assert run.files_left == []
    assert run.mounts_left == []


@pytest.mark.parametrize("rung", OFFERED)
def test_no_page_obeys_a_submission(run_at, rung):
    run = run_at(rung)
    pages = [*run.output.rglob("*.html"), *run.output.rglob("*.md")]
    own_scripts = re.compile(r"<script(?! src)[^>]*>")

    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]", text), page
        if page.suffix == ".html":
            assert "<script>alert" not in text, page
            assert not re.search(r"<[a-z][^<>]*\son[a-z]+=", text), page
            assert not re.search(r"<[^<>]*=[\"']?javascript:", text), page
            assert len(own_scripts.findall(text)) <= 1, page
        assert len(text) < 2_000_000, page


@pytest.mark.parametrize("rung", OFFERED)
def test_no_field_of_the_table_is_a_formula(run_at, rung):
    with open(run_at(rung).output / "scores.csv", encoding="utf-8-sig", newline="") as file:
        fields = [field for row in csv.reader(file) for field in row]

    assert not [field for field in fields if field.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [field for field in fields if re.match(r"-(?![0-9.]+$)", field)]


def test_every_category_of_threat_is_attacked():
    assert len(CORPUS) >= 70
    assert {attack.path.parent.name for attack in CORPUS} == {"forge", "learn", "fool", "hurt", "intake", "report"}


def test_the_sandbox_stops_every_attack():
    assert [attack.name for attack in CORPUS if "sandbox" not in attack.stopped_by] == []


def test_metadata_is_demanded(tmp_path, monkeypatch):
    (tmp_path / "forge").mkdir()
    (tmp_path / "forge" / "silent.py").write_text("x = 1\n")
    monkeypatch.setattr(catalogue, "CORPUS", tmp_path)

    with pytest.raises(ValueError, match="silent"):
        load_corpus()
