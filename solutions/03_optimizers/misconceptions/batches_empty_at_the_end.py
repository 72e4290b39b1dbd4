"""Counts one batch more than there are full ones, and so gives an empty one when the size divides N."""

fails = ["minibatches"]
hint = "How many batches of 7 are there for 21 examples? Print the size of each of yours."


def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for i in range(len(X) // batch_size + 1):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[chosen], y[chosen]
