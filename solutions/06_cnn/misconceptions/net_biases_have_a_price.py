"""Makes biases pay for their size as well."""

fails = ["cnn_loss"]
hint = "Over which arrays does the sum in the price go?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y)
        for name in self.params:
            loss = loss + 0.5 * l2 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + l2 * self.params[name]
        return loss, grads
