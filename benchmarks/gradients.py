"""How often checkers of gradients alarm on right code and miss wrong code: `make bench-gradients` prints the table.

Runs the stress set of tests/gradients/variants. Nothing is graded.
"""

import argparse
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from autograder.gradients import GradientReport, examine, examine_gradient, one_by_one
from benchmarks.gradient_peers import PEERS
from tests.gradients.variants import RIGHT, WRONG
from tests.gradients.variants.variant import MODES, Variant

OURS: Final = "autograder"
LARGE: Final = (3, 4, 32, 32)  # 12,288 entries


@dataclass
class Tally:
    """What a checker said of right and of wrong implementations."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


@dataclass
class Found:
    """Everything that was measured."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in (OURS, *PEERS)})
    costs: list[tuple[int, int, int]] = field(default_factory=list)  # entries, evaluations, rounds of passes
    surprises: list[str] = field(default_factory=list)
    sensitivity: dict[str, Counter[bool]] = field(default_factory=dict)
    located: list[tuple[bool, int]] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)


@dataclass
class Run:
    """One implementation at one input."""

    variant: Variant
    mode: str
    arguments: tuple[Any, ...]
    upstream: Any
    gradients: tuple[Any, ...]
    rng: np.random.Generator

    @property
    def positions(self) -> list[int]:
        """The arguments that have a gradient."""
        return [i for i, g in enumerate(self.gradients) if g is not None]

    def reports(self) -> list[GradientReport]:
        """Ours, one a gradient."""
        forward_many = one_by_one(self.variant.forward)
        return [examine(forward_many, self.arguments, i, self.gradients[i], self.upstream) for i in self.positions]

    def passes(self, peer: Callable[..., bool]) -> bool:
        """Whether a peer's rule passes every gradient."""
        return all(peer(self._loss(i), self.arguments[i], self.gradients[i], self.rng) for i in self.positions)

    def _loss(self, position: int) -> Callable[[Any], float]:
        weights = 1.0 if self.upstream is None else self.upstream

        def loss(x: Any) -> float:
            given = [x if i == position else a for i, a in enumerate(self.arguments)]
            result = self.variant.forward(*given)
            return float(np.sum(weights * (result[0] if isinstance(result, tuple) else result)))

        return loss


def run_of(variant: Variant, mode: str, seed: int) -> Run:
    """The same run for the same names and seed."""
    rng = np.random.default_rng([zlib.crc32(f"{variant} {mode}".encode()), seed])
    arguments = variant.arguments(mode, rng)
    upstream, gradients = variant.gradients(arguments, rng)
    return Run(variant, mode, arguments, upstream, gradients, rng)


def verdict_of(reports: list[GradientReport]) -> str:
    """The gravest verdict."""
    verdicts = {report.verdict for report in reports}
    return next(v for v in ("contract", "fail", "inconclusive", "pass") if v in verdicts)


def judge_right(found: Found, seeds: int, peer_seeds: int) -> None:
    """Right implementations at every kind of input."""
    for run in _runs(RIGHT, MODES, seeds, found, "right"):
        reports = run.reports()
        verdict = verdict_of(reports)
        found.tallies[OURS].right[verdict] += 1
        if verdict != "pass":
            found.surprises.append(f"{verdict}: right {run.variant}, {run.mode}")
        for position, report in zip(run.positions, reports, strict=True):
            if report.verdict == "pass":
                found.costs.append((np.size(run.arguments[position]), report.evaluations, report.rounds))
    for run in _runs(RIGHT, MODES, peer_seeds, found, "right, peers"):
        for name, peer in PEERS.items():
            found.tallies[name].right["pass" if run.passes(peer) else "fail"] += 1


def judge_wrong(found: Found, seeds: int, peer_seeds: int) -> None:
    """Wrong implementations at plain inputs: at others some are right, as a missing mask is where no unit is off."""
    for run in _runs(WRONG, ("plain",), seeds, found, "wrong"):
        verdict = verdict_of(run.reports())
        found.tallies[OURS].wrong[verdict] += 1
        if verdict != "fail":
            found.surprises.append(f"{verdict}: wrong {run.variant}")
    for run in _runs(WRONG, ("plain",), peer_seeds, found, "wrong, peers"):
        for name, peer in PEERS.items():
            found.tallies[name].wrong["pass" if run.passes(peer) else "fail"] += 1


def _runs(variants: list[Variant], modes: tuple[str, ...], seeds: int, found: Found, what: str) -> Iterator[Run]:
    start = time.monotonic()
    for seed in range(seeds):
        for variant in variants:
            yield from (run_of(variant, mode, seed) for mode in modes)
        print(f"{what}: {seed + 1} of {seeds}, {time.monotonic() - start:.0f} s", file=sys.stderr)


def judge_one_entry(found: Found, seeds: int) -> None:
    """Right gradients with one entry off."""
    for mode, off in [("plain", 1e-2), ("plain", 1e-4), ("scaled", 1e-2), ("single", 1e-1)]:
        caught = found.sensitivity.setdefault(f"one entry off by {off:g}, {mode}", Counter())
        for seed in range(seeds):
            for variant in RIGHT:
                if mode != "single" and "single" in variant.family:
                    continue  # its forward computes in single precision
                run = run_of(variant, mode, seed)
                position = int(run.rng.choice(run.positions))
                gradient = run.gradients[position].copy()
                entries = np.flatnonzero(gradient)
                if entries.size:
                    gradient.flat[run.rng.choice(entries)] *= 1 + off
                    report = examine(one_by_one(variant.forward), run.arguments, position, gradient, run.upstream)
                    caught[report.verdict == "fail"] += 1


def locate_among_many(found: Found, times: int) -> None:
    """One bad entry among 12,288, in a layer with kinks, a smooth one and a linear one."""
    for seed in range(times):
        rng = np.random.default_rng([3, seed])
        x, upstream, weights = (rng.normal(size=LARGE) for _ in range(3))
        for forward, slope in [
            (lambda x: np.maximum(x, 0), x > 0),
            (np.tanh, 1 - np.tanh(x) ** 2),
            (lambda x, w=weights: w * x, weights),
        ]:
            gradient = upstream * slope
            at = int(rng.choice(np.flatnonzero(gradient)))
            gradient.flat[at] *= 1.01
            report = examine_gradient(forward, x, gradient, upstream)
            is_found = report.worst is not None and report.worst.index == np.unravel_index(at, x.shape)
            found.located.append((report.verdict == "fail" and is_found, report.evaluations))


def hide_behind_noise(found: Found) -> None:
    """Wrong gradients of forwards that round, add noise or add a huge constant."""
    for shape in [(5, 7), (13, 17)]:
        rng = np.random.default_rng(11)
        x, upstream = rng.normal(size=shape), rng.normal(size=shape)
        right = upstream * (1 - np.tanh(x) ** 2)
        for forward in _disguises():
            for gradient in (0 * right, right * 1.01, -right, np.where(x == x.max(), 2, 1) * right):
                found.hidden[examine_gradient(forward, x, gradient, upstream).verdict] += 1


def _disguises() -> Iterator[Callable[[Any], Any]]:
    for decimals in range(1, 12):
        yield lambda x, d=decimals: np.round(np.tanh(x), d)
    for exponent in range(-12, 1):
        yield lambda x, size=10.0**exponent: np.tanh(x) + size * noise(x)
        yield lambda x, size=10.0**exponent: np.tanh(x) + size * np.sin(1e12 * x)
    for exponent in range(3, 17):
        yield lambda x, size=10.0**exponent: np.tanh(x) + size
    for kind in (np.float32, np.float16):
        yield lambda x, kind=kind: np.tanh(x).astype(kind)
        yield lambda x, kind=kind: np.tanh(x.astype(kind)).astype(float)


def noise(x: Any) -> Any:
    """Noise between −1 and 1 that is the same for the same bits."""
    bits = np.ascontiguousarray(x).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return (bits >> np.uint64(40)).astype(np.float64) / 2**23 - 1


def measure(seeds: int, peer_seeds: int) -> Found:
    """Everything, the long parts ``seeds`` times."""
    found = Found()
    judge_right(found, seeds, peer_seeds)
    judge_wrong(found, max(1, seeds // 4), peer_seeds)
    judge_one_entry(found, max(2, seeds // 2))
    locate_among_many(found, max(2, seeds // 8))
    hide_behind_noise(found)
    return found


def table(found: Found) -> str:
    """The figures as text."""
    lines = [f"{'':22}  {'false alarms':>20}  {'missed':>18}  {'inconclusive':>12}"]
    for name, tally in found.tallies.items():
        right, wrong = tally.right.total(), tally.wrong.total()
        alarms, missed, open_ones = tally.right["fail"] + tally.right["contract"], tally.wrong["pass"], tally.right
        lines.append(
            f"{name:22}  {_share(alarms, right):>20}  {_share(missed, wrong):>18}  "
            f"{100 * open_ones['inconclusive'] / max(right, 1):>10.1f} %"
        )
    lines.append(f"\n{len(RIGHT)} right and {len(WRONG)} wrong implementations; {', '.join(MODES)} inputs")
    large = np.array([cost for cost in found.costs if cost[0] > 48])
    _, evaluations, rounds = np.median(large, axis=0)
    worst = large[np.argmax(large[:, 1] / large[:, 0])]
    lines.append(
        f"a pass of more than 48 entries: {evaluations:.0f} evaluations in {rounds:.0f} rounds (median); "
        f"worst {worst[1]} for {worst[0]} entries, {worst[1] / worst[0]:.1f} an entry "
        "(elementwise with the six steps of central differences: 12)"
    )
    for what, caught in found.sensitivity.items():
        lines.append(f"{what}: caught {_share(caught[True], caught.total())}")
    most = max(evaluations for _, evaluations in found.located)
    lines.append(
        f"one bad entry among 12,288: located {sum(ok for ok, _ in found.located)} of {len(found.located)} times, "
        f"within {most} evaluations"
    )
    lines.append(f"wrong gradients behind noise, rounding or a huge constant: {dict(found.hidden)}")
    return "\n".join([*lines, *found.surprises])


def _share(part: int, of: int) -> str:
    return f"{part} of {of} ({100 * part / max(of, 1):.1f} %)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10, help="runs of each implementation at each kind of input")
    parser.add_argument("--peer-seeds", type=int, default=1)
    options = parser.parse_args()
    print(table(measure(options.seeds, options.peer_seeds)))


if __name__ == "__main__":
    main()
