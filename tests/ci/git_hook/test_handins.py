"""The record on the disk: whole lines only, whatever a killed writer left."""

from datetime import UTC, datetime

import pytest

from autograder.ci.handins import HandIns, Outcome, hand_in
from autograder.errors import InputError

ZERO, FIRST, SECOND = "0" * 40, "1" * 40, "2" * 40


@pytest.fixture
def record(tmp_path):
    """An empty record."""
    return HandIns(tmp_path)


def receive(record, old=ZERO, commit=FIRST):
    return record.receive("refs/heads/main", old, commit, "ada")


def test_what_is_received_is_open_until_it_is_settled(record):
    received = receive(record)
    before = record.open()

    record.settle(hand_in(received, "01_tiny", Outcome.GRADED))

    assert before == [received]
    assert record.open() == []
    assert [(h.id, h.time) for h in record.settled()] == [(received.id, received.time)]
    assert received.time.tzinfo is not None
    assert abs((datetime.now(UTC) - received.time).total_seconds()) < 24 * 3600


def test_of_two_lines_with_one_id_the_last_holds(record):
    received = receive(record)
    for outcome in (Outcome.UNGRADED, Outcome.GRADED):
        record.settle(hand_in(received, "01_tiny", outcome))

    assert [h.outcome for h in record.settled()] == [Outcome.GRADED]


@pytest.mark.parametrize("left", [b'{"id":"12', b'{"id":"12"}', b"\xff\x00"])
def test_what_a_killed_writer_left_of_a_line_is_passed_over_and_cut_off(record, left):
    first = receive(record)
    path = record.folder / "received.jsonl"
    path.write_bytes(path.read_bytes() + left)
    read = record.received()

    second = receive(record, FIRST, SECOND)

    assert read == [first]
    assert record.received() == [first, second]
    assert left not in path.read_bytes()


def test_a_damaged_line_is_named(record):
    receive(record)
    path = record.folder / "received.jsonl"
    path.write_bytes(b"{}\n" + path.read_bytes())

    with pytest.raises(InputError, match=r"received\.jsonl, line 1: is damaged .*: mend or remove the line"):
        record.received()


def test_hand_ins_are_told_in_the_order_of_arrival_whatever_the_clock_says(record):
    first, second = receive(record, ZERO, FIRST), receive(record, FIRST, SECOND)
    for received, day in ((second, 23), (first, 24)):  # the clock was set back in between
        settled = hand_in(received, "01_tiny", Outcome.GRADED)
        settled.time = datetime(2026, 11, day, tzinfo=UTC)
        record.settle(settled)

    assert [settled.commit for settled in record.settled()] == [FIRST, SECOND]


def test_a_push_was_accepted_if_the_branch_is_or_was_there(record):
    first = receive(record, ZERO, FIRST)
    failed = receive(record, ZERO, SECOND)
    receive(record, FIRST, ZERO)  # deleted

    assert record.was_accepted(first, tip="")
    assert not record.was_accepted(failed, tip="")
    assert record.was_accepted(failed, tip=SECOND)
    assert [r.commit for r in record.open()] == [FIRST, SECOND]
