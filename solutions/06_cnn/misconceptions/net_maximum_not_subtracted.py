"""Takes the exponential of the scores as they are, which overflows for scores around a thousand."""

import numpy as np

fails = ["cnn_loss"]
hint = "What is exp(1000)? Which number can be taken from all scores of an image without changing its softmax?"


def _softmax_cross_entropy(scores, y):
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    one_hot = np.eye(scores.shape[1], dtype=scores.dtype)[y]
    return -(one_hot * np.log(p)).sum() / len(y), (p - one_hot) / len(y)
