"""Averages the gradient of the biases over the batch, although dout has been divided by N already."""

fails = ["mlp"]
hint = "dout is divided by N at the very beginning. How often does your db divide by it?"


class MLP(MLP):
    def loss(self, X, y):
        loss, grads = super().loss(X, y)
        return loss, {name: grad / len(X) if name.startswith("b") else grad for name, grad in grads.items()}
