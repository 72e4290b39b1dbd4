"""Takes 2 λ w for the derivative of ½ λ w²."""

fails = ["cnn_loss"]
hint = "What is the derivative of ½ λ w² with respect to w? What happens to the ½?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y)
        for name in ("W1", "W2", "W3", "W4"):
            loss = loss + 0.5 * l2 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + 2 * l2 * self.params[name]
        return loss, grads
