"""The fully connected layer."""

import numpy as np

from tests.gradients.variants.variant import Family


def inputs(rng):
    return rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=7)


def wide(rng):
    return rng.normal(size=(7, 11, 13)), rng.normal(size=(143, 5)), rng.normal(size=5)


def forward(x, w, b):
    return x.reshape(len(x), -1) @ w + b


def forward_loops(x, w, b):
    out = np.zeros((len(x), w.shape[1]), dtype=x.dtype)
    for n in range(len(x)):
        for m in range(w.shape[1]):
            out[n, m] = sum(x[n, k] * w[k, m] for k in range(len(w))) + b[m]
    return out


def backward(dout, x, w, b):
    flat = x.reshape(len(x), -1)
    return (dout @ w.T).reshape(x.shape), flat.T @ dout, dout.sum(axis=0)


def backward_loops(dout, x, w, b):
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    for n in range(len(x)):
        for m in range(w.shape[1]):
            dx[n] += dout[n, m] * w[:, m]
            dw[:, m] += dout[n, m] * x[n]
            db[m] += dout[n, m]
    return dx, dw, db


def backward_einsum(dout, x, w, b):
    return np.einsum("nm,km->nk", dout, w), np.einsum("nk,nm->km", x, dout), np.einsum("nm->m", dout)


def forward_single_inside(x, w, b):
    """A forward that computes in single precision whatever it is given."""
    return x.astype(np.float32) @ w.astype(np.float32) + b.astype(np.float32)


def backward_single(dout, x, w, b):
    return tuple(np.asarray(g, dtype=np.float32) for g in backward(dout, x, w, b))


def changed(change):
    return lambda dout, x, w, b: change(*backward(dout, x, w, b), dout, x, w)


DENSE = Family("dense", inputs)
DENSE.right("matmul", forward, backward)
DENSE.right("loops", forward_loops, backward_loops)
DENSE.right("einsum", lambda x, w, b: np.einsum("nk,km->nm", x, w) + b, backward_einsum)
DENSE.right("with cache", lambda x, w, b: (x @ w + b, {"x": x}), backward)
SINGLE = Family("dense in single", inputs, exponents=(-1, 1))
SINGLE.right("single inside", forward_single_inside, backward_single)
DENSE.right("flattened", forward, backward, wide)
for _name, _change in {
    "db mean": lambda dx, dw, db, dout, x, w: (dx, dw, db / len(x)),
    "db first example": lambda dx, dw, db, dout, x, w: (dx, dw, dout[0]),
    "db of ones": lambda dx, dw, db, dout, x, w: (dx, dw, np.full_like(db, len(x))),
    "dw per example": lambda dx, dw, db, dout, x, w: (dx, dw / len(x), db),
    "dw doubled": lambda dx, dw, db, dout, x, w: (dx, 2 * dw, db),
    "dw last example": lambda dx, dw, db, dout, x, w: (dx, np.outer(x[-1], dout[-1]), db),
    "dw without upstream": lambda dx, dw, db, dout, x, w: (dx, x.T @ np.ones_like(dout), db),
    "dx negative": lambda dx, dw, db, dout, x, w: (-dx, dw, db),
    "dx zero": lambda dx, dw, db, dout, x, w: (0 * dx, dw, db),
    "dx without upstream": lambda dx, dw, db, dout, x, w: (np.ones_like(dout) @ w.T, dw, db),
    "dx one column": lambda dx, dw, db, dout, x, w: (dx * (np.arange(5) > 0), dw, db),
}.items():
    DENSE.wrong(_name, forward, changed(_change))
DENSE.wrong("dx scrambled", forward, lambda dout, x, w, b: (backward(dout, x, w, b)[0].transpose(0, 2, 1).reshape(x.shape), None, None), wide)  # fmt: skip  # noqa: E501
FAMILIES = [DENSE, SINGLE]
