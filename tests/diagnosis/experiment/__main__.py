"""Run the experiment: ``python -m tests.diagnosis.experiment``; the package's docstring says how to take part."""

import tempfile
from collections import Counter
from pathlib import Path

from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.diagnosis.patterns import HINTS
from tests.diagnosis.experiment import examples, gradients_unseen, gradients_unseen_entries, gradients_unseen_losses
from tests.diagnosis.experiment.judging import COURSE, names_of_gradients, names_of_submissions
from tests.diagnosis.experiment.variant import labels_of, outcome

UNSEEN = gradients_unseen, gradients_unseen_entries, gradients_unseen_losses
VARIANTS = [*examples.GRADIENTS, *(v for module in UNSEEN for v in module.GRADIENTS)], [*examples.SUBMISSIONS]


def main() -> None:
    """Print a line a variant and the totals; the aims are ≥ 90 % right and ≤ 3 % wrong."""
    gradients, submissions = VARIANTS
    misconceptions = {m.name for m in load_misconceptions(COURSE / "solutions" / "04_convolution" / "misconceptions")}
    for variant in [*gradients, *submissions]:
        for label in labels_of(variant.label):
            if label not in HINTS and label not in misconceptions:
                raise SystemExit(f"{variant.about}: the label {label!r} is in neither vocabulary")
    found = [names_of_gradients(variant) for variant in gradients]
    if submissions:
        with tempfile.TemporaryDirectory() as folder:
            found += names_of_submissions(submissions, Path(folder))
    counts: Counter[str] = Counter()
    for variant, names in zip([*gradients, *submissions], found, strict=True):
        verdict = outcome(variant.label, names)
        counts[verdict] += 1
        told = ", ".join(names) or "no name"
        wanted = " or ".join(labels_of(variant.label)) or "no name"
        print(f"{verdict:8} {variant.family}: {variant.about}: label {wanted}, told {told}")
    total = counts.total()
    shares = [
        f"{kind} {counts[kind]} of {total} ({counts[kind] / total:.1%})" for kind in ("right", "wrong", "unknown")
    ]
    print(", ".join(shares))


if __name__ == "__main__":
    main()
