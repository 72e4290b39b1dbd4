"""The reference of 06 CNN against independent oracles: PyTorch and SciPy, where they are installed.

The master is a notebook; only its definitions are taken, so that no plot is drawn here and nothing is trained.
"""

import ast
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.authoring.markers import reference_source

SOLUTIONS = Path(__file__).parents[2] / "solutions"
DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.ImportFrom, ast.Try)
PARAMS = [f"{kind}{i}" for i in range(1, 5) for kind in "Wb"]


def definitions(path: Path) -> dict[str, Any]:
    """What a master defines, without its plots."""
    tree = ast.parse(reference_source(path.read_text(encoding="utf-8")))
    tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
    names: dict[str, Any] = {"np": np, "__name__": path.stem}
    exec(compile(tree, str(path), "exec"), names)
    return names


@pytest.fixture(scope="module")
def cnn() -> Any:
    """The master, on the layers of 04 and 05."""
    with pytest.MonkeyPatch.context() as patch:
        for number, module in (("04", "convolution"), ("05", "pooling")):
            layers = ModuleType(module)
            layers.__dict__.update(definitions(SOLUTIONS / f"{number}_{module}" / f"{module}.py"))
            patch.setitem(sys.modules, module, layers)
        return SimpleNamespace(**definitions(SOLUTIONS / "06_cnn" / "cnn.py"))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def network(cnn: Any, rng: Any, image: Any = (2, 7, 11)) -> Any:
    """A network whose axes all differ in length, a batch and its labels."""
    model = cnn.SmallCNN(image, (3, 5), 13, 4, rng)
    model.set_params({name: value + 0.1 * rng.normal(size=value.shape) for name, value in model.params.items()})
    return model, rng.normal(size=(11, *image)), rng.integers(4, size=11)


@pytest.mark.parametrize("image", [(2, 7, 11), (1, 8, 8), (3, 4, 9)])
@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_loss_and_gradients_are_those_of_pytorch(cnn: Any, rng: Any, image: Any, l2: float) -> None:
    torch = pytest.importorskip("torch")
    model, X, y = network(cnn, rng, image)
    p = {name: torch.from_numpy(value).requires_grad_() for name, value in model.params.items()}
    functions, out = torch.nn.functional, torch.from_numpy(X)
    for i in "12":
        out = functions.max_pool2d(torch.relu(functions.conv2d(out, p[f"W{i}"], p[f"b{i}"], padding=1)), 2)
    scores = torch.relu(out.flatten(1) @ p["W3"] + p["b3"]) @ p["W4"] + p["b4"]
    by_torch = functions.cross_entropy(scores, torch.from_numpy(y)) + l2 / 2 * sum(
        (p[f"W{i}"] ** 2).sum() for i in "1234"
    )
    by_torch.backward()

    loss, grads = model.loss(X, y, l2)

    assert loss == pytest.approx(by_torch.item(), rel=1e-12)
    assert sorted(grads) == sorted(PARAMS)
    for name in PARAMS:
        np.testing.assert_allclose(grads[name], p[name].grad.numpy(), atol=1e-12, err_msg=name)
    np.testing.assert_array_equal(model.predict(X), scores.detach().numpy().argmax(axis=1))


def test_steps_are_those_of_pytorchs_adam(cnn: Any, rng: Any) -> None:
    torch = pytest.importorskip("torch")
    model, X, y = network(cnn, rng)
    params = {name: torch.from_numpy(value.copy()) for name, value in model.params.items()}
    adam = torch.optim.Adam(params.values(), lr=0.01)

    class Recorder:
        """Tells PyTorch's optimizer the gradients of every batch."""

        def __getattr__(self, name: str) -> Any:
            return getattr(model, name)

        def loss(self, *arguments: Any) -> Any:
            loss, grads = model.loss(*arguments)
            for name, parameter in params.items():
                parameter.grad = torch.from_numpy(grads[name].copy())
            adam.step()
            return loss, grads

    cnn.fit(Recorder(), X, y, rng, epochs=3, batch_size=4, learning_rate=0.01, l2=0.1)

    for name in PARAMS:
        np.testing.assert_allclose(model.params[name], params[name].numpy(), atol=1e-12, err_msg=name)


def test_the_share_dropped_and_the_mean_are_as_they_should_be(cnn: Any, rng: Any) -> None:
    stats = pytest.importorskip("scipy.stats")
    x = rng.normal(size=(100, 7, 11, 13))
    for p in (0.1, 0.5, 0.8):
        out, cache = cnn.dropout_forward(x, p, rng, True)
        gradient = cnn.dropout_backward(np.ones_like(x), cache)

        assert stats.binomtest(int((out == 0).sum()), x.size, p).pvalue > 1e-6
        # Mean of the factors: 1, with a standard deviation of √(p / (1 − p) / size).
        assert gradient.mean() == pytest.approx(1, abs=5 * np.sqrt(p / (1 - p) / x.size))
        np.testing.assert_array_equal(out, x * gradient)


def test_weights_are_normal_with_the_spread_that_he_chose(cnn: Any, rng: Any) -> None:
    stats = pytest.importorskip("scipy.stats")
    for shape, fan_in in (((61, 17, 3, 5), 255), ((151, 103), 151)):
        weights = cnn.he_init(shape, rng)

        assert stats.kstest(weights.ravel(), "norm", args=(0, np.sqrt(2 / fan_in))).pvalue > 1e-6


@pytest.mark.parametrize("degrees", [0, 30, 90, -135, 180, 361])
def test_turned_images_are_those_of_scipy(cnn: Any, rng: Any, degrees: float) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    x = rng.normal(size=(2, 1, 9, 12))

    # Its axes are rows and columns; "grid-constant" goes on with zeros beyond the last pixel, as ours does.
    right = ndimage.rotate(x, degrees, axes=(3, 2), reshape=False, order=1, mode="grid-constant")

    np.testing.assert_allclose(cnn.rotate(x, degrees), _by_scipy_turn(ndimage, x, degrees), atol=1e-12)
    np.testing.assert_allclose(cnn.rotate(x, degrees), right, atol=1e-12)


def _by_scipy_turn(ndimage: Any, x: Any, degrees: float) -> Any:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return _by_scipy(ndimage, x, np.array([[cos, sin], [-sin, cos]]))


def _by_scipy(ndimage: Any, x: Any, matrix: Any) -> Any:
    centre = (np.array(x.shape[2:]) - 1) / 2
    options = {"offset": centre - matrix @ centre, "order": 1, "mode": "grid-constant"}
    return np.stack([[ndimage.affine_transform(plane, matrix, **options) for plane in image] for image in x])


@pytest.mark.parametrize("factor", [0.4, 1.0, 1.7])
def test_rescaled_images_are_those_of_scipy(cnn: Any, rng: Any, factor: float) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    x = rng.normal(size=(2, 3, 9, 12))

    np.testing.assert_allclose(cnn.rescale(x, factor), _by_scipy(ndimage, x, np.eye(2) / factor), atol=1e-12)


@pytest.mark.parametrize(("dy", "dx"), [(0, 0), (2, -3), (-1, 0), (9, 1), (30, -30)])
def test_shifted_images_are_those_of_scipy(cnn: Any, rng: Any, dy: int, dx: int) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    x = rng.normal(size=(2, 3, 9, 12))

    np.testing.assert_array_equal(cnn.shift(x, dy, dx), ndimage.shift(x, (0, 0, dy, dx), order=0))
    np.testing.assert_array_equal(cnn.mirror(x), np.flip(x, 3))


def test_single_precision_stays_single(cnn: Any, rng: Any) -> None:
    model, X, y = network(cnn, rng)
    model.set_params({name: value.astype(np.float32) for name, value in model.params.items()})
    X = X.astype(np.float32)
    loss, grads = model.loss(X, y, 0.1)
    dropped, cache = cnn.dropout_forward(X, 0.3, rng, True)
    results = [loss, *grads.values(), dropped, cnn.dropout_backward(X, cache),
               cnn.shift(X, 1, 2), cnn.mirror(X), cnn.rotate(X, 30), cnn.rescale(X, 1.3)]  # fmt: skip
    cnn.fit(model, X, y, rng, epochs=1, l2=0.1)
    results += model.params.values()

    assert {np.asarray(result).dtype for result in results} == {np.dtype(np.float32)}
