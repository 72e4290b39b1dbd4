"""The reference of 02 Backpropagation against independent oracles: SciPy and autograd, PyTorch where it is installed.

The master is a notebook; only its definitions are taken, so that no plot is drawn here.
"""

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

MASTER = Path(__file__).parents[2] / "solutions" / "02_backprop" / "backprop.py"
DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.ImportFrom)
ACTIVATIONS = ["relu", "sigmoid", "tanh"]


@pytest.fixture(scope="module")
def backprop() -> SimpleNamespace:
    """What the master defines, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def bumpy(x: Any) -> Any:
    """A smooth function of an array that couples all entries."""
    return np.sin(x).sum() * np.cos(x[0] * x[-1]).sum() + (x**3).sum()


def test_gradients_are_those_of_scipy(backprop: Any, rng: Any) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    differentiate = pytest.importorskip("scipy.differentiate")
    x = rng.normal(size=5)

    forward = backprop.numeric_gradient(bumpy, x, h=1e-6, method="forward")
    central = backprop.numeric_gradient(bumpy, x)

    np.testing.assert_allclose(forward, optimize.approx_fprime(x, bumpy, 1e-6), rtol=1e-9)  # the same differences
    by_scipy = [
        differentiate.derivative(np.vectorize(lambda a, i=i: bumpy(np.r_[x[:i], a, x[i + 1 :]])), x[i]).df
        for i in range(5)
    ]
    np.testing.assert_allclose(central, by_scipy, rtol=1e-7)  # h² and rounding divided by h: about 1e-10 each


def test_a_gradient_has_the_shape_and_not_the_dtype_of_its_point(backprop: Any) -> None:
    for x in (np.array(3), np.array([[1, -2]]), np.ones((2, 1, 3), np.float32)):
        gradient = backprop.numeric_gradient(lambda x: (x**2).sum(), x)

        assert (gradient.shape, gradient.dtype) == (x.shape, np.float64)
        np.testing.assert_allclose(gradient, 2.0 * x, rtol=1e-9)


def test_jacobians_are_those_of_autograd(backprop: Any, rng: Any) -> None:
    autograd = pytest.importorskip("autograd")
    numpy = pytest.importorskip("autograd.numpy")
    A, x, upstream = rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=4)

    def f(x: Any) -> Any:
        return numpy.tanh(numpy.dot(A, x)) * numpy.sum(x**2)

    J = backprop.numeric_jacobian(f, x)

    np.testing.assert_allclose(J, autograd.jacobian(f)(x), atol=1e-8)  # h² and rounding divided by h
    by_autograd = autograd.grad(lambda x: numpy.dot(upstream, f(x)))(x)
    np.testing.assert_allclose(backprop.vector_jacobian_product(J, upstream), by_autograd, atol=1e-7)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_layers_are_those_of_autograd(backprop: Any, rng: Any, name: str) -> None:
    autograd = pytest.importorskip("autograd")
    numpy = pytest.importorskip("autograd.numpy")
    functions = {
        "relu": lambda a: numpy.maximum(a, 0),
        "sigmoid": lambda a: 1 / (1 + numpy.exp(-a)),
        "tanh": numpy.tanh,
    }
    x, W, b, dout = rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=7), rng.normal(size=(3, 7))

    between, linear_cache = backprop.linear_forward(x, W, b)
    out, cache = getattr(backprop, f"{name}_forward")(between)
    gradients = backprop.linear_backward(getattr(backprop, f"{name}_backward")(dout, cache), linear_cache)

    def loss(x: Any, W: Any, b: Any) -> Any:
        return numpy.sum(dout * functions[name](numpy.dot(x, W) + b))

    assert (out * dout).sum() == pytest.approx(loss(x, W, b))
    for found, right in zip(gradients, autograd.grad(loss, (0, 1, 2))(x, W, b), strict=True):
        np.testing.assert_allclose(found, right, atol=1e-12)


def test_a_sigmoid_is_that_of_scipy_far_out(backprop: Any) -> None:
    special = pytest.importorskip("scipy.special")
    x = np.array([-1000.0, -40.0, -1.0, 0.0, 1.0, 40.0, 1000.0])

    out, cache = backprop.sigmoid_forward(x)

    np.testing.assert_allclose(out, special.expit(x), atol=1e-15)
    np.testing.assert_allclose(backprop.sigmoid_backward(np.ones(7), cache), special.expit(x) * special.expit(-x),
                               atol=1e-15)  # fmt: skip


@pytest.mark.parametrize("shapes", [((3, 5), (5,)), ((3, 1), (2, 1, 5)), ((), (2, 3)), ((1, 1), (1, 4)), ((2, 3),) * 2])
@pytest.mark.parametrize("unit", ["Add", "Multiply"])
def test_broadcasting_is_undone_as_autograd_does(backprop: Any, rng: Any, unit: str, shapes: Any) -> None:
    autograd = pytest.importorskip("autograd")
    numpy = pytest.importorskip("autograd.numpy")
    function = {"Add": numpy.add, "Multiply": numpy.multiply}[unit]
    a, b = (rng.normal(size=shape) for shape in shapes)
    grad = rng.normal(size=np.broadcast_shapes(*shapes))
    instance = getattr(backprop, unit)()

    out = instance.forward(a, b)
    gradients = instance.backward(grad)

    np.testing.assert_array_equal(out, function(a, b))
    right = autograd.grad(lambda pair: numpy.sum(grad * function(*pair)))((a, b))
    for found, expected in zip(gradients, right, strict=True):
        assert np.shape(found) == np.shape(expected)
        np.testing.assert_allclose(found, expected, atol=1e-12)


def draw(rng: Any, units: int) -> list[tuple[Any, ...]]:
    """Units wired at random to three inputs and to each other, and the sum of the last."""
    names = {"Add": 2, "Multiply": 2, "Sigmoid": 1, "ReLU": 1}
    structure: list[tuple[Any, ...]] = []
    for node in range(3, 3 + units):
        name = str(rng.choice(list(names)))
        structure.append((name, *map(int, rng.integers(node, size=names[name]))))
    return [*structure, ("Sum", 2 + units)]


@pytest.mark.parametrize("seed", range(20))
def test_graphs_drawn_at_random_are_those_of_autograd(backprop: Any, seed: int) -> None:
    autograd = pytest.importorskip("autograd")
    numpy = pytest.importorskip("autograd.numpy")
    functions = {
        "Add": numpy.add, "Multiply": numpy.multiply, "Sum": numpy.sum,
        "Sigmoid": lambda a: 1 / (1 + numpy.exp(-a)), "ReLU": lambda a: numpy.maximum(a, 0),
    }  # fmt: skip
    rng = np.random.default_rng(seed)
    values, structure = [rng.uniform(-1, 1, size=(2, 3)) for _ in range(3)], draw(rng, 12)
    graph = backprop.Graph()
    nodes = [graph.input(value) for value in values]
    for unit, *parents in structure:
        nodes.append(graph.add(getattr(backprop, unit)(), *(nodes[parent] for parent in parents)))

    out = graph.forward(nodes[-1])
    gradients = graph.backward(nodes[-1])

    def evaluate(values: Any) -> Any:
        found = list(values)
        for unit, *parents in structure:
            found.append(functions[unit](*(found[parent] for parent in parents)))
        return found[-1]

    assert out == pytest.approx(evaluate(values))
    for node, right in zip(nodes[:3], autograd.grad(evaluate)(values), strict=True):
        np.testing.assert_allclose(gradients[node], right, rtol=1e-9, atol=1e-12)


def network(backprop: Any, rng: Any, activation: str) -> tuple[Any, Any, Any]:
    model = backprop.MLP([5, 7, 2, 3], activation, rng)
    model.set_params({name: rng.normal(size=value.shape) for name, value in model.params.items()})
    return model, rng.normal(size=(11, 5)), rng.integers(3, size=11)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_network_is_that_of_scipy_and_autograd(backprop: Any, rng: Any, activation: str) -> None:
    special = pytest.importorskip("scipy.special")
    autograd = pytest.importorskip("autograd")
    numpy = pytest.importorskip("autograd.numpy")
    functions = {
        "relu": lambda a: numpy.maximum(a, 0),
        "sigmoid": lambda a: 1 / (1 + numpy.exp(-a)),
        "tanh": numpy.tanh,
    }
    model, X, y = network(backprop, rng, activation)

    loss, grads = model.loss(X, y)

    def own(params: Any) -> Any:
        out = X
        for i in (1, 2):
            out = functions[activation](numpy.dot(out, params[f"W{i}"]) + params[f"b{i}"])
        scores = numpy.dot(out, params["W3"]) + params["b3"]
        return numpy.mean(numpy.log(numpy.sum(numpy.exp(scores), axis=1)) - scores[np.arange(11), y])

    assert loss == pytest.approx(-special.log_softmax(model.forward(X), axis=1)[np.arange(11), y].mean())
    right = autograd.grad(own)(model.params)
    assert grads.keys() == right.keys()
    for name, expected in right.items():
        np.testing.assert_allclose(grads[name], expected, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_network_is_that_of_pytorch(backprop: Any, rng: Any, activation: str) -> None:
    torch = pytest.importorskip("torch")
    model, X, y = network(backprop, rng, activation)
    params = {name: torch.from_numpy(value).requires_grad_() for name, value in model.params.items()}
    out = torch.from_numpy(X)
    for i in (1, 2):
        out = getattr(torch, activation)(out @ params[f"W{i}"] + params[f"b{i}"])
    by_torch = torch.nn.functional.cross_entropy(out @ params["W3"] + params["b3"], torch.from_numpy(y))
    by_torch.backward()

    loss, grads = model.loss(X, y)

    assert loss == pytest.approx(by_torch.item())
    for name, parameter in params.items():
        np.testing.assert_allclose(grads[name], parameter.grad.numpy(), atol=1e-12, err_msg=name)


def test_networks_start_with_the_spread_that_he_chose(backprop: Any, rng: Any) -> None:
    params = backprop.MLP([200, 300, 10], "relu", rng).params

    # 60,000 and 3,000 draws: the standard deviation is known to 0.3 % and 1.3 %, and may be off by four of these.
    assert params["W1"].std() == pytest.approx(np.sqrt(2 / 200), rel=0.012)
    assert params["W2"].std() == pytest.approx(np.sqrt(2 / 300), rel=0.052)
    assert not params["b1"].any()


def test_single_precision_stays_single(backprop: Any, rng: Any) -> None:
    x, W, b = (rng.normal(size=size).astype(np.float32) for size in [(3, 5), (5, 7), 7])
    out, cache = backprop.linear_forward(x, W, b)
    results = [out, *backprop.linear_backward(out, cache)]
    for name in ACTIVATIONS:
        out, cache = getattr(backprop, f"{name}_forward")(x)
        results += [out, getattr(backprop, f"{name}_backward")(x, cache)]
    graph = backprop.Graph()
    a, b_ = graph.input(x), graph.input(x[0])
    top = graph.add(backprop.Sum(), graph.add(backprop.Multiply(), graph.add(backprop.Sigmoid(), a), b_))
    results += [graph.forward(top), *graph.backward(top).values()]
    model = backprop.MLP([5, 7], "tanh", rng)
    model.set_params({"W1": W, "b1": b})
    loss, grads = model.loss(x, np.array([0, 3, 6]))
    results += [loss, *grads.values()]

    assert {np.asarray(result).dtype for result in results} == {np.dtype(np.float32)}
