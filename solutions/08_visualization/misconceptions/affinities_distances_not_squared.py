"""Puts the distance itself into the exponent, not its square."""

import numpy as np

fails = ["tsne"]
hint = "What stands in the exponent of a Gaussian? Compare p for two points at distance 1 and 2 of a third."


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    C = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = squared[i, others]
        low, high, beta = 0.0, np.inf, 1 / d.mean()
        for _ in range(60):
            p = np.exp(-beta * (d - d.min()))
            p = p / p.sum()
            entropy = -(p * np.log2(np.where(p > 0, p, 1))).sum()
            if entropy > np.log2(perplexity):
                low = beta
            else:
                high = beta
            beta = 2 * beta if np.isinf(high) else (low + high) / 2
        C[i, others] = p
    return C
