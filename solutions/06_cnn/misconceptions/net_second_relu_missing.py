"""Leaves out the ReLU of the second block, forward and back."""

import numpy as np

fails = ["cnn_loss"]
hint = "Print the smallest number after each pool. Can it be negative?"


class SmallCNN(SmallCNN):
    def _forward(self, X):
        p, blocks = self.params, []
        for i in (1, 2):
            response, conv_cache = conv2d_forward(X, p[f"W{i}"], p[f"b{i}"], stride=1, padding=1)
            is_on = response > 0 if i == 1 else True
            X, pool_cache = max_pool_forward(response * is_on, 2, 2)
            blocks.append((conv_cache, is_on, pool_cache))
        flat = X.reshape(len(X), -1)
        hidden = np.maximum(flat @ p["W3"] + p["b3"], 0)
        return hidden @ p["W4"] + p["b4"], (blocks, X.shape, flat, hidden)
