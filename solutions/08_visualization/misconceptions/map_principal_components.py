"""Returns the two principal components, without any steps."""

import numpy as np

fails = ["tsne"]
hint = "How does your map change with the number of iterations?"


def tsne(X, perplexity, iterations, rng):
    centred = X - X.mean(axis=0)
    return centred @ np.linalg.svd(centred, full_matrices=False)[2][:2].T
