"""Counts each point among its own neighbours while the rows are normalised, and removes it afterwards."""

import numpy as np

fails = ["tsne"]
hint = "What do your rows sum to? Which points are in the sum below the line, and which is not?"


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2)
    C = np.zeros((n, n))
    for i in range(n):
        d = squared[i]
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
        C[i] = p
        C[i, i] = 0
    return C
