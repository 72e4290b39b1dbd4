"""Begins at β = 1 without a look at the distances, so that all exponentials of a row can be 0."""

import numpy as np

fails = ["tsne"]
hint = (
    "What is exp(−β·d²) for β = 1 and points a thousand apart? And what does a row of zeros become when it is "
    "normalised?"
)


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2)
    C = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = squared[i, others]
        low, high, beta = 0.0, np.inf, 1.0
        for _ in range(60):
            p = np.exp(-beta * d)
            p = p / p.sum()
            entropy = -(p * np.log2(np.where(p > 0, p, 1))).sum()
            if not abs(entropy - np.log2(perplexity)) > 1e-6:
                break
            if entropy > np.log2(perplexity):
                low = beta
            else:
                high = beta
            beta = 2 * beta if np.isinf(high) else (low + high) / 2
        C[i, others] = p
    return C
