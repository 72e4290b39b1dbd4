"""What the hooks of a repository do with a push: receive it, grade it, settle it, and say so.

Before git moves the branch (pre-receive), a push is written down as received; afterwards (post-receive) it is graded
and settled. So a server that is killed at any moment leaves either no trace of a push that its sender saw fail, or an
open hand-in that the next push or ``recover`` grades. With ``require`` grading comes first, for only then can a push be
refused.

What is said goes to the pusher, a student: sentences of ours and a ``Feedback``, never the text of an error.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from rich.console import Console

from autograder.ci.commit_grader import CommitGrader, Grading
from autograder.ci.git_hook import FOLDER, Settings
from autograder.ci.handins import ATTEMPTS, STANDING, HandIn, HandIns, Outcome, Received, hand_in, is_zero
from autograder.ci.push_text import show_push
from autograder.ci.turns import turn
from autograder.grading.runner import parallel_jobs
from autograder.intake.git import Repository
from autograder.reports.terminal import say
from autograder.reports.text import one_line
from autograder.reports.words import number_text, points_text
from autograder.results import Feedback

ACCEPTED, REFUSED = 0, 1
_MOST_REFS = 3  # are named of those that are not graded


@dataclass(frozen=True, slots=True)
class Update:
    """What a push asks of one branch or tag."""

    old: str
    new: str
    ref: str


def read_updates(lines: bytes) -> list[Update]:
    """What git tells a hook: "OLD NEW REF", one a line."""
    return [Update(*line.split(" ", 2)) for line in lines.decode("utf-8", "replace").split("\n")[:-1]]


class PushHook:
    """The hooks of one repository: ``find`` and ``note`` as for ``CommitGrader``."""

    def __init__(
        self,
        repository: Repository,
        settings: Settings,
        find: Callable[[], Grading],
        note: Callable[[str], None],
        console: Console,
    ) -> None:
        self._repository = repository
        self._settings = settings
        self._console = console
        self._ref = f"refs/heads/{settings.branch}"
        self._assignment = Path(settings.assignment).name
        self._record = HandIns(repository.path / FOLDER)
        self._grader = CommitGrader(repository, self._record.folder, find, note)

    # The hooks

    def pre_receive(self, updates: Sequence[Update], pusher: str) -> int:
        """Note a hand-in before the branch moves; 1 refuses the push."""
        if any(update.ref.startswith(f"{self._ref}/") for update in updates):
            self._say(f"No branch can be called {self._settings.branch}/...: it would be in the way of the graded one.")
            return REFUSED
        update = self._graded_one(updates)
        if update is None:
            return ACCEPTED
        with self._record.locked(self._say_that_it_waits):
            if refusal := self._refusal(update):
                self._say(f"{refusal} Nothing changed on the server.")
                return REFUSED
            if self._git_will_refuse(update):
                return ACCEPTED
            self._close_what_never_arrived()
            used = self._attempts_used()
            received = self._record.receive(update.ref, update.old, update.new, pusher)
            if is_zero(update.new):
                return ACCEPTED
            if self._settings.attempts_per_day is not None and used >= self._settings.attempts_per_day:
                self._record.settle(hand_in(received, self._assignment, Outcome.REFUSED_ATTEMPTS))
                self._say_when_next(used)
                return REFUSED
            return ACCEPTED if self._settings.require is None else self._grade_and_judge(received)

    def post_receive(self, updates: Sequence[Update], pusher: str) -> None:
        """Grade the hand-in that arrived, then what earlier pushes left behind."""
        self._say_what_is_not_graded([u.ref for u in updates if u.ref != self._ref])
        update = self._graded_one(updates)
        if update is None:
            return
        with self._record.locked(self._say_that_it_waits):
            if is_zero(update.new):
                self._say(f"The branch {self._settings.branch} is deleted. {self._last_score()}")
            else:
                self._grade_arrived(update, pusher)
            self._grade_all([r for r in self._record.open() if self._was_accepted(r)])

    def recover(self) -> int:
        """Grade what was left behind and what could not be graded; the number of hand-ins that are ungraded still."""
        with self._record.locked(self._say_that_it_waits):
            self._close_what_never_arrived()
            ungraded = {h.id for h in self._record.settled() if h.outcome is Outcome.UNGRADED}
            again = [r for r in self._record.received() if r.id in ungraded]
            return self._grade_all([*again, *self._record.open()])

    # What they are made of

    def _graded_one(self, updates: Sequence[Update]) -> Update | None:
        return next((update for update in updates if update.ref == self._ref), None)

    def _refusal(self, update: Update) -> str:
        """Why an update cannot be a hand-in. Git looks only later, when the branch may have moved to fit."""
        branch = self._settings.branch
        if update.old.strip("0") != self._tip().strip("0"):
            return f"Another push to {branch} was faster: git pull, then push again."
        if not is_zero(update.new) and self._repository.read("cat-file", "-t", update.new) != b"commit\n":
            return f"{branch} takes commits and nothing else: git push origin HEAD:{branch}."
        return ""

    def _git_will_refuse(self, update: Update) -> bool:
        """Whether git itself refuses this update: history may not be rewritten."""
        asked = ["config", "--type=bool", "--default=false", "--get", "receive.denyNonFastForwards"]
        return self._is_rewriting(update) and self._repository.read(*asked) == b"true\n"

    def _is_rewriting(self, update: Update) -> bool:
        """Whether a commit that was there before is no longer part of the branch."""
        if is_zero(update.old) or is_zero(update.new):
            return False
        return not self._repository.agrees("merge-base", "--is-ancestor", update.old, update.new)

    def _tip(self) -> str:
        return self._repository.read("for-each-ref", "--format=%(objectname)", self._ref).decode().strip()

    def _was_accepted(self, received: Received) -> bool:
        return self._record.was_accepted(received, self._tip())

    def _close_what_never_arrived(self) -> None:
        for received in self._record.open():
            if not self._was_accepted(received):
                self._record.settle(hand_in(received, self._assignment, Outcome.NOT_ACCEPTED))

    def _grade_arrived(self, update: Update, pusher: str) -> None:
        received = self._record.find(update.old, update.new)
        if received is None:  # the other hook did not run: it was installed in between
            received = self._record.receive(update.ref, update.old, update.new, pusher)
        if any(h.id == received.id and h.outcome is not Outcome.NOT_ACCEPTED for h in self._record.settled()):
            return  # graded before the branch moved, or by recover
        if self._is_rewriting(update):
            self._say("This push rewrites history; what was handed in before stays on record.")
        line, feedback = self._grade(received)
        self._record.settle(line)
        self._say_result(line, feedback)

    def _grade_and_judge(self, received: Received) -> int:
        """Grade before the branch moves; a score that is too low refuses the push, a fault of ours does not."""
        line, feedback = self._grade(received)
        is_low = line.outcome is not Outcome.UNGRADED and feedback is not None and self._is_too_low(feedback)
        if is_low:
            line.outcome = Outcome.REFUSED_SCORE
        self._record.settle(line)
        self._say_result(line, feedback)
        return REFUSED if is_low else ACCEPTED

    def _is_too_low(self, feedback: Feedback) -> bool:
        """Judged by the score that the student may see, else a refusal would tell of tests that are withheld."""
        if feedback.score is None or not feedback.max_score:
            return False
        return round(100 * feedback.score / feedback.max_score, 6) < (self._settings.require or 0)

    def _grade_all(self, left: Iterable[Received]) -> int:
        ungraded = 0
        for received in left:
            self._say(f"The push of {self._clock(received.time)} was never graded; it is graded now.")
            line, feedback = self._grade(received)
            self._record.settle(line)
            points = points_text(feedback.score, feedback.max_score) if feedback else ""
            self._say(f"Commit {received.commit[:7]}: {line.outcome} {points}")
            ungraded += line.outcome is Outcome.UNGRADED
        return ungraded

    def _grade(self, received: Received) -> tuple[HandIn, Feedback | None]:
        turns = Path(self._settings.solutions) / ".turns"  # where all repositories of the course find them
        with turn(turns, parallel_jobs(None), self._say_that_many_push):
            self._say(f"Grading {self._assignment}, commit {received.commit[:7]} ...")
            return self._grader.grade(received, self._assignment)

    def _today(self) -> datetime:
        """When this day began, in the course's time zone."""
        zone = self._settings.zone
        return datetime.combine(datetime.now(zone).date(), time(), zone)

    def _attempts_used(self) -> int:
        """How many of today's hand-ins were graded, or are going to be."""
        times = [h.time for h in self._record.settled() if h.outcome in ATTEMPTS]
        times += [r.time for r in self._record.open()]
        return sum(t >= self._today() for t in times)

    # What is said

    def _say(self, sentence: str) -> None:
        say(one_line(sentence), self._console, 0)

    def _clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._settings.zone):%Y-%m-%d %H:%M} ({self._settings.time_zone})"

    def _say_that_it_waits(self) -> None:
        self._say("Another push to this repository is being graded; this one waits for it.")

    def _say_that_many_push(self) -> None:
        self._say("Many are pushing at the moment; yours has arrived and waits for its turn.")

    def _say_what_is_not_graded(self, refs: Sequence[str]) -> None:
        for ref in refs[:_MOST_REFS]:
            self._say(f"{ref} is not graded: only the branch {self._settings.branch} is.")
        if len(refs) > _MOST_REFS:
            self._say(f"Nor are {len(refs) - _MOST_REFS} others.")

    def _say_result(self, line: HandIn, feedback: Feedback | None) -> None:
        if feedback is None:
            self._say(
                "The server could not grade this push. That is no fault of yours: it is recorded with its time, and "
                "will be graded later."
            )
        else:
            show_push(feedback, self._console)
        self._say(
            f"Recorded: commit {line.commit[:7]}, received {self._clock(line.time)}. The full report is with your "
            "instructor."
        )
        if self._settings.attempts_per_day is not None:
            self._say(f"Attempts today: {self._attempts_used()} of {self._settings.attempts_per_day}.")
        if line.outcome is Outcome.REFUSED_SCORE:
            self._say(
                f"Refused: {self._settings.branch} takes work from {number_text(self._settings.require or 0)} % of the "
                "points. Nothing changed on the server: mend your work and push again."
            )

    def _say_when_next(self, used: int) -> None:
        tomorrow = self._today() + timedelta(days=1)
        self._say(
            f"Refused, not graded: {used} of {self._settings.attempts_per_day} attempts of today are used. "
            f"{self._last_score()} The next attempt is allowed from {self._clock(tomorrow)}."
        )
        self._say("To keep your work on the server until then: git push origin HEAD:later")

    def _last_score(self) -> str:
        """The score that stands, as far as the student may see it."""
        standing = [h for h in self._record.settled() if h.outcome in STANDING]
        if not standing:
            return "No score is on record."
        last = standing[-1]
        if not last.report:
            return f"Your last hand-in, commit {last.commit[:7]}, stays on record and is not graded yet."
        feedback = self._grader.feedback(last.commit)
        return f"Your last score stays: {points_text(feedback.score, feedback.max_score)} (commit {last.commit[:7]})."
