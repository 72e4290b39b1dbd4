"""What a submission builds on: modules of earlier assignments, which of their functions are served, and by whom.

Runs workloads to see whether the student's functions are quick enough; whether they are right was decided before.
"""

import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from autograder.authoring.markers import reference_source
from autograder.errors import GraderFault, InputError, StudentError
from autograder.grading.protocol import EarlierWork
from autograder.grading.reference import load_reference
from autograder.grading.serving import Server
from autograder.manifest import MANIFEST_NAME, Assignment, ServedGroup
from autograder.model import Status
from autograder.results import Served
from autograder.sandbox import loader
from autograder.sandbox.client import Client
from autograder.sandbox.code import EarlierModule
from autograder.sandbox.handles import Submission
from autograder.sandbox.watched import Budget

WORKLOADS_NAME: Final = "workloads.py"
_TIMINGS: Final = 3  # the least counts: noise only ever adds
_LONGEST: Final = Budget(wall_s=30.0, cpu_s=10.0)  # for one workload of the reference
_LEAST_CPU_S: Final = 1.0  # for one of the student's, the first of which warms up
_PATIENCE_S: Final = 10.0  # on the clock, beyond twice the CPU time
_NOISE: Final = 4.0  # times the limit: what takes longer is slow, without another try
_SEED: Final = 20  # of the workloads' inputs: nothing secret is in them

MakeClient = Callable[[Assignment, Sequence[tuple[str, str]]], Client]


@dataclass(slots=True)
class Earlier:
    """The earlier assignments of a suite, by the module that they give."""

    assignment: Assignment
    make_client: MakeClient  # of a worker that holds a module of one of them alone
    assignments: dict[str, Assignment] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # of their references
    workloads: types.ModuleType | None = None
    reference_cpu_s: dict[str, float] = field(default_factory=dict)  # by the first function of a group

    def load(self) -> None:
        """Load the references, so that this assignment's can import them, and time the workloads.

        Raises
        ------
        InputError
            If something that the manifest names is not there.
        """
        prerequisites = self.assignment.manifest.prerequisites
        for module in prerequisites:
            earlier = self.assignments[module] = self.assignment.prerequisite(module)
            self.sources[module] = reference_source(earlier.master.read_text(encoding="utf-8"))
            reference = load_reference(self.sources[module], module, earlier.manifest.display)
            self._check_groups(module, reference)
        if prerequisites:
            self.workloads = self._load_workloads()
        for module, group in self._groups():
            with self.make_client(self.assignments[module], [(f"{module}.py", self.sources[module])]) as client:
                try:
                    times = [self._cpu_s(group, client, _LONGEST) for _ in range(_TIMINGS + 1)]
                except StudentError as failure:
                    place = f"{self._workloads_path()}: {group.functions[0]}"
                    raise InputError(f"{place} fails with the reference of {module}: {failure}") from None
            self.reference_cpu_s[group.functions[0]] = min(times)

    def references(self) -> tuple[EarlierModule, ...]:
        """The references as the work of somebody who did all of it right."""
        return tuple(EarlierModule(name, ((f"{name}.py", source),)) for name, source in self.sources.items())

    def settle(self, work: Sequence[EarlierWork]) -> tuple[tuple[EarlierModule, ...], list[Served]]:
        """Decide what is served beside what was decided before: the groups that are too slow here."""
        modules, served = [], []
        for each in work:
            chunks, decided = tuple(each.chunks), each.served
            is_reference = chunks == ((f"{each.module}.py", self.sources.get(each.module)),)
            if self.workloads is not None and not is_reference:  # on a student's own machine nothing is served
                with self.make_client(self.assignments[each.module], chunks) as client:
                    is_whole = _loads_at_once(client)
                    decided = [*decided, *self._unfit(each, client if is_whole else None)]
                    chunks = chunks if is_whole else ()
            names = tuple(name for group in decided for name in group.functions)
            modules.append(EarlierModule(each.module, chunks, names))
            served += decided
        return tuple(modules), served

    def server(self) -> Server:
        """One that answers served calls; its workers start with the first."""
        return Server({
            module: self.make_client(self.assignments[module], [(f"{module}.py", source)])
            for module, source in self.sources.items()
        })  # fmt: skip

    def _unfit(self, work: EarlierWork, client: Client | None) -> Iterator[Served]:
        """The groups that fail or are too slow: all, if the module could not be loaded."""
        spec = self.assignment.manifest.prerequisites[work.module]
        served = {name for group in work.served for name in group.functions}
        for group in spec.served:
            if served.issuperset(group.functions):
                continue
            limit_s = spec.serve_above_times_reference * self.reference_cpu_s[group.functions[0]]
            why = "failing" if client is None else self._why_unfit(group, client, limit_s)
            if why is not None:
                yield Served(module=work.module, assignment=spec.assignment, functions=group.functions, why=why)

    def _why_unfit(self, group: ServedGroup, client: Client, limit_s: float) -> Literal["slow", "failing"] | None:
        """Time a group until it is quick once. What it may take is bounded by the limit, not by its patience."""
        cpu_s = min(_LONGEST.cpu_s, max(_LEAST_CPU_S, _NOISE * limit_s))
        budget = Budget(wall_s=_PATIENCE_S + 2 * cpu_s, cpu_s=cpu_s)
        for _ in range(_TIMINGS + 1):
            try:
                if self._cpu_s(group, client, budget) <= limit_s:
                    return None
            except (GraderFault, InputError):
                raise
            except Exception:  # the reference went through: the workload could not use what these functions gave
                is_late = client.lost is not None and client.lost.status is Status.TIMED_OUT
                return "slow" if is_late else "failing"
        return "slow"

    def _cpu_s(self, group: ServedGroup, client: Client, budget: Budget) -> float:
        """The CPU time of a group's workload."""
        workload: Callable[..., Any] = getattr(self.workloads, group.functions[0])
        client.on_load()  # progress, even where no worker starts
        client.begin(_SEED, budget)
        workload(Submission(client), np.random.default_rng(_SEED))
        return client.cpu_s

    def _groups(self) -> Iterator[tuple[str, ServedGroup]]:
        for module, spec in self.assignment.manifest.prerequisites.items():
            for group in spec.served:
                yield module, group

    def _check_groups(self, module: str, reference: types.ModuleType) -> None:
        place = f"{self.assignment.public / MANIFEST_NAME}: prerequisites.{module}"
        earlier = self.assignments[module]
        if earlier.module != module:
            raise InputError(f"{place}: {earlier.name} gives the module {earlier.module!r}; name the table after it")
        if earlier.manifest.prerequisites:
            raise InputError(f"{place}: {earlier.name} has prerequisites itself; name them here instead")
        for group in self.assignment.manifest.prerequisites[module].served:
            for question in group.questions:
                if question not in earlier.manifest.questions:
                    names = ", ".join(earlier.manifest.questions)
                    raise InputError(f"{place}: {earlier.name} has no question {question!r}; it has: {names}")
            for name in group.functions:
                if name not in reference.__dict__:
                    raise InputError(f"{place}: the master of {earlier.name} has no function {name!r}")

    def _load_workloads(self) -> types.ModuleType:
        path = self._workloads_path()
        try:
            loaded = loader.load([(path.name, path.read_text(encoding="utf-8"))], "workloads")
        except OSError:
            raise InputError(
                f"{path} is missing: write one function for each served group, named after its first"
            ) from None
        for module, group in self._groups():
            if not callable(getattr(loaded.module, group.functions[0], None)):
                raise InputError(f"{path}: expected a function {group.functions[0]}({module}, rng)")
        return loaded.module

    def _workloads_path(self) -> Path:
        return self.assignment.master.parent / WORKLOADS_NAME


def _loads_at_once(client: Client) -> bool:
    """Whether a module can be loaded within its budget, with nothing left out."""
    try:
        client.begin(_SEED, _LONGEST)
    except StudentError:
        return False
    return client.generation == 1
