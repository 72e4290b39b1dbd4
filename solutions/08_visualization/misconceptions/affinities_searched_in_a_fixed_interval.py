"""Looks for σ between 0.01 and 10, wherever the points lie."""

import numpy as np

fails = ["tsne"]
hint = "How large can σ get in your search, and how small? In which unit is it measured?"


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2)
    C = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = squared[i, others]
        low, high, beta = 0.005, 5000.0, 1.0
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
