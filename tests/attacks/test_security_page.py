"""The page on security says what the corpus says."""

from .catalogue import load_corpus
from .security_page import CATEGORIES, PAGE, page


def test_committed_page_is_what_the_corpus_gives():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.attacks.security_page"


def test_every_attack_stands_on_the_page_once():
    rows = [line for line in page().splitlines() if line.startswith("| `")]

    assert len(rows) == len(load_corpus())
    assert {attack.path.parent.name for attack in load_corpus()} == CATEGORIES.keys()
