"""The reference of 04 Convolution against independent oracles: SciPy always, PyTorch where it is installed.

The master is a notebook; only its functions are taken, so that no plot is drawn here.
"""

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

MASTER = Path(__file__).parents[2] / "solutions" / "04_convolution" / "convolution.py"
STRIDES_AND_PADDINGS = [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 2)]


@pytest.fixture(scope="module")
def convolution() -> SimpleNamespace:
    """The functions of the master, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


@pytest.fixture
def layer() -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(5)
    return rng.normal(size=(3, 2, 7, 11)), rng.normal(size=(5, 2, 3, 2)), rng.normal(size=5)


@pytest.mark.parametrize("mode", ["valid", "full"])
@pytest.mark.parametrize(("stride", "padding"), STRIDES_AND_PADDINGS)
def test_signals_are_convolved_as_scipy_does(convolution: Any, stride: int, padding: int, mode: str) -> None:
    signal = pytest.importorskip("scipy.signal")
    rng = np.random.default_rng(5)
    f, g = rng.normal(size=11), rng.normal(size=4)

    out = convolution.conv1d(f, g, padding=padding, stride=stride, mode=mode)

    np.testing.assert_allclose(out, signal.convolve(np.pad(f, padding), g, mode=mode)[::stride], atol=1e-12)


def test_the_matrix_and_its_shared_gradient_are_those_of_the_convolution(convolution: Any) -> None:
    linalg = pytest.importorskip("scipy.linalg")
    rng = np.random.default_rng(5)
    x, kernel, upstream = rng.normal(size=11), rng.normal(size=4), rng.normal(size=8)

    matrix = convolution.convolution_matrix(kernel, 11)
    gradient = convolution.shared_weight_gradient(np.outer(upstream, x), 4)

    by_scipy = linalg.toeplitz(np.r_[kernel[3], np.zeros(7)], np.r_[kernel[::-1], np.zeros(7)])
    np.testing.assert_array_equal(matrix, by_scipy)
    np.testing.assert_allclose(matrix @ x, convolution.conv1d(x, kernel), atol=1e-12)
    each = [upstream @ convolution.conv1d(x, unit) for unit in np.eye(4)]  # the loss is linear in the kernel
    np.testing.assert_allclose(gradient, each, atol=1e-12)


@pytest.mark.parametrize(("stride", "padding"), STRIDES_AND_PADDINGS)
def test_the_layer_correlates_as_scipy_does(convolution: Any, layer: Any, stride: int, padding: int) -> None:
    signal = pytest.importorskip("scipy.signal")
    x, w, b = layer

    out, _ = convolution.conv2d_forward(x, w, b, stride=stride, padding=padding)

    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    maps = [
        [signal.correlate(image, kernel, mode="valid")[0] + bias for kernel, bias in zip(w, b, strict=True)]
        for image in padded
    ]
    np.testing.assert_allclose(out, np.array(maps)[:, :, ::stride, ::stride], atol=1e-12)
    np.testing.assert_array_equal(convolution.conv2d_fast(x, w, b, stride=stride, padding=padding), out)


@pytest.mark.parametrize(("stride", "padding"), STRIDES_AND_PADDINGS)
def test_backward_is_the_adjoint_of_forward(convolution: Any, layer: Any, stride: int, padding: int) -> None:
    """The layer is linear in each argument, so that each gradient, paired with it, gives the same number."""
    x, w, b = layer
    out, cache = convolution.conv2d_forward(x, w, np.zeros(5), stride=stride, padding=padding)
    dout = np.random.default_rng(6).normal(size=out.shape)

    dx, dw, db = convolution.conv2d_backward(dout, cache)

    assert dx.shape == x.shape
    assert (x * dx).sum() == pytest.approx((out * dout).sum())
    assert (w * dw).sum() == pytest.approx((out * dout).sum())
    assert b @ db == pytest.approx((dout * b[:, None, None]).sum())


@pytest.mark.parametrize(("stride", "padding"), STRIDES_AND_PADDINGS)
def test_the_layer_and_its_gradients_are_those_of_pytorch(
    convolution: Any, layer: Any, stride: int, padding: int
) -> None:
    torch = pytest.importorskip("torch")
    x, w, b = (torch.from_numpy(array).requires_grad_() for array in layer)
    by_torch = torch.nn.functional.conv2d(x, w, b, stride=stride, padding=padding)
    dout = np.random.default_rng(6).normal(size=tuple(by_torch.shape))
    by_torch.backward(torch.from_numpy(dout))

    out, cache = convolution.conv2d_forward(*layer, stride=stride, padding=padding)
    gradients = convolution.conv2d_backward(dout, cache)

    np.testing.assert_allclose(out, by_torch.detach().numpy(), atol=1e-12)
    for gradient, right in zip(gradients, (x.grad, w.grad, b.grad), strict=True):
        np.testing.assert_allclose(gradient, right.numpy(), atol=1e-12)


@pytest.mark.parametrize(("stride", "padding"), STRIDES_AND_PADDINGS)
def test_rows_of_windows_and_back_are_those_of_pytorch(convolution: Any, layer: Any, stride: int, padding: int) -> None:
    torch = pytest.importorskip("torch")
    x = layer[0]

    cols = convolution.im2col(x, 3, 2, stride, padding)
    back = convolution.col2im(cols, x.shape, 3, 2, stride, padding)

    unfolded = torch.nn.functional.unfold(torch.from_numpy(x), (3, 2), padding=padding, stride=stride)
    np.testing.assert_array_equal(cols, unfolded.numpy().transpose(0, 2, 1).reshape(cols.shape))
    folded = torch.nn.functional.fold(unfolded, (7, 11), (3, 2), padding=padding, stride=stride)
    np.testing.assert_allclose(back, folded.numpy(), atol=1e-12)


def test_windows_and_rows_are_adjoint(convolution: Any, layer: Any) -> None:
    x = layer[0]

    there = convolution.im2col(x, 3, 2, 2, 1)
    cols = np.random.default_rng(6).normal(size=there.shape)
    back = convolution.col2im(cols, x.shape, 3, 2, 2, 1)

    assert (there * cols).sum() == pytest.approx((x * back).sum())


def test_single_precision_stays_single(convolution: Any, layer: Any) -> None:
    x, w, b = (array.astype(np.float32) for array in layer)

    out, cache = convolution.conv2d_forward(x, w, b, stride=2, padding=1)
    cols = convolution.im2col(x, 3, 2, 2, 1)
    results = [
        out,
        *convolution.conv2d_backward(out, cache),
        cols,
        convolution.col2im(cols, x.shape, 3, 2, 2, 1),
        convolution.conv2d_fast(x, w, b),
        convolution.conv1d(b, w[0, 0, :, 0], padding=1),
        convolution.convolution_matrix(b, 7),
        convolution.shared_weight_gradient(x[0, 0], 5),
    ]

    assert {result.dtype for result in results} == {np.dtype(np.float32)}
