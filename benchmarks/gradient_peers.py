"""The decision rules of other gradient checkers, from their documented defaults; none of them is installed.

Each gets the loss L(x) = ⟨G, f(x)⟩ in the argument's own dtype, x and the analytic gradient, and says whether it
passes. What a library reads off a Jacobian is read off L here, so that all judge the same numbers.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

Loss = Callable[[Any], float]


def _elementwise(loss: Loss, x: Any, step: float, *, central: bool = True) -> Any:
    found = np.zeros(x.shape)
    middle = 0.0 if central else loss(x)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] = x[index] + step
        up = loss(moved)
        if central:
            moved[index] = x[index] - step
            found[index] = (up - loss(moved)) / (2 * step)
        else:
            found[index] = (up - middle) / step
    return found


def torch_gradcheck(loss: Loss, x: Any, gradient: Any, rng: np.random.Generator) -> bool:
    """torch.autograd.gradcheck: eps 1e-6, |a − n| ≤ 1e-5 + 1e-3 |n|."""
    numeric = _elementwise(loss, x, 1e-6)
    return bool(np.all(np.abs(gradient - numeric) <= 1e-5 + 1e-3 * np.abs(numeric)))


def jax_check_grads(loss: Loss, x: Any, gradient: Any, rng: np.random.Generator) -> bool:
    """jax.test_util.check_grads, reverse mode: one random direction, eps 1e-4; tolerance 1e-5, or 2e-3 in float32."""
    tangent = rng.normal(size=x.shape).astype(x.dtype)
    numeric = (loss(x + x.dtype.type(0.5e-4) * tangent) - loss(x - x.dtype.type(0.5e-4) * tangent)) / 1e-4
    analytic = float(np.sum(gradient * tangent))
    tolerance = 2e-3 if x.dtype == np.float32 else 1e-5
    return abs(numeric - analytic) <= tolerance * (1 + abs(analytic))


def autograd_check_grads(loss: Loss, x: Any, gradient: Any, rng: np.random.Generator) -> bool:
    """autograd.test_util.check_grads, reverse mode: one random direction, eps 1e-6; off by < 1e-6, or of |a + n|."""
    tangent = rng.normal(size=x.shape).astype(x.dtype)
    numeric = (loss(x + x.dtype.type(0.5e-6) * tangent) - loss(x - x.dtype.type(0.5e-6) * tangent)) / 1e-6
    analytic = float(np.sum(gradient * tangent))
    off = abs(numeric - analytic)
    return off < 1e-6 or off < 1e-6 * abs(numeric + analytic)


def scipy_check_grad(loss: Loss, x: Any, gradient: Any, rng: np.random.Generator) -> bool:
    """scipy.optimize.check_grad: forward differences, eps 1.49e-8. It gives a norm; 1e-6 of the gradient's passes."""
    numeric = _elementwise(loss, x, 1.4901161193847656e-08, central=False)
    return bool(np.linalg.norm(gradient - numeric) <= 1e-6 * np.linalg.norm(gradient))


def cs231n_relative_error(loss: Loss, x: Any, gradient: Any, rng: np.random.Generator) -> bool:
    """CS231n: h 1e-5, |a − n| / max(1e-8, |a| + |n|); "1e-7 and less you should be happy"."""
    numeric = _elementwise(loss, x, 1e-5)
    error = np.abs(gradient - numeric) / np.maximum(1e-8, np.abs(gradient) + np.abs(numeric))
    return bool(np.all(error <= 1e-7))


PEERS: Final = {
    "torch gradcheck": torch_gradcheck,
    "JAX check_grads": jax_check_grads,
    "autograd check_grads": autograd_check_grads,
    "SciPy check_grad": scipy_check_grad,
    "CS231n": cs231n_relative_error,
}
