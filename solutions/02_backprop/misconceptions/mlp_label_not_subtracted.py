"""Takes the probabilities for the gradient of the scores: the 1 at the right label is not subtracted."""

import numpy as np

fails = ["mlp"]
hint = "If the score of the right label grows, does the loss rise or fall? What sign has your gradient there?"


def _softmax_cross_entropy(scores, y):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(y)), y]).mean(), p / len(y)
