"""Takes the mean over the places where a weight stands, although each place adds its share."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = (
    "If one weight stands in five places and grows a little, what happens to the loss: the mean of five changes, or"
    " something else?"
)


def shared_weight_gradient(dW, K):
    rows = np.arange(dW.shape[0])
    return np.array([dW[rows, rows + K - 1 - j].mean() for j in range(K)])
