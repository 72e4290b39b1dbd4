"""One implementation of a layer with its backward, right or wrong, and the inputs it is examined at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MODES = ("plain", "kinks", "scaled", "single")


@dataclass(frozen=True)
class Variant:
    """``backward(dout, *arguments)`` gives one gradient an argument, None for what has none."""

    family: str
    name: str
    forward: Callable[..., Any]
    backward: Callable[..., tuple[Any, ...]]
    inputs: Callable[[np.random.Generator], tuple[Any, ...]]
    is_right: bool
    exponents: tuple[int, int]
    kinks: Callable[..., tuple[Any, ...]] | None

    def __str__(self) -> str:
        return f"{self.family}-{self.name}".replace(" ", "_")

    def arguments(self, mode: str, rng: np.random.Generator) -> tuple[Any, ...]:
        """Inputs of a mode: as they come; whole numbers, so that kinks and ties are hit; scaled; or float32."""
        given = self.inputs(rng)
        if mode == "kinks" and self.kinks is not None:
            return self.kinks(*given)
        if mode == "kinks":
            return tuple(np.round(a) if _is_float(a) else a for a in given)
        if mode == "scaled":
            low, high = self.exponents
            return (given[0] * 10.0 ** int(rng.integers(low, high + 1)), *given[1:])
        if mode == "single":
            return tuple(a.astype(np.float32) if _is_float(a) else a for a in given)
        return given

    def gradients(self, arguments: tuple[Any, ...], rng: np.random.Generator) -> tuple[Any, tuple[Any, ...]]:
        """An upstream gradient with mixed signs, and this implementation's gradients."""
        result = self.forward(*_copies(arguments))
        out = np.asarray(result[0] if isinstance(result, tuple) else result)
        dout = np.asarray(rng.normal(size=out.shape)) if out.ndim else None
        if dout is not None and arguments[0].dtype == np.float32:
            dout = dout.astype(np.float32)
        found = self.backward(dout, *_copies(arguments))
        single = arguments[0].dtype == np.float32
        return dout, tuple(g.astype(np.float32) if single and g is not None else g for g in found)


@dataclass
class Family:
    """Variants of one kind of layer, which share their inputs."""

    name: str
    inputs: Callable[[np.random.Generator], tuple[Any, ...]]
    exponents: tuple[int, int] = (-6, 6)  # powers of ten by which the first argument may be scaled
    kinks: Callable[..., tuple[Any, ...]] | None = None  # how to move inputs onto kinks; by default, by rounding
    variants: list[Variant] = field(default_factory=list)

    def right(self, name: str, forward: Any, backward: Any, inputs: Any = None) -> None:
        """Add a right implementation."""
        self._add(name, forward, backward, inputs, True)

    def wrong(self, name: str, forward: Any, backward: Any, inputs: Any = None) -> None:
        """Add a wrong backward beside a right forward."""
        self._add(name, forward, backward, inputs, False)

    def _add(self, name: str, forward: Any, backward: Any, inputs: Any, is_right: bool) -> None:
        def all_gradients(dout: Any, *arguments: Any) -> tuple[Any, ...]:
            found = backward(dout, *arguments)
            found = found if isinstance(found, tuple) else (found,)
            return tuple(None if g is None else np.asarray(g, dtype=float) for g in found) + (None,) * (
                len(arguments) - len(found)
            )

        self.variants.append(
            Variant(
                self.name, name, forward, all_gradients, inputs or self.inputs, is_right, self.exponents, self.kinks
            )
        )


def _is_float(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _copies(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in arguments)
