"""Compare an analytic gradient with a numeric one.

Arithmetic only: no student code, no files, no pytest.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

# A central difference in float64 is good to about ε^(2/3) ≈ 4e-11 of the loss; 1e-6 leaves room for losses that are
# sums of some thousand terms, and is far below any mistake. float32 carries 7 digits, of which sums lose some.
RELATIVE_TOLERANCE: Final = {"float64": 1e-6, "float32": 2e-3}


class GradientMismatch(AssertionError):  # noqa: N818  # named for what it says, as in the reports
    """An analytic gradient that is not the gradient.

    Attributes
    ----------
    place : str
        Where it is wrong, in words that hold no value of a test.
    """

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, place)
        self.place = place

    def __str__(self) -> str:
        return str(self.args[0])


def how_many(wrong: int, of: int) -> str:
    """Roughly how many entries are wrong: an exact count is a number by which a submission could tell an input."""
    return "every entry" if wrong == of else "most entries" if 2 * wrong > of else "some entries"


def compare_gradient(analytic: Any, numeric: NDArray[Any], name: str = "the gradient") -> None:
    """Compare entry by entry; the tolerance is relative to the entry and to the largest entry of the gradient.

    Parameters
    ----------
    analytic : float array
        The gradient under test.
    numeric : float64 array of the parameter's shape
    name : str
        What the message calls the gradient.

    Raises
    ------
    GradientMismatch
        With the worst entry, if the gradient is wrong in any.
    """
    found = np.asarray(analytic)
    if found.dtype.kind not in "fiu":
        kind = "None" if analytic is None else f"of dtype {found.dtype}"
        raise GradientMismatch(f"{name} is {kind}, not an array of numbers", f"{name}: its type")
    if found.shape != numeric.shape:
        raise GradientMismatch(
            f"{name} has shape {found.shape}; the argument it belongs to has shape {numeric.shape}",
            f"{name}: its shape",
        )
    if not np.all(np.isfinite(found)):
        at = tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])
        raise GradientMismatch(f"{name}{list(at)} is {found[at]}, which is not finite", f"{name}: not finite")
    relative = RELATIVE_TOLERANCE["float32" if found.dtype.itemsize < 8 and found.dtype.kind == "f" else "float64"]
    scale = float(np.max(np.abs(numeric), initial=0.0))
    excess = np.abs(found - numeric) - relative * (np.abs(numeric) + scale)
    if found.size and np.max(excess) > 0:
        at = tuple(int(i) for i in np.unravel_index(np.argmax(excess), found.shape))
        wrong = int(np.count_nonzero(excess > 0))
        where = "" if not at else f" at {list(at)}"
        message = (
            f"{name} is wrong in {wrong} of {found.size} entries; the worst{where}\n"
            f"  analytic: {found[at]:.10g}\n  numeric:  {numeric[at]:.10g}"
        )
        raise GradientMismatch(message, f"{name}: {how_many(wrong, found.size)}")
