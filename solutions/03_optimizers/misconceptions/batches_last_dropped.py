"""Leaves the last batch out if it is smaller than the others."""

fails = ["minibatches", "train"]
hint = "How many examples come in an epoch if N is 23 and a batch has 5?"


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for i in range(len(X) // batch_size):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[chosen], y[chosen]
