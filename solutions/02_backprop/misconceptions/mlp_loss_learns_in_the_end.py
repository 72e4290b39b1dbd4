"""Returns the right loss and gradients, and takes a step of gradient descent besides."""

fails = ["mlp"]
hint = "Ask for the same loss twice. Why is the second one smaller?"


class MLP(MLP):
    def loss(self, X, y):
        loss, grads = super().loss(X, y)
        self.params = {name: array - 0.1 * grads[name] for name, array in self.params.items()}
        return loss, grads
