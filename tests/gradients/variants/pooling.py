"""Max and average pooling, with windows that overlap and windows that do not; every fair rule for ties."""

import numpy as np

from tests.gradients.variants.variant import Family


def inputs(rng):
    return (rng.normal(size=(2, 3, 6, 10)),)


def overlapping(rng):
    return (rng.normal(size=(3, 2, 7, 11)),)


def tiny(rng):
    return (rng.normal(size=(1, 2, 4, 5)),)


def windows(x, k, s):
    return np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::s, ::s]


def forward_max(k, s):
    return lambda x: windows(x, k, s).max(axis=(4, 5))


def forward_max_loops(k, s):
    def forward(x):
        oh, ow = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
        out = np.zeros((*x.shape[:2], oh, ow), dtype=x.dtype)
        for i in range(oh):
            for j in range(ow):
                out[:, :, i, j] = x[:, :, i * s : i * s + k, j * s : j * s + k].max(axis=(2, 3))
        return out, x

    return forward


def first(window):
    flat = window.reshape(*window.shape[:2], -1)
    chosen = np.zeros_like(flat)
    np.put_along_axis(chosen, flat.argmax(axis=-1)[..., None], 1, axis=-1)
    return chosen.reshape(window.shape)


def last(window):
    return first(window[:, :, ::-1, ::-1])[:, :, ::-1, ::-1]


def shared(window):
    winners = everyone(window)
    return winners / winners.sum(axis=(2, 3), keepdims=True)


def everyone(window):
    return (window == window.max(axis=(2, 3), keepdims=True)).astype(float)


def smallest(window):
    return first(-window)


def backward_max(k, s, choose, *, adds=True, step=None, rows_first=False):
    step = step or s

    def backward(dout, x):
        dx = np.zeros_like(x)
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                a, b = (j, i) if rows_first else (i, j)
                rows, columns = slice(a * step, a * step + k), slice(b * step, b * step + k)
                window = x[:, :, rows, columns]
                if 0 in window.shape:
                    continue
                part = choose(window) * dout[:, :, i, j, None, None]
                dx[:, :, rows, columns] = dx[:, :, rows, columns] * adds + part
        return dx

    return backward


def forward_mean(k, s):
    return lambda x: windows(x, k, s).mean(axis=(4, 5))


def backward_mean(k, s, weight=None):
    return backward_max(k, s, lambda window: np.full(window.shape, 1 / k**2 if weight is None else weight))


POOLING = Family("pooling", inputs)
for _rule in (first, last, shared):
    POOLING.right(f"max 2, {_rule.__name__}", forward_max(2, 2), backward_max(2, 2, _rule))
    POOLING.right(f"max 3 by 2, {_rule.__name__}", forward_max_loops(3, 2), backward_max(3, 2, _rule), overlapping)
POOLING.right("max 2 by 1, tiny", forward_max(2, 1), backward_max(2, 1, first), tiny)
POOLING.right("mean 2", forward_mean(2, 2), backward_mean(2, 2))
POOLING.right("mean 3 by 2", forward_mean(3, 2), backward_mean(3, 2), overlapping)
POOLING.right("mean of all", lambda x: x.mean(axis=(2, 3)),
              lambda dout, x: np.broadcast_to(dout[..., None, None] / 60, x.shape))  # fmt: skip
for _name, _k, _s, _backward in [
    ("overwrites", 3, 2, backward_max(3, 2, first, adds=False)),
    ("overwrites 3 by 1", 3, 1, backward_max(3, 1, first, adds=False)),
    ("steps by the window", 3, 2, backward_max(3, 2, first, step=3)),
    ("steps by one", 2, 2, backward_max(2, 2, first, step=1)),
    ("rows and columns swapped", 2, 2, backward_max(2, 2, first, rows_first=True)),
    ("smallest", 2, 2, backward_max(2, 2, smallest)),
    ("everyone", 2, 2, backward_max(2, 2, lambda window: np.ones(window.shape))),
    ("shared equally", 2, 2, backward_max(2, 2, lambda window: np.full(window.shape, 0.25))),
    ("doubled", 2, 2, backward_max(2, 2, lambda window: 2 * first(window))),
    ("the value itself", 2, 2, backward_max(2, 2, lambda window: first(window) * window)),
    ("upstream ignored", 2, 2, lambda dout, x: backward_max(2, 2, first)(np.ones_like(dout), x)),
    ("last channel 0", 2, 2, lambda dout, x: backward_max(2, 2, first)(dout * [[[[1]], [[1]], [[0]]]], x)),
    ("corner of the window", 2, 2, backward_max(2, 2, lambda window: first(np.zeros(window.shape)))),
]:
    POOLING.wrong(_name, forward_max(_k, _s), _backward, overlapping if _k == 3 else None)
POOLING.wrong("mean not divided", forward_mean(2, 2), backward_mean(2, 2, 1.0))
POOLING.wrong("mean divided by the side", forward_mean(2, 2), backward_mean(2, 2, 0.5))
POOLING.wrong("mean to the winner", forward_mean(2, 2), backward_max(2, 2, first))
# Where all windows hold ties, each winner of a window gets all of its gradient. Whole numbers show it; others cannot.
TIED = Family("tied pooling", lambda rng: (rng.integers(0, 2, size=(2, 3, 4, 6)) * 1.0,))
TIED.right("first", forward_max(2, 2), backward_max(2, 2, first))
TIED.right("shared", forward_max(2, 2), backward_max(2, 2, shared))
TIED.wrong("all winners", forward_max(2, 2), backward_max(2, 2, everyone))
TIED.wrong("all winners, overlapping", forward_max(3, 1), backward_max(3, 1, everyone))
FAMILIES = [POOLING, TIED]
