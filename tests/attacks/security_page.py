"""Write docs/security.md from the corpus: ``python -m tests.attacks.security_page``.

Claims nothing that is not run: an attack stands in a column because the tests run it at that rung.
"""

from pathlib import Path

from .catalogue import RUNGS, Attack, load_corpus

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
CATEGORIES = {
    "forge": "Forge the result",
    "learn": "Learn what is hidden",
    "fool": "Fool the comparison",
    "hurt": "Hurt",
    "intake": "Poison the intake",
    "report": "Poison the report",
}
INTRODUCTION = """# Security

This page is made from `tests/attacks/corpus`: `python -m tests.attacks.security_page`. Never edit it.

Student code never shares a process with the tests. Everything below is a submission that tries to get around that; the
tests grade all of them in one class, at every rung of isolation that a machine offers. Each must score exactly what its
answers deserve, learn nothing that is hidden, leave its neighbours' scores and the grader alone, and leave no process,
file or mount behind.

**Defended, at the rung `sandbox`:** results and scores against forgery; hidden tests, their inputs and expected values,
the reference, the secrets of the course and the files of the machine against being read; the machine, the network and
the work of others against harm; reports against markup and commands.

**Not defended:** bugs of the kernel; channels through caches and timing; any rung below `sandbox`. `confined` keeps
processes, files and the network out of reach as well, but shares the kernel's view of processes and does not bound how
many files the scratch takes. `process` is no defence against code that means harm: what it stops, it stops because
tests and student code are two processes. `autograder grade` refuses to take less than `sandbox` unless it is named.

**What remains by design:** of each hidden test a student sees whether it passed, roughly how much of a result is wrong
and where ("some entries, only along the border"), the hint of a mistake that it looks like, the built-in class of an
error and its line. A submission can choose these, so that an attempt tells
some bits of a hidden input. The canaries of `autograder verify` echo every hidden value through every channel, and find
none in what students read.
"""


def page() -> str:
    """The page as text."""
    corpus = load_corpus()
    counts = ", ".join(f"{sum(r in a.stopped_by for a in corpus)} at `{r}`" for r in reversed(RUNGS))
    parts = [INTRODUCTION, f"{len(corpus)} attacks are stopped: {counts}."]
    for category, title in CATEGORIES.items():
        attacks = [attack for attack in corpus if attack.path.parent.name == category]
        parts += [f"\n## {title}\n", _row("attack", "what it tries", *RUNGS), _row(*["---"] * 5)]
        parts += [_row(f"`{a.path.stem}`", a.tries, *_stopped(a)) for a in attacks]
    return "\n".join(parts) + "\n"


def _stopped(attack: Attack) -> list[str]:
    """What stops it at each rung, said once where it is the same at all."""
    by = [attack.stopped_by.get(rung, "**not stopped**") for rung in RUNGS]
    return by if len({*by}) > 1 else [by[0], "the same", "the same"]


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|").replace("<", "\\<") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written")
