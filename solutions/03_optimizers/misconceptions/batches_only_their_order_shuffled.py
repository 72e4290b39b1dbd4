"""Cuts first and shuffles the batches afterwards: the same examples always meet."""

fails = ["minibatches"]
hint = "Call it with two generators. Is the neighbour of the first example in X ever in another batch than the first?"


def minibatches(X, y, batch_size, rng):
    for start in rng.permutation(range(0, len(X), batch_size)):
        yield X[start : start + batch_size], y[start : start + batch_size]
