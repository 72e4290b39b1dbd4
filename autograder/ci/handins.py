"""The record of a repository's hand-ins: what was received, and what became of it.

    REPO.git/autograder/received.jsonl    a line for each push, before git moves the branch
    REPO.git/autograder/handins.jsonl     a line for each hand-in, when it is settled: what a gradebook reads

Lines are appended and synced, never changed. A hand-in that was received and has no line is open: a server that is
killed leaves it so, and nothing is lost. Whoever appends holds the repository's lock.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.errors import InputError
from autograder.model import SubmissionStatus
from autograder.results import Record

HANDIN_SCHEMA = "autograder/handin/1"


class Outcome(StrEnum):
    """What became of a hand-in."""

    GRADED = "graded"
    UNREADABLE = "unreadable"  # scores 0
    UNGRADED = "ungraded"  # our fault: graded again by recover, which appends another line
    REFUSED_ATTEMPTS = "refused_attempts"  # the day's attempts were used: not graded
    REFUSED_SCORE = "refused_score"  # graded, and below what the branch requires
    NOT_ACCEPTED = "not_accepted"  # git refused the push, or the server stopped before the branch moved


ATTEMPTS = (Outcome.GRADED, Outcome.REFUSED_SCORE)  # what a student has learned something from
STANDING = (Outcome.GRADED, Outcome.UNREADABLE, Outcome.UNGRADED)  # what the branch holds, or held


class Received(Record):
    """A push of the graded branch, as it arrived."""

    id: str
    time: datetime  # the server's, in UTC
    ref: str
    old: str  # the commit before; zeros if the branch is new
    commit: str  # zeros if the branch is deleted
    pusher: str


class HandIn(Record, kw_only=True):
    """A hand-in: one line of the record. Of several lines with one id, the last holds."""

    schema: str = HANDIN_SCHEMA
    id: str
    time: datetime  # when it was received
    ref: str
    old: str
    commit: str
    pusher: str
    assignment: str
    outcome: Outcome
    status: SubmissionStatus | None = None  # None if it was never graded
    score: float | None = None  # staff's: a student may see less of it before the due date
    max_score: float | None = None
    content_hash: str = ""
    suite_hash: str = ""
    report: str = ""  # the folder of the report, relative to this record's folder


class HandIns:
    """The record in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._received = folder / "received.jsonl"
        self._settled = folder / "handins.jsonl"

    @contextlib.contextmanager
    def locked(self, on_wait: Callable[[], None]) -> Iterator[None]:
        """Hold the repository's lock: pushes to one repository are received, graded and recorded one by one.

        The kernel lets go of it when its holder ends, however that happens.
        """
        with open(self.folder / "lock", "ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait()
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def receive(self, ref: str, old: str, commit: str, pusher: str) -> Received:
        """Note that a push has arrived, now."""
        received = Received(
            id=secrets.token_hex(8), time=datetime.now(UTC), ref=ref, old=old, commit=commit, pusher=pusher
        )
        _append(self._received, received)
        return received

    def settle(self, hand_in: HandIn) -> None:
        """Note what became of a hand-in."""
        _append(self._settled, hand_in)

    def received(self) -> list[Received]:
        """What arrived, in that order."""
        return _read(self._received, Received)

    def settled(self) -> list[HandIn]:
        """What is settled, in the order of arrival."""
        last = {settled.id: settled for settled in _read(self._settled, HandIn)}
        arrived = {received.id: number for number, received in enumerate(self.received())}
        return sorted(last.values(), key=lambda settled: arrived.get(settled.id, -1))  # clocks may be set back

    def open(self) -> list[Received]:
        """What arrived and is not settled: in work, or left behind when the server stopped. Deletions need nothing."""
        settled = {settled.id for settled in self.settled()}
        return [r for r in self.received() if r.id not in settled and not is_zero(r.commit)]

    def find(self, old: str, commit: str) -> Received | None:
        """The last push that moved, or was to move, the branch from one commit to another."""
        return next((r for r in reversed(self.received()) if (r.old, r.commit) == (old, commit)), None)

    def was_accepted(self, received: Received, tip: str) -> bool:
        """Whether the branch moved to a commit: it is there still, or a later push found it there."""
        all_received = self.received()
        later = all_received[all_received.index(received) + 1 :]
        return received.commit == tip or any(r.old == received.commit for r in later)


def is_zero(commit: str) -> bool:
    """Whether git means "none" by it."""
    return not commit.strip("0")


def hand_in(received: Received, assignment: str, outcome: Outcome) -> HandIn:
    """The line of a hand-in that was not graded."""
    return HandIn(**msgspec.structs.asdict(received), assignment=assignment, outcome=outcome)


T = TypeVar("T", bound=Record)


def _append(path: Path, record: Record) -> None:
    """Append a line and see it on the disk; what a killed writer left of a line is cut off first."""
    is_new = not path.exists()
    with open(path, "a+b") as file:
        file.seek(0)
        whole = file.read().rfind(b"\n") + 1
        file.truncate(whole)
        file.write(msgspec.json.encode(record) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync(path.parent)


def sync(path: Path) -> None:
    """See a file, or a folder's own entries, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path, kind: type[T]) -> list[T]:
    """Read all whole lines.

    Raises
    ------
    InputError
        If one of them is damaged.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            found.append(msgspec.json.decode(line, type=kind))
        except msgspec.DecodeError as error:
            raise InputError(f"{path}, line {number}: is damaged ({error}): mend or remove the line") from None
    return found
