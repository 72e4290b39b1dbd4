"""Shuffles X and y one after the other, each in an order of its own."""

fails = ["minibatches", "train"]
hint = "The third example and the third label belong together. After your shuffles, do they still stand in one place?"


def minibatches(X, y, batch_size, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]
