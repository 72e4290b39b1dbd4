"""How far the maps of 08 can be trusted on other seeds: `python -m benchmarks.maps` prints the table.

Makes the maps of its hidden test and of its public check, in this process; nothing is graded.
"""

import argparse
import importlib.util
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from autograder.authoring.markers import reference_source
from autograder.diagnosis.misconceptions import apply_misconception, load_misconceptions
from autograder.grading.reference import load_reference
from autograder.manifest import load_assignment

COURSE: Final = Path(__file__).parents[1]
NAME: Final = "08_visualization"
MISCONCEPTIONS: Final = (
    "map_principal_components",
    "map_starts_in_one_point",
    "map_steps_too_small",
    "gradient_sign",
    "gradient_factor_4_missing",  # this one and the next three train well: other tests judge them
    "gradient_diagonal_counted",
    "joint_not_symmetrised",
    "affinities_distances_not_squared",
)


def tsne_of_all() -> dict[str, Any]:
    """The function of the reference, and those of the misconceptions."""
    assignment = load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)
    for module in assignment.manifest.prerequisites:
        earlier = assignment.prerequisite(module)
        load_reference(reference_source(earlier.master.read_text(encoding="utf-8")), module, earlier.manifest.display)
    reference = reference_source(assignment.master.read_text(encoding="utf-8"))
    wrong = {m.name: apply_misconception(m, reference) for m in load_misconceptions(assignment.misconceptions)}
    sources = {"reference": reference} | {name: wrong[name] for name in MISCONCEPTIONS}
    return {name: load_reference(source, "v", assignment.manifest.display).tsne for name, source in sources.items()}


def load_tests(path: Path) -> Any:
    """The module of a file of tests."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Make maps from every seed."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    seeds = range(parser.parse_args().seeds)
    hidden = load_tests(COURSE / "solutions" / NAME / "hidden" / "test_tsne.py")
    public = load_tests(COURSE / "assignments" / NAME / "checks" / "test_visualization.py")
    images, labels = public.digits()
    print(
        f"{len(seeds)} seeds: trustworthiness of the hidden test's map; share of own neighbours in the public check's"
    )
    for name, tsne in tsne_of_all().items():
        trusted, own, started = [], [], time.process_time()
        for seed in seeds:
            rng = np.random.default_rng(seed)
            X, _ = hidden.digits_to_map(rng)
            trusted.append(hidden.trustworthiness(X, tsne(X, hidden.PERPLEXITY, hidden.STEPS, rng), 5))
        cpu_s = (time.process_time() - started) / len(seeds)
        for seed in seeds:
            Y = tsne(images[:100].reshape(100, 64), 10, 250, np.random.default_rng(seed))
            own.append(public.share_with_own_neighbour(Y, labels[:100]))
        print(f"{name:34} {_span(trusted)}   {_span(own)}   {cpu_s:.2f} s CPU a map")


def _span(values: list[Any]) -> str:
    return f"{min(values):.3f} to {max(values):.3f}"


if __name__ == "__main__":
    main()
