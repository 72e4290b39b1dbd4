"""Shuffles the caller's own arrays, in step, and then cuts them."""

fails = ["minibatches", "train"]
hint = "Print the first row of X before and after. Whose array did you shuffle?"


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size].copy(), y[start : start + batch_size].copy()
