"""Run the experiment: ``python -m tests.diagnosis.experiment``; the package's docstring says how to take part."""

import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.diagnosis.patterns import HINTS
from tests.diagnosis.experiment import (
    examples,
    unseen_backprop,
    unseen_convolution,
    unseen_gradients,
    unseen_gradients_entries,
    unseen_gradients_losses,
    unseen_losses,
    unseen_networks,
    unseen_optimizers,
)
from tests.diagnosis.experiment.judging import assignment_named, names_of_gradients, names_of_submissions
from tests.diagnosis.experiment.variant import labels_of, outcome

GRADIENTS = examples, unseen_gradients, unseen_gradients_entries, unseen_gradients_losses
SUBMISSIONS = examples, unseen_losses, unseen_backprop, unseen_networks, unseen_optimizers, unseen_convolution
VARIANTS = (
    [variant for part in GRADIENTS for variant in part.GRADIENTS],
    [variant for part in SUBMISSIONS for variant in part.SUBMISSIONS],
)


def main() -> None:
    """Print a line a variant and the totals; the aims are ≥ 90 % right and ≤ 3 % wrong."""
    gradients, submissions = VARIANTS
    places = [variant.family for variant in gradients] + [variant.assignment for variant in submissions]
    vocabularies = [set(HINTS)] * len(gradients) + [set(HINTS) | misconceptions_of(v.assignment) for v in submissions]
    for variant, vocabulary in zip([*gradients, *submissions], vocabularies, strict=True):
        for label in labels_of(variant.label):
            if label not in vocabulary:
                raise SystemExit(f"{variant.about}: no pattern and no misconception is called {label!r}")
    found: list[list[str] | None] = [names_of_gradients(variant) for variant in gradients]
    if submissions:
        with tempfile.TemporaryDirectory() as folder:
            found += names_of_submissions(submissions, Path(folder))
    counts: Counter[str] = Counter()
    for place, variant, names in zip(places, [*gradients, *submissions], found, strict=True):
        verdict = "unseen" if names is None else outcome(variant.label, names)
        counts[verdict] += 1
        told = ", ".join(names or []) or "no name"
        wanted = " or ".join(labels_of(variant.label)) or "no name"
        print(f"{verdict:8} {place}: {variant.about}: label {wanted}, told {told}")
    total = counts.total()
    kinds = ("right", "wrong", "unknown", "unseen")
    print(", ".join(f"{kind} {counts[kind]} of {total} ({counts[kind] / total:.1%})" for kind in kinds))


@cache
def misconceptions_of(assignment: str) -> set[str]:
    """The names of the misconceptions kept beside an assignment's reference."""
    return {m.name for m in load_misconceptions(assignment_named(assignment).misconceptions)}


if __name__ == "__main__":
    main()
