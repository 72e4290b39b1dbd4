"""Averages the loss over the batch, but not its gradient."""

import numpy as np

fails = ["cnn_loss"]
hint = "Put every image into the batch twice. What happens to the mean loss, and what to your gradients?"


def _softmax_cross_entropy(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(scores.shape[1], dtype=scores.dtype)[y]
    return -(one_hot * log_p).sum() / len(y), np.exp(log_p) - one_hot
