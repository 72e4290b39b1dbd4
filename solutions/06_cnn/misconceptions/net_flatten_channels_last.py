"""Lays out rows and columns first when it flattens, and channels last."""

import numpy as np

fails = ["cnn_loss"]
hint = "Your numbers meet other weights of W3 than they should. In which order does C order lay out (C, H, W)?"


class SmallCNN(SmallCNN):
    def _forward(self, X):
        self.order = np.arange(len(self.params["W3"])).reshape(X.shape[2] // 4, X.shape[3] // 4, -1).transpose(2, 0, 1)
        with self._reordered():
            return super()._forward(X)

    def _backward(self, dout, cache):
        with self._reordered():
            grads = super()._backward(dout, cache)
        return {**grads, "W3": grads["W3"][np.argsort(self.order.ravel())]}

    @contextmanager
    def _reordered(self):
        kept = self.params
        self.params = {**kept, "W3": kept["W3"][self.order.ravel()]}
        yield
        self.params = kept
