"""Compare a submission's result with the expected one: shape, kind of number, then value.

Arithmetic only. The messages name the worst entry; the place holds no value.
"""

from typing import Any

import numpy as np

from autograder.gradients.report import how_many

# float64: sums of a few thousand terms in any order agree to about 1e-12 of their largest term; 1e-7 and 1e-9 of the
# largest entry leave room for longer formulas and are far below any mistake. float32 carries seven digits.
_TOLERANCES = {"double": (1e-7, 1e-9), "single": (1e-4, 1e-5)}

_NUMBERS = (bool, int, float, complex, np.generic)


class Mismatch(AssertionError):  # noqa: N818  # named for what it says, as in the reports
    """A wrong result.

    ``place`` says where, in words that hold no value of a test; ``found`` and ``expected`` are the part that is wrong.
    """

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, place)
        self.place = place
        self.found: Any = None
        self.expected: Any = None

    def __str__(self) -> str:
        return str(self.args[0])


def compare(
    actual: Any, expected: Any, *, rtol: float | None = None, atol: float | None = None, what: str = "the result"
) -> list[str]:
    """Compare two plain values, entry by entry.

    Parameters
    ----------
    actual, expected : number, array, or (nested) tuple, list or dict of them
    rtol : float
        Relative tolerance; by default 1e-7, or 1e-4 where either side is float32.
    atol : float
        Absolute tolerance; by default 1e-9, or 1e-5, of the largest expected entry.
    what : str
        What messages call the result.

    Returns
    -------
    list of str
        Warnings: what is unusual but costs nothing.

    Raises
    ------
    Mismatch
        If a shape, a kind of number or a value is wrong. NaN is never equal.
    """
    if isinstance(expected, dict):
        return _compare_keys(actual, expected, rtol, atol, what)
    if isinstance(expected, list | tuple) and _has_parts(expected):
        if not isinstance(actual, list | tuple) or len(actual) != len(expected):
            raise Mismatch(f"{what} should have {len(expected)} parts, not {_describe(actual)}", f"{what}: its parts")
        pairs = enumerate(zip(actual, expected, strict=True))
        return [w for i, (a, e) in pairs for w in compare(a, e, rtol=rtol, atol=atol, what=f"{what}[{i}]")]
    if expected is None or isinstance(expected, str | bytes):
        if type(actual) is not type(expected) or actual != expected:
            raise Mismatch(f"{what} is {_describe(actual)}, expected {expected!r}", what)
        return []
    try:
        return _compare_arrays(actual, np.asarray(expected), rtol, atol, what)
    except Mismatch as mismatch:
        mismatch.found, mismatch.expected = actual, np.asarray(expected)
        raise


def _compare_keys(
    actual: Any, expected: dict[Any, Any], rtol: float | None, atol: float | None, what: str
) -> list[str]:
    if not isinstance(actual, dict) or set(actual) != set(expected):
        found = sorted(map(str, actual)) if isinstance(actual, dict) else _describe(actual)
        raise Mismatch(f"{what} should have the keys {sorted(map(str, expected))}, not {found}", f"{what}: its keys")
    return [w for k, e in expected.items() for w in compare(actual[k], e, rtol=rtol, atol=atol, what=f"{what}[{k!r}]")]


def _compare_arrays(actual: Any, expected: Any, rtol: float | None, atol: float | None, what: str) -> list[str]:
    found = _as_numbers(actual, what)
    warnings = []
    if found.shape == (1, *expected.shape) and expected.ndim == 1:
        warnings.append(f"{what} has shape {found.shape}; {expected.shape} is usual")
        found = found[0]
    if found.shape != expected.shape:
        raise Mismatch(f"{what} has shape {found.shape}, expected {expected.shape}", f"{what}: its shape")
    warnings += _compare_kinds(found.dtype, expected.dtype, what)
    close = found == expected  # of integers exactly: floats hold them up to 2**53 alone
    if close.all():  # no tolerance is needed then, whatever it is
        return warnings
    single = any(
        a.dtype.kind in "fc" and a.dtype.itemsize <= (4 if a.dtype.kind == "f" else 8) for a in (found, expected)
    )
    default_rtol, default_atol = _TOLERANCES["single" if single else "double"]
    exact = expected.dtype.kind in "biu" and found.dtype.kind in "biu"
    finite = np.isfinite(expected)
    scale = float(np.max(np.abs(expected), initial=0.0, where=finite))
    tolerance_abs = 0.0 if exact and atol is None else default_atol * scale if atol is None else atol
    tolerance_rel = 0.0 if exact and rtol is None else default_rtol if rtol is None else rtol
    if not (exact and tolerance_rel == tolerance_abs == 0):
        with np.errstate(invalid="ignore", over="ignore"):
            near = np.abs(found - expected * 1.0) <= tolerance_abs + tolerance_rel * np.abs(expected)
        close = close | (near & finite)  # numpy's isclose says the same in four times the time
    if not close.all():
        raise _worst(found, expected, ~close, what)
    return warnings


def _as_numbers(actual: Any, what: str) -> Any:
    try:
        found = np.asarray(actual)
    except (ValueError, TypeError):
        found = np.asarray(None)
    if found.dtype.kind not in "biufc":
        raise Mismatch(f"{what} is {_describe(actual)}, expected numbers", f"{what}: its type")
    return found


def _compare_kinds(found: Any, expected: Any, what: str) -> list[str]:
    """Integers for floats, or numbers for truth values, are mistakes; a wider float is only worth a warning."""
    kinds = {"b": "truth values", "i": "integers", "u": "integers", "f": "floats", "c": "complex numbers"}
    if kinds[found.kind] != kinds[expected.kind]:
        raise Mismatch(
            f"{what} holds {kinds[found.kind]} ({found}), expected {kinds[expected.kind]} ({expected})",
            f"{what}: its dtype",
        )
    if found.kind in "fc" and found.itemsize > expected.itemsize:
        return [f"{what} is {found}; {expected} is usual here"]
    return []


def _worst(found: Any, expected: Any, wrong: Any, what: str) -> Mismatch:
    with np.errstate(invalid="ignore", over="ignore"):
        distance = np.where(wrong, np.nan_to_num(np.abs(found - expected * 1.0), nan=np.inf, posinf=np.inf), -1.0)
    at = tuple(int(i) for i in np.unravel_index(np.argmax(distance), distance.shape))
    count = int(np.count_nonzero(wrong))
    where = f" at {list(at)}" if at else ""
    size = f" in {count} of {wrong.size} entries; the worst" if wrong.size > 1 else ""
    message = f"{what} is wrong{size}{where}\n  found:    {found[at]!s}\n  expected: {expected[at]!s}"
    return Mismatch(message, f"{what}: {how_many(count, wrong.size)}" if wrong.size > 1 else what)


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if value is None or isinstance(value, bool | int | float | str):
        return repr(value)[:100]
    return f"a {type(value).__name__}"


def _has_parts(value: Any) -> bool:
    """Whether a container is to be compared part by part: it holds more than (nested lists of) numbers."""
    return any(_has_parts(v) if isinstance(v, list | tuple) else not isinstance(v, _NUMBERS) for v in value)
