"""Grading work that builds on an earlier assignment: what counts as handed in with it."""

from autograder.ci.changed import Work
from autograder.ci.outcome import grade
from autograder.model import Isolation
from tests.batch.test_earlier import MASTER
from tests.batch.test_earlier import tower as tower  # a fixture


def test_earlier_work_counts_within_the_root_and_not_beside_it(tower, tmp_path, reference_source):
    """What lies beside a hand-in is another's, or the course's."""
    for name, source in {"02_tower/tower.py": MASTER, "01_tiny/tiny.py": reference_source}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(source)

    inside = grade(Work(tower, tmp_path / "02_tower"), tmp_path, b"salt", Isolation.PROCESS).feedback
    beside = grade(Work(tower, tmp_path / "02_tower"), tmp_path / "02_tower", b"salt", Isolation.PROCESS).feedback

    assert [served.why for served in inside.served] == []
    assert [served.why for served in beside.served] == ["missing"]
