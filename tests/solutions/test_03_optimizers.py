"""The reference of 03 Optimizers against independent oracles: SciPy always, PyTorch where it is installed.

The master is a notebook; only its functions and classes are taken, so that no plot is drawn here. Both sides compute
the same sums in double precision in another order: over 50 steps they agree to 1e-12.
"""

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

MASTER = Path(__file__).parents[2] / "solutions" / "03_optimizers" / "optimizers.py"
STEPS = 50
# The name here, the settings here; the name in PyTorch, the settings there.
IN_PYTORCH: list[Any] = [
    ("SGD", {}, "SGD", {}),
    ("SGD", {"momentum": 0.9}, "SGD", {"momentum": 0.9}),
    ("SGD", {"momentum": 0.7, "nesterov": True}, "SGD", {"momentum": 0.7, "nesterov": True}),
    ("AdaGrad", {}, "Adagrad", {"eps": 1e-8}),
    ("AdaGrad", {"eps": 0.1}, "Adagrad", {"eps": 0.1}),
    ("RMSProp", {}, "RMSprop", {"alpha": 0.9}),
    ("RMSProp", {"decay": 0.6, "eps": 0.1}, "RMSprop", {"alpha": 0.6, "eps": 0.1}),
    ("Adam", {}, "Adam", {}),
    ("Adam", {"beta1": 0.6, "beta2": 0.8, "eps": 0.1}, "Adam", {"betas": (0.6, 0.8), "eps": 0.1}),
]


@pytest.fixture(scope="module")
def optimizers() -> SimpleNamespace:
    """The functions and classes of the master, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


@pytest.fixture
def task() -> tuple[Any, Any]:
    """Two parameters, and gradients for every step."""
    rng = np.random.default_rng(5)
    params = {"W": rng.normal(size=(3, 5)), "b": rng.normal(size=5)}
    return params, [{name: rng.normal(size=p.shape) for name, p in params.items()} for _ in range(STEPS)]


def walk(optimizer: Any, params: Any, gradients: Any) -> Any:
    """The parameters after each step."""
    path = []
    for grads in gradients:
        params = optimizer.step(params, grads)
        path.append(params)
    return path


@pytest.mark.parametrize(("name", "options", "in_torch", "their_options"), IN_PYTORCH)
def test_fifty_steps_are_those_of_pytorch(
    optimizers: Any, task: Any, name: str, options: Any, in_torch: str, their_options: Any
) -> None:
    torch = pytest.importorskip("torch")
    params, gradients = task
    theirs = {n: torch.from_numpy(p.copy()).requires_grad_() for n, p in params.items()}
    optimizer = getattr(torch.optim, in_torch)(theirs.values(), lr=0.1, **their_options)

    path = walk(getattr(optimizers, name)(lr=0.1, **options), params, gradients)

    for grads, found in zip(gradients, path, strict=True):
        for n, g in grads.items():
            theirs[n].grad = torch.from_numpy(g)
        optimizer.step()
        for n in params:
            np.testing.assert_allclose(found[n], theirs[n].detach().numpy(), atol=1e-12)


@pytest.mark.parametrize("name", ["W", "b"])
def test_fifty_steps_are_linear_filters_of_the_gradients(optimizers: Any, task: Any, name: str) -> None:
    """A mean that decays is a recursive filter, which SciPy has; a path is a cumulative sum."""
    lfilter = pytest.importorskip("scipy.signal").lfilter
    params, gradients = task
    g = np.array([grads[name] for grads in gradients])
    t = np.arange(1, STEPS + 1).reshape(-1, *[1] * params[name].ndim)

    def decaying(values: Any, kept: float, share: float) -> Any:
        return lfilter([share], [1, -kept], values, axis=0)

    moves = {
        "SGD": (optimizers.SGD(0.1, momentum=0.7), decaying(g, 0.7, 1)),
        "Nesterov": (optimizers.SGD(0.1, momentum=0.7, nesterov=True), g + 0.7 * decaying(g, 0.7, 1)),
        "AdaGrad": (optimizers.AdaGrad(0.1), g / (np.sqrt(np.cumsum(g**2, axis=0)) + 1e-8)),
        "RMSProp": (optimizers.RMSProp(0.1, decay=0.7), g / (np.sqrt(decaying(g**2, 0.7, 0.3)) + 1e-8)),
        "Adam": (
            optimizers.Adam(0.1),
            decaying(g, 0.9, 0.1) / (1 - 0.9**t) / (np.sqrt(decaying(g**2, 0.999, 0.001) / (1 - 0.999**t)) + 1e-8),
        ),
    }
    for optimizer, move in moves.values():
        path = np.array([found[name] for found in walk(optimizer, params, gradients)])

        np.testing.assert_allclose(path, params[name] - 0.1 * np.cumsum(move, axis=0), atol=1e-12)


@pytest.mark.parametrize("name", ["AdaGrad", "RMSProp", "Adam"])
def test_the_size_of_the_loss_does_not_matter_to_those_that_divide(optimizers: Any, task: Any, name: str) -> None:
    params, gradients = task
    larger = [{n: 1000 * g for n, g in grads.items()} for grads in gradients]

    path = walk(getattr(optimizers, name)(lr=0.1), params, gradients)
    again = walk(getattr(optimizers, name)(lr=0.1), params, larger)

    # eps = 1e-8 beside a gradient that is seldom below 1e-3: each step differs by 1e-5 of itself at most.
    np.testing.assert_allclose(again[-1]["W"], path[-1]["W"], atol=1e-4)


def positive_definite(rng: Any, size: int) -> Any:
    matrix = rng.normal(size=(size, size))
    return matrix @ matrix.T + np.eye(size)


def test_the_largest_stable_step_is_the_border(optimizers: Any) -> None:
    linalg = pytest.importorskip("scipy.linalg")
    rng = np.random.default_rng(5)
    hessian, x0 = positive_definite(rng, 6), rng.normal(size=6)

    step = optimizers.largest_stable_step(hessian)
    below, above = (
        optimizers.gradient_descent(lambda x: hessian @ x, x0, share * step, 2000) for share in (0.99, 1.01)
    )

    assert step == pytest.approx(2 / linalg.eigh(hessian, eigvals_only=True, subset_by_index=[5, 5])[0])
    assert np.linalg.norm(below[-1]) < 1e-6  # 0.98 to the 2000th, and what the flattest direction leaves
    assert np.linalg.norm(above[-1]) > 1e6


def test_gradient_descent_finds_what_scipy_finds(optimizers: Any) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    rng = np.random.default_rng(5)
    hessian, b = positive_definite(rng, 4), rng.normal(size=4)

    trajectory = optimizers.gradient_descent(
        lambda x: hessian @ x - b, np.zeros(4), optimizers.largest_stable_step(hessian) / 2, 10_000, tolerance=1e-9
    )

    found = optimize.minimize(lambda x: x @ hessian @ x / 2 - b @ x, np.zeros(4), jac=lambda x: hessian @ x - b)
    np.testing.assert_allclose(trajectory[-1], found.x, atol=1e-4)  # minimize stops at a gradient of 1e-5
    assert len(trajectory) < 10_000
    assert np.linalg.norm(hessian @ trajectory[-1] - b) <= 1e-9 < np.linalg.norm(hessian @ trajectory[-2] - b)


def test_newtons_step_is_that_of_scipys_solver(optimizers: Any) -> None:
    linalg = pytest.importorskip("scipy.linalg")
    rng = np.random.default_rng(5)
    hessian, x, gradient = positive_definite(rng, 5), rng.normal(size=5), rng.normal(size=5)

    moved = optimizers.newton_step(x, gradient, hessian)

    np.testing.assert_allclose(moved, x - linalg.cho_solve(linalg.cho_factor(hessian), gradient), atol=1e-12)


@pytest.fixture
def pairs() -> Any:
    """Moves on a bowl and the changes of its gradient, the oldest first."""
    rng = np.random.default_rng(5)
    hessian = positive_definite(rng, 7)
    moves = list(rng.normal(size=(5, 7)))
    return moves, [hessian @ s for s in moves], rng.normal(size=7)


def test_bfgs_guesses_as_scipy_does(optimizers: Any, pairs: Any) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    theirs = optimize.BFGS(init_scale=1.0)
    theirs.initialize(7, "inv_hess")
    H = np.eye(7)

    for s, y in zip(*pairs[:2], strict=True):
        H = optimizers.bfgs_update(H, s, y)
        theirs.update(s, y)

        np.testing.assert_allclose(H, theirs.get_matrix(), atol=1e-10)  # of entries up to 10
        np.testing.assert_allclose(H @ y, s, atol=1e-10)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_lbfgs_is_dense_bfgs_without_the_matrix(optimizers: Any, pairs: Any, count: int) -> None:
    moves, changes, gradient = pairs
    s_list, y_list = moves[:count], changes[:count]
    H = np.eye(7) * (s_list[-1] @ y_list[-1] / (y_list[-1] @ y_list[-1]) if count else 1.0)
    for s, y in zip(s_list, y_list, strict=True):
        H = optimizers.bfgs_update(H, s, y)

    direction = optimizers.lbfgs_direction(gradient, s_list, y_list)

    np.testing.assert_allclose(direction, -H @ gradient, atol=1e-10)


def test_lbfgs_is_scipys_product(optimizers: Any, pairs: Any) -> None:
    """SciPy begins with the identity; γI becomes the identity in coordinates that are 1/√γ as large."""
    optimize = pytest.importorskip("scipy.optimize")
    moves, changes, gradient = pairs
    gamma = moves[-1] @ changes[-1] / (changes[-1] @ changes[-1])
    inverse = optimize.LbfgsInvHessProduct(np.array(moves) / gamma**0.5, np.array(changes) * gamma**0.5)

    direction = optimizers.lbfgs_direction(gradient, moves, changes)

    np.testing.assert_allclose(direction, -gamma * (inverse @ gradient), atol=1e-10)


def test_the_learning_rate_is_interpolated(optimizers: Any) -> None:
    for eps0, eps_tau in [(0.5, 0.01), (0.01, 0.5)]:
        rates = [optimizers.linear_decay(k, eps0, eps_tau, 23) for k in range(60)]

        np.testing.assert_allclose(rates, np.interp(range(60), [0, 23], [eps0, eps_tau]), atol=1e-15)


def test_minibatches_divide_the_examples(optimizers: Any) -> None:
    X, y = np.random.default_rng(5).normal(size=(23, 3)), np.arange(23)

    batches = list(optimizers.minibatches(X, y, 5, np.random.default_rng(6)))

    assert [len(yb) for _, yb in batches] == [5, 5, 5, 5, 3]
    assert sorted(np.concatenate([yb for _, yb in batches])) == list(range(23))
    assert all((Xb == X[yb]).all() for Xb, yb in batches)


def test_random_search_is_never_worse_than_its_start(optimizers: Any) -> None:
    rng = np.random.default_rng(5)
    for x0 in rng.normal(size=(20, 3)):
        found = optimizers.random_search(lambda x: np.cos(3 * x).sum(), x0, 0.3, 10, rng)

        assert np.cos(3 * found).sum() <= np.cos(3 * x0).sum()


def test_training_solves_least_squares(optimizers: Any) -> None:
    linalg = pytest.importorskip("scipy.linalg")
    rng = np.random.default_rng(5)
    X = rng.normal(size=(31, 3))
    y = X @ [1.0, -2.0, 0.5]  # without noise every batch has the same solution, and the walk ends there

    def half_mean_square(params: Any, Xb: Any, yb: Any) -> Any:
        error = Xb @ params["w"] - yb
        return (error**2).mean() / 2, {"w": Xb.T @ error / len(yb)}

    params, losses = optimizers.train(
        half_mean_square, {"w": np.zeros(3)}, X, y, optimizers.SGD(0.2, momentum=0.5), 4, 60, rng
    )

    np.testing.assert_allclose(params["w"], linalg.lstsq(X, y)[0], atol=1e-6)
    assert len(losses) == 60
    assert losses[-1] < 1e-9 < losses[0]


@pytest.mark.parametrize("name", ["SGD", "AdaGrad", "RMSProp", "Adam"])
def test_single_precision_stays_single(optimizers: Any, task: Any, name: str) -> None:
    params, gradients = ([{n: a.astype(np.float32) for n, a in each.items()} for each in part] for part in
                         ([task[0]], task[1][:3]))  # fmt: skip

    path = walk(getattr(optimizers, name)(lr=0.1), params[0], gradients)

    assert {p.dtype for found in path for p in found.values()} == {np.dtype(np.float32)}
