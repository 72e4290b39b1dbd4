"""How well 06 learns on other seeds, reference and misconceptions: `python -m benchmarks.training` prints the table.

Runs the trainings of its hidden tests, in this process; nothing is graded. The thresholds of those tests stand between
the columns.
"""

import argparse
import importlib.util
import sys
import time
import types
from pathlib import Path
from typing import Any, Final

import numpy as np

from autograder.authoring.markers import reference_source
from autograder.diagnosis.misconceptions import apply_misconception, load_misconceptions
from autograder.grading.reference import load_reference
from autograder.manifest import load_assignment

COURSE: Final = Path(__file__).parents[1]
NAME: Final = "06_cnn"
MISCONCEPTIONS: Final = (
    "fit_not_shuffled",
    "fit_labels_of_another_order",
    "fit_trains_a_copy",
    "net_scores_through_relu",  # this one and the next learn all the same: other tests judge them
    "net_block_masks_missing",
)


def submissions() -> dict[str, types.ModuleType]:
    """The reference and the misconceptions, as modules; the layers of 04 and 05 are their references."""
    assignment = load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)
    for module in assignment.manifest.prerequisites:
        earlier = assignment.prerequisite(module)
        load_reference(reference_source(earlier.master.read_text(encoding="utf-8")), module, earlier.manifest.display)
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    wrong = {m.name: apply_misconception(m, reference) for m in load_misconceptions(assignment.misconceptions)}
    sources = {"reference": reference} | {name: wrong[name] for name in MISCONCEPTIONS}
    return {name: load_reference(source, "cnn", assignment.manifest.display) for name, source in sources.items()}


def hidden_trainings() -> Any:
    """The module of the hidden tests that train."""
    path = COURSE / "solutions" / NAME / "hidden" / "test_training.py"
    spec = importlib.util.spec_from_file_location("test_training", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Train everybody from every seed."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--full", action="store_true", help="also the defaults on all public digits: 2 s a seed")
    options = parser.parse_args()
    tests, people = hidden_trainings(), submissions()
    print(f"{options.seeds} seeds: accuracy on held-back digits; what is left of the loss of forty others; cost")
    for name, module in people.items():
        shares, falls, started = [], [], time.process_time()
        for seed in range(options.seeds):
            *_, labels, guesses = tests.train_on_sorted_digits(module, np.random.default_rng(seed))
            shares.append(np.mean(guesses == labels))
        cpu_s = (time.process_time() - started) / options.seeds
        for seed in range(options.seeds):
            losses = tests.learn_by_heart(module, np.random.default_rng(seed))
            falls.append(losses[-1] / losses[0])
        print(f"{name:30} {_span(shares)}   {_span(falls)}   {cpu_s:.2f} s CPU a training")
        if options.seeds <= 20:
            print("  " + " ".join(f"{share:.3f}" for share in shares))
    if options.full:
        print(
            "reference with all defaults on all public digits:",
            _span([_full(people["reference"], tests, seed) for seed in range(options.seeds)]),
        )


def _full(module: Any, tests: Any, seed: int) -> float:
    rng = np.random.default_rng(seed)
    (X, y), (held_back, labels) = tests.digits(rng)
    model = module.SmallCNN(*tests.SIZES, rng)
    module.fit(model, X, y, rng)
    return float(np.mean(model.predict(held_back) == labels))


def _span(values: list[Any]) -> str:
    return f"{min(values):.3f} to {max(values):.3f}"


if __name__ == "__main__":
    sys.exit(main())
