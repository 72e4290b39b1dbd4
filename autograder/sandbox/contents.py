"""What has plain content, and computes and compares as that content does. Asks nobody for it."""

import operator
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Final

_BINARY: Final = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_", "xor"]
_COMPARISONS: Final = ["eq", "ne", "lt", "le", "gt", "ge"]
_UNARY: Final = ["neg", "pos", "abs", "invert", "index", "contains"]
_CONVERSIONS: Final[dict[str, Callable[..., Any]]] = {"float": float, "int": int, "complex": complex, "round": round}


class Contents:
    """Python's operators, carried out on the plain content of either side."""

    __slots__ = ()

    @abstractmethod
    def _plain(self) -> Any:
        """The content."""


def content_of(value: Any) -> Any:
    """The plain content of a handle; anything else unchanged.

    Raises
    ------
    NotPlainResultError
        If the submission gave something that is not plain.
    """
    return value._plain() if isinstance(value, Contents) else value


def _forward(name: str, function: Callable[..., Any]) -> None:
    def method(self: Contents, *others: Any) -> Any:
        return function(self._plain(), *map(content_of, others))

    method.__name__ = name
    setattr(Contents, name, method)


def _forward_reflected(name: str, function: Callable[[Any, Any], Any]) -> None:
    def method(self: Contents, other: Any) -> Any:
        return function(content_of(other), self._plain())

    method.__name__ = name
    setattr(Contents, name, method)


for _name in [*_BINARY, *_COMPARISONS, *_UNARY]:
    _forward(f"__{_name.strip('_')}__", getattr(operator, _name))
for _name in _BINARY:
    _forward_reflected(f"__r{_name.strip('_')}__", getattr(operator, _name))
for _name, _convert in _CONVERSIONS.items():
    _forward(f"__{_name}__", _convert)
