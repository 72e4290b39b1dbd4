"""Uses one β for all points, so that only the mean of the perplexities is right."""

import numpy as np

fails = ["tsne"]
hint = "A point in a crowd and a lonely one: do both have the perplexity that was asked for?"


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2)
    d = squared + np.diag(np.full(n, np.inf))
    low, high, beta = 0.0, np.inf, 1 / squared.mean()
    for _ in range(60):
        C = np.exp(-beta * (d - d.min(axis=1, keepdims=True)))
        C = C / C.sum(axis=1, keepdims=True)
        entropy = -(C * np.log2(np.where(C > 0, C, 1))).sum(axis=1).mean()
        if entropy > np.log2(perplexity):
            low = beta
        else:
            high = beta
        beta = 2 * beta if np.isinf(high) else (low + high) / 2
    return C
