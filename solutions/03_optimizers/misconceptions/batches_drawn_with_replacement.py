"""Draws each batch from all the examples anew: some come twice, others never."""

fails = ["minibatches", "train"]
hint = "Collect the labels of all the batches of one epoch and sort them. What do you see?"


def minibatches(X, y, batch_size, rng):
    for start in range(0, len(X), batch_size):
        chosen = rng.integers(len(X), size=min(batch_size, len(X) - start))
        yield X[chosen], y[chosen]
