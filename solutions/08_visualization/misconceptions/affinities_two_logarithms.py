"""Computes the entropy with natural logarithms and compares it with the binary one of the perplexity."""

import numpy as np

fails = ["tsne"]
hint = (
    "If the entropy is in bits, what is raised to its power? And if it is natural? Check with a row of four equal "
    "numbers."
)


def conditional_affinities(X, perplexity):
    n = len(X)
    squared = ((X[:, None] - X) ** 2).sum(axis=2)
    C = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = squared[i, others]
        low, high, beta = 0.0, np.inf, 1 / d.mean()
        for _ in range(60):
            p = np.exp(-beta * (d - d.min()))
            p = p / p.sum()
            entropy = -(p * np.log(np.where(p > 0, p, 1))).sum()
            if entropy > np.log2(perplexity):
                low = beta
            else:
                high = beta
            beta = 2 * beta if np.isinf(high) else (low + high) / 2
        C[i, others] = p
    return C
