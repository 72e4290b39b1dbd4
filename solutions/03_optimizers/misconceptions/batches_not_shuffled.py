"""Cuts the examples into batches in the order in which they come."""

fails = ["minibatches", "train"]
hint = "If the data are sorted by class, what does each of your batches look like?"


def minibatches(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]
