"""The reference of 07 Architectures against published counts, SciPy and numeric gradients; PyTorch where installed.

Masters are notebooks; only their functions are taken, so that no plot is drawn here.
"""

import ast
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

SOLUTIONS = Path(__file__).parents[2] / "solutions"
ATOL = 1e-12  # sums of some dozen products of order 1, added in another order


@pytest.fixture(scope="module")
def architectures() -> SimpleNamespace:
    """The functions of the master and of those that it imports from, and its networks."""
    names: dict[str, Any] = {"np": np, "math": math}
    for path in ("04_convolution/convolution.py", "05_pooling/pooling.py", "07_architectures/architectures.py"):
        tree = ast.parse((SOLUTIONS / path).read_text(encoding="utf-8"))
        tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) or _is_network(node)]
        own = dict(names)
        exec(compile(tree, path, "exec"), own)
        names |= {name: value for name, value in own.items() if not name.startswith("_")}
    return SimpleNamespace(**names)


def _is_network(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("LENET_5", "ALEXNET")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def draw(rng: np.random.Generator, **sizes: Any) -> dict[str, Any]:
    return {name: rng.normal(size=size) for name, size in sizes.items()}


def vgg_16() -> list[tuple[Any, ...]]:
    layers: list[tuple[Any, ...]] = []
    for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]:
        layers += [("conv", filters, 3, 1, 1, 1), ("relu",)] * count + [("pool", 2, 2, 0)]
    return [*layers, ("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000)]


def test_counts_are_the_published_ones(architectures: Any) -> None:
    count = architectures.count_parameters
    ungrouped = [(*layer[:5], 1) if layer[0] == "conv" else layer for layer in architectures.ALEXNET]

    assert count(architectures.LENET_5, (1, 32, 32)) == 61_706
    assert count(architectures.ALEXNET, (3, 227, 227)) == 60_965_224
    assert count(ungrouped, (3, 227, 227)) == 62_378_344
    assert count(vgg_16(), (3, 224, 224)) == 138_357_544
    assert count([("flatten",), ("fc", 31)], (3, 200, 200)) == 120_000 * 31 + 31


UNEVEN = [
    ("conv", 6, 5, 2, 1, 1), ("relu",), ("pool", 3, 2, 1), ("conv", 8, 3, 2, 1, 2), ("relu",), ("pool", 2, 2, 0),
    ("flatten",), ("fc", 11), ("relu",), ("fc", 3),
]  # fmt: skip


def test_shapes_and_counts_are_those_of_pytorch(architectures: Any) -> None:
    torch = pytest.importorskip("torch")
    image, shapes, learned = torch.zeros(1, 3, 57, 82), [], 0
    for layer in UNEVEN:
        match layer:
            case ("conv", filters, size, stride, padding, groups):
                module = torch.nn.Conv2d(image.shape[1], filters, size, stride, padding, groups=groups)
            case ("pool", size, stride, padding):
                module = torch.nn.MaxPool2d(size, stride, padding)
            case ("fc", neurons):
                module = torch.nn.Linear(image.shape[1], neurons)
            case ("flatten",):
                module = torch.nn.Flatten()
            case _:
                module = torch.nn.ReLU()
        image = module(image)
        shapes.append(tuple(image.shape[1:]))
        learned += sum(parameter.numel() for parameter in module.parameters())

    assert architectures.output_shapes(UNEVEN, (3, 57, 82)) == shapes
    assert architectures.count_parameters(UNEVEN, (3, 57, 82)) == learned


def residual_by_torch(torch: Any, x: Any, W1: Any, b1: Any, W2: Any, b2: Any, Ws: Any = None, bs: Any = None) -> Any:
    conv, relu = torch.nn.functional.conv2d, torch.relu
    skip = x if Ws is None else conv(x, Ws, bs)
    return relu(conv(relu(conv(x, W1, b1, padding=1)), W2, b2, padding=1) + skip)


def inception_by_torch(
    torch: Any, x: Any, W1: Any, b1: Any, W3: Any, b3: Any, W5: Any, b5: Any, Wp: Any, bp: Any
) -> Any:
    conv = torch.nn.functional.conv2d
    pooled = torch.nn.functional.max_pool2d(x, 3, stride=1, padding=1)
    branches = [conv(x, W1, b1), conv(x, W3, b3, padding=1), conv(x, W5, b5, padding=2), conv(pooled, Wp, bp)]
    return torch.cat(branches, dim=1)


def dense_by_torch(torch: Any, x: Any, *weights: Any) -> Any:
    for w, b in zip(weights[::2], weights[1::2], strict=True):
        x = torch.cat([x, torch.relu(torch.nn.functional.conv2d(x, w, b, padding=1))], dim=1)
    return x


IDENTITY = {"W1": (2, 2, 3, 3), "b1": 2, "W2": (2, 2, 3, 3), "b2": 2}
PROJECTION = {"W1": (5, 2, 3, 3), "b1": 5, "W2": (5, 5, 3, 3), "b2": 5, "Ws": (5, 2, 1, 1), "bs": 5}
INCEPTION = {
    "W1": (3, 2, 1, 1), "b1": 3, "W3": (2, 2, 3, 3), "b3": 2, "W5": (5, 2, 5, 5), "b5": 5, "Wp": (4, 2, 1, 1), "bp": 4
}  # fmt: skip
DENSE = {"W1": (3, 2, 3, 3), "b1": 3, "W2": (1, 5, 3, 3), "b2": 1, "W3": (4, 6, 3, 3), "b3": 4}
BLOCKS = [
    ("residual", residual_by_torch, IDENTITY),
    ("residual", residual_by_torch, PROJECTION),
    ("inception", inception_by_torch, INCEPTION),
    ("dense", dense_by_torch, DENSE),
]


@pytest.mark.parametrize(("name", "by_torch", "sizes"), BLOCKS)
@pytest.mark.parametrize("offset", [0.0, -5.0], ids=["mixed", "negative"])
def test_blocks_and_their_gradients_are_those_of_pytorch(
    architectures: Any, rng: Any, name: str, by_torch: Any, sizes: Any, offset: float
) -> None:
    torch = pytest.importorskip("torch")
    x, params = rng.normal(size=(3, 2, 5, 7)) + offset, draw(rng, **sizes)
    leaves = [torch.from_numpy(array).requires_grad_() for array in (x, *params.values())]
    right = by_torch(torch, *leaves)
    dout = rng.normal(size=tuple(right.shape))
    right.backward(torch.from_numpy(dout))

    out, cache = getattr(architectures, f"{name}_forward")(x, params)
    dx, grads = getattr(architectures, f"{name}_backward")(dout, cache)

    np.testing.assert_allclose(out, right.detach().numpy(), atol=ATOL, rtol=ATOL)
    assert sorted(grads) == sorted(params)
    for found, leaf in zip([dx, *(grads[key] for key in params)], leaves, strict=True):
        np.testing.assert_allclose(found, leaf.grad.numpy(), atol=100 * ATOL, rtol=ATOL)


@pytest.mark.parametrize("stride", [1, 2])
def test_the_locally_connected_layer_is_that_of_pytorch(architectures: Any, rng: Any, stride: int) -> None:
    torch = pytest.importorskip("torch")
    oh, ow = (6 - 3) // stride + 1, (9 - 2) // stride + 1
    arrays = rng.normal(size=(3, 2, 6, 9)), rng.normal(size=(oh, ow, 5, 2, 3, 2)), rng.normal(size=(oh, ow, 5))
    x, w, b = (torch.from_numpy(array).requires_grad_() for array in arrays)
    places = [
        torch.nn.functional.conv2d(x[:, :, i * stride : i * stride + 3, j * stride : j * stride + 2], w[i, j], b[i, j])
        for i in range(oh)
        for j in range(ow)
    ]
    right = torch.cat(places, dim=2).reshape(3, 5, oh, ow)
    dout = rng.normal(size=(3, 5, oh, ow))
    right.backward(torch.from_numpy(dout))

    out, cache = architectures.locally_connected_forward(*arrays, stride=stride)
    gradients = architectures.locally_connected_backward(dout, cache)

    np.testing.assert_allclose(out, right.detach().numpy(), atol=ATOL)
    for found, leaf in zip(gradients, (x, w, b), strict=True):
        np.testing.assert_allclose(found, leaf.grad.numpy(), atol=ATOL)


def test_a_locally_connected_layer_with_equal_weights_correlates_as_scipy_does(architectures: Any, rng: Any) -> None:
    signal = pytest.importorskip("scipy.signal")
    x, kernel = rng.normal(size=(1, 2, 6, 9)), rng.normal(size=(2, 3, 2))

    out, _ = architectures.locally_connected_forward(
        x, np.broadcast_to(kernel, (4, 8, 1, 2, 3, 2)), np.full((4, 8, 1), 0.5)
    )

    np.testing.assert_allclose(out[0, 0], signal.correlate(x[0], kernel, mode="valid")[0] + 0.5, atol=ATOL)


def test_the_pooled_branch_is_the_maximum_filter_of_scipy(architectures: Any, rng: Any) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    x, params = rng.normal(size=(3, 2, 5, 7)) - 5, draw(rng, **INCEPTION)
    params["Wp"], params["bp"] = np.eye(2)[:, :, None, None], np.zeros(2)

    out, _ = architectures.inception_forward(x, params)

    largest = ndimage.maximum_filter(x, size=(1, 1, 3, 3), mode="constant", cval=-np.inf)
    np.testing.assert_allclose(out[:, 10:], largest, atol=ATOL)


def test_auxiliary_losses_are_added_by_weight(architectures: Any) -> None:
    assert architectures.auxiliary_loss(1.5, [2.0, 3.0], 0.25) == 2.75
    assert architectures.auxiliary_loss(1.5, [], 0.25) == 1.5


@pytest.mark.parametrize(("name", "sizes"), [(name, sizes) for name, _, sizes in BLOCKS])
def test_single_precision_stays_single(architectures: Any, rng: Any, name: str, sizes: Any) -> None:
    x = rng.normal(size=(3, 2, 5, 7)).astype(np.float32)
    params = {key: array.astype(np.float32) for key, array in draw(rng, **sizes).items()}

    out, cache = getattr(architectures, f"{name}_forward")(x, params)
    dx, grads = getattr(architectures, f"{name}_backward")(out, cache)

    assert {array.dtype for array in (out, dx, *grads.values())} == {np.dtype(np.float32)}


def test_a_locally_connected_layer_stays_single(architectures: Any, rng: Any) -> None:
    sizes = (3, 2, 5, 7), (3, 6, 4, 2, 3, 2), (3, 6, 4)
    x, w, b = (rng.normal(size=size).astype(np.float32) for size in sizes)

    out, cache = architectures.locally_connected_forward(x, w, b)
    results = [out, *architectures.locally_connected_backward(out, cache)]

    assert {array.dtype for array in results} == {np.dtype(np.float32)}
