"""Makes the weights of the last layer alone pay for their size."""

fails = ["cnn_loss"]
hint = "How many arrays of weights has the network? How many of them does your price know?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y)
        for name in ("W4",):
            loss = loss + 0.5 * l2 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + l2 * self.params[name]
        return loss, grads
