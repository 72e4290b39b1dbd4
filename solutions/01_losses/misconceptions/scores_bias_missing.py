"""Leaves the bias out."""

fails = ["linear_scores"]
hint = "Which scores should an example have whose features are all 0? Which does yours have?"


def linear_scores(X, W, b):
    return X @ W
