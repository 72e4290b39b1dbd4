"""The page of hints says what the rules are, and the harness's examples are named as they are labelled."""

import pytest

from autograder.diagnosis.patterns import VOCABULARY
from tests.diagnosis.experiment.examples import GRADIENTS
from tests.diagnosis.experiment.judging import names_of_gradients
from tests.diagnosis.experiment.variant import outcome
from tests.diagnosis.hints_page import PAGE, page


def test_committed_page_is_what_the_rules_give():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.diagnosis.hints_page"


def test_every_name_stands_once_and_every_hint_asks_or_tells_without_a_number():
    names = [pattern.name for pattern in VOCABULARY]

    assert len(set(names)) == len(names)
    assert [p.name for p in VOCABULARY if not p.hint.endswith(("?", "."))] == []


@pytest.mark.parametrize("variant", GRADIENTS, ids=lambda v: v.about)
def test_examples_of_the_experiment_are_named_as_labelled(variant):
    assert outcome(variant.label, names_of_gradients(variant)) == "right"
