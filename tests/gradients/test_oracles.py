"""The right implementations of the stress set are right: SciPy, autograd and, where installed, PyTorch agree."""

import numpy as np
import pytest
from scipy.differentiate import derivative

from benchmarks.gradients import run_of
from tests.gradients.variants import RIGHT
from tests.gradients.variants.losses import cross_entropy

BY_NAME = {str(variant): variant for variant in RIGHT}
SMOOTH = [v for v in RIGHT if "single" not in str(v) and v.family != "tied pooling"]


@pytest.mark.parametrize("variant", SMOOTH, ids=str)
def test_scipy_agrees(variant):
    """SciPy's adaptive differences of high order, at a few entries of each argument."""
    run = run_of(variant, "plain", 1)
    weights = 1.0 if run.upstream is None else run.upstream
    for position in run.positions:
        x, gradient = run.arguments[position], run.gradients[position]
        for at in run.rng.integers(0, x.size, size=2):

            def loss(values, x=x, at=at, position=position):
                out = []
                for value in np.ravel(values):
                    moved = x.copy()
                    moved.flat[at] = value
                    given = [moved if i == position else a for i, a in enumerate(run.arguments)]
                    result = variant.forward(*given)
                    out.append(np.sum(weights * (result[0] if isinstance(result, tuple) else result)))
                return np.reshape(out, np.shape(values))

            found = derivative(loss, x.flat[at], initial_step=1e-4, order=4)

            np.testing.assert_allclose(gradient.flat[at], found.df, rtol=1e-6, atol=1e-7)


def _autograd_forwards():
    anp = pytest.importorskip("autograd.numpy")

    def conv(x, w, b):
        xp = anp.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), "constant")
        oh, ow = (xp.shape[2] - w.shape[2]) // 2 + 1, (xp.shape[3] - w.shape[3]) // 2 + 1
        parts = [
            anp.einsum("nchw,fc->nfhw", xp[:, :, i : i + 2 * oh - 1 : 2, j : j + 2 * ow - 1 : 2], w[:, :, i, j])
            for i in range(w.shape[2]) for j in range(w.shape[3])
        ]  # fmt: skip
        return sum(parts) + anp.reshape(b, (1, -1, 1, 1))

    def softmax(x):
        e = anp.exp(x)
        return e / anp.sum(e, axis=1, keepdims=True)

    def entropy(x, y):
        return -anp.mean(anp.log(softmax(x))[anp.arange(len(y)), y])

    def batch(x, gamma, beta):
        mean = anp.mean(x, axis=0)
        return gamma * (x - mean) / anp.sqrt(anp.mean((x - mean) ** 2, axis=0) + 1e-5) + beta

    def net(w1, b1, w2, b2, x, y):
        return entropy(anp.maximum(x @ w1 + b1, 0) @ w2 + b2, y) + 0.3 * (anp.sum(w1**2) + anp.sum(w2**2))

    return {
        "convolution-einsum_s2_p1": conv,
        "dense-matmul": lambda x, w, b: x @ w + b,
        "saturating_activation-tanh": anp.tanh,
        "softmax-closed": softmax,
        "cross_entropy-closed": entropy,
        "batch_norm-closed": batch,
        "regularised_net-two_layers": net,
    }


@pytest.mark.parametrize(
    "name",
    ["convolution-einsum_s2_p1", "dense-matmul", "saturating_activation-tanh", "softmax-closed",
     "cross_entropy-closed", "batch_norm-closed", "regularised_net-two_layers"],
)  # fmt: skip
def test_autograd_agrees(name):
    forward = _autograd_forwards()[name]
    autograd = pytest.importorskip("autograd")
    run = run_of(BY_NAME[name], "plain", 2)
    weights = 1.0 if run.upstream is None else run.upstream
    for position in run.positions:
        found = autograd.grad(lambda *a: autograd.numpy.sum(weights * forward(*a)), position)(*run.arguments)

        np.testing.assert_allclose(run.gradients[position], found, rtol=1e-9, atol=1e-12)


def test_torch_agrees():
    torch = pytest.importorskip("torch")
    run = run_of(BY_NAME["convolution-im2col_s2_p1"], "plain", 3)
    x, w, b = (torch.tensor(a, requires_grad=True) for a in run.arguments)
    torch.nn.functional.conv2d(x, w, b, stride=2, padding=1).backward(torch.tensor(run.upstream))

    for gradient, found in zip(run.gradients, (x.grad, w.grad, b.grad), strict=True):
        np.testing.assert_allclose(gradient, found.numpy(), rtol=1e-10, atol=1e-12)


def test_the_loss_of_the_stress_set_is_the_one_of_the_lecture():
    x, y = np.zeros((2, 4)), np.array([1, 3])

    assert cross_entropy(x, y) == pytest.approx(np.log(4))
