"""Find the worst entry of a gradient that a projection has shown to be wrong.

Searches; the verdict is not its business.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from autograder.gradients.contract import Array
from autograder.gradients.residual import Direction, Loss

_PARTS: Final = 4  # probed in one round: fewer rounds than halves, hardly more evaluations


def locate(loss: Loss, gradient: Array, direction: Direction, pair: tuple[int, int]) -> int:
    """Mask the direction again and again, following the part with the largest residual.

    Parameters
    ----------
    gradient : flat array
    direction : the projection that showed an error
    pair : exponents of the steps that showed it clearest

    Returns
    -------
    int
        The flat index of the entry. One wrong entry among n takes 16·⌈log₄ n⌉ evaluations.
    """
    candidates: NDArray[np.intp] = np.arange(len(direction.entries))
    while len(candidates) > 1:
        parts = [part for part in np.array_split(candidates, _PARTS) if len(part)]
        masked = [Direction(direction.entries[part], direction.weights[part]) for part in parts]
        readings = loss.read([(d, pair) for d in masked], gradient)
        residuals = [abs(r.slopes[-1]) if np.isfinite(r.slopes[-1]) else 0.0 for r in readings]
        candidates = parts[int(np.argmax(residuals))]
    return int(direction.entries[candidates[0]])
