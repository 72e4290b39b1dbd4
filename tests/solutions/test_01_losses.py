"""The reference of 01 Losses against independent oracles: SciPy and autograd always, PyTorch where it is installed.

The master is a notebook; only its functions are taken, so that no plot is drawn here. Tolerances are those of float64:
sums of a few terms of order 1 agree to 1e-12, whatever the formula.
"""

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from scipy import special
from scipy.spatial import distance

MASTER = Path(__file__).parents[2] / "solutions" / "01_losses" / "losses.py"
FAR = np.array([-1000.0, -700.0, -37.0, -1.3, 0.0, 0.4, 2.0, 37.0, 700.0, 1000.0])
LABELS = np.array([2, 0, 1, 2, 0])


@pytest.fixture(scope="module")
def losses() -> SimpleNamespace:
    """The functions of the master, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


@pytest.fixture
def scores() -> Any:
    return 3 * np.random.default_rng(5).normal(size=(5, 3))


def close(actual: Any, expected: Any) -> None:
    np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-12)


def test_scores_are_those_of_einsum(losses: Any) -> None:
    rng = np.random.default_rng(5)
    X, W, b = rng.normal(size=(5, 7)), rng.normal(size=(7, 3)), rng.normal(size=3)

    out = losses.linear_scores(X, W, b)

    close(out, np.einsum("nd,dk->nk", X, W) + b)


def test_activations_are_those_of_scipy_also_far_from_zero(losses: Any) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        values = [losses.sigmoid(FAR), losses.tanh(FAR), losses.relu(FAR), losses.softplus(FAR)]

    close(values[0], special.expit(FAR))
    close(values[1], 2 * special.expit(2 * FAR) - 1)
    close(values[2], np.where(FAR > 0, FAR, 0.0))
    close(values[3], -special.log_expit(-FAR))
    close(losses.linear(FAR, -1.75, 0.6), np.polyval([-1.75, 0.6], FAR))


def test_derivatives_are_those_of_autograd(losses: Any) -> None:
    a = np.random.default_rng(5).normal(size=(5, 7))
    by_autograd = {
        "sigmoid": lambda a: 1 / (1 + anp.exp(-a)),
        "tanh": anp.tanh,
        "relu": lambda a: anp.maximum(a, 0.0),
        "softplus": lambda a: anp.log(1 + anp.exp(a)),
    }

    for name, function in by_autograd.items():
        close(getattr(losses, f"{name}_grad")(a), autograd.elementwise_grad(function)(a))
    close(losses.linear_grad(a, -1.75), np.full(a.shape, -1.75))


def test_derivatives_are_finite_far_from_zero(losses: Any) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        slopes = [losses.sigmoid_grad(FAR), losses.tanh_grad(FAR), losses.softplus_grad(FAR)]

    close(slopes[0], special.expit(FAR) * special.expit(-FAR))
    close(slopes[1], 4 * special.expit(2 * FAR) * special.expit(-2 * FAR))
    close(slopes[2], special.expit(FAR))


@pytest.mark.parametrize("height", [0.0, 1000.0, -1000.0])
def test_softmax_is_that_of_scipy(losses: Any, scores: Any, height: float) -> None:
    out = losses.softmax(scores + height)

    close(out, special.softmax(scores + height, axis=1))


def test_logistic_loss_is_the_log_of_scipys_expit_also_far_from_zero(losses: Any) -> None:
    y = np.arange(len(FAR)) % 2

    for f in (FAR, -FAR):
        loss, df = losses.logistic_loss(f, y)

        close(loss, -np.mean(special.log_expit(np.where(y == 1, f, -f))))
        close(df, (special.expit(f) - y) / len(f))


def test_two_classes_of_cross_entropy_are_the_logistic_loss(losses: Any) -> None:
    f, y = np.random.default_rng(5).normal(size=7), np.array([0, 1, 1, 0, 1, 0, 0])

    loss, df = losses.logistic_loss(f, y)
    same, dscores = losses.cross_entropy_loss(np.stack([0 * f, f], axis=1), y)

    close(loss, same)
    close(df, dscores[:, 1])


def test_cross_entropy_is_that_of_scipy_also_for_confident_mistakes(losses: Any, scores: Any) -> None:
    scores[np.arange(5), LABELS] -= [0.0, 50.0, 300.0, 690.0, 5000.0]

    loss, dscores = losses.cross_entropy_loss(scores, LABELS)

    close(loss, -special.log_softmax(scores, axis=1)[np.arange(5), LABELS].mean())
    close(dscores, (special.softmax(scores, axis=1) - np.eye(3)[LABELS]) / 5)


@pytest.mark.parametrize("delta", [0.0, 0.25, 1.0, 4.0])
def test_hinge_loss_is_the_sum_written_out(losses: Any, scores: Any, delta: float) -> None:
    loss, _ = losses.hinge_loss(scores, LABELS, delta=delta)

    terms = [max(0.0, scores[n, j] - scores[n, y] + delta) for n, y in enumerate(LABELS) for j in range(3) if j != y]
    close(loss, sum(terms) / 5)


def test_euclidean_loss_is_that_of_scipy(losses: Any, scores: Any) -> None:
    target = np.random.default_rng(6).normal(size=(5, 3))

    loss, _ = losses.euclidean_loss(scores, target)

    close(loss, np.diag(distance.cdist(scores, target, "sqeuclidean")).mean())


def test_gradients_of_the_losses_are_those_of_autograd(losses: Any, scores: Any) -> None:
    y, target, one_hot = np.array([1, 0, 1, 1, 0]), np.random.default_rng(6).normal(size=(5, 3)), np.eye(3)[LABELS]

    def logistic(f: Any) -> Any:
        return anp.mean(anp.log(1 + anp.exp((1 - 2 * y) * f)))

    def cross_entropy(s: Any) -> Any:
        return anp.mean(anp.log(anp.sum(anp.exp(s), axis=1)) - anp.sum(s * one_hot, axis=1))

    def hinge(s: Any) -> Any:
        lead = s - anp.sum(s * one_hot, axis=1, keepdims=True)
        return anp.sum(anp.maximum(lead + 0.7, 0.0) * (1 - one_hot)) / 5

    def euclidean(p: Any) -> Any:
        return anp.sum((p - target) ** 2) / 5

    close(losses.logistic_loss(scores[:, 0], y)[1], autograd.grad(logistic)(scores[:, 0]))
    close(losses.cross_entropy_loss(scores, LABELS)[1], autograd.grad(cross_entropy)(scores))
    close(losses.hinge_loss(scores, LABELS, delta=0.7)[1], autograd.grad(hinge)(scores))
    close(losses.euclidean_loss(scores, target)[1], autograd.grad(euclidean)(scores))


def test_losses_and_gradients_are_those_of_pytorch(losses: Any, scores: Any) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    labels, y = torch.from_numpy(LABELS), np.array([1, 0, 1, 1, 0])
    target = np.random.default_rng(6).normal(size=(5, 3))
    pairs = [
        (
            losses.logistic_loss(scores[:, 0], y),
            lambda s: functional.binary_cross_entropy_with_logits(s[:, 0], torch.from_numpy(y).double()),
        ),
        (losses.cross_entropy_loss(scores, LABELS), lambda s: functional.cross_entropy(s, labels)),
        (
            losses.hinge_loss(scores, LABELS, delta=0.7),
            lambda s: 3 * functional.multi_margin_loss(s, labels, margin=0.7),  # it divides by the number of classes
        ),
        (
            losses.euclidean_loss(scores, target),
            lambda s: functional.mse_loss(s, torch.from_numpy(target), reduction="sum") / 5,
        ),
    ]

    for (loss, gradient), by_torch in pairs:
        s = torch.from_numpy(scores).requires_grad_()
        value = by_torch(s)
        value.backward()
        right = s.grad.numpy() if gradient.ndim == 2 else s.grad.numpy()[:, 0]
        close(loss, value.item())
        close(gradient, right)


def test_single_precision_stays_single(losses: Any, scores: Any) -> None:
    s = scores.astype(np.float32)
    a = s[0]

    results = [
        losses.linear_scores(s, s.T, s[:, 0]),
        *(getattr(losses, name)(a) for name in ("sigmoid", "tanh", "relu", "softplus")),
        *(getattr(losses, f"{name}_grad")(a) for name in ("sigmoid", "tanh", "relu", "softplus")),
        losses.linear(a, 2.0, 1.0),
        losses.linear_grad(a, 2.0),
        losses.softmax(s),
        *losses.logistic_loss(s[:, 0], LABELS % 2),
        *losses.cross_entropy_loss(s, LABELS),
        *losses.hinge_loss(s, LABELS, delta=0.7),
        *losses.euclidean_loss(s, s[::-1]),
    ]

    assert {result.dtype for result in results} == {np.dtype(np.float32)}


def test_no_argument_is_changed(losses: Any, scores: Any) -> None:
    before = scores.copy()

    for name in ("sigmoid", "tanh", "relu", "softplus", "softmax"):
        getattr(losses, name)(scores)
    for name in ("cross_entropy_loss", "hinge_loss"):
        getattr(losses, name)(scores, LABELS)
    losses.euclidean_loss(scores, np.zeros((5, 3)))

    np.testing.assert_array_equal(scores, before)
