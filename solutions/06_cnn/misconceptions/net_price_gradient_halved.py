"""Keeps the ½ of the price in its gradient."""

fails = ["cnn_loss"]
hint = "What is the derivative of ½ λ w² with respect to w?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y)
        for name in ("W1", "W2", "W3", "W4"):
            loss = loss + 0.5 * l2 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + 0.5 * l2 * self.params[name]
        return loss, grads
