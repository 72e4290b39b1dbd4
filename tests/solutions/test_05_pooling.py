"""The reference of 05 Pooling against independent oracles: SciPy always, PyTorch where it is installed.

The master is a notebook; only its functions are taken, so that no plot is drawn here.
"""

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

MASTER = Path(__file__).parents[2] / "solutions" / "05_pooling" / "pooling.py"
SIZES_AND_STRIDES = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (5, 2), (5, 7)]
BETAS = [0.3, 1.0, 4.0]
# Sums of at most 25 numbers of order 1, in another order.
ROUNDING = 1e-12


@pytest.fixture(scope="module")
def pooling() -> SimpleNamespace:
    """The functions of the master, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


@pytest.fixture
def x() -> Any:
    return np.random.default_rng(5).normal(size=(3, 2, 5, 11))


def upstream(out: Any) -> Any:
    return np.random.default_rng(6).normal(size=out.shape)


def whole_windows(filtered: Any, size: int, stride: int) -> Any:
    """Of a filter's result for every pixel, that of the windows that lie wholly on the image."""
    first = size // 2  # a filter's window lies around its pixel
    rows, columns = (slice(first, first + length - size + 1, stride) for length in filtered.shape[2:])
    return filtered[:, :, rows, columns]


@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_largest_and_mean_are_those_of_scipys_filters(pooling: Any, x: Any, size: int, stride: int) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    window = (1, 1, size, size)

    largest, _ = pooling.max_pool_forward(x, size, stride)
    mean, _ = pooling.average_pool_forward(x, size, stride)

    np.testing.assert_array_equal(largest, whole_windows(ndimage.maximum_filter(x, window), size, stride))
    by_scipy = whole_windows(ndimage.uniform_filter(x, window), size, stride)
    np.testing.assert_allclose(mean, by_scipy, atol=ROUNDING)


@pytest.mark.parametrize("beta", BETAS)
@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_the_smooth_maximum_and_its_gradient_are_those_of_scipy(
    pooling: Any, x: Any, size: int, stride: int, beta: float
) -> None:
    special = pytest.importorskip("scipy.special")

    out, cache = pooling.smooth_max_pool_forward(x, size, stride, beta)
    dout = upstream(out)
    dx = pooling.smooth_max_pool_backward(dout, cache)

    right, gradient = np.empty(out.shape), np.zeros(x.shape)
    for n, c, i, j in np.ndindex(out.shape):
        window = n, c, slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        right[n, c, i, j] = special.logsumexp(beta * x[window], b=1 / size**2) / beta
        gradient[window] += dout[n, c, i, j] * special.softmax(beta * x[window])
    np.testing.assert_allclose(out, right, atol=ROUNDING)
    np.testing.assert_allclose(dx, gradient, atol=ROUNDING)


@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_gradients_times_pixels_are_upstream_times_output(pooling: Any, x: Any, size: int, stride: int) -> None:
    """Means and maxima grow in proportion to x, so that x · dx is out · dout (Euler)."""
    for name in ("max_pool", "average_pool"):
        out, cache = getattr(pooling, f"{name}_forward")(x, size, stride)
        dout = upstream(out)

        dx = getattr(pooling, f"{name}_backward")(dout, cache)

        assert dx.shape == x.shape
        assert (x * dx).sum() == pytest.approx((out * dout).sum())


def test_one_mean_a_map_and_its_gradient(pooling: Any, x: Any) -> None:
    out, cache = pooling.global_average_pool_forward(x)
    dout = upstream(out)
    dx = pooling.global_average_pool_backward(dout, cache)

    np.testing.assert_allclose(out, [[np.sum(image) / 55 for image in example] for example in x], atol=ROUNDING)
    assert dx.shape == x.shape
    assert (x * dx).sum() == pytest.approx((out * dout).sum())
    assert (np.ptp(dx, axis=(2, 3)) == 0).all()


@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_pooling_and_its_gradients_are_those_of_pytorch(pooling: Any, x: Any, size: int, stride: int) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional

    for name, by_torch in [("max_pool", functional.max_pool2d), ("average_pool", functional.avg_pool2d)]:
        tensor = torch.from_numpy(x).requires_grad_()
        right = by_torch(tensor, size, stride=stride)
        dout = upstream(right)
        right.backward(torch.from_numpy(dout))

        out, cache = getattr(pooling, f"{name}_forward")(x, size, stride)
        dx = getattr(pooling, f"{name}_backward")(dout, cache)

        np.testing.assert_allclose(out, right.detach().numpy(), atol=ROUNDING)
        np.testing.assert_allclose(dx, tensor.grad.numpy(), atol=ROUNDING)


def test_one_mean_a_map_is_that_of_pytorch(pooling: Any, x: Any) -> None:
    torch = pytest.importorskip("torch")
    tensor = torch.from_numpy(x).requires_grad_()
    right = torch.nn.functional.adaptive_avg_pool2d(tensor, 1)[..., 0, 0]
    dout = upstream(right)
    right.backward(torch.from_numpy(dout))

    out, cache = pooling.global_average_pool_forward(x)
    dx = pooling.global_average_pool_backward(dout, cache)

    np.testing.assert_allclose(out, right.detach().numpy(), atol=ROUNDING)
    np.testing.assert_allclose(dx, tensor.grad.numpy(), atol=ROUNDING)


@pytest.mark.parametrize("beta", BETAS)
@pytest.mark.parametrize(("size", "stride"), SIZES_AND_STRIDES)
def test_the_smooth_maximum_and_its_gradient_are_those_of_pytorch(
    pooling: Any, x: Any, size: int, stride: int, beta: float
) -> None:
    torch = pytest.importorskip("torch")
    tensor = torch.from_numpy(x).requires_grad_()
    windows = tensor.unfold(2, size, stride).unfold(3, size, stride).flatten(start_dim=4)
    right = (torch.logsumexp(beta * windows, dim=-1) - np.log(size**2)) / beta
    dout = upstream(right)
    right.backward(torch.from_numpy(dout))

    out, cache = pooling.smooth_max_pool_forward(x, size, stride, beta)
    dx = pooling.smooth_max_pool_backward(dout, cache)

    np.testing.assert_allclose(out, right.detach().numpy(), atol=ROUNDING)
    np.testing.assert_allclose(dx, tensor.grad.numpy(), atol=ROUNDING)


def test_the_smooth_maximum_survives_large_pixels_and_large_betas(pooling: Any, x: Any) -> None:
    plain, plain_cache = pooling.smooth_max_pool_forward(x, 3, 2, 1.3)
    moved, moved_cache = pooling.smooth_max_pool_forward(x - 1e3, 3, 2, 1.3)
    sharp, _ = pooling.smooth_max_pool_forward(x, 3, 2, 1e5)

    dout = upstream(plain)
    np.testing.assert_allclose(moved, plain - 1e3, rtol=1e-13)
    # x − 1000 is rounded by 1e-13, and a weight follows its pixel.
    both = [pooling.smooth_max_pool_backward(dout, cache) for cache in (plain_cache, moved_cache)]
    np.testing.assert_allclose(*both, atol=1e-11)
    np.testing.assert_allclose(sharp, pooling.max_pool_forward(x, 3, 2)[0], atol=np.log(9) / 1e5)


@pytest.mark.parametrize("shift", [(0, 0), (1, 0), (0, -1), (-2, 3), (4, -10), (5, 0), (0, -11), (-7, 20)])
def test_shifts_are_those_of_scipy(pooling: Any, x: Any, shift: tuple[int, int]) -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    x = np.maximum(x, 0)  # so that shifted zeros agree with some of the pixels

    share = pooling.shift_agreement(x, shift, 3, 2)

    moved = ndimage.shift(x, (0, 0, *shift), order=0, mode="constant", cval=0.0)
    before, after = (pooling.max_pool_forward(image, 3, 2)[0] for image in (x, moved))
    assert share == np.mean(before == after)
    assert (share == 1.0) == (shift == (0, 0))


def test_arguments_stay_as_they_are(pooling: Any, x: Any) -> None:
    before = x.copy()

    for name, more in [
        ("max_pool", (3, 2)), ("average_pool", (3, 2)), ("global_average_pool", ()), ("smooth_max_pool", (3, 2, 1.5)),
    ]:  # fmt: skip
        out, cache = getattr(pooling, f"{name}_forward")(x, *more)
        dout = upstream(out)
        kept = dout.copy()
        getattr(pooling, f"{name}_backward")(dout, cache)
        np.testing.assert_array_equal(dout, kept)
    pooling.shift_agreement(x, (1, -2), 3, 2)

    np.testing.assert_array_equal(x, before)


def test_single_precision_stays_single(pooling: Any, x: Any) -> None:
    results = []

    for name, more in [
        ("max_pool", (3, 2)), ("average_pool", (3, 2)), ("global_average_pool", ()), ("smooth_max_pool", (3, 2, 1.5)),
    ]:  # fmt: skip
        out, cache = getattr(pooling, f"{name}_forward")(x.astype(np.float32), *more)
        results += [out, getattr(pooling, f"{name}_backward")(out, cache)]

    assert {result.dtype for result in results} == {np.dtype(np.float32)}
