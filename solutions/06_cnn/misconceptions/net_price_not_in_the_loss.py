"""Adds λ W to the gradients, but nothing to the loss."""

fails = ["cnn_loss"]
hint = "Raise λ a hundredfold. What happens to your gradients, and what to your loss?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y)
        for name in ("W1", "W2", "W3", "W4"):
            loss = loss + 0.0 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + l2 * self.params[name]
        return loss, grads
