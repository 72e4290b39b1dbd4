"""What a submission may import: the standard library, what the manifest allows, and inert stand-ins for display.

Not a defence: student code can undo all of it within its own process. It makes honest mistakes speak clearly.
"""

import sys
import types
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

_PRIVATE = ("autograder", "msgpack")  # the worker itself needs them; student code does not get them


class Inert:
    """Accepts any call, attribute or operation and does nothing, so that a notebook that plots still loads.

    Called with something that can be iterated, it iterates over that: ``for x in tqdm(xs)`` works as always.
    """

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self._items = items

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return _subplots if name == "subplots" else Inert()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and isinstance(args[0], types.FunctionType):
            return args[0]  # used as a decorator
        return Inert(args[0] if args and isinstance(args[0], Iterable) else ())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __getitem__(self, key: Any) -> "Inert":
        return Inert()

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __enter__(self) -> "Inert":
        return self

    def __exit__(self, *details: object) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 0.0

    def _same(self, *others: Any) -> "Inert":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = _same


def _subplots(rows: int = 1, columns: int = 1, **options: Any) -> tuple[Inert, Inert]:
    """``fig, axes = plt.subplots(…)``: the one call whose result is always unpacked."""
    return Inert(), Inert(Inert() for _ in range(rows * columns))


class _InertModule(types.ModuleType):
    __path__: MutableSequence[str] = []  # noqa: RUF012  # the form that the import system expects

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(Inert(), name)


class _InertLoader(Loader):
    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


class _DisplayFinder(MetaPathFinder):
    """Finds stand-ins, and nothing else."""

    def __init__(self, display: Iterable[str]) -> None:
        self._display = frozenset(display)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        is_displayed = fullname.partition(".")[0] in self._display
        return ModuleSpec(fullname, _InertLoader(), is_package=True) if is_displayed else None


class ImportRules(_DisplayFinder):
    """Stands before every other finder: refuses what the assignment does not offer, gives stand-ins for display."""

    def __init__(self, imports: Iterable[str], display: Iterable[str]) -> None:
        self._offered = frozenset(imports) | sys.stdlib_module_names
        super().__init__(frozenset(display) - self._offered)

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        top = fullname.partition(".")[0]
        found = super().find_spec(fullname, path, target)
        if found is not None or top in self._offered:
            return found  # None: the finders after this one look for it
        raise ModuleNotFoundError(f"{top} is not available in this assignment", name=fullname)


@contextmanager
def stand_ins_for(display: Iterable[str]) -> Iterator[None]:
    """Give stand-ins for these modules for a while, and the real ones again afterwards."""
    names = frozenset(display)
    before = {n: sys.modules.pop(n) for n in list(sys.modules) if n.partition(".")[0] in names}
    finder = _DisplayFinder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [n for n in sys.modules if n.partition(".")[0] in names]:
            del sys.modules[name]
        sys.modules.update(before)


def apply_import_rules(imports: Iterable[str], display: Iterable[str]) -> None:
    """Make the rules hold from now on."""
    sys.meta_path.insert(0, ImportRules(imports, display))


def hide_own_modules() -> None:
    """Forget that what the worker itself needs was imported: student code that imports it meets the rules.

    A zygote does it for all its workers, once nothing more is to be imported: in a fork, looking at each of a few
    hundred names would copy the pages that they lie on.
    """
    for name in [n for n in sys.modules if n.partition(".")[0] in _PRIVATE]:
        del sys.modules[name]
